"""Slit pictures: what passed a line, drawn over time, from the few frames that a phone gives.

A photo-finish camera looks at one line only and writes thousands of columns a second; a phone
takes 30 to 240 pictures a second.  Between two of its frames the runner is drawn by moving him: the
column for time t is taken from the nearest frame at time t_k, at the place v (t_k - t) away from
the line, where v is his measured speed.  So at 30 fps a stretch of 30 cm of one frame makes the
columns until the next frame takes over, at 240 fps a stretch of 4 cm.  What stands still is taken
from the line itself (the median of the frames), so that the background becomes streaks as in a true
slit camera; the runner is what differs from it.

This is drawing, not measuring.  Crossings come from the fitted path of the trunk over many frames
and are only marked here; limbs, which do not move at v, may break where one frame hands over to the
next, and at 30 fps a foot that stands on the ground appears once for every frame that it stands.

Columns are never mirrored: a runner faces the way in which he ran in the clip, so time runs to the
left for one who ran to the right.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.geometry import LaneCamera
from flyzone.model import ClipTiming, TimedRun
from flyzone.reports.lettering import Picture

Array = NDArray[np.float64]

PIXELS_PER_M = 200.0
HALF_SPAN_M = 1.8
TOP_M, BOTTOM_M = 2.2, -0.2
_LEAST_REACH_M, _MOST_REACH_M = 0.05, 0.8
_SEAM_PX = 16.0  # columns over which one frame fades into the next
_EVEN, _DARKEST = 0.20, 0.35  # how alike a shadow darkens the colours, and how much at most
_SAME, _OTHER = 12.0, 26.0  # grey levels from the background: surely it, surely the runner


@dataclass(frozen=True)
class SlitPicture:
    """What passed one line around one crossing.

    Attributes
    ----------
    line_m : float, m
        The line's place on the lane.
    crossing_s, crossing_sd_s : float, s
        Real seconds since the first frame, as measured; its share of the time's deviation.
    speed_m_s : float, m/s
        Speed at the line, unsigned; columns are spaced by it.
    rightward : bool
        Whether the runner moves to the right in the picture; then time grows to the left.
    picture : ndarray, shape (rows, columns, 3), uint8
        Blue, green, red; the crossing is in the middle column.
    seen : ndarray of bool, shape (columns,)
        Columns for which there was a frame near enough.
    """

    line_m: float
    crossing_s: float
    crossing_sd_s: float
    speed_m_s: float
    rightward: bool
    picture: Picture
    seen: NDArray[np.bool_]

    def column_at(self, after_s: float | Array) -> float | Array:
        """Column of a time given in seconds after the crossing."""
        side = -1.0 if self.rightward else 1.0
        middle = (self.picture.shape[1] - 1) / 2
        column: float | Array = middle + side * self.speed_m_s * PIXELS_PER_M * after_s
        return column

    def row_at(self, height_m: float) -> float:
        """Row of a height above the ground."""
        return (TOP_M - height_m) * PIXELS_PER_M


class SlitCollector:
    """Gathers narrow strips of the frames around each crossing; keeps nothing else.

    Parameters
    ----------
    camera : LaneCamera
    timing : ClipTiming
    """

    def __init__(self, camera: LaneCamera, timing: ClipTiming) -> None:
        # The clip's rate is that of the file as it plays; times here are real seconds.
        rate = timing.clip.fps * timing.clip.slow_motion_factor
        interval = 1.0 / rate if rate > 0 else 1.0 / 30
        self._slits = [
            tuple(_Slit(camera, timing, run, at_exit, interval) for at_exit in (False, True))
            for run in timing.runs
        ]

    @property
    def last_s(self) -> float:
        """Real time after which no frame is wanted."""
        return max((slit.until_s for pair in self._slits for slit in pair), default=0.0)

    def wants(self, time_s: float) -> bool:
        """Whether a frame of this real time adds to a picture."""
        return any(slit.wants(time_s) for pair in self._slits for slit in pair)

    def feed(self, time_s: float, picture: Picture, motion: Array | None = None) -> None:
        """Takes the strips of one frame, in order of time.

        Parameters
        ----------
        time_s : float, s
            Real seconds since the first frame.
        picture : ndarray, shape (height, width, 3), uint8
        motion : ndarray, shape (3, 3), optional
            Homography from the marked frame's pixels to this frame's; None for a still camera.
        """
        for pair in self._slits:
            for slit in pair:
                slit.feed(time_s, picture, motion)

    def finish(self) -> tuple[tuple[SlitPicture, SlitPicture], ...]:
        """Entry and exit of every run, in the order of the runs."""
        return tuple((pair[0].finish(), pair[1].finish()) for pair in self._slits)


class _Slit:
    """One line of one run, while its frames pass."""

    def __init__(
        self, camera: LaneCamera, timing: ClipTiming, run: TimedRun, at_exit: bool, interval: float
    ) -> None:
        rightward = run.direction == "left-to-right"
        upward = rightward == (camera.along_sign > 0)
        start, end = timing.zone_m if upward else timing.zone_m[::-1]
        self.line = end if at_exit else start
        self.crossing = run.exit_s if at_exit else run.entry_s
        self.sd = run.exit_sd_s if at_exit else run.entry_sd_s
        self.speed = _speed_at(run, self.crossing)
        self.rightward = rightward
        half_s = HALF_SPAN_M / self.speed
        self.from_s = self.crossing - half_s - 1.5 * interval
        self.until_s = self.crossing + half_s + 1.5 * interval
        reach = float(np.clip(1.2 * self.speed * interval, _LEAST_REACH_M, _MOST_REACH_M))
        self.reach_px = int(np.ceil(reach * PIXELS_PER_M))
        offsets = np.arange(-self.reach_px, self.reach_px + 1) / PIXELS_PER_M
        x = self.line + camera.along_sign * offsets
        z = TOP_M - np.arange(round((TOP_M - BOTTOM_M) * PIXELS_PER_M)) / PIXELS_PER_M
        xx, zz = np.meshgrid(x, z)
        points = np.column_stack([xx.ravel(), np.full(xx.size, run.lateral_m), zz.ravel()])
        pixels = camera.to_pixels(points).reshape(*xx.shape, 2)
        self._pixels = np.nan_to_num(pixels, nan=-1e4).astype(np.float32)
        self._times: list[float] = []
        self._strips: list[Picture] = []
        self._done: SlitPicture | None = None

    def wants(self, time_s: float) -> bool:
        return self._done is None and self.from_s <= time_s <= self.until_s

    def feed(self, time_s: float, picture: Picture, motion: Array | None) -> None:
        if time_s > self.until_s and self._strips:
            self.finish()
        if not self.wants(time_s):
            return
        pixels = self._pixels
        if motion is not None:
            moved = cv2.perspectiveTransform(pixels.reshape(1, -1, 2), motion)
            pixels = moved.reshape(pixels.shape).astype(np.float32)
        strip = cv2.remap(
            picture, pixels[..., 0], pixels[..., 1], cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        self._times.append(time_s)
        self._strips.append(np.asarray(strip, dtype=np.uint8))

    def finish(self) -> SlitPicture:
        """The slit picture; the strips are let go."""
        if self._done is None:
            columns = 2 * round(HALF_SPAN_M * PIXELS_PER_M) + 1
            side = -1.0 if self.rightward else 1.0
            after = side * (np.arange(columns) - (columns - 1) / 2) / (self.speed * PIXELS_PER_M)
            picture, seen = compose(
                np.array(self._times), self._strips, np.asarray(self.crossing + after),
                self._pixels.shape[0], -side * self.speed * PIXELS_PER_M,
            )  # fmt: skip
            self._done = SlitPicture(
                self.line, self.crossing, self.sd, self.speed, self.rightward, picture, seen
            )
            self._times, self._strips = [], []
        return self._done


def _speed_at(run: TimedRun, time_s: float) -> float:
    """Speed at a moment from the path around it, m/s; the zone's mean where the path is short."""
    path = np.array(run.path, dtype=float).reshape(-1, 2)
    near = path[np.abs(path[:, 0] - time_s) < 0.15]
    if len(near) >= 4:
        speed = abs(float(np.polyfit(near[:, 0] - time_s, near[:, 1], 1)[0]))
        if 0.5 * run.speed_m_s < speed < 2.0 * run.speed_m_s:
            return speed
    return run.speed_m_s


