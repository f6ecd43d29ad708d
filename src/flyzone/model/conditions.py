"""What a sprint was run in, and by whom: what air drag and comparisons need to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from flyzone.model.limits import one_of, within

StartType = Literal["block", "three-point", "standing", "foot-release", "rolling"]
"""How the athlete set off: from blocks, a three-point stance, standing still, a clock started by
the lifted rear foot, or already moving."""

Trigger = Literal["gun", "beam", "first-movement", "manual"]
"""What started the clock."""
_CODE = "conditions"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Air, ground and start of a sprint; ``None`` is not known.

    Attributes
    ----------
    wind_m_s, wind_sd_m_s : float or None, m/s
        Along the run, a tailwind is positive.
    temperature_c : float or None, degrees Celsius
    pressure_hpa : float or None, hPa
        At the place itself, not reduced to sea level.
    altitude_m : float or None, m
        Used for the pressure where that is not known.
    surface : str or None
    start : {"block", "three-point", "standing", "foot-release", "rolling"} or None
    trigger : {"gun", "beam", "first-movement", "manual"} or None

    Raises
    ------
    InputError
        If a number is not one that nature allows, or a word is not known.
    """

    wind_m_s: float | None = None
    wind_sd_m_s: float | None = None
    temperature_c: float | None = None
    pressure_hpa: float | None = None
    altitude_m: float | None = None
    surface: str | None = None
    start: StartType | None = None
    trigger: Trigger | None = None

    def __post_init__(self) -> None:
        for name, low, high, what, unit in _LIMITS:
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, within(value, low, high, what, unit, _CODE))
        one_of(self.start, get_args(StartType), "The start", _CODE)
        one_of(self.trigger, get_args(Trigger), "The trigger", _CODE)


@dataclass(frozen=True, slots=True)
class Body:
    """An athlete's body, as far as mechanics need it.

    Attributes
    ----------
    mass_kg : float, kg
        10 to 300.
    height_m : float, m
        0.8 to 2.6.

    Raises
    ------
    InputError
        If a number is not finite or outside these limits.
    """

    mass_kg: float
    height_m: float

    def __post_init__(self) -> None:
        mass = within(self.mass_kg, 10.0, 300.0, "The body mass", "kg", _CODE)
        height = within(self.height_m, 0.8, 2.6, "The body height", "m", _CODE)
        object.__setattr__(self, "mass_kg", mass)
        object.__setattr__(self, "height_m", height)


_LIMITS = (
    ("wind_m_s", -40.0, 40.0, "The wind", "m/s, a tailwind positive"),
    ("wind_sd_m_s", 0.0, 40.0, "The standard deviation of the wind", "m/s"),
    ("temperature_c", -60.0, 60.0, "The temperature", "degrees Celsius"),
    ("pressure_hpa", 300.0, 1100.0, "The air pressure", "hPa"),
    ("altitude_m", -500.0, 9000.0, "The altitude", "m"),
)
