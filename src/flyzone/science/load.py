"""What an athlete works against in a sprint: his own mass, what he wears or drags, and the air.

A weighted vest and a sled both slow the run, in different ways: what is *carried* has inertia and
weighs on the legs, what is *towed* has inertia alone, and a rope or a slope pulls with a force of
its own.  Only the body's own size makes air drag.
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from flyzone.model.arrays import Floats
from flyzone.science.air import Air, air_drag, drag_coefficient
from flyzone.science.limits import above_zero, finite, zero_or_more

GRAVITY = 9.81
"""m/s²."""


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Load:
    """All that horizontal force is spent on; single numbers or arrays that broadcast.

    Attributes
    ----------
    mass : ndarray, kg
        Of the body.
    drag : ndarray, kg/m
        Air drag per squared speed, see `flyzone.science.air.drag_coefficient`; 0 leaves the air out.
    wind : ndarray, m/s
        Along the run, a tailwind is positive.
    carried : ndarray, kg
        Worn on the body, such as a vest.
    towed : ndarray, kg
        Moved along without resting on the athlete, such as a sled.
    resistance : ndarray, N
        Against the run at any speed: a tether, the friction of a sled, or a slope, which is
        ``mass * GRAVITY * sin(angle)`` and overstates what was measured on slopes.

    Raises
    ------
    InputError
        If a number is not finite, the mass is not above zero, or drag, carried or towed is negative.

    Examples
    --------
    >>> float(Load.of(75.0, 1.80, Air(density=1.2), carried=10.0).moved)
    85.0
    """

    mass: Floats
    drag: Floats
    wind: Floats
    carried: Floats
    towed: Floats
    resistance: Floats

    def __init__(
        self,
        mass: ArrayLike,
        drag: ArrayLike = 0.0,
        wind: ArrayLike = 0.0,
        *,
        carried: ArrayLike = 0.0,
        towed: ArrayLike = 0.0,
        resistance: ArrayLike = 0.0,
    ) -> None:
        checked = {
            "mass": above_zero(mass, "Body masses (kg)"),
            "drag": zero_or_more(drag, "Drag coefficients (kg/m)"),
            "wind": finite(wind, "Winds (m/s)"),
            "carried": zero_or_more(carried, "Carried masses (kg)"),
            "towed": zero_or_more(towed, "Towed masses (kg)"),
            "resistance": finite(resistance, "Resistances (N)"),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)

    @classmethod
    def of(cls, mass: ArrayLike, height: ArrayLike, air: Air, **extra: ArrayLike) -> Load:
        """The load of a body (kg, m) in some air; ``extra`` as the attributes above."""
        return cls(mass, drag_coefficient(mass, height, air.density), air.wind, **extra)

    @property
    def moved(self) -> Floats:
        """Mass that is accelerated, kg."""
        return self.mass + self.carried + self.towed

    @property
    def weight(self) -> Floats:
        """Vertical force that stands against gravity, N: of the body and what it carries."""
        return GRAVITY * (self.mass + self.carried)

    def air_drag(self, velocity: ArrayLike) -> Floats:
        """Force of the air against the run at each speed (m/s), N."""
        return air_drag(velocity, self.drag, self.wind)
