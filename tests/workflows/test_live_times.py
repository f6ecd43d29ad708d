"""Times that come by themselves: each once, from whom they are, and only when they are whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.training_builders import HIM, START, SetClock, athlete, uid

from flyzone.errors import InputError, SetupError
from flyzone.model import Notice, Session
from flyzone.training.rules import STANDARD
from flyzone.wire.watched import Problem, RunSeen, Stopped, Warned, Watching
from flyzone.workflows import watch_folder as watching
from flyzone.workflows.live_times import Poll, clip_times, gate_times
from flyzone.workflows.session_desk import Heard, Judged, SessionDesk, Zone

ZONE = Zone(10.0, 20.0, "typed", 0.005)
HEAD = "athlete,20-30m (s)\n"


def new_desk(zone: Zone = ZONE) -> SessionDesk:
    begun = Session(uid("live"), HIM, START, "max-velocity")
    return SessionDesk(
        begun, (), STANDARD, zone, athlete=athlete(), clock=SetClock(START), keep=lambda _: None
    )


class Gates:
    """A file of gates that grows, with a clock of its own so that every change is seen."""

    def __init__(self, path: Path, text: str | None = HEAD) -> None:
        self.path, self._tick = path, 0
        if text is not None:
            self.write(text)

    def write(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")
        self._tick += 1
        os.utime(self.path, ns=(self._tick * 10**9, self._tick * 10**9))

    def add(self, text: str) -> None:
        self.write(self.path.read_text("utf-8") + text)


def settled(poll: Poll, desk: SessionDesk) -> list[Heard]:
    """What comes once a change has been seen and has come to rest."""
    return [*poll(desk), *poll(desk)]


def times(desk: SessionDesk) -> list[float | None]:
    return [rep.time_s for rep in desk.session.reps]


@pytest.mark.parametrize("before", [None, "", HEAD, HEAD + "Mia,1.200\n"])
def test_what_comes_into_a_file_is_taken_once_and_what_was_there_is_not(
    tmp_path: Path, before: str | None
) -> None:
    gates, desk = Gates(tmp_path / "gates.csv", before), new_desk()
    with gate_times(gates.path, ZONE) as poll:
        assert settled(poll, desk) == []
        gates.write((before or HEAD) + "Mia,1.061\n") if before else gates.write(
            HEAD + "Mia,1.061\n"
        )
        (heard,) = settled(poll, desk)
        assert isinstance(heard, Judged)
        assert settled(poll, desk) == []
        gates.add("mia,1.052\nMia,1.054\n")
        assert len(settled(poll, desk)) == 2
    assert times(desk) == [1.061, 1.052, 1.054]


def test_rounding_is_not_taken_for_the_error_of_the_gates(tmp_path: Path) -> None:
    for zone, expected in ((ZONE, 0.005), (Zone(10.0), None)):
        gates, desk = Gates(tmp_path / "gates.csv"), new_desk(zone)
        with gate_times(gates.path, zone) as poll:
            gates.add("Mia,1.061\n")
            settled(poll, desk)
        (rep,) = desk.session.reps
        assert rep.time_sd_s == expected
        assert rep.method == "gates, table of splits"


def test_a_time_that_is_half_written_is_not_taken(tmp_path: Path) -> None:
    gates, desk = Gates(tmp_path / "gates.csv"), new_desk()
    with gate_times(gates.path, ZONE) as poll:
        for half in ("M", "ia,1.", "06"):
            gates.add(half)
            assert list(poll(desk)) == []
        gates.add("1\n")
        settled(poll, desk)
    assert times(desk) == [1.061]


def test_anothers_times_are_told_and_not_taken(tmp_path: Path) -> None:
    gates, desk = Gates(tmp_path / "gates.csv"), new_desk()
    with gate_times(gates.path, ZONE) as poll:
        gates.add("Tom,1.200\nMia,1.061\n")
        told, judged = settled(poll, desk)
    assert isinstance(told, Notice)
    assert told.code == "session-other-athlete"
    assert "1.2 s of Tom" in told.message
    assert isinstance(judged, Judged)
    assert times(desk) == [1.061]


def test_a_file_that_cannot_be_read_now_is_told_once_and_tried_again(tmp_path: Path) -> None:
    gates, desk = Gates(tmp_path / "gates.csv"), new_desk()
    with gate_times(gates.path, ZONE) as poll:
        gates.write("what is this")
        (told,) = settled(poll, desk)
        assert isinstance(told, Notice)
        gates.write("what is this")
        assert settled(poll, desk) == []
        gates.path.unlink()
        assert settled(poll, desk) == []
        gates.write(HEAD + "Mia,1.061\n")
        assert len(settled(poll, desk)) == 1
    assert times(desk) == [1.061]


def test_a_time_that_no_human_ran_is_told_and_the_next_is_taken(tmp_path: Path) -> None:
    gates, desk = Gates(tmp_path / "gates.csv"), new_desk()
    with gate_times(gates.path, ZONE) as poll:
        gates.add("Mia,0.500\nMia,1.061\n")
        told, _ = settled(poll, desk)
    assert isinstance(told, Notice)
    assert "faster than any human" in told.message
    assert times(desk) == [1.061]


def test_gates_of_another_zone_are_refused_before_the_session(tmp_path: Path) -> None:
    gates = Gates(tmp_path / "gates.csv", "athlete,20-40m (s)\nMia,2.1\n")
    with (
        pytest.raises(InputError, match="no time through a zone of 10 m") as caught,
        gate_times(gates.path, ZONE),
    ):
        pass
    assert caught.value.code == "session-zone"


def seen(time_s: float, zone: tuple[float, float] = (20.0, 30.0), *cautions: Notice) -> RunSeen:
    run: Any = SimpleNamespace(time_s=time_s, time_sd_s=0.004)
    timing: Any = SimpleNamespace(zone_m=zone)
    return RunSeen(1, run, timing, cautions, clip="a.mp4")


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the watch of a folder say these things, and then wait for its end."""

    def say(*said: object) -> None:
        def watch(folder: Path, setup: Path, *, ending: Any) -> Iterator[object]:
            for one in said:
                if isinstance(one, Exception):
                    raise one
                yield one
            ending.asked.wait(10.0)

        monkeypatch.setattr(watching, "watch_folder", watch)

    return say


