"""One athlete's plan before anything is chosen: his days, his weeks, and what each may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from flyzone.model import Athlete, Plan, Stimulus
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.planning.blocks import Block, blocks_on
from flyzone.training.planning.clock import Clock, clock_at
from flyzone.training.planning.facts import Fact, facts_of
from flyzone.training.planning.places import ANY_PLACE, Option, offers_of, options_on
from flyzone.training.planning.weeks import Week, sprinting_before, weeks_of
from flyzone.training.planning.wishes import AthleteWishes, Target, Wishes
from flyzone.training.rules.book import RuleBook

EMPHASIS: Mapping[Target, tuple[Stimulus, ...]] = {
    "40-yards": ("acceleration", "max-velocity", "resisted", "hill"),
    "100-m": ("max-velocity", "acceleration", "sprint-endurance", "hill"),
    "5-km-kick": ("max-velocity", "hill", "acceleration"),
    "field-sport": ("acceleration", "max-velocity", "resisted", "hill"),
    "max-velocity": ("max-velocity", "acceleration", "hill"),
}
"""Sprint sessions for a target, the most wanted first.  An order, not a rule: forty yards and field
sports are mostly acceleration, a kick needs speed in reserve."""
NOT_FOR_BEGINNERS: frozenset[Stimulus] = frozenset({"sprint-endurance"})
STRENGTH: tuple[Stimulus, ...] = ("plyometrics", "heavy-lift")


@dataclass(frozen=True, slots=True)
class DayFrame:
    """One day that is to be planned.

    Attributes
    ----------
    day : date
    clock : Clock
        When he would begin.
    facts : tuple of Fact
        What takes place on it anyway.
    blocks : tuple of Block
    options : tuple of Option
    """

    day: date
    clock: Clock
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One athlete's plan before anything is chosen.

    Attributes
    ----------
    wishes : AthleteWishes
    book : RuleBook
        As it holds for him.
    stimuli : tuple of Stimulus
        Sprint sessions that may be planned, the most wanted first.
    facts : tuple of Fact
    days : tuple of DayFrame
        Those to be planned.
    weeks : tuple of Week
    before : tuple of int
        Sprinting of the weeks before the first one.
    earlier : mapping of date to frozenset of str
        What an earlier plan held on days that are planned anew; empty where there was none.
    """

    wishes: AthleteWishes
    book: RuleBook
    stimuli: tuple[Stimulus, ...]
    facts: tuple[Fact, ...]
    days: tuple[DayFrame, ...]
    weeks: tuple[Week, ...]
    before: tuple[int, ...]
    earlier: Mapping[date, frozenset[str]]

    @property
    def athlete(self) -> Athlete:
        """Whose it is."""
        return self.wishes.athlete


def frames_of(
    wishes: Wishes,
    books: Mapping[str, RuleBook],
    since: date,
    earlier: Plan | None,
    now: datetime,
) -> tuple[Frame, ...]:
    """The frames of all athletes, in their order.

    Parameters
    ----------
    wishes : Wishes
    books : mapping of str to RuleBook
        By athlete.
    since : date
        The first day to be planned.
    earlier : Plan or None
        The plan that is changed.
    now : datetime
        Later records are left out.
    """
    return tuple(
        _frame(one, wishes, books[one.athlete.id], since, earlier, now) for one in wishes.athletes
    )


def _frame(
    own: AthleteWishes,
    wishes: Wishes,
    book: RuleBook,
    since: date,
    earlier: Plan | None,
    now: datetime,
) -> Frame:
    athlete, days = own.athlete, wishes.days
    facts = facts_of(own, days, since, book, now)
    stimuli = tuple(
        one
        for one in EMPHASIS[own.target]
        if athlete.level in {"trained", "advanced"} or one not in NOT_FOR_BEGINNERS
    )
    listed = (*stimuli, *STRENGTH)

    @cache
    def offers(place: TrainingPlace) -> frozenset[Stimulus]:
        return offers_of(athlete, wishes.first_day, place, listed, book)

    if not wishes.facilities:
        possible = offers(ANY_PLACE)
        stimuli = tuple(one for one in stimuli if one in possible)
    here = [offers(one.place) for one in wishes.facilities]
    frames = []
    for day in days:
        if day < since:
            continue
        options = options_on(day, own, wishes.facilities, here)
        clock = _clock(day, own, options, bool(wishes.facilities))
        blocks = blocks_on(clock, own, facts, stimuli, book)
        on_it = tuple(fact for fact in facts if fact.day == day)
        frames.append(DayFrame(day, clock, on_it, blocks, options))
    before = sprinting_before(facts, wishes.first_day)
    weeks = weeks_of(days, since, own, facts, book, before)
    planned = {} if earlier is None else _planned(earlier, athlete.id, since)
    return Frame(own, book, stimuli, facts, tuple(frames), weeks, before, planned)


def _clock(
    day: date, wishes: AthleteWishes, options: Sequence[Option], places_matter: bool
) -> Clock:
    window = wishes.window(day)
    if places_matter and options:
        starts = [clock_at(one.starts) for one in options]
        return Clock.among(day, starts)
    return Clock.at(day, None if window is None else window.starts)


def _planned(plan: Plan, athlete_id: str, since: date) -> dict[date, frozenset[str]]:
    return {
        day.day: frozenset(one.stimulus for one in day.sessions if not one.fixed)
        for day in plan.of(athlete_id)
        if day.day >= since
    }
