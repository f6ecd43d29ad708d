"""The conditions under which accuracy is measured.

Every clip starts from the same lottery (`lottery`), drawn anew from the clip's own seed.  A
condition fixes a frame rate and bends the draw (darker, farther, a hand that shakes), so conditions
differ by what their name says and by nothing else.  All clips are synthetic: drawn by
``flyzone.virtual``.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from flyzone.virtual import Bystander, Scenario, draw_frames
from flyzone.virtual.cast import set_stage
from lottery import (
    BODY_M,
    KNOWN_LATERAL_SD_M,
    Rng,
    beside,
    draw_aim,
    draw_looks,
    draw_plain,
    draw_runner,
    log_uniform,
    within_frame,
)  # fmt: skip

_THIRD = 1 / 3


@dataclass(frozen=True, slots=True)
class Draw:
    """One clip to be rendered, and what a careful observer would know beyond its setup.

    Attributes
    ----------
    scenario : Scenario
    aim_m : float, m
        The line across the lane that the runner meant to run.
    """

    scenario: Scenario
    aim_m: float


@dataclass(frozen=True, slots=True)
class Condition:
    """A named way of filming.

    Attributes
    ----------
    name : str
    says : str
        What is special about it, for the table's reader.
    fps : float, Hz
        Rate of capture.
    bend : callable
        Takes the plain draw and a random generator, gives this condition's draw.
    target : bool
        Whether the goal for fly-10 errors (4 ms from 60 fps up, 8 ms at 30 fps) is set for it.
    two_marks : bool
        The setup keeps only the two marks of the near lane line.
    share : float
        Of a run's clips per condition; below 1 where clips are long, or a condition differs little
        from others, so that a whole run ends within the hour on two cores.
    """

    name: str
    says: str
    fps: float
    bend: Callable[[Scenario, Rng], Scenario] = lambda scenario, rng: scenario
    target: bool = True
    two_marks: bool = False
    share: float = 1.0


def draw_clip(condition: Condition, seed: int, index: int, attempt: int = 0) -> Draw:
    """The clip number ``index`` of a condition.

    Parameters
    ----------
    condition : Condition
    seed : int
        Of the whole benchmark.
    index, attempt : int
        ``attempt`` counts redraws of a clip whose runner no human leg could be.

    Returns
    -------
    Draw
    """
    name = zlib.crc32(condition.name.encode())
    rng = np.random.default_rng([seed, name, index, attempt])
    aim = draw_aim(rng)
    return Draw(condition.bend(draw_plain(rng, aim, condition.fps), rng), aim)


def _filmed(scenario: Scenario, **changes: Any) -> Scenario:
    return replace(scenario, camera=replace(scenario.camera, **changes))


def _staged(scenario: Scenario, **changes: Any) -> Scenario:
    return replace(scenario, scene=replace(scenario.scene, **changes))


def _coded(scenario: Scenario, **changes: Any) -> Scenario:
    return replace(scenario, encoding=replace(scenario.encoding, **changes))


def _moved(scenario: Scenario, rng: Rng, distance: float, middle: float = 5.0) -> Scenario:
    """The same camera from another distance, still looking at the middle of the zone."""
    x = beside(middle, distance, scenario.camera.yaw_deg, rng)
    return _filmed(scenario, distance_m=distance, x_m=x)


def _yawed(scenario: Scenario, rng: Rng) -> Scenario:
    camera = scenario.camera
    yaw = float(rng.choice([-20.0, 20.0]))
    x = beside(5.0, camera.distance_m, yaw, rng)
    return _filmed(scenario, yaw_deg=yaw, x_m=x)


def _dusk(scenario: Scenario, rng: Rng) -> Scenario:
    fps = scenario.encoding.fps
    exposure = within_frame(log_uniform(rng, 1 / 200, 1 / 80), fps)
    dark = _staged(
        scenario, light=float(rng.uniform(0.25, 0.4)), sun_elevation_deg=0.0,
        read_noise=float(rng.uniform(2.0, 3.5)), shot_noise=float(rng.uniform(3.0, 5.0)),
    )  # fmt: skip
    return _filmed(dark, exposure_s=exposure)


def _floodlit(scenario: Scenario, rng: Rng) -> Scenario:
    return _staged(
        scenario, mains_hz=50.0, flicker=float(rng.uniform(0.1, 0.3)), light=0.6,
        sun_elevation_deg=0.0, read_noise=1.5, shot_noise=2.0,
    )  # fmt: skip


def _clouded(scenario: Scenario, rng: Rng) -> Scenario:
    gain = float(rng.uniform(0.5, 0.75))
    return _staged(
        scenario, cloud_gain=gain if rng.uniform() < 0.5 else 1.0 / gain,
        light=0.95 if gain < 1 else 0.65, cloud_start_s=float(rng.uniform(0.1, 0.8)),
        cloud_ramp_s=float(rng.uniform(0.4, 1.2)),
    )  # fmt: skip


def _low_sun(scenario: Scenario, rng: Rng) -> Scenario:
    return _staged(
        scenario,
        sun_elevation_deg=float(rng.uniform(8.0, 15.0)),
        shadow=float(rng.uniform(0.6, 0.75)),
    )


def _hand_held(scenario: Scenario, rng: Rng) -> Scenario:
    return _filmed(
        scenario, shake_px=float(rng.uniform(2.0, 8.0)), drift_px=float(rng.uniform(-100.0, 100.0))
    )


def _portrait(scenario: Scenario, rng: Rng) -> Scenario:
    """Upright pictures see less: from 25 m, with the lens as wide as the zone needs."""
    turned = _coded(scenario, width=1080, height=1920, rotation_deg=int(rng.choice([90, 270])))
    return _moved(turned, rng, 25.0)


def _next_lane(scenario: Scenario, rng: Rng) -> Scenario:
    own = scenario.runners[0]
    side = float(rng.choice([-1.22, 1.22]))
    other = replace(
        own, name="next lane", lateral_m=side, looks=draw_looks(rng),
        speed_m_s=own.speed_m_s * float(rng.uniform(0.94, 1.06)),
        entry_delay_s=float(rng.uniform(-0.3, 0.3)), step_frequency_hz=None, contact_s=None,
    )  # fmt: skip
    return replace(scenario, runners=(own, other))


def _walker(scenario: Scenario, rng: Rng) -> Scenario:
    way = float(rng.choice([-1.0, 1.0]))
    walker = Bystander(
        x_m=float(rng.uniform(2.0, 8.0)) - way, y_m=float(rng.uniform(2.0, 5.0)),
        speed_m_s=way * float(rng.uniform(1.1, 1.7)), facing_deg=0.0,
    )  # fmt: skip
    return _staged(scenario, bystanders=(walker,))


def _coach(scenario: Scenario, rng: Rng) -> Scenario:
    coach = Bystander(
        x_m=float(rng.uniform(-1.0, 11.0)), y_m=-float(rng.uniform(1.5, 4.0)), speed_m_s=0.0,
        facing_deg=float(rng.uniform(60.0, 120.0)),
    )  # fmt: skip
    return _staged(scenario, bystanders=(coach,))


def _two_runs(scenario: Scenario, rng: Rng) -> Scenario:
    """A second runner follows on the same line, or comes back the other way."""
    own = scenario.runners[0]
    aim = own.lateral_m + float(rng.normal(0.0, KNOWN_LATERAL_SD_M))
    second = replace(
        draw_runner(rng, aim),
        lateral_m=aim,
        name="second",
        entry_delay_s=float(rng.uniform(2.6, 3.2)),
    )
    return replace(scenario, runners=(own, second))


def _six_marks(scenario: Scenario, rng: Rng) -> Scenario:
    return replace(scenario, mark_x_m=(5.0,))


def _square_on(scenario: Scenario, rng: Rng) -> Scenario:
    """A user who has only two marks sets the camera square to the lane, by eye."""
    yaw = float(np.clip(rng.normal(0.0, 2.0), -5.0, 5.0))
    x = beside(5.0, scenario.camera.distance_m, yaw, rng)
    return _filmed(scenario, yaw_deg=yaw, x_m=x, roll_deg=float(np.clip(rng.normal(), -2.0, 2.0)))


def _child(scenario: Scenario, rng: Rng) -> Scenario:
    own = scenario.runners[0]
    child = replace(
        own, height_m=1.35, speed_m_s=5.5, step_frequency_hz=None, contact_s=None,
        acceleration_m_s2=float(rng.uniform(-0.2, 0.2)), build=0.95,
    )  # fmt: skip
    lead = (scenario.camera.margin_m + BODY_M) / 5.5 + 0.1
    return _coded(replace(scenario, runners=(child,)), lead_in_s=lead, lead_out_s=lead)


def _camouflage(scenario: Scenario, rng: Rng) -> Scenario:
    """Shirt and shorts of the mean colour of what lies behind the trunk along the zone."""
    still = _coded(scenario, lead_in_s=2.0)
    stage = set_stage(still)
    _, picture = next(draw_frames(stage))
    places = np.array([[x, 0.0, z] for x in np.linspace(0.5, 9.5, 40) for z in (0.9, 1.1, 1.3)])
    column, row = np.rint(stage.lens.project(places)[0]).astype(int).T
    inside = (column >= 0) & (column < picture.shape[1]) & (row >= 0) & (row < picture.shape[0])
    blue, green, red = np.median(picture[row[inside], column[inside]], axis=0).astype(int).tolist()
    own = scenario.runners[0]
    looks = replace(own.looks, shirt=(red, green, blue), shorts=(red, green, blue))
    return replace(scenario, runners=(replace(own, looks=looks),))


def _zone(length: float, near: float, far: float) -> Callable[[Scenario, Rng], Scenario]:
    def bend(scenario: Scenario, rng: Rng) -> Scenario:
        longer = replace(scenario, zone_m=(0.0, length))
        return _moved(longer, rng, float(rng.uniform(near, far)), 0.5 * length)

    return bend


CONDITIONS = (
    Condition("plain-24", "nothing special", 24.0, target=False),
    Condition("plain-30", "nothing special", 30.0),
    Condition("plain-60", "nothing special", 60.0),
    Condition("plain-120", "nothing special", 120.0),
    Condition("plain-240", "nothing special", 240.0),
    Condition("far", "camera 25 m from the lane", 60.0, lambda s, r: _moved(s, r, 25.0), share=_THIRD),
    Condition("near", "camera 10 m from the lane", 60.0, lambda s, r: _moved(s, r, 10.0)),
    Condition("yaw", "camera turned by 20 degrees", 60.0, _yawed),
    Condition("wide-lens", "k1 = -0.05", 60.0, lambda s, r: _filmed(s, k1=-0.05)),
    Condition(
        "high-camera", "camera 4-6 m above the ground", 30.0,
        lambda s, r: _filmed(s, height_m=float(r.uniform(4.0, 6.0))),
    ),
    Condition("dusk", "light 0.25-0.4, noise, exposure 1/200-1/80 s", 30.0, _dusk),
    Condition("floodlight", "50 Hz mains, light varies by 10-30 %", 60.0, _floodlit),
    Condition("cloud", "light falls or rises by 25-50 % in about a second", 60.0, _clouded),
    Condition(
        "trees", "trees sway by 3-6 px", 60.0,
        lambda s, r: _staged(s, tree_sway_px=float(r.uniform(3.0, 6.0)), clutter=True),
    ),
    Condition("low-sun", "sun 8-15 degrees high, hard long shadows", 60.0, _low_sun),
    Condition("hand-held", "shake 2-8 px RMS and drift up to 100 px", 60.0, _hand_held),
    Condition(
        "stabilised", "electronic stabilisation leaves 0.7 px RMS", 30.0,
        lambda s, r: _filmed(s, stabilised_px=0.7), share=_THIRD,
    ),
    Condition("variable-rate", "intervals vary by 15 %", 30.0, lambda s, r: _coded(s, jitter=0.15)),
    Condition(
        "dropped", "5 % of the frames lost", 60.0, lambda s, r: _coded(s, drop_share=0.05),
        share=_THIRD,
    ),
    Condition(
        "duplicated", "5 % of the frames repeat the one before", 60.0,
        lambda s, r: _coded(s, duplicate_share=0.05),
    ),
    Condition("hevc-low", "HEVC, crf 34", 60.0, lambda s, r: _coded(s, codec="libx265", crf=34)),
    Condition("h264-low", "H.264, crf 32", 30.0, lambda s, r: _coded(s, crf=32), share=_THIRD),
    Condition("portrait", "1080x1920 by rotation flag, from 25 m", 30.0, _portrait, share=_THIRD),
    Condition(
        "slow-motion", "240 fps exported at 30, capture_fps told", 240.0,
        lambda s, r: replace(_coded(s, slow_motion=8.0), tell_capture_fps=True),
        share=_THIRD,
    ),
    Condition("next-lane", "another runner beside him at the same time", 60.0, _next_lane),
    Condition("walker", "someone walks behind the lane", 60.0, _walker),
    Condition("coach", "a coach stands in front of the lane", 60.0, _coach),
    Condition("two-runs", "two runs in one clip, 2.6-3.2 s apart", 30.0, _two_runs),
    Condition("six-marks", "a third pair of cones at 5 m", 60.0, _six_marks, share=_THIRD),
    Condition(
        "two-marks", "two marks only, camera square-on by eye (SD 2 degrees)", 60.0, _square_on,
        target=False, two_marks=True,
    ),
    Condition("child", "1.35 m tall, 5.5 m/s", 60.0, _child),
    Condition("camouflage", "shirt and shorts of the background's colour", 60.0, _camouflage),
    Condition("fly-20", "zone of 20 m from 25-32 m", 60.0, _zone(20.0, 25.0, 32.0), target=False),
    Condition(
        "fly-30", "zone of 30 m from 30-40 m, 1080p", 30.0,
        lambda s, r: _zone(30.0, 30.0, 40.0)(_coded(s, width=1920, height=1080), r), target=False,
        share=_THIRD,
    ),
)  # fmt: skip
