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
from flyzone.timing.passage import Passage
from flyzone.timing.trunk import Silhouettes, trunk_places
from flyzone.video.background import Background, RollingBackground
from flyzone.video.follow import Follower, Track
from flyzone.video.reader import Frame
from flyzone.video.sentry import Sentry
from flyzone.video.silhouette import Observer
from flyzone.video.steady import Steadier
from flyzone.video.strip import StripCutter, StripGrid

Array = NDArray[np.float64]

_LOST_FRAMES_REFUSED = 3
_JUMP_PX = 8.0
_BETWEEN_CONTACTS_S = 0.06
_AGREEING_SHARE, _AGREE_M = 0.3, 0.03
_WIDEST_M = 1.15  # arms of one sprinter span less
_WIDEST_HEAD_M = 0.45
_UPRIGHT = 0.93
_OVERLAP_S = 0.12
_SOLE_SD_M = 0.018  # soles are dark, smeared by the codec, and have an edge of their own
_TRUSTED_AFTER_S = 0.25
_LOOK_EVERY_S = 0.35


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
    slow_motion : float
        Clip seconds per real second, as far as known beforehand; passages come in real seconds by
        this factor.
    """

    def __init__(
        self, camera: LaneCamera, grid: StripGrid, reference: NDArray[np.uint8],
        *, slow_motion: float = 1.0,
    ) -> None:  # fmt: skip
        self.grid = grid
        self.report = LaneReport()
        self._camera = camera
        self._cutter = StripCutter(camera, grid)
        self._sentry = Sentry(camera, grid)
        self._steadier = Steadier(reference)
        self.report.steadied = self._steadier.enough
        self._background: RollingBackground[None] = RollingBackground()
        self._slow_motion = slow_motion
        middle = float(grid.x[len(grid.x) // 2])
        self._observer = Observer(grid, camera.ground_row_sensitivity(middle))
        self._follower = Follower()
        self._residuals: list[float] = []
        self._lost = 0
        self._last_shift: float | None = None
        self._looked_s = 0.0
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
            motion = self._motion(frame)
            moment = frame.time_s / self._slow_motion
            # A moving picture wakes the sentry by itself, so it watches still cameras only.
            awake = motion is not None or self._sentry.awake(moment, frame.luma)
            if not awake and not self._background.sample_due(moment):
                continue
            strip = self._cutter.cut(frame.luma, frame.chroma(), motion)
            for ready in self._background.feed(moment, strip, None):
                yield from self._follow(ready[0], ready[1], ready[3])
        for ready in self._background.finish():
            yield from self._follow(ready[0], ready[1], ready[3])
        yield from self._reduce(self._follower.finish())

    def _follow(
        self, time_s: float, strip: NDArray[np.uint8], background: Background
    ) -> Iterator[Passage]:
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
                f"since {self._looked_s:.2f} s",
            )
        self._last_shift = motion.shift_px
        self._looked_s = frame.time_s
        self._look_later(frame.time_s, still=motion.homography is None)
        self.report.shift_px = max(self.report.shift_px, motion.shift_px)
        if motion.homography is not None:
            self._residuals.append(motion.residual_px)
            self.report.motion_residual_px = float(np.median(self._residuals[-600:]))
        return motion.homography

    def _look_later(self, time_s: float, *, still: bool) -> None:
        """A camera that has stood still for a while is looked at three times a second only."""
        if not still:
            self._still_since_s = None
        elif self._still_since_s is None:
            self._still_since_s = time_s
        elif time_s - self._still_since_s > _TRUSTED_AFTER_S:
            self._next_look_s = time_s + _LOOK_EVERY_S


def _camera_moved(time_s: float, how: str) -> TimingError:
    return TimingError(
        f"The camera moved by {time_s:.2f} s: {how}. A camera that stands still, or is held nearly "
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
    edge = np.array([min(abs(s.x - left), abs(s.x - right)) < 0.45 for s in seen])
    # Out of a crouch, back and hands are as high as the head; in stride the head stands alone.
    upright = np.nanquantile(tops, 0.15) > _UPRIGHT * np.nanquantile(tops, 0.75)
    heads = _steady(times, np.array([s.head_m for s in seen]))
    widths = _steady(times, np.array([s.width_m for s in seen]))
    alone = clear & (widths < _WIDEST_M) & ~(upright & (heads > _WIDEST_HEAD_M))
    usable = alone & ~edge & np.isfinite(tops)
    if usable.sum() < 6:
        return None
    top = float(np.quantile(tops[usable], 0.75))
    silhouettes = Silhouettes(
        times=times,
        heights=grid.z,
        row_x=np.array([s.row_x for s in seen]),
        row_weight=np.array([s.row_weight for s in seen]),
        head=_smooth_tops(times, tops, usable, top),
        top_m=top,
    )
    row_x = silhouettes.row_x
    row_x[~usable] = np.nan  # neither measured nor learnt from
    places, doubt = trunk_places(silhouettes)
    good = usable & np.isfinite(places)
    if good.sum() < 6:
        return None
    spread = np.array([s.spread_m for s in seen])
    soles = np.array([s.sole_m for s in seen])
    floors = np.array([s.floor_m for s in seen])
    sole, sole_sd = _ground_under(times[good], soles[good], grid.pitch_m)
    return Passage(
        times=times[good], places=places[good], doubt=doubt[good], leg_spread=spread[good],
        top_m=top, sole_m=sole, sole_sd_m=sole_sd,
        floor_m=_lowest(floors[good & np.isfinite(soles)]),
        crowded=times[~alone & ~edge],
        shadow=float(np.median([s.shadow for s in seen])),
    )  # fmt: skip


def _smooth_tops(times: Array, tops: Array, usable: NDArray[np.bool_], top: float) -> Array:
    """Height of the head over time: it rises out of a crouch, and stays put in full stride."""
    if np.quantile(tops[usable], 0.1) > 0.85 * top:
        return np.full(len(times), top)
    smooth = np.empty(len(times))
    for i, t in enumerate(times):
        near = usable & (np.abs(times - t) < 0.15)
        smooth[i] = np.median(tops[near]) if near.any() else top
    return np.minimum(smooth, top)


def _steady(times: Array, values: Array) -> Array:
    """Running median over a tenth of a second: two people overlap longer than a codec's blocks."""
    return np.array([np.median(values[np.abs(times - t) <= _OVERLAP_S / 2]) for t in times])


