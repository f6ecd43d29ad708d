"""Why a day is as it is: the rules, wishes and leanings behind it, so that the coach can disagree.

A day of rest says what kept training off it, the weightiest first.  A session says which of the big
three it is, what the target has to do with it, how much of it there is and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from flyzone.model import Reason, Stimulus
from flyzone.training.planning.blocks import JUMP, LIFT, LOW, SPRINT, Block
from flyzone.training.planning.clock import least_hours
from flyzone.training.planning.facts import FULL, SPRINTED, Fact, recovery_h
from flyzone.training.planning.frame import DayFrame, Frame
from flyzone.training.planning.solve import Choice, DayChoice
from flyzone.training.planning.weeks import Week
from flyzone.training.planning.weeks_model import BIG_THREE

MOST_REASONS = 3
"""What is said of one day of rest at the most."""
_PHASES = {"unload": "plan-unload", "taper": "plan-taper"}


def reasons_of_day(frame: Frame, choice: Choice, own: DayFrame) -> tuple[Reason, ...]:
    """Why one day is as it is.

    Parameters
    ----------
    frame : Frame
    choice : Choice
        Of the athlete.
    own : DayFrame
        The day.
    """
    chosen = _day(choice, own)
    found: list[Reason] = []
    if SPRINT in chosen.parts:
        found += _recovered(frame, choice, own)
    else:
        found += _kept_off(frame, own)
        if not found:
            found += _between_sprints(frame, choice, own)
        if not found and not chosen.parts:
            found.append(_enough(frame, choice, own))
    if own.day in frame.earlier:
        found += _changed(frame, chosen)
    return _each_once(found)


def reasons_of_part(frame: Frame, choice: Choice, own: DayFrame, part: str) -> tuple[Reason, ...]:
    """Why one session is there.

    Parameters
    ----------
    frame : Frame
    choice : Choice
    own : DayFrame
    part : {"sprint", "jump", "lift", "low"}
    """
    chosen, week = _day(choice, own), week_of(frame, own)
    book, found = frame.book, []
    stimulus = chosen.sprint if part == SPRINT else BIG_THREE.get(part)
    if frame.wishes.big_three and stimulus == BIG_THREE.get(part, ""):
        found.append(book.reason("plan-big-three", f"plan-big-three-{part}"))
    if part == SPRINT:
        numbers = {"stimulus": str(stimulus), "target": frame.wishes.target}
        found.append(Reason("plan-target", numbers))
        found.append(_how_much(frame, choice, week))
    elif part in {JUMP, LIFT}:
        found.append(book.reason("plan-high-low", "plan-on-high-day"))
    elif part == LOW and week.phase != "return":
        found.append(book.reason("plan-high-low", "plan-low-day"))
    if own.day.weekday() in frame.wishes.preferred:
        found.append(Reason("plan-preferred"))
    return tuple(found)


def reasons_of_fact(fact: Fact) -> tuple[Reason, ...]:
    """Why something stands that the plan did not choose."""
    numbers = {"what": fact.name or fact.stimulus}
    code = "plan-is-competition" if fact.origin == "competition" else "plan-is-fixed"
    return (Reason(code, numbers),)


def notes_of(frame: Frame) -> Iterator[Reason]:
    """What holds for an athlete's plan as a whole."""
    who, book = frame.athlete.name, frame.book
    if frame.wishes.history is None:
        numbers: dict[str, float | str] = {"who": who}
        numbers["start"] = book.value("plan-increase", "start")
        yield book.reason("plan-increase", "plan-history-unknown", numbers)
    if frame.athlete.level is None:
        yield book.reason("plan-high-days", "plan-level-unknown", {"who": who})
    for week in frame.weeks:
        numbers = {"who": who, "day": str(week.days[0])}
        if week.phase in _PHASES:
            rule = _PHASES[week.phase]
            numbers["percent"] = 100.0 * book.value(rule, "share")
            yield book.reason(rule, f"{rule}-week", numbers)
        elif week.phase == "away":
            numbers["lost"] = week.lost
            yield book.reason("plan-away", "plan-away-week", numbers)
        elif week.phase == "return":
            yield book.reason("pain-return", "plan-return-week", numbers)
    yield from _too_close(frame)


def week_of(frame: Frame, own: DayFrame) -> Week:
    """The week of a day."""
    return next(week for week in frame.weeks if own.day in week.days)


def count_of(choice: Choice, week: Week) -> int:
    """Planned sprint sessions of a week."""
    return sum(SPRINT in day.parts for day in choice.days if day.day in week.open_days)


def _day(choice: Choice, own: DayFrame) -> DayChoice:
    return next(day for day in choice.days if day.day == own.day)


def _kept_off(frame: Frame, own: DayFrame) -> Iterator[Reason]:
    """What stood against sprinting on this day before anything was chosen."""
    kinds = [block for block in own.blocks if block.parts <= set(frame.stimuli)]
    every = set().union(*(block.parts for block in kinds)) == set(frame.stimuli)
    said: set[object] = set()
    for block in own.blocks:
        about = block.numbers.get("what"), block.numbers.get("day")
        if about[0] is not None and about in said:
            continue  # One match is reason enough, whichever rules it brings.
        if SPRINT in block.parts or (every and block in kinds):
            said.add(about)
            yield _blocked(frame, block)


def _blocked(frame: Frame, block: Block) -> Reason:
    if block.rule:
        return frame.book.reason(block.rule, block.code, block.numbers)
    return Reason(block.code, block.numbers)


