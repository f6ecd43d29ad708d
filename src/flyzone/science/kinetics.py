"""Forces of a sprint: what the ground gives, what it costs, and how well it is aimed.

The speed curve gives the acceleration, the load says what is accelerated and held back; together
they are the horizontal force, averaged over a step::

    F = moved mass * a + air drag + resistance,    P = F v

The vertical force is taken to carry the weight, no more.  The *ratio of force* F / sqrt(F² + W²)
tells which share of the whole push drives the runner forward; the force angle is measured from
the ground.  At the first movement these are the curve's own idea: no athlete reaches full force
within no time, which is why the ratio of force is read from 0.3 s on.

Work has a closed form.  With TAU dv/dt = MSS - v the integrals of v, v² and v³ follow from one
another, so no quadrature is needed, and a tailwind that is faster than the runner only splits the
drag at the time when he overtakes it.

Everything broadcasts.  Source: [Samozino2016]_.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from flyzone.model.arrays import Floats
from flyzone.science import curve
from flyzone.science.limits import above_zero, finite
from flyzone.science.load import Load


@dataclass(frozen=True, slots=True, eq=False)
class Kinetics:
    """Motion and forces at some times of a sprint; each an array of one broadcast shape.

    Attributes
    ----------
    time, position, velocity, acceleration : ndarray, s, m, m/s, m/s²
        From the first movement.
    air_drag, force, vertical_force, resultant_force : ndarray, N
        Of the air; the horizontal and vertical push of the ground, and both together.
    power, mean_power : ndarray, W
        Horizontal, at this time and on average since the first movement.
    work : ndarray, J
        Horizontal, since the first movement.
    ratio_of_force : ndarray
        Horizontal share of the resultant force, 0 to 1.
    force_angle : ndarray, rad
        Of the resultant force, from the horizontal.
    """

    time: Floats
    position: Floats
    velocity: Floats
    acceleration: Floats
    air_drag: Floats
    force: Floats
    vertical_force: Floats
    resultant_force: Floats
    power: Floats
    work: Floats
    mean_power: Floats
    ratio_of_force: Floats
    force_angle: Floats


def kinetics_at_time(time: ArrayLike, mss: ArrayLike, mac: ArrayLike, load: Load) -> Kinetics:
    """Motion and forces at each time since the first movement.

    Parameters
    ----------
    time : array_like, s
        Zero or more.
    mss, mac : array_like, m/s and m/s²
        Above zero.
    load : Load

    Returns
    -------
    Kinetics

    Raises
    ------
    InputError
        If a number lies outside these limits; so for every function of this module.
    """
    velocity = curve.velocity_at_time(time, mss, mac)
    acceleration = curve.acceleration_at_time(time, mss, mac)
    force = _force(velocity, acceleration, load)
    work = work_till_time(time, mss, mac, load)
    t = np.asarray(time, dtype=np.float64)
    columns = (
        t,
        curve.position_at_time(time, mss, mac),
        velocity,
        acceleration,
        load.air_drag(velocity),
        force,
        load.weight,
        np.hypot(force, load.weight),
        force * velocity,
        work,
        # At the first movement power is zero, and so is its mean till then.
        np.divide(work, t, out=np.zeros_like(work), where=t > 0.0),
        ratio_of_force(force, load),
        force_angle(force, load),
    )
    return Kinetics(*np.broadcast_arrays(*columns))


def force_at_time(time: ArrayLike, mss: ArrayLike, mac: ArrayLike, load: Load) -> Floats:
    """Horizontal force at each time (s) since the first movement, N."""
    velocity = curve.velocity_at_time(time, mss, mac)
    return _force(velocity, curve.acceleration_at_time(time, mss, mac), load)


def force_at_distance(distance: ArrayLike, mss: ArrayLike, mac: ArrayLike, load: Load) -> Floats:
    """Horizontal force at each distance (m) from the first movement, N."""
    return force_at_time(curve.time_at_distance(distance, mss, mac), mss, mac, load)


def force_at_velocity(velocity: ArrayLike, mss: ArrayLike, mac: ArrayLike, load: Load) -> Floats:
    """Horizontal force at each speed (m/s), N.

    Beyond MSS the line of acceleration over speed goes on below zero: this is the curve whose zero
    is V0 of the analytic force-velocity profile.
    """
    v = finite(velocity, "Speeds (m/s)")
    top, start = above_zero(mss, "MSS (m/s)"), above_zero(mac, "MAC (m/s²)")
    return _force(v, start * (1.0 - v / top), load)


def power_at_time(time: ArrayLike, mss: ArrayLike, mac: ArrayLike, load: Load) -> Floats:
    """Horizontal power at each time (s) since the first movement, W."""
    return force_at_time(time, mss, mac, load) * curve.velocity_at_time(time, mss, mac)


def power_at_distance(distance: ArrayLike, mss: ArrayLike, mac: ArrayLike, load: Load) -> Floats:
    """Horizontal power at each distance (m) from the first movement, W."""
    return power_at_time(curve.time_at_distance(distance, mss, mac), mss, mac, load)


def power_at_velocity(velocity: ArrayLike, mss: ArrayLike, mac: ArrayLike, load: Load) -> Floats:
    """Horizontal power at each speed (m/s), W; beyond MSS as for `force_at_velocity`."""
    return force_at_velocity(velocity, mss, mac, load) * np.asarray(velocity, dtype=np.float64)


def work_till_time(time: ArrayLike, mss: ArrayLike, mac: ArrayLike, load: Load) -> Floats:
    """Horizontal work from the first movement to each time (s), J.

    Kinetic energy, work against the air, and work against the resistance.
    """
    velocity = curve.velocity_at_time(time, mss, mac)
    position = curve.position_at_time(time, mss, mac)
    kinetic = 0.5 * load.moved * velocity**2
    return kinetic + load.drag * _drag_work(time, mss, mac, load.wind) + load.resistance * position


def work_till_distance(distance: ArrayLike, mss: ArrayLike, mac: ArrayLike, load: Load) -> Floats:
    """Horizontal work from the first movement to each distance (m), J."""
    return work_till_time(curve.time_at_distance(distance, mss, mac), mss, mac, load)


def ratio_of_force(force: ArrayLike, load: Load) -> Floats:
    """Horizontal share of the resultant force; negative where the runner brakes."""
    horizontal = finite(force, "Forces (N)")
    return horizontal / np.hypot(horizontal, load.weight)


def force_angle(force: ArrayLike, load: Load) -> Floats:
    """Angle of the resultant force from the horizontal, rad; a quarter turn is straight up."""
    return np.arctan2(load.weight, finite(force, "Forces (N)"))


def _force(velocity: Floats, acceleration: Floats, load: Load) -> Floats:
    return load.moved * acceleration + load.air_drag(velocity) + load.resistance


def _drag_work(time: ArrayLike, mss: ArrayLike, mac: ArrayLike, wind: Floats) -> Floats:
    """Work against the air per drag coefficient: the time integral of (v - w)|v - w| v."""
    t, top, start = (np.asarray(values, dtype=np.float64) for values in (time, mss, mac))
    # Until he overtakes a tailwind it pushes: that stretch counts with the other sign, so it is
    # taken off twice.  Where he never does, that is the whole run.
    tailwind = np.maximum(wind, 0.0)
    overtakes = tailwind < top
    share = np.where(overtakes, tailwind / top, 0.0)
    overtaking = np.where(overtakes, -(top / start) * np.log1p(-share), np.inf)
    pushed = _through_air(np.minimum(t, overtaking), top, start, wind)
    return _through_air(t, top, start, wind) - 2.0 * pushed


def _through_air(time: Floats, mss: Floats, mac: Floats, wind: Floats) -> Floats:
    """Integral of (v - w)² v over time, from those of v, v² and v³."""
    tau = mss / mac
    v = curve.velocity_at_time(time, mss, mac)
    first = curve.position_at_time(time, mss, mac)
    second = mss * first - tau * v**2 / 2.0
    third = mss * second - tau * v**3 / 3.0
    return third - 2.0 * wind * second + wind**2 * first
