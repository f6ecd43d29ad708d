"""The trunk's path from noisy sightings: close to the truth, and honest about how close."""

from __future__ import annotations

import numpy as np
import pytest
from tests.timing.builders import STEP_HZ

from flyzone.errors import TimingError
from flyzone.timing.path import SWAY_SD_M, fit_path

FPS = 60.0


def ripple(t: np.ndarray, sd: float, hz: float, rng: np.random.Generator) -> np.ndarray:
    return sd * np.sqrt(2) * np.cos(2 * np.pi * hz * t + rng.uniform(0, 2 * np.pi))


def drag(t: np.ndarray, sd: float, rng: np.random.Generator, memory_s: float = 0.07) -> np.ndarray:
    keep = np.exp(-np.diff(t) / memory_s)
    out = np.empty_like(t)
    out[0] = rng.normal(0, sd)
    for i, k in enumerate(keep):
        out[i + 1] = k * out[i] + rng.normal(0, sd * np.sqrt(1 - k * k))
    return out


def run(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Times, true places (sway included) and sightings of one sprint."""
    t = np.arange(0, 1.9, 1 / FPS)
    true = -4.0 + rng.uniform(7, 10) * t + rng.normal(0, 0.4) * t**2
    true += ripple(t, SWAY_SD_M, STEP_HZ, rng)
    seen = true + ripple(t, 0.008, STEP_HZ, rng) + ripple(t, 0.005, STEP_HZ / 2, rng)
    return t, true, seen + drag(t, 0.006, rng) + rng.normal(0, 0.006, t.size)


def moment(t: np.ndarray, x: np.ndarray, line: float) -> float:
    return float(np.interp(line, x, t))


def test_zone_times_scatter_about_the_truth_as_the_posterior_says() -> None:
    """Second method: redraw sway, swing, drag and noise, and count."""
    rng = np.random.default_rng(3)
    z = []
    for _ in range(24):
        t, true, seen = run(rng)
        path = fit_path(t, seen, step_hz=STEP_HZ)
        grid = np.linspace(t[0], t[-1], 2000)
        fitted, exact = path.place(grid), np.interp(grid, t, true)
        ends = [(moment(grid, exact, line), moment(grid, fitted, line)) for line in (0.0, 8.0)]
        off = (ends[1][1] - ends[0][1]) - (ends[1][0] - ends[0][0])
        moments = [ends[0][1], ends[1][1]]
        slow = np.array([-1.0, 1.0]) / path.speed(moments)
        z.append(off / np.sqrt(slow @ path.covariance(moments) @ slow))
    assert 0.6 < np.sqrt(np.mean(np.square(z))) < 1.5
    assert np.mean(np.abs(z) < 1.645) > 0.70


def test_a_run_at_constant_speed_is_found_again_to_a_fraction_of_its_noise() -> None:
    t = np.arange(0, 1.6, 1 / FPS)
    seen = -3 + 9.0 * t + np.random.default_rng(1).normal(0, 0.01, t.size)
    path = fit_path(t, seen, step_hz=None)
    inside = t[10:-10]
    assert np.abs(path.place(inside) - (-3 + 9.0 * inside)).max() < 0.008
    assert path.speed([0.8]) == pytest.approx([9.0], abs=0.15)


def test_shifting_the_clock_and_mirroring_the_lane_change_nothing_else() -> None:
    t, _, seen = run(np.random.default_rng(5))
    plain = fit_path(t, seen, step_hz=STEP_HZ)
    other = fit_path(t + 100.0, -seen, step_hz=STEP_HZ)
    moments = np.array([0.5, 1.4])
    assert other.place(moments + 100) == pytest.approx(-plain.place(moments), abs=1e-5)
    assert other.covariance(moments + 100) == pytest.approx(plain.covariance(moments), rel=1e-3)


def test_a_wild_sighting_hardly_moves_the_path() -> None:
    t, _, seen = run(np.random.default_rng(6))
    wild = seen.copy()
    wild[40] += 1.0
    moments = np.linspace(0.4, 1.5, 12)
    clean, fitted = fit_path(t, seen, step_hz=STEP_HZ), fit_path(t, wild, step_hz=STEP_HZ)
    # Without losing its weight it would move the path by 4 cm.
    assert np.abs(fitted.place(moments) - clean.place(moments)).max() < 0.015


def test_a_sighting_in_doubt_counts_less() -> None:
    t = np.arange(0, 1.6, 1 / FPS)
    seen = 9.0 * t + np.random.default_rng(2).normal(0, 0.004, t.size)
    seen[40:50] += 0.05
    doubt = np.ones_like(t)
    doubt[40:50] = 20.0
    trusted = fit_path(t, seen, step_hz=None).place([t[45]])[0]
    doubted = fit_path(t, seen, step_hz=None, doubt=doubt).place([t[45]])[0]
    assert abs(doubted - 9.0 * t[45]) < 0.5 * abs(trusted - 9.0 * t[45])


def test_sway_that_cannot_be_told_from_swing_widens_the_error() -> None:
    t, _, seen = run(np.random.default_rng(7))
    path = fit_path(t, seen, step_hz=STEP_HZ)
    moments = [0.5, 1.4]
    whole = np.diag(path.covariance(moments))
    tracking = np.diag(path.covariance(moments, with_ripple=False))
    assert (whole > 1.2 * tracking).all()
    assert np.sqrt(whole).max() < 0.02


def test_uneven_times_are_taken_as_they_are() -> None:
    rng = np.random.default_rng(8)
    t = np.sort(rng.uniform(0, 1.6, 90))
    path = fit_path(t, 9.0 * t, step_hz=None)
    assert path.place(t[5:-5]) == pytest.approx(9.0 * t[5:-5], abs=2e-3)


def test_a_clip_at_a_thousand_hertz_is_thinned_and_keeps_its_path() -> None:
    t = np.arange(0, 1.6, 1e-3)
    seen = 9.0 * t + np.random.default_rng(9).normal(0, 0.01, t.size)
    path = fit_path(t, seen, step_hz=None)
    assert path.times.size <= 420
    assert path.place([0.8]) == pytest.approx([7.2], abs=0.005)


def test_fewer_than_six_sightings_are_refused() -> None:
    with pytest.raises(TimingError, match="seen in 5 frames") as caught:
        fit_path(np.arange(5.0), np.arange(5.0), step_hz=None)
    assert caught.value.code == "too-few-sightings"
