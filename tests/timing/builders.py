"""Runs of known motion, as passages and paths, for the tests of timing."""

from __future__ import annotations

import numpy as np
from tests.geometry.builders import camera

from flyzone.geometry import LaneCamera
from flyzone.timing.crossing import Shutter
from flyzone.timing.judge import Lane
from flyzone.timing.passage import Passage

STEP_HZ = 4.3
NO_SHUTTER = Shutter(0.0, 0.0)


def legs(times: np.ndarray, hz: float = STEP_HZ) -> np.ndarray:
    """How far the legs lie apart: they open and close once a step."""
    return 0.35 + 0.2 * np.cos(2 * np.pi * hz * times)


def passage(
    speed=9.0, *, start=-3.0, end=13.0, fps=60.0, noise=0.004, seed=0, step_hz=STEP_HZ, begins=0.5,
    **fields,
) -> Passage:  # fmt: skip
    """Somebody at constant speed from one lane place to another."""
    times = begins + np.arange(0.0, abs(end - start) / speed, 1 / fps)
    places = start + np.sign(end - start) * speed * (times - begins)
    places = places + np.random.default_rng(seed).normal(0, noise, times.size)
    usual = {
        "doubt": np.ones_like(times), "leg_spread": legs(times, step_hz), "top_m": 1.73,
        "sole_m": float("nan"), "sole_sd_m": float("nan"),
    }  # fmt: skip
    return Passage(times=times, places=places, **(usual | fields))


def lane(seen_by: LaneCamera | None = None, **fields) -> Lane:
    """A zone of ten metres before a perfectly known camera."""
    usual = {
        "camera": seen_by or camera(), "zone_m": (0.0, 10.0), "lateral_sd_m": 0.10,
        "shutter": NO_SHUTTER, "timestamp_sd_s": 0.0, "rate_sd": 5e-5, "motion_sd_px": 0.0,
        "rate_told": False,
    }  # fmt: skip
    return Lane(**(usual | fields))
