"""The path of the trunk along the lane, from noisy sightings, with honest uncertainty.

What is seen of a runner's trunk at time t is modelled as the sum of

    smooth    place of the runner: constant acceleration plus a slow random walk of it
    sway      the trunk's true fore-and-aft ripple, once a step (braking and push-off, trunk pitch)
    swing     a false ripple: arms and legs that pull the silhouette's middle to and fro, once a
              step and once a stride
    drag      a slower false wander: parts of the trunk that match what lies behind them
    noise     independent from frame to frame

all Gaussian processes, so the posterior of smooth + sway follows in closed form, with the covariance
between any two moments: that is what a crossing needs at the entry and the exit.  Sway has a known
size (its standard deviation at the middle of the trunk is about 6.5 mm in motion-capture of a runner
at 3.5 and 7 m/s); how large swing, drag and noise are is estimated from the run itself by maximum
marginal likelihood.  What cannot be told apart (sway from swing) stays in the error bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import cho_factor, cho_solve, cholesky, solve_triangular
from scipy.optimize import minimize

from flyzone.errors import TimingError

Array = NDArray[np.float64]

SWAY_SD_M = 0.0065
"""Standard deviation of the trunk middle's once-a-step ripple."""

_RIPPLE_MEMORY_S = 0.6
_DRAG_MEMORY_S = 0.07
_ACCELERATION_WALK = 6.0  # (m/s²)² per s: a sprinter's acceleration fades by a few m/s² in a second
_START_SD = (0.5, 3.0, 6.0)  # place (m), speed (m/s), acceleration (m/s²) about a straight line
_MOST_SIGHTINGS = 420
_MOST_FOR_TUNING = 130
_LEAST_SIGHTINGS = 6
_HUBER = 2.5


@dataclass(frozen=True)
class Ripple:
    """Sizes of what is seen besides the smooth path, m (standard deviations)."""

    swing_step: float
    swing_stride: float
    drag: float
    noise: float


@dataclass(frozen=True)
class TrunkPath:
    """Posterior of the trunk's place along the lane.

    Made by `fit_path`; ask it for `place` and `covariance` at any moments within its span.
    """

    times: Array
    places: Array
    variance_scale: Array
    step_hz: float | None
    ripple: Ripple
    origin_s: float
    line: tuple[float, float]

    @cached_property
    def _factor(self) -> tuple[Array, bool]:
        t = self.times - self.origin_s
        covariance = _true_kernel(t, t, self.step_hz) + _false_kernel(
            t, t, self.step_hz, self.ripple
        )
        covariance[np.diag_indices_from(covariance)] += self.ripple.noise**2 * self.variance_scale
        factor: tuple[Array, bool] = cho_factor(covariance, lower=True)
        return factor

    @cached_property
    def _pull(self) -> Array:
        residual = self.places - np.polyval(self.line, self.times - self.origin_s)
        return np.asarray(cho_solve(self._factor, residual))

    def place(self, times: ArrayLike) -> Array:
        """Expected place of the trunk, shape (n,) s to shape (n,) m."""
        t = np.atleast_1d(times).astype(float) - self.origin_s
        cross = _true_kernel(t, self.times - self.origin_s, self.step_hz)
        return np.asarray(np.polyval(self.line, t) + cross @ self._pull)

    def speed(self, times: ArrayLike) -> Array:
        """Expected speed along the lane with the step's ripple in it, m/s."""
        t = np.atleast_1d(times).astype(float)
        step = 1e-4
        return np.asarray((self.place(t + step) - self.place(t - step)) / (2 * step))

    def covariance(self, times: ArrayLike, *, with_ripple: bool = True) -> Array:
        """Posterior covariance of the place between moments, shape (n,) s to (n, n) m².

        Parameters
        ----------
        with_ripple : bool
            False gives the share that remains were sway and swing absent: tracking alone.
        """
        t = np.atleast_1d(times).astype(float) - self.origin_s
        seen = self.times - self.origin_s
        if with_ripple:
            factor, hz = self._factor, self.step_hz
        else:
            hz = None
            still = Ripple(0.0, 0.0, self.ripple.drag, self.ripple.noise)
            matrix = _true_kernel(seen, seen, None) + _false_kernel(seen, seen, None, still)
            matrix[np.diag_indices_from(matrix)] += self.ripple.noise**2 * self.variance_scale
            factor = cho_factor(matrix, lower=True)
        cross = _true_kernel(t, seen, hz)
        return np.asarray(_true_kernel(t, t, hz) - cross @ cho_solve(factor, cross.T))

    def residuals(self) -> Array:
        """Sightings less the expected path, shape (n,), m; swing and drag stay in them."""
        return np.asarray(self.places - self.place(self.times))


