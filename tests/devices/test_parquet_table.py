"""flyzone's own Parquet tables are read back; damaged and foreign ones are refused."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.devices.detect import read_bytes, read_file
from flyzone.devices.write_parquet import write_parquet
from flyzone.errors import InputError
from flyzone.model import Splits, Trace

SPLITS = (
    Splits.of([5, 10, 20], [1.04, 1.82, 3.16], sd=0.01, athlete="=Zoë, or so", run="1"),
    Splits.of([10, 20], [1.9, 3.1], sd=[0.01, 0.02], athlete="'=Bo"),
)
STEPS = np.arange(60) / 50.0
TRACES = (Trace(STEPS, 9.0 - 8.0 * np.exp(-STEPS), athlete="A", run="-1"),)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("parquet") / "splits.parquet"
    write_parquet(SPLITS, path)
    return path.read_bytes()


def test_splits_come_back(table: bytes) -> None:
    reading = read_bytes(table, "splits.parquet")
    assert reading.dialect == "flyzone-parquet"
    plain = [replace(one, origin="not stated", rounding_sd=0.0) for one in reading.splits]
    assert plain == list(SPLITS)
    assert (reading.rejected, reading.held) == ((), ())


def test_traces_come_back(tmp_path: Path) -> None:
    write_parquet(TRACES, tmp_path / "traces.parquet")
    (trace,) = read_file(tmp_path / "traces.parquet").traces
    assert replace(trace, origin="not stated") == TRACES[0]


def test_a_table_of_other_columns_is_refused_by_their_names(tmp_path: Path) -> None:
    pq.write_table(pa.table({"time_s": [1.0], "goals": [2.0]}), tmp_path / "other.parquet")
    with pytest.raises(InputError, match="goals, time_s") as caught:
        read_file(tmp_path / "other.parquet")
    assert caught.value.code == "parquet-columns"


def test_contradicting_rows_are_held_as_in_every_table(tmp_path: Path) -> None:
    rows = {"distance_m": [10.0, 10.0, 20.0, 30.0], "time_s": [1.9, 2.0, 3.1, 4.2]}
    pq.write_table(pa.table(rows), tmp_path / "held.parquet")
    reading = read_file(tmp_path / "held.parquet")
    assert reading.held[0].lines == (2, 3)
    assert reading.splits[0].distances.tolist() == [20.0, 30.0]


@given(data=st.data())
def test_a_damaged_table_gives_a_reading_or_an_input_error(
    table: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(table)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(4, len(table) - 5))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(13, len(table)))
    for hostile in (bytes(damaged), bytes(damaged[: cut - 4]) + b"PAR1"):
        with contextlib.suppress(InputError):
            read_bytes(hostile, "splits.parquet")
