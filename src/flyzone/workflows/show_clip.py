"""Show a timed clip: the clip itself with everything drawn on it, and the photo finish."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from fractions import Fraction
from os import PathLike
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import OutputError, SetupError
from flyzone.geometry import LaneCamera, fit_camera
from flyzone.model import ClipSetup, ClipTiming
from flyzone.reports.overlay import OverlayPainter
from flyzone.reports.photo_finish import draw_page
from flyzone.reports.picture_file import check_picture_target, save_picture
from flyzone.reports.slit import SlitCollector, SlitPicture
from flyzone.video.faces import HeadHider
from flyzone.video.reader import Clip, Frame, open_clip
from flyzone.video.steady import Steadier
from flyzone.video.writer import VideoWriter
from flyzone.workflows.time_clip import SetupLike, as_setup

OVERLAY_SUFFIXES = (".mp4", ".mov", ".m4v", ".mkv")
_TIME_BASE = Fraction(1, 90000)
# An encoder that looks far ahead holds dozens of frames, which for a 4K clip fills the memory.
_FEW_FRAMES_HELD = {"rc-lookahead": "4", "sync-lookahead": "0", "ref": "1"}


def draw_overlay(
    path: str | PathLike[str],
    setup: SetupLike,
    timing: ClipTiming,
    out: str | PathLike[str],
    *,
    camera: LaneCamera | None = None,
    hide: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> Path:
    """Writes the clip with the zone, the trunk's path, the running clock and the results drawn in.

    Frames keep their times: a slowed clip stays slow, while its clock shows real seconds.

    Parameters
    ----------
    path : str or path
        The clip.
    setup : ClipSetup, dict, or path of a SETUP.json
        As used for timing.
    timing : ClipTiming
        What timing the clip gave.
    out : str or path
        Target, .mp4, .mov, .m4v or .mkv; H.264.  It appears when complete, or not at all.
    camera : LaneCamera, optional
        As fitted while timing; fitted again (1 to 2 s) where it is not given.
    hide : {"all", "moving"}, optional
        Covers faces as `flyzone.video.faces` tells.
    progress : callable, optional
        Called now and then with the seconds of the clip that have been drawn.

    Returns
    -------
    Path
        The written file.

    Raises
    ------
    OutputError
        If the target cannot be written; an older file of that name is untouched.
    SetupError, VideoError
        If the setup or the clip cannot be used.
    """
    target = Path(out)
    if target.suffix.lower() not in OVERLAY_SUFFIXES:
        raise OutputError(
            f"The overlay is an H.264 video; its name must end in {', '.join(OVERLAY_SUFFIXES)}, "
            f"got {target.name!r}. Rename the output.",
            code="output-container",
        )
    _refuse_itself(path, target)
    lane = as_setup(setup)
    with open_clip(Path(path)) as clip:
        size = (clip.stream.width, clip.stream.height)
        camera = camera or fit_camera(lane, size).camera
        painter = OverlayPainter(camera, timing, athlete_height_m=lane.athlete_height_m)
        hider = _hider(clip, lane, camera, timing, hide)
        slowed = timing.clip.slow_motion_factor
        with VideoWriter(
            target, *size, time_base=_TIME_BASE, rate=clip.stream.declared_fps or 30,
            threads=2, bframes=0, options=_FEW_FRAMES_HELD,
        ) as writer:  # fmt: skip
            last = -1
            for frame, motion in _steadied(clip, lane.mark_frame):
                if progress is not None and frame.index % 30 == 0:
                    progress(frame.time_s)
                picture = _hidden(hider, frame, frame.time_s / slowed, motion)
                picture = painter.paint(picture, frame.time_s / slowed, motion)
                # Two frames may fall on one tick of the file's clock; they must stay in order.
                last = max(last + 1, round(frame.time_s / _TIME_BASE))
                writer.write(picture, last)
    return target


def draw_photo_finish(
    path: str | PathLike[str],
    setup: SetupLike,
    timing: ClipTiming,
    out: str | PathLike[str],
    *,
    camera: LaneCamera | None = None,
    hide: str | None = None,
) -> Path:
    """Writes a picture with a photo finish of every run at both lines of the zone.

    Parameters
    ----------
    path, setup, timing, camera, hide
        As for `draw_overlay`.
    out : str or path
        Target, .png.  It appears when complete, or not at all.

    Returns
    -------
    Path
        The written file.

    Raises
    ------
    OutputError
        If the target cannot be written; an older file of that name is untouched.
    SetupError, VideoError
        If the setup or the clip cannot be used.
    """
    target = Path(out)
    check_picture_target(target)
    _refuse_itself(path, target)
    lane = as_setup(setup)
    with open_clip(Path(path)) as clip:
        slits: tuple[tuple[SlitPicture, SlitPicture], ...] = ()
        if timing.runs:
            size = (clip.stream.width, clip.stream.height)
            camera = camera or fit_camera(lane, size).camera
            collector = SlitCollector(camera, timing)
            hider = _hider(clip, lane, camera, timing, hide)
            slowed = timing.clip.slow_motion_factor
            for frame, motion in _steadied(clip, lane.mark_frame):
                time_s = frame.time_s / slowed
                if time_s > collector.last_s:
                    break
                # A repeated picture shows an earlier moment than its timestamp says.
                if collector.wants(time_s) and not frame.repeats:
                    collector.feed(time_s, _hidden(hider, frame, time_s, motion), motion)
            slits = collector.finish()
    save_picture(draw_page(timing, slits), target)
    return target


def _hider(
    clip: Clip, lane: ClipSetup, camera: LaneCamera, timing: ClipTiming, hide: str | None
) -> HeadHider | None:
    """Who covers the heads, having seen the whole clip once; None where nothing is covered."""
    if hide is None:
        return None
    hider = HeadHider(camera, timing.runs, height_m=lane.athlete_height_m, cover=hide)
    hider.learn((frame.bgr, motion) for frame, motion in _steadied(clip, lane.mark_frame))
    return hider


def _hidden(
    hider: HeadHider | None, frame: Frame, time_s: float, motion: NDArray[np.float64] | None
) -> NDArray[np.uint8]:
    picture = frame.bgr()
    return picture if hider is None else hider.hide(picture, time_s, motion)


def _refuse_itself(path: str | PathLike[str], target: Path) -> None:
    if target.exists() and Path(path).exists() and os.path.samefile(path, target):
        raise OutputError(
            f"{target} is the clip itself and would be replaced. Choose another name for the "
            "output.",
            code="output-is-input",
        )


def _steadied(clip: Clip, mark_frame: int) -> Iterator[tuple[Frame, NDArray[np.float64] | None]]:
    """Every frame with the homography from the marked frame to it; None for a still camera."""
    steadier = Steadier(_luma_of(clip, mark_frame))
    motion = None
    for frame in clip.frames():
        seen = steadier.follow(frame.luma)
        # A frame in which the background was lost is drawn where the last one was.
        motion = motion if seen.lost else seen.homography
        yield frame, motion


def _luma_of(clip: Clip, index: int) -> NDArray[np.uint8]:
    for frame in clip.frames():
        if frame.index == index:
            return frame.luma.copy()
    raise SetupError(
        f"The marks were tapped on frame {index} (mark_frame), but {clip.path.name} has no such "
        "frame. Tap them on a frame of this clip.",
        code="mark-frame-outside-clip",
    )