def fit_path(
    times: ArrayLike, places: ArrayLike, *, step_hz: float | None, doubt: ArrayLike | None = None
) -> TrunkPath:
    """Path of the trunk from sightings.

    Parameters
    ----------
    times : array_like, shape (n,), s
        Increasing.
    places : array_like, shape (n,), m
    step_hz : float or None
        Step frequency; None where it could not be read, which leaves the ripple to drag and noise.
    doubt : array_like, shape (n,), optional
        Factor on the noise's standard deviation, 1 for a clear sighting.

    Returns
    -------
    TrunkPath

    Raises
    ------
    TimingError
        Fewer than six sightings.
    """
    t = np.asarray(times, dtype=float)
    x = np.asarray(places, dtype=float)
    scale = np.ones_like(t) if doubt is None else np.asarray(doubt, dtype=float) ** 2
    if t.size < _LEAST_SIGHTINGS:
        raise TimingError(
            f"The runner was seen in {t.size} frames, at least {_LEAST_SIGHTINGS} are needed for a "
            "path. Film at a higher frame rate or from further away.",
            code="too-few-sightings",
        )
    t, x, scale = _thin(t, x, scale, _MOST_SIGHTINGS)
    origin = float(t[0])
    line = _line(t - origin, x)
    rough = _noise_by_differences(t, x)
    ripple = _tune(t, x, scale, step_hz, origin, line, rough)
    path = TrunkPath(t, x, scale, step_hz, ripple, origin, line)
    for _ in range(2):  # robust: sightings far off their neighbours lose weight
        size = np.sqrt(
            ripple.noise**2 + ripple.drag**2 + ripple.swing_step**2 + ripple.swing_stride**2
        )
        off = np.abs(path.residuals()) / max(size, 1e-4)
        reweighted = scale * np.maximum(1.0, off / _HUBER) ** 2
        path = TrunkPath(t, x, reweighted, step_hz, ripple, origin, line)
    return path


