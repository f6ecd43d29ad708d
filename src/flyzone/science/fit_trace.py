"""Fits of traces: speed over time, speed over distance, or distance over time, to MSS and MAC.

Samples of a trace are not independent: the trunk surges with each step, and devices smooth.  Where
the residuals show it, the standard errors grow by the factor of `flyzone.science.correlated`, which
stands in the result.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from flyzone.errors import FitError, InputError
from flyzone.model.arrays import Floats
from flyzone.model.fitted import FitInput, FittedSprint
from flyzone.science.correlated import correlation_factor
from flyzone.science.least_squares import Model, minimise
from flyzone.science.split_model import Correction, known_correction, known_flying
from flyzone.science.trace_model import (
    flying_position_model,
    position_model,
    velocity_distance_model,
    velocity_model,
)

_ONE = np.zeros(1, dtype=np.intp)
_NEARLY_TOP = 0.9
_SINGULAR = 1e13


def fit_velocity(times: Floats, velocities: Floats, *, top_speed: str = "fitted") -> FittedSprint:
    """Fit speed over time, as radar and laser give it.

    Parameters
    ----------
    times, velocities : ndarray, shape (n,), s and m/s
    top_speed : {"fitted", "observed"}
        ``"observed"`` holds MSS at the largest sample.  Its standard error is then the one that
        it would have if fitted: a single noisy sample is not known better than that.

    Returns
    -------
    FittedSprint
        With TC, the start of motion on the device's clock.

    Raises
    ------
    FitError
        If the samples are too few or show no sprint.
    """
    if top_speed not in ("fitted", "observed"):
        raise InputError(
            f"top_speed must be 'fitted' or 'observed', got {top_speed!r}.", code="fit-top-speed"
        )
    top = float(np.max(velocities, initial=0.0))
    if top <= 0.0:
        raise FitError(
            "The trace never moves forward: its largest speed is not above zero. Check the sign "
            "and the unit of the velocities.",
            code="fit-undetermined",
        )
    start = np.array([[np.log(top), np.log(top / 1.2), _first_rise(times, velocities, top)]])
    low, high = np.full((1, 3), -np.inf), np.full((1, 3), np.inf)
    if top_speed == "observed":
        low[0, 0] = high[0, 0] = np.log(top)
    fit = _fit(
        "velocity", "time", ("MSS", "MAC", "TC"), velocity_model(times), times, velocities, start,
        low, high, times,
    )  # fmt: skip
    slowest = float(fit.predicted[0]) / fit.mss
    if slowest > _NEARLY_TOP:
        raise FitError(
            f"The record begins at {100 * slowest:.0f} % of its top speed, so that it shows no "
            "acceleration. Record the start as well.",
            code="fit-no-acceleration",
        )
    return fit


def fit_velocity_distance(
    positions: Floats, velocities: Floats, correction: str = "none"
) -> FittedSprint:
    """Fit speed over distance, as a tether or encoder gives it.

    Parameters
    ----------
    positions, velocities : ndarray, shape (n,), m and m/s
        In order of time.
    correction : {"none", "distance"}
        ``"distance"`` fits where on the device's scale the athlete set off (DC).

    Raises
    ------
    FitError
        If the samples are too few or show no sprint.
    InputError
        If the correction is another, or a place lies before zero with none.
    """
    kind = known_correction(correction)
    if kind not in ("none", "distance"):
        raise InputError(
            f"Speed over distance takes the correction 'none' or 'distance', got {kind!r}.",
            code="fit-correction",
        )
    first = float(np.min(positions))
    if kind == "none" and first < 0.0:
        raise InputError(
            f"A place of {first:g} m lies before the start. Use the correction 'distance', or "
            "subtract the place of the start.",
            code="fit-before-start",
        )
    top = float(np.max(velocities))
    start = np.array([[np.log(max(top, 1e-3)), np.log(max(top, 1e-3) / 1.2), first - 0.05]])
    high = np.array([[np.inf, np.inf, first - 1e-9]])
    size = 3 if kind == "distance" else 2
    return _fit(
        "velocity-distance", kind, ("MSS", "MAC", "DC")[:size],
        velocity_distance_model(positions, shifted=kind == "distance"), positions, velocities,
        start[:, :size], np.full((1, size), -np.inf), high[:, :size], _clock(positions, velocities),
    )  # fmt: skip


def fit_position(
    times: Floats,
    positions: Floats,
    correction: str = "none",
    *,
    flying_m: float | None = None,
    scale_sd: float = 0.0,
) -> FittedSprint:
    """Fit distance over time, as a laser, a positioning system or a clip's path gives it.

    Parameters
    ----------
    times, positions : ndarray, shape (n,), s and m
    correction : {"none", "time", "distance", "time-distance", "flying"}
        Which shift of clock (TC) and scale (DC), or which distance run before the record began
        (FD), is fitted.
    flying_m : float, m, optional
        An FD that is known and not fitted; only with ``"flying"``.
    scale_sd : float
        Relative standard deviation that all the distances share: it goes whole into MSS, MAC, DC and
        FD, however many samples there are.

    Raises
    ------
    FitError
        If the samples are too few or show no sprint.
    """
    kind = known_correction(correction)
    timed, placed = kind in ("time", "time-distance"), kind in ("distance", "time-distance")
    span = float(times[-1] - times[0])
    half = times >= times[0] + span / 2.0
    top = float((positions[-1] - positions[half][0]) / max(times[-1] - times[half][0], 1e-9))
    if top <= 0.0:
        raise FitError(
            "The trace does not move forward. Check the sign of the distances and the order of "
            "the samples.",
            code="fit-undetermined",
        )
    mss = 1.05 * top
    start = [np.log(mss), np.log(mss / 1.1)]
    names = ["MSS", "MAC"]
    if timed:
        start.append(float(times[0]) - 0.1)
        names.append("TC")
    if placed:
        start.append(float(positions[0]))
        names.append("DC")
    low = np.full((1, len(start) + (kind == "flying" and flying_m is None)), -np.inf)
    known = known_flying(flying_m, kind, 1)
    if kind == "flying":
        if known is None:
            start.append(0.5)
            names.append("FD")
            low[0, 2] = 0.0
        model = flying_position_model(times, flying_m)
    else:
        model = position_model(times, timed=timed, placed=placed)
    fit = _fit(
        "position", kind, tuple(names), model, times, positions, np.array([start]), low,
        np.full_like(low, np.inf), times,
    )  # fmt: skip
    if flying_m is not None:
        fit = replace(fit, given={"FD": flying_m})
    if scale_sd == 0.0 or fit.covariance is None:
        return fit
    lengths = np.array([0.0 if name == "TC" else fit.value(name) for name in fit.names])
    return replace(fit, covariance=fit.covariance + scale_sd**2 * np.outer(lengths, lengths))


def _fit(
    input: FitInput,
    correction: Correction,
    names: tuple[str, ...],
    model: Model,
    at: Floats,
    observed: Floats,
    start: Floats,
    low: Floats,
    high: Floats,
    clock: Floats,
) -> FittedSprint:
    size = len(names)
    if len(at) < size + 3:
        raise FitError(
            f"A trace of {len(at)} samples is too short to fit {size} numbers. Expected at least "
            f"{size + 3}; check the trimming.",
            code="fit-too-few",
        )
    low[:, :2] = np.maximum(low[:, :2], np.log(1e-3))
    high[:, :2] = np.minimum(high[:, :2], np.log(1e5))
    least = minimise(model, observed[None], start, lower=low, upper=high)
    found = least.parameters
    if not least.settled[0] or (least.held[0, :2] & (low[0, :2] < high[0, :2])).any():
        raise FitError(
            "These samples do not determine a sprint: the fit found no end "
            f"(MSS {np.exp(found[0, 0]):.4g} m/s, MAC {np.exp(found[0, 1]):.4g} m/s²). Check the "
            "columns, their units, and that the acceleration from rest is in the record.",
            code="fit-undetermined",
        )
    predicted = model(found, _ONE)[0][0]
    values = found[0].copy()
    values[:2] = np.exp(values[:2])
    chain = np.ones(size)
    chain[:2] = values[:2]
    if names[-1] == "FD":
        values[2], chain[2] = found[0, 2] ** 2, 2.0 * found[0, 2]
    freedom = len(at) - size
    factor = correlation_factor(clock, observed - predicted, size)
    variance = least.squares[0] / freedom * factor**2
    covariance = _inverse(least.information[0]) * variance
    return FittedSprint(
        input=input,
        correction=correction,
        names=names,
        values=values,
        covariance=covariance * np.outer(chain, chain),
        degrees_of_freedom=freedom,
        error_known=False,
        at=at,
        observed=observed,
        predicted=predicted,
        correlation_factor=factor,
        # What is held on purpose (an observed top speed) is on no bound.
        at_bound=tuple(
            n for n, b in zip(names, least.held[0] & (low[0] < high[0]), strict=True) if b
        ),
    )


def _inverse(information: Floats) -> Floats:
    """Inverse of J'J; a direction that the samples do not see is no small error but none known."""
    size = np.sqrt(np.diagonal(information))
    scale = np.outer(size, size)
    if not np.all(size > 0.0) or np.linalg.cond(information / scale) > _SINGULAR:
        raise FitError(
            "These samples leave a number of the sprint open: any value would fit as well. Check "
            "that the acceleration from rest is in the record.",
            code="fit-undetermined",
        )
    inverse: Floats = np.linalg.inv(information / scale) / scale
    return inverse


def _first_rise(times: Floats, velocities: Floats, top: float) -> float:
    """A first guess of when motion began: where speed first passes a tenth of the top, and stays."""
    fast = np.flatnonzero(velocities > 0.5 * top)
    slow = np.flatnonzero(velocities[: fast[0] + 1] < 0.1 * top)
    return float(times[slow[-1]] if slow.size else times[0] - 0.05)


def _clock(positions: Floats, velocities: Floats) -> Floats:
    """Times of the samples of a trace that has none, from the distances between them."""
    mean = np.maximum((velocities[1:] + velocities[:-1]) / 2.0, 1e-3)
    return np.concatenate([[0.0], np.cumsum(np.abs(np.diff(positions)) / mean)])
