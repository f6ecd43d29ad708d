"""A squad's board: record, rank, publish; and a rank that noise made is a tie.

Marks are sorted by time.  A mark opens a new rank only when it is slower than the first of the rank
above with more than a stated probability, given the errors of both times; otherwise it shares that
rank.  A time whose error nobody knows gets the error that is typical of its method, and says so.
Wind is shown and not taken out: a board has what was run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scipy.special import ndtr

from flyzone.model import Reason
from flyzone.training.comparable import typical_timing_sd
from flyzone.training.rules.book import RuleBook


@dataclass(frozen=True, slots=True)
class Mark:
    """One athlete's time over a distance; ``None`` is not known.

    Attributes
    ----------
    athlete_id, athlete : str
    time_s, time_sd_s : float, s
    method : str or None
    wind_m_s : float or None, m/s
    at : datetime
    """

    athlete_id: str
    athlete: str
    time_s: float
    time_sd_s: float | None
    method: str | None
    wind_m_s: float | None
    at: datetime


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A mark with its rank.

    Attributes
    ----------
    rank : int
        1 is the best; marks that noise may have put in order share one.
    tied : bool
        Whether others share it.
    sd_s : float, s
        The error of the time, stated or typical of the method.
    stated : bool
        Whether the error was stated.
    behind : float or None
        Probability that it is truly slower than the first of the rank above; ``None`` on rank 1.
    mark : Mark
    """

    rank: int
    tied: bool
    sd_s: float
    stated: bool
    behind: float | None
    mark: Mark


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Marks in their order, and what is to be said of them."""

    ranked: tuple[Ranked, ...]
    reasons: tuple[Reason, ...]


def rank(marks: Sequence[Mark], book: RuleBook) -> Board:
    """The board of some marks over one distance.

    Parameters
    ----------
    marks : sequence of Mark
        One for each athlete.
    book : RuleBook

    Returns
    -------
    Board
        The fastest first.
    """
    sure = book.value("board-tie", "probability")
    placed: list[tuple[int, float, float | None, Mark]] = []
    leader: tuple[float, float] | None = None
    above: tuple[float, float] | None = None
    for place, mark in enumerate(sorted(marks, key=lambda one: (one.time_s, one.athlete)), start=1):
        sd = (
            mark.time_sd_s
            if mark.time_sd_s is not None
            else typical_timing_sd(mark.method, mark.time_s)
        )
        rank_now = placed[-1][0] if placed else 1
        if leader is None or slower(mark.time_s, sd, leader) >= sure:
            above, leader, rank_now = leader, (mark.time_s, sd), place
        behind = None if above is None else slower(mark.time_s, sd, above)
        placed.append((rank_now, sd, behind, mark))
    sharing = Counter(one[0] for one in placed)
    ranked = tuple(
        Ranked(rank_now, sharing[rank_now] > 1, sd, mark.time_sd_s is not None, behind, mark)
        for rank_now, sd, behind, mark in placed
    )
    return Board(ranked, _reasons(ranked, book))


def slower(time: float, sd: float, other: tuple[float, float]) -> float:
    """Probability that a time is truly larger than another one."""
    spread = (sd**2 + other[1] ** 2) ** 0.5
    if spread == 0.0:
        return float(time > other[0])
    return float(ndtr((time - other[0]) / spread))


def _reasons(ranked: Sequence[Ranked], book: RuleBook) -> tuple[Reason, ...]:
    reasons = []
    if any(one.tied for one in ranked):
        percent = 100.0 * book.value("board-tie", "probability")
        reasons.append(book.reason("board-tie", "board-tied", {"percent": percent}))
    unstated = [one for one in ranked if not one.stated]
    if unstated:
        reasons.append(
            Reason(
                "board-error-typical",
                {"n": len(unstated), "largest": max(one.sd_s for one in unstated)},
                source="SCIENCE: typical errors of methods",
                caveat="Some of these typical errors are from memory, unverified.",
            )
        )
    return tuple(reasons)
