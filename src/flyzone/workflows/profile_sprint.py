"""Profile a sprint: split times, a trace or a cloud of samples in; what they say, with errors, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np

from flyzone.errors import InputError
from flyzone.model import Conditions, Estimate, FittedSprint, NotMeasured, Reason, Sprint
from flyzone.science.curve import (
    distance_to_fraction,
    position_at_time,
    velocity_at_distance,
    velocity_at_time,
)
from flyzone.science.delta_method import propagate
from flyzone.science.intervals import band, estimate, quantile, with_interval
from flyzone.science.reach import reach
from flyzone.training.doubts import doubts_of_fit
from flyzone.training.profile_meaning import Peers, against_himself, against_peers, what_to_train
from flyzone.wording.sentences import notice
from flyzone.workflows.fit_sprint import ProfileOptions, SprintFit, fit_sprint
from flyzone.workflows.force_velocity import force_velocity_of, optimum_of
from flyzone.workflows.profiled_sprint import ProfiledSprint

_RUN_IN = (0.90, 0.95, 0.99)
_POINTS = 121
_CLOUD_S = 6.0
"""How far a curve from a cloud is drawn."""


def profile_sprint(
    sprint: Sprint,
    options: ProfileOptions | None = None,
    *,
    peers: Peers | Sequence[FittedSprint] = (),
    earlier: Sequence[FittedSprint] = (),
) -> ProfiledSprint:
    """Profile one sprint.

    Parameters
    ----------
    sprint : Splits, Trace or Cloud
    options : ProfileOptions, optional
    peers : Peers or sequence of FittedSprint
        Fits of other athletes like him, one for each.
    earlier : sequence of FittedSprint
        His own earlier fits.

    Returns
    -------
    ProfiledSprint

    Raises
    ------
    FitError
        If the numbers do not determine a sprint.
    InputError
        If options do not fit the input.

    Examples
    --------
    >>> splits = Splits.of([5, 10, 20, 30, 40], [1.18, 1.93, 3.22, 4.43, 5.62], sd=0.01)
    >>> round(profile_sprint(splits, ProfileOptions("time")).estimates["MSS"].value, 2)
    8.48
    """
    how = options or ProfileOptions()
    group = peers if isinstance(peers, Peers) else Peers.of(peers)
    return profile_fitted(sprint, fit_sprint(sprint, how), how, group, earlier)


def profile_fitted(
    sprint: Sprint,
    found: SprintFit,
    how: ProfileOptions,
    peers: Peers,
    earlier: Sequence[FittedSprint] = (),
) -> ProfiledSprint:
    """The profile of a sprint whose fit is there already; see `profile_sprint`."""
    fit = found.fit
    conditions = _joined(sprint.conditions, how.conditions)
    forces, assumed, no_forces = force_velocity_of(fit, how.body, conditions)
    doubts = [*found.doubts, *doubts_of_fit(fit)]
    if assumed:
        doubts.append(Reason("drag-assumed", {"assumed": ", ".join(assumed)}))
    if conditions.wind_m_s is not None and abs(conditions.wind_m_s) >= 1.0:
        doubts.append(Reason("wind-strong", {"wind": conditions.wind_m_s}))
    compared = (*against_peers(fit, peers, athlete=sprint.athlete), *against_himself(fit, earlier))
    balance, no_balance = _balance(fit, how, conditions)
    run_in, run_in_reason = _run_in(fit)
    reserve, reserve_reason, no_reserve = _reserve(fit, how.mas_m_s)
    names = ("MSS", "MAC", "TAU", "PMAX", *fit.names[2:])
    estimates = {name: estimate(fit, name) for name in names}
    estimates |= {name: Estimate(value, "m", 0.0) for name, value in fit.given.items()}
    shown = reach(fit)
    times = np.linspace(0.0, _CLOUD_S if shown is None else shown, _POINTS)
    # Places evenly in time: the curve over distance rises steeply in the first metre.
    places = position_at_time(times, fit.mss, fit.mac)
    return ProfiledSprint(
        fit=fit,
        estimates=estimates,
        speed_over_time=band(fit, velocity_at_time, times),
        speed_over_distance=band(fit, velocity_at_distance, places),
        force_velocity=forces,
        derived=run_in | reserve,
        reasons=(
            *compared,
            what_to_train(compared),
            *balance,
            run_in_reason,
            *reserve_reason,
        ),
        warnings=tuple(notice(reason) for reason in doubts),
        not_measured=(*no_forces, *_without_error(fit), *no_balance, *no_reserve),
        origin=sprint.origin,
        athlete=sprint.athlete,
        run=sprint.run,
        body=how.body,
        conditions=conditions,
        samples_left_out=found.left_out,
    )


def _joined(stated: Conditions, told: Conditions | None) -> Conditions:
    """What the user tells goes before what the input states; what he does not tell stays."""
    if told is None:
        return stated
    return replace(stated, **{k: v for k, v in asdict(told).items() if v is not None})


def _balance(
    fit: FittedSprint, how: ProfileOptions, conditions: Conditions
) -> tuple[tuple[Reason, ...], tuple[NotMeasured, ...]]:
    """Which balance of force and speed a distance would ask for, where one is asked for."""
    if how.distance_m is None:
        return (), ()
    try:
        return (optimum_of(fit, how.distance_m, how.body, conditions),), ()
    except InputError as error:
        return (), (NotMeasured("optimal_balance", error.message),)


def _run_in(fit: FittedSprint) -> tuple[dict[str, Estimate], Reason]:
    """How far from the start each share of MSS is reached."""
    fractions = np.array(_RUN_IN)
    names = [f"distance_to_{round(100 * share)}_percent_m" for share in _RUN_IN]
    places = distance_to_fraction(fractions, fit.mss, fit.mac)
    reason = Reason("run-in", {"percent": 95.0, "distance": float(places[1])})
    if fit.covariance is None:
        return {n: Estimate(float(d), "m") for n, d in zip(names, places, strict=True)}, reason
    _, spread = propagate(
        lambda x: distance_to_fraction(fractions, x[..., :1], x[..., 1:]),
        fit.values[:2], fit.covariance[:2, :2],
    )  # fmt: skip
    found = {
        name: with_interval(float(d), "m", float(np.sqrt(v)), quantile(fit), positive=True)
        for name, d, v in zip(names, places, np.diagonal(spread), strict=True)
    }
    return found, reason


def _reserve(
    fit: FittedSprint, mas_m_s: float | None
) -> tuple[dict[str, Estimate], tuple[Reason, ...], tuple[NotMeasured, ...]]:
    """Speed reserve and its ratio, where the aerobic speed is told; that is taken as exact."""
    if mas_m_s is None:
        return {}, (), ()
    if mas_m_s >= fit.mss:
        why = f"MAS {mas_m_s:g} m/s is not below MSS {fit.mss:.2f} m/s; check its unit"
        return {}, (), (NotMeasured("speed_reserve", why),)
    reserve, ratio, se = fit.mss - mas_m_s, fit.mss / mas_m_s, fit.se("MSS")
    found = {}
    for name, value, unit, per_mss in (
        ("speed_reserve_m_s", reserve, "m/s", 1.0),
        ("speed_reserve_ratio", ratio, "1", 1.0 / mas_m_s),
    ):
        found[name] = (
            Estimate(value, unit)
            if se is None
            else with_interval(value, unit, per_mss * se, quantile(fit), positive=False)
        )
    numbers = {"reserve": reserve, "mss": fit.mss, "mas": mas_m_s, "ratio": ratio}
    return found, (Reason("speed-reserve", numbers, source="Sandford2019"),), ()


def _without_error(fit: FittedSprint) -> tuple[NotMeasured, ...]:
    if fit.covariance is not None:
        return ()
    return (
        NotMeasured(
            "standard errors",
            f"{len(fit.at)} observations determine {len(fit.names)} numbers without any left over, "
            "and their errors were not stated",
        ),
    )
