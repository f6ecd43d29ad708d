"""Clips that fall into a folder are timed and announced, each once, and nothing ends the watch."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flyzone.errors import InputError, SetupError
from flyzone.model.order import order_of
from flyzone.virtual import Camera, Encoding, Rendered, Runner, Scenario, render
from flyzone.wire.watched import (
    ClipDone,
    OrderNow,
    Problem,
    RunSeen,
    Stopped,
    WatchEvent,
    Watching,
)
from flyzone.workflows import watch_folder as module
from flyzone.workflows.watch import ANNOUNCE_WITHIN_S, Ending, OrderDesk
from flyzone.workflows.watch_folder import setup_beside, watch_folder


@pytest.fixture(scope="module")
def virtual(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """A small virtual clip of one run."""
    return render(
        Scenario(
            runners=(Runner(speed_m_s=9.2),), camera=Camera(distance_m=14),
            encoding=Encoding(fps=60, width=640, height=360, lead_in_s=0.5, lead_out_s=0.6), seed=3,
        ),
        tmp_path_factory.mktemp("virtual"),
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    return place


def watched(
    folder: Path, setup: object, drop: Callable[[], None], *, clips: int = 1, **options: object
) -> list[WatchEvent]:
    """Everything said while ``drop`` puts clips into a watched folder; ends after ``clips``."""
    ending = Ending(for_s=25.0)
    events: list[WatchEvent] = []
    for event in watch_folder(
        folder,
        setup,
        ending=ending,
        poll_s=0.02,
        settle_s=0.08,
        **options,  # type: ignore[arg-type]
    ):
        events.append(event)
        if isinstance(event, Watching):
            drop()
        if sum(isinstance(e, ClipDone | Problem) for e in events) >= clips:
            ending.asked.set()
    return events


def runs_of(events: list[WatchEvent]) -> list[RunSeen]:
    return [event for event in events if isinstance(event, RunSeen)]


def test_a_clip_that_falls_into_the_folder_is_timed_and_named(
    virtual: Rendered, folder: Path
) -> None:
    truth = json.loads(virtual.truth.read_text())["runners"][0]
    desk = OrderDesk(order_of(["Mia", "Lea"]))
    events = watched(
        folder, virtual.setup, lambda: shutil.copy(virtual.clip, folder / "IMG_1.MP4"), desk=desk
    )
    assert [type(event) for event in events] == [Watching, RunSeen, ClipDone, Stopped]
    (seen,) = runs_of(events)
    assert (seen.number, seen.run.athlete, seen.clip) == (1, "Mia", "IMG_1.MP4")
    assert abs(seen.run.time_s - truth["time_s"]) < 4 * seen.run.time_sd_s
    assert seen.announced_after_file_s is not None
    assert 0 < seen.announced_after_file_s < 10.0
    assert events[-1] == Stopped("asked", 1, 1)


def test_a_small_clip_is_announced_within_the_promise(virtual: Rendered, folder: Path) -> None:
    began = 0.0

    def drop() -> None:
        nonlocal began
        shutil.copy(virtual.clip, folder / "a.mp4")
        began = time.monotonic()

    ending = Ending(for_s=25.0, once=True)
    delay = float("inf")
    for event in watch_folder(folder, virtual.setup, ending=ending):
        if isinstance(event, Watching):
            drop()
        if isinstance(event, RunSeen):
            delay = time.monotonic() - began
    assert delay < ANNOUNCE_WITHIN_S


def test_a_clip_that_cannot_be_used_is_told_and_the_next_one_is_timed(
    virtual: Rendered, folder: Path
) -> None:
    def drop() -> None:
        (folder / "a.mp4").write_bytes(virtual.clip.read_bytes()[:300])
        (folder / "b.avi").write_bytes(b"no film at all")
        shutil.copy(virtual.clip, folder / "c.mp4")

    events = watched(folder, virtual.setup, drop, clips=3, patience_s=0.5)
    problems = {e.clip: e.code for e in events if isinstance(e, Problem)}
    assert problems == {"a.mp4": "clip-truncated", "b.avi": "clip-not-a-video"}
    assert [seen.clip for seen in runs_of(events)] == ["c.mp4"]


def test_a_fault_of_the_program_is_told_and_the_watch_goes_on(
    virtual: Rendered, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(module, "time_clip", fail)
    events = watched(
        folder, virtual.setup, lambda: shutil.copy(virtual.clip, folder / "a.mp4"), clips=1
    )
    assert [(e.code, e.clip) for e in events if isinstance(e, Problem)] == [("unexpected", "a.mp4")]


def test_a_playlist_in_disguise_leads_nowhere(
    virtual: Rendered, folder: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.mp4"
    shutil.copy(virtual.clip, elsewhere)
    lines = [
        f"ffconcat version 1.0\nfile '{elsewhere}'\n",
        f"#EXTM3U\n#EXTINF:5,\n{elsewhere}\n#EXT-X-ENDLIST\n",
    ]

    def drop() -> None:
        for i, text in enumerate(lines):
            (folder / f"{i}.mp4").write_text(text)

    events = watched(folder, virtual.setup, drop, clips=2, patience_s=0.5)
    assert runs_of(events) == []
    assert {e.code for e in events if isinstance(e, Problem)} == {"clip-not-a-video"}


def test_the_setup_beside_a_clip_wins(virtual: Rendered, folder: Path) -> None:
    other = json.loads(virtual.setup.read_text())
    other["zone"] = [2.0, 8.0]

    def drop() -> None:
        (folder / "a.setup.json").write_text(json.dumps(other))
        shutil.copy(virtual.clip, folder / "a.mp4")

    (seen,) = runs_of(watched(folder, virtual.setup, drop))
    assert seen.timing.zone_m == (2.0, 8.0)
    assert setup_beside(folder / "a.mp4") == folder / "a.setup.json"
    (folder / "a.mp4.setup.json").write_text("{}")
    assert setup_beside(folder / "a.mp4") == folder / "a.mp4.setup.json"


def test_a_clip_that_grew_announces_its_first_run_once(virtual: Rendered, folder: Path) -> None:
    whole = virtual.clip.read_bytes()
    free = b"\x00\x00\x00\x10free" + bytes(8)

    def drop() -> None:
        (folder / "a.mp4").write_bytes(whole)

    ending = Ending(for_s=25.0)
    events: list[WatchEvent] = []
    for event in watch_folder(folder, virtual.setup, ending=ending, poll_s=0.02, settle_s=0.08):
        events.append(event)
        done = sum(isinstance(e, ClipDone) for e in events)
        if isinstance(event, Watching):
            drop()
        if isinstance(event, ClipDone) and done == 1:
            (folder / "a.mp4").write_bytes(whole + free)
        if done == 2:
            ending.asked.set()
    assert sum(isinstance(e, ClipDone) for e in events) == 2
    assert len(runs_of(events)) == 1


def test_commands_are_heard_while_nothing_falls(virtual: Rendered, folder: Path) -> None:
    lines = iter(["skip", None, None])
    desk = OrderDesk(order_of(["Mia", "Lea"]), lambda: next(lines, None))
    ending = Ending(for_s=25.0)
    events = []
    for event in watch_folder(folder, virtual.setup, desk=desk, ending=ending, poll_s=0.02):
        events.append(event)
        if isinstance(event, OrderNow):
            ending.asked.set()
    assert [type(event) for event in events] == [Watching, OrderNow, Stopped]


def test_the_watch_ends_in_the_middle_of_a_clip(
    virtual: Rendered, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_: object, progress: Callable[[float], None], **__: object) -> None:
        while True:
            time.sleep(0.01)
            progress(0.0)

    monkeypatch.setattr(module, "time_clip", endless)
    shutil.copy(virtual.clip, folder / "a.mp4")
    ending = Ending(for_s=1.0)
    events = list(
        watch_folder(
            folder, virtual.setup, ending=ending, existing=True, poll_s=0.02, settle_s=0.05
        )
    )
    assert events[-1] == Stopped("time", 0, 0)


def test_a_folder_that_goes_is_told_once_and_may_come_back(virtual: Rendered, folder: Path) -> None:
    ending = Ending(for_s=25.0, once=True)
    events: list[WatchEvent] = []

    def watch() -> Iterator[WatchEvent]:
        return watch_folder(folder, virtual.setup, ending=ending, poll_s=0.02, settle_s=0.08)

    for event in watch():
        events.append(event)
        if isinstance(event, Watching):
            folder.rmdir()
        if isinstance(event, Problem):
            os.mkdir(folder)
            shutil.copy(virtual.clip, folder / "a.mp4")
    assert [e.code for e in events if isinstance(e, Problem)] == ["watch-folder-gone"]
    assert len(runs_of(events)) == 1


def test_a_folder_or_a_setup_that_is_not_there_is_refused_at_once(
    virtual: Rendered, folder: Path
) -> None:
    with pytest.raises(InputError) as caught:
        watch_folder(folder / "none", virtual.setup)
    assert caught.value.code == "watch-no-folder"
    with pytest.raises(SetupError):
        watch_folder(folder, folder / "none.json")
