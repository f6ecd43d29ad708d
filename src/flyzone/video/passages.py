"""From the frames of a clip to everybody who passes along the lane.

One pass over the clip, in constant memory: steady the camera, cut the lane strip, learn the empty
lane, find figures, join them into tracks, and reduce each finished track to a `Passage`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import TimingError
from flyzone.geometry import LaneCamera
from flyzone.timing.passage import Passage, trunk_middle
from flyzone.video.background import RollingBackground
from flyzone.video.follow import Follower, Track
from flyzone.video.reader import Frame
from flyzone.video.silhouette import Observer, Sighting
from flyzone.video.steady import Steadier
from flyzone.video.strip import StripCutter, StripGrid

Array = NDArray[np.float64]

_HALF_BAND = 0.075
_TILT_RIDGE_M2 = 3e-4
_LOST_FRAMES_REFUSED = 3
_JUMP_PX = 8.0
_TRUSTED_AFTER_S = 0.25
_LOOK_EVERY_S = 0.1


@dataclass
class LaneReport:
    """What was seen of the camera and the clip while passages were found.

    Attributes
    ----------
    times : list of float, s
        Of every frame, as the clip plays.
    repeats : list of bool
        Frames that show the same picture as the one before.
    shift_px : float
        Farthest that the background moved from the marked frame.
    motion_residual_px : float
        Median miss of the background after the motion was taken out; 0 for a still camera.
    steadied : bool
        Whether the background had corners enough to be followed.
    """

    times: list[float] = field(default_factory=list)
    repeats: list[bool] = field(default_factory=list)
    shift_px: float = 0.0
    motion_residual_px: float = 0.0
    steadied: bool = True


class LaneWatcher:
    """Feeds on frames, yields passages.

    Parameters
    ----------
    camera : LaneCamera
    grid : StripGrid
    reference : ndarray, shape (height, width), uint8
        Luma of the frame on which the marks were tapped.
    time_scale : float
        Real seconds per clip second, as far as known beforehand; only sets how long the background
        is learnt.
    """

    def __init__(
        self, camera: LaneCamera, grid: StripGrid, reference: NDArray[np.uint8],
        *, time_scale: float = 1.0,
    ) -> None:  # fmt: skip
        self.grid = grid
        self.report = LaneReport()
        self._camera = camera
        self._cutter = StripCutter(camera, grid)
        self._steadier = Steadier(reference)
        self.report.steadied = self._steadier.enough
        self._background: RollingBackground[None] = RollingBackground(1.8 / time_scale)
        self._observer = Observer(grid)
        self._follower = Follower()
        self._residuals: list[float] = []
        self._lost = 0
        self._last_shift: float | None = None
        self._still_since_s: float | None = None
        self._next_look_s = -np.inf

    def watch(self, frames: Iterable[Frame]) -> Iterator[Passage]:
        """Passages in the order in which they end.

        Raises
        ------
        TimingError
            If the camera was moved or its view covered.
        """
        for frame in frames:
            self.report.times.append(frame.time_s)
            self.report.repeats.append(frame.repeats)
            if frame.repeats:
                continue
            strip = self._cutter.cut(frame.luma, frame.chroma(), self._motion(frame))
            for ready in self._background.feed(frame.time_s, strip, None):
                yield from self._follow(ready[0], ready[1], ready[3])
        for ready in self._background.finish():
            yield from self._follow(ready[0], ready[1], ready[3])
        yield from self._reduce(self._follower.finish())

    def _follow(self, time_s, strip, background) -> Iterator[Passage]:
        sightings = self._observer.observe(time_s, strip, background)
        yield from self._reduce(self._follower.feed(time_s, sightings))

    def _reduce(self, tracks: list[Track]) -> Iterator[Passage]:
        for track in tracks:
            passage = reduce_track(track, self.grid)
            if passage is not None:
                yield passage

    def _motion(self, frame: Frame) -> Array | None:
        if frame.time_s < self._next_look_s:
            return None
        motion = self._steadier.follow(frame.luma)
        if motion.lost:
            self._lost += 1
            if self._lost >= _LOST_FRAMES_REFUSED:
                raise _camera_moved(frame.time_s, "the background was not found again")
            return None
        self._lost = 0
        if self._last_shift is not None and abs(motion.shift_px - self._last_shift) > _JUMP_PX * (
            frame.luma.shape[1] / 1280
        ):
            raise _camera_moved(
                frame.time_s,
                f"the background jumped by {abs(motion.shift_px - self._last_shift):.0f} px "
                "from one frame to the next",
            )
        self._last_shift = motion.shift_px
        self._look_later(frame.time_s, still=motion.homography is None)
        self.report.shift_px = max(self.report.shift_px, motion.shift_px)
        if motion.homography is not None:
            self._residuals.append(motion.residual_px)
            self.report.motion_residual_px = float(np.median(self._residuals[-600:]))
        return motion.homography


    def _look_later(self, time_s: float, *, still: bool) -> None:
        """A camera that has stood still for a while is looked at ten times a second only."""
        if not still:
            self._still_since_s = None
        elif self._still_since_s is None:
            self._still_since_s = time_s
        elif time_s - self._still_since_s > _TRUSTED_AFTER_S:
            self._next_look_s = time_s + _LOOK_EVERY_S


def _camera_moved(time_s: float, how: str) -> TimingError:
    return TimingError(
        f"The camera moved at {time_s:.2f} s: {how}. A camera that stands still, or is held nearly "
        "still, is expected. Put it on a tripod, or cut the clip so that it ends before the move, and "
        "tap the marks on a frame of that part.",
        code="camera-moved",
    )


def reduce_track(track: Track, grid: StripGrid) -> Passage | None:
    """The middle of the trunk over time, from a track's silhouettes; None for too short a track."""
    seen = track.sightings
    times = np.array([s.time_s for s in seen])
    tops = np.array([s.top_m for s in seen])
    clear = np.array(track.clear)
    left, right = grid.x[0], grid.x[-1]
    edge = np.array(
        [min(abs(s.x - left), abs(s.x - right)) < 0.45 for s in seen]
    )
    usable = clear & ~edge & np.isfinite(tops)
    if usable.sum() < 6:
        return None
    top = float(np.quantile(tops[usable], 0.75))
    heights = _smooth_tops(times, tops, usable, top)
    places = np.full(len(seen), np.nan)
    doubt = np.ones(len(seen))
    for i, sighting in enumerate(seen):
        places[i], doubt[i] = _trunk_place(sighting, grid, float(heights[i]), top)
    good = usable & np.isfinite(places)
    if good.sum() < 6:
        return None
    spread = np.array([s.spread_m for s in seen])
    soles = np.array([s.sole_m for s in seen])
    sole, sole_sd = _ground_under(soles[good])
    return Passage(times[good], places[good], doubt[good], spread[good], top, sole, sole_sd)


