"""The clock of a clip from its timestamps: even or not, repeated or not, slowed or not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.errors import TimingError, VideoError
from flyzone.timing.clock import read_clock
from flyzone.timing.slow_motion import nominal_rate


def even(frames: int, fps: float, tick: float | None = None) -> np.ndarray:
    times = np.arange(frames) / fps
    return times if tick is None else np.round(times / tick) * tick


def codes(clock) -> list[str]:
    return [notice.code for notice in clock.notices]


def test_mean_rate_counts_intervals_and_not_frames():
    clock = read_clock(even(31, 30.0))
    assert clock.fps == pytest.approx(30.0)
    assert clock.duration_s == pytest.approx(31 / 30)
    assert clock.frames == 31


def test_ntsc_rate_in_units_of_a_600th_is_even():
    times = even(228, 30000 / 1001, 1 / 600)
    assert len(set(np.round(np.diff(times) * 600).astype(int))) == 2
    clock = read_clock(times, tick_s=1 / 600)
    assert not clock.variable_frame_rate
    assert clock.fps == pytest.approx(29.97, abs=0.01)
    assert codes(clock) == []


def test_matroska_milliseconds_at_240_hz_are_even():
    clock = read_clock(even(300, 240.0, 1e-3), tick_s=1e-3)
    assert not clock.variable_frame_rate
    assert clock.fps == pytest.approx(240.0, rel=1e-3)


def test_one_short_interval_makes_the_rate_variable():
    times = even(99, 30.0)
    times[1:] -= 1 / 60
    clock = read_clock(times, tick_s=1 / 600)
    assert clock.variable_frame_rate
    assert codes(clock) == ["variable-frame-rate"]


def test_jittering_intervals_make_the_rate_variable_and_keep_the_mean():
    rng = np.random.default_rng(4)
    times = np.concatenate([[0.0], np.cumsum(rng.uniform(0.7, 1.3, 400) / 30)])
    clock = read_clock(times, tick_s=1 / 90000)
    assert clock.variable_frame_rate
    assert clock.fps == pytest.approx(400 / times[-1])


def test_a_long_gap_is_told_with_its_place():
    times = even(60, 60.0)
    times[40:] += 0.2
    clock = read_clock(times, tick_s=1 / 90000)
    assert "timestamps-irregular" in codes(clock)
    notice = clock.notices[codes(clock).index("timestamps-irregular")]
    assert "0.217 s after 0.65 s" in notice.message


def test_avi_places_are_not_taken_for_rounding():
    clock = read_clock(even(60, 30.0), tick_s=1 / 30)
    assert clock.time_sd_s < 1e-6
    gap = even(60, 30.0)
    gap[30:] += 1 / 30
    assert read_clock(gap, tick_s=1 / 30).variable_frame_rate


def test_time_sd_is_that_of_rounding_for_a_perfect_clock():
    tick = 1 / 600
    clock = read_clock(even(400, 30000 / 1001, tick), tick_s=tick)
    assert clock.time_sd_s == pytest.approx(tick / np.sqrt(12), rel=0.05)


def test_time_sd_holds_the_jitter_of_an_even_clock():
    rng = np.random.default_rng(1)
    times = even(2000, 240.0) + rng.normal(0, 20e-6, 2000)
    clock = read_clock(times - times[0], tick_s=1e-6)
    assert not clock.variable_frame_rate
    assert clock.time_sd_s == pytest.approx(20e-6, rel=0.1)


@pytest.mark.parametrize(
    ("camera", "playback", "factor"),
    [
        (240, 30, 8),
        (240, 30000 / 1001, 8),
        (239.76, 30000 / 1001, 8),
        (120, 30, 4),
        (240, 24000 / 1001, 10),
        (240, 25, 9.6),
        (60, 24, 2.5),
        (960, 30, 32),
        (100, 25, 4),
    ],
)
def test_slow_motion_factor_is_the_ratio_of_the_nominal_rates(camera, playback, factor):
    clock = read_clock(even(200, playback, 1 / 90000), capture_fps=camera, tick_s=1 / 90000)
    assert clock.slow_motion_factor == pytest.approx(factor, rel=1e-12)
    assert clock.origin == "capture_fps in the setup"
    assert codes(clock) == ["slow-motion"]
    assert clock.real_times(np.array([0.0, 8.0])) == pytest.approx([0.0, 8.0 / factor])


def test_unusual_rates_are_taken_as_they_are():
    clock = read_clock(even(200, 30.0), capture_fps=217.0)
    assert clock.slow_motion_factor == pytest.approx(217 / 30, rel=1e-9)


def test_uneven_slow_motion_export_still_gets_its_exact_factor():
    rng = np.random.default_rng(9)
    times = np.concatenate([[0.0], np.cumsum(rng.uniform(0.7, 1.3, 4000) / 30)])
    times *= 4000 / 30 / times[-1]
    times = np.delete(times, [50, 51, 900])
    clock = read_clock(times, capture_fps=240, tick_s=1 / 90000)
    assert clock.slow_motion_factor == 8.0


@pytest.mark.parametrize("camera", [240, 239.76, 236, 244])
def test_camera_rate_like_that_of_the_clip_is_real_time(camera):
    clock = read_clock(even(200, 239.9), capture_fps=camera)
    assert clock.slow_motion_factor == 1.0
    assert codes(clock) == []


def test_real_time_keeps_the_crystal_error_and_slow_motion_adds_the_nominal_rate():
    assert read_clock(even(50, 60.0)).scale_sd == pytest.approx(5e-5)
    slowed = read_clock(even(50, 30.0), capture_fps=240).scale_sd
    assert slowed == pytest.approx(1e-3, rel=0.01)


def test_tag_is_used_without_a_setup_and_outranked_by_it():
    times = even(90, 30.0)
    tagged = read_clock(times, tagged_capture_fps=240.0)
    assert (tagged.slow_motion_factor, tagged.origin) == (8.0, "clip tag")
    both = read_clock(times, tagged_capture_fps=240.0, capture_fps=120.0)
    assert (both.slow_motion_factor, both.origin) == (4.0, "capture_fps in the setup")


def test_times_of_a_slowed_clip_are_real_seconds_in_sd_and_duration():
    plain = read_clock(even(241, 30.0, 1 / 600), tick_s=1 / 600)
    slowed = read_clock(even(241, 30.0, 1 / 600), capture_fps=240, tick_s=1 / 600)
    assert slowed.time_sd_s == pytest.approx(plain.time_sd_s / 8)
    assert slowed.duration_s == pytest.approx(plain.duration_s / 8)
    assert slowed.capture_fps == pytest.approx(240.0)
    assert slowed.fps == pytest.approx(30.0)


@pytest.mark.parametrize(("camera", "playback"), [(30, 240), (30, 60), (25, 30), (240, 200)])
def test_contradicting_setup_rate_ends_in_a_question(camera, playback):
    with pytest.raises(TimingError, match="Correct capture_fps in the setup") as caught:
        read_clock(even(120, playback), capture_fps=camera)
    assert caught.value.code == "capture-fps-contradiction"
    assert f"{playback}" in caught.value.message


def test_time_lapse_tag_ends_in_a_question():
    with pytest.raises(TimingError, match="time-lapse"):
        read_clock(even(60, 30.0), tagged_capture_fps=2.0)


def test_tag_that_poor_light_did_not_reach_leaves_real_time():
    clock = read_clock(even(60, 24.0), tagged_capture_fps=30.0)
    assert clock.slow_motion_factor == 1.0
    assert codes(clock) == ["capture-rate-not-reached"]


@pytest.mark.parametrize("rate", [0.0, -30.0, float("nan"), float("inf")])
def test_senseless_capture_rate_is_refused(rate):
    with pytest.raises(TimingError, match="above 0 Hz") as caught:
        read_clock(even(10, 30.0), capture_fps=rate)
    assert caught.value.code == "capture-fps-invalid"


@pytest.mark.parametrize(("frames", "code"), [(0, "clip-no-frames"), (1, "clip-one-frame")])
def test_fewer_than_two_frames_are_refused(frames, code):
    with pytest.raises(VideoError, match=f"at least 2 frames.*got {frames}") as caught:
        read_clock(even(frames, 30.0))
    assert caught.value.code == code


@pytest.mark.parametrize("times", [[0.0, 0.1, 0.1], [0.0, 0.2, 0.1], [0.0, float("nan"), 0.2]])
def test_times_that_do_not_increase_are_refused(times):
    with pytest.raises(TimingError, match="must increase"):
        read_clock(np.array(times))


def test_each_picture_shown_three_times_lowers_the_true_rate():
    repeats = np.arange(185) % 3 != 0
    repeats[[27, 60, 105]] = True  # a capture that also missed three pictures
    clock = read_clock(even(185, 30.0), repeats=repeats)
    assert clock.capture_fps == pytest.approx(10.0)
    assert clock.fps == pytest.approx(30.0)
    assert codes(clock) == ["duplicated-frames"]
    assert clock.duplicates == int(repeats[: np.flatnonzero(~repeats)[-1]].sum())


def test_duplicates_count_in_the_slow_motion_factor():
    # 240 Hz slowed to 30 Hz, shown at 60: each picture twice.
    repeats = np.arange(300) % 2 == 1
    clock = read_clock(even(300, 60.0), capture_fps=240, repeats=repeats)
    assert clock.slow_motion_factor == pytest.approx(8.0)


def test_film_shown_at_60_hz_repeats_by_turns_of_two_and_three():
    new = np.concatenate([[0], np.cumsum(np.tile([2, 3], 60))])
    repeats = np.ones(new[-1] + 1, dtype=bool)
    repeats[new] = False
    clock = read_clock(even(repeats.size, 60.0), repeats=repeats)
    assert clock.capture_fps == pytest.approx(24.0)


def test_stillness_before_the_run_is_no_duplication():
    repeats = np.zeros(400, dtype=bool)
    repeats[1:200] = True
    repeats[330:] = True
    clock = read_clock(even(400, 240.0), repeats=repeats, capture_fps=240)
    assert clock.duplicates == 0
    assert clock.capture_fps == pytest.approx(240.0)
    assert clock.slow_motion_factor == 1.0


@given(st.lists(st.booleans(), min_size=60, max_size=300))
def test_repeats_that_come_and_go_never_reach_slow_motion(flags):
    # Half the frames at random: no conversion does that, so the clock must not be touched by more
    # than what a regular pattern would; a clip filmed in real time stays real time or is refused.
    repeats = np.array(flags)
    repeats[0] = False
    rng = np.random.default_rng(repeats.size)
    repeats &= rng.random(repeats.size) < 0.5
    clock = read_clock(even(repeats.size, 240.0), capture_fps=240.0, repeats=repeats)
    assert clock.slow_motion_factor == 1.0


def test_repeat_flags_of_another_length_are_refused():
    with pytest.raises(TimingError, match="for each of 10 frames was expected, got 9"):
        read_clock(even(10, 30.0), repeats=np.zeros(9, dtype=bool))


@given(
    fps=st.floats(20, 300),
    start=st.floats(-5, 5),
    frames=st.integers(10, 200),
)
def test_shifting_the_clock_changes_nothing_but_rounding(fps, start, frames):
    here = read_clock(even(frames, fps))
    there = read_clock(even(frames, fps) + start)
    assert there.fps == pytest.approx(here.fps, rel=1e-9)
    assert there.variable_frame_rate == here.variable_frame_rate


def test_nominal_rate_takes_ntsc_for_its_sibling_and_leaves_strangers():
    assert nominal_rate(29.97) == 30.0
    assert nominal_rate(59.94) == 60.0
    assert nominal_rate(28.0) == 28.0
