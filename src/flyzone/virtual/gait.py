"""The shape of a stride: how a step rises and falls, and how a leg swings.

A stride is described in two kinds of time.  *Stance* is a share u of the contact (0 touchdown,
1 toe-off): the foot's pitch is given, its toe tip is nailed to the ground, and the leg between it
and the hip is solved, so thigh and knee follow from speed, hip height and touchdown distance.
*Swing* is a share w of the time until the next touchdown: thigh, knee and ankle follow curves whose
landmarks (peak flexion of thigh and knee) are parameters and whose ends take over value and slope
from the stances on both sides, so no joint ever jerks.

Vertical motion is that of a body thrown by a half-sine ground force [Morin2005]_, its forward speed
dips under the braking half of the contact and recovers in the driving half.
The landmarks' timing was tuned on a real sprinter at 7 m/s; the numbers are rounded to the knots.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
GRAVITY = 9.81


@dataclass(frozen=True)
class Gait:
    """Curves of one gait.

    Attributes
    ----------
    stance_u, foot_pitch_deg : sequence of float
        Heel-up pitch of the foot over the contact.
    toes_from, toes_pitch_deg : float
        From this share of the contact on the toes roll up, to this pitch at toe-off.
    thigh_rise, thigh_fall : pairs (w, share)
        Thigh angle between toe-off (0) and peak (1), then between touchdown (0) and peak (1).
    knee_rise, knee_fall : pairs (w, share)
        Knee flexion between toe-off and peak, then between ``knee_late_deg`` and peak.
    ankle : pairs (w, deg)
        Dorsiflexion, negative with the toes pointed.
    knee_late_deg : float
        Knee flexion when the leg is longest before touchdown.
    """

    stance_u: tuple[float, ...]
    foot_pitch_deg: tuple[float, ...]
    toes_from: float
    toes_pitch_deg: float
    thigh_rise: tuple[tuple[float, float], ...]
    thigh_fall: tuple[tuple[float, float], ...]
    knee_rise: tuple[tuple[float, float], ...]
    knee_fall: tuple[tuple[float, float], ...]
    ankle: tuple[tuple[float, float], ...]
    knee_late_deg: float


SPRINT = Gait(
    stance_u=(0.0, 0.2, 0.35, 0.5, 0.62, 0.74, 0.87, 1.0),
    foot_pitch_deg=(1.0, 4.0, 6.0, 11.0, 19.0, 32.0, 53.0, 79.0),
    toes_from=0.57,
    toes_pitch_deg=56.0,
    thigh_rise=((0.1, -0.03), (0.2, 0.05), (0.32, 0.26), (0.44, 0.59), (0.55, 0.9), (0.655, 1.0)),
    thigh_fall=((0.77, 0.73), (0.86, 0.29), (0.94, 0.09)),
    knee_rise=((0.10, 0.18), (0.20, 0.45), (0.32, 0.82), (0.44, 1.0)),
    knee_fall=((0.55, 0.88), (0.66, 0.655), (0.77, 0.28), (0.86, 0.03), (0.93, 0.01)),
    ankle=((0.12, -23.0), (0.35, -10.0), (0.55, -4.0), (0.75, -3.0), (0.92, -6.0)),
    knee_late_deg=12.0,
)

WALK = Gait(
    stance_u=(0.0, 0.25, 0.5, 0.75, 1.0),
    foot_pitch_deg=(0.0, 0.0, 3.0, 16.0, 52.0),
    toes_from=0.7,
    toes_pitch_deg=30.0,
    thigh_rise=((0.25, 0.42), (0.5, 0.83), (0.75, 1.0)),
    thigh_fall=((0.9, 0.5),),
    knee_rise=((0.2, 0.75), (0.38, 1.0)),
    knee_fall=((0.6, 0.66), (0.8, 0.2), (0.92, 0.03)),
    ankle=((0.3, -6.0), (0.6, 2.0), (0.9, 0.0)),
    knee_late_deg=6.0,
)


def usual_step_frequency(speed_m_s: float) -> float:
    """Steps per second that people of 1.8 m choose at a running speed, Hz."""
    return float(
        np.interp(
            speed_m_s,
            (2.0, 3.5, 5.0, 7.0, 8.5, 9.5, 10.5, 12.3),
            (2.65, 2.80, 3.00, 3.40, 3.95, 4.25, 4.45, 4.50),
        )
    )


def bounce(phase: Array, duty: Array, period: Array) -> Array:
    """Height of the body above its mean over the step, under a half-sine ground force.

    Parameters
    ----------
    phase : ndarray, shape (n,)
        Share of the step since touchdown, 0 to 1.
    duty : ndarray, shape (n,)
        Contact time over step time, below 1.
    period : ndarray, shape (n,), s
        Step time.

    Returns
    -------
    ndarray, shape (n,), m
    """
    contact = duty * period
    flight = period - contact
    push = np.pi * GRAVITY * period / (2.0 * contact)
    since = phase * period
    on_ground = (
        -0.5 * GRAVITY * flight * since
        + push * contact / np.pi * (since - contact / np.pi * np.sin(np.pi * since / contact))
        - 0.5 * GRAVITY * since**2
    )
    aloft = since - contact
    in_air = 0.5 * GRAVITY * aloft * (flight - aloft)
    mean_ground = (
        -0.25 * GRAVITY * flight * contact
        + push * contact**2 / np.pi * (0.5 - 2.0 / np.pi**2)
        - GRAVITY * contact**2 / 6.0
    )
    mean = duty * mean_ground + (1.0 - duty) * GRAVITY * flight**2 / 12.0
    return np.where(phase < duty, on_ground, in_air) - mean


def surge(phase: Array, duty: Array, period: Array, ripple_m_s: float) -> Array:
    """Place ahead of steady motion: braked, then driven, in each contact; zero at touchdown.

    The speed falls by ``2 * ripple_m_s`` until mid-contact and recovers until toe-off.
    """
    u = np.minimum(phase / duty, 1.0)
    lost = -ripple_m_s * duty * period * (u - np.sin(2.0 * np.pi * u) / (2.0 * np.pi))
    return lost + ripple_m_s * duty * period * phase


def elbow_and_shoulder(
    stride_phase: Array, swing_deg: float, elbow_min_deg: float, elbow_max_deg: float
) -> tuple[Array, Array]:
    """Angle of the upper arm (forward of straight down) and inner elbow angle, rad.

    ``stride_phase`` is that of the leg of the same side, 0 at its touchdown.
    """
    forward = np.cos(2.0 * np.pi * (stride_phase - 0.31))
    upper = np.radians(-16.0 + swing_deg * forward)
    lagging = np.cos(2.0 * np.pi * (stride_phase - 0.36))
    middle, half = 0.5 * (elbow_max_deg + elbow_min_deg), 0.5 * (elbow_max_deg - elbow_min_deg)
    return upper, np.radians(middle - half * lagging)
