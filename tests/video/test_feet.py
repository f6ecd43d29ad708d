"""Where a foot stands: what stays while everything else moves on, and is no shadow."""

from __future__ import annotations

import numpy as np
import pytest
from tests.video.strips import block, empty_lane, grid, known

from flyzone.video.feet import FootWatch
from flyzone.video.shadow import read_light
from flyzone.video.silhouette import Observer

ON = grid()


def soles(frames: list[np.ndarray], middle: float, *, fps: float = 120.0) -> list[float]:
    watch, observer, empty = FootWatch(ON, 0.15), Observer(ON), known(ON)
    out = []
    for n, strip in enumerate(frames):
        above = observer.difference(strip, empty)
        brighter, dimmed = read_light(strip, empty, len(ON.z))
        standing = watch.standing(n / fps, above, brighter, dimmed)
        out.append(watch.sole(standing, round(ON.column(middle))))
    return out


def shoe(x: float, z: float = 0.0, **look) -> np.ndarray:
    strip = empty_lane(ON, seed=round(1000 * x) % 97, noise=1.0)
    # A leg above the shoe, as wide as an ankle.
    block(strip, ON, x, (z + 0.10, z + 0.60), 0.09, **(look or {"grey": 230}))
    block(strip, ON, x, (z, z + 0.10), 0.28, **(look or {"grey": 230}))
    return strip


@pytest.mark.parametrize("z", [-0.12, 0.0, 0.12])
def test_a_shoe_that_stands_gives_the_height_of_its_sole(z: float) -> None:
    found = soles([shoe(5.0, z)] * 10, 5.0)
    assert np.isnan(found[:2]).all()  # nothing can have stayed yet
    assert np.nanmedian(found[4:]) == pytest.approx(z, abs=1.5 * ON.pitch_m)


def test_a_shoe_that_swings_through_stands_nowhere() -> None:
    frames = [shoe(4.0 + 18.0 * n / 120) for n in range(10)]
    assert np.isnan(soles(frames, 5.0)).all()


def test_a_shadow_that_stays_is_no_foot() -> None:
    assert np.isnan(soles([shoe(5.0, dim=0.5)] * 10, 5.0)).all()


def test_a_foot_far_from_the_person_is_not_his() -> None:
    assert np.isnan(soles([shoe(5.0)] * 10, 8.0)).all()
