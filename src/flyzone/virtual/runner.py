"""A runner's joints at any instant, and the exact truth that goes with them.

The mean path is uniform acceleration.  Steps are counted by a continuous number n(t) that grows
with the step frequency; left feet land where n is even, right feet where it is odd.  Everything
periodic (bounce, surge, trunk, arms) is a function of n, so it stays smooth while the steps change.
Run-local axes: ahead, to the left, up; time 0 is when the mean path enters the zone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from flyzone.errors import InputError
from flyzone.virtual.body import JOINTS, SIDES, Body
from flyzone.virtual.gait import (
    SPRINT,
    WALK,
    Gait,
    bounce,
    elbow_and_shoulder,
    surge,
    usual_step_frequency,
)
from flyzone.virtual.leg import Contact, Leg
from flyzone.virtual.scenario import Runner

Array = NDArray[np.float64]

_STRAIGHTEST_KNEE_DEG = 12.0  # the straightest a stance knee may get
_TIGHTEST_KNEE_DEG = 5.0
_FREQUENCY_SHARE = 0.4  # of a change of speed that goes into step frequency
_CONTACT_POWER = 0.95  # contact time goes with speed to minus this


@dataclass(frozen=True, slots=True)
class Step:
    """One contact in the world: times in s since the mean path's entry, toe tip in m."""

    foot: str
    touchdown: float
    toe_off: float
    toe_x: float
    toe_y: float
    touchdown_distance: float


