"""People who are not timed: walkers, and a coach who stands and watches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from flyzone.virtual.body import INDEX, JOINTS, Body
from flyzone.virtual.gait import WALK
from flyzone.virtual.runner import RunnerPath
from flyzone.virtual.scenario import Bystander, Runner

Array = NDArray[np.float64]


def walker_path(person: Bystander, *, start_time: float, span: tuple[float, float]) -> RunnerPath:
    """Path of a bystander who walks; ``x_m`` is his place at ``start_time``."""
    speed = abs(person.speed_m_s)
    walking = Runner(
        speed_m_s=speed,
        lateral_m=person.y_m,
        name="walker",
        step_frequency_hz=1.35 + 0.4 * speed,
        contact_s=0.62 * 2.0 / (1.35 + 0.4 * speed),
        touchdown_distance_m=0.19 * person.height_m,
        knee_lift_deg=24.0,
        recovery_deg=62.0,
        trunk_lean_deg=1.0,
        trunk_ripple_deg=0.5,
        arm_swing_deg=20.0,
        elbow_min_deg=145.0,
        elbow_max_deg=165.0,
        step_width_m=0.10,
        height_m=person.height_m,
        build=1.15,
        looks=person.looks,
    )
    sign = 1 if person.speed_m_s > 0 else -1
    start = person.x_m - sign * speed * start_time
    return RunnerPath(walking, start_x=start, sign=sign, span=span, step_phase=0.3, gait=WALK)


def standing_joints(person: Bystander, time: Array) -> Array:
    """Joints of a person who stands and sways a little, shape (n, 24, 3)."""
    body = Body(person.height_m)
    zero = np.zeros(len(JOINTS))
    ahead, left, up = zero.copy(), zero.copy(), zero.copy()

    def put(name: str, a: float, b: float, c: float) -> None:
        ahead[INDEX[name]], left[INDEX[name]], up[INDEX[name]] = a, b, c

    hip, shoulder = body.standing_hip, body.standing_hip + body.trunk
    put("mid_hip", 0.0, 0.0, hip)
    put("mid_shoulder", 0.0, 0.0, shoulder)
    put("neck", 0.01, 0.0, shoulder + body.neck)
    put("head", 0.03, 0.0, shoulder + body.neck + body.head)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        hips, shoulders = sign * body.half_hips, sign * body.half_shoulders
        ankle = body.sole + body.ankle_up
        put(f"hip_{side}", 0.0, hips, hip)
        put(f"knee_{side}", 0.012, 1.3 * hips, ankle + body.shank)
        put(f"ankle_{side}", 0.0, 1.6 * hips, ankle)
        put(f"heel_{side}", body.ankle_back - body.heel_back, 1.6 * hips, body.sole)
        put(f"ball_{side}", body.ankle_back, 1.7 * hips, body.sole)
        put(f"toe_{side}", body.ankle_back + body.toes, 1.75 * hips, body.sole)
        put(f"shoulder_{side}", 0.0, shoulders, shoulder)
        put(f"elbow_{side}", -0.03, 1.25 * shoulders, shoulder - body.upper_arm)
        put(f"wrist_{side}", 0.06, 1.2 * shoulders, shoulder - body.upper_arm - body.forearm)
        put(f"hand_{side}", 0.08, 1.2 * shoulders, shoulder - body.upper_arm - 1.25 * body.forearm)
    # Swaying like an upside-down pendulum: nothing at the feet, about a centimetre at the head.
    sway = 0.012 * np.sin(2.0 * np.pi * 0.35 * time + person.x_m)[:, None] * up / shoulder
    facing = np.radians(person.facing_deg)
    forward = ahead + sway
    return np.stack(
        [
            person.x_m + np.cos(facing) * forward - np.sin(facing) * left,
            person.y_m + np.sin(facing) * forward + np.cos(facing) * left,
            np.broadcast_to(up, forward.shape),
        ],
        -1,
    )
