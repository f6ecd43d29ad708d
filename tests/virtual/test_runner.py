"""The virtual runner: bones keep their length, feet do not slide, crossings are exact."""

import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from flyzone.errors import InputError
from flyzone.virtual.body import INDEX
from flyzone.virtual.bystanders import walker_path
from flyzone.virtual.runner import RunnerPath
from flyzone.virtual.scenario import Bystander, Runner

MOCAP = Path(__file__).parents[2].parent / "shared" / "mocap"
RUNNERS = {
    "jog": Runner(speed_m_s=4.0),
    "fast": Runner(speed_m_s=9.5),
    "elite": Runner(speed_m_s=11.8, knee_lift_deg=75.0, recovery_deg=130.0),
    "tall": Runner(speed_m_s=9.0, height_m=1.98),
    "small": Runner(speed_m_s=7.0, height_m=1.45),
    "accelerating": Runner(speed_m_s=7.0, acceleration_m_s2=2.0, trunk_lean_deg=18.0),
    "slowing": Runner(speed_m_s=9.0, acceleration_m_s2=-1.2),
}


def path_of(runner, *, sign=1, phase=0.3, start_x=0.0):
    return RunnerPath(runner, start_x=start_x, sign=sign, span=(-0.8, 1.6), step_phase=phase)


@pytest.fixture(scope="module", params=sorted(RUNNERS))
def path(request):
    return path_of(RUNNERS[request.param])


def joint(joints, name):
    return joints[:, INDEX[name]]


def leg_angles(joints, side="left"):
    """Sagittal thigh angle (forward positive) and knee flexion, degrees."""
    thigh = joint(joints, f"knee_{side}") - joint(joints, f"hip_{side}")
    shank = joint(joints, f"ankle_{side}") - joint(joints, f"knee_{side}")
    hip = np.degrees(np.arctan2(thigh[:, 0], -thigh[:, 2]))
    lower = np.degrees(np.arctan2(shank[:, 0], -shank[:, 2]))
    return hip, (hip - lower + 180.0) % 360.0 - 180.0


def test_toe_tip_stays_put_from_touchdown_to_toe_off(path):
    inside = [s for s in path.steps() if s.touchdown > -0.8 and s.toe_off < 1.6]
    assert len(inside) > 4
    for step in inside:
        joints = path.joints(np.linspace(step.touchdown, step.toe_off, 40))
        toe = joint(joints, f"toe_{step.foot}")
        assert np.abs(toe[:, :2] - [step.toe_x, step.toe_y]).max() < 1e-9
        assert np.ptp(toe[:, 2]) < 1e-9


def test_bones_never_change_their_length(path):
    joints = path.joints(np.linspace(-0.8, 1.6, 1501))
    body = path.body
    foot = math.hypot(body.ankle_back, body.ankle_up)
    bones = {
        ("mid_hip", "mid_shoulder"): body.trunk,
        **{
            bone: length
            for s in ("left", "right")
            for bone, length in {
                (f"hip_{s}", f"knee_{s}"): body.thigh,
                (f"knee_{s}", f"ankle_{s}"): body.shank,
                (f"ankle_{s}", f"ball_{s}"): foot,
                (f"heel_{s}", f"ball_{s}"): body.heel_back,
                (f"ball_{s}", f"toe_{s}"): body.toes,
                (f"shoulder_{s}", f"elbow_{s}"): body.upper_arm,
                (f"elbow_{s}", f"wrist_{s}"): body.forearm,
            }.items()
        },
    }
    for (a, b), length in bones.items():
        measured = np.linalg.norm(joint(joints, a) - joint(joints, b), axis=1)
        assert np.abs(measured - length).max() < 1e-9, (a, b)


def test_no_joint_angle_jumps_in_velocity(path):
    """A jump in velocity would stay when the step is halved; a smooth curve's change halves."""

    def largest_change(step):
        time = np.arange(0.0, 1.0, step)
        joints = path.joints(time)
        speeds = [np.diff(np.unwrap(np.radians(a))) / step for a in leg_angles(joints)]
        return [np.abs(np.diff(s)).max() for s in speeds]

    for coarse, fine in zip(largest_change(4e-4), largest_change(1e-4), strict=True):
        assert fine < 0.5 * coarse


def test_no_foot_goes_through_the_ground(path):
    joints = path.joints(np.linspace(-0.8, 1.6, 2001))
    for side in ("left", "right"):
        for part in ("toe", "ball", "heel", "ankle"):
            assert joint(joints, f"{part}_{side}")[:, 2].min() > path.body.sole - 1e-3


def test_knees_never_bend_backwards(path):
    joints = path.joints(np.linspace(-0.8, 1.6, 2001))
    for side in ("left", "right"):
        assert leg_angles(joints, side)[1].min() > 3.0


