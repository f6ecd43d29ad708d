"""Who is on stage when: a scenario with every open choice made.

Randomness enters here and only here, from the scenario's seed, each matter with a stream of its
own, so that changing the noise, say, never moves a cone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import InputError
from flyzone.virtual.body import JOINTS
from flyzone.virtual.bystanders import standing_joints, walker_path
from flyzone.virtual.camera import Lens, make_motion
from flyzone.virtual.draw import Painter
from flyzone.virtual.runner import RunnerPath
from flyzone.virtual.scenario import Bystander, Runner, Scenario
from flyzone.virtual.timeline import Timeline, make_timeline

Array = NDArray[np.float64]

_TABLE_STEP_S = 0.001
_STREAMS = ("cones", "taps", "timeline", "motion", "scene", "light", "noise", "steps")
_FARTHEST_VIEW_M = 40.0
_READOUT_SHARE = 0.95
LANE_HALF_M = 0.61


@dataclass(frozen=True)
class Actor:
    """A figure with its path as a table that is quick to look up.

    Attributes
    ----------
    path : RunnerPath or None
        ``None`` for a person standing.
    offset : float, s
        Clip time minus the path's own time.
    window : (float, float), s
        Clip times between which the figure can be in view.
    """

    path: RunnerPath | None
    offset: float
    window: tuple[float, float]
    painter: Painter
    top_speed: float
    near_depth: float
    table_start: float
    table: Array

    def joints(self, time: Array) -> Array:
        """Joints of the whole figure at clip times, shape (n, 24, 3)."""
        return self.joints_at(np.repeat(np.asarray(time)[:, None], len(JOINTS), 1))

    def joints_at(self, time: Array) -> Array:
        """Each joint at a clip time of its own: shape (n, 24) in, (n, 24, 3) out.

        Four-point interpolation in a table of millisecond steps; right to some hundredths of
        a millimetre.
        """
        place = (time - self.table_start) / _TABLE_STEP_S
        place = np.clip(place, 1.0, len(self.table) - 2.001)
        i = place.astype(np.intp)
        f = (place - i)[..., None]
        j = np.arange(len(JOINTS))
        a, b, c, d = (self.table[i + k, j] for k in (-1, 0, 1, 2))
        return np.asarray(
            -f * (f - 1.0) * (f - 2.0) / 6.0 * a
            + (f + 1.0) * (f - 1.0) * (f - 2.0) / 2.0 * b
            - (f + 1.0) * f * (f - 2.0) / 2.0 * c
            + (f + 1.0) * f * (f - 1.0) / 6.0 * d
        )


@dataclass(frozen=True)
class Stage:
    """A scenario, ready to be drawn.

    Attributes
    ----------
    scenario : Scenario
    timeline : Timeline
    lens : Lens
    actors : list of Actor
        The runners first, in the scenario's order, then the bystanders.
    cones : ndarray, shape (m, 3), m
        Where the cones truly stand.
    nominal : ndarray, shape (m, 3), m
        Where the user believes them to stand.
    taps : ndarray, shape (m, 2), px
        Marks as tapped.
    """

    scenario: Scenario
    timeline: Timeline
    lens: Lens
    actors: list[Actor]
    cones: Array
    nominal: Array
    taps: Array

    @property
    def runners(self) -> list[Actor]:
        """The actors that are timed."""
        return self.actors[: len(self.scenario.runners)]

    def rng(self, stream: str) -> np.random.Generator:
        """The random stream of one matter."""
        return _stream(self.scenario.seed, stream)

    def see(self, actor: Actor, opening: Array) -> tuple[Array, Array, Array]:
        """Where the rolling shutter catches a figure's joints.

        Parameters
        ----------
        actor : Actor
        opening : ndarray, shape (n,), s
            When the first row opens, or any instant of its exposure.

        Returns
        -------
        pixels : ndarray, shape (n, 24, 2)
        depth : ndarray, shape (n, 24), m
        when : ndarray, shape (n, 24), s
            When each joint was caught: pixel row and time agree to a microsecond.
        """
        when = np.repeat(np.asarray(opening)[:, None], len(JOINTS), 1)
        pixels, depth = self.lens.project(actor.joints_at(when), when)
        for _ in range(3 if self.scenario.camera.readout_s > 0 else 0):
            when = self.lens.expose(opening[:, None], pixels)
            pixels, depth = self.lens.project(actor.joints_at(when), when)
        return pixels, depth, when


def _stream(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng([seed, _STREAMS.index(name)])


def set_stage(scenario: Scenario) -> Stage:
    """Make every choice that a scenario leaves open.

    Raises
    ------
    InputError
        If a runner never leaves the zone, or cannot run as described.
    """
    enc = scenario.encoding
    camera = replace(
        scenario.camera, readout_s=min(scenario.camera.readout_s, _READOUT_SHARE / enc.fps)
    )
    scenario = replace(scenario, camera=camera)
    length = scenario.zone_m[1] - scenario.zone_m[0]
    leave = [r.entry_delay_s + _mean_time(r, length) + enc.lead_in_s for r in scenario.runners]
    first = min(r.entry_delay_s for r in scenario.runners)
    duration = max(leave) + enc.lead_out_s - min(0.0, first)
    timeline = make_timeline(enc, duration, _stream(scenario.seed, "timeline"))
    end = float(timeline.time[-1])

    still = Lens(camera, enc.width, enc.height, scenario.zone_m, turned_deg=enc.rotation_deg)
    motion = make_motion(camera, still.focal_px, (0.0, end), _stream(scenario.seed, "motion"))
    lens = Lens(camera, enc.width, enc.height, scenario.zone_m, motion, enc.rotation_deg)

    light = _light_in_picture(scenario, lens)
    actors = [_runner_actor(scenario, i, lens, end, light) for i in range(len(scenario.runners))]
    actors += [_bystander_actor(b, lens, end, light) for b in scenario.scene.bystanders]
    nominal = np.array(
        [
            [x, side * LANE_HALF_M, 0.0]
            for x in sorted({*scenario.zone_m, *scenario.mark_x_m})
            for side in (-1.0, 1.0)
        ]
    )
    rng = _stream(scenario.seed, "cones")
    cones = nominal.copy()
    cones[:, :2] += scenario.cone_sd_m * rng.standard_normal((len(nominal), 2))
    taps = _tap(scenario, lens, timeline, cones)
    return Stage(scenario, timeline, lens, actors, cones, nominal, taps)


def _tap(scenario: Scenario, lens: Lens, timeline: Timeline, cones: Array) -> Array:
    frame = min(scenario.mark_frame, len(timeline.time) - 1)
    opening = float(timeline.time[timeline.shown[frame]]) + 0.5 * scenario.camera.exposure_s
    pixels, _ = lens.project(cones, np.full(len(cones), opening))
    when = lens.expose(np.asarray(opening), pixels)
    pixels, _ = lens.project(cones, when)
    noise = scenario.tap_sd_px * _stream(scenario.seed, "taps").standard_normal(pixels.shape)
    return np.asarray(pixels + np.clip(noise, -scenario.tap_limit_px, scenario.tap_limit_px))


def _mean_time(runner: Runner, distance: float) -> float:
    """When the mean path has gone a distance past the entry, s; negative before it."""
    v, a = runner.speed_m_s, runner.acceleration_m_s2
    inside = v * v + 2.0 * a * distance
    if inside <= 0.0:
        raise InputError(
            f"{runner.name} stops before {distance:g} m: {v:g} m/s at the entry with {a:g} m/s². "
            "Raise the speed or the acceleration.",
            code="scenario",
        )
    return float(2.0 * distance / (v + np.sqrt(inside)))


def _runner_actor(
    scenario: Scenario, index: int, lens: Lens, end: float, light: tuple[float, float]
) -> Actor:
    runner = scenario.runners[index]
    to_right = runner.direction == "left-to-right"
    sign = 1 if to_right == (lens.rotation[0, 0] > 0) else -1
    zone = scenario.zone_m
    length = zone[1] - zone[0]
    start_x = zone[0] if sign > 0 else zone[1]
    offset = (
        scenario.encoding.lead_in_s
        + runner.entry_delay_s
        - min(0.0, *(r.entry_delay_s for r in scenario.runners), 0.0)
    )
    low, high = _view(lens, runner.lateral_m, zone)
    before = start_x - low if sign > 0 else high - start_x
    after = (high - start_x if sign > 0 else start_x - low) - length
    try:
        appears = _mean_time(runner, -(max(before, 0.0) + 2.0))
    except InputError:
        appears = -np.inf  # he starts within the view
    disappears = _mean_time_or_end(runner, length + max(after, 0.0) + 2.0, end - offset)
    window = (max(0.0, appears + offset), min(end, disappears + offset))
    phase = runner.step_phase
    if phase is None:
        draws = _stream(scenario.seed, "steps").uniform(0.0, 2.0, index + 1)
        phase = float(draws[index])
    path = RunnerPath(
        runner,
        start_x=start_x,
        sign=sign,
        # The truth needs both crossings even where the clip is cut before one of them.
        span=(
            min(window[0] - offset, -0.1) - 0.02,
            max(window[1] - offset, _mean_time(runner, length) + 0.1) + 0.12,
        ),
        step_phase=phase,
    )
    return _actor(path, offset, window, lens=lens, light=light)


def _mean_time_or_end(runner: Runner, distance: float, end: float) -> float:
    try:
        return _mean_time(runner, distance)
    except InputError:
        return end


def _view(lens: Lens, y: float, zone: tuple[float, float]) -> tuple[float, float]:
    """Range of x in view in the lane's vertical plane, m, cut off far beyond the zone."""
    edge = np.array([[0.0, lens.centre[1]], [lens.width - 1.0, lens.centre[1]]])
    ray = lens.rays(edge)
    reach = (y - lens.position[1]) / np.where(np.abs(ray[:, 1]) < 1e-6, 1e-6, ray[:, 1])
    x = lens.position[0] + reach * ray[:, 0]
    x = np.where(reach > 0, x, [-1e9, 1e9])
    low = max(float(x.min()), zone[0] - _FARTHEST_VIEW_M)
    high = min(float(x.max()), zone[1] + _FARTHEST_VIEW_M)
    return low, high