def heard_of(poll: Poll, desk: SessionDesk, count: int) -> list[Heard]:
    found: list[Heard] = []
    until = time.monotonic() + 10.0
    while len(found) < count and time.monotonic() < until:
        found += poll(desk)
        time.sleep(0.005)
    return found


def test_runs_of_clips_become_reps_with_their_error_and_what_bears_on_them(
    tmp_path: Path, events: Callable[..., None]
) -> None:
    caution, warned = Notice("frames-lost", "Frames are missing."), Notice("slow", "A slow clip.")
    events(
        Watching("folder", "x", (20.0, 30.0)), seen(1.06, (20.0, 30.0), caution),
        seen(2.1, (20.0, 40.0)), seen(1.05, (30.0, 20.0)), Warned(warned),
        Problem("video", "b.mp4 is no video."), Stopped("asked", 0, 0),
    )  # fmt: skip
    desk = new_desk()
    with clip_times(tmp_path, tmp_path / "setup.json", ZONE) as poll:
        heard = heard_of(poll, desk, 6)
    codes = [one.code for one in heard if isinstance(one, Notice)]
    assert codes == ["frames-lost", "session-zone", "slow", "video"]
    assert times(desk) == [1.06, 1.05]
    assert {(rep.method, rep.time_sd_s) for rep in desk.session.reps} == {("video", 0.004)}


def test_a_watch_that_cannot_begin_is_told(tmp_path: Path, events: Callable[..., None]) -> None:
    events(SetupError("There is no setup file.", code="setup-missing"))
    with clip_times(tmp_path, tmp_path / "setup.json", ZONE) as poll:
        (told,) = heard_of(poll, new_desk(), 1)
    assert isinstance(told, Notice)
    assert told.code == "setup-missing"
