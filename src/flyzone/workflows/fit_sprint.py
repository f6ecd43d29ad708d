"""Fit a sprint as the user asked: which curve goes with which input, and which samples count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import FitError, InputError
from flyzone.model import Body, Cloud, Conditions, FittedSprint, Reason, Splits, Sprint, Trace
from flyzone.model.arrays import Floats
from flyzone.science.fit_splits import fit_splits
from flyzone.science.fit_trace import fit_position, fit_velocity, fit_velocity_distance
from flyzone.science.in_situ import InSituSettings, fit_in_situ
from flyzone.science.limits import above_zero
from flyzone.science.split_model import known_correction
from flyzone.science.trim import false_returns, sprint_part
from flyzone.training.doubts import LARGEST_MAC_M_S2, doubts_of_splits, doubts_of_trace

Trim = Literal["auto", "always", "never"]
Over = Literal["time", "distance"]
TopSpeed = Literal["fitted", "observed"]
Keep = NDArray[np.bool_]
KeepFit = Callable[[Keep], FittedSprint]
"""The fit of some samples of a trace."""
SLOWEST_M_S = 3.0
"""Slower is a walk, as `flyzone time` has it too."""
_SHORT_STANDING_S = 0.2
_NOT_KNOWN = 0.25
_STEADY = 0.8
_LONGEST_S = 60.0
_FARTHEST_M = 200.0
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class ProfileOptions:
    """How a sprint is to be profiled.

    Attributes
    ----------
    correction : str
        ``none``, ``time``, ``distance``, ``time-distance`` or ``flying``; see
        `flyzone.science.split_model`.  A trace of speed over time always finds its own start.
    flying_m : float or None, m
        A flying distance that is known; with ``correction="flying"``.
    mass_kg, height_m : float or None
        Of the athlete; without both there is no force-velocity profile.
    conditions : Conditions or None
        What is told here goes before what the input carries.
    distance_m : float or None, m
        The distance for which the best balance of force and speed is asked.
    mas_m_s : float or None, m/s
        Maximal aerobic speed, for the speed reserve.
    trim : {"auto", "always", "never"}
        Whether samples before setting off and while slowing are left out of a trace of speed;
        ``auto``: where the record clearly holds more than the sprint.
    top_speed : {"fitted", "observed"}
        Whether a trace's MSS is fitted or held at its largest sample.
    over : {"time", "distance"}
        Whether a trace's speeds are fitted over time (radar, laser) or over distance (tether).
    in_situ : InSituSettings or None
        How the edge of a cloud is found.
    """

    correction: str = "none"
    flying_m: float | None = None
    mass_kg: float | None = None
    height_m: float | None = None
    conditions: Conditions | None = None
    distance_m: float | None = None
    mas_m_s: float | None = None
    trim: Trim = "auto"
    top_speed: TopSpeed = "fitted"
    over: Over = "time"
    in_situ: InSituSettings | None = None

    def __post_init__(self) -> None:
        known_correction(self.correction)
        if self.trim not in get_args(Trim):
            raise InputError(
                f"trim must be one of {', '.join(get_args(Trim))}, got {self.trim!r}.",
                code="profile-trim",
            )
        if self.over not in get_args(Over):
            raise InputError(
                f"over must be one of {', '.join(get_args(Over))}, got {self.over!r}.",
                code="profile-over",
            )
        if self.top_speed not in get_args(TopSpeed):
            raise InputError(
                f"top_speed must be one of {', '.join(get_args(TopSpeed))}, got {self.top_speed!r}.",
                code="fit-top-speed",
            )
        if self.distance_m is not None and not 1.0 <= self.distance_m <= _FARTHEST_M:
            raise InputError(
                f"The distance to be run must lie between 1 and {_FARTHEST_M:g} m, got "
                f"{self.distance_m:g}: the curve knows no slowing, and says nothing beyond.",
                code="profile-distance",
            )
        if self.mas_m_s is not None:
            above_zero(self.mas_m_s, "Maximal aerobic speeds (m/s)")
        # An impossible body is refused here, once, and not by each sprint of a file.
        _ = self.body

    @property
    def body(self) -> Body | None:
        """The athlete's body, where it was told."""
        if self.mass_kg is None or self.height_m is None:
            return None
        return Body(self.mass_kg, self.height_m)


