"""What one part of the answer found: may he, why, until when, and how much effort is left to him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Literal

from flyzone.model import CheckIn, History, Reason, Stimulus
from flyzone.training.rules.book import RuleBook
from flyzone.training.today.days import Days, after

Verdict = Literal["yes", "change", "no"]

Numbers = dict[str, float | str]
"""What a sentence needs."""

SEVERITY: dict[Verdict, int] = {"yes": 0, "change": 1, "no": 2}


@dataclass(frozen=True, slots=True)
class Question:
    """May he sprint, asked at a moment.

    Attributes
    ----------
    history : History
        As far as it was known then.
    now : datetime
    book : RuleBook
    days : Days
    """

    history: History
    now: datetime
    book: RuleBook
    days: Days

    @property
    def day(self) -> date:
        """The day that it is at his place."""
        return self.days.of_moment(self.now)

    @property
    def tomorrow(self) -> datetime:
        """When his next day begins."""
        return self.days.begins(self.day + timedelta(days=1))

    @property
    def low_effort(self) -> float:
        """Share of full effort of a low day."""
        return self.book.value("low-day", "tempo")

    def checkins_of_the_day(self) -> list[CheckIn]:
        """What he said of himself on the day that it is, the latest last."""
        since = after(self.now, -50.0)
        recent = takewhile(lambda one: one.at >= since, reversed(self.history.checkins))
        return [one for one in recent if self.days.of_record(one.at) == self.day][::-1]


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What one part of the answer found.

    Attributes
    ----------
    verdict : {"yes", "change", "no"}
        A "yes" is a remark, or speaks for sprinting.
    reason : Reason
    until : datetime or None
        No maximal session before.
    person : bool
        Whether a person must decide first: no date can be said.
    effort : float
        The largest share of full effort that it leaves for today; 0 is rest.  A "change" that leaves
        full effort asks for fewer reps.
    run_as : Stimulus
        What running at that effort is.
    """

    verdict: Verdict
    reason: Reason
    until: datetime | None = None
    person: bool = False
    effort: float = 1.0
    run_as: Stimulus = "tempo"


def worst(findings: Sequence[Finding]) -> Verdict:
    """The verdict of them all: "no" beats "change", "change" beats "yes"."""
    return max((one.verdict for one in findings), key=SEVERITY.__getitem__, default="yes")
