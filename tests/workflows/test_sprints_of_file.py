"""Which sprints a file holds, whatever it came from, and what is said of the rest of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from tests.sprints import (
    MAC,
    MSS,
    SHARED,
    from_rest,
    radar,
    reference,
    timed_clip,
    write_splits,
    write_timing,
)

from flyzone.devices.format import ReadOptions
from flyzone.errors import FitError, InputError
from flyzone.model import Cloud, Notice, Splits, Trace
from flyzone.workflows.sprints_of_file import TIMED_CLIP, sprints_of_file


def refused(path: Path, **words: object) -> InputError:
    with pytest.raises(InputError) as caught:
        sprints_of_file(path, **words)  # type: ignore[arg-type]
    return caught.value


# --- devices' files


def test_splits_and_traces_come_as_they_stand_in_the_file(tmp_path: Path) -> None:
    file = write_splits(tmp_path / "s.csv", {"Åsa": (8.0, 7.0), "Bo": (9.0, 8.0)}, noise=0.0)
    sprints = sprints_of_file(file).sprints
    assert [type(one) for one in sprints] == [Splits, Splits]
    assert [one.athlete for one in sprints] == ["Åsa", "Bo"]
    record = radar().write(tmp_path / "r.csv")
    (trace,) = sprints_of_file(record).sprints
    assert isinstance(trace, Trace)


def test_rows_that_were_not_used_are_told_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    file.write_text(
        "athlete,distance_m,time_s\nA,10,1.9\nA,20,x\nA,30,4.3\nA,40,5.4\nB,10,2.0\nB,10,2.5\n",
        encoding="utf-8",
    )
    notices = {notice.code: notice.message for notice in sprints_of_file(file).notices}
    assert "1 rows could not be read" in notices["rows-rejected"]
    assert "line 3" in notices["rows-rejected"]
    assert "lines 6, 7" in notices["rows-held"]


def test_what_is_no_sprint_from_a_start_is_told_and_not_profiled(tmp_path: Path) -> None:
    both = tmp_path / "both.csv"
    both.write_text(
        "athlete,t_5m,t_10m,t_20m,Fly 10 m\nA,1.2,1.95,3.3,1.1\nB,1.25,2.0,3.4,1.15\n",
        encoding="utf-8",
    )
    found = sprints_of_file(both)
    assert len(found.sprints) == 2
    messages = {notice.code: notice.message for notice in found.notices}
    assert "2 zone times" in messages["not-profiled"]
    only = tmp_path / "fly.csv"
    only.write_text("athlete,Fly 10 m\nA,1.1\nB,1.15\n", encoding="utf-8")
    error = refused(only)
    assert error.code == "profile-nothing"
    assert "fly.csv" in error.message
    assert "2 zone times" in error.message


def test_the_body_that_a_file_states_comes_with_its_sprints(tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    rows = [f"A,61,1.7,{d},{t}" for d, t in ((10, 1.9), (20, 3.2), (30, 4.4))]
    file.write_text("athlete,mass_kg,height_m,distance_m,time_s\n" + "\n".join(rows), "utf-8")
    body = sprints_of_file(file).bodies["A"]
    assert (body.mass_kg, body.height_m) == (61.0, 1.7)


def test_reading_options_and_dialect_reach_the_reader(tmp_path: Path) -> None:
    file = tmp_path / "lap.csv"
    file.write_text("Name;L1;L2;L3\nA;1,20;0,75;1,30\n", encoding="utf-8")
    options = ReadOptions(distances_m=(5.0, 10.0, 20.0), times_are="intervals")
    (splits,) = sprints_of_file(file, options, "freelap").sprints
    assert isinstance(splits, Splits)
    assert splits.times == pytest.approx([1.20, 1.95, 3.25])


def test_a_start_list_holds_no_sprint() -> None:
    error = refused(reference(SHARED / "devices" / "lynx_startlist_anonymised.evt"))
    assert error.code == "profile-nothing"
    assert "4 start lists" in error.message


# --- clouds


def test_all_traces_of_an_athlete_are_one_cloud(tmp_path: Path) -> None:
    rows = ["athlete,run,time_s,velocity_m_s"]
    for athlete, runs in (("A", 2), ("B", 1)):
        for run in range(runs):
            rows += [f"{athlete},{run},{t:.2f},{0.1 * t + 1:.3f}" for t in np.arange(0, 5, 0.1)]
    file = tmp_path / "gps.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    clouds = sprints_of_file(file, in_situ=True).sprints
    assert [(type(one), one.athlete, len(one)) for one in clouds] == [
        (Cloud, "A", 100), (Cloud, "B", 50),
    ]  # fmt: skip
    splits = write_splits(tmp_path / "s.csv", {"A": (MSS, MAC)})
    assert refused(splits, in_situ=True).code == "in-situ-splits"


def test_a_timed_clip_is_no_cloud(tmp_path: Path) -> None:
    file = write_timing(tmp_path / "t.json", timed_clip(*from_rest()))
    with pytest.raises((InputError, FitError), match="needs speeds"):
        sprints_of_file(file, in_situ=True)


# --- timed clips


@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_timed_run_becomes_a_trace_that_moves_forward(
    tmp_path: Path, right_to_left: bool
) -> None:
    places, times = from_rest()
    run = timed_clip(places, times, athlete="Åsa", right_to_left=right_to_left)
    (trace,) = sprints_of_file(write_timing(tmp_path / "t.JSON", run)).sprints
    assert isinstance(trace, Trace)
    assert trace.positions is not None
    moved = trace.positions - trace.positions[0]
    assert moved == pytest.approx(places - places[0], abs=2e-4)
    assert trace.times == pytest.approx(times, abs=1e-5)
    assert (trace.athlete, trace.run, trace.origin) == ("Åsa", "run 1", TIMED_CLIP)
    # The zone's speed carries the error that all lengths of a filmed lane share.
    assert trace.scale_sd == pytest.approx(run.speed_sd_m_s / run.speed_m_s)


def test_every_run_counts_and_the_warnings_of_the_clip_come_along(tmp_path: Path) -> None:
    run = timed_clip(*from_rest())
    warned = Notice("two-marks", "The camera is taken to be square.")
    found = sprints_of_file(write_timing(tmp_path / "t.json", run, run, warnings=[warned]))
    assert [one.run for one in found.sprints] == ["run 1", "run 2"]
    assert found.notices == (warned,)


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{}", b"[]", b"null", b"1", b'{"error": {"code": "video", "message": "x"}}', b"{",
        b"\xff\xfe\x00", b"\x80", b'{"runs": []}', b"[" * 100_000, b'{"schema_version": NaN}',
        b'{"profiles": []}', b"1e999999",
    ],
)  # fmt: skip
def test_another_json_document_is_refused_with_what_was_expected(
    tmp_path: Path, text: bytes
) -> None:
    file = tmp_path / "other.json"
    file.write_bytes(text)
    error = refused(file)
    assert error.code == "timed-document"
    assert "flyzone time --json" in error.message


def test_a_document_of_another_version_or_with_numbers_that_are_none_is_refused(
    tmp_path: Path,
) -> None:
    file = write_timing(tmp_path / "t.json", timed_clip(*from_rest()))
    document = json.loads(file.read_text())
    for changed in ({"schema_version": 2}, {"zone_m": [0.0, float("inf")]}, {"extra": 1}):
        file.write_text(json.dumps(document | changed))
        assert refused(file).code == "timed-document"


def test_a_run_without_a_path_is_refused(tmp_path: Path) -> None:
    places, times = from_rest()
    for count in (0, 1):
        run = timed_clip(places[:count], times[:count])
        assert refused(write_timing(tmp_path / "t.json", run)).code == "trace-short"
    back = timed_clip(places, times[::-1].copy())
    assert refused(write_timing(tmp_path / "t.json", back)).code == "not-increasing"


def test_a_clip_in_which_nobody_ran_holds_no_sprint(tmp_path: Path) -> None:
    error = refused(write_timing(tmp_path / "t.json"))
    assert error.code == "profile-nothing"
    assert "No runner was timed in t.json" in error.message


# --- files that are none


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_a_path_that_leads_to_no_file_is_refused(tmp_path: Path, suffix: str) -> None:
    missing = refused(tmp_path / f"none.{suffix}")
    assert missing.code in ("file-missing", "file-unreadable")
    assert f"none.{suffix}" in missing.message
    folder = tmp_path / f"folder.{suffix}"
    folder.mkdir()
    assert refused(folder).code in ("file-is-folder", "file-unreadable")
    assert refused(Path(f"nul\0.{suffix}")).code == "file-unreadable"
    pipe = tmp_path / f"pipe.{suffix}"
    os.mkfifo(pipe)
    assert refused(pipe).code in ("file-is-device", "file-unreadable")


def test_a_document_beyond_any_clip_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flyzone.workflows.sprints_of_file._LARGEST_DOCUMENT", 1000)
    file = write_timing(tmp_path / "t.json", timed_clip(*from_rest()))
    error = refused(file)
    assert error.code == "timed-document"
    assert "larger than" in error.message