def _smooth_tops(times: Array, tops: Array, usable: NDArray[np.bool_], top: float) -> Array:
    """Height of the head over time: it rises out of a crouch, and stays put in full stride."""
    if np.quantile(tops[usable], 0.1) > 0.85 * top:
        return np.full(len(times), top)
    smooth = np.empty(len(times))
    for i, t in enumerate(times):
        near = usable & (np.abs(times - t) < 0.15)
        smooth[i] = np.median(tops[near]) if near.any() else top
    return np.minimum(smooth, top)


def _trunk_place(
    sighting: Sighting, grid: StripGrid, head_m: float, top_m: float
) -> tuple[float, float]:
    """Place of the trunk's middle in one sighting, and the doubt about it.

    Parameters
    ----------
    head_m, top_m : float, m
        Height of the head at this moment, and when running upright.
    """
    middle = trunk_middle(head_m, top_m)
    band = grid.rows_between(middle - _HALF_BAND * top_m, middle + _HALF_BAND * top_m)
    weight = np.where(np.isfinite(sighting.row_x[band]), sighting.row_weight[band], 0.0)
    weight = np.clip(weight, 0.0, 0.30)
    filled = float(np.mean(weight > 0.06))
    if filled < 0.3:
        return float("nan"), 1.0
    good = weight > 0.03
    height = grid.z[band][good] - middle
    place, off = _row_line(height, sighting.row_x[band][good], weight[good])
    return place, float(np.clip(off / 0.03, 1.0, 4.0) / np.sqrt(filled))


def _row_line(height: Array, place: Array, weight: Array) -> tuple[float, float]:
    """Value at height 0 of a robust line through the rows' middles, and the rows' spread about it."""
    w = weight.copy()
    value, slope = float(np.median(place)), 0.0
    for _ in range(4):
        h = np.sum(w * height) / np.sum(w)
        p = np.sum(w * place) / np.sum(w)
        # The ridge keeps a few odd rows from tilting a band that is only partly seen.
        slope = np.sum(w * (height - h) * (place - p)) / (
            np.sum(w * (height - h) ** 2) + _TILT_RIDGE_M2 * np.sum(w)
        )
        value = p - slope * h
        off = np.abs(place - value - slope * height)
        w = weight / np.maximum(1.0, off / 0.02)
    return value, float(np.median(off))


def _ground_under(soles: Array) -> tuple[float, float]:
    """Height at which the feet stand, from the lowest points of the silhouette over the steps."""
    good = soles[np.isfinite(soles)]
    if good.size < 6:
        return float("nan"), float("nan")
    low = np.quantile(good, 0.25)
    return float(low), float(max(0.02, 1.4826 * np.median(np.abs(good[good <= np.median(good)] - low))))
