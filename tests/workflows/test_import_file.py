"""What a file held is written in another form, read back alike, and never over a good file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.sprints import SHARED, radar, reference, write_splits

import flyzone
from flyzone.devices.format import ReadOptions
from flyzone.errors import InputError, OutputError
from flyzone.model import Person, Reading, StartList
from flyzone.workflows.import_file import WRITTEN, import_file, not_over_itself, write_reading

PAIR = {"Åsa": (8.0, 7.0), "=SUM(A1)": (9.0, 8.0)}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_splits(tmp_path / "gates.csv", PAIR)


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_splits_and_traces_are_read_back_as_they_were(tmp_path: Path, suffix: str) -> None:
    for file in (write_splits(tmp_path / "s.csv", PAIR), radar().write(tmp_path / "r.csv")):
        reading = import_file(file)
        target = tmp_path / f"out{suffix}"
        write_reading(reading, target)
        back = import_file(target)
        for before, after in zip(
            (*reading.splits, *reading.traces), (*back.splits, *back.traces), strict=True
        ):
            assert after.athlete == before.athlete
            assert after.times == pytest.approx(before.times, abs=0.0)
        for one, other in zip(reading.splits, back.splits, strict=True):
            assert (one.distances == other.distances).all()
        for one, other in zip(reading.traces, back.traces, strict=True):
            assert (one.velocities == other.velocities).all()


def test_a_formula_in_a_name_is_harmless_in_a_table_and_whole_in_parquet(
    table: Path, tmp_path: Path
) -> None:
    reading = import_file(table)
    write_reading(reading, tmp_path / "out.csv")
    assert "\n=SUM" not in (tmp_path / "out.csv").read_text(encoding="utf-8")
    write_reading(reading, tmp_path / "out.parquet")
    frame = pd.read_parquet(tmp_path / "out.parquet")
    assert set(frame.athlete) == set(PAIR)
    assert list(frame.columns[:4]) == ["athlete", "run", "distance_m", "time_s"]


def test_a_start_list_is_written_as_it_was(tmp_path: Path) -> None:
    lists = (StartList("1", "1", "1", "100 m", (Person("12", "Berg", "Anna", "TSV", "4"),)),)
    write_reading(Reading("made-up", "a test", start_lists=lists), tmp_path / "heat.evt")
    assert import_file(tmp_path / "heat.evt").start_lists == lists


def test_a_real_start_list_is_read_back_alike(tmp_path: Path) -> None:
    before = import_file(reference(SHARED / "devices" / "lynx_startlist_anonymised.evt"))
    write_reading(before, tmp_path / "again.evt")
    after = import_file(tmp_path / "again.evt")
    assert after.start_lists == before.start_lists
    assert len(after.start_lists) == 4


def test_what_a_form_cannot_hold_is_told(tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    file.write_text(
        "athlete,mass_kg,height_m,t_5m,t_10m,t_20m,Fly 10 m\nA,61,1.7,1.2,1.95,3.3,1.1\n",
        encoding="utf-8",
    )
    notices = write_reading(import_file(file), tmp_path / "out.csv")
    (lost,) = (notice.message for notice in notices if notice.code == "not-written")
    assert "1 zone times" in lost
    assert "bodies" in lost


@pytest.mark.parametrize(
    ("name", "error", "code"),
    [
        ("out.evt", InputError, "export-nothing"),
        ("out.xlsx", OutputError, "output-suffix"),
        ("out", OutputError, "output-suffix"),
        ("none/out.csv", OutputError, "output-folder"),
    ],
)
def test_a_form_that_cannot_be_written_is_refused_and_nothing_is_left(
    table: Path, tmp_path: Path, name: str, error: type, code: str
) -> None:
    with pytest.raises(error) as caught:
        write_reading(import_file(table), tmp_path / name)
    assert caught.value.code == code
    assert [file.name for file in tmp_path.iterdir()] == ["gates.csv"]


def test_an_older_good_file_stays_where_nothing_can_be_written(table: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("an older good table", encoding="utf-8")
    with pytest.raises(InputError):
        write_reading(Reading("made-up", "nothing in it"), good)
    assert good.read_text(encoding="utf-8") == "an older good table"
    write_reading(import_file(table), good)
    assert good.read_text(encoding="utf-8").startswith("athlete,run,distance_m,time_s")


def test_a_result_may_not_replace_the_file_that_it_comes_from(table: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(table)
    for target in (table, link, tmp_path / "." / "gates.csv"):
        with pytest.raises(OutputError, match="would be lost") as caught:
            not_over_itself(table, target)
        assert caught.value.code == "output-over-input"
    not_over_itself(table, tmp_path / "new.csv")
    not_over_itself(tmp_path / "none.csv", tmp_path / "none.csv")
    not_over_itself(table, "nul\0.csv")


def test_reading_options_reach_the_reader(tmp_path: Path) -> None:
    file = tmp_path / "lap.csv"
    file.write_text("Name;L1;L2\nA;1,20;0,75\n", encoding="utf-8")
    with pytest.raises(InputError):
        import_file(file)
    (splits,) = import_file(file, ReadOptions((5.0, 10.0), "intervals"), "freelap").splits
    assert splits.times == pytest.approx([1.20, 1.95])


def test_the_python_door_reads_and_writes_too(table: Path, tmp_path: Path) -> None:
    reading = flyzone.import_file(table)
    assert flyzone.write_reading(reading, tmp_path / "out.parquet") is not None
    assert (tmp_path / "out.parquet").exists()
    assert set(WRITTEN) == {".csv", ".parquet", ".evt"}
