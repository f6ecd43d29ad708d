"""Sightings joined into people: one track each, also where two pass each other."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from flyzone.video.follow import Follower, Track
from flyzone.video.silhouette import Sighting

FPS = 60.0


def sighting(time_s: float, x: float, half: float = 0.2) -> Sighting:
    """Somebody at a place; whatever following does not look at is not a number."""
    unseen = {part.name: float("nan") for part in fields(Sighting)}
    seen = {"time_s": time_s, "x": x, "left_m": x - half, "right_m": x + half}
    seen |= {"width_m": 2 * half, "top_m": 1.73, "shadow": 0.1}
    return Sighting(**(unseen | seen))


def follow(*people, until_s: float = 2.0, unseen=lambda time_s: False, merge: float = 0.0):
    """Tracks of people whose places are functions of time; closer than ``merge`` they are one."""
    follower, ended = Follower(), []
    rng = np.random.default_rng(0)
    for time_s in np.arange(0.0, until_s, 1 / FPS):
        places = sorted(p(time_s) + rng.normal(0, 0.01) for p in people)
        if merge and len(places) == 2 and places[1] - places[0] < merge:
            half = 0.2 + (places[1] - places[0]) / 2
            seen = [sighting(time_s, sum(places) / 2, half)]
        else:
            seen = [sighting(time_s, x) for x in places]
        ended += follower.feed(time_s, [] if unseen(time_s) else seen)
    return ended + follower.finish()


def speed(track: Track) -> float:
    t, x = np.array([(s.time_s, s.x) for s in track.sightings]).T
    return float(np.polyfit(t, x, 1)[0])


@pytest.mark.parametrize("v", [9.0, -9.0, 1.5, 12.0])
def test_one_person_is_one_track(v: float) -> None:
    (track,) = follow(lambda t: 5 + v * (t - 1))
    assert len(track.sightings) == 120
    assert all(track.clear)
    assert speed(track) == pytest.approx(v, abs=0.05)
    assert track.travel_m == pytest.approx(v * (2 - 1 / FPS), abs=0.1)


def test_who_stands_is_no_track() -> None:
    assert follow(lambda t: 5.0, lambda t: 8.0 + 0.3 * np.sin(3 * t)) == []


def test_a_gap_of_a_third_of_a_second_is_bridged_and_a_second_is_not() -> None:
    def runner(t: float) -> float:
        return -3 + 8 * t

    (one,) = follow(runner, unseen=lambda t: 0.8 < t < 1.1)
    assert one.travel_m > 15
    two = follow(runner, unseen=lambda t: 0.6 < t < 1.4)
    assert len(two) == 2


@pytest.mark.parametrize("speeds", [(9.0, -8.0), (9.0, -1.4), (9.0, 1.2)])
def test_two_who_pass_each_other_keep_their_ways(speeds: tuple[float, float]) -> None:
    ways = [lambda t, v=v: 5 + v * (t - 1) for v in speeds]
    tracks = follow(*ways, merge=0.7)
    assert len(tracks) == 2
    assert sorted(speed(t) for t in tracks) == pytest.approx(sorted(speeds), abs=0.15)
    for track in tracks:
        muddled = [s.time_s for s, c in zip(track.sightings, track.clear, strict=True) if not c]
        assert muddled, "what was seen while they overlapped must not be measured"
        assert min(muddled) > 0.4
        clear = [s for s, c in zip(track.sightings, track.clear, strict=True) if c]
        off = [s.x - (5 + round(speed(track), 1) * (s.time_s - 1)) for s in clear]
        assert np.abs(off).max() < 0.35


def test_a_runner_who_left_is_handed_over_before_the_clip_ends() -> None:
    follower, ended = Follower(), []
    for time_s in np.arange(0.0, 3.0, 1 / FPS):
        x = -3 + 9 * time_s
        ended += follower.feed(time_s, [sighting(time_s, x)] if x < 12 else [])
    assert len(ended) == 1
    assert follower.finish() == []
