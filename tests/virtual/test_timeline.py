"""Frames and timestamps of virtual clips: rates, losses, repeats and slow motion."""

from fractions import Fraction

import numpy as np
import pytest

from flyzone.virtual.scenario import Encoding
from flyzone.virtual.timeline import TIME_BASE, make_timeline


def timeline_of(duration=2.0, seed=1, **fields):
    return make_timeline(Encoding(**fields), duration, np.random.default_rng(seed))


def test_time_base_is_that_of_phones():
    assert Fraction(1, 90000) == TIME_BASE


@pytest.mark.parametrize("fps", [24.0, 30.0, 60.0, 120.0, 240.0])
def test_steady_clip_has_its_rate(fps):
    line = timeline_of(fps=fps)
    assert len(line.time) == int(2.0 * fps) + 1
    assert np.abs(line.time - np.arange(len(line.time)) / fps).max() < 1 / 90000
    assert (line.pts == np.rint(line.time * 90000)).all()


def test_real_time_is_what_the_timestamp_says_to_the_last_digit():
    line = timeline_of(fps=29.97, jitter=0.2)
    assert (line.time == line.pts / 90000).all()


def test_jitter_varies_intervals_but_never_the_order():
    line = timeline_of(fps=60.0, jitter=0.3, duration=10.0)
    gaps = np.diff(line.time) * 60.0
    assert gaps.min() >= 0.499
    assert gaps.max() <= 1.501
    assert 0.2 < gaps.std() < 0.3


def test_dropped_frames_leave_gaps_and_are_listed():
    whole, holed = timeline_of(fps=60.0), timeline_of(fps=60.0, drop_share=0.1)
    assert len(holed.dropped) > 3
    assert sorted([*holed.time, *holed.dropped]) == list(whole.time)
    assert (holed.time[0], holed.time[-1]) == (whole.time[0], whole.time[-1])


def test_duplicates_show_the_picture_before_them_with_their_own_timestamp():
    line = timeline_of(fps=60.0, duplicate_share=0.1)
    repeats = np.flatnonzero(line.shown != np.arange(len(line.time)))
    assert len(repeats) > 3
    assert all(line.shown[i] == line.shown[i - 1] for i in repeats)
    assert (np.diff(line.pts) > 0).all()


def test_slow_motion_stretches_timestamps_and_not_real_time():
    line = timeline_of(fps=240.0, slow_motion=8.0, duration=1.0)
    assert line.time[-1] == pytest.approx(1.0, abs=1e-5)
    assert line.pts[-1] / 90000 == pytest.approx(8.0, abs=1e-4)
    assert (np.diff(line.pts) == 3000).all()


def test_slow_ramp_slows_only_the_middle():
    line = timeline_of(fps=240.0, slow_motion=8.0, slow_ramp=True, duration=2.0)
    played, real = np.diff(line.pts) / 90000, np.diff(line.time)
    factor = played / real
    inside = (line.time[:-1] > 0.51) & (line.time[1:] < 1.49)
    outside = (line.time[1:] < 0.49) | (line.time[:-1] > 1.51)
    assert factor[inside] == pytest.approx(8.0, abs=0.05)
    assert factor[outside] == pytest.approx(1.0, abs=0.01)
    # The presented rate is about the same throughout, as in a phone's export.
    assert np.median(played[inside]) == pytest.approx(np.median(played[outside]), rel=0.02)


def test_same_seed_same_faults():
    a, b = (timeline_of(seed=5, jitter=0.2, drop_share=0.1) for _ in range(2))
    assert (a.pts == b.pts).all()
    assert (
        len(timeline_of(seed=6, drop_share=0.1).pts) != len(a.pts)
        or (timeline_of(seed=6, jitter=0.2, drop_share=0.1).pts[: len(a.pts)] != a.pts).any()
    )