class RunnerPath:
    """The continuous path of one figure.

    Parameters
    ----------
    runner : Runner
    start_x : float, m
        Where the mean path is at time 0.
    sign : {1, -1}
        Direction along x.
    span : (float, float), s
        Times for which joints can be asked.
    step_phase : float
        Steps done at time 0.
    gait : Gait

    Raises
    ------
    InputError
        If no human leg can make these steps, or the runner would stand still within ``span``.
    """

    def __init__(
        self,
        runner: Runner,
        *,
        start_x: float,
        sign: int,
        span: tuple[float, float],
        step_phase: float = 0.0,
        gait: Gait = SPRINT,
    ) -> None:
        self.runner, self.sign, self.span = runner, sign, span
        self.body = Body(runner.height_m, runner.build)
        self._start_x, self._gait = start_x, gait
        speed = runner.speed_m_s
        self._frequency = runner.step_frequency_hz or usual_step_frequency(speed)
        self._contact = runner.contact_s or 0.50 * runner.height_m / speed
        self._ahead = (
            0.205 * runner.height_m
            if runner.touchdown_distance_m is None
            else runner.touchdown_distance_m
        )
        # n = phase + f (t + share * a t^2 / (2 v)): the step frequency follows the speed.
        self._bend = 0.5 * _FREQUENCY_SHARE * runner.acceleration_m_s2 / speed
        self._phase = step_phase
        self._margin = (span[0] - 2.2 / self._frequency, span[1] + 2.2 / self._frequency)
        # Steps that can be seen, or that a visible swing starts from or leads to.
        self._seen = (span[0] - 0.15, span[1] + 0.15)
        self._check_motion()
        self._hip_height = 0.0
        self._hip_height = runner.hip_height_m or self._usual_hip_height()
        self.contacts = self._make_contacts()
        self._legs = {side: self._make_leg(side) for side in SIDES}
        self._check_reach()

    @property
    def step_frequency(self) -> float:
        """Step frequency at time 0, Hz."""
        return self._frequency

    @property
    def hip_height(self) -> float:
        """Mean height of mid-hips, m."""
        return self._hip_height

    def joints(self, time: Array) -> Array:
        """Every joint in the world.

        Parameters
        ----------
        time : ndarray, shape (n,), s

        Returns
        -------
        ndarray, shape (n, 24, 3), m
            In the order of ``JOINTS``.
        """
        time = np.atleast_1d(np.asarray(time, dtype=np.float64))
        return self._to_world(self._local_joints(time))

    def trunk(self, time: Array) -> Array:
        """Middle of the trunk (midway between mid-shoulders and mid-hips), shape (n, 3), m."""
        time = np.atleast_1d(np.asarray(time, dtype=np.float64))
        hips = self._mid_hip(time)
        return self._to_world(hips + 0.5 * self._spine(time))

    def time_at(self, x: float) -> float:
        """When the middle of the trunk passes x (world), s: a root of the continuous path."""

        def gap(t: float) -> float:
            return float(self.trunk(np.array([t]))[0, 0]) - x

        if gap(self.span[0]) * gap(self.span[1]) > 0:
            raise InputError(
                f"{self.runner.name} never passes x = {x:g} m between {self.span[0]:.2f} and "
                f"{self.span[1]:.2f} s. Lengthen lead_in_s or lead_out_s.",
                code="scenario",
            )
        return float(brentq(gap, *self.span, xtol=1e-12, rtol=8.9e-16))

    def steps(self) -> list[Step]:
        """Every contact, in order, including those just outside ``span``."""
        out = []
        for c in self.contacts:
            world = self._to_world(np.array([[c.toe_ahead, c.toe_left, 0.0]]))[0]
            out.append(
                Step(
                    foot=SIDES[c.index % 2],
                    touchdown=c.touchdown,
                    toe_off=c.toe_off,
                    toe_x=float(world[0]),
                    toe_y=float(world[1]),
                    touchdown_distance=self._ahead,
                )
            )
        return out

    # -- the trunk ---------------------------------------------------------------------------

    def _speed(self, time: Array) -> Array:
        return self.runner.speed_m_s + self.runner.acceleration_m_s2 * time

    def _steps_done(self, time: Array) -> Array:
        return self._phase + self._frequency * (time + self._bend * time**2)

    def _rhythm(self, time: Array) -> tuple[Array, Array, Array]:
        """Share of the step done, duty and period of the step."""
        period = 1.0 / (self._frequency * (1.0 + 2.0 * self._bend * time))
        contact = self._contact_time(self._speed(time))
        return self._steps_done(time) % 1.0, contact / period, period

    def _contact_time(self, speed: Array) -> Array:
        return self._contact * (self.runner.speed_m_s / speed) ** _CONTACT_POWER

    def _mid_hip(self, time: Array) -> Array:
        runner = self.runner
        phase, duty, period = self._rhythm(time)
        mean = runner.speed_m_s * time + 0.5 * runner.acceleration_m_s2 * time**2
        stride = np.pi * self._steps_done(time)
        left = 0.008 * np.sin(stride + 0.6)
        if self._gait is WALK:
            ahead = mean + 0.01 * np.sin(2.0 * stride)
            up = self._hip_height - 0.016 * np.cos(2.0 * stride)
        else:
            ahead = mean + surge(phase, duty, period, runner.speed_ripple_m_s)
            up = self._hip_height + runner.bounce_gain * bounce(phase, duty, period)
        return np.stack([ahead, left, up], -1)

    def _spine(self, time: Array) -> Array:
        """Mid-hips to mid-shoulders, shape (n, 3)."""
        phase, duty, _ = self._rhythm(time)
        sway = np.cos(2.0 * np.pi * (phase - 0.5 * duty))
        lean = np.radians(self.runner.trunk_lean_deg + self.runner.trunk_ripple_deg * sway)
        zero = np.zeros_like(lean)
        return self.body.trunk * np.stack([np.sin(lean), zero, np.cos(lean)], -1)

    def _turn(self, time: Array, side: str, half_width: float, degrees: float) -> Array:
        """Offset of one side of a girdle that turns about the vertical with the stride."""
        # Positive: the left side is ahead; the left hip goes back over the left stance.
        turn = np.radians(-degrees) * np.cos(np.pi * self._steps_done(time) - 0.8)
        offset = half_width * np.stack([np.sin(turn), np.cos(turn), np.zeros_like(turn)], -1)
        return offset if side == "left" else -offset

    def _hip(self, time: Array, side: str) -> Array:
        turned = self._turn(time, side, self.body.half_hips, self.runner.pelvis_rotation_deg)
        return self._mid_hip(time) + turned

    # -- the whole figure --------------------------------------------------------------------

    def _local_joints(self, time: Array) -> Array:
        hips, spine = self._mid_hip(time), self._spine(time)
        shoulders = hips + spine
        upright = spine / self.body.trunk
        neck = shoulders + self.body.neck * upright
        # The head is carried level, a little ahead of the neck.
        head = neck + self.body.head * np.array([0.22, 0.0, 0.975])
        parts = {"mid_hip": hips, "mid_shoulder": shoulders, "neck": neck, "head": head}
        for side in SIDES:
            leg = self._legs[side].points(time)
            for i, name in enumerate(("hip", "knee", "ankle", "heel", "ball", "toe")):
                parts[f"{name}_{side}"] = leg[:, i]
            arm = self._arm(time, side, shoulders)
            for i, name in enumerate(("shoulder", "elbow", "wrist", "hand")):
                parts[f"{name}_{side}"] = arm[i]
        return np.stack([parts[name] for name in JOINTS], axis=1)

    def _arm(self, time: Array, side: str, shoulders: Array) -> tuple[Array, ...]:
        runner, body = self.runner, self.body
        own = (self._steps_done(time) - (0.0 if side == "left" else 1.0)) / 2.0
        upper, elbow = elbow_and_shoulder(
            own % 1.0, runner.arm_swing_deg, runner.elbow_min_deg, runner.elbow_max_deg
        )
        outward = 1.0 if side == "left" else -1.0
        # The elbow is carried away from the ribs and the hand comes in towards the midline.
        shoulder = shoulders + self._turn(
            time, side, body.half_shoulders, -runner.shoulder_rotation_deg
        )
        first = _limb(upper, outward * np.radians(14.0))
        second = _limb(upper + np.pi - elbow, -outward * np.radians(12.0))
        joint = shoulder + body.upper_arm * first
        wrist = joint + body.forearm * second
        return shoulder, joint, wrist, wrist + body.hand * second

    def _to_world(self, local: Array) -> Array:
        return np.stack(
            [
                self._start_x + self.sign * local[..., 0],
                self.runner.lateral_m + self.sign * local[..., 1],
                local[..., 2],
            ],
            -1,
        )

    # -- building and checking ---------------------------------------------------------------

    def _check_motion(self) -> None:
        slowest = float(self._speed(np.array(self._margin)).min())
        if slowest <= 0.3 or 1.0 + 2.0 * self._bend * min(self._margin) <= 0.3:
            raise InputError(
                f"{self.runner.name} would slow to {slowest:.2f} m/s within the clip; at least "
                f"0.3 m/s is needed throughout, with {self.runner.speed_m_s:g} m/s and "
                f"{self.runner.acceleration_m_s2:g} m/s² at the entry. Shorten the lead or lower "
                "the acceleration.",
                code="scenario",
            )
        ends = self._contact_time(self._speed(np.array(self._margin))).max()
        longest = float(ends) * self._frequency
        if self._gait is SPRINT and longest >= 0.95:
            raise InputError(
                f"A sprint needs a flight: contact must be shorter than the step, got a contact of "
                f"{float(ends):.3f} s at {self._frequency:.2f} steps/s. Lower contact_s or "
                "step_frequency_hz.",
                code="scenario",
            )

    def _make_contacts(self) -> list[Contact]:
        first = int(np.floor(self._steps_done(np.array(self._margin[0])))) - 1
        last = int(np.ceil(self._steps_done(np.array(self._margin[1])))) + 1
        contacts = []
        for k in range(first, last + 1):
            touchdown = self._time_of_step(k)
            contact = float(self._contact_time(self._speed(np.array(touchdown))))
            hips = self._mid_hip(np.array([touchdown]))[0]
            side = 1.0 if k % 2 == 0 else -1.0
            contacts.append(
                Contact(
                    index=k,
                    touchdown=touchdown,
                    toe_off=touchdown + contact,
                    toe_ahead=float(hips[0]) + self._ahead,
                    toe_left=0.5 * side * self.runner.step_width_m,
                )
            )
        return contacts

    def _time_of_step(self, k: int) -> float:
        q = (k - self._phase) / self._frequency
        return q if self._bend == 0.0 else (
            2.0 * q / (1.0 + float(np.sqrt(1.0 + 4.0 * self._bend * q)))
        )  # fmt: skip

    def _make_leg(self, side: str) -> Leg:
        parity = 0 if side == "left" else 1
        return Leg(
            lambda t: self._hip(t, side),
            [c for c in self.contacts if c.index % 2 == parity],
            self._gait,
            self.body,
            knee_lift=float(np.radians(self.runner.knee_lift_deg)),
            recovery=float(np.radians(self.runner.recovery_deg)),
        )

    def _reach_at(self, knee_deg: float) -> float:
        a, b = self.body.thigh, self.body.shank
        return float(np.sqrt(a * a + b * b + 2.0 * a * b * np.cos(np.radians(knee_deg))))

    def _usual_hip_height(self) -> float:
        """Highest hips that every stance leg can carry, at most 0.965 of the standing height."""
        height = 0.965 * self.body.standing_hip
        self._hip_height = height
        reach = self._reach_at(_STRAIGHTEST_KNEE_DEG)
        for _ in range(4):
            self.contacts = self._make_contacts()
            excess = 0.0
            for side in SIDES:
                leg = self._make_leg(side)
                excess = max(excess, leg.height_excess(reach, *self._seen))
            if excess <= 1e-6:
                break
            height -= excess
            self._hip_height = height
        return height

    def _check_reach(self) -> None:
        limit = self._reach_at(_TIGHTEST_KNEE_DEG)
        worst = max(leg.longest_reach(*self._seen) for leg in self._legs.values())
        if worst > limit:
            raise InputError(
                f"{self.runner.name}'s leg cannot reach the ground throughout the contact: hip to "
                f"ankle must stay within {limit:.3f} m, the steps need {worst:.3f} m. Lower "
                "hip_height_m, shorten contact_s or bring touchdown_distance_m closer to half the "
                "contact length.",
                code="scenario",
            )


def _limb(angle: Array, aside: float) -> Array:
    """Unit vector forward of straight down by ``angle``, turned to the left by ``aside``."""
    return np.stack(
        [
            np.sin(angle) * np.cos(aside),
            np.full_like(angle, np.sin(aside)),
            -np.cos(angle) * np.cos(aside),
        ],
        -1,
    )
