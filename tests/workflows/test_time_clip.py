"""From a clip to times: virtual sprints (synthetic) whose truth is known, filmed in many ways."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.workflows.films import Film, assert_true, codes, film, small

from flyzone import time_clip
from flyzone.errors import SetupError, TimingError
from flyzone.virtual import Bystander, Camera, Looks, Rendered, Runner, Scenario, Scene
from flyzone.wire.setup import parse_setup
from flyzone.workflows.timed_clip import TimedClip

BLUE = Looks(shirt=(44, 92, 178), shorts=(28, 28, 32))


@pytest.fixture(scope="module")
def plain(sprint: Rendered) -> Film:
    return Film.of(sprint)


@pytest.fixture(scope="module")
def timed(plain: Film) -> TimedClip:
    return plain.timed()


# The result of one plain clip


def test_a_plain_clip_is_timed_within_its_error(plain: Film, timed: TimedClip) -> None:
    assert_true(timed, plain)
    assert codes(timed) == []
    assert timed.not_measured == ()


def test_what_a_run_says_agrees_with_itself(plain: Film, timed: TimedClip) -> None:
    (run,) = timed.runs
    (truth,) = plain.truth["runners"]
    assert run.direction == "left-to-right"
    assert run.time_s == pytest.approx(run.exit_s - run.entry_s)
    assert run.speed_m_s == pytest.approx(10.0 / run.time_s)
    assert run.speed_sd_m_s / run.speed_m_s == pytest.approx(run.time_sd_s / run.time_s)
    assert run.entry_s == pytest.approx(truth["entry_s"], abs=0.015)
    assert [(s.from_m, s.to_m) for s in run.splits] == [(0, 5), (5, 10)]
    assert sum(s.time_s for s in run.splits) == pytest.approx(run.time_s)


def test_the_error_budget_adds_up_in_squares(timed: TimedClip) -> None:
    (run,) = timed.runs
    shares = {s.source: s.sd_s for s in run.error_budget}
    assert np.sqrt(sum(sd**2 for sd in shares.values())) == pytest.approx(run.time_sd_s, rel=1e-4)
    assert {"marks", "cones", "camera", "lateral place", "tracking"} <= set(shares)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


def test_the_path_runs_through_the_zone_within_the_clip(plain: Film, timed: TimedClip) -> None:
    (run,) = timed.runs
    t, x = np.array(run.path).T
    assert (np.diff(t) > 0).all()
    assert (np.diff(x) > 0).all()
    assert t[0] >= 0
    assert t[-1] <= timed.clip.duration_s
    assert x[0] < 0
    assert x[-1] > 10
    (truth,) = plain.truth["runners"]
    names = truth["joints"]["names"]
    world = np.array(truth["joints"]["world_m"])
    trunk = (world[:, names.index("mid_hip"), 0] + world[:, names.index("mid_shoulder"), 0]) / 2
    moments = np.array(plain.truth["frames"]["time_s"])[truth["joints"]["frame"]]
    inside = (x > 0) & (x < 10)
    off = np.interp(t[inside], moments, trunk) - x[inside]
    assert np.abs(off).max() < 0.12
    assert np.ptp(off) < 0.06  # what is the same at both lines drops out of the time


def test_the_clips_own_figures_are_told(plain: Film, timed: TimedClip) -> None:
    clip = timed.clip
    assert clip.frames == len(plain.truth["frames"]["time_s"])
    assert clip.fps == pytest.approx(60.0, rel=1e-3)
    assert clip.duration_s == pytest.approx(clip.frames / 60, rel=1e-3)
    assert (clip.slow_motion_factor, clip.variable_frame_rate) == (1.0, False)


def test_a_setup_as_file_text_dict_and_object_are_the_same(
    plain: Film, sprint: Rendered, timed: TimedClip
) -> None:
    for setup in (str(sprint.setup), parse_setup(plain.setup)):
        assert time_clip(str(plain.clip), setup) == timed


def test_results_turn_into_tables_and_a_document_of_json(timed: TimedClip) -> None:
    (run,) = timed.runs
    assert timed.runs_table()["time_s"].tolist() == [run.time_s]
    assert len(timed.splits_table()) == 2
    assert (timed.budget_table()["sd_s"] ** 2).sum() == pytest.approx(run.time_sd_s**2, rel=1e-4)
    assert len(timed.path_table()) == len(run.path)
    document = json.loads(json.dumps(timed.to_dict(), allow_nan=False))
    assert document["runs"][0]["time_s"] == pytest.approx(run.time_s, abs=1e-4)


def test_progress_tells_seconds_of_the_clip_and_changes_nothing(
    plain: Film, timed: TimedClip
) -> None:
    told: list[float] = []
    assert time_clip(plain.clip, plain.setup, progress=told.append) == timed
    assert told == sorted(told)
    assert told[-1] > 0.9


# The user's axes


def with_axes(setup: dict[str, Any], x: int, y: int, shift: float = 0.0) -> dict[str, Any]:
    marks = [
        {
            "pixel": mark["pixel"],
            "lane": [x * mark["lane"][0] + shift, y * mark["lane"][1], *mark["lane"][2:]],
        }
        for mark in setup["marks"]
    ]
    zone = sorted(x * end + shift for end in setup["zone"])
    return setup | {"marks": marks, "zone": zone}


@pytest.mark.parametrize(("x", "y", "shift"), [(1, -1, 0.0), (-1, 1, 30.0)])
def test_the_users_axes_change_no_time(
    plain: Film, timed: TimedClip, x: int, y: int, shift: float
) -> None:
    other = time_clip(plain.clip, with_axes(plain.setup, x, y, shift))
    (run,), (known,) = other.runs, timed.runs
    assert run.time_s == pytest.approx(known.time_s, abs=1e-4)
    assert run.time_sd_s == pytest.approx(known.time_sd_s, rel=0.02)
    assert run.direction == "left-to-right"
    assert run.lateral_m == pytest.approx(y * known.lateral_m, abs=0.005)
    assert [s.from_m for s in run.splits] == [shift + x * s.from_m for s in known.splits]


def test_a_wider_or_a_surer_lateral_place_moves_the_error_bar(
    plain: Film, timed: TimedClip
) -> None:
    sure = plain.timed(lateral_sd_m=0.02, mark_sd_m=0.001).runs[0]
    assert sure.time_sd_s < 0.75 * timed.runs[0].time_sd_s
    assert sure.time_s == pytest.approx(timed.runs[0].time_s, abs=0.006)


# Cameras and files


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(
            runners=(Runner(direction="right-to-left", speed_m_s=8.8, lateral_m=0.05),),
            camera=Camera(yaw_deg=8.0, height_m=1.8), encoding=small(width=960, height=540),
            seed=4,
        ),
        Scenario(encoding=small(codec="libx265", fps=30.0), seed=7),
        Scenario(encoding=small(jitter=0.15, drop_share=0.05), seed=7),
        Scenario(encoding=small(rotation_deg=180), seed=7),
        Scenario(encoding=small(fps=30.0, duplicate_share=0.15), seed=7),
        Scenario(camera=Camera(drift_px=16.0, shake_px=0.7), encoding=small(fps=30.0), seed=6),
    ],
    ids=["leftwards", "hevc", "variable rate", "upside down", "duplicates", "hand-held"],
)  # fmt: skip
def test_however_it_was_filmed_the_time_is_true(scenario: Scenario, tmp_path: Path) -> None:
    made = film(scenario, tmp_path)
    timing = made.timed()
    assert_true(timing, made)
    assert timing.runs[0].direction == scenario.runners[0].direction
    assert timing.clip.variable_frame_rate == (scenario.encoding.jitter > 0)
    assert ("camera-hand-held" in codes(timing)) == (scenario.camera.drift_px > 0)


def test_marks_may_be_tapped_on_any_frame_of_a_drifting_camera(tmp_path: Path) -> None:
    scenario = Scenario(
        camera=Camera(drift_px=30.0), encoding=small(fps=30.0), mark_frame=40, seed=8
    )
    made = film(scenario, tmp_path)
    assert made.setup["mark_frame"] == 40
    right = made.timed()
    assert_true(right, made)
    wrong = made.timed(mark_frame=0)
    # The camera had turned by 20 px, half a metre of the lane, when the marks were tapped.
    assert wrong.runs == () or abs(wrong.runs[0].entry_s - right.runs[0].entry_s) > 0.03


def test_two_runners_are_two_runs_with_their_names_in_order(tmp_path: Path) -> None:
    runners = (
        Runner(speed_m_s=9.4, name="Ada"),
        Runner(speed_m_s=8.9, entry_delay_s=1.6, name="Grace", looks=BLUE, height_m=1.7),
    )
    made = film(Scenario(runners=runners, encoding=small(), seed=5), tmp_path)
    timing = time_clip(made.clip, made.setup, athletes=["Ada", "Grace"])
    assert_true(timing, made)
    assert [run.athlete for run in timing.runs] == ["Ada", "Grace"]
    assert codes(timing) == []
    assert timing.runs[0].exit_s < timing.runs[1].entry_s


def test_an_order_that_does_not_match_is_told(plain: Film) -> None:
    timing = time_clip(plain.clip, plain.setup, athletes=["Ada", "Grace"])
    assert [run.athlete for run in timing.runs] == ["Ada"]
    assert codes(timing) == ["order-does-not-match"]
    assert "2 athletes" in timing.warnings[-1].message


# Slow motion


@pytest.fixture(scope="module")
def slowed(tmp_path_factory: pytest.TempPathFactory) -> Film:
    encoding = small(fps=240.0, slow_motion=8.0, lead_in_s=0.3, lead_out_s=0.3)
    scenario = Scenario(encoding=encoding, zone_m=(0.0, 6.0), seed=5, tell_capture_fps=True)
    return film(scenario, tmp_path_factory.mktemp("slowed"))


def test_slow_motion_that_is_told_gives_real_seconds(slowed: Film) -> None:
    timing = slowed.timed()
    assert_true(timing, slowed)
    assert timing.clip.slow_motion_factor == 8.0
    assert timing.clip.duration_s == pytest.approx(timing.clip.frames / 240, rel=1e-3)
    assert "slow-motion" in codes(timing)


def test_slower_motion_than_phones_make_is_timed_as_told(tmp_path: Path) -> None:
    encoding = small(fps=240.0, slow_motion=16.0, lead_in_s=0.25, lead_out_s=0.25)
    scenario = Scenario(encoding=encoding, zone_m=(0.0, 3.0), seed=5, tell_capture_fps=True)
    made = film(scenario, tmp_path)
    timing = made.timed()
    assert_true(timing, made)
    assert timing.clip.slow_motion_factor == 16.0


def test_slow_motion_that_is_not_told_ends_in_a_question_and_not_in_a_time(slowed: Film) -> None:
    setup = {key: value for key, value in slowed.setup.items() if key != "capture_fps"}
    with pytest.raises(TimingError) as caught:
        time_clip(slowed.clip, setup)
    assert caught.value.code == "slow-motion-suspected"
    assert "At what rate was it filmed?" in caught.value.message
    assert '"capture_fps": 240' in caught.value.message
    assert "about 8 times" in caught.value.message


def test_a_ramp_of_slow_motion_gives_no_time(tmp_path: Path) -> None:
    encoding = small(fps=120.0, slow_motion=4.0, slow_ramp=True, lead_in_s=0.4, lead_out_s=0.4)
    made = film(Scenario(encoding=encoding, seed=5, tell_capture_fps=True), tmp_path)
    untold = {key: value for key, value in made.setup.items() if key != "capture_fps"}
    with pytest.raises(TimingError) as caught:
        time_clip(made.clip, untold)
    assert caught.value.code in ("slow-motion-suspected", "rate-changes")
    assert "?" in caught.value.message
    try:
        told = time_clip(made.clip, made.setup)
    except TimingError as error:
        assert error.code == "rate-changes"  # noqa: PT017
    else:
        assert told.runs == ()


# Who is no run


@pytest.mark.parametrize(("lateral", "height"), [(-1.22, 2.2), (1.22, 3.0)])
def test_a_runner_beside_the_lane_is_named_and_not_timed(
    tmp_path: Path, lateral: float, height: float
) -> None:
    scenario = Scenario(
        runners=(Runner(lateral_m=lateral),), camera=Camera(height_m=height),
        encoding=small(width=960, height=540), seed=6,
    )  # fmt: skip
    timing = film(scenario, tmp_path).timed()
    assert timing.runs == ()
    assert codes(timing) == ["other-lane", "no-run"]
    assert [n.quantity for n in timing.not_measured] == ["runs"]


def test_a_low_camera_may_time_the_other_lane_but_says_how_little_it_knows(
    tmp_path: Path,
) -> None:
    scenario = Scenario(
        runners=(Runner(lateral_m=1.22),), camera=Camera(height_m=1.4),
        encoding=small(width=960, height=540), seed=6,
    )  # fmt: skip
    made = film(scenario, tmp_path)
    timing = made.timed()
    off = [abs(run.time_s - made.true_times_s[0]) / run.time_sd_s for run in timing.runs]
    assert all(z < 3 for z in off) or "lateral-doubtful" in codes(timing)
    assert timing.runs or "other-lane" in codes(timing)


def test_a_walker_is_named_and_not_timed(tmp_path: Path) -> None:
    walker = Bystander(x_m=-2.0, y_m=0.0, speed_m_s=1.6)
    scenario = Scenario(
        runners=(Runner(entry_delay_s=2.5),), scene=Scene(bystanders=(walker,)),
        camera=Camera(margin_m=1.5), zone_m=(0.0, 3.0),
        encoding=small(fps=30.0, lead_in_s=3.4, lead_out_s=-0.45), seed=6,
    )  # fmt: skip
    timing = film(scenario, tmp_path).timed()
    assert timing.runs == ()
    assert codes(timing) == ["not-running", "no-run"]
    assert "1.6 m/s" in timing.warnings[0].message


def test_an_empty_lane_gives_no_run_and_says_why(tmp_path: Path) -> None:
    encoding = small(fps=30.0, lead_in_s=2.5, lead_out_s=-1.6)
    timing = film(Scenario(encoding=encoding, seed=6), tmp_path).timed()
    assert timing.runs == ()
    assert codes(timing) == ["no-runner"]
    assert timing.not_measured[0].quantity == "runs"


def test_a_runner_too_small_to_measure_is_told_so_with_the_pixels_that_he_has(
    tmp_path: Path,
) -> None:
    scenario = Scenario(camera=Camera(distance_m=40.0, hfov_deg=60.0), encoding=small(), seed=6)
    timing = film(scenario, tmp_path).timed()
    assert timing.runs == ()
    assert codes(timing) == ["runner-too-small", "no-run"]
    assert " px tall" in timing.warnings[0].message


@pytest.mark.parametrize(
    ("lead_in", "lead_out", "code"), [(0.5, -0.35, "exit-not-seen"), (-0.3, 0.5, "entry-not-seen")]
)
def test_a_run_of_which_one_end_was_not_filmed_is_left_out_and_told(
    tmp_path: Path, lead_in: float, lead_out: float, code: str
) -> None:
    encoding = small(lead_in_s=lead_in, lead_out_s=lead_out)
    timing = film(Scenario(encoding=encoding, seed=6), tmp_path).timed()
    assert timing.runs == ()
    assert codes(timing) == [code, "no-run"]


def test_a_camera_kicked_in_the_middle_is_found_with_its_moment(tmp_path: Path) -> None:
    scenario = Scenario(camera=Camera(bump_s=0.7, bump_px=14.0), encoding=small(fps=30.0), seed=6)
    with pytest.raises(TimingError) as caught:
        film(scenario, tmp_path).timed()
    assert caught.value.code == "camera-moved"
    found = re.search(r"moved by (\d\.\d+) s: .* since (\d\.\d+) s", caught.value.message)
    assert found is not None
    assert float(found[2]) <= 0.75 <= float(found[1]) + 0.05


# Setups that do not belong to the clip


def test_a_zone_outside_the_view_is_refused_with_its_line(plain: Film) -> None:
    with pytest.raises(SetupError, match="line at 30 m lies outside the view") as caught:
        plain.timed(zone=[0, 30])
    assert caught.value.code == "zone-outside-view"


def test_a_marked_frame_after_the_end_is_refused_with_the_clips_length(
    plain: Film, timed: TimedClip
) -> None:
    with pytest.raises(SetupError, match=f"frames 0 to {timed.clip.frames - 1}") as caught:
        plain.timed(mark_frame=5000)
    assert caught.value.code == "mark-frame-outside-clip"


def test_a_setup_seen_from_the_front_is_refused(plain: Film) -> None:
    with pytest.raises(SetupError, match='view "front"') as caught:
        plain.timed(view="front")
    assert caught.value.code == "wrong-view"
