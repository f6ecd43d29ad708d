"""Sprints as CSV and Parquet: what goes in comes out."""

from __future__ import annotations

import csv
import errno
import os
from itertools import groupby
from pathlib import Path

import numpy as np
import pandas
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flyzone.devices.tables.canonical import flat_table
from flyzone.devices.tables.formula_guard import unguarded
from flyzone.devices.write_csv import write_csv
from flyzone.devices.write_parquet import write_parquet
from flyzone.errors import InputError, OutputError
from flyzone.model import Activity, Conditions, Reading, Splits, Trace

# Names as hostile as they come, short of half letters, which no file can hold.
names = st.none() | st.text(st.characters(codec="utf-8"), min_size=1, max_size=8) | st.sampled_from(
    ["=1+1", "'=1", "-", "@x", "a,b", 'say "hi"', "two\nlines", "\r", "\t", "'"]
)  # fmt: skip


def increasing(low: float, high: float) -> st.SearchStrategy[list[float]]:
    numbers = st.floats(low, high, allow_nan=False, exclude_min=True)
    return st.lists(numbers, min_size=2, max_size=6, unique=True).map(sorted)


@st.composite
def splits(draw: st.DrawFn) -> Splits:
    times = draw(increasing(0.0, 60.0))
    distances = draw(increasing(0.0, 400.0).filter(lambda d: len(d) >= 2))
    size = min(len(times), len(distances))
    sd = draw(st.none() | st.floats(1e-4, 0.1))
    return Splits.of(distances[:size], times[:size], sd=sd, athlete=draw(names), run=draw(names))


