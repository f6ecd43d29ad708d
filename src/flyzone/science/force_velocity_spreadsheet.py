"""Force-velocity profile as the spreadsheet of Samozino and Morin computes it.

The modelled sprint is sampled evenly in time, and two straight lines are drawn through the samples:
horizontal force over speed (F0, V0), and ratio of force over speed (DRF, how fast the aim of the
push is lost).  RFmax is the largest ratio of force; both leave out the first 0.3 s, about the first
step, where the curve claims forces that nobody produces.

Two traits belong to the definition, and published numbers hold them.  Air drag bends force over
speed, so a longer sprint puts more samples near top speed and draws another line: 600 samples over
0 to 6 s are the original.  And drag is k (v - w)² without a sign, so a tailwind brakes the runner
until he overtakes it: at +2 m/s this raises F0 by some 0.06 %.

Source: [Samozino2016]_.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.science.curve import velocity_at_time
from flyzone.science.force_velocity import ForceVelocityLine
from flyzone.science.kinetics import force_at_time, ratio_of_force
from flyzone.science.limits import above_zero
from flyzone.science.load import Load

_AT_ONCE = 100
"""Athletes sampled together: thousands in one go outgrow the processor's cache, and take longer."""


@dataclass(frozen=True, slots=True, eq=False)
class SpreadsheetLine(ForceVelocityLine):
    """The line of a force-velocity profile of the definition "samozino-spreadsheet".

    Attributes
    ----------
    rf_max : ndarray
        Largest ratio of force after ``rf_after``; 0.5 is 50 %.
    drf : ndarray, per m/s
        Slope of the ratio of force over speed after ``rf_after``; -0.079 is -7.9 %.
    force_scatter : ndarray, N
        Residual standard deviation of force around its line: how far the line is from the curve.
    rf_scatter : ndarray
        Residual standard deviation of the ratio of force around its line.
    until : float, s
        End of the sampled sprint.
    samples : int
        From 0 to ``until``, both included.
    rf_after : float, s
        Samples later than this count for the ratio of force.
    """

    rf_max: Floats
    drf: Floats
    force_scatter: Floats
    rf_scatter: Floats
    until: float
    samples: int
    rf_after: float

    @property
    def basis(self) -> str:
        """Everything that must be equal for two profiles to be comparable, in words."""
        return (
            f"{self.definition} ({self.samples} samples over {self.until:g} s, ratio of force "
            f"after {self.rf_after:g} s)"
        )

    def quantities(self) -> dict[str, Floats]:
        """Numbers by their usual names, RFmax and DRF (per m/s) among them."""
        return ForceVelocityLine.quantities(self) | {"RFmax": self.rf_max, "DRF": self.drf}


def spreadsheet_profile(
    mss: ArrayLike,
    mac: ArrayLike,
    load: Load,
    *,
    until: float = 6.0,
    samples: int = 600,
    rf_after: float = 0.3,
) -> SpreadsheetLine:
    """Profile of definition "samozino-spreadsheet", of one athlete or of many at once.

    Parameters
    ----------
    mss, mac : array_like, m/s and m/s²
        Above zero; of any shape that broadcasts with the load.
    load : Load
    until : float, s
        End of the sampled sprint.
    samples : int
        From 0 to ``until``, both included; three or more must be later than ``rf_after``.
    rf_after : float, s
        Samples later than this count for the ratio of force.

    Returns
    -------
    SpreadsheetLine

    Raises
    ------
    InputError
        If a number lies outside these limits, or force does not fall as speed grows.

    Examples
    --------
    >>> profile = spreadsheet_profile(9.2, 8.6, Load(70.0, drag=0.27))
    >>> round(float(profile.rf_max), 3), round(float(profile.drf), 4)
    (0.553, -0.0795)
    """
    parts = np.broadcast_arrays(
        above_zero(mss, "MSS (m/s)"), above_zero(mac, "MAC (m/s²)"), load.mass, load.drag,
        load.wind, load.carried, load.towed, load.resistance,
    )  # fmt: skip
    times = _grid(until, samples, rf_after)
    late = times > rf_after
    athletes = np.stack([part.ravel() for part in parts])
    found = np.concatenate(
        [
            _lines(times, late, athletes[:, first : first + _AT_ONCE, np.newaxis])
            for first in range(0, athletes.shape[1], _AT_ONCE)
        ],
        axis=1,
    )
    f0, fall, force_scatter, rf_max, drf, rf_scatter = found.reshape(len(found), *parts[0].shape)
    if np.any((f0 <= 0.0) | (fall >= 0.0)):
        raise InputError(
            "Force must fall as speed grows, and it does not with these MSS, MAC and load. Check "
            "MAC (m/s²), body mass (kg) and wind (m/s).",
            code="force-velocity-no-v0",
        )
    return SpreadsheetLine(
        "samozino-spreadsheet", f0, -f0 / fall, parts[2], rf_max, drf, force_scatter, rf_scatter,
        until, samples, rf_after,
    )  # fmt: skip


def _grid(until: float, samples: int, rf_after: float) -> Floats:
    if not (np.isfinite(until) and until > 0.0 and samples >= 3 and rf_after >= 0.0):
        raise InputError(
            "The sampled sprint needs an end above 0 s, three samples or more, and a ratio of force "
            f"from 0 s or later, got {until:g} s, {samples} and {rf_after:g} s.",
            code="force-velocity-grid",
        )
    times = np.linspace(0.0, until, samples)
    if np.count_nonzero(times > rf_after) < 3:
        raise InputError(
            f"Three samples or more must be later than {rf_after:g} s, and the sprint ends at "
            f"{until:g} s with {samples} samples. Sample a longer sprint.",
            code="force-velocity-grid",
        )
    return times


def _lines(times: Floats, late: NDArray[np.bool_], athletes: Floats) -> Floats:
    """F0, slope and scatter of force; RFmax, slope and scatter of its ratio: shape (6, n)."""
    mss, mac, mass, drag, wind, carried, towed, resistance = athletes
    load = Load(mass, drag, wind, carried=carried, towed=towed, resistance=resistance)
    speed = velocity_at_time(times, mss, mac)
    # The original's drag has no sign: where the wind is faster, it holds instead of pushing.
    unsigned = 2.0 * np.maximum(-load.air_drag(speed), 0.0)
    force = force_at_time(times, mss, mac, load) + unsigned
    ratio = ratio_of_force(force[:, late], load)
    f0, fall, force_scatter = _line(speed, force)
    _, drf, rf_scatter = _line(speed[:, late], ratio)
    return np.stack([f0, fall, force_scatter, np.max(ratio, axis=1), drf, rf_scatter])


def _line(x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    """Intercept, slope and residual standard deviation of a regression along the last axis."""
    x_mean, y_mean = np.mean(x, axis=-1), np.mean(y, axis=-1)
    dx, dy = x - x_mean[..., np.newaxis], y - y_mean[..., np.newaxis]
    slope = np.sum(dx * dy, axis=-1) / np.sum(dx * dx, axis=-1)
    residual = dy - slope[..., np.newaxis] * dx
    scatter = np.sqrt(np.sum(residual**2, axis=-1) / (x.shape[-1] - 2))
    return y_mean - slope * x_mean, slope, scatter
