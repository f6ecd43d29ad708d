"""The ``flyzone board --json`` document: a squad's times over one distance, with honest ranks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from flyzone.model import Notice
from flyzone.training.board import Board
from flyzone.wire.reason import EXACT, ReasonDocument, digits, reason_documents
from flyzone.wire.timed import NoticeDocument

BOARD_SCHEMA_VERSION: Final = 1


class MarkDocument(BaseModel):
    """One athlete's time."""

    model_config = EXACT

    rank: int = Field(ge=1, description="shared where noise may have made the order")
    tied: bool
    athlete: str = Field(description="on a public board the name that he has there")
    athlete_id: str | None = Field(default=None, description="absent on a public board")
    standing: Literal["first", "best", "equalled"] | None = Field(
        default=None,
        description="of today's marks: a personal best, or within the error of the old one",
    )
    time_s: float
    time_sd_s: float = Field(description="stated, or typical of the method")
    time_sd_stated: bool
    speed_m_s: float
    method: str | None = None
    wind_m_s: float | None = Field(default=None, description="shown, not taken out")
    at: str
    p_slower: float | None = Field(
        default=None, description="probability that it is slower than the rank above"
    )


class BoardDocument(BaseModel):
    """A board."""

    model_config = EXACT

    schema_version: Literal[1] = BOARD_SCHEMA_VERSION
    distance_m: float
    order: Literal["best", "latest"]
    start: Literal["flying", "standing"]
    group: str | None = None
    public: bool = Field(description="only those who may be seen by everybody")
    marks: list[MarkDocument]
    reasons: list[ReasonDocument]
    warnings: list[NoticeDocument]


def board_document(
    board: Board,
    *,
    distance_m: float,
    order: str,
    start: str,
    group: str | None,
    public: bool,
    warnings: Iterable[Notice] = (),
    standings: Mapping[int, str] | None = None,
) -> dict[str, Any]:
    """The document of a board."""
    document = BoardDocument.model_validate(
        {
            "distance_m": distance_m,
            "order": order,
            "start": start,
            "group": group,
            "public": public,
            "marks": [
                {
                    "rank": one.rank,
                    "tied": one.tied,
                    "athlete": one.mark.athlete,
                    "athlete_id": one.mark.athlete_id or None,
                    "standing": (standings or {}).get(place),
                    "time_s": one.mark.time_s,
                    "time_sd_s": digits(one.sd_s),
                    "time_sd_stated": one.stated,
                    "speed_m_s": digits(distance_m / one.mark.time_s),
                    "method": one.mark.method,
                    "wind_m_s": one.mark.wind_m_s,
                    "at": one.mark.at.isoformat(),
                    "p_slower": digits(one.behind),
                }
                for place, one in enumerate(board.ranked)
            ],
            "reasons": reason_documents(board.reasons),
            "warnings": [{"code": n.code, "message": n.message} for n in warnings],
        }
    )
    return document.model_dump(exclude_none=True)
