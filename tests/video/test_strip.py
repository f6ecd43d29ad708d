"""The lane strip: every place of the lane at its own column and row, whatever the camera."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.video.strips import SIZE, filmed_by, grid

from flyzone.errors import SetupError
from flyzone.geometry import LaneCamera
from flyzone.video.strip import StripCutter, lay_grid, split_strip

VIEWS = ({}, {"yaw": 8.0, "x": 7.0, "roll": 1.5}, {"along_sign": -1, "x": -5.0}, {"k1": -0.05})


@given(st.floats(-1.0, 11.0))
def test_columns_and_places_are_inverses(x: float) -> None:
    on = grid()
    assert on.place(on.column(x)) == pytest.approx(x)


def test_the_grid_holds_the_zone_and_what_is_seen_beside_it() -> None:
    seen_by = filmed_by()
    on = lay_grid(seen_by, (0.0, 10.0))
    ends = np.array([[on.x[0], 0.0, 1.15], [on.x[-1], 0.0, 1.15]])
    pixels = seen_by.to_pixels(ends)[:, 0]
    # The picture ends before the five metres of margin do.
    assert pixels == pytest.approx([0, SIZE[0] - 1], abs=6)
    near = lay_grid(filmed_by(y=-40.0), (0.0, 10.0))
    assert (near.x[0], near.x[-1]) == pytest.approx((-5.0, 15.0), abs=0.06)
    assert on.pitch_m == pytest.approx(15.0 / 820.0, rel=0.02)
    assert on.z[on.rows_between(0.5, 1.0)].min() >= 0.5
    assert on.z[on.rows_between(0.5, 1.0)].max() <= 1.0


def test_a_lane_that_runs_to_the_left_is_laid_in_the_pictures_order() -> None:
    seen_by = filmed_by(along_sign=-1, x=-5.0)
    on = lay_grid(seen_by, (0.0, 10.0))
    assert (np.diff(on.x) < 0).all()
    left, right = seen_by.to_pixels([[on.x[0], 0, 1.0], [on.x[-1], 0, 1.0]])[:, 0]
    assert left < right


def test_a_zone_that_is_not_in_view_is_refused() -> None:
    with pytest.raises(SetupError, match="line at 25 m lies outside the view") as caught:
        lay_grid(filmed_by(), (0.0, 25.0))
    assert caught.value.code == "zone-outside-view"


def picture_of(seen_by: LaneCamera, x: float, z: float) -> np.ndarray:
    """A dark picture with a soft bright spot at a lane place."""
    u, v = seen_by.to_pixels([[x, 0.0, z]])[0]
    columns, rows = np.meshgrid(np.arange(SIZE[0]), np.arange(SIZE[1]))
    spot = np.exp(-((columns - u) ** 2 + (rows - v) ** 2) / (2 * 4.0**2))
    return (20 + 200 * spot).astype(np.uint8)


def middle_of(plane: np.ndarray) -> tuple[float, float]:
    weight = plane.astype(float) - np.median(plane)
    weight[weight < 20] = 0
    rows, columns = np.indices(plane.shape)
    return float((weight * columns).sum() / weight.sum()), float(
        (weight * rows).sum() / weight.sum()
    )


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("x", "z"), [(0.5, 1.2), (9.0, 0.4)])
def test_what_stands_on_the_lane_is_cut_to_its_own_column_and_row(view, x, z) -> None:
    seen_by = filmed_by(**view)
    on = lay_grid(seen_by, (0.0, 10.0))
    strip = StripCutter(seen_by, on).cut(picture_of(seen_by, x, z))
    column, row = middle_of(strip[: len(on.z)])
    assert on.place(column) == pytest.approx(x, abs=0.25 * on.pitch_m)
    assert on.z[0] - row * on.pitch_m == pytest.approx(z, abs=0.25 * on.pitch_m)


def test_colour_lies_where_brightness_does_at_half_the_resolution() -> None:
    seen_by = filmed_by()
    on = lay_grid(seen_by, (0.0, 10.0))
    picture = picture_of(seen_by, 3.0, 1.0)
    halved = picture.reshape(SIZE[1] // 2, 2, SIZE[0] // 2, 2).mean(axis=(1, 3)).astype(np.uint8)
    other = np.full_like(halved, 90)
    strip = StripCutter(seen_by, on).cut(picture, (halved, other))
    luma, u, v = split_strip(strip, len(on.z))
    column, row = middle_of(u)
    assert 2 * column + 0.5 == pytest.approx(middle_of(luma)[0], abs=0.3)
    assert 2 * row + 0.5 == pytest.approx(middle_of(luma)[1], abs=0.3)
    assert (v == 90).all()


def test_a_clip_without_colour_gets_grey() -> None:
    seen_by = filmed_by()
    on = lay_grid(seen_by, (0.0, 10.0))
    strip = StripCutter(seen_by, on).cut(picture_of(seen_by, 3.0, 1.0))
    _, u, v = split_strip(strip, len(on.z))
    assert (u == 128).all()
    assert (v == 128).all()


def test_a_moved_camera_sees_the_same_strip_through_its_motion() -> None:
    seen_by = filmed_by()
    on = lay_grid(seen_by, (0.0, 10.0))
    cutter = StripCutter(seen_by, on)
    picture = picture_of(seen_by, 3.0, 1.0)
    moved = np.roll(picture, (6, -11), axis=(0, 1))
    motion = np.array([[1.0, 0, -11.0], [0, 1, 6.0], [0, 0, 1]])
    still = middle_of(cutter.cut(picture)[: len(on.z)])
    followed = middle_of(cutter.cut(moved, motion=motion)[: len(on.z)])
    assert followed == pytest.approx(still, abs=0.05)
    assert middle_of(cutter.cut(moved)[: len(on.z)])[0] < still[0] - 5
