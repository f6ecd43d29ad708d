"""Following people before a camera that never stops.

A clip's passages may wait until their person has gone and the clip has ended; a live run may not.
So a person who has crossed the zone is read a second after his exit, even if he stays in view, and
whoever lingers is let go after a while, since all that is remembered of him takes memory.  Of the
clock, the last seconds are kept.

The background that tells whether the camera moved was seen when the marks were tapped, and after
some hours the sun has changed it.  While the camera stands still and nobody is followed, it is
looked at anew every few minutes; a camera that creeps by less than a fifth of a pixel between two
such looks is not noticed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from flyzone.geometry import LaneCamera
from flyzone.video.follow import Follower, Track
from flyzone.video.frame import Frame
from flyzone.video.passages import LaneWatcher
from flyzone.video.silhouette import Sighting
from flyzone.video.steady import Steadier
from flyzone.video.strip import StripGrid

Array = NDArray[np.float64]

READ_AFTER_S = 0.9
"""How long after his exit a person who is still in view is read."""

_WELL_BEYOND_M = 0.3
_LONGEST_S = 60.0
_CLOCK_S = 10.0
_RENEW_S = 300.0
_RESIDUALS = 600


class LiveFollower(Follower):
    """Joins sightings into tracks, and ends a track as soon as it can be read.

    Parameters
    ----------
    zone_m : (float, float), m
    """

    def __init__(self, zone_m: tuple[float, float]) -> None:
        super().__init__()
        self._zone_m = zone_m

    def feed(self, time_s: float, sightings: list[Sighting]) -> list[Track]:
        """Takes one frame's sightings; returns the tracks that ended with it or are read now."""
        ended = super().feed(time_s, sightings)
        for track in list(self._open):
            if self._to_read(track, time_s) or time_s - track.sightings[0].time_s > _LONGEST_S:
                self._open.remove(track)
                ended.append(track)
        return ended

    @property
    def follows_somebody(self) -> bool:
        """Whether anybody is being followed."""
        return bool(self._open)

    def _to_read(self, track: Track, time_s: float) -> bool:
        """Whether this person ran through the zone and left it `READ_AFTER_S` ago."""
        start, end = self._zone_m
        first, last = track.sightings[0].x, track.sightings[-1].x
        forward = last > first
        sign, entry, leave = (1.0, start, end) if forward else (-1.0, end, start)
        if sign * (first - entry) > 0 or sign * (last - leave) < _WELL_BEYOND_M:
            return False
        left_s = time_s
        for sighting in reversed(track.sightings):
            if sign * (sighting.x - leave) < 0:
                break
            left_s = sighting.time_s
        return time_s - left_s >= READ_AFTER_S


class LiveLaneWatcher(LaneWatcher):
    """`LaneWatcher` for a camera that never stops: memory stays as it is.

    Parameters
    ----------
    camera : LaneCamera
    grid : StripGrid
    reference : ndarray, shape (height, width), uint8
        Luma of a frame of this camera place.
    zone_m : (float, float), m
    """

    def __init__(
        self, camera: LaneCamera, grid: StripGrid, reference: NDArray[np.uint8],
        *, zone_m: tuple[float, float],
    ) -> None:  # fmt: skip
        super().__init__(camera, grid, reference)
        self._people = LiveFollower(zone_m)
        self._follower = self._people
        self.reference = reference
        self._renewed_s: float | None = None

    def last_times(self) -> tuple[Array, NDArray[np.bool_]]:
        """Times of the frames of the last seconds, and which of them show nothing new."""
        return np.array(self.report.times), np.array(self.report.repeats, dtype=bool)

    def _motion(self, frame: Frame) -> Array | None:
        motion = super()._motion(frame)
        self._forget(frame.time_s)
        if self._renewed_s is None:
            self._renewed_s = frame.time_s
        elif frame.time_s - self._renewed_s > _RENEW_S and self._is_quiet():
            self.reference = frame.luma.copy()
            self._steadier = Steadier(self.reference)
            self._renewed_s = frame.time_s
        return motion

    def _is_quiet(self) -> bool:
        return self._still_since_s is not None and not self._people.follows_somebody

    def _forget(self, time_s: float) -> None:
        times, repeats = self.report.times, self.report.repeats
        # In large pieces: taking one from the front of a list moves all the others.
        if times and time_s - times[0] > 2 * _CLOCK_S:
            old = int(np.searchsorted(np.array(times), time_s - _CLOCK_S))
            del times[:old], repeats[:old]
        if len(self._residuals) > 2 * _RESIDUALS:
            del self._residuals[:-_RESIDUALS]
