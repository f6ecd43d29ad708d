"""Names are given when runs are announced, and commands change who is next."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from flyzone.model import ClipInfo, ClipTiming, Notice, TimedRun
from flyzone.model.order import order_of
from flyzone.wire.timed import timing_document
from flyzone.wire.watched import (
    OrderNow,
    Problem,
    RunSeen,
    Stopped,
    Warned,
    Watching,
    event_document,
)
from flyzone.workflows.watch import Ending, OrderDesk, cautions_of

RUN = TimedRun(
    direction="left-to-right", entry_s=0.3, exit_s=1.35, time_s=1.05, time_sd_s=0.004,
    speed_m_s=9.52, speed_sd_m_s=0.04, splits=(), error_budget=(), path=((0.3, 0.0), (1.35, 10.0)),
)  # fmt: skip
TIMING = ClipTiming(ClipInfo(60, 60.0, False, 1.0, 1.0), (0.0, 10.0), (RUN,), (), ())
NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def desk_of(*names: str) -> OrderDesk:
    return OrderDesk(order_of(names))


def next_names(desk: OrderDesk, runs: int) -> list[str | None]:
    return [desk.name(RUN)[0].athlete for _ in range(runs)]


def test_runs_get_their_names_in_order() -> None:
    assert next_names(desk_of("Mia", "Lea"), 2) == ["Mia", "Lea"]


def test_the_end_of_the_order_is_told_and_nothing_is_guessed() -> None:
    desk = desk_of("Mia")
    assert desk.name(RUN)[1] == ()
    run, warned = desk.name(RUN)
    assert run.athlete is None
    assert [w.notice.code for w in warned] == ["order-used-up"]


def test_without_an_order_runs_have_no_name_and_nobody_complains() -> None:
    assert OrderDesk().name(RUN) == (RUN, ())


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["skip"], ["Lea", "Tim", None]),
        (["SWAP"], ["Lea", "Mia", "Tim"]),
        (["swap mia, tim"], ["Tim", "Lea", "Mia"]),
        (["swap Mia Tim"], ["Tim", "Lea", "Mia"]),
        (["next Tim"], ["Tim", "Mia", "Lea"]),
        (["next Bo Berg"], ["Bo Berg", "Mia", "Lea"]),
        (["skip", "undo"], ["Mia", "Lea", "Tim"]),
        (["skip", "swap", "undo", "undo"], ["Mia", "Lea", "Tim"]),
        (["list"], ["Mia", "Lea", "Tim"]),
    ],
)
def test_a_command_changes_who_is_next(lines: list[str], names: list[str | None]) -> None:
    desk = desk_of("Mia", "Lea", "Tim")
    for line in lines:
        assert isinstance(desk.command(line), OrderNow)
    assert next_names(desk, 3) == names


def test_repeat_gives_the_next_run_to_who_ran_last() -> None:
    desk = desk_of("Mia", "Lea")
    desk.name(RUN)
    desk.command("repeat")
    assert next_names(desk, 2) == ["Mia", "Lea"]


def test_undo_after_a_run_gives_its_name_back() -> None:
    desk = desk_of("Mia", "Lea")
    desk.name(RUN)
    said = desk.command("undo")
    assert isinstance(said, OrderNow)
    assert "Mia" in said.message
    assert next_names(desk, 2) == ["Mia", "Lea"]


@pytest.mark.parametrize(
    "line",
    ["hop", "skip Mia", "swap Mia", "swap a, b, c", "next", "repeat", "undo", "swap Mia, Bo"],
)
def test_a_command_that_cannot_be_done_is_told_and_changes_nothing(line: str) -> None:
    desk = desk_of("Mia", "Lea")
    said = desk.command(line)
    assert isinstance(said, Problem)
    assert said.code.startswith("order-")
    assert next_names(desk, 2) == ["Mia", "Lea"]


def test_commands_are_heard_in_order_and_blank_lines_pass() -> None:
    lines = iter(["skip", "  ", "skip"])
    desk = OrderDesk(order_of(["Mia", "Lea", "Tim"]), lambda: next(lines, None))
    assert [type(event) for event in desk.hear()] == [OrderNow, OrderNow]
    assert desk.order.upcoming == "Tim"


def test_a_verdict_is_ok_unless_something_bears_on_this_runs_time() -> None:
    always = Notice("rolling-shutter-unknown", "...")
    other = Notice("not-running", "somebody else walked by")
    gap = Notice("timestamps-irregular", "a gap")
    assert cautions_of((always, other)) == ()
    assert RunSeen(1, RUN, TIMING, cautions_of((always, other))).verdict == "ok"
    assert RunSeen(1, RUN, TIMING, cautions_of((always, gap))).verdict == "timestamps-irregular"


def test_an_ending_gives_its_reason() -> None:
    assert Ending().reason() is None
    assert Ending(for_s=0.0).reason() == "time"
    assert Ending(once=True).reason() is None
    assert Ending(once=True).reason(done=True) == "once"
    ending = Ending(for_s=0.01)
    time.sleep(0.02)
    ending.asked.set()
    assert ending.reason() == "asked"


def test_a_run_event_holds_the_run_as_flyzone_time_gives_it() -> None:
    named = replace(RUN, athlete="Mia")
    seen = RunSeen(1, named, TIMING, clip="a.mp4", announced_after_file_s=1.2)
    said = event_document(seen, at=NOW)
    run = timing_document(replace(TIMING, runs=(named,)))["runs"][0]
    assert {key: said[key] for key in run} == run
    assert next(iter(said)) == "event"
    assert (said["clip"], said["verdict"], said["athlete"]) == ("a.mp4", "ok", "Mia")
    assert "announced_after_exit_s" not in said


def test_every_event_has_its_name_and_time() -> None:
    for event, name in [
        (Watching("folder", "in", (0.0, 10.0)), "watching"),
        (Problem("clip-truncated", "cut", "a.mp4"), "error"),
        (Warned(Notice("a", "b")), "warning"),
        (OrderNow("skip", "done", order_of(["Mia"])), "order"),
        (Stopped("asked", 0), "stopped"),
    ]:
        said = event_document(event, at=NOW)
        assert (said["event"], said["at"]) == (name, "2026-05-01T12:00:00.000+00:00")


def test_a_number_that_is_none_never_leaves() -> None:
    broken = replace(RUN, time_s=float("nan"))
    with pytest.raises(ValidationError):
        event_document(RunSeen(1, broken, TIMING), at=NOW)
