"""What to film: every knob of a virtual clip, as plain frozen data.

A scenario says who runs, through which camera, over which ground, into what file.  Nothing here
draws or computes a path; a field left at ``None`` is filled by the part that knows (the gait from
the speed, the camera from its distance).  World axes: x along the lane, y across it (0 is the
middle of the lane, positive on the far side of the default camera), z up; metres, seconds, degrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from flyzone.errors import InputError

Colour = tuple[int, int, int]
Direction = Literal["left-to-right", "right-to-left"]


@dataclass(frozen=True, slots=True)
class Looks:
    """Colours of a figure, each as red, green, blue (0-255)."""

    skin: Colour = (188, 137, 104)
    hair: Colour = (52, 38, 30)
    shirt: Colour = (206, 52, 48)
    shorts: Colour = (34, 40, 66)
    shoes: Colour = (236, 214, 60)
    socks: Colour = (236, 236, 236)
    sleeves: bool = True


@dataclass(frozen=True, slots=True)
class Runner:
    """One sprinter, by the quantities a coach would name.

    Attributes
    ----------
    speed_m_s, acceleration_m_s2 : float
        Mean forward motion at the entry of the zone, and its constant change.
    direction : {"left-to-right", "right-to-left"}
        As seen by the camera.
    lateral_m : float, m
        True place across the lane (y of the trunk's mean path).
    entry_delay_s : float, s
        Mean path enters the zone this long after the first runner's.
    name : str
    step_frequency_hz, contact_s, touchdown_distance_m, hip_height_m : float or None
        ``None``: usual for this speed and height. Touchdown distance is toe tip ahead of mid-hip;
        hip height is the mean over the step. Step length and flight time follow.
    knee_lift_deg : float
        Peak thigh flexion from straight down.
    recovery_deg : float
        Peak knee flexion in swing (heel to buttocks).
    trunk_lean_deg, trunk_ripple_deg : float
        Mean forward lean, and its sway within a step.
    speed_ripple_m_s : float
        Half of the fall and rise of forward speed within a step.
    bounce_gain : float
        Vertical oscillation over that of a half-sine ground force.
    elbow_min_deg, elbow_max_deg : float
        Inner elbow angle in front and behind.
    arm_swing_deg : float
        Half the swing of the upper arm.
    pelvis_rotation_deg, shoulder_rotation_deg : float
        Half the turn about the vertical.
    step_width_m, height_m, build : float
        ``build`` scales the girth of every limb (1: lean sprinter).
    step_phase : float or None
        Steps done at the entry, modulo 2 (0: the left foot lands there); ``None``: by the seed.
    looks : Looks
    """

    speed_m_s: float = 9.5
    acceleration_m_s2: float = 0.0
    direction: Direction = "left-to-right"
    lateral_m: float = 0.0
    entry_delay_s: float = 0.0
    name: str = "runner"
    step_frequency_hz: float | None = None
    contact_s: float | None = None
    touchdown_distance_m: float | None = None
    hip_height_m: float | None = None
    knee_lift_deg: float = 66.0
    recovery_deg: float = 138.0
    trunk_lean_deg: float = 5.0
    trunk_ripple_deg: float = 2.5
    speed_ripple_m_s: float = 0.15
    bounce_gain: float = 1.25
    elbow_min_deg: float = 60.0
    elbow_max_deg: float = 120.0
    arm_swing_deg: float = 46.0
    pelvis_rotation_deg: float = 7.0
    shoulder_rotation_deg: float = 8.0
    step_width_m: float = 0.07
    height_m: float = 1.80
    build: float = 1.0
    step_phase: float | None = None
    looks: Looks = field(default_factory=Looks)


@dataclass(frozen=True, slots=True)
class Bystander:
    """Someone who is not timed: a walker, or a person standing.

    ``x_m`` is the place at the first frame; ``speed_m_s`` is signed along x (0: standing).
    """

    x_m: float = 5.0
    y_m: float = 4.0
    speed_m_s: float = 1.4
    height_m: float = 1.75
    facing_deg: float = 90.0
    looks: Looks = field(
        default_factory=lambda: Looks(shirt=(70, 96, 120), shorts=(70, 66, 60), shoes=(60, 60, 60))
    )


@dataclass(frozen=True, slots=True)
class Camera:
    """A phone on a tripod or in a hand.

    Attributes
    ----------
    distance_m, height_m : float, m
        From the middle of the lane, at negative y; above the ground.
    x_m : float or None, m
        Place along the lane; ``None``: the optical axis meets the lane at the zone's middle.
    yaw_deg, pitch_deg, roll_deg : float
        Yaw positive to the right; pitch positive upwards, ``None``: aim 0.9 m above the lane;
        roll positive: the camera turns clockwise.
    hfov_deg : float or None
        Along the picture's width; ``None``: the zone and ``margin_m`` on both sides.
    k1, k2 : float
        x_d = x_u (1 + k1 r^2 + k2 r^4), r = radius in undistorted x/f.
    centre_offset_px : (float, float)
        Principal point from the middle of the picture.
    readout_s, exposure_s : float, s
        First to last row; open time of each row. A readout that would outlast the frame interval is
        cut to 0.95 of it, as fast sensors do (``truth.json`` holds the one used).
    shake_px, drift_px : float
        RMS of the hand's smooth random turning; steady turning over the clip (to the right).
    stabilised_px : float
        RMS of the residual warps that electronic stabilisation leaves.
    lens_switch_s, lens_switch_factor : float
        Focal length jumps by the factor at that time; ``None``: never.
    bump_s, bump_px : float
        The tripod is kicked at that time and stays turned by that much; ``None``: never.
    """

    distance_m: float = 12.0
    height_m: float = 1.4
    x_m: float | None = None
    yaw_deg: float = 0.0
    pitch_deg: float | None = None
    roll_deg: float = 0.0
    hfov_deg: float | None = None
    margin_m: float = 2.5
    k1: float = 0.0
    k2: float = 0.0
    centre_offset_px: tuple[float, float] = (0.0, 0.0)
    readout_s: float = 0.008
    exposure_s: float = 0.001
    shake_px: float = 0.0
    drift_px: float = 0.0
    stabilised_px: float = 0.0
    lens_switch_s: float | None = None
    lens_switch_factor: float = 1.3
    bump_s: float | None = None
    bump_px: float = 12.0


@dataclass(frozen=True, slots=True)
class Scene:
    """Ground, light and clutter.

    Attributes
    ----------
    surface : {"track", "grass", "asphalt"}
    lanes : (int, int)
        Lanes drawn on the near and on the far side of the runner's own.
    clutter : bool
        Trees, stand, fence.
    sun_azimuth_deg, sun_elevation_deg : float
        Where the sun stands: azimuth from +x towards +y. Elevation 0 or less: overcast, no shadow.
    shadow : float
        Share of the light that a shadow takes away.
    light : float
        1 is full daylight; dusk is about 0.35.
    cloud_gain, cloud_start_s, cloud_ramp_s : float
        The light is multiplied by ``cloud_gain`` in a smooth ramp.
    tree_sway_px : float
    read_noise, shot_noise : float
        SD in 8-bit levels: sqrt(read_noise^2 + shot_noise^2 * level / 255).
    mains_hz, flicker : float
        Floodlights on 50 or 60 Hz mains: the light varies by +-``flicker`` at twice that; 0: none.
    bystanders : tuple of Bystander
    """

    surface: Literal["track", "grass", "asphalt"] = "track"
    lanes: tuple[int, int] = (2, 3)
    clutter: bool = True
    sun_azimuth_deg: float = -120.0
    sun_elevation_deg: float = 42.0
    shadow: float = 0.5
    light: float = 1.0
    cloud_gain: float = 1.0
    cloud_start_s: float = 0.3
    cloud_ramp_s: float = 0.8
    tree_sway_px: float = 0.0
    read_noise: float = 0.8
    shot_noise: float = 1.2
    mains_hz: float = 0.0
    flicker: float = 0.0
    bystanders: tuple[Bystander, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoding:
    """The file: rate, size, codec, and the faults that phones bake in.

    Attributes
    ----------
    fps : float, Hz
        Rate of capture.
    width, height : int, px
        Of the upright picture.
    jitter : float
        SD of each frame interval, as a share of it (variable frame rate).
    drop_share, duplicate_share : float
        Share of frames lost, and of frames that repeat the picture before them.
    slow_motion : float
        Timestamps stretched by this factor.
    slow_ramp : bool
        Only the middle half of the clip is slowed; outside, frames are left out to keep the rate.
    rotation_deg : {0, 90, 180, 270}
        Frames are stored turned; a player must turn them clockwise by this much.
    lead_in_s, lead_out_s : float, s
        Before the first entry and after the last exit of the mean paths.
    capture_tag : bool
        Write the rate of capture into the file's metadata, as Android phones do.
    """

    fps: float = 60.0
    width: int = 1280
    height: int = 720
    codec: str = "libx264"
    crf: int = 21
    preset: str = "superfast"
    pix_fmt: str = "yuv420p"
    container: str = "mp4"
    jitter: float = 0.0
    drop_share: float = 0.0
    duplicate_share: float = 0.0
    slow_motion: float = 1.0
    slow_ramp: bool = False
    rotation_deg: int = 0
    lead_in_s: float = 0.6
    lead_out_s: float = 0.6
    threads: int = 1
    bframes: int | None = None
    capture_tag: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """One virtual clip.

    Attributes
    ----------
    zone_m : (float, float), m
    cone_sd_m : float, m
        How far cones stand from their nominal place (normal, along and across).
    tap_sd_px, tap_limit_px : float, px
        Error of the tapped marks: normal, clipped.
    mark_x_m : tuple of float, m
        Extra pairs of marks besides those at the zone's ends.
    lateral_sd_m, mark_sd_m : float, m
        Written to ``setup.json``: how well the user knows the runner's place across the lane and
        the cones' places (``None``: ``cone_sd_m``, at least 1 mm).
    tell_capture_fps : bool
        Write ``capture_fps`` to ``setup.json``.
    """

    runners: tuple[Runner, ...] = (Runner(),)
    camera: Camera = field(default_factory=Camera)
    scene: Scene = field(default_factory=Scene)
    encoding: Encoding = field(default_factory=Encoding)
    zone_m: tuple[float, float] = (0.0, 10.0)
    cone_sd_m: float = 0.0
    tap_sd_px: float = 0.5
    tap_limit_px: float = 1.5
    mark_x_m: tuple[float, ...] = ()
    mark_frame: int = 0
    lateral_sd_m: float = 0.10
    mark_sd_m: float | None = None
    tell_capture_fps: bool = False
    seed: int = 1

    def __post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise InputError(
                f"This scenario cannot be rendered: {'; '.join(faults)}. Correct these fields.",
                code="scenario",
            )

    @classmethod
    def from_options(
        cls,
        *,
        speed: float = 9.5,
        acceleration: float = 0.0,
        fps: float = 60.0,
        seed: int = 1,
        camera_distance: float = 12.0,
        camera_height: float = 1.4,
        yaw: float = 0.0,
        lateral: float = 0.0,
        direction: Direction = "left-to-right",
        fly_length: float = 10.0,
        codec: str = "libx264",
        width: int = 1280,
        height: int = 720,
        runners: int = 1,
        exposure: float = 0.001,
        readout: float = 0.008,
        slow_motion: float = 1.0,
        cone_sd: float = 0.0,
        tap_sd: float = 0.5,
    ) -> Scenario:
        """Scenario from the few options of ``flyzone render``; more runners follow 2 s apart."""
        shirts: tuple[Colour, ...] = ((206, 52, 48), (44, 92, 178), (236, 236, 232), (30, 120, 70))
        squad = tuple(
            Runner(
                speed_m_s=speed * (1.0 - 0.02 * i),
                acceleration_m_s2=acceleration,
                direction=direction,
                lateral_m=lateral,
                entry_delay_s=2.0 * i,
                name=f"runner-{i + 1}",
                looks=Looks(shirt=shirts[i % len(shirts)]),
            )
            for i in range(runners)
        )
        return cls(
            runners=squad,
            camera=Camera(
                distance_m=camera_distance,
                height_m=camera_height,
                yaw_deg=yaw,
                exposure_s=exposure,
                readout_s=readout,
            ),
            encoding=Encoding(
                fps=fps, width=width, height=height, codec=codec, slow_motion=slow_motion
            ),
            zone_m=(0.0, fly_length),
            cone_sd_m=cone_sd,
            tap_sd_px=tap_sd,
            seed=seed,
        )


def _faults(scenario: Scenario) -> Iterator[str]:
    """Each field that makes no sense, in words."""
    enc, camera, scene = scenario.encoding, scenario.camera, scenario.scene
    if not scenario.zone_m[1] > scenario.zone_m[0]:
        yield f"zone_m must rise, got {scenario.zone_m}"
    if not scenario.runners:
        yield "at least one runner is needed, got none"
    limits: list[tuple[str, float, float, float]] = [
        ("encoding.fps", enc.fps, 1.0, 1000.0),
        ("encoding.width", enc.width, 64, 8192),
        ("encoding.height", enc.height, 64, 8192),
        ("encoding.slow_motion", enc.slow_motion, 1.0, 64.0),
        ("encoding.jitter", enc.jitter, 0.0, 1.0),
        ("encoding.drop_share", enc.drop_share, 0.0, 0.9),
        ("encoding.duplicate_share", enc.duplicate_share, 0.0, 0.9),
        ("camera.distance_m", camera.distance_m, 1.0, 200.0),
        ("camera.height_m", camera.height_m, 0.05, 50.0),
        ("camera.yaw_deg", camera.yaw_deg, -60.0, 60.0),
        ("camera.exposure_s", camera.exposure_s, 0.0, 1.0 / max(enc.fps, 1.0)),
        ("camera.readout_s", camera.readout_s, 0.0, 0.1),
        ("scene.light", scene.light, 0.01, 4.0),
        ("scene.shadow", scene.shadow, 0.0, 1.0),
        ("cone_sd_m", scenario.cone_sd_m, 0.0, 1.0),
        ("tap_sd_px", scenario.tap_sd_px, 0.0, 1000.0),
        ("mark_frame", scenario.mark_frame, 0, 10**6),
    ]
    if camera.hfov_deg is not None:
        limits.append(("camera.hfov_deg", camera.hfov_deg, 1.0, 150.0))
    for i, runner in enumerate(scenario.runners):
        limits += [
            (f"runners[{i}].speed_m_s", runner.speed_m_s, 1.0, 14.0),
            (f"runners[{i}].height_m", runner.height_m, 1.0, 2.3),
        ]
        if runner.direction not in get_args(Direction):
            yield f"runners[{i}].direction must be one of {get_args(Direction)}"
    for name, value, low, high in limits:
        if not low <= value <= high:
            yield f"{name} must be within {low:g} to {high:.4g}, got {value:g}"
    if enc.rotation_deg not in (0, 90, 180, 270):
        yield f"encoding.rotation_deg must be 0, 90, 180 or 270, got {enc.rotation_deg}"
