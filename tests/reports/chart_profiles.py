"""Sprint profiles for tests of charts: synthetic sprints, fitted, with bands as a workflow makes them."""

from __future__ import annotations

from typing import Any

import numpy as np

from flyzone.model import Band, Body, Estimate, FittedSprint, ForceVelocity, Splits, SprintProfile
from flyzone.science.curve import (
    position_at_time,
    time_at_distance,
    velocity_at_distance,
    velocity_at_time,
)
from flyzone.science.fit_splits import fit_splits
from flyzone.science.fit_trace import fit_position, fit_velocity, fit_velocity_distance
from flyzone.science.intervals import band, estimate, with_interval

MSS, MAC = 9.4, 8.1
GATES = np.array([5.0, 10.0, 20.0, 30.0, 40.0])
STRAY = np.array([0.006, -0.011, 0.008, -0.003, 0.002])


def of_splits(
    *,
    sd: float | None = 0.01,
    gates: np.ndarray = GATES,
    correction: str = "none",
    mss: float = MSS,
    mac: float = MAC,
    **words: Any,
) -> SprintProfile:
    """A sprint through gates, each time a few milliseconds off."""
    times = time_at_distance(gates, mss, mac) + STRAY[: len(gates)]
    if correction == "flying":
        times = time_at_distance(gates + 0.5, mss, mac) - time_at_distance(0.5, mss, mac)
    elif correction == "time":
        times = times - 0.25
    fit = fit_splits(Splits.of(gates, times, sd=sd), correction)
    return of_fit(fit, **{"origin": "synthetic gates", "athlete": "A. Sprinter", **words})


def of_radar(samples: int = 300, *, seconds: float = 6.4, **words: Any) -> SprintProfile:
    """A sprint seen by radar: the trunk surges with each step, and the clock began late."""
    times = np.linspace(0.35, seconds, samples)
    since = times - 0.3
    step = 0.25 * np.sin(2.0 * np.pi * 4.3 * since) * np.minimum(since / 1.0, 1.0)
    noise = 0.08 * np.sin(97.0 * np.arange(samples) ** 1.3)
    fit = fit_velocity(times, velocity_at_time(since, MSS, MAC) + step + noise)
    return of_fit(fit, **{"origin": "synthetic radar, 47 Hz", "run": "run 3", **words})


def of_tether(**words: Any) -> SprintProfile:
    """Speed over distance."""
    places = np.linspace(0.5, 30.0, 80)
    speeds = velocity_at_distance(places, MSS, MAC) + 0.1 * np.sin(places * 3.0)
    return of_fit(fit_velocity_distance(places, speeds), origin="synthetic tether", **words)


def of_path(**words: Any) -> SprintProfile:
    """Distance over time, ten times a second."""
    times = np.arange(0.1, 5.05, 0.1)
    places = position_at_time(times, MSS, MAC) + 0.03 * np.sin(times * 27.0)
    return of_fit(fit_position(times, places), origin="synthetic path", **words)


def of_cloud(**words: Any) -> SprintProfile:
    """Acceleration over speed, from many sprints."""
    speeds = np.linspace(3.0, 8.5, 24)
    curve = MAC * (1.0 - speeds / MSS)
    fit = FittedSprint(
        "in-situ", "none", ("MSS", "MAC"), np.array([MSS, MAC]), np.diag([0.04, 0.05]), 22, False,
        speeds, curve + 0.15 * np.sin(speeds * 9.0), curve,
    )  # fmt: skip
    return of_fit(fit, origin="synthetic cloud", **words)


def of_fit(fit: FittedSprint, *, body: bool = True, **words: Any) -> SprintProfile:
    """The profile around a fit."""
    last = {"splits": 5.4, "velocity": 6.1}.get(fit.input, 5.0)
    times = np.linspace(0.0, last, 121)
    places = position_at_time(times, fit.mss, fit.mac)
    return SprintProfile(
        fit=fit,
        estimates={name: estimate(fit, name) for name in (*fit.names, "TAU", "PMAX")},
        speed_over_time=band(fit, velocity_at_time, times),
        speed_over_distance=band(fit, velocity_at_distance, places),
        force_velocity=(force_velocity(fit),) if body else (),
        body=Body(75.0, 1.8) if body else None,
        **words,
    )


def force_velocity(fit: FittedSprint, definition: str = "samozino-spreadsheet") -> ForceVelocity:
    """Force as a straight line, with errors of some per cent where the fit knows any."""
    f0, v0 = fit.mac * 0.98, fit.mss * 1.04
    values = {
        "F0": (f0, "N/kg", 0.04),
        "V0": (v0, "m/s", 0.01),
        "Pmax": (f0 * v0 / 4, "W/kg", 0.03),
    }
    known = fit.covariance is not None
    speeds = np.linspace(0.0, fit.mss, 61)
    force = fit.mac * (1.0 - speeds / fit.mss) + 0.004 * speeds**2
    wide = 0.06 * f0 * (1.0 - 0.7 * speeds / v0)
    return ForceVelocity(
        definition,
        f"{definition} (made up for a test)",
        {
            name: with_interval(value, unit, share * value, 1.7, positive=True)
            if known
            else Estimate(value, unit)
            for name, (value, unit, share) in values.items()
        },
        _band(speeds, force, wide if known else None),
        _band(speeds, force * speeds, wide * speeds if known else None),
    )


def _band(at: np.ndarray, middle: np.ndarray, wide: np.ndarray | None) -> Band:
    return Band(at, middle) if wide is None else Band(at, middle, middle - wide, middle + wide)
