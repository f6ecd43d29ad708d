"""A squad's board out of the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from flyzone.model import Notice
from flyzone.storage import BoardTime, Reader
from flyzone.training.board import Board, Mark, rank
from flyzone.training.rules import STANDARD


@dataclass(frozen=True, slots=True)
class SquadBoard:
    """A board and what was left out of it.

    Attributes
    ----------
    board : Board
    group : str or None
        Its name.
    notices : tuple of Notice
    """

    board: Board
    group: str | None
    notices: tuple[Notice, ...]


def squad_board(
    store: Reader,
    distance_m: float,
    *,
    today: date,
    group: str | None = None,
    order: Literal["best", "latest"] = "best",
    start: Literal["flying", "standing"] = "flying",
    public: bool = False,
) -> SquadBoard:
    """One time of each athlete over a distance, ranked.

    Parameters
    ----------
    store : Reader
    distance_m : float, m
    today : date
        On which ages are counted.
    group : str, optional
        Its name; otherwise everybody whom the viewer sees.
    order : {"best", "latest"}
    start : {"flying", "standing"}
    public : bool
        For a wall or a page that anybody may see: only athletes who said so, and no minors, whatever
        was said for them.

    Returns
    -------
    SquadBoard
    """
    chosen = None if group is None else store.find_group(group)
    group_id = None if chosen is None else chosen.id
    times = store.board(distance_m, group_id=group_id, order=order, start=start)
    notices: tuple[Notice, ...] = ()
    if public:
        adults = {one.id for one in store.athletes(group_id) if one.is_adult_on(today)}
        shown = [one for one in times if one.public and one.athlete_id in adults]
        hidden = len(times) - len(shown)
        if hidden:
            notices = (
                Notice(
                    "board-private",
                    f"{hidden} of {len(times)} athletes left off the public board: those who did not "
                    "say that they may be on it, who are minors, or whose age is not known.",
                ),
            )
        times = tuple(shown)
    book = STANDARD.changed(store.rule_changes(), group_ids=() if group_id is None else (group_id,))
    name = None if chosen is None else chosen.name
    return SquadBoard(rank([_mark(one) for one in times], book), name, notices)


def _mark(one: BoardTime) -> Mark:
    return Mark(
        one.athlete_id, one.athlete, one.time_s, one.time_sd_s, one.method, one.wind_m_s,
        one.started_at,
    )  # fmt: skip