@st.composite
def traces(draw: st.DrawFn) -> Trace:
    times = draw(increasing(0.0, 60.0))
    values = st.lists(st.floats(-9.0, 13.0), min_size=len(times), max_size=len(times))
    velocities, positions = draw(values), draw(values)
    kept = draw(st.sampled_from(["both", "velocities", "positions"]))
    return Trace(
        times,
        velocities if kept != "positions" else None,
        positions if kept != "velocities" else None,
        athlete=draw(names),
        run=draw(names),
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sprints_of(
    rows: list[dict[str, object]],
) -> list[tuple[object, object, list[dict[str, object]]]]:
    return [
        (*key, list(group)) for key, group in groupby(rows, key=lambda r: (r["athlete"], r["run"]))
    ]


def distinct(sprints: list[Splits] | list[Trace]) -> bool:
    return len({(s.athlete, s.run) for s in sprints}) == len(sprints)


@given(st.lists(splits(), min_size=1, max_size=4).filter(distinct))
@settings(max_examples=60)
def test_splits_come_back_from_csv(tmp_path_factory, sprints: list[Splits]) -> None:
    path = tmp_path_factory.getbasetemp() / "splits.csv"
    write_csv(sprints, path)
    found = sprints_of(rows_of(path))
    assert len(found) == len(sprints)
    for (athlete, run, rows), sprint in zip(found, sprints, strict=True):
        assert (unguarded(athlete) or None, unguarded(run) or None) == (sprint.athlete, sprint.run)
        # Bit for bit: the digits of a number are not its approximation.
        assert [float(row["distance_m"]) for row in rows] == sprint.distances.tolist()
        assert [float(row["time_s"]) for row in rows] == sprint.times.tolist()
        sd = [row["time_sd_s"] for row in rows]
        assert sd == [""] * len(rows) if sprint.sd is None else [*map(float, sd)] == [*sprint.sd]


@given(st.lists(traces(), min_size=1, max_size=4).filter(distinct))
@settings(max_examples=60)
def test_traces_come_back_from_csv(tmp_path_factory, sprints: list[Trace]) -> None:
    path = tmp_path_factory.getbasetemp() / "traces.csv"
    write_csv(sprints, path)
    for (_, _, rows), sprint in zip(sprints_of(rows_of(path)), sprints, strict=True):
        assert [float(row["time_s"]) for row in rows] == sprint.times.tolist()
        for column, values in (
            ("velocity_m_s", sprint.velocities), ("distance_m", sprint.positions)
        ):  # fmt: skip
            cells = [row[column] for row in rows]
            assert (
                cells == [""] * len(rows) if values is None else [*map(float, cells)] == [*values]
            )


@given(st.lists(splits(), min_size=1, max_size=4).filter(distinct))
@settings(max_examples=40)
def test_splits_come_back_from_parquet(tmp_path_factory, sprints: list[Splits]) -> None:
    path = tmp_path_factory.getbasetemp() / "splits.parquet"
    write_parquet(sprints, path)
    found = sprints_of(pyarrow.parquet.read_table(path).to_pylist())
    for (athlete, run, rows), sprint in zip(found, sprints, strict=True):
        assert (athlete, run) == (sprint.athlete, sprint.run)
        assert [row["distance_m"] for row in rows] == sprint.distances.tolist()
        assert [row["time_s"] for row in rows] == sprint.times.tolist()
        expected = [None] * len(sprint) if sprint.sd is None else sprint.sd.tolist()
        assert [row["time_sd_s"] for row in rows] == expected


@given(st.lists(traces(), min_size=1, max_size=4).filter(distinct))
@settings(max_examples=40)
def test_traces_come_back_from_parquet(tmp_path_factory, sprints: list[Trace]) -> None:
    path = tmp_path_factory.getbasetemp() / "traces.parquet"
    write_parquet(sprints, path)
    for (_, _, rows), sprint in zip(
        sprints_of(pyarrow.parquet.read_table(path).to_pylist()), sprints, strict=True
    ):
        assert [row["time_s"] for row in rows] == sprint.times.tolist()
        for column, values in (
            ("velocity_m_s", sprint.velocities), ("distance_m", sprint.positions)
        ):  # fmt: skip
            expected = [None] * len(sprint) if values is None else values.tolist()
            assert [row[column] for row in rows] == expected


ADA = Splits.of([10, 20], [1.9, 3.1], athlete="Ada", run="1")


def test_the_columns_are_those_of_the_contract(tmp_path: Path) -> None:
    write_csv([ADA], tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().splitlines()[:2] == [
        b"athlete,run,distance_m,time_s,time_sd_s",
        b"Ada,1,10.0,1.9,",
    ]
    write_csv([Trace([0, 0.1], [1, 2])], tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().splitlines()[:2] == [
        b"athlete,run,time_s,velocity_m_s,distance_m",
        b",,0.0,1.0,",
    ]


def test_parquet_states_its_kind_and_units(tmp_path: Path) -> None:
    write_parquet([ADA], tmp_path / "a.parquet")
    schema = pyarrow.parquet.read_schema(tmp_path / "a.parquet")
    assert schema.metadata[b"flyzone:kind"] == b"splits"
    assert schema.field("time_s").metadata[b"unit"] == b"s"
    assert schema.field("distance_m").metadata[b"unit"] == b"m"
    frame = pandas.read_parquet(tmp_path / "a.parquet")
    assert frame["time_s"].tolist() == [1.9, 3.1]


def test_runs_of_one_name_are_told_apart_and_that_is_said() -> None:
    other = Splits.of([10, 20], [2.0, 3.2], athlete="Ada", run="1 2")
    table = flat_table([ADA, ADA, other, ADA])
    runs = [run for run, _ in groupby(table.columns["run"])]
    assert runs == ["1", "1 3", "1 2", "1 4"]
    assert [n.code for n in table.notices] == ["runs-numbered"]
    nameless = flat_table([Splits.of([10], [1.9]), Splits.of([10], [2.0])])
    assert nameless.columns["run"] == [None, "run 2"]


def test_what_the_columns_cannot_hold_is_said() -> None:
    shared = Splits.of([10, 20], [1.9, 3.1], sd=0.01, shared_sd=0.02)
    (notice,) = flat_table([shared]).notices
    assert "share" in notice.message
    windy = Trace([0, 1], [1, 2], velocity_sd=0.1, conditions=Conditions(wind_m_s=1.0))
    (notice,) = flat_table([windy]).notices
    assert "deviations of samples, wind" in notice.message
    assert flat_table([ADA]).notices == ()


def test_a_reading_is_written_with_the_traces_of_its_activities() -> None:
    trace = Trace([0, 1], [1, 2])
    reading = Reading("fit", "", activities=(Activity("running", None, (trace,)),))
    assert flat_table(reading).columns["velocity_m_s"] == [1.0, 2.0]


def test_nothing_and_both_kinds_are_refused() -> None:
    for parts in ([], [ADA, Trace([0, 1], [1, 2])]):
        with pytest.raises(InputError) as caught:
            flat_table(parts)
        assert caught.value.code == "table-kinds"


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_half_a_letter_is_refused_and_nothing_is_kept(tmp_path: Path, write) -> None:
    ending = "csv" if write is write_csv else "parquet"
    with pytest.raises(InputError) as caught:
        write([Splits.of([10], [1.9], athlete="\ud800")], tmp_path / f"a.{ending}")
    assert caught.value.code == "table-name"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_a_full_disk_keeps_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write
) -> None:
    target = tmp_path / ("a.csv" if write is write_csv else "a.parquet")
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as caught:
        write([ADA], target)
    assert caught.value.code == "output-disk-full"
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_numbers_survive_that_few_digits_would_lose(tmp_path: Path) -> None:
    time = np.nextafter(1.9, 2.0)
    write_csv([Splits.of([0.1 + 0.2], [time])], tmp_path / "a.csv")
    (row,) = rows_of(tmp_path / "a.csv")
    assert (float(row["distance_m"]), float(row["time_s"])) == (0.1 + 0.2, time)