def _recovered(frame: Frame, choice: Choice, own: DayFrame) -> Iterator[Reason]:
    """How long ago the last sprinting was, and what that asked for."""
    for stimulus, day, hours in _sprinting_around(frame, choice, own):
        if hours > 0.0:
            needed = recovery_h(stimulus, frame.athlete, day, frame.book)
            numbers: dict[str, float | str] = {
                "what": stimulus,
                "hours": hours,
                "needed": needed,
                "day": str(day),
            }
            yield frame.book.reason(f"recovery-{stimulus}", "plan-recovered", numbers)
            return


def _between_sprints(frame: Frame, choice: Choice, own: DayFrame) -> Iterator[Reason]:
    """Recovery after the last planned sprint session, and before the next one."""
    for stimulus, day, hours in _sprinting_around(frame, choice, own):
        later = hours < 0.0
        from_day = own.day if later else day
        needed = recovery_h(stimulus, frame.athlete, from_day, frame.book)
        if abs(hours) < needed:
            numbers: dict[str, float | str] = {
                "what": stimulus,
                "hours": abs(hours),
                "needed": needed,
                "day": str(day),
            }
            code = "plan-before-sprint" if later else "plan-recovering"
            yield frame.book.reason(f"recovery-{stimulus}", code, numbers)


def _sprinting_around(
    frame: Frame, choice: Choice, own: DayFrame
) -> Iterator[tuple[Stimulus, date, float]]:
    """The last sprinting before a day, and the next planned one, with the hours to it (negative)."""
    earlier: list[tuple[float, Stimulus, date]] = [
        (least_hours(fact.clock, own.clock), fact.stimulus, fact.day)
        for fact in frame.facts
        if fact.day < own.day and fact.stimulus in SPRINTED
    ]
    later = []
    for one, chosen in zip(frame.days, choice.days, strict=True):
        if chosen.sprint is not None and one.day < own.day:
            earlier.append((least_hours(one.clock, own.clock), chosen.sprint, one.day))
        elif chosen.sprint is not None and one.day > own.day:
            later.append((least_hours(own.clock, one.clock), chosen.sprint, one.day))
    for hours, stimulus, day in sorted(earlier, key=lambda one: one[0])[:1]:
        yield stimulus, day, hours
    for hours, stimulus, day in sorted(later, key=lambda one: one[0])[:1]:
        yield stimulus, day, -hours


def _how_much(frame: Frame, choice: Choice, week: Week) -> Reason:
    count = count_of(choice, week)
    share = choice.sprinting[week.number] / count / FULL
    numbers: dict[str, float | str] = {"percent": 100.0 * share, "count": count}
    rule = _PHASES.get(week.phase, "plan-increase")
    code = "plan-share-full" if share >= 1.0 else f"{rule.replace('plan-', 'plan-share-')}"
    return frame.book.reason(rule, code, numbers)


def _enough(frame: Frame, choice: Choice, own: DayFrame) -> Reason:
    """Nothing kept training off a day of rest: then something was enough."""
    for block in own.blocks:
        if LOW in block.parts:
            return _blocked(frame, block)
    week = week_of(frame, own)
    days = [day for day in choice.days if day.day in week.open_days]
    trained = sum(bool(day.parts) for day in days) + week.trained
    most = frame.wishes.days_a_week[1]
    if trained >= most:
        return Reason("plan-enough-days", {"most": most})
    level = frame.athlete.level or "beginner"
    bears = frame.book.value("plan-high-days", level)
    if count_of(choice, week) + len(week.high) >= bears:
        return frame.book.reason("plan-high-days", "plan-enough-high-days", {"most": bears})
    if week.phase in _PHASES:
        return frame.book.reason(_PHASES[week.phase], "plan-lighter-week")
    return Reason("plan-spread")


def _changed(frame: Frame, chosen: DayChoice) -> Iterator[Reason]:
    was = frame.earlier[chosen.day]
    now = planned_words(chosen)
    if not _same(was, now):
        numbers: dict[str, float | str] = {"day": str(chosen.day)}
        numbers["before"] = ", ".join(sorted(was)) or "rest"
        numbers["after"] = ", ".join(sorted(now)) or "rest"
        yield Reason("plan-changed", numbers)


_LOW = frozenset({"tempo", "skills"})


def _same(was: Iterable[str], now: Iterable[str]) -> bool:
    """Whether two days hold the same; tempo and skills are one low session."""
    return {LOW if one in _LOW else one for one in was} == {
        LOW if one in _LOW else one for one in now
    }


def planned_words(chosen: DayChoice) -> frozenset[str]:
    """The stimuli of a day's choice; a low session is ``"tempo"`` or ``"skills"`` later."""
    words = {BIG_THREE[part] for part in (JUMP, LIFT) if part in chosen.parts}
    if LOW in chosen.parts:
        words.add("tempo")
    return frozenset({*words, *({chosen.sprint} if chosen.sprint else set())})


def _too_close(frame: Frame) -> Iterator[Reason]:
    """What is fixed too close together: it stays, and somebody should know."""
    hard = [fact for fact in frame.facts if fact.stimulus in SPRINTED]
    for first, second in pairwise(hard):
        if second.origin == "done":
            continue
        needed = recovery_h(first.stimulus, frame.athlete, first.day, frame.book)
        hours = least_hours(first.clock, second.clock)
        if second.day - first.day < timedelta(days=10) and hours < needed:
            numbers: dict[str, float | str] = {
                "who": frame.athlete.name,
                "first": first.name or first.stimulus,
                "second": second.name or second.stimulus,
                "day": str(second.day),
                "hours": hours,
                "needed": needed,
            }
            yield frame.book.reason(f"recovery-{first.stimulus}", "plan-fixed-too-close", numbers)


def _each_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    once = {(one.code, tuple(sorted(one.numbers.items()))): one for one in reversed([*reasons])}
    return tuple(reversed(once.values()))[:MOST_REASONS]
