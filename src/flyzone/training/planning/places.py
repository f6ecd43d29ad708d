"""Where and when a day's session can be: the slots of the facilities that fit the athlete's time.

A sprint session and its jumps are one visit, the heavy lift is another one, after it.  A visit fills
one place of one slot.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time

from flyzone.model import Athlete, Stimulus
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.planning.clock import minute_of
from flyzone.training.planning.wishes import AthleteWishes, Facility, Window
from flyzone.training.prescription import prescribe
from flyzone.training.rules.book import RuleBook

ANY_PLACE = TrainingPlace(
    equipment=frozenset({"box", "sled", "tow-line", "weights", "wickets", "anchor"}),
    kinds=frozenset({"track", "grass", "hill", "gym", "straight"}),
)
"""Where no facilities are listed: whatever is needed is taken to be there, its size unknown."""
_MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Option:
    """One slot of one facility on one day, as far as it lies in an athlete's time.

    Attributes
    ----------
    facility : int
        Its place in the list.
    slot : int
        Its place among the slots of the facility.
    offers : frozenset of Stimulus
        What he can do there.
    starts : int or None
        The earliest minute of the day at which he can begin; ``None`` is not known.
    ends : int or None
        The minute by which he must be done.
    """

    facility: int
    slot: int
    offers: frozenset[Stimulus]
    starts: int | None
    ends: int | None

    def fits(self, minutes: float) -> bool:
        """Whether a visit of so many minutes fits, as far as the clock times are known."""
        return self.starts is None or self.ends is None or self.starts + minutes <= self.ends


def offers_of(
    athlete: Athlete,
    day: date,
    place: TrainingPlace,
    stimuli: Collection[Stimulus],
    book: RuleBook,
) -> frozenset[Stimulus]:
    """Which of these an athlete can train at a place, as it would be prescribed for him there."""

    def trained(stimulus: Stimulus) -> bool:
        if stimulus == "heavy-lift" and "weights" not in place.equipment:
            return False  # What is left without weights is not heavy.
        doses = prescribe(stimulus, athlete, day, place, book).main
        return any(CATALOGUE[dose.exercise].stimulus == stimulus for dose in doses)

    return frozenset(stimulus for stimulus in stimuli if trained(stimulus))


def options_on(
    day: date,
    wishes: AthleteWishes,
    facilities: Sequence[Facility],
    offers: Sequence[frozenset[Stimulus]],
) -> tuple[Option, ...]:
    """The slots of a day that an athlete can use; none where he cannot train on it."""
    window = wishes.window(day) or Window(600.0)
    found = []
    for i, facility in enumerate(facilities):
        if wishes.facilities is not None and facility.name not in wishes.facilities:
            continue
        for k, slot in enumerate(facility.slots):
            if day.weekday() not in slot.weekdays:
                continue
            starts, ends = _overlap(window, slot.starts, slot.ends)
            if starts is None or ends is None or starts < ends:
                found.append(Option(i, k, offers[i], starts, ends))
    return tuple(found)


def _overlap(
    window: Window, opens: time | None, closes: time | None
) -> tuple[int | None, int | None]:
    starts = [minute_of(one) for one in (window.starts, opens) if one is not None]
    ends = [minute_of(closes)] if closes is not None else []
    if window.starts is not None:
        ends.append(min(minute_of(window.starts) + int(window.minutes), _MIDNIGHT))
    return max(starts, default=None), min(ends, default=None)
