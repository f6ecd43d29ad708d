"""Force-velocity-power profile: how much force an athlete has left at each speed, as one line.

F0 is the force at no speed, V0 the speed at no force, Pmax = F0 V0 / 4 the power that a straight
line between them would allow, and the slope -F0 / (mass V0) tells whether force or speed prevails.

Three ways of drawing that line are in use.  Because air drag bends the curve of force over speed,
they give different numbers for one and the same sprint, and numbers of different ways must never be
compared:

"samozino-spreadsheet"
    F0 and V0 from a linear regression of force on speed over a modelled sprint; see
    `flyzone.science.force_velocity_spreadsheet`.  What most papers and phone apps report.
"analytic-2.x"
    The very end points of the curve in still air: F0 = mass MAC, V0 where mass a(v) + k v² = 0.
"analytic-3.x"
    The same with wind, carried and towed mass and resistance in both end points.

(The numbers are the versions of the R package that introduced them.)  Only the analytic profile can
be turned back into a speed curve, and then under another load: `curve_under` says how the same
athlete would run with wind, vest or sled.

Sources: [Samozino2016]_, [Samozino2022]_.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.science.kinetics import force_at_velocity
from flyzone.science.limits import above_zero
from flyzone.science.load import Load

Definition = Literal["samozino-spreadsheet", "analytic-2.x", "analytic-3.x"]


@dataclass(frozen=True, slots=True, eq=False)
class ForceVelocityLine:
    """The line of a force-velocity profile, never without the definition that it follows.

    Attributes
    ----------
    definition : {"samozino-spreadsheet", "analytic-2.x", "analytic-3.x"}
    f0 : ndarray, N
        Horizontal force at no speed.
    v0 : ndarray, m/s
        Speed at no horizontal force.
    mass : ndarray, kg
        Of the body, for the numbers per kilogram.
    """

    definition: Definition
    f0: Floats
    v0: Floats
    mass: Floats

    @property
    def f0_per_kg(self) -> Floats:
        """F0 per body mass, N/kg."""
        return self.f0 / self.mass

    @property
    def pmax(self) -> Floats:
        """Power of the straight line at half of V0, W."""
        return self.f0 * self.v0 / 4.0

    @property
    def pmax_per_kg(self) -> Floats:
        """Pmax per body mass, W/kg."""
        return self.pmax / self.mass

    @property
    def slope(self) -> Floats:
        """Slope of force per kilogram over speed, N s/m/kg; negative."""
        return -self.f0_per_kg / self.v0

    @property
    def basis(self) -> str:
        """Everything that must be equal for two profiles to be comparable, in words."""
        return self.definition

    def quantities(self) -> dict[str, Floats]:
        """Numbers by their usual names: F0 (N/kg), V0 (m/s), Pmax (W/kg), FV_slope (N s/m/kg)."""
        return {
            "F0": self.f0_per_kg,
            "V0": self.v0,
            "Pmax": self.pmax_per_kg,
            "FV_slope": self.slope,
        }


def analytic_profile(mss: ArrayLike, mac: ArrayLike, load: Load) -> ForceVelocityLine:
    """Profile of definition "analytic-3.x": the end points of the force curve under a load.

    Parameters
    ----------
    mss, mac : array_like, m/s and m/s²
        As run under ``load``; above zero.
    load : Load

    Returns
    -------
    ForceVelocityLine

    Raises
    ------
    InputError
        If MSS or MAC is not above zero, a tailwind is as fast as MSS, or drag grows so fast that
        force never falls to zero.

    Examples
    --------
    >>> profile = analytic_profile(8.0, 9.0, Load(75.0, drag=0.27))
    >>> float(profile.f0), round(float(profile.v0), 2)
    (675.0, 8.22)
    """
    top, start = above_zero(mss, "MSS (m/s)"), above_zero(mac, "MAC (m/s²)")
    if np.any(load.wind >= top):
        raise InputError(
            f"The profile needs an athlete who is faster than the wind, got a tailwind of "
            f"{float(np.max(load.wind)):g} m/s and MSS {float(np.min(top)):g} m/s. Check the wind "
            "and its unit.",
            code="force-velocity-wind",
        )
    # k V² - (b + 2 k w) V + (b MSS + k w² + R) = 0 with b the fall of force per speed without air.
    fall = load.moved * start / top
    middle = fall + 2.0 * load.drag * load.wind
    last = load.moved * start + load.drag * load.wind**2 + load.resistance
    inside = middle**2 - 4.0 * load.drag * last
    if np.any((inside < 0.0) | (middle <= 0.0) | (last <= 0.0)):
        raise InputError(
            "With these MSS, MAC and load the force never falls to zero at any speed, so there is "
            "no V0. Check MAC (m/s²), body mass (kg) and resistance (N).",
            code="force-velocity-no-v0",
        )
    # The smaller root, in the form that does not subtract two nearly equal numbers.
    v0 = 2.0 * last / (middle + np.sqrt(inside))
    return _profile("analytic-3.x", force_at_velocity(0.0, top, start, load), v0, load.mass)


def analytic_profile_2x(mss: ArrayLike, mac: ArrayLike, load: Load) -> ForceVelocityLine:
    """Profile of definition "analytic-2.x", which knows still air and the bare body only.

    Raises
    ------
    InputError
        As `analytic_profile`, and if the load holds wind, carried or towed mass, or resistance.
    """
    if any(np.any(part) for part in (load.wind, load.carried, load.towed, load.resistance)):
        raise InputError(
            "The definition analytic-2.x knows neither wind nor extra mass nor resistance, got a "
            "load with one of them. Use analytic-3.x.",
            code="force-velocity-load",
        )
    same = analytic_profile(mss, mac, load)
    return _profile("analytic-2.x", same.f0, same.v0, load.mass)


def curve_under(profile: ForceVelocityLine, load: Load) -> tuple[Floats, Floats]:
    """MSS and MAC of the sprint that an analytic profile gives under a load.

    Under the load that the profile was made with, this is the inverse of `analytic_profile`; under
    another one it is the model's answer to "and with wind, vest, sled or slope?".

    Parameters
    ----------
    profile : ForceVelocityLine
        Of an analytic definition.
    load : Load

    Returns
    -------
    (ndarray, ndarray), m/s and m/s²

    Raises
    ------
    InputError
        If the profile is none of an analytic definition, or its force does not overcome the load.
    """
    if profile.definition == "samozino-spreadsheet":
        raise InputError(
            "Only an analytic profile can be turned back into a speed curve, got one of the "
            "definition samozino-spreadsheet. Use MSS and MAC of the sprint that it came from.",
            code="force-velocity-definition",
        )
    return invert(profile.f0, profile.v0, load)


def invert(f0: ArrayLike, v0: ArrayLike, load: Load) -> tuple[Floats, Floats]:
    """MSS and MAC that have the analytic F0 (N) and V0 (m/s) under a load; see `curve_under`."""
    force, speed = above_zero(f0, "F0 (N)"), above_zero(v0, "V0 (m/s)")
    driving = force - load.resistance - load.air_drag(0.0)
    # What still holds him at V0: there the line of acceleration has to make up for it.
    holding = driving + load.air_drag(speed) + load.resistance
    if np.any((driving <= 0.0) | (holding <= 0.0)):
        raise InputError(
            f"F0 must overcome wind and resistance, got F0 {float(np.min(force)):g} N against "
            f"{float(np.max(force - driving)):g} N. Lessen the load.",
            code="force-velocity-load",
        )
    return driving * speed / holding, driving / load.moved


def comparable(*profiles: ForceVelocityLine) -> str:
    """What some profiles are all based on.

    Returns
    -------
    str
        Their common `ForceVelocityLine.basis`.

    Raises
    ------
    InputError
        If they are not of one definition (and, for spreadsheets, of one grid), or none are given.
    """
    bases = sorted({profile.basis for profile in profiles})
    if len(bases) != 1:
        raise InputError(
            "Force-velocity profiles can be compared within one definition only, got "
            f"{' and '.join(bases) or 'none'}. Compute them all in the same way from MSS and MAC.",
            code="force-velocity-definition",
        )
    return bases[0]


def relative_change(before: ForceVelocityLine, after: ForceVelocityLine) -> dict[str, Floats]:
    """Change of each quantity as a share of its earlier value, by name.

    Raises
    ------
    InputError
        If the two are not `comparable`.
    """
    comparable(before, after)
    now = after.quantities()
    return {name: now[name] / then - 1.0 for name, then in before.quantities().items()}


def _profile(definition: Definition, f0: Floats, v0: Floats, mass: Floats) -> ForceVelocityLine:
    force, speed, body = np.broadcast_arrays(f0, v0, mass)
    return ForceVelocityLine(definition, force, speed, body)
