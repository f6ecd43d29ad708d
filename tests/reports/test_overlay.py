from __future__ import annotations

import numpy as np
import pytest
from tests.reports.builders import square_camera, steady_run, timed_clip

from flyzone.model import ClipTiming
from flyzone.reports.overlay import USUAL_TRUNK_M, OverlayPainter, cards_at
from flyzone.reports.palette import PATH, bgr

GREY = 90


def blank(width: int = 960, height: int = 540) -> np.ndarray:
    return np.full((height, width, 3), GREY, dtype=np.uint8)


def changed(picture: np.ndarray) -> np.ndarray:
    return (picture != GREY).any(axis=2)


def test_the_clock_starts_at_the_entry_and_freezes_at_the_exit() -> None:
    timing = timed_clip(steady_run(1.0, 1.25))
    assert cards_at(timing, 0.5)[0].clock == "0.00 s"
    assert cards_at(timing, 0.5)[0].state == "waiting"
    assert cards_at(timing, 1.5)[0].clock == "0.50 s"
    assert cards_at(timing, 1.5)[0].state == "running"
    for later in (2.26, 3.9):
        card = cards_at(timing, later)[0]
        assert (card.state, card.clock) == ("done", "1.250 s ± 0.004")
        assert card.details[0].startswith("8.00 m/s · 28.8 km/h")


def test_a_split_appears_when_its_line_is_crossed() -> None:
    timing = timed_clip(steady_run(1.0, 1.25))
    assert cards_at(timing, 1.6)[0].details == ()
    assert [d.split(":")[0] for d in cards_at(timing, 1.7)[0].details] == ["0–5 m"]
    assert len(cards_at(timing, 2.3)[0].details) == 3  # speed and two splits


def test_a_result_stays_until_the_next_runner_enters() -> None:
    timing = timed_clip(steady_run(0.5, 1.0, athlete="Ada"), steady_run(2.0, 1.0, athlete="Bo"))
    assert [c.name for c in cards_at(timing, 1.9)] == ["Ada · 0–10 m"]
    assert [c.name for c in cards_at(timing, 2.1)] == ["Bo · 0–10 m"]


def test_two_runners_in_the_zone_have_a_clock_each() -> None:
    timing = timed_clip(steady_run(1.0, 1.25), steady_run(1.5, 1.25))
    assert [c.clock for c in cards_at(timing, 2.0)] == ["1.00 s", "0.50 s"]


def test_a_clip_without_a_run_has_no_card_but_is_drawn() -> None:
    timing = timed_clip()
    assert cards_at(timing, 1.0) == ()
    picture = OverlayPainter(square_camera(), timing).paint(blank(), 1.0)
    assert changed(picture).mean() > 0.01


def test_the_gates_stand_at_the_lines_of_the_zone() -> None:
    camera = square_camera()
    picture = OverlayPainter(camera, timed_clip()).paint(blank(), 0.0)
    for line in (0.0, 10.0):
        for side in (-0.61, 0.61):
            x, y = np.rint(camera.to_pixels([[line, side, 1.5]])[0]).astype(int)
            assert changed(picture)[y, x - 1 : x + 2].all()
            assert not changed(picture)[y, x - 12 : x - 6].any()


@pytest.mark.parametrize("direction", ["left-to-right", "right-to-left"])
def test_the_path_ends_at_the_trunk_of_the_moment(direction: str) -> None:
    camera = square_camera()
    run = steady_run(1.0, 1.25, direction=direction)  # type: ignore[arg-type]
    picture = OverlayPainter(camera, timed_clip(run)).paint(blank(), 1.5)
    here = 4.0 if direction == "left-to-right" else 6.0
    past = here - 1.0 if direction == "left-to-right" else here + 1.0
    ahead = 2 * here - past
    for place, drawn in ((past, True), (ahead, False)):
        x, y = np.rint(camera.to_pixels([[place, 0.0, USUAL_TRUNK_M]])[0]).astype(int)
        assert (picture[y, x].tolist() == list(bgr(PATH))) is drawn
    x, y = np.rint(camera.to_pixels([[here, 0.0, USUAL_TRUNK_M]])[0]).astype(int)
    assert picture[y, x].tolist() == [255, 255, 255]


def test_the_path_lies_at_the_trunk_of_a_small_athlete() -> None:
    camera = square_camera()
    painter = OverlayPainter(camera, timed_clip(steady_run()), athlete_height_m=1.4)
    picture = painter.paint(blank(), 1.5)
    x, y = np.rint(camera.to_pixels([[4.0, 0.0, 0.643 * 1.4]])[0]).astype(int)
    assert picture[y, x].tolist() == [255, 255, 255]


def test_everything_on_the_lane_follows_a_hand_held_camera() -> None:
    camera = square_camera()
    painter = OverlayPainter(camera, timed_clip(steady_run()))
    moved = np.array([[1.0, 0.0, 40.0], [0.0, 1.0, -10.0], [0.0, 0.0, 1.0]])
    still, shifted = painter.paint(blank(), 1.5), painter.paint(blank(), 1.5, moved)
    # Away from the panel and the edges the picture is the same, moved.
    assert np.array_equal(still[250:330, 60:860], shifted[240:320, 100:900])


@pytest.mark.parametrize(
    ("width", "height"), [(320, 180), (321, 181), (540, 960), (3840, 2160), (96, 64)]
)
def test_every_size_and_shape_is_drawn_within_the_picture(width: int, height: int) -> None:
    picture = blank(width, height)
    timing = timed_clip(steady_run(athlete="A name that is far too long for a small picture"))
    out = OverlayPainter(square_camera(width, height), timing).paint(picture, 3.0)
    assert out is picture
    assert out.shape == (height, width, 3)
    assert (out == 255).all(axis=2).any()


def test_the_panel_lies_where_it_hides_least() -> None:
    low, high = square_camera(), square_camera()
    high.theta[4] = 0.12  # looking up: the lane lies low in the picture
    low.theta[4] = -0.12
    for camera, above in ((high, True), (low, False)):
        picture = OverlayPainter(camera, timed_clip()).paint(blank(), 0.0)
        halves = changed(picture)[:60, :100].mean(), changed(picture)[-60:, :100].mean()
        assert bool(halves[0] > halves[1]) is above


def test_a_slowed_clip_has_a_line_more_to_say_that_its_times_are_real() -> None:
    def darkened(timing: ClipTiming) -> int:
        picture = OverlayPainter(square_camera(), timing).paint(blank(), 3.0)
        return int(changed(picture)[:, :60].sum())

    assert darkened(timed_clip(slowed=8.0)) > darkened(timed_clip())