def test_crossing_is_a_root_of_the_continuous_path(path):
    for x in (-1.0, 0.0, 2.5, 6.0):
        when = path.time_at(x)
        hips, shoulders = (
            joint(path.joints(np.array([when])), n) for n in ("mid_hip", "mid_shoulder")
        )
        assert 0.5 * (hips + shoulders)[0, 0] == pytest.approx(x, abs=1e-9)


def test_steady_runner_without_sway_needs_distance_over_speed():
    runner = Runner(speed_m_s=8.0, speed_ripple_m_s=0.0, trunk_ripple_deg=0.0)
    path = path_of(runner)
    assert path.time_at(10.0) - path.time_at(0.0) == pytest.approx(1.25, abs=1e-9)


def test_accelerating_runner_without_sway_obeys_the_law_of_uniform_acceleration():
    runner = Runner(
        speed_m_s=7.0, acceleration_m_s2=1.5, speed_ripple_m_s=0.0, trunk_ripple_deg=0.0,
        trunk_lean_deg=0.0,
    )  # fmt: skip
    when = path_of(runner).time_at(8.0)
    assert 7.0 * when + 0.75 * when**2 == pytest.approx(8.0, abs=1e-9)


def test_speed_ripple_moves_the_trunk_as_much_as_asked():
    path = path_of(Runner(speed_ripple_m_s=0.15, trunk_ripple_deg=0.0))
    time = np.linspace(0.0, 1.0, 20001)
    speed = np.gradient(path.trunk(time)[:, 0], time)
    assert speed.max() - speed.min() == pytest.approx(0.30, abs=0.01)
    whole_steps = time <= 4 / path.step_frequency
    assert speed[whole_steps].mean() == pytest.approx(9.5, abs=0.01)


def test_vertical_oscillation_is_a_sprinters():
    path = path_of(Runner(speed_m_s=9.5))
    height = path.trunk(np.linspace(0.0, 1.0, 5001))[:, 2]
    assert 0.045 < height.max() - height.min() < 0.075


def test_steps_are_as_asked():
    asked = Runner(speed_m_s=9.0, step_frequency_hz=4.4, contact_s=0.098, touchdown_distance_m=0.33)
    path = path_of(asked)
    steps = path.steps()
    assert [a.foot != b.foot for a, b in pairwise(steps)] == [True] * (len(steps) - 1)
    for a, b in pairwise(steps):
        assert b.touchdown - a.touchdown == pytest.approx(1 / 4.4, abs=1e-9)
        assert a.toe_off - a.touchdown == pytest.approx(0.098, abs=1e-9)
        assert b.toe_x - a.toe_x == pytest.approx(9.0 / 4.4, abs=1e-9)
    inside = [s for s in steps if -0.8 < s.touchdown < 1.6]
    for step in inside:
        hips = path.joints(np.array([step.touchdown]))[0, INDEX["mid_hip"], 0]
        assert step.toe_x - hips == pytest.approx(0.33, abs=1e-9)


def test_knee_lift_and_recovery_are_reached():
    path = path_of(Runner(knee_lift_deg=72.0, recovery_deg=120.0))
    thigh, knee = leg_angles(path.joints(np.linspace(0.0, 1.0, 4001)))
    assert thigh.max() == pytest.approx(72.0, abs=1.5)
    assert knee.max() == pytest.approx(120.0, abs=2.0)


def test_trunk_lean_and_elbows_are_as_asked():
    path = path_of(Runner(trunk_lean_deg=8.0, elbow_min_deg=65.0, elbow_max_deg=125.0))
    time = np.arange(0.0, 2.0 / path.step_frequency, 1e-4)
    joints = path.joints(time)
    spine = joint(joints, "mid_shoulder") - joint(joints, "mid_hip")
    lean = np.degrees(np.arctan2(spine[:, 0], spine[:, 2]))
    assert lean.mean() == pytest.approx(8.0, abs=0.05)
    upper = joint(joints, "shoulder_left") - joint(joints, "elbow_left")
    lower = joint(joints, "wrist_left") - joint(joints, "elbow_left")
    cosine = (
        np.sum(upper * lower, 1) / np.linalg.norm(upper, axis=1) / np.linalg.norm(lower, axis=1)
    )
    elbow = np.degrees(np.arccos(cosine))
    # The forearm also turns inwards, so the angle in space is somewhat smaller when open.
    assert elbow.min() == pytest.approx(65.0, abs=12.0)
    assert elbow.max() == pytest.approx(125.0, abs=12.0)


def test_hip_height_is_as_asked():
    path = path_of(Runner(hip_height_m=0.90))
    time = np.arange(0.0, 4.0 / path.step_frequency, 1e-4)
    assert joint(path.joints(time), "mid_hip")[:, 2].mean() == pytest.approx(0.90, abs=1e-4)


