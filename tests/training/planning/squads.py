"""Athletes, facilities and random squads for the tests of the planner."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import strategies as st

from flyzone.model import Athlete, History, Plan, Rep, Session, Stimulus
from flyzone.training.catalogue.place import TrainingPlace
from flyzone.training.planning import (
    AthleteWishes,
    Competition,
    Facility,
    FixedSession,
    Returning,
    Slot,
    Window,
    Wishes,
    plan_weeks,
)
from flyzone.training.planning.check import breaches
from flyzone.training.planning.frame import frames_of
from flyzone.training.rules import STANDARD
from flyzone.training.rules.book import RuleBook

BOOK = STANDARD
MONDAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
PLAN_ID = str(UUID(int=77))

TRACK = Facility("track", 4, TrainingPlace(straight_m=110.0, kinds=frozenset({"track"})))
GYM = Facility("gym", 3, TrainingPlace(straight_m=0.0, kinds=frozenset({"gym"})))
HILL = Facility("hill", 2, TrainingPlace(straight_m=0.0, hill_deg=11.0))


def athlete(number: int = 1, level: str | None = "trained", age: int | None = 25) -> Athlete:
    born = None if age is None else date(2026 - age, 1, 15)
    return Athlete(str(UUID(int=number)), f"Athlete {number}", born=born, level=level)


def ann(**wishes: object) -> AthleteWishes:
    return AthleteWishes(wishes.pop("athlete", athlete()), **wishes)


def alone(weeks: int = 2, *facilities: Facility, **wishes: object) -> Wishes:
    return Wishes(MONDAY, weeks, (ann(**wishes),), facilities)


def planned(wishes: Wishes, book: RuleBook = BOOK) -> Plan:
    return plan_weeks(wishes, book, made_at=NOW, plan_id=PLAN_ID)


def check(plan: Plan, wishes: Wishes, book: RuleBook = BOOK, since: date | None = None) -> tuple:
    since = since or wishes.first_day
    books = {one.athlete.id: book for one in wishes.athletes}
    frames = frames_of(wishes, books, since, None, plan.made_at)
    facts = {frame.athlete.id: frame.facts for frame in frames}
    weeks = {frame.athlete.id: frame.weeks for frame in frames}
    return breaches(plan, wishes, books, facts, weeks, since)


def session(
    day: date,
    stimulus: Stimulus = "max-velocity",
    *,
    who: Athlete | None = None,
    at: time = time(17),
    reps: int = 0,
) -> Session:
    who = who or athlete()
    began = datetime.combine(day, at, tzinfo=UTC)
    number = day.toordinal() * 100 + at.hour
    runs = tuple(
        Rep(str(UUID(int=number * 1000 + n)), n, 20.0, run_in_m=20.0) for n in range(1, reps + 1)
    )
    return Session(str(UUID(int=number)), who.id, began, stimulus, runs)


def history(*days: int, who: Athlete | None = None, stimulus: Stimulus = "max-velocity") -> History:
    """Sessions so many days before the plan's Monday."""
    who = who or athlete()
    done = tuple(session(MONDAY - timedelta(days=n), stimulus, who=who) for n in days)
    return History(who, done)


_starts = st.sampled_from([None, time(7), time(16), time(17, 30), time(19)])
_windows = st.one_of(
    st.none(),
    st.builds(Window, st.sampled_from([30.0, 60.0, 90.0, 120.0]), _starts),
    st.just(Window(120.0)),
)
_facilities = st.sampled_from(
    [
        (),
        (TRACK, GYM),
        (TRACK, GYM, HILL),
        (
            Facility(
                "hall", 2, TrainingPlace(straight_m=70.0, kinds=frozenset({"straight", "gym"})),
                (Slot(frozenset(range(5)), time(15), time(17)),
                 Slot(frozenset(range(7)), time(17), time(20))),
            ),
            GYM,
        ),
    ]
)  # fmt: skip


@st.composite
def _athlete_wishes(draw: st.DrawFn, number: int, weeks: int) -> AthleteWishes:
    who = athlete(
        number,
        draw(st.sampled_from(["beginner", "trained", "advanced", None])),
        draw(st.sampled_from([15, 25, 45, None])),
    )
    days = st.integers(0, 7 * weeks - 1).map(lambda n: MONDAY + timedelta(days=n))
    dates = draw(st.sets(days, max_size=2))
    fewest = draw(st.integers(0, 2))
    done = draw(st.sets(st.integers(1, 30), max_size=6))
    kinds = st.sampled_from(["max-velocity", "acceleration", "sprint-endurance", "match", "hill"])
    return AthleteWishes(
        who,
        tuple(draw(_windows) for _ in range(7)),
        {day: draw(_windows) for day in draw(st.sets(days, max_size=3))},
        (fewest, draw(st.integers(max(fewest, 1), 6))),
        draw(st.sampled_from(["40-yards", "100-m", "5-km-kick", "field-sport", "max-velocity"])),
        tuple(
            Competition(
                day, draw(st.sampled_from(["race", "match"])), draw(st.sampled_from("ABC")),
                draw(_starts),
            )
            for day in sorted(dates)
        ),
        tuple(
            FixedSession(
                draw(st.sampled_from(["acceleration", "skills", "interval-run", "long-run",
                                      "heavy-lift"])),
                weekday=draw(st.integers(0, 6)), starts=draw(_starts),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
        frozenset(draw(st.sets(days, max_size=1))),
        frozenset(draw(st.sets(days, max_size=2))),
        frozenset(draw(st.sets(st.integers(0, 6), max_size=2))),
        big_three=draw(st.booleans()),
        history=draw(
            st.one_of(
                st.none(),
                st.builds(
                    lambda: History(
                        who,
                        tuple(
                            session(MONDAY - timedelta(days=n), draw(kinds), who=who)
                            for n in sorted(done)
                        ),
                    )
                ),
            )
        ),
        returning=draw(
            st.sampled_from(
                [None, None, None, Returning("hamstring", 2),
                 Returning("calf", 4, MONDAY + timedelta(days=9))]
            )
        ),
    )  # fmt: skip


@st.composite
def squads(draw: st.DrawFn, most: int = 4) -> Wishes:
    """One to four athletes with whatever wishes, over one to five weeks."""
    weeks = draw(st.integers(1, 5))
    count = draw(st.integers(1, most))
    own = tuple(draw(_athlete_wishes(number, weeks)) for number in range(1, count + 1))
    return Wishes(MONDAY, weeks, own, draw(_facilities))
