"""The middle of the trunk in spite of swinging arms."""

from __future__ import annotations

import numpy as np
import pytest

from flyzone.timing.passage import trunk_middle
from flyzone.timing.trunk import Silhouettes, trunk_places

TOP_M = 1.73


def figure(*, arms=0.05, noise=0.004, seed=0, fps=60.0) -> tuple[Silhouettes, np.ndarray]:
    """Silhouettes of a runner whose arms pull the chest to and fro, and where his trunk is."""
    rng = np.random.default_rng(seed)
    times = np.arange(0, 1.6, 1 / fps)
    trunk = -3.0 + 9.0 * times
    heights = np.arange(1.9, 0.0, -0.02)
    share = heights / TOP_M
    row_x = np.broadcast_to(trunk[:, None], (times.size, heights.size)).copy()
    row_x += 0.10 * (share - 0.66)  # leaning forward
    chest = (share > 0.62) & (share < 0.80)
    row_x[:, chest] += arms * np.sin(2 * np.pi * 2.15 * times)[:, None]
    row_x += rng.normal(0, noise, row_x.shape)
    row_x[:, share > 0.99] = np.nan
    weight = np.full_like(row_x, 0.25)
    head = np.full_like(times, TOP_M)
    return Silhouettes(times, heights, row_x, weight, head, TOP_M), trunk


def wander(places: np.ndarray, trunk: np.ndarray) -> float:
    """How much the measured place moves against the trunk; what is constant drops out of a time."""
    good = np.isfinite(places)
    return float(np.std((places - trunk)[good]))


def test_swinging_arms_hardly_move_the_trunk() -> None:
    seen, trunk = figure(arms=0.05)
    places, doubt = trunk_places(seen)
    band = (seen.heights / TOP_M > 0.55) & (seen.heights / TOP_M < 0.85)
    naive = np.nanmean(seen.row_x[:, band], axis=1)
    assert np.isfinite(places).all()
    assert wander(places, trunk) < 0.006
    assert wander(places, trunk) < 0.3 * wander(naive, trunk)
    assert doubt == pytest.approx(np.ones_like(doubt))


def test_the_runners_own_motion_passes_unchanged() -> None:
    seen, trunk = figure(arms=0.0)
    ripple = 0.010 * np.sin(2 * np.pi * 4.3 * seen.times)
    moved = Silhouettes(
        seen.times, seen.heights, seen.row_x + ripple[:, None], seen.row_weight, seen.head, TOP_M
    )
    places, _ = trunk_places(moved)
    slope = np.polyfit(ripple, places - trunk, 1)[0]
    assert slope == pytest.approx(1.0, abs=0.1)


def test_the_middle_is_read_at_the_height_of_the_middle_of_the_trunk() -> None:
    seen, trunk = figure(arms=0.0, noise=0.0)
    places, _ = trunk_places(seen)
    share = trunk_middle(TOP_M, TOP_M) / TOP_M
    assert places - trunk == pytest.approx(np.full(trunk.size, 0.10 * (share - 0.66)), abs=0.006)


def test_moments_in_which_little_was_seen_are_left_out_or_doubted() -> None:
    seen, _ = figure()
    seen.row_x[20] = np.nan
    hidden = seen.heights / TOP_M < 0.80
    seen.row_x[40][hidden] = np.nan
    places, doubt = trunk_places(seen)
    assert np.isnan(places[20])
    assert doubt[40] > 1.1
    assert np.isfinite(np.delete(places, [20, 40])).all()


def test_nobody_at_all_has_no_place() -> None:
    seen, _ = figure()
    seen.row_x[:] = np.nan
    places, _ = trunk_places(seen)
    assert np.isnan(places).all()


def test_the_trunks_middle_lies_midway_between_hips_and_shoulders() -> None:
    # Upright, 1.73 m to the top of the head: hips 0.51, shoulders 0.83 of it, the middle 0.67.
    assert trunk_middle(1.73, 1.73) == pytest.approx(0.67 * 1.73)
    # In a crouch the head sinks by 0.3 m, and the middle of the trunk by half of that.
    assert trunk_middle(1.43, 1.73) == pytest.approx(0.67 * 1.73 - 0.15)