def compose(
    times: Array, strips: list[Picture], moments: Array, rows: int, shift_px_s: float
) -> tuple[Picture, NDArray[np.bool_]]:
    """A slit picture out of strips.

    Parameters
    ----------
    times : ndarray, shape (frames,), s
        Increasing.
    strips : list of ndarray, each shape (rows, 2 * reach + 1, 3), uint8
        Around the line, which is their middle column.
    moments : ndarray, shape (columns,), s
        The time that each column of the picture shows.
    rows : int
    shift_px_s : float, px/s
        How fast the runner moves to the right in the strips.

    Returns
    -------
    picture : ndarray, shape (rows, columns, 3), uint8
    seen : ndarray of bool, shape (columns,)
        False where no frame lies near enough; such columns are left white.
    """
    picture = np.full((rows, len(moments), 3), 255, dtype=np.uint8)
    if not strips:
        return picture, np.zeros(len(moments), dtype=bool)
    cut_out = _on_streaks(strips)
    reach = (strips[0].shape[1] - 1) // 2
    after = np.clip(np.searchsorted(times, moments), 0, len(times) - 1)
    before = np.clip(after - 1, 0, len(times) - 1)
    gap = np.maximum(times[after] - times[before], 1e-9)
    share = (moments - times[before]) / gap
    # Frames far apart fade into each other over a part of their distance only: two different
    # strides laid on each other are harder to read than a seam.
    seam = np.clip(_SEAM_PX / np.maximum(np.abs(shift_px_s) * gap, 1e-9), 0.2, 1.0)
    fade = np.where(after == before, 0.0, np.clip(0.5 + (share - 0.5) / seam, 0.0, 1.0))
    outcome = np.zeros((rows, len(moments), 3), dtype=np.float32)
    total = np.zeros(len(moments), dtype=np.float32)
    for frame, weight in ((before, 1.0 - fade), (after, fade)):
        place = reach + shift_px_s * (times[frame] - moments)
        usable = (place >= 0) & (place <= 2 * reach) & (weight > 0)
        for column in np.flatnonzero(usable):
            left = min(int(place[column]), 2 * reach - 1)
            part = np.float32(place[column] - left)
            strip = cut_out[frame[column]]
            value = strip[:, left] * (1 - part) + strip[:, left + 1] * part
            outcome[:, column] += np.float32(weight[column]) * value
            total[column] += np.float32(weight[column])
    seen = total > 1e-3
    picture[:, seen] = np.clip(outcome[:, seen] / total[seen][:, None] + 0.5, 0, 255)
    return picture, seen


