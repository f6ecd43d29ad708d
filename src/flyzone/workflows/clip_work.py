"""What a worker does with a clip: its still, its times, its drawn copies.

Each function takes what is asked, the folder of the clip, and somebody to tell how far it is; it opens
no store, and what it gives back is plain JSON.  A clip that asks for too much (eleven minutes, a picture
of a cinema) is refused with words before its frames are read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from flyzone.errors import InputError, SetupError, VideoError
from flyzone.files import written_whole
from flyzone.reports.picture_file import save_jpeg
from flyzone.video.landmarks import find_landmarks
from flyzone.video.reader import Clip, Frame, open_clip
from flyzone.wire.setup import parse_setup
from flyzone.wire.timed import parse_timing, timing_document
from flyzone.workflows import show_clip
from flyzone.workflows.time_clip import judge_clip, watch_clip

Tell = Callable[[float], None]

ORIGINAL = "original"
STILL, SMALL_STILL, LANDMARKS = "still.jpg", "still-small.jpg", "landmarks.json"
PHOTO_FINISH, OVERLAY = "photo-finish.png", "overlay.mp4"
SHARED, SHARED_FINISH = "shared.mp4", "shared-finish.png"

LONGEST_S: Final = 600.0
LARGEST_PX: Final = (4096, 2304)
"""The longer and the shorter side of what phones film."""
SMALL_PX: Final = 1280
"""The longer side of the small still."""


def make_still(task: Mapping[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """The marked frame as pictures, and what the clip says about itself.

    Parameters
    ----------
    task : mapping
        ``clip``: name of the clip's file in the folder, `ORIGINAL` if it is missing; ``mark_frame``:
        0-based, the first if it is missing.
    folder : Path
        `STILL` (full size, upright), `SMALL_STILL` and `LANDMARKS` are written into it.
    tell : callable
        Called with the share that is done.

    Returns
    -------
    dict
        ``width``, ``height`` (px, upright), ``fps`` and ``duration_s`` as declared (absent where the
        clip does not say), ``capture_fps`` as tagged, ``codec``, ``mark_frame`` and ``frame_s``.

    Raises
    ------
    VideoError, SetupError
        If the clip cannot be read, is too long or too large, or has no such frame.
    """
    wanted = int(task.get("mark_frame") or 0)
    with _clip(task, folder) as clip:
        frame = _frame(clip, wanted, tell)
        picture = frame.bgr()
        save_jpeg(picture, folder / STILL)
        save_jpeg(picture, folder / SMALL_STILL, longest_px=SMALL_PX)
        landmarks = find_landmarks(frame.luma)
        with written_whole(folder / LANDMARKS, what="record") as temporary:
            temporary.write_text(json.dumps(landmarks.record()), encoding="utf-8")
        stream = clip.stream
        said = {
            "fps": stream.declared_fps,
            "duration_s": stream.declared_duration_s,
            "capture_fps": stream.capture_fps,
        }
        tell(1.0)
        return {
            "width": stream.width,
            "height": stream.height,
            "codec": stream.codec,
            "mark_frame": wanted,
            "frame_s": round(frame.time_s, 6),
            **{name: float(value) for name, value in said.items() if value is not None},
        }


def time_clip(task: Mapping[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """The times of every run, and the photo finish.

    Parameters
    ----------
    task : mapping
        ``clip`` as for `make_still`; ``setup``: as a SETUP.json says it.
    folder : Path
        `PHOTO_FINISH` is written into it.
    tell : callable

    Returns
    -------
    dict
        ``timing``: the document of ``flyzone time --json``; ``lateral_m``: of each run; ``setup``: as
        it was used.

    Raises
    ------
    SetupError, VideoError, TimingError
        What was wrong, what was expected, what came, and the next step.
    """
    setup = parse_setup(task["setup"])
    with _clip(task, folder) as clip:
        length = clip.stream.declared_duration_s or LONGEST_S

        def read(seconds: float) -> None:
            _check_length(clip, seconds)
            tell(min(0.75 * seconds / length, 0.75))

        seen = watch_clip(clip, setup, progress=read)
        timing = judge_clip(clip, setup, seen)
        tell(0.8)
        show_clip.draw_photo_finish(
            clip.path, setup, timing, folder / PHOTO_FINISH, camera=seen.fit.camera
        )
        tell(1.0)
    return {
        "timing": timing_document(timing),
        "lateral_m": [round(run.lateral_m, 4) for run in timing.runs],
        "setup": dict(task["setup"]),
    }


def draw_overlay(task: Mapping[str, Any], folder: Path, tell: Tell) -> dict[str, Any]:
    """The clip with everything drawn on it; or its copy for others, with heads covered.

    Parameters
    ----------
    task : mapping
        ``clip``, ``setup``, and what `time_clip` gave (``timing``, ``lateral_m``); ``names``: what the
        runs are called in the picture, in their order; ``hide``: ``"all"`` or ``"moving"`` for a copy
        to be shared, as `flyzone.video.faces` tells.
    folder : Path
        `OVERLAY` is written into it, or `SHARED` and `SHARED_FINISH`.
    tell : callable

    Returns
    -------
    dict
        ``files``: names of what was written; ``hide``.

    Raises
    ------
    SetupError, VideoError, OutputError, InputError
    """
    setup = parse_setup(task["setup"])
    timing = parse_timing(task["timing"])
    names = list(task.get("names") or ())
    places = list(task.get("lateral_m") or ())
    runs = tuple(
        replace(
            run,
            athlete=names[i] if i < len(names) else None,
            lateral_m=float(places[i]) if i < len(places) else 0.0,
        )
        for i, run in enumerate(timing.runs)
    )
    timing = replace(timing, runs=runs)
    hide = task.get("hide")
    video = folder / (OVERLAY if hide is None else SHARED)
    with _clip(task, folder) as clip:
        length = clip.stream.declared_duration_s or LONGEST_S
    source = folder / _name(task)

    def drawn(seconds: float) -> None:
        tell(min(0.9 * seconds / length, 0.9))

    show_clip.draw_overlay(source, setup, timing, video, hide=hide, progress=drawn)
    files = [video.name]
    if hide is not None:
        show_clip.draw_photo_finish(source, setup, timing, folder / SHARED_FINISH, hide=hide)
        files.append(SHARED_FINISH)
    tell(1.0)
    return {"files": files, "hide": hide}


@contextmanager
def _clip(task: Mapping[str, Any], folder: Path) -> Iterator[Clip]:
    """The clip of a task, if it is one that is read here."""
    name = _name(task)
    if Path(name).name != name:
        raise InputError(
            f"The clip of a task is the name of a file in its folder, got {name[:80]!r}. Hand the clip "
            "in again.",
            code="clip-name",
        )
    with open_clip(folder / name) as clip:
        longer, shorter = sorted((clip.stream.width, clip.stream.height), reverse=True)
        if longer > LARGEST_PX[0] or shorter > LARGEST_PX[1]:
            raise VideoError(
                f"The picture of this clip is {clip.stream.width} x {clip.stream.height} pixels; at most "
                f"{LARGEST_PX[0]} x {LARGEST_PX[1]} are read here. Film in 4K or below.",
                code="clip-size",
            )
        _check_length(clip, clip.stream.declared_duration_s or 0.0)
        yield clip


def _name(task: Mapping[str, Any]) -> str:
    return str(task.get("clip") or ORIGINAL)


def _check_length(clip: Clip, seconds: float) -> None:
    if seconds > LONGEST_S:
        said = max(seconds, clip.stream.declared_duration_s or 0.0)
        raise VideoError(
            f"This clip plays for {said / 60.0:.0f} minutes; at most {LONGEST_S / 60.0:.0f} are read. "
            "Cut out the runs and hand them in one by one.",
            code="clip-too-long",
        )


def _frame(clip: Clip, wanted: int, tell: Tell) -> Frame:
    """One frame by its number."""
    last = -1
    for frame in clip.frames():
        last = frame.index
        if frame.index == wanted:
            return frame
        if frame.index % 60 == 0:
            _check_length(clip, frame.time_s)
            tell(min(0.9 * frame.index / max(wanted, 1), 0.9))
    if last < 0:
        raise VideoError(
            "This clip has no picture that can be read. Send the original once more.",
            code="clip-no-frames",
        )
    raise SetupError(
        f"Frame {wanted} was asked for, but the clip has frames 0 to {last}. Choose one of these.",
        code="mark-frame-outside-clip",
    )
