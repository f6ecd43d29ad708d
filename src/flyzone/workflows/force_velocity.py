"""The force side of a profile: both definitions side by side, each with its errors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from flyzone.errors import InputError
from flyzone.model import (
    Body,
    Conditions,
    Estimate,
    FittedSprint,
    ForceVelocity,
    NotMeasured,
    Reason,
)
from flyzone.model.arrays import Floats
from flyzone.science.air import air_of
from flyzone.science.delta_method import propagate
from flyzone.science.force_velocity import ForceVelocityLine, analytic_profile
from flyzone.science.force_velocity_spreadsheet import spreadsheet_profile
from flyzone.science.intervals import band, quantile, with_interval
from flyzone.science.kinetics import force_at_velocity, power_at_velocity
from flyzone.science.load import Load
from flyzone.science.optimal_profile import Optimum, optimal_curve, optimal_profile
from flyzone.training.profile_meaning import against_distance

_UNITS = {
    "F0": "N/kg",
    "V0": "m/s",
    "Pmax": "W/kg",
    "FV_slope": "N s/(m kg)",
    "RFmax": "1",
    "DRF": "1/(m/s)",
}
_POINTS = 81


def force_velocity_of(
    fit: FittedSprint, body: Body | None, conditions: Conditions
) -> tuple[tuple[ForceVelocity, ...], tuple[str, ...], tuple[NotMeasured, ...]]:
    """Force-velocity profiles of a fit, the spreadsheet's definition first, then the analytic one.

    Parameters
    ----------
    fit : FittedSprint
    body : Body or None
    conditions : Conditions

    Returns
    -------
    (tuple of ForceVelocity, tuple of str, tuple of NotMeasured)
        The profiles; what was not known of the air and stands at a standard value; and why there
        is no profile, where there is none.
    """
    if body is None:
        why = "body mass and height are needed for air drag (--mass, --height)"
        return (), (), (NotMeasured("force_velocity", why),)
    air = air_of(conditions)
    load = Load.of(body.mass_kg, body.height_m, air)
    try:
        profiles = (
            _profile(fit, lambda v, a: spreadsheet_profile(v, a, load)),
            _profile(fit, lambda v, a: analytic_profile(v, a, load)),
        )
    except InputError as error:
        return (), air.assumed, (NotMeasured("force_velocity", error.message),)
    return tuple(_drawn(one, fit, load) for one in profiles), air.assumed, ()


def optimum_of(
    fit: FittedSprint, distance_m: float, body: Body | None, conditions: Conditions
) -> Reason:
    """What a distance would ask of the balance of force and speed, by the model.

    With a body the product of F0 and V0 is kept; without one, that of MSS and MAC.
    """
    load = None if body is None else Load.of(body.mass_kg, body.height_m, air_of(conditions))

    def imbalance(theta: Floats) -> Floats:
        found = [
            _optimum(distance_m, top, start, load).imbalance for top, start in theta.reshape(-1, 2)
        ]
        return np.array(found).reshape(*theta.shape[:-1], 1)

    best = _optimum(distance_m, fit.mss, fit.mac, load)
    se = None
    if fit.covariance is not None:
        _, spread = propagate(imbalance, fit.values[:2], fit.covariance[:2, :2])
        se = float(np.sqrt(spread[0, 0]))
    return against_distance(
        distance_m, float(best.imbalance), se, float(best.time_gain), best.caveat
    )


def _optimum(distance_m: float, mss: float, mac: float, load: Load | None) -> Optimum:
    if load is None:
        return optimal_curve(distance_m, mss, mac)
    return optimal_profile(distance_m, analytic_profile(mss, mac, load), load)


def _profile(
    fit: FittedSprint, made: Callable[[Floats, Floats], ForceVelocityLine]
) -> ForceVelocity:
    def numbers(theta: Floats) -> Floats:
        return np.stack(list(made(theta[..., 0], theta[..., 1]).quantities().values()), axis=-1)

    line = made(fit.values[0], fit.values[1])
    names = list(line.quantities())
    if fit.covariance is None:
        values = numbers(fit.values[:2])
        errors: list[float | None] = [None] * len(names)
    else:
        values, spread = propagate(numbers, fit.values[:2], fit.covariance[:2, :2])
        errors = [float(np.sqrt(max(v, 0.0))) for v in np.diagonal(spread)]
    width = quantile(fit)
    estimates = {}
    for name, value, error in zip(names, values, errors, strict=True):
        estimates[name] = (
            Estimate(float(value), _UNITS[name])
            if error is None
            else with_interval(float(value), _UNITS[name], error, width, positive=value > 0.0)
        )
    return ForceVelocity(line.definition, line.basis, estimates)


def _drawn(profile: ForceVelocity, fit: FittedSprint, load: Load) -> ForceVelocity:
    """The same with the curves of force and power over speed, which no definition changes."""
    speeds = np.linspace(0.0, fit.mss, _POINTS)
    # Beyond MSS the curve has no force but drag; the band's steps in MSS stay inside it.
    speeds[-1] *= 1.0 - 1e-4
    force = band(fit, lambda v, s, a: force_at_velocity(v, s, a, load) / load.mass, speeds)
    power = band(fit, lambda v, s, a: power_at_velocity(v, s, a, load) / load.mass, speeds)
    return ForceVelocity(profile.definition, profile.basis, profile.values, force, power)
