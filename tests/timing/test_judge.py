"""Who among those who passed ran through the zone, and where across the lane."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.geometry.builders import camera
from tests.timing.builders import STEP_HZ, lane, passage

from flyzone.errors import TimingError
from flyzone.geometry import LaneCamera
from flyzone.timing.company import is_shadow
from flyzone.timing.judge import judge_passage, split_lines
from flyzone.timing.lateral import locate_across


def test_a_sprint_through_the_zone_is_a_run() -> None:
    verdict = judge_passage(passage(9.0), lane())
    assert verdict.notices == ()
    assert verdict.run is not None
    assert verdict.run.time_s == pytest.approx(10 / 9.0, abs=3 * verdict.run.time_sd_s)
    assert verdict.run.direction == "left-to-right"


@settings(max_examples=6)
@given(st.floats(4.0, 11.0), st.integers(0, 1000))
def test_running_back_takes_as_long(speed: float, seed: int) -> None:
    there = passage(speed, seed=seed)
    back = replace(there, places=10.0 - there.places)
    went, came = (judge_passage(p, lane()).run for p in (there, back))
    assert went is not None
    assert came is not None
    assert came.time_s == pytest.approx(went.time_s, abs=1e-5)
    assert came.time_sd_s == pytest.approx(went.time_sd_s, rel=1e-3)
    assert came.direction == "right-to-left"
    assert (came.splits[0].from_m, came.splits[-1].to_m) == (10.0, 0.0)


def test_a_lane_that_runs_to_the_left_in_the_picture_turns_the_direction_around() -> None:
    mirrored = camera(x=-5.0, along_sign=-1)
    run = judge_passage(passage(9.0), lane(mirrored)).run
    assert run is not None
    assert run.direction == "right-to-left"


def only_code(verdict) -> str:
    assert verdict.run is None
    (notice,) = verdict.notices
    return notice.code


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (passage(2.0, step_hz=2.4), "not-running"),
        (passage(9.0, start=2.0), "entry-not-seen"),
        (passage(9.0, end=8.0), "exit-not-seen"),
        (passage(9.0, start=8.0, end=-3.0), "entry-not-seen"),
        (passage(9.0, start=13.0, end=2.0), "exit-not-seen"),
    ],
)
def test_what_is_no_run_through_the_zone_is_told_by_its_code(who, code: str) -> None:
    assert only_code(judge_passage(who, lane())) == code


@pytest.mark.parametrize(
    "who", [passage(9.0, start=-4, end=-0.5), passage(9.0, start=10.2, end=14.0)]
)
def test_who_stays_outside_the_zone_is_nobodys_business(who) -> None:
    verdict = judge_passage(who, lane())
    assert (verdict.run, verdict.notices) == (None, ())


def hidden(who, low: float, high: float):
    """The same passage, overlapped by somebody between two places."""
    gone = (who.places > low) & (who.places < high)
    return replace(
        who, times=who.times[~gone], places=who.places[~gone], doubt=who.doubt[~gone],
        leg_spread=who.leg_spread[~gone], crowded=who.times[gone],
    )  # fmt: skip


def test_a_run_hidden_at_a_line_is_not_timed_and_one_hidden_for_a_moment_is() -> None:
    assert only_code(judge_passage(hidden(passage(9.0), -0.9, 0.9), lane())) == "overlapped"
    assert only_code(judge_passage(hidden(passage(9.0), 2.5, 7.5), lane())) == "overlapped"
    run = judge_passage(hidden(passage(9.0), 4.5, 5.5), lane()).run
    assert run is not None
    assert run.time_s == pytest.approx(10 / 9.0, abs=3 * run.time_sd_s)


def test_a_slowed_sprint_is_questioned_unless_its_rate_was_told() -> None:
    slowed = passage(9.0 / 4, step_hz=STEP_HZ / 4)
    with pytest.raises(TimingError, match="capture_fps") as caught:
        judge_passage(slowed, lane())
    assert caught.value.code == "slow-motion-suspected"
    assert only_code(judge_passage(slowed, lane(rate_told=True))) == "not-running"
    real = judge_passage(slowed.at_rate(4.0), lane(rate_told=True)).run
    assert real is not None
    assert real.time_s == pytest.approx(10 / 9.0, abs=3 * real.time_sd_s)


def test_a_sped_up_clip_is_questioned() -> None:
    with pytest.raises(TimingError, match="faster than any human") as caught:
        judge_passage(passage(16.0, step_hz=6.0), lane())
    assert caught.value.code == "too-fast"


def test_a_rate_that_changes_in_the_zone_is_refused_with_its_moment() -> None:
    whole = passage(9.0, noise=0.003)
    slow = whole.places > 5.0
    since = whole.times[slow][0]
    later = np.where(slow, since + 4 * (whole.times - since), whole.times)
    with pytest.raises(TimingError, match="change within the run") as caught:
        judge_passage(replace(whole, times=later), lane(rate_told=True))
    assert caught.value.code == "rate-changes"


def test_legs_that_were_not_seen_are_told_and_widen_the_error() -> None:
    blind = passage(9.0, leg_spread=np.full(passage(9.0).times.size, np.nan))
    verdict = judge_passage(blind, lane())
    assert [n.code for n in verdict.notices] == ["step-rate-unclear"]
    assert verdict.run is not None


@pytest.mark.parametrize(
    ("first", "last", "lines"),
    [
        (0, 10, [0, 5, 10]), (10, 0, [10, 5, 0]), (0, 20, [0, 5, 10, 15, 20]), (0, 3, [0, 3]),
        (0, 11, [0, 5, 11]), (0, 40, [0, 10, 20, 30, 40]), (-5, 5, [-5, 0, 5]),
    ],
)  # fmt: skip
def test_splits_come_every_five_metres_and_never_a_stump(first, last, lines) -> None:
    assert split_lines(first, last) == pytest.approx(lines)


def test_a_shadow_that_keeps_pace_with_its_owner_is_one() -> None:
    owner, shadow = passage(9.0, shadow=0.1), passage(8.8, start=-4.0, end=12.0, shadow=0.8)
    assert is_shadow(shadow, (owner, shadow))
    assert not is_shadow(owner, (owner, shadow))
    assert not is_shadow(shadow, (shadow,))  # dark clothes on a grey ground
    later = replace(shadow, times=shadow.times + 10)
    assert not is_shadow(later, (owner, later))


# Where across the lane


def sole_of(seen_by: LaneCamera, y: float) -> float:
    """Height at which the near edge of a shoe in the middle of the zone is read."""
    side = 1 if seen_by.across_sign > 0 else -1
    edge = seen_by.to_pixels([[5.0, y - side * 0.045, 0.0]])
    return float(seen_by.to_lane(edge)[0, 1])


@pytest.mark.parametrize("across_sign", [1, -1])
@pytest.mark.parametrize("y", [-0.3, 0.0, 0.25])
def test_a_high_camera_sees_where_across_the_lane_he_ran(across_sign: int, y: float) -> None:
    seen_by = camera(height=4.0, across_sign=across_sign)
    who = passage(9.0, sole_m=sole_of(seen_by, y), sole_sd_m=0.018)
    found = locate_across(who, seen_by, (0.0, 10.0), 10.0)
    assert found.seen_m == pytest.approx(y, abs=0.03)
    assert found.mean_m == pytest.approx(y, abs=0.03)
    assert found.seen_sd_m < 0.10


def test_what_is_seen_and_what_is_known_are_joined_by_their_precision() -> None:
    seen_by = camera(height=4.0)
    who = passage(9.0, sole_m=sole_of(seen_by, 0.15), sole_sd_m=0.018)
    found = locate_across(who, seen_by, (0.0, 10.0), 0.10)
    assert found.seen_m is not None
    share = 0.10**2 / (0.10**2 + found.seen_sd_m**2)
    assert found.mean_m == pytest.approx(share * found.seen_m)
    assert found.sd_m**-2 == pytest.approx(0.10**-2 + found.seen_sd_m**-2)


@pytest.mark.parametrize(("height", "sole"), [(4.0, float("nan")), (0.01, 0.0)])
def test_feet_unseen_or_a_camera_on_the_ground_leave_what_is_known(height, sole) -> None:
    who = passage(9.0, sole_m=sole, sole_sd_m=0.018)
    found = locate_across(who, camera(height=height), (0.0, 10.0), 0.10)
    assert (found.mean_m, found.sd_m, found.seen_m) == (0.0, 0.10, None)


def test_a_runner_in_the_next_lane_is_told_and_one_at_the_edge_of_his_own_is_timed() -> None:
    seen_by = camera(height=4.0)
    for y in (1.22, -1.22):
        who = passage(9.0, sole_m=sole_of(seen_by, y), sole_sd_m=0.018)
        assert only_code(judge_passage(who, lane(seen_by))) == "other-lane"
    edge = passage(9.0, sole_m=sole_of(seen_by, 0.4), sole_sd_m=0.018)
    assert judge_passage(edge, lane(seen_by, lateral_sd_m=0.3)).run is not None
