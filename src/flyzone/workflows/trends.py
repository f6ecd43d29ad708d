"""Is it working, and if not, why: for the athletes of a table of reps, or of the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from os import PathLike

from flyzone.errors import InputError
from flyzone.model import Athlete, History, Notice
from flyzone.training.diagnosis import Diagnosis, diagnose
from flyzone.training.rules import STANDARD, RuleBook
from flyzone.training.trend import NoTrend, Trend, trend_of
from flyzone.workflows.rep_files import rep_file


@dataclass(frozen=True, slots=True)
class AthleteTrend:
    """One athlete's trend and why it is as it is.

    Attributes
    ----------
    name : str
    now : datetime
        As of when.
    trend : Trend or NoTrend
    diagnosis : Diagnosis
    """

    name: str
    now: datetime
    trend: Trend | NoTrend
    diagnosis: Diagnosis


def athlete_trend(
    history: History, now: datetime, book: RuleBook, *, weeks: float | None = None
) -> AthleteTrend:
    """The trend of one athlete, and the diagnosis.

    Parameters
    ----------
    history : History
    now : datetime
        With its offset; what came later is left out.
    book : RuleBook
    weeks : float, optional
        How far to look back, instead of what the rule says.
    """
    known = history.known_at(now)
    trend = trend_of(known, now, book, window_weeks=weeks)
    return AthleteTrend(history.athlete.name, now, trend, diagnose(known, now, book))


def trends_of_file(
    path: str | PathLike[str],
    *,
    now: datetime | None = None,
    zone: tzinfo | None = None,
    only: str | None = None,
    weeks: float | None = None,
) -> tuple[Iterator[AthleteTrend], tuple[Notice, ...]]:
    """The trends of the athletes of a table of reps, one by one.

    Parameters
    ----------
    path : path
    now : datetime, optional
        As of when; without it, each athlete's last session.
    zone : tzinfo, optional
        Of moments without an offset.
    only : str, optional
        The one athlete who is asked about.
    weeks : float, optional
        How far to look back.

    Returns
    -------
    trends : iterator of AthleteTrend
    notices : tuple of Notice

    Raises
    ------
    InputError
        If the table cannot be used or does not hold the athlete.
    """
    table = rep_file(path, zone=zone)
    athletes = table.athletes
    if only is not None:
        one = table.of(only)
        if one is None:
            names = ", ".join(athlete.name for athlete in athletes[:12])
            raise InputError(
                f"The table holds nobody called {only!r}. It holds {names}. Write the name as it "
                "stands there.",
                code="trend-athlete",
            )
        athletes = (one,)

    def each() -> Iterator[AthleteTrend]:
        for one in athletes:
            history = History(Athlete(one.athlete_id, _name(one.name)), one.sessions)
            asked = now or history.sessions[-1].started_at
            yield athlete_trend(history, asked, STANDARD, weeks=weeks)

    return each(), table.notices


def _name(text: str) -> str:
    """A name that an athlete may have: a table may hold anything."""
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(clean.split())[:80] or "unnamed"
