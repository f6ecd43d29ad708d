"""A shadow takes brightness and colour away alike; something dark of its own colour does not."""

from __future__ import annotations

import pytest
from tests.video.strips import block, empty_lane, grid, known

from flyzone.video.shadow import read_light

ON = grid()


def light_on(**look) -> tuple[float, float]:
    """Shares of a block on the lane that are taken for brighter and for dimmed."""
    strip = empty_lane(ON, seed=1, noise=1.0)
    block(strip, ON, 5.0, (0.3, 1.3), 1.0, **look)
    brighter, dimmed = read_light(strip, known(ON), len(ON.z))
    assert brighter.shape == dimmed.shape == (len(ON.z), len(ON.x))
    middle = round(ON.column(5.0))
    inside = (ON.rows_between(0.4, 1.2), slice(middle - 15, middle + 15))
    return float(brighter[inside].mean()), float(dimmed[inside].mean())


@pytest.mark.parametrize("dim", [0.35, 0.5, 0.7, 0.85])
def test_a_shadow_of_any_depth_is_dimmed_lane(dim: float) -> None:
    assert light_on(dim=dim) == (0.0, pytest.approx(1.0, abs=0.05))


def test_dark_clothes_of_another_colour_are_no_shadow() -> None:
    for uv in ((150, 110), (118, 175), (80, 140), (170, 140)):
        assert light_on(grey=50, uv=uv)[1] < 0.05, f"U, V = {uv}"


def test_white_is_brighter_and_no_shadow() -> None:
    assert light_on(grey=230, uv=(128, 128)) == (1.0, 0.0)


def test_the_empty_lane_is_neither() -> None:
    brighter, dimmed = read_light(empty_lane(ON, seed=2, noise=1.0), known(ON), len(ON.z))
    assert brighter.mean() < 0.01
    assert dimmed.mean() < 0.35  # noise alone dims a part of it, by a few levels
