"""How long the planner takes, and whether it gives the same plan twice: writes docs/planner-speed.md.

    python benchmarks/planner.py [--quick]

Each case is planned several times, and what is told is the median and the longest time; the import of
the solver (about a second, once) is not in it.  Every plan is checked by the checker that knows nothing
of the solver, as always, within the time.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import time as clock
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import median
from uuid import UUID

from flyzone.model import Athlete
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.planning import (
    AthleteWishes,
    Competition,
    Facility,
    FixedSession,
    PlanClash,
    Slot,
    Window,
    Wishes,
    plan_weeks,
)
from flyzone.training.rules import STANDARD

PAGE = Path(__file__).parents[1] / "docs" / "planner-speed.md"
MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """What is planned, and in what time it is meant to be."""

    name: str
    wishes: Wishes
    goal_s: float | None = None


def athlete(number: int, level: str = "trained") -> Athlete:
    return Athlete(str(UUID(int=number)), f"Athlete {number}", born=date(2001, 5, 4), level=level)


def facilities() -> tuple[Facility, ...]:
    afternoon, evening = (time(16), time(18)), (time(18), time(20, 30))
    week = frozenset(range(6))
    slots = (Slot(week, *afternoon), Slot(week, *evening))
    return (
        Facility("track", 8, TrainingPlace(straight_m=110.0, kinds=frozenset({"track"})), slots),
        Facility("gym", 10, TrainingPlace(straight_m=0.0, kinds=frozenset({"gym"})), slots),
        Facility("hill", 6, TrainingPlace(straight_m=0.0, hill_deg=11.0)),
        Facility(
            "field",
            12,
            TrainingPlace(
                straight_m=80.0, kinds=frozenset({"grass"}), equipment=frozenset({"sled"})
            ),
        ),
    )


def squad(count: int, weeks: int, seed: int) -> Wishes:
    draw = random.Random(seed)
    athletes = []
    for number in range(1, count + 1):
        free = draw.sample(range(7), draw.choice((1, 2)))
        minutes, starts = draw.choice((60, 90, 120)), draw.choice((time(16), time(17), time(18)))
        matches = draw.random() < 0.3
        athletes.append(
            AthleteWishes(
                athlete(number, draw.choice(("beginner", "trained", "advanced"))),
                tuple(None if day in free else Window(minutes, starts) for day in range(7)),
                days_a_week=(2, draw.choice((3, 4, 5))),
                target=draw.choice(("40-yards", "100-m", "field-sport", "5-km-kick")),
                competitions=tuple(
                    Competition(MONDAY + timedelta(days=7 * week + 5), "match")
                    for week in range(weeks if matches else 0)
                ),
                fixed=(FixedSession("skills", weekday=2, name="practice"),) if matches else (),
            )
        )
    return Wishes(MONDAY, weeks, tuple(athletes), facilities())


def season(weeks: int, **more: object) -> Wishes:
    race = Competition(MONDAY + timedelta(days=7 * weeks - 2), "race", "A")
    own = AthleteWishes(athlete(1), days_a_week=(3, 5), competitions=(race,), **more)
    return Wishes(MONDAY, weeks, (own,))


def cases(quick: bool) -> list[Case]:
    own = [
        Case("one athlete, 12 weeks", season(12), 1.0),
        Case(
            "one athlete, 12 weeks, football on two days",
            season(
                12,
                target="field-sport",
                fixed=(FixedSession("skills", weekday=1), FixedSession("interval-run", weekday=3)),
            ),
            1.0,
        ),
        Case("8 athletes, 4 weeks, shared facilities", squad(8, 4, 1)),
        Case("40 athletes, 4 weeks, shared facilities", squad(40, 4, 1), 30.0),
    ]
    if quick:
        return own
    return [
        *own,
        Case("one athlete, 52 weeks", season(52)),
        Case("40 athletes, 4 weeks, shared facilities, other wishes", squad(40, 4, 2), 30.0),
        Case("40 athletes, 12 weeks, shared facilities", squad(40, 12, 3)),
    ]


def timed(case: Case, repeats: int) -> tuple[list[float], list[float], str, bool]:
    """Times by the wall and of the processor, what came out, and whether it was the same each time."""
    times, busy, plans = [], [], []
    for _ in range(repeats):
        start, used = clock.perf_counter(), clock.process_time()
        plans.append(_plan(case.wishes, lambda _: None))
        times.append(clock.perf_counter() - start)
        busy.append(clock.process_time() - used)
    what = "a plan" if not plans[0].startswith("clash") else plans[0]
    return times, busy, what, len(set(plans)) == 1


def _plan(wishes: Wishes, progress: Callable[[float], None]) -> str:
    try:
        plan = plan_weeks(
            wishes, STANDARD, made_at=NOW, plan_id=str(UUID(int=7)), progress=progress
        )
    except PlanClash as clash:
        return f"clash of {len(clash.wishes)} wishes"
    return repr([(day.day, day.athlete_id, day.sessions) for day in plan.days])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer cases and repeats, no page")
    quick = parser.parse_args().quick
    _plan(season(1), lambda _: None)  # imports the solver
    lines = [
        "# How fast is the planner?",
        "",
        f"*Written by `python benchmarks/planner.py` on {date.today()}; do not edit. "
        f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}; load "
        f"before it {os.getloadavg()[0]:.1f}.*",
        "",
        "Planning, the explanation of every day and the independent check are in the time; the import "
        "of the solver, once a process, is not. *Same*: the plans of all repeats are equal to the "
        "last reason. The solver works on one thread, so that the processor's time is what a machine with "
        "nothing else to do would take.",
        "",
        "| case | repeats | median s | longest s | processor s | goal s | same | result |",
        "|---|---:|---:|---:|---:|---:|---|---|",
    ]
    for case in cases(quick):
        repeats = 2 if len(case.wishes.athletes) * case.wishes.weeks > 100 else 5
        times, busy, what, same = timed(case, repeats)
        goal = "" if case.goal_s is None else f"{case.goal_s:g}"
        lines.append(
            f"| {case.name} | {repeats} | {median(times):.2f} | {max(times):.2f} | "
            f"{median(busy):.2f} | {goal} | "
            f"{'yes' if same else 'NO'} | {what} |"
        )
        print(lines[-1], flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    lines += ["", f"Peak memory of the whole run: {peak:.0f} MB."]
    if not quick:
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