def _thin(t: Array, x: Array, scale: Array, most: int) -> tuple[Array, Array, Array]:
    """Means of neighbouring sightings, so that long or fast clips stay affordable."""
    together = -(-t.size // most)
    if together <= 1:
        return t, x, scale
    groups = np.arange(t.size) // together
    count = np.bincount(groups)
    weight = 1.0 / scale
    total = np.bincount(groups, weight)
    return (
        np.bincount(groups, t * weight) / total,
        np.bincount(groups, x * weight) / total,
        count / total / count,
    )


def _line(t: Array, x: Array) -> tuple[float, float]:
    """Straight line through the sightings, not moved by a few wild ones."""
    slope, offset = np.polyfit(t, x, 1)
    for _ in range(5):
        off = x - slope * t - offset
        size = 1.4826 * np.median(np.abs(off)) + 1e-3
        slope, offset = np.polyfit(t, x, 1, w=1.0 / np.maximum(1.0, np.abs(off) / (3 * size)))
    return float(slope), float(offset)


def _noise_by_differences(t: Array, x: Array) -> float:
    """Frame-to-frame noise from how far each sighting lies off the chord of its neighbours."""
    share = (t[1:-1] - t[:-2]) / (t[2:] - t[:-2])
    off = x[1:-1] - (x[:-2] * (1 - share) + x[2:] * share)
    gain = np.sqrt(1 + share**2 + (1 - share) ** 2)
    return float(np.clip(1.4826 * np.median(np.abs(off) / gain), 5e-4, 0.10))


def _tune(
    t: Array, x: Array, scale: Array, step_hz: float | None, origin: float,
    line: tuple[float, float], rough: float,
) -> Ripple:  # fmt: skip
    """Sizes of swing, drag and noise that make the sightings most likely."""
    few = -(-t.size // _MOST_FOR_TUNING)
    # Runs of neighbours, not every k-th: drag and noise differ only at short distances.
    keep = np.arange(t.size) if few == 1 else np.flatnonzero((np.arange(t.size) // 8) % few == 0)
    s, y, v = t[keep] - origin, x[keep] - np.polyval(line, t[keep] - origin), scale[keep]
    true = _true_kernel(s, s, step_hz)
    units = [
        _cosine(s, s, step_hz), _cosine(s, s, step_hz / 2 if step_hz else None),
        _exponential(s, s),
    ]  # fmt: skip
    guess = np.log(np.array([0.008, 0.005, 0.006, rough]))

    def cost(log_sizes: Array) -> float:
        sizes = np.exp(log_sizes)
        matrix = true + sum(size**2 * unit for size, unit in zip(sizes[:3], units, strict=True))
        matrix[np.diag_indices_from(matrix)] += sizes[3] ** 2 * v
        try:
            chol = cholesky(matrix, lower=True, overwrite_a=True, check_finite=False)
        except np.linalg.LinAlgError:
            return 1e9
        white = solve_triangular(chol, y, lower=True, check_finite=False)
        # Student-like: a few wild sightings must not inflate every size.
        fit = float(np.sum(np.where(np.abs(white) < 3, white**2, 6 * np.abs(white) - 9)))
        held = float(np.sum(((log_sizes - guess) / np.array([1.0, 1.0, 0.8, 0.7])) ** 2))
        return 0.5 * fit + float(np.sum(np.log(np.diag(chol)))) + 0.5 * held

    found = minimize(cost, guess, method="Nelder-Mead", options={"maxfev": 70, "xatol": 0.05,
                     "fatol": 0.05, "initial_simplex": _simplex(guess)})  # fmt: skip
    sizes = np.exp(found.x)
    return Ripple(*(float(size) for size in sizes))


def _simplex(guess: Array) -> Array:
    return np.vstack([guess, guess + 0.7 * np.eye(len(guess))])


def _true_kernel(a: Array, b: Array, step_hz: float | None) -> Array:
    """Prior covariance of smooth + sway."""
    start = sum(sd**2 * np.outer(a**k, b**k) / (1, 1, 4)[k] for k, sd in enumerate(_START_SD))
    lag = np.abs(a[:, None] - b[None, :])
    early = np.clip(np.minimum(a[:, None], b[None, :]), 0, None)
    walk = early**5 / 20 + lag * early**4 / 8 + lag**2 * early**3 / 12
    return np.asarray(start + _ACCELERATION_WALK * walk + SWAY_SD_M**2 * _cosine(a, b, step_hz))


def _false_kernel(a: Array, b: Array, step_hz: float | None, ripple: Ripple) -> Array:
    """Prior covariance of swing + drag."""
    return np.asarray(
        ripple.swing_step**2 * _cosine(a, b, step_hz)
        + ripple.swing_stride**2 * _cosine(a, b, step_hz / 2 if step_hz else None)
        + ripple.drag**2 * _exponential(a, b)
    )


def _cosine(a: Array, b: Array, hz: float | None) -> Array:
    lag = a[:, None] - b[None, :]
    if hz is None:
        return np.zeros_like(lag)
    fade = np.exp(-0.5 * (lag / _RIPPLE_MEMORY_S) ** 2)
    return np.asarray(fade * np.cos(2 * np.pi * hz * lag))


def _exponential(a: Array, b: Array) -> Array:
    return np.asarray(np.exp(-np.abs(a[:, None] - b[None, :]) / _DRAG_MEMORY_S))
