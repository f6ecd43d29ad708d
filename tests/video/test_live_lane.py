"""Before a camera that never stops, a run is read soon after its exit, once, and nobody is kept."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from flyzone.video.follow import Track
from flyzone.video.live_lane import READ_AFTER_S, LiveFollower
from flyzone.video.silhouette import Sighting

ZONE = (0.0, 10.0)


def sighting(time_s: float, x: float) -> Sighting:
    """All of a figure that following it looks at."""
    seen = SimpleNamespace(time_s=time_s, x=x, left_m=x - 0.2, right_m=x + 0.2)
    return cast(Sighting, seen)


def followed(
    place: Callable[[float], float], until_s: float, fps: float = 60.0
) -> list[tuple[float, Track]]:
    """(moment, track) for all that ended while somebody moved as ``place`` says."""
    follower = LiveFollower(ZONE)
    ended = []
    for time_s in np.arange(0.0, until_s, 1 / fps):
        for track in follower.feed(time_s, [sighting(time_s, place(time_s))]):
            ended.append((float(time_s), track))
    return ended


def stopping(time_s: float) -> float:
    """8 m/s from -3 m on, and a stop at 12 m in view of the camera."""
    return min(-3.0 + 8.0 * time_s, 12.0)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_runner_who_stays_in_view_is_read_soon_after_his_exit(sign: float) -> None:
    ended = followed(lambda t: 5.0 + sign * (stopping(t) - 5.0), 6.0)
    exit_s = 13.0 / 8.0
    assert ended[0][0] - exit_s == pytest.approx(READ_AFTER_S, abs=0.05)
    assert ended[0][1].sightings[0].time_s == 0.0


def test_he_is_read_once() -> None:
    crossed = [track for _, track in followed(stopping, 30.0) if track.sightings[0].x < ZONE[0]]
    assert len(crossed) == 1


def test_a_runner_in_the_zone_is_not_cut_off() -> None:
    slow = followed(lambda t: -1.0 + 2.0 * t, 5.4)
    assert slow == []


def test_who_lingers_is_let_go_after_a_minute() -> None:
    ended = followed(lambda t: 5.0 + 1.5 * np.sin(0.5 * t), 150.0, fps=10.0)
    assert ended
    assert max(len(track.sightings) for _, track in ended) <= 610