def _lowest(floors: Array) -> float:
    good = floors[np.isfinite(floors)]
    return float(np.median(good)) if good.size else float("nan")


def _ground_under(times: Array, soles: Array, pitch_m: float) -> tuple[float, float]:
    """Height at which the feet stand, and its standard deviation, from all contacts; NaN if unclear."""
    good = np.isfinite(soles)
    if good.sum() < 3:
        return float("nan"), float("nan")
    t, z = times[good], soles[good]
    contacts = np.split(z, np.flatnonzero(np.diff(t) > _BETWEEN_CONTACTS_S) + 1)
    lows = np.sort([np.quantile(contact, 0.25) for contact in contacts])
    # Where a shoe went unseen, the lowest thing that stood is a shin or a knee: the ground is the
    # lowest height on which several contacts agree.
    needed = max(2, round(_AGREEING_SHARE * lows.size))
    for first in lows[: lows.size - needed + 1]:
        agreeing = lows[(lows >= first) & (lows <= first + _AGREE_M + 2 * pitch_m)]
        if agreeing.size >= needed:
            spread = 1.4826 * float(np.median(np.abs(agreeing - np.median(agreeing))))
            sd = np.hypot(max(_SOLE_SD_M, pitch_m), spread / np.sqrt(agreeing.size))
            return float(np.median(agreeing)), float(sd)
    return float("nan"), float("nan")