def _actor(
    path: RunnerPath,
    offset: float,
    window: tuple[float, float],
    *,
    lens: Lens,
    light: tuple[float, float],
) -> Actor:
    runner = path.runner
    start, stop = path.span
    times = np.arange(start, stop, _TABLE_STEP_S)
    table = path.joints(times)
    depth = (table[:, 0] - lens.position) @ lens.rotation[2]
    face = path.sign * (1 if lens.rotation[0, 0] > 0 else -1)
    painter = Painter(runner.looks, runner.height_m, runner.build, light, face)
    # Hands and feet move at up to twice the speed of the trunk.
    speed = 1.6 * runner.speed_m_s
    near = max(float(np.min(depth)), 1.0)
    return Actor(path, offset, window, painter, speed, near, start + offset, table)


def _bystander_actor(
    person: Bystander, lens: Lens, end: float, light: tuple[float, float]
) -> Actor:
    if person.speed_m_s != 0.0:
        path = walker_path(person, start_time=0.0, span=(-0.02, end + 0.12))
        return _actor(path, 0.0, (0.0, end), lens=lens, light=light)
    times = np.arange(-0.02, end + 0.12, _TABLE_STEP_S)
    table = standing_joints(person, times)
    facing = np.radians(person.facing_deg)
    ahead = np.array([np.cos(facing), np.sin(facing), 0.0])
    face = 1 if float(ahead @ lens.rotation[0]) >= 0 else -1
    painter = Painter(person.looks, person.height_m, 1.15, light, face)
    depth = max(float((table[0, 0] - lens.position) @ lens.rotation[2]), 1.0)
    return Actor(None, 0.0, (0.0, end), painter, 0.0, depth, float(times[0]), table)


def _light_in_picture(scenario: Scenario, lens: Lens) -> tuple[float, float]:
    """Direction towards the light as the camera sees it: x right, y down."""
    a = np.radians(scenario.scene.sun_azimuth_deg)
    e = np.radians(max(scenario.scene.sun_elevation_deg, 35.0))
    sun = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
    seen = lens.rotation @ sun
    return float(seen[0]), float(seen[1])
