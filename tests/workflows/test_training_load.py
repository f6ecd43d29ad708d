"""What was done on each day, and whether the hours between maximal sessions were kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_DNS, uuid5

import pytest

from flyzone.model import Athlete, History, Jump, Rep, Session, Stimulus
from flyzone.model.conditions import Body
from flyzone.training.rules import STANDARD
from flyzone.workflows.jumps_over_time import jumps_over_time
from flyzone.workflows.training_load import training_load

NOW = datetime(2026, 5, 13, 18, 0, tzinfo=UTC)  # a Wednesday


def uid(name: str) -> str:
    return str(uuid5(NAMESPACE_DNS, name))


TOM = Athlete(uid("tom"), "Tom", born=date(2000, 1, 1), body=Body(75.0, 1.8))


def session(at: datetime, stimulus: Stimulus = "max-velocity", reps: int = 4) -> Session:
    made = tuple(
        Rep(uid(f"{at}-{n}"), n + 1, 10.0, time_s=1.05, run_in_m=20.0) for n in range(reps)
    )
    return Session(uid(str(at)), TOM.id, at, stimulus, made if stimulus == "max-velocity" else ())


def load(*sessions: Session) -> dict[date, object]:
    days = training_load(History(TOM, sessions), NOW, STANDARD, weeks=2)
    assert [one.day for one in days] == [date(2026, 5, 4) + timedelta(days=n) for n in range(14)]
    return {one.day: one for one in days}


def test_metres_at_full_effort_are_counted_with_their_run_ins() -> None:
    day = load(session(NOW - timedelta(days=3)))[date(2026, 5, 10)]
    assert (day.kinds, day.fast_m, day.maximal) == (("max-velocity",), 120.0, True)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("hours", "kept"), [(24, False), (47, False), (48, True), (96, True)])
def test_hours_are_counted_from_start_to_start(hours: int, kept: bool) -> None:
    first = NOW - timedelta(days=5)
    second = first + timedelta(hours=hours)
    gap = load(session(first), session(second))[second.date()].gap  # type: ignore[attr-defined]
    assert (gap.hours, gap.needed_h, gap.kept) == (hours, 48.0, kept)


def test_tempo_between_two_sprints_is_no_gap() -> None:
    first, last = NOW - timedelta(days=4), NOW - timedelta(days=1)
    days = load(session(first), session(NOW - timedelta(days=3), "tempo"), session(last))
    assert days[date(2026, 5, 10)].gap is None  # type: ignore[attr-defined]
    assert days[last.date()].gap.hours == 72.0  # type: ignore[attr-defined]


def test_days_to_come_are_marked_and_what_lies_ahead_is_left_out() -> None:
    days = load(session(NOW + timedelta(hours=1)))
    assert not any(one.kinds for one in days.values())  # type: ignore[attr-defined]
    assert [day for day, one in days.items() if one.ahead] == [  # type: ignore[attr-defined]
        date(2026, 5, 14) + timedelta(days=n) for n in range(4)
    ]


def jump(n: int, height: float, sd: float | None = None, contact: float | None = None) -> Jump:
    kind = "countermovement" if contact is None else "pogo"
    return Jump(uid(f"jump-{n}"), TOM.id, NOW - timedelta(hours=1), kind, height_m=height,
                contact_s=contact, sd=sd)  # fmt: skip


def test_three_jumps_tell_their_own_error() -> None:
    history = History(TOM, jumps=tuple(jump(n, 0.40 + 0.01 * n) for n in range(3)))
    (series,) = jumps_over_time(history, NOW)
    (day,) = series.days
    # Mean 0.41, SD 0.01; t with two degrees of freedom at 95 % is 2.920.
    assert (day.value, day.n) == (pytest.approx(0.41), 3)
    assert day.high == pytest.approx(0.41 + 2.920 * 0.01 / 3**0.5, abs=1e-5)


def test_a_single_jump_has_the_error_that_was_stated_or_none() -> None:
    (stated,) = jumps_over_time(History(TOM, jumps=(jump(0, 0.40, sd=0.01),)), NOW)
    assert stated.days[0].high == pytest.approx(0.40 + 1.6449 * 0.01)
    (bare,) = jumps_over_time(History(TOM, jumps=(jump(0, 0.40),)), NOW)
    assert (bare.days[0].low, bare.days[0].high) == (None, None)


def test_contact_gives_reactive_strength_and_with_mass_stiffness() -> None:
    history = History(TOM, jumps=(jump(0, 0.20, contact=0.20),))
    found = {one.quantity: one.days[0].value for one in jumps_over_time(history, NOW)}
    assert found["rsi"] == pytest.approx(1.0)
    # By hand: flight 0.4039 s, force 3490 N over a sinking of 0.140 m - 0.049 m.
    assert found["stiffness"] == pytest.approx(24.0, abs=1.5)
    light = History(Athlete(TOM.id, "Tom"), jumps=history.jumps)
    assert {one.quantity for one in jumps_over_time(light, NOW)} == {"height", "rsi"}
