"""Figures in one strip: found where they are, to a fraction of a strip pixel."""

from __future__ import annotations

import numpy as np
import pytest
from tests.video.strips import block, empty_lane, grid, known, person

from flyzone.video.silhouette import Observer, Sighting

ON = grid()
TRUNK = ON.rows_between(0.95, 1.40)


def seen(*strips: np.ndarray, fps: float = 60.0) -> list[Sighting]:
    """Sightings in the last of some strips, all seen by one observer."""
    observer = Observer(ON)
    found: list[Sighting] = []
    for n, strip in enumerate(strips):
        found = observer.observe(n / fps, strip, known(ON))
    return found


def lane_with(*people: float, seed: int = 1, **look) -> np.ndarray:
    strip = empty_lane(ON, seed=seed, noise=1.0)
    for x in people:
        person(strip, ON, x, **look)
    return strip


def test_an_empty_lane_holds_nobody() -> None:
    assert seen(empty_lane(ON, seed=4, noise=2.0)) == []


@pytest.mark.parametrize("light", [0.7, 1.2])
def test_a_cloud_is_nobody(light: float) -> None:
    assert seen(empty_lane(ON, seed=4, noise=1.0, light=light)) == []


@pytest.mark.parametrize("light", [0.75, 1.2])
def test_a_runner_under_a_cloud_is_found_where_he_is(light: float) -> None:
    strip = empty_lane(ON, seed=4, noise=1.0, light=light)
    person(strip, ON, 6.013, grey=200 * light, uv=(128 - 20 * light, 128 + 30 * light))
    (figure,) = seen(strip)
    assert np.median(figure.row_x[TRUNK]) == pytest.approx(6.013, abs=0.5 * ON.pitch_m)
    assert np.median(figure.row_weight[TRUNK]) == pytest.approx(0.30, abs=0.06)


LOOKS = (
    {"grey": 220}, {"grey": 30}, {"uv": (90, 190)}, {"grey": 60, "uv": (150, 110)},
)  # fmt: skip


@pytest.mark.parametrize("look", LOOKS, ids=["white", "black", "colour alone", "blue"])
@pytest.mark.parametrize("x", [0.0, 3.007, 6.013, 9.99])
def test_the_trunk_is_found_to_a_fraction_of_a_strip_pixel(x: float, look: dict) -> None:
    (figure,) = seen(lane_with(x, **look))
    assert figure.x == pytest.approx(x, abs=0.03)
    rows = figure.row_x[TRUNK]
    assert np.isfinite(rows).all()
    # Colour has half the resolution.
    fine = 0.35 if look.get("grey") else 0.7
    assert np.median(rows) == pytest.approx(x, abs=fine * ON.pitch_m)
    assert np.median(figure.row_weight[TRUNK]) == pytest.approx(0.30, abs=0.05)
    assert figure.top_m == pytest.approx(1.73, abs=1.6 * ON.pitch_m + 0.02)


def test_moving_by_less_than_a_pixel_moves_the_reading_as_much() -> None:
    steps = np.arange(0, 1.01, 0.25) * ON.pitch_m
    read = [np.median(seen(lane_with(5.0 + s, seed=2))[0].row_x[TRUNK]) for s in steps]
    assert np.array(read) - read[0] == pytest.approx(steps, abs=0.2 * ON.pitch_m)


def test_two_people_apart_are_two_figures_in_the_pictures_order() -> None:
    figures = seen(lane_with(2.0, 7.0))
    assert [f.x for f in figures] == pytest.approx([2.0, 7.0], abs=0.03)
    assert all(f.width_m < 0.6 for f in figures)


def test_two_people_who_overlap_are_wider_than_one() -> None:
    figures = seen(lane_with(5.0, 5.4))
    assert max(f.width_m for f in figures) > 0.6


def test_legs_that_open_are_seen_to_open() -> None:
    spreads = [seen(lane_with(5.0, spread=s))[0].spread_m for s in (0.1, 0.4, 0.8)]
    assert spreads[0] < spreads[1] - 0.2 < spreads[2] - 0.4


def test_a_ball_and_a_low_hurdle_are_nobody() -> None:
    strip = empty_lane(ON, seed=5, noise=1.0)
    block(strip, ON, 3.0, (1.0, 1.15), 0.15, grey=240)
    block(strip, ON, 7.0, (0.0, 0.40), 0.80, grey=240)
    assert seen(strip) == []


def test_a_shadow_is_known_by_its_light_and_a_person_is_not_one() -> None:
    strip = empty_lane(ON, seed=6, noise=1.0)
    person(strip, ON, 3.0, dim=0.55)
    person(strip, ON, 8.0, grey=225, uv=(100, 180))
    shadow, runner = seen(strip)
    assert shadow.shadow > 0.7
    assert runner.shadow < 0.1


def test_a_loose_heel_behind_a_runner_is_part_of_him() -> None:
    strip = lane_with(5.0)
    block(strip, ON, 4.2, (0.50, 0.80), 0.15, grey=220)
    assert [f.x for f in seen(strip)] == pytest.approx([5.0], abs=0.05)
