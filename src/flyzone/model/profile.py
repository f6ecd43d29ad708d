"""A sprint profile: what one measured sprint says about the athlete, number by number."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from flyzone.errors import InputError
from flyzone.model.arrays import Floats, HoldsArrays, fixed
from flyzone.model.conditions import Body, Conditions
from flyzone.model.fitted import FittedSprint
from flyzone.model.reason import Reason
from flyzone.model.timed import Notice, NotMeasured


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that was worked out, with what is known of its error.

    Attributes
    ----------
    value : float
    unit : str
    se : float or None
        Standard error; ``None`` where the input cannot tell.
    low_90, high_90 : float or None
        Ends of the interval that holds the truth nine times in ten, if the model is true.
    """

    value: float
    unit: str
    se: float | None = None
    low_90: float | None = None
    high_90: float | None = None

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise InputError(
                f"An estimate must be a finite number, got {self.value}.", code="estimate"
            )


@dataclass(frozen=True, slots=True, eq=False)
class Band(HoldsArrays):
    """A curve with its 90 % band.

    Attributes
    ----------
    at, middle : ndarray, shape (n,)
    low, high : ndarray, shape (n,), or None
        ``None`` where the input cannot tell how wide the band is.
    """

    at: Floats
    middle: Floats
    low: Floats | None = None
    high: Floats | None = None

    def __post_init__(self) -> None:
        for name in ("at", "middle", "low", "high"):
            values = getattr(self, name)
            if values is not None:
                object.__setattr__(self, name, fixed(values, f"Band {name}"))


@dataclass(frozen=True, slots=True, eq=False)
class ForceVelocity(HoldsArrays):
    """A horizontal force-velocity profile with its errors, in one definition.

    Attributes
    ----------
    definition : str
        Which of the definitions of F0 and V0 this is; two of them are never compared.
    basis : str
        The definition with its settings, in words.
    values : mapping of str to Estimate
        F0 (N/kg), V0 (m/s), Pmax (W/kg), FV_slope (N s/m/kg), and where the definition has them
        RFmax and DRF (per m/s).
    force, power : Band or None
        N/kg and W/kg over speed (m/s).
    """

    definition: str
    basis: str
    values: Mapping[str, Estimate]
    force: Band | None = None
    power: Band | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))


@dataclass(frozen=True, slots=True, eq=False)
class SprintProfile(HoldsArrays):
    """Everything that one sprint gave.

    Attributes
    ----------
    fit : FittedSprint
    estimates : mapping of str to Estimate
        MSS, MAC, TAU, PMAX and the corrections that were fitted or given.
    derived : mapping of str to Estimate
        What the curve says of the athlete, by a name that ends in its unit.
    speed_over_time, speed_over_distance : Band
        From the first movement, as far as was measured.
    force_velocity : tuple of ForceVelocity
        One for each definition, the spreadsheet's first; empty without the body's mass and height.
    reasons : tuple of Reason
        What it means.
    warnings : tuple of Notice
    not_measured : tuple of NotMeasured
    origin : str
    athlete, run : str or None
    body : Body or None
    conditions : Conditions
    samples_left_out : mapping of str to int
        How many samples of a trace were not used, by reason.
    """

    fit: FittedSprint
    estimates: Mapping[str, Estimate]
    speed_over_time: Band
    speed_over_distance: Band
    force_velocity: tuple[ForceVelocity, ...] = ()
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Notice, ...] = ()
    not_measured: tuple[NotMeasured, ...] = ()
    origin: str = "not stated"
    athlete: str | None = None
    run: str | None = None
    body: Body | None = None
    conditions: Conditions = field(default_factory=Conditions)
    samples_left_out: Mapping[str, int] = field(default_factory=dict)
    derived: Mapping[str, Estimate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("estimates", "derived", "samples_left_out"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


@dataclass(frozen=True, slots=True)
class FailedSprint:
    """A sprint of a file that could not be profiled; the others went on."""

    athlete: str | None
    run: str | None
    code: str
    message: str