def _on_streaks(strips: list[Picture]) -> list[Picture]:
    """Strips with the background of the line itself behind the runner, in every column."""
    if len(strips) < 5:
        return strips  # too few to tell the runner from the background
    empty = np.median(np.stack(strips), axis=0)
    reach = (empty.shape[1] - 1) // 2
    streak = empty[:, max(0, reach - 1) : reach + 2].mean(axis=1, keepdims=True)
    speck, hole = (cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)) for size in (5, 9))
    out = []
    for strip in strips:
        difference = np.abs(strip - empty).max(axis=2).astype(np.float32)
        difference = cv2.GaussianBlur(difference, (0, 0), 1.5)
        body = np.clip((difference - _SAME) / (_OTHER - _SAME), 0.0, 1.0).astype(np.float32)
        # Leaves and a hand's tremble make specks; a shirt of the background's colour makes holes.
        body = cv2.morphologyEx(body, cv2.MORPH_OPEN, speck)
        body = cv2.GaussianBlur(cv2.morphologyEx(body, cv2.MORPH_CLOSE, hole), (0, 0), 1.0)
        # A shadow darkens all colours alike; it is laid on the streaks and brings no ground along.
        light = (strip + 2.0) / (empty + 2.0)
        spread = light.max(axis=2) - light.min(axis=2)
        even = (spread < _EVEN) & (light.min(axis=2) > _DARKEST) & (light.max(axis=2) < 1.0)
        shaded = cv2.GaussianBlur(
            cv2.morphologyEx(even.astype(np.float32), cv2.MORPH_OPEN, speck), (0, 0), 1.5
        )[..., None]
        ground = streak * np.clip(light.mean(axis=2, keepdims=True), 0.0, 1.0)
        figure = strip + shaded * (ground - strip)
        mixed = streak + body[..., None] * (figure - streak)
        out.append(np.clip(mixed + 0.5, 0, 255).astype(np.uint8))
    return out
