"""One leg over time: nailed to the ground in stance, swinging on smooth curves between.

The five quantities that place a leg are the angles of thigh and knee in the leg's own plane, the
angle of the ankle, the roll of the toes and the tilt of the plane to the side.  In stance all five
follow from the hip and the nailed toe tip by inverse kinematics (two links: cosine rule); in swing
they are cubic splines that start and end with the value and slope of the neighbouring stances.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from flyzone.virtual.body import Body
from flyzone.virtual.gait import Gait

Array = NDArray[np.float64]
_SLOPE_STEP_S = 4e-4


@dataclass(frozen=True, slots=True)
class Contact:
    """One step on the ground, in run-local axes (ahead, to the left, up)."""

    index: int
    touchdown: float
    toe_off: float
    toe_ahead: float
    toe_left: float


def foot_points(
    toe: Array, pitch: Array, toes_pitch: Array, body: Body
) -> tuple[Array, Array, Array]:
    """Ball, ankle and heel of a foot whose toe tip is given.

    Parameters
    ----------
    toe : ndarray, shape (n, 3), m
        Run-local.
    pitch, toes_pitch : ndarray, shape (n,), rad
        Heel-up pitch of the sole and of the toes.

    Returns
    -------
    ball, ankle, heel : ndarray, shape (n, 3), m
    """
    zero = np.zeros_like(pitch)
    ball = toe + body.toes * np.stack([-np.cos(toes_pitch), zero, np.sin(toes_pitch)], -1)
    back = np.stack([-np.cos(pitch), zero, np.sin(pitch)], -1)
    up = np.stack([np.sin(pitch), zero, np.cos(pitch)], -1)
    ankle = ball + body.ankle_back * back + body.ankle_up * up
    return ball, ankle, ball + body.heel_back * back


class Leg:
    """The path of one leg.

    Parameters
    ----------
    hip : callable, (n,) s -> (n, 3) m
        Path of this side's hip joint, run-local.
    contacts : list of Contact
        This leg's own, in order; at least two.
    gait, body : Gait, Body
    knee_lift, recovery : float, rad
        Peak flexion of thigh and knee in swing.
    """

    def __init__(
        self,
        hip: Callable[[Array], Array],
        contacts: list[Contact],
        gait: Gait,
        body: Body,
        *,
        knee_lift: float,
        recovery: float,
    ) -> None:
        self._hip, self._gait, self._body = hip, gait, body
        self.contacts = contacts
        self._pitch = CubicSpline(gait.stance_u, np.radians(gait.foot_pitch_deg))
        self._starts = np.array([c.touchdown for c in contacts])
        self._knee_lift, self._recovery = knee_lift, recovery

    def points(self, time: Array) -> Array:
        """Hip, knee, ankle, heel, ball and toe tip.

        Parameters
        ----------
        time : ndarray, shape (n,), s
            Between the first and the last contact of this leg.

        Returns
        -------
        ndarray, shape (n, 6, 3), m
        """
        out = np.empty((len(time), 6, 3))
        which = np.clip(np.searchsorted(self._starts, time, "right") - 1, 0, len(self._starts) - 1)
        for k in np.unique(which):
            contact = self.contacts[k]
            mine = which == k
            standing = mine & ((time <= contact.toe_off) | (k == len(self.contacts) - 1))
            if standing.any():
                out[standing] = self._standing_points(contact, time[standing])
            swinging = mine & ~standing
            if swinging.any():
                out[swinging] = self._swinging_points(int(k), time[swinging])
        return out

    @cached_property
    def _swings(self) -> list[CubicSpline]:
        # Only when asked: finding the hip height tries several legs in stance alone.
        return [self._make_swing(a, b) for a, b in pairwise(self.contacts)]

    def longest_reach(self, first: float, last: float) -> float:
        """Longest distance from hip to ankle in any stance between two times, m."""
        seen = [c for c in self.contacts if c.toe_off > first and c.touchdown < last]
        reaches = [float(np.linalg.norm(self._hip_to_ankle(c), axis=1).max()) for c in seen]
        return max(reaches, default=0.0)

    def height_excess(self, reach: float, first: float, last: float) -> float:
        """How much lower the hips must be so that those stances stay within ``reach``, m."""
        worst = -np.inf
        for contact in (c for c in self.contacts if c.toe_off > first and c.touchdown < last):
            ahead, left, up = np.moveaxis(self._hip_to_ankle(contact), -1, 0)
            highest = np.sqrt(np.maximum(reach**2 - ahead**2 - left**2, 0.0))
            worst = max(worst, float((-up - highest).max()))
        return worst

    def _foot(self, contact: Contact, time: Array) -> tuple[Array, Array, Array]:
        u = (time - contact.touchdown) / (contact.toe_off - contact.touchdown)
        rolled = np.maximum(u - self._gait.toes_from, 0.0) / (1.0 - self._gait.toes_from)
        toes_pitch = np.radians(self._gait.toes_pitch_deg) * rolled**2
        toe = np.broadcast_to(
            [contact.toe_ahead, contact.toe_left, self._body.sole], (len(time), 3)
        ).astype(np.float64)
        return toe, np.asarray(self._pitch(u)), toes_pitch

    def _hip_to_ankle(self, contact: Contact) -> Array:
        time = np.linspace(contact.touchdown, contact.toe_off, 25)
        _, ankle, _ = foot_points(*self._foot(contact, time), self._body)
        return ankle - self._hip(time)

    def _standing_points(self, contact: Contact, time: Array) -> Array:
        toe, pitch, toes_pitch = self._foot(contact, time)
        ball, ankle, heel = foot_points(toe, pitch, toes_pitch, self._body)
        hip = self._hip(time)
        thigh, _, tilt = self._solve(hip, ankle)
        knee = hip + self._body.thigh * _along(thigh, tilt)
        return np.stack([hip, knee, ankle, heel, ball, toe], 1)

    def _solve(self, hip: Array, ankle: Array) -> tuple[Array, Array, Array]:
        """Thigh angle, knee flexion and side tilt that join hip and ankle."""
        a, b = self._body.thigh, self._body.shank
        ahead, left, up = np.moveaxis(ankle - hip, -1, 0)
        down = np.hypot(left, up)
        cosine = (ahead**2 + down**2 - a**2 - b**2) / (2.0 * a * b)
        knee = np.arccos(np.clip(cosine, -1.0, 1.0))
        thigh = np.arctan2(ahead, down) + np.arctan2(b * np.sin(knee), a + b * np.cos(knee))
        return thigh, knee, np.arctan2(left, -up)

    def _angles(self, contact: Contact, time: Array) -> Array:
        """Thigh, knee, ankle, toe roll and tilt in stance, shape (n, 5)."""
        toe, pitch, toes_pitch = self._foot(contact, time)
        _, ankle, _ = foot_points(toe, pitch, toes_pitch, self._body)
        thigh, knee, tilt = self._solve(self._hip(time), ankle)
        return np.stack([thigh, knee, -(thigh - knee) - pitch, pitch - toes_pitch, tilt], -1)

    def _make_swing(self, last: Contact, following: Contact) -> CubicSpline:
        knee_lift, recovery = self._knee_lift, self._recovery
        h = _SLOPE_STEP_S
        before = self._angles(last, last.toe_off - h * np.array([2.0, 1.0, 0.0]))
        after = self._angles(following, following.touchdown + h * np.array([0.0, 1.0, 2.0]))
        off, down = before[2], after[0]
        # One-sided differences of second order: the stance is not defined beyond its ends.
        slope_off = (3.0 * before[2] - 4.0 * before[1] + before[0]) / (2.0 * h)
        slope_down = (-3.0 * after[0] + 4.0 * after[1] - after[2]) / (2.0 * h)
        duration = following.touchdown - last.toe_off

        gait = self._gait
        late = min(np.radians(gait.knee_late_deg), down[1])
        knots: list[list[tuple[float, float]]] = [
            _between(gait.thigh_rise, off[0], knee_lift)
            + _between(gait.thigh_fall, down[0], knee_lift),
            _between(gait.knee_rise, off[1], recovery) + _between(gait.knee_fall, late, recovery),
            [(w, float(np.radians(deg))) for w, deg in gait.ankle],
            [(0.35, 0.0), (0.7, 0.0)],
            [(0.5, 0.5 * (off[4] + down[4]))],
        ]
        grid = np.linspace(0.0, 1.0, 41)
        columns = []
        for i, inner in enumerate(knots):
            w = np.array([0.0, *(k for k, _ in inner), 1.0])
            value = np.array([off[i], *(v for _, v in inner), down[i]])
            ends: Any = ((1, slope_off[i] * duration), (1, slope_down[i] * duration))
            columns.append(CubicSpline(w, value, bc_type=ends)(grid))
        # One spline over all five on a common grid: quick to evaluate, ends kept exactly.
        slopes: Any = ((1, slope_off), (1, slope_down))
        return CubicSpline(last.toe_off + duration * grid, np.stack(columns, -1), bc_type=slopes)

    def _swinging_points(self, k: int, time: Array) -> Array:
        body = self._body
        thigh, knee_bend, ankle_bend, roll, tilt = np.moveaxis(self._swings[k](time), -1, 0)
        hip = self._hip(time)
        knee = hip + body.thigh * _along(thigh, tilt)
        ankle = knee + body.shank * _along(thigh - knee_bend, tilt)
        pitch = -(thigh - knee_bend) - ankle_bend
        # The foot is built from the toe; shift that foot so that its ankle meets the shank's end.
        ball, built_ankle, heel = foot_points(np.zeros_like(hip), pitch, pitch - roll, body)
        shift = ankle - built_ankle
        return np.stack([hip, knee, ankle, heel + shift, ball + shift, shift], 1)


def _along(angle: Array, tilt: Array) -> Array:
    """Unit vector at an angle forward of straight down, in a plane tilted to the left."""
    down = np.cos(angle)
    return np.stack([np.sin(angle), down * np.sin(tilt), -down * np.cos(tilt)], -1)


def _between(
    shares: tuple[tuple[float, float], ...], zero: float, one: float
) -> list[tuple[float, float]]:
    return [(w, float(zero + share * (one - zero))) for w, share in shares]
