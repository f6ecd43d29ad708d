"""A file of sprints: each is profiled, compared with the others, and one bad one harms none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sprints import (
    GATES,
    MAC,
    MSS,
    from_rest,
    gate_times,
    radar,
    timed_clip,
    write_splits,
    write_timing,
)

import flyzone
from flyzone.errors import FitError, FlyzoneError, InputError
from flyzone.model import Splits
from flyzone.workflows.fit_sprint import ProfileOptions
from flyzone.workflows.profile_file import ProfiledFile, profile_file
from flyzone.workflows.profile_sprint import profile_sprint
from flyzone.workflows.profiled_sprint import ProfiledSprint

SEVEN = {
    "Åsa": (8.0, 8.4), "Bo": (8.3, 7.9), "Cid": (8.6, 7.4), "Dan": (8.9, 7.1), "Eve": (9.2, 6.8),
    "Fay": (9.3, 8.2), "Gus": (8.2, 7.0),
}  # fmt: skip


def reason(profile: ProfiledSprint, code: str) -> dict[str, object]:
    """The numbers of the one reason with this code."""
    (found,) = (one for one in profile.reasons if one.code == code)
    return dict(found.numbers)


def named(found: ProfiledFile, athlete: str) -> ProfiledSprint:
    (profile,) = (one for one in found.profiles if one.athlete == athlete)
    return profile


# --- one sprint, several sprints


def test_one_sprint_is_profiled_as_the_door_for_numbers_does_it(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    times = gate_times(flying=0.3)
    rows = (f"Ada,{d:g},{t!r}" for d, t in zip(GATES, times.tolist(), strict=True))
    file.write_text("athlete,distance_m,time_s\n" + "\n".join(rows), encoding="utf-8")
    options = ProfileOptions("flying")
    found = profile_file(file, options)
    (profile,) = found.profiles
    expected = profile_sprint(Splits.of(GATES, times, athlete="Ada"), options)
    assert profile.fit.values == pytest.approx(expected.fit.values, rel=1e-9)
    assert profile.athlete == "Ada"
    assert found.failed == ()
    assert flyzone.profile_file(file, options).profiles == found.profiles


def test_every_athlete_has_a_profile_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = profile_file(write_splits(tmp_path / "s.csv", SEVEN, noise=0.0))
    assert [one.athlete for one in found.profiles] == list(SEVEN)
    for one in found.profiles:
        assert (one.fit.mss, one.fit.mac) == pytest.approx(SEVEN[str(one.athlete)], rel=0.02)


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć", "山田太郎", "O'Neill", "=cmd|' /C calc'!A0", "</script><b>x", "a" * 900,
        "🏃🏽‍♀️", "null", "NaN", "1e9", "..\\..\\x",
    ],
)  # fmt: skip
def test_a_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    file = write_splits(tmp_path / "s.csv", {name: (MSS, MAC), "Bo": (9.0, 8.0)})
    found = profile_file(file)
    assert len(found.profiles) == 2
    assert found.profiles[0].athlete == name
    assert profile_file(file, athlete=name).profiles == (found.profiles[0],)


def test_runs_of_one_athlete_are_profiles_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    rows = [
        f"Ada,{run},{d:g},{t:.3f}"
        for run in (1, 2)
        for d, t in zip(GATES, gate_times(MSS + 0.1 * run, MAC), strict=True)
    ]
    file.write_text("athlete,run,distance_m,time_s\n" + "\n".join(rows), encoding="utf-8")
    found = profile_file(file)
    assert [(one.athlete, one.run) for one in found.profiles] == [("Ada", "1"), ("Ada", "2")]


# --- bad ones among good ones


def bad_one(folder: Path, *, good: int) -> Path:
    """A file in which Bo has a single time, and some others are good."""
    file = write_splits(folder / "s.csv", dict(list(SEVEN.items())[:good]))
    with file.open("a", encoding="utf-8") as more:
        more.write("Zoe,10,1.9\n")
    return file


def test_one_bad_sprint_harms_none(tmp_path: Path) -> None:
    found = profile_file(bad_one(tmp_path, good=3))
    assert len(found.profiles) == 3
    (failed,) = found.failed
    assert (failed.athlete, failed.code) == ("Zoe", "fit-too-few")
    assert "at least 2 split times, got 1" in failed.message


def test_a_lone_bad_sprint_is_refused_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(FitError) as caught:
        profile_file(bad_one(tmp_path, good=2), athlete="Zoe")
    assert caught.value.code == "fit-too-few"


def test_where_all_are_bad_the_first_is_told_and_how_many(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text("athlete,distance_m,time_s\nA,10,1.9\nB,10,2.0\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"None of the 2 sprints.*The first \(A\)") as caught:
        profile_file(file)
    assert caught.value.code == "fit-too-few"


# --- one athlete of many


def test_one_athlete_may_be_asked_for_and_the_others_stay_his_peers(tmp_path: Path) -> None:
    file = write_splits(tmp_path / "s.csv", SEVEN)
    (profile,) = profile_file(file, athlete="Cid").profiles
    assert profile.athlete == "Cid"
    assert profile == named(profile_file(file), "Cid")
    codes = {one.code for one in profile.reasons}
    assert "too-few-peers" not in codes


def test_a_name_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    file = write_splits(tmp_path / "s.csv", {"Åsa": (MSS, MAC), "Bo": (9.0, 8.0)})
    with pytest.raises(InputError, match=r"'Asa'.*It holds Bo, Åsa") as caught:
        profile_file(file, athlete="Asa")
    assert caught.value.code == "profile-athlete"
    nobody = radar().write(tmp_path / "r.csv")
    with pytest.raises(InputError, match="no names"):
        profile_file(nobody, athlete="Bo")


# --- peers


def test_the_others_of_the_file_are_peers_and_he_is_not_his_own(tmp_path: Path) -> None:
    found = profile_file(write_splits(tmp_path / "s.csv", dict(list(SEVEN.items())[:5])))
    for one in found.profiles:
        assert reason(one, "too-few-peers") == {"n": 4, "needed": 5}


def test_peers_of_another_file_count_and_he_is_not_one_of_them_there(tmp_path: Path) -> None:
    mine = write_splits(tmp_path / "mine.csv", {"Åsa": (10.5, 5.2)})
    peers = write_splits(tmp_path / "peers.csv", SEVEN)
    (alone,) = profile_file(mine).profiles
    assert reason(alone, "too-few-peers")["n"] == 0
    (profile,) = profile_file(mine, peers=peers).profiles
    assert reason(profile, "force-limited")["n"] == 6
    assert "train-force" in {one.code for one in profile.reasons}


def test_an_athlete_with_many_runs_is_one_peer_with_the_middle_of_them(tmp_path: Path) -> None:
    mine = write_splits(tmp_path / "mine.csv", {"Me": (10.5, 5.2)})
    peers = tmp_path / "peers.csv"
    rows = []
    for name, (mss, mac) in SEVEN.items():
        for run, more in ((1, 0.2), (2, 0.0), (3, -1.5)):
            times = gate_times(mss + more, mac)
            rows += [f"{name},{run},{d:g},{t:.4f}" for d, t in zip(GATES, times, strict=True)]
    peers.write_text("athlete,run,distance_m,time_s\n" + "\n".join(rows), encoding="utf-8")
    (many,) = profile_file(mine, peers=peers).profiles
    (single,) = profile_file(
        mine, peers=write_splits(tmp_path / "single.csv", SEVEN, noise=0.0)
    ).profiles
    for one in (many, single):
        assert reason(one, "force-limited")["n"] == 7
    shared = "deviation"
    assert reason(many, "force-limited")[shared] == pytest.approx(
        reason(single, "force-limited")[shared], rel=0.02
    )


def test_peers_of_another_kind_of_input_are_none(tmp_path: Path) -> None:
    rows = ["athlete,time_s,velocity_m_s"]
    for name, (mss, mac) in SEVEN.items():
        record = radar(mss, mac, running=5.0)
        rows += [
            f"{name},{t:.4f},{v:.4f}" for t, v in zip(record.times, record.velocities, strict=True)
        ]
    peers = tmp_path / "radar.csv"
    peers.write_text("\n".join(rows), encoding="utf-8")
    (profile,) = profile_file(
        write_splits(tmp_path / "me.csv", {"Me": (9.0, 7.0)}), peers=peers
    ).profiles
    assert reason(profile, "too-few-peers")["n"] == 0


def test_peers_that_cannot_be_fitted_are_told(tmp_path: Path) -> None:
    peers = bad_one(tmp_path, good=7)
    found = profile_file(write_splits(tmp_path / "me.csv", {"Me": (9.0, 7.0)}), peers=peers)
    (notice,) = (one for one in found.notices if one.code == "peers-left-out")
    assert "1 of the 8 sprints to compare with" in notice.message
    assert "at least 2" in notice.message


# --- his history


def history(folder: Path, name: str | None, count: int, mss: float = MSS) -> Path:
    """Earlier runs, which differ a little from day to day."""
    rng = np.random.default_rng(3)
    head = "run,distance_m,time_s" if name is None else "athlete,run,distance_m,time_s"
    rows = []
    for run in range(count):
        times = gate_times(mss * (1 + 0.004 * rng.normal()), MAC * (1 + 0.01 * rng.normal()))
        who = [] if name is None else [name]
        rows += [
            ",".join([*who, str(run), f"{d:g}", f"{t:.3f}"])
            for d, t in zip(GATES, times, strict=True)
        ]
    file = folder / "earlier.csv"
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(("then", "code"), [(7.5, "rose"), (9.5, "fell")])
def test_a_change_against_his_earlier_sprints_is_told(
    tmp_path: Path, then: float, code: str
) -> None:
    now = write_splits(tmp_path / "now.csv", {"Me": (MSS, MAC)})
    (profile,) = profile_file(now, earlier=history(tmp_path, "Me", 4, then)).profiles
    mss = next(one for one in profile.reasons if one.numbers.get("name") == "MSS")
    assert mss.code == code
    assert mss.numbers["n"] == 4
    assert mss.numbers["percent"] == pytest.approx(100 * (MSS / then - 1), abs=2.5)


def test_earlier_sprints_of_others_are_not_his(tmp_path: Path) -> None:
    now = write_splits(tmp_path / "now.csv", {"Me": (MSS, MAC)})
    (profile,) = profile_file(now, earlier=history(tmp_path, "Somebody", 4)).profiles
    assert "no-history" in {one.code for one in profile.reasons}


def test_earlier_sprints_without_a_name_are_his_where_he_is_alone(tmp_path: Path) -> None:
    earlier = history(tmp_path, None, 4)
    (alone,) = profile_file(
        write_splits(tmp_path / "one.csv", {"Me": (MSS, MAC)}), earlier=earlier
    ).profiles
    assert "no-history" not in {one.code for one in alone.reasons}
    two = write_splits(tmp_path / "two.csv", {"Me": (MSS, MAC), "You": (9.0, 8.0)})
    for one in profile_file(two, earlier=earlier).profiles:
        assert "no-history" in {reason.code for reason in one.reasons}


def test_earlier_sprints_that_cannot_be_fitted_are_told(tmp_path: Path) -> None:
    now = write_splits(tmp_path / "now.csv", {"Me": (MSS, MAC)})
    earlier = tmp_path / "earlier.csv"
    earlier.write_text("athlete,distance_m,time_s\nMe,10,1.9\n", encoding="utf-8")
    found = profile_file(now, earlier=earlier)
    assert "earlier-left-out" in {one.code for one in found.notices}


# --- bodies


def test_each_athlete_has_his_own_body_where_the_file_states_it(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    rows = ["athlete,mass_kg,height_m,distance_m,time_s"]
    for name, body in (("A", "61,1.70"), ("B", "82,1.88"), ("C", ",")):
        rows += [f"{name},{body},{d:g},{t:.3f}" for d, t in zip(GATES, gate_times(), strict=True)]
    file.write_text("\n".join(rows), encoding="utf-8")
    found = profile_file(file)
    masses = {one.athlete: one.body and one.body.mass_kg for one in found.profiles}
    assert masses == {"A": 61.0, "B": 82.0, "C": None}
    told = profile_file(file, ProfileOptions(mass_kg=70, height_m=1.8))
    assert {one.body and one.body.mass_kg for one in told.profiles} == {70.0}
    (notice,) = (one for one in told.notices if one.code == "one-body-for-all")
    assert "70 kg and 1.8 m were used for all 3 athletes" in notice.message
    assert "one-body-for-all" not in {one.code for one in found.notices}


# --- timed clips


@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_filmed_start_is_profiled_with_clock_and_lane_left_free(
    tmp_path: Path, right_to_left: bool
) -> None:
    places, times = from_rest()
    run = timed_clip(places, times, athlete="Åsa", right_to_left=right_to_left)
    (profile,) = profile_file(write_timing(tmp_path / "t.json", run)).profiles
    assert profile.fit.correction == "time-distance"
    assert profile.athlete == "Åsa"
    for name, truth in (("MSS", MSS), ("MAC", MAC)):
        one = profile.estimates[name]
        assert one.low_90 is not None
        assert one.high_90 is not None
        assert one.low_90 * 0.99 < truth < one.high_90 * 1.01, name


def test_a_filmed_fly_zone_is_refused_and_another_run_of_the_clip_goes_on(tmp_path: Path) -> None:
    places, times = from_rest(seconds=6.0)
    inside = places > 25.0
    fly = timed_clip(places[inside], times[inside], athlete="Fly")
    file = write_timing(tmp_path / "fly.json", fly)
    with pytest.raises(FitError) as caught:
        profile_file(file)
    assert caught.value.code == "fit-no-acceleration"
    whole = replace(timed_clip(places, times), athlete="Whole")
    found = profile_file(write_timing(tmp_path / "both.json", fly, whole))
    assert [one.athlete for one in found.profiles] == ["Whole"]
    assert [(one.athlete, one.code) for one in found.failed] == [("Fly", "fit-no-acceleration")]


def test_a_correction_that_is_told_for_a_clip_is_used(tmp_path: Path) -> None:
    places, times = from_rest()
    file = write_timing(tmp_path / "t.json", timed_clip(places - 0.4, times))
    (profile,) = profile_file(file, ProfileOptions("time")).profiles
    assert profile.fit.correction == "time"


# --- any bytes


@settings(max_examples=4000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(max_size=200),
        st.text(alphabet="0123456789.,;eE-+\n\t \"'athletdisncm_sv", max_size=200).map(str.encode),
        st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), min_size=1, max_size=8).map(
            lambda rows: ("distance_m,time_s\n" + "\n".join(f"{a},{b}" for a, b in rows)).encode()
        ),
        st.lists(
            st.tuples(st.floats(0, 50), st.floats(0, 20)),
            min_size=2,
            max_size=9,
            unique_by=lambda r: r[0],
        ).map(
            lambda rows: (
                "time_s,velocity_m_s\n" + "\n".join(f"{a},{b}" for a, b in sorted(rows))
            ).encode()
        ),
    ),
    suffix=st.sampled_from([".csv", ".json", ".fit", ".rad", ""]),
    correction=st.sampled_from(["none", "time", "time-distance", "flying"]),
)
def test_any_bytes_give_profiles_or_a_worded_error(
    tmp_path: Path, data: bytes, suffix: str, correction: str
) -> None:
    file = tmp_path / f"any{suffix}"
    file.write_bytes(data)
    try:
        found = profile_file(file, ProfileOptions(correction, mass_kg=70, height_m=1.75))
    except FlyzoneError:
        return
    assert found.profiles
    for one in found.profiles:
        assert one.to_dict()["model"]["MSS"]["value"] > 0.0


@settings(max_examples=1500)
@given(
    gates=st.lists(st.floats(0.5, 120.0), min_size=2, max_size=8, unique=True).map(sorted),
    mss=st.floats(4.0, 12.0),
    mac=st.floats(3.0, 12.0),
    flying=st.floats(0.0, 2.0),
    sd=st.one_of(st.none(), st.floats(0.001, 0.05)),
    correction=st.sampled_from(["none", "time", "distance", "time-distance", "flying"]),
    seed=st.integers(0, 99),
)
def test_any_plausible_gates_give_a_whole_document_or_a_worded_error(
    gates: list[float], mss: float, mac: float, flying: float, sd: float | None, correction: str,
    seed: int,
) -> None:  # fmt: skip
    rng = np.random.default_rng(seed)
    times = gate_times(mss, mac, gates, flying=flying, noise=sd or 0.003, rng=rng)
    options = ProfileOptions(correction, mass_kg=70, height_m=1.75, mas_m_s=3.0, distance_m=30)
    try:
        profile = profile_sprint(Splits.of(gates, times, sd=sd), options)
    except FlyzoneError:
        return
    document = profile.to_dict()
    for one in document["model"].values():
        if "low_90" in one:
            assert one["low_90"] <= one["value"] <= one["high_90"]