def test_running_the_other_way_is_the_same_run_turned_round():
    time = np.linspace(0.0, 0.9, 50)
    there = path_of(Runner(), sign=1).joints(time)
    back = path_of(Runner(), sign=-1).joints(time)
    assert np.abs(there * [-1, -1, 1] - back).max() < 1e-12


def test_steps_quicken_while_accelerating():
    steps = path_of(RUNNERS["accelerating"]).steps()
    rate = [1 / (b.touchdown - a.touchdown) for a, b in pairwise(steps)]
    contact = [s.toe_off - s.touchdown for s in steps]
    assert all(b > a for a, b in pairwise(rate))
    assert all(b < a for a, b in pairwise(contact))


def test_walkers_feet_do_not_slide_and_overlap_in_time():
    path = walker_path(Bystander(speed_m_s=-1.4), start_time=0.0, span=(0.0, 3.0))
    steps = [s for s in path.steps() if s.touchdown > 0 and s.toe_off < 3.0]
    assert all(b.touchdown < a.toe_off for a, b in pairwise(steps))  # both feet down: a walk
    for step in steps:
        toe = joint(path.joints(np.linspace(step.touchdown, step.toe_off, 30)), f"toe_{step.foot}")
        assert np.ptp(toe, axis=0).max() < 1e-9


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"hip_height_m": 1.05}, "reach"),
        ({"contact_s": 0.3}, "flight"),
        ({"acceleration_m_s2": -8.0}, "slow"),
    ],
)
def test_impossible_runner_is_refused_with_the_reason(change, word):
    with pytest.raises(InputError, match=word):
        path_of(replace(Runner(), **change))


def _read_trc(path):
    lines = path.read_text().splitlines()
    names = [n for n in lines[3].split("\t")[2:] if n.strip()]
    rows = []
    for line in lines[5:]:
        cells = line.split("\t")
        if len(cells) > 10:
            cells = (cells + [""] * 3 * len(names))[: 2 + 3 * len(names)]
            rows.append([float(c) if c.strip() else np.nan for c in cells])
    table = np.array(rows)
    markers = table[:, 2:].reshape(len(table), -1, 3) / 1000.0
    return table[:, 1], {n: markers[:, i] for i, n in enumerate(names)}


def _read_mot(path):
    lines = path.read_text().splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("time\t"))
    table = np.array(
        [[float(c) for c in line.split()] for line in lines[head + 1 :] if line.strip()]
    )
    return {n: table[:, i] for i, n in enumerate(lines[head].split("\t"))}


def _measured_stride():
    """Stride time, speed, thigh and knee over the stride (100 points from touchdown)."""
    time, markers = _read_trc(MOCAP / "dorn_JA1_run0700cms.trc")
    angles = _read_mot(MOCAP / "dorn_JA1_run0700cms_ik.mot")
    strides = []
    for side in "RL":
        slow = np.abs(np.gradient(markers[f"{side}TOE"][:, 0], time)) < 1.5
        edges = np.diff(slow.astype(int))
        lands, lifts = np.flatnonzero(edges == 1) + 1, np.flatnonzero(edges == -1) + 1
        lands = [a for a in lands if (lifts[lifts > a].min(initial=10**6) - a) > 12]
        for a, b in pairwise(time[lands]):
            at = a + (b - a) * np.arange(100) / 100
            thigh = angles["pelvis_tilt"] + angles[f"hip_flexion_{side.lower()}"]
            knee = angles[f"knee_angle_{side.lower()}"]
            strides.append((b - a, np.interp(at, time, thigh), np.interp(at, time, knee)))
    speed = np.polyfit(time, markers["SACR"][:, 0], 1)[0]
    # The shank, lateral epicondyle to lateral malleolus, is 0.246 of the height.
    shank = np.nanmedian(np.linalg.norm(markers["RLEPI"] - markers["RLMAL"], axis=1))
    stride, thigh, knee = (np.mean([s[i] for s in strides], axis=0) for i in range(3))
    return float(stride), float(speed), float(shank / 0.246), thigh, knee


@pytest.mark.skipif(not MOCAP.exists(), reason="needs ../shared/mocap (real sprint, not in here)")
def test_thigh_and_knee_follow_a_real_sprinter_within_ten_degrees():
    """Only speed, size and step frequency are set; everything else is the default runner's."""
    stride, speed, height, thigh, knee = _measured_stride()
    assert 6.9 < speed < 7.1
    path = path_of(Runner(speed_m_s=speed, step_frequency_hz=2 / stride, height_m=height))
    landing = next(s for s in path.steps() if s.foot == "left" and s.touchdown > 0)
    joints = path.joints(landing.touchdown + stride * np.arange(100) / 100)
    drawn_thigh, drawn_knee = leg_angles(joints)
    assert np.sqrt(np.mean((drawn_thigh - thigh) ** 2)) < 6.0
    assert np.sqrt(np.mean((drawn_knee - knee) ** 2)) < 8.0
