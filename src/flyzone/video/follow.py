"""Sightings joined over time into people who cross.

Each track predicts where its person will be; sightings go to the nearest prediction within reach.
Where two people overlap in the picture, one sighting cannot serve both: the tracks coast on their
speed until they part, and what was seen in between is left out of the measurement.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from flyzone.video.silhouette import Sighting

Array = NDArray[np.float64]

_FASTEST_M_S = 14.0
_REACH_M = 0.30
_LOST_AFTER_S = 0.45
_LEAST_TRAVEL_M = 1.0
_LEAST_SIGHTINGS = 6
_BESIDE_M, _APART_M = 0.8, 1.2
_MOSTLY_SHADOW = 0.8


@dataclass
class Track:
    """One person followed through the strip; sightings in order of time."""

    sightings: list[Sighting] = field(default_factory=list)
    speed_m_s: float = 0.0
    clear: list[bool] = field(default_factory=list)
    fragment: bool = False
    """Born beside another track and not yet apart from it: a limb or half a body, most likely."""

    def predict(self, time_s: float) -> float:
        """Where the person should be at a time, m."""
        last = self.sightings[-1]
        return last.x + self.speed_m_s * (time_s - last.time_s)

    def reach(self, time_s: float) -> float:
        """How far from the prediction a sighting may lie, m."""
        gap = time_s - self.sightings[-1].time_s
        if len(self.sightings) < 3:
            return _REACH_M + _FASTEST_M_S * gap
        return _REACH_M + min(4.0 * gap, 1.0)

    def add(self, sighting: Sighting, clear: bool) -> None:
        """Takes a sighting; the speed is a slope over the last tenth of a second or five sightings."""
        self.sightings.append(sighting)
        self.clear.append(clear)
        recent = [s for s in self.sightings[-40:] if sighting.time_s - s.time_s < 0.12]
        if len(recent) < 5:
            recent = self.sightings[-5:]
        if len(recent) >= 2:
            t = np.array([s.time_s for s in recent])
            x = np.array([s.x for s in recent])
            t = t - t.mean()
            self.speed_m_s = float(np.sum(t * x) / np.sum(t * t))

    def coast(self, sighting: Sighting) -> None:
        """Goes on at its speed through a sighting that it shares with another person."""
        self.sightings.append(replace(sighting, x=self.predict(sighting.time_s)))
        self.clear.append(False)

    @property
    def travel_m(self) -> float:
        """Signed distance from the first to the last sighting, m."""
        return self.sightings[-1].x - self.sightings[0].x


class Follower:
    """Joins sightings, frame by frame, into tracks."""

    def __init__(self) -> None:
        self._open: list[Track] = []
        self._done: list[Track] = []

    def feed(self, time_s: float, sightings: list[Sighting]) -> list[Track]:
        """Takes one frame's sightings; returns the tracks that ended with it."""
        ended = []
        for track in list(self._open):
            if time_s - track.sightings[-1].time_s > _LOST_AFTER_S:
                self._open.remove(track)
                ended.append(track)
        matches = self._match(time_s, sightings)
        taken = set()
        for track, j in matches:
            taken.add(j)
            if self._alone(track, sightings[j], time_s):
                track.add(sightings[j], clear=True)
            else:
                track.coast(sightings[j])
        for j, sighting in enumerate(sightings):
            if j not in taken:
                beside = any(
                    abs(track.predict(time_s) - sighting.x) < _BESIDE_M for track in self._open
                )
                self._open.append(Track([sighting], 0.0, [True], beside))
        self._part(time_s)
        return [track for track in ended if _moved(track)]

    def finish(self) -> list[Track]:
        """The tracks that are still open when the clip has ended."""
        left, self._open = self._open, []
        return [track for track in left if _moved(track)]

    def _match(self, time_s: float, sightings: list[Sighting]) -> list[tuple[Track, int]]:
        if not self._open or not sightings:
            return []
        cost = np.array(
            [
                [
                    abs(s.x - track.predict(time_s)) / track.reach(time_s)
                    - 0.02 * min(len(track.sightings), 20)
                    + 0.5 * track.fragment
                    for s in sightings
                ]
                for track in self._open
            ]
        )
        rows, columns = linear_sum_assignment(np.minimum(cost, 5.0))
        return [
            (self._open[i], int(j))
            for i, j in zip(rows, columns, strict=True)
            if abs(sightings[j].x - self._open[i].predict(time_s)) <= self._open[i].reach(time_s)
        ]

    def _part(self, time_s: float) -> None:
        """A fragment that has come apart from all others is a person of its own."""
        for track in self._open:
            if track.fragment and all(
                abs(other.predict(time_s) - track.sightings[-1].x) > _APART_M
                for other in self._open
                if other is not track and len(other.sightings) > len(track.sightings)
            ):
                track.fragment = False

    def _alone(self, track: Track, sighting: Sighting, time_s: float) -> bool:
        """Whether no other moving person is expected within this sighting's extent."""
        low, high = sorted((sighting.left_m, sighting.right_m))
        return not any(
            other is not track
            and not other.fragment
            and other.sightings[-1].shadow < _MOSTLY_SHADOW
            and len(other.sightings) >= _LEAST_SIGHTINGS
            and abs(other.travel_m) > 0.5
            and low - 0.35 <= other.predict(time_s) <= high + 0.35
            for other in self._open
        )


def _moved(track: Track) -> bool:
    return (
        not track.fragment
        and len(track.sightings) >= _LEAST_SIGHTINGS
        and abs(track.travel_m) >= _LEAST_TRAVEL_M
    )
