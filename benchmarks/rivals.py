"""The same clips timed as other tools do it, by a user who makes no mistake.

The user steps through the clip frame by frame and stops at the first picture in which the middle of
the runner's trunk has passed a vertical line on the screen.  He sees the trunk exactly (its true
projected place), so what remains is the method's own error:

``nearest-frame``   line midway between the two tapped cones of a zone end; time is the frame's
                    timestamp (MySprint and its kin; parallax is mostly avoided, because the line
                    stands in the middle of the lane)
``near-cone``       the same, with the line at the near cone, as an unwarned user draws it
``index-over-rate`` the frames of ``nearest-frame``; time is frame index over the average rate
                    that OpenCV reports (``CAP_PROP_FPS``)
``opencv-msec``     the frames of ``nearest-frame``; time is OpenCV's ``CAP_PROP_POS_MSEC`` after
                    the frame was read

Slow motion is taken out by the told factor in all of them.  With cones mis-placed and taps a pixel
off, these tools get the same picture and the same cones as flyzone's "field" group.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RIVALS = ("nearest-frame", "near-cone", "index-over-rate", "opencv-msec")


def first_past(frames: Array, column_px: Array, line_px: float, way: int) -> int | None:
    """The first frame in which the trunk is past the line.

    Parameters
    ----------
    frames : ndarray of int, shape (n,)
        Frames in which the runner is seen, rising.
    column_px : ndarray, shape (n,), px
        Where his trunk is in them.
    line_px : float, px
    way : {1, -1}
        1: he runs to the right.

    Returns
    -------
    int or None
        ``None`` where he is past it when first seen, or never is.
    """
    past = way * (column_px - line_px) >= 0.0
    if not past.any() or past[0]:
        return None
    return int(frames[int(np.argmax(past))])


def read_opencv(clip: Path) -> tuple[Array, float]:
    """What OpenCV says about a clip: milliseconds after each frame was read, and the rate."""
    capture = cv2.VideoCapture(str(clip))
    try:
        rate = float(capture.get(cv2.CAP_PROP_FPS))
        stamps = []
        while capture.grab():
            stamps.append(float(capture.get(cv2.CAP_PROP_POS_MSEC)))
    finally:
        capture.release()
    return np.array(stamps), rate


def time_runner(truth: dict[str, Any], runner: int, msec: Array, rate: float) -> dict[str, float]:
    """Each rival's error for one runner.

    Parameters
    ----------
    truth : dict
        The clip's ``truth.json``.
    runner : int
        Index into its runners.
    msec : ndarray, shape (frames,), ms
    rate : float, Hz
        As `read_opencv` gives them.

    Returns
    -------
    dict of float, s
        Measured minus true time through the zone; a rival that cannot time the run is absent.
    """
    person, frames = truth["runners"][runner], truth["frames"]
    slow = float(frames["slow_motion"])
    stamps = np.asarray(frames["pts"], dtype=np.float64) * frames["time_base_s"]
    seen = np.asarray(person["joints"]["frame"])
    names = person["joints"]["names"]
    pixel = np.asarray(person["joints"]["pixel"], dtype=np.float64)
    column = 0.5 * (pixel[:, names.index("mid_hip"), 0] + pixel[:, names.index("mid_shoulder"), 0])
    way = 1 if person["direction"] == "left-to-right" else -1
    ends = sorted(truth["zone_m"], key=lambda x: way * _column(truth, x, near_only=False))
    out: dict[str, float] = {}
    for near_only in (False, True):
        lines = [_column(truth, x, near_only=near_only) for x in ends]
        found = [first_past(seen, column, line, way) for line in lines]
        entry, leave = found
        if entry is None or leave is None:
            continue
        counted = stamps[[entry, leave]] / slow
        if near_only:
            out["near-cone"] = counted[1] - counted[0] - person["time_s"]
            continue
        out["nearest-frame"] = counted[1] - counted[0] - person["time_s"]
        if rate > 0:
            out["index-over-rate"] = (leave - entry) / rate / slow - person["time_s"]
        if leave < len(msec):
            out["opencv-msec"] = (msec[leave] - msec[entry]) / 1e3 / slow - person["time_s"]
    return {name: float(error) for name, error in out.items()}


def _column(truth: dict[str, Any], x: float, *, near_only: bool) -> float:
    """Where a user draws the line of a zone end: at the tapped cones, px."""
    cones = [c for c in truth["cones"] if abs(c["nominal_m"][0] - x) < 1e-6]
    camera_side = np.sign(truth["camera"]["position_m"][1])
    if near_only:
        cones = [c for c in cones if np.sign(c["nominal_m"][1]) == camera_side]
    return float(np.mean([c["tapped_px"][0] for c in cones]))
