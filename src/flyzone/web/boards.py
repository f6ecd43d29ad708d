"""Which board somebody asks for, and the one that he may see.

Coaches and owners see those whom they see anyway, and may look at the public board as others see it.
Whoever else is logged in, and whoever has the address of an open board, sees the public board.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, get_args

from fastapi import Depends, Query

from flyzone.model import Reason
from flyzone.storage import GroupLine
from flyzone.training.age_group import AgeGroup
from flyzone.training.personal_best import Standing
from flyzone.web.asking import Asking
from flyzone.web.failures import Refused
from flyzone.workflows.board import USUAL_M, SquadBoard, distances_of_day, squad_board
from flyzone.workflows.public_board import is_open, public_board

AGES: tuple[AgeGroup, ...] = get_args(AgeGroup)
Span = Literal["today", "all"]
MOST_ROWS = 100
"""Lines on a page; the API gives all of them."""


@dataclass(frozen=True)
class Wanted:
    """Which board.

    Attributes
    ----------
    distance : float or None, m
        ``None`` is the one that was run most today, or ten metres.
    start : {"flying", "standing"}
    span : {"today", "all"}
    order : {"best", "latest"}
    group : str
        Id of a group; empty is everybody.
    age : AgeGroup or ""
    sex : {"", "female", "male"}
    public : bool
        The public one, for who sees more.
    """

    distance: Annotated[float | None, Query(description="m")] = None
    start: Literal["flying", "standing"] = "flying"
    span: Span = "all"
    order: Literal["best", "latest"] = "best"
    group: Annotated[str, Query(max_length=80)] = ""
    age: Annotated[Literal["", "U14", "U16", "U18", "U20", "senior", "masters"], Query()] = ""
    sex: Literal["", "female", "male"] = ""
    public: bool = False


Asked = Annotated[Wanted, Depends()]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a board.

    Attributes
    ----------
    key : str
        Another one for another mark: so a page finds what is new.
    rank : int
    tied : bool
    name : str
    time_s, sd_s : float, s
    stated : bool
        Whether the error was stated with the time.
    speed_m_s : float, m/s
    wind_m_s : float or None, m/s
    method : str or None
    at : datetime
    today : bool
    standing : Standing or None
    athlete_id : str
        Empty on a public board.
    """

    key: str
    rank: int
    tied: bool
    name: str
    time_s: float
    sd_s: float
    stated: bool
    speed_m_s: float
    wind_m_s: float | None
    method: str | None
    at: datetime
    today: bool
    standing: Standing | None
    athlete_id: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A board as its pages show it.

    Attributes
    ----------
    distance_m : float, m
    distances : tuple of float, m
        What can be chosen.
    public : bool
    group : str or None
        Its name.
    rows : tuple of Row
        The first of them.
    more : int
        How many are not shown.
    reasons : tuple of Reason
    found : SquadBoard
    day : date
        The day that is today here.
    """

    distance_m: float
    distances: tuple[float, ...]
    public: bool
    group: str | None
    rows: tuple[Row, ...]
    more: int
    reasons: tuple[Reason, ...]
    found: SquadBoard
    day: date


def check_open(asking: Asking, secret: str) -> None:
    """Refuses an address that no owner made, or that he took back.

    Raises
    ------
    Refused
    """
    if not is_open(asking.site.store, secret):
        raise Refused(
            404,
            "unknown-board",
            "There is no board at this address, or not any more. Ask the coach for the new one.",
        )


def sees_more(asking: Asking) -> bool:
    """Whether somebody sees a board of his own beside the public one."""
    return asking.role in ("owner", "coach")


def board_for(asking: Asking, wanted: Wanted) -> Shown:
    """The board that somebody asks for, as far as he may see it."""
    today = asking.now.date()
    public = wanted.public or not sees_more(asking)
    of_today: tuple[float, ...] = ()
    if not public:
        with asking.reading() as reader:
            of_today = distances_of_day(reader, today, wanted.start)
    distance = wanted.distance if wanted.distance is not None else (*of_today, USUAL_M[0])[0]
    words = {
        "today": today,
        "order": wanted.order,
        "start": wanted.start,
        "day": today if wanted.span == "today" else None,
        "age": wanted.age or None,
        "sex": wanted.sex or None,
    }
    if public:
        found = public_board(asking.site.store, distance, **words)  # type: ignore[arg-type]
    else:
        with asking.reading() as reader:
            found = squad_board(reader, distance, group=wanted.group or None, **words)  # type: ignore[arg-type]
    choices = {round(one, 3): one for one in (*USUAL_M, *of_today, distance)}
    return Shown(
        distance_m=distance,
        distances=tuple(sorted(choices.values())),
        public=public,
        group=found.group,
        rows=_rows(found, distance, today),
        more=max(len(found.board.ranked) - MOST_ROWS, 0),
        reasons=found.board.reasons,
        found=found,
        day=today,
    )


def groups_of(asking: Asking) -> tuple[GroupLine, ...]:
    """The groups that a board can be asked for."""
    if not sees_more(asking):
        return ()
    with asking.reading() as reader:
        return reader.group_names()


def _rows(found: SquadBoard, distance_m: float, today: date) -> tuple[Row, ...]:
    return tuple(
        Row(
            key=f"{one.mark.athlete}|{one.mark.time_s:.4f}|{one.mark.at.isoformat()}",
            rank=one.rank,
            tied=one.tied,
            name=one.mark.athlete,
            time_s=one.mark.time_s,
            sd_s=one.sd_s,
            stated=one.stated,
            speed_m_s=distance_m / one.mark.time_s,
            wind_m_s=one.mark.wind_m_s,
            method=one.mark.method,
            at=one.mark.at,
            today=one.mark.at.date() == today,
            standing=found.standings.get(place),
            athlete_id=one.mark.athlete_id,
        )
        for place, one in enumerate(found.board.ranked[:MOST_ROWS])
    )