@dataclass(frozen=True, slots=True)
class SprintFit:
    """A fit with what was noticed on the way to it.

    Attributes
    ----------
    fit : FittedSprint
    doubts : tuple of Reason
        What the input gives cause to doubt.
    left_out : mapping of str to int
        Samples of a trace that were not used, by reason.
    """

    fit: FittedSprint
    doubts: tuple[Reason, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def fit_sprint(sprint: Sprint, options: ProfileOptions | None = None) -> SprintFit:
    """The speed curve of a sprint.

    Parameters
    ----------
    sprint : Splits, Trace or Cloud
    options : ProfileOptions, optional

    Returns
    -------
    SprintFit

    Raises
    ------
    FitError
        If the numbers do not determine a sprint.
    InputError
        If options do not fit the input.
    """
    found = _fit(sprint, options or ProfileOptions())
    if found.fit.mss < SLOWEST_M_S:
        raise FitError(
            f"MSS {found.fit.mss:.2f} m/s is a walk: a sprint is faster than {SLOWEST_M_S:g} m/s. "
            "Check the units of speeds, distances and times.",
            code="fit-slow",
        )
    return found


def _fit(sprint: Sprint, how: ProfileOptions) -> SprintFit:
    if isinstance(sprint, Splits):
        fit = fit_splits(sprint, how.correction, flying_m=how.flying_m)
        return SprintFit(fit, doubts_of_splits(sprint, fit))
    if isinstance(sprint, Cloud):
        fit = fit_in_situ(sprint.velocities, sprint.accelerations, how.in_situ)
        return SprintFit(fit, doubts_of_trace(fit))
    return _fit_trace(sprint, how)


def _fit_trace(trace: Trace, how: ProfileOptions) -> SprintFit:
    span = float(trace.times[-1] - trace.times[0])
    if span > _LONGEST_S:
        raise FitError(
            f"This recording lasts {span:.0f} s and one sprint at most {_LONGEST_S:g}. Cut it to the "
            "sprint, or profile all of its sprints together (--in-situ).",
            code="fit-long",
        )
    if how.flying_m is not None and (how.over == "distance" or trace.velocities is not None):
        raise InputError(
            "A known flying distance is for split times and for distances over time; a trace of "
            "speed finds its own start. Leave it out.",
            code="profile-flying",
        )
    if how.over == "distance":
        found = _fit_over_distance(trace, how)
    elif trace.velocities is None:
        found = SprintFit(_fit_positions(trace, how))
    else:
        found = _fit_over_time(trace, how)
    _refuse_without_acceleration(found.fit)
    return replace(found, doubts=(*found.doubts, *doubts_of_trace(found.fit)))


def _fit_positions(trace: Trace, how: ProfileOptions) -> FittedSprint:
    times, positions = trace.times, trace.positions
    assert positions is not None
    try:
        return fit_position(
            times, positions, how.correction, flying_m=how.flying_m, scale_sd=trace.scale_sd
        )
    except FitError as error:
        quarter = max(len(times) // 4, 1)
        early = (positions[quarter] - positions[0]) / (times[quarter] - times[0])
        late = (positions[-1] - positions[-1 - quarter]) / (times[-1] - times[-1 - quarter])
        if error.code == "fit-undetermined" and early > _STEADY * late > 0.0:
            what = f"it begins at {early:.1f} and ends at {late:.1f} m/s"
            raise _no_acceleration(what) from error
        raise


def _fit_over_time(trace: Trace, how: ProfileOptions) -> SprintFit:
    """Speed over time, as radar and laser give it."""
    if how.correction not in ("none", "time"):
        raise InputError(
            f"A trace of speed over time finds its own start on the clock; the correction "
            f"{how.correction!r} is for split times and distances. Leave it out.",
            code="profile-correction",
        )
    times, velocities = trace.times, trace.velocities
    assert velocities is not None
    return _fit_trimmed(
        times,
        velocities,
        how.trim,
        lambda keep: fit_velocity(times[keep], velocities[keep], top_speed=how.top_speed),
    )


def _fit_over_distance(trace: Trace, how: ProfileOptions) -> SprintFit:
    """Speed over distance, as a tether or encoder gives it."""
    positions, velocities = trace.positions, trace.velocities
    if positions is None or velocities is None:
        raise InputError(
            "A profile of speed over distance needs both in the trace, and it has one. Leave "
            "--over out.",
            code="profile-over",
        )
    found = _fit_trimmed(
        trace.times,
        velocities,
        how.trim,
        lambda keep: fit_velocity_distance(positions[keep], velocities[keep], how.correction),
        # At rest the place says nothing, and the curve has an infinite slope there.
        usable=velocities > 0.0,
    )
    at_rest = len(velocities) - len(found.fit.at) - sum(found.left_out.values())
    return replace(found, left_out={**found.left_out, "at-rest": at_rest}) if at_rest else found


def _refuse_without_acceleration(fit: FittedSprint) -> None:
    se = fit.se("MAC")
    if fit.mac > 2.0 * LARGEST_MAC_M_S2:
        raise _no_acceleration(f"its MAC of {fit.mac:.0f} m/s² is that of no human")
    if se is not None and se > _NOT_KNOWN * fit.mac:
        raise _no_acceleration(
            f"MAC could be anything ({fit.mac:.2f} m/s², standard error {se:.2f})"
        )


def _no_acceleration(why: str) -> FitError:
    return FitError(
        f"This record does not show the acceleration from rest: {why}. A fly zone alone gives its "
        "time and mean speed; a profile needs the first metres of the run.",
        code="fit-no-acceleration",
    )


def _fit_trimmed(
    times: Floats, velocities: Floats, trim: Trim, fit: KeepFit, usable: Keep | None = None
) -> SprintFit:
    """Fit a record of speed, cut to the sprint where it is uncut."""
    whole = np.ones(len(times), dtype=bool) if usable is None else usable
    if trim == "never":
        return SprintFit(fit(whole))
    part = sprint_part(times, velocities)
    if trim == "always" or part.uncut:
        return _fit_part(part.keep & whole, dict(part.left_out), fit)
    found = SprintFit(fit(whole))
    if part.standing_s < _SHORT_STANDING_S:
        return found
    cut = _fit_part(part.keep & whole, {}, fit).fit
    numbers = {"seconds": part.standing_s, "mss": cut.mss, "mac": cut.mac}
    return replace(found, doubts=(Reason("standing-samples", numbers),))


def _fit_part(keep: Keep, left_out: dict[str, int], fit: KeepFit) -> SprintFit:
    """Fit the sprint of an uncut record, without the false returns in it."""
    keep, total = keep.copy(), len(keep)
    before = int(keep.sum())
    found = fit(keep)
    for _ in range(_ROUNDS):
        off = false_returns(found.observed, found.predicted)
        if not off.any():
            break
        keep[np.flatnonzero(keep)[off]] = False
        found = fit(keep)
    false = before - int(keep.sum())
    if false:
        left_out = left_out | {"false-return": false}
    if not left_out:
        return SprintFit(found)
    numbers = {
        "n": total, "left": sum(left_out.values()), "standing": left_out.get("standing", 0),
        "slowing": left_out.get("slowing", 0), "false": false,
    }  # fmt: skip
    return SprintFit(found, (Reason("trimmed", numbers),), left_out)
