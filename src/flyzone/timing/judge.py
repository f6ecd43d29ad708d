"""Who among those who passed ran through the zone, and what to say about the others.

A run is a person faster than 3 m/s whose feet stay within half a lane (0.61 m) of the middle of the
marked lane, seen on both sides of the zone's two lines, at a gait that a human can have.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import TimingError
from flyzone.geometry import LaneCamera
from flyzone.model import Direction, ErrorSource, Notice, Split, TimedRun
from flyzone.timing.company import RUN_M_S, entangled, overlapped
from flyzone.timing.crossing import Crossings, Shutter, find_crossings
from flyzone.timing.gait import StepRate, find_step_rate, rate_jumps, too_fast, too_slow_by
from flyzone.timing.lateral import HALF_LANE_M, Lateral, locate_across
from flyzone.timing.passage import Passage
from flyzone.timing.path import TrunkPath, fit_path

Array = NDArray[np.float64]

SPLIT_M = 5.0
_CROSSES_M = 0.3
_MOST_PATH_POINTS = 600
_WHOLE_SHARE = 0.5
_LEAST_SIGHTINGS = 10
_LEAST_OF_PACE = 0.7
_LEAST_TALL_PX = 40.0
_CLEAR_STEPS, _ENOUGH_STEPS = 0.4, 2.4


@dataclass(frozen=True)
class Lane:
    """Everything about the filmed lane that timing a passage needs.

    Attributes
    ----------
    camera : LaneCamera
    zone_m : (float, float), m
    lateral_sd_m : float, m
    shutter : Shutter
    timestamp_sd_s, rate_sd : float
        Of the clip's clock.
    motion_sd_px : float, px
    rate_told : bool
        Whether the true capture rate was told (setup or clip tag), so that no question is needed.
    """

    camera: LaneCamera
    zone_m: tuple[float, float]
    lateral_sd_m: float
    shutter: Shutter
    timestamp_sd_s: float
    rate_sd: float
    motion_sd_px: float
    rate_told: bool


@dataclass(frozen=True)
class Verdict:
    """A run, or what to tell about a passage that is none."""

    run: TimedRun | None
    notices: tuple[Notice, ...]


def judge_passage(passage: Passage, lane: Lane, others: tuple[Passage, ...] = ()) -> Verdict:
    """Times a passage, or says why it is not a run.

    Parameters
    ----------
    passage : Passage
        In real seconds.
    lane : Lane
    others : tuple of Passage
        Everybody who passed, in the same seconds: two who ran side by side may have been mixed up.

    Returns
    -------
    Verdict

    Raises
    ------
    TimingError
        If the clip's rate cannot be right: slowed, sped up, or changing.
    """
    start, end = lane.zone_m
    low, high = float(np.min(passage.places)), float(np.max(passage.places))
    if high < start + _CROSSES_M or low > end - _CROSSES_M:
        return Verdict(None, ())
    speed = abs(passage.speed_between(start, end))
    steps = find_step_rate(passage.times, passage.leg_spread)
    whole = high - low > _WHOLE_SHARE * (end - start) and passage.times.size >= _LEAST_SIGHTINGS
    tall = _pixels_tall(passage, lane.camera)
    if whole and not lane.rate_told and tall >= _LEAST_TALL_PX:
        _check_rate(passage, speed, steps)
    who = f"The person who passed at {passage.times[0]:.1f}-{passage.times[-1]:.1f} s"
    if speed < RUN_M_S:
        if high < end or low > start:
            return Verdict(None, ())
        return _told(
            "not-running",
            f"{who} moved at {speed:.1f} m/s and was not timed: a run is faster than {RUN_M_S:g} m/s.",
        )
    lateral = locate_across(passage, lane.camera, lane.zone_m, lane.lateral_sd_m)
    if lateral.beside:
        return _told(
            "other-lane",
            f"{who} ran about {lateral.seen_m:+.1f} m beside the middle of the marked lane and was not "
            f"timed: feet are expected within {HALF_LANE_M:g} m of y = 0.",
        )
    forward = passage.places[-1] > passage.places[0]
    first, last = (start, end) if forward else (end, start)
    sides = np.sign(last - first)
    if sides * (passage.places[0] - first) > 0:
        return _told(
            "entry-not-seen",
            f"{who} was already in the zone when first seen ({passage.places[0]:.1f} m); the line at "
            f"{first:g} m was not crossed in view. Start filming earlier.",
        )
    if sides * (passage.places[-1] - last) < 0:
        return _told(
            "exit-not-seen",
            f"{who} was last seen at {passage.places[-1]:.1f} m and did not cross the line at "
            f"{last:g} m in view. Film until the runner has left the zone.",
        )
    if tall < _LEAST_TALL_PX:
        return _told(
            "runner-too-small",
            f"{who} is {tall:.0f} px tall in the picture and was not timed: at least {_LEAST_TALL_PX:g} px "
            "are needed. Film from nearer, zoom in before filming, or choose a higher resolution.",
        )
    if overlapped(passage, (first, last)) or entangled(passage, others, (start, end)):
        return _told(
            "overlapped",
            f"{who} overlapped another person in the picture for so much of the zone that the crossings "
            "could not be measured; the run was not timed. Let runners go further apart.",
        )
    return _time_run(passage, lane, lateral, steps, first, last)


def _pixels_tall(passage: Passage, camera: LaneCamera) -> float:
    middle = float(np.median(passage.places))
    feet, head = camera.to_pixels([[middle, 0.0, 0.0], [middle, 0.0, passage.top_m]])
    return float(np.hypot(*(head - feet)))


def _told(code: str, message: str) -> Verdict:
    return Verdict(None, (Notice(code, message),))


def _check_rate(passage: Passage, speed: float, steps: StepRate | None) -> None:
    if too_fast(speed, None):
        raise TimingError(
            f"Was this clip sped up? The runner moves at {speed:.1f} m/s, faster than any human. Check "
            "the marks' lane places; if they are right, export the clip at its true rate or give "
            '"capture_fps" in the setup.',
            code="too-fast",
        )
    if (
        speed > 0.3
        and steps is not None
        and steps.power > _CLEAR_STEPS
        and steps.periods >= _ENOUGH_STEPS
    ):
        factor = too_slow_by(speed, steps.hz)
        if factor is not None:
            raise TimingError(
                f"Was this clip slowed down? The runner takes {speed / steps.hz:.1f} m steps at "
                f"{steps.hz:.1f} per second, and nobody runs like that: steps that long come at 3 to "
                f"5 per second. It looks slowed about {factor:g} times. At what rate was it filmed? "
                'Give it in the setup, for example "capture_fps": 240, or export the original clip '
                "(also if only a part of it is slow).",
                code="slow-motion-suspected",
            )


def _time_run(
    passage: Passage,
    lane: Lane,
    lateral: Lateral,
    steps: StepRate | None,
    first: float,
    last: float,
) -> Verdict:
    who = f"The runner at {passage.times[0]:.1f}-{passage.times[-1]:.1f} s"
    jump = rate_jumps(passage.times, passage.places)
    if jump is not None:
        raise TimingError(
            f"Does the clip's speed change within the run? {who} changes speed at {jump:.2f} s faster "
            "than legs can, as when a phone bakes slow motion into an export. Export the original "
            "clip without slow motion (or the whole of it slowed), and time that.",
            code="rate-changes",
        )
    path = fit_path(
        passage.times, passage.places, doubt=passage.doubt, step_hz=steps.hz if steps else None
    )
    if _jumps_back(path, passage, first, last):
        return _told(
            "overlapped",
            f"{who} seems to change places with another person in the picture: the path falls back as no "
            "runner can. The run was not timed. Let runners go further apart.",
        )
    lines = split_lines(first, last)
    crossings = find_crossings(
        path, lines, lane.camera, trunk_m=passage.trunk_m, lateral_m=lateral.mean_m,
        lateral_sd_m=lateral.sd_m, shutter=lane.shutter, timestamp_sd_s=lane.timestamp_sd_s,
        rate_sd=lane.rate_sd, motion_sd_px=lane.motion_sd_px,
    )  # fmt: skip
    notices = []
    if lateral.doubtful:
        notices.append(
            Notice(
                "lateral-doubtful",
                f"{who}: his feet seem to be {lateral.seen_m:+.2f} m beside the middle of the lane, which "
                f"is given as known to {lane.lateral_sd_m:g} m. {_what_was_done(lateral)} Check that he ran "
                "in the marked lane, and the marks.",
            )
        )
    if steps is None:
        notices.append(
            Notice(
                "step-rate-unclear",
                f"{who}: the step rate could not be read from the legs, so the trunk's ripple was not "
                "taken out; the error bar is wider for it.",
            )
        )
    return Verdict(_run(crossings, path, lane.camera, lateral), tuple(notices))


def _what_was_done(lateral: Lateral) -> str:
    if lateral.certain:
        return "The error bar was widened."
    return "Something lies lower, so it may be a knee over a shoe in shade: it was not used."


def _jumps_back(path: TrunkPath, passage: Passage, first: float, last: float) -> bool:
    """Whether the path loses speed and gains it again as when two people are taken for one."""
    inside = (passage.places > min(first, last)) & (passage.places < max(first, last))
    if inside.sum() < _LEAST_SIGHTINGS:
        return False
    moments = np.linspace(passage.times[inside][0], passage.times[inside][-1], 80)
    pace = np.abs(path.speed(moments)) * np.sign(path.speed(moments) * path.line[0])
    fastest = np.maximum.accumulate(pace)
    return bool(np.any(pace < _LEAST_OF_PACE * fastest))


def split_lines(first: float, last: float) -> Array:
    """Lines at which splits are read: every 5 m (10 m in zones above 30 m) from first to last."""
    length = abs(last - first)
    every = SPLIT_M if length <= 30.0 else 2 * SPLIT_M
    inner = np.arange(every, length - 0.25 * every, every)
    return np.asarray(first + np.sign(last - first) * np.concatenate([[0.0], inner, [length]]))


def _run(crossings: Crossings, path: TrunkPath, camera: LaneCamera, lateral: Lateral) -> TimedRun:
    final = len(crossings.lines) - 1
    time_s, shares = crossings.between(0, final)
    budget = tuple(
        ErrorSource(name, sd)
        for name, sd in sorted(shares.items(), key=lambda item: -item[1])
        if sd >= 5e-6
    )
    sd_s = float(np.sqrt(sum(sd * sd for sd in shares.values())))
    length = abs(float(crossings.lines[-1] - crossings.lines[0]))
    splits = []
    for k in range(final):
        part, part_shares = crossings.between(k, k + 1)
        part_sd = float(np.sqrt(sum(sd * sd for sd in part_shares.values())))
        splits.append(
            Split(float(crossings.lines[k]), float(crossings.lines[k + 1]), part, part_sd)
        )
    rightward = (crossings.lines[-1] > crossings.lines[0]) == (camera.along_sign > 0)
    direction: Direction = "left-to-right" if rightward else "right-to-left"
    every = max(1, -(-path.times.size // _MOST_PATH_POINTS))
    moments = path.times[::every]
    return TimedRun(
        direction=direction,
        entry_s=float(crossings.times[0]),
        exit_s=float(crossings.times[-1]),
        time_s=time_s,
        time_sd_s=sd_s,
        speed_m_s=length / time_s,
        speed_sd_m_s=length / time_s**2 * sd_s,
        splits=tuple(splits),
        error_budget=budget,
        path=tuple((float(t), float(x)) for t, x in zip(moments, path.place(moments), strict=True)),
        lateral_m=lateral.mean_m,
        lateral_sd_m=lateral.sd_m,
        entry_sd_s=crossings.sd(0),
        exit_sd_s=crossings.sd(final),
    )
