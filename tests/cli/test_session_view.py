"""What a coach sees between two reps: verdict, rest clock, reasons and the reps so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from tests.training_builders import HIM, START, SetClock, athlete, season, uid

from flyzone.cli.session_view import clock, rest_left, session_view
from flyzone.model import Session
from flyzone.training.rules import STANDARD
from flyzone.workflows.session_desk import SessionDesk, Zone

EARLIER = season(3)
FLY_10 = Zone(10.0, 20.0)


def desk_of(zone: Zone = FLY_10) -> tuple[SessionDesk, SetClock]:
    now = SetClock(START + timedelta(days=60))
    begun = Session(uid("live"), HIM, now.now, "max-velocity")
    desk = SessionDesk(
        begun, EARLIER, STANDARD, zone, athlete=athlete(), clock=now, keep=lambda _: None
    )
    return desk, now


def shown(desk: SessionDesk, now: SetClock, typed: str = "", told: str = "") -> str:
    console = Console(width=100, height=50, color_system=None, force_terminal=False)
    with console.capture() as captured:
        console.print(session_view("Mia", desk, now.now, typed, told))
    return captured.get()


def run(desk: SessionDesk, now: SetClock, *lines: str) -> None:
    for line in lines:
        now.wait(300.0)
        desk.hear(line)


def test_before_the_first_rep_it_shows_what_is_to_be_run_and_the_line() -> None:
    desk, now = desk_of()
    view = shown(desk, now, typed="1.0", told="Noted.")
    assert "Mia: 10 m from a run-in of 20 m" in view
    assert "Noted." in view
    assert view.rstrip().endswith("> 1.0_")
    assert "GO" not in view
    assert "run-in" not in shown(*desk_of(Zone(10.0)))


def test_after_a_rep_it_counts_the_rest_down_to_nothing() -> None:
    desk, now = desk_of()
    run(desk, now, "1.06")
    rest = desk.verdicts[0].rest_s
    assert rest is not None
    assert f"rest {clock(rest)}" in shown(desk, now)
    now.wait(rest - 61.0)
    assert "rest 1:01" in shown(desk, now)
    now.wait(61.0)
    view = shown(desk, now)
    assert "rested: run when he is ready" in view
    assert "GO" in view


def test_the_reps_stand_with_time_speed_rest_and_verdict() -> None:
    desk, now = desk_of()
    run(desk, now, "1.06", "1.00")
    rows = [line.split() for line in shown(desk, now).splitlines()]
    assert ["1", "1.060", "34.0", "speed", "go"] in rows
    assert ["2", "1.000", "36.0", "4:59", "speed", "go"] in rows


def test_a_stop_is_shown_without_a_clock_and_with_its_reason() -> None:
    desk, now = desk_of()
    run(desk, now, "1.06", "pain 4 hamstring")
    view = shown(desk, now)
    assert "STOP: THE SESSION IS OVER" in view
    assert "pain 4 of 10 (hamstring)" in view
    assert "rest " not in view.split("STOP")[1].split("rep  ")[0]


def test_many_reps_stay_on_one_screen_the_latest_of_them() -> None:
    desk, now = desk_of()
    run(desk, now, *["1.06"] * 20)
    view = shown(desk, now)
    assert len(view.splitlines()) < 30
    assert "20" in view
    assert not any(line.split()[:2] == ["8", "1.060"] for line in view.splitlines())


def test_what_somebody_typed_is_text_and_no_markup() -> None:
    desk, now = desk_of()
    view = shown(desk, now, typed="[red]x[/red]", told="[bold]y")
    assert "[red]x[/red]" in view
    assert "[bold]y" in view


def test_a_view_is_drawn_after_everything_was_taken_back() -> None:
    desk, now = desk_of()
    run(desk, now, "1.06", "undo")
    assert "GO" not in shown(desk, now)


@given(st.floats(-100.0, 100_000.0))
def test_a_clock_shows_minutes_and_seconds_to_the_nearest_second(seconds: float) -> None:
    minutes, rest = clock(seconds).split(":")
    assert len(rest) == 2
    assert int(rest) < 60
    assert abs(60 * int(minutes) + int(rest) - max(seconds, 0.0)) <= 0.5


@pytest.mark.parametrize(("since", "left"), [(1.06, 240.0), (101.06, 140.0), (500.0, 0.0)])
def test_rest_is_left_from_the_end_of_the_rep(since: float, left: float) -> None:
    desk, now = desk_of()
    run(desk, now, "1.06")
    rep, verdict = desk.session.reps[0], replace(desk.verdicts[0], rest_s=240.0)
    assert rep.at is not None
    found = rest_left(verdict, rep, rep.at + timedelta(seconds=since))
    assert found == pytest.approx(left, abs=1e-6)
    assert rest_left(replace(verdict, rest_s=None), rep, now.now) is None
    assert rest_left(replace(verdict, verdict="stop"), rep, now.now) is None
    assert rest_left(verdict, replace(rep, at=None), now.now) is None
