"""Inputs that cannot be timed end in one error of the right kind, by the door that people use.

What is wrong with a file itself is tried in ``tests/video/test_reader_errors.py`` and, for setups,
in ``tests/wire/test_setup.py``; here, what only shows when clip and setup come together.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from tests.workflows.films import Film

from flyzone import time_clip
from flyzone.errors import FlyzoneError, SetupError, VideoError
from flyzone.virtual import Rendered


@pytest.fixture(scope="module")
def plain(sprint: Rendered) -> Film:
    return Film.of(sprint)


def tells_the_next_step(error: FlyzoneError) -> bool:
    """Messages end in a sentence that says what to do."""
    return error.message.rstrip().endswith(".") and len(error.message.split(". ")) >= 2


def moved(setup: dict[str, Any], index: int, pixel: tuple[float, float]) -> list[dict[str, Any]]:
    marks = [dict(mark) for mark in setup["marks"]]
    marks[index]["pixel"] = list(pixel)
    return marks


def test_marks_of_another_clip_lie_outside_the_frame(plain: Film) -> None:
    with pytest.raises(SetupError, match="640 x 360") as caught:
        plain.timed(marks=moved(plain.setup, 0, (1800, 900)))
    assert caught.value.code == "mark-outside-frame"
    assert "mark 1" in caught.value.message
    assert tells_the_next_step(caught.value)


def test_two_marks_on_one_point_are_named(plain: Film) -> None:
    twice = plain.setup["marks"][1]["pixel"]
    with pytest.raises(SetupError, match=r"mark 1 .* and mark 2 .* lie on one point") as caught:
        plain.timed(marks=moved(plain.setup, 0, twice))
    assert caught.value.code == "marks-on-one-point"


def test_marks_without_depth_are_refused(plain: Film) -> None:
    line = [{"pixel": [60 + 150 * i, 250], "lane": [3.0 * i, 0.0]} for i in range(4)]
    with pytest.raises(SetupError, match="no depth") as caught:
        plain.timed(marks=line, zone=[1, 8])
    assert caught.value.code == "marks-without-depth"
    assert tells_the_next_step(caught.value)


def test_a_mark_swapped_with_another_is_refused_with_every_residual(plain: Film) -> None:
    marks = [dict(mark) for mark in plain.setup["marks"]]
    first, last = marks[0]["pixel"], marks[-1]["pixel"]
    marks[0]["pixel"], marks[-1]["pixel"] = last, first
    with pytest.raises(SetupError) as caught:
        plain.timed(marks=marks)
    assert caught.value.code == "marks-contradict"
    assert tells_the_next_step(caught.value)


def test_a_setup_is_refused_before_the_clip_is_opened(plain: Film, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="zone"):
        time_clip(tmp_path / "no such clip.mp4", plain.setup | {"zone": [10, 0]})


@pytest.mark.parametrize("zone", [[10, 0], [5, 5]])
def test_a_zone_backwards_or_of_no_length_is_refused(plain: Film, zone: list[float]) -> None:
    with pytest.raises(SetupError) as caught:
        plain.timed(zone=zone)
    assert "zone" in caught.value.message
    assert tells_the_next_step(caught.value)


def test_a_clip_that_is_a_picture_of_text_is_a_video_error(plain: Film, tmp_path: Path) -> None:
    clip = tmp_path / "notes.mp4"
    clip.write_text("split times, Tuesday")
    with pytest.raises(VideoError) as caught:
        time_clip(clip, plain.setup)
    assert tells_the_next_step(caught.value)


def test_a_clip_cut_off_by_a_full_phone_is_a_video_error_or_warned_of(
    plain: Film, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.mp4"
    whole = plain.clip.read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    try:
        timing = time_clip(cut, plain.setup)
    except VideoError as error:
        assert tells_the_next_step(error)  # noqa: PT017
    else:
        assert any("truncated" in w.code or "damaged" in w.code for w in timing.warnings)


def test_errors_survive_the_way_between_processes(plain: Film) -> None:
    with pytest.raises(SetupError) as caught:
        plain.timed(zone=[0, 30])
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), again.code, again.message) == (
        SetupError, caught.value.code, caught.value.message,
    )  # fmt: skip
