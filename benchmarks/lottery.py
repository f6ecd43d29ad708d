"""The lottery that draws a plain clip: a runner, a phone, a scene, an encoder.

Where the runner ran is drawn in two parts.  His *aim*, SD 9.8 cm, is what a coach does not see and
a person who stood on the lane line would; around it he strays by SD 2 cm.  The same clip can
therefore be timed as filmed in the field (``lateral_sd_m`` 0.10, cones where the coach believes
them) and with the aim and the cones' true places known (``lateral_sd_m`` 0.02).
"""

from __future__ import annotations

import numpy as np

from flyzone.virtual import Camera, Encoding, Looks, Runner, Scenario, Scene
from flyzone.virtual.gait import usual_step_frequency

Rng = np.random.Generator

FIELD_LATERAL_SD_M = 0.10
KNOWN_LATERAL_SD_M = 0.02
AIM_SD_M = float(np.sqrt(FIELD_LATERAL_SD_M**2 - KNOWN_LATERAL_SD_M**2))
CONE_SD_M = 0.01
TAP_SD_PX, TAP_LIMIT_PX = 0.7, 1.5
HALF_LANE_M = 0.61
BODY_M = 1.2  # a runner at full stretch, so that he is out of view at both ends of a clip

SKINS = (
    (244, 208, 177), (224, 172, 138), (188, 137, 104), (150, 100, 70), (104, 68, 48), (66, 44, 33),
)  # fmt: skip
SHIRTS = (
    (240, 240, 236), (22, 22, 26), (206, 52, 48), (44, 92, 178), (30, 120, 70), (238, 206, 50),
    (128, 128, 130), (236, 120, 30), (110, 50, 130), (130, 200, 230), (240, 130, 170), (90, 70, 50),
)  # fmt: skip
SHORTS = (
    (20, 20, 24), (34, 40, 66), (120, 120, 124), (228, 228, 226), (150, 30, 34), (40, 70, 120),
)  # fmt: skip
SHOES = ((236, 214, 60), (240, 240, 240), (30, 30, 34), (240, 90, 60), (90, 220, 120))


def draw_aim(rng: Rng) -> float:
    """The line across the lane that a runner means to run, m."""
    return float(rng.normal(0.0, AIM_SD_M))


def draw_plain(rng: Rng, aim: float, fps: float) -> Scenario:
    """A clip about which nothing is special."""
    runner = draw_runner(rng, aim)
    margin = float(rng.uniform(1.5, 3.5))
    distance = float(rng.uniform(10.0, 25.0))
    yaw = float(rng.uniform(-20.0, 20.0))
    camera = Camera(
        distance_m=distance,
        height_m=float(rng.uniform(1.0, 3.0)),
        x_m=beside(5.0, distance, yaw, rng),
        yaw_deg=yaw,
        roll_deg=float(rng.uniform(-2.0, 2.0)),
        margin_m=margin,
        k1=float(rng.normal(0.0, 0.01)),
        centre_offset_px=(float(rng.normal(0.0, 4.0)), float(rng.normal(0.0, 4.0))),
        readout_s=within_frame(float(rng.uniform(0.004, 0.018)), fps),
        exposure_s=within_frame(log_uniform(rng, 1 / 2000, 1 / 250), fps),
    )
    overcast = rng.uniform() < 0.3
    scene = Scene(
        surface=rng.choice(["track", "track", "track", "grass", "asphalt"]),
        sun_azimuth_deg=float(rng.uniform(-180.0, 180.0)),
        sun_elevation_deg=0.0 if overcast else float(rng.uniform(20.0, 65.0)),
        shadow=float(rng.uniform(0.3, 0.6)),
        light=float(rng.uniform(0.75, 1.05)),
    )
    lead = (margin + BODY_M) / runner.speed_m_s + float(rng.uniform(0.05, 0.15))
    return Scenario(
        runners=(runner,),
        camera=camera,
        scene=scene,
        encoding=Encoding(fps=fps, lead_in_s=lead, lead_out_s=lead, preset="ultrafast"),
        cone_sd_m=CONE_SD_M,
        tap_sd_px=TAP_SD_PX,
        tap_limit_px=TAP_LIMIT_PX,
        lateral_sd_m=FIELD_LATERAL_SD_M,
        mark_sd_m=CONE_SD_M,
        seed=int(rng.integers(2**31)),
    )


def draw_runner(rng: Rng, aim: float) -> Runner:
    """A sprinter of any build, look and phase."""
    speed, height = float(rng.uniform(6.5, 11.0)), float(rng.uniform(1.45, 1.95))
    return Runner(
        speed_m_s=speed,
        acceleration_m_s2=float(rng.uniform(-0.3, 0.4)),
        direction="left-to-right" if rng.uniform() < 0.5 else "right-to-left",
        lateral_m=aim + float(rng.normal(0.0, KNOWN_LATERAL_SD_M)),
        step_frequency_hz=usual_step_frequency(speed) * float(rng.uniform(0.96, 1.06)),
        contact_s=0.50 * height / speed * float(rng.uniform(0.92, 1.05)),
        knee_lift_deg=float(rng.uniform(56.0, 74.0)),
        recovery_deg=float(rng.uniform(122.0, 144.0)),
        trunk_lean_deg=float(rng.uniform(2.0, 10.0)),
        trunk_ripple_deg=float(rng.uniform(1.5, 3.5)),
        speed_ripple_m_s=float(rng.uniform(0.08, 0.22)),
        bounce_gain=float(rng.uniform(1.05, 1.4)),
        elbow_min_deg=float(rng.uniform(50.0, 80.0)),
        elbow_max_deg=float(rng.uniform(100.0, 135.0)),
        arm_swing_deg=float(rng.uniform(36.0, 54.0)),
        step_width_m=float(rng.uniform(0.04, 0.12)),
        height_m=height,
        build=float(rng.uniform(0.9, 1.2)),
        looks=draw_looks(rng),
    )


def draw_looks(rng: Rng) -> Looks:
    """Skin from light to dark, clothes of any colour."""

    def one_of(colours: tuple[tuple[int, int, int], ...]) -> tuple[int, int, int]:
        red, green, blue = np.clip(
            np.array(colours[int(rng.integers(len(colours)))]) + rng.integers(-10, 11, 3), 0, 255
        ).tolist()
        return red, green, blue

    return Looks(
        skin=one_of(SKINS), shirt=one_of(SHIRTS), shorts=one_of(SHORTS), shoes=one_of(SHOES),
        sleeves=bool(rng.uniform() < 0.6),
    )  # fmt: skip


def beside(middle: float, distance: float, yaw_deg: float, rng: Rng) -> float:
    """Place along the lane of a camera that looks about at the middle of the zone, m."""
    return float(middle - distance * np.tan(np.radians(yaw_deg)) + rng.uniform(-0.7, 0.7))


def within_frame(seconds: float, fps: float) -> float:
    """No row stays open, and no readout lasts, longer than a frame."""
    return min(seconds, 0.95 / fps)


def log_uniform(rng: Rng, low: float, high: float) -> float:
    """Evenly drawn on a scale of ratios."""
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))
