"""Tables of samples: real ones, and small ones made up here."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from tests.devices.text_files import DATA, codes, lines_of, read, real, refused, told

HEAD = "time_s,velocity_m_s\n"


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


@pytest.mark.parametrize(
    ("name", "time", "speed", "place"),
    [
        ("shorts_jb_morin", "time", "velocity", None),
        ("shorts_laser_gun_data", "time", "velocity", "distance"),
        ("shorts_dynaspeed", "time", "velocity", "distance"),
        ("rugby_radar_raw_R14_1", "time_s", "speed_m_s", "distance_m"),
        ("rugby_radar_raw_R16_2", "time_s", "speed_m_s", "distance_m"),
    ],
)
def test_each_sample_of_a_real_table_is_read(
    name: str, time: str, speed: str, place: str | None
) -> None:
    data = real(DATA / f"{name}.csv")
    reading, rows = read(data), rows_of(data)
    (trace,) = reading.traces
    assert reading.dialect == "trace-csv"
    assert_allclose(trace.times, [float(row[time]) for row in rows])
    assert trace.velocities is not None
    assert_allclose(trace.velocities, [float(row[speed]) for row in rows])
    if place is None:
        assert trace.positions is None
    else:
        assert trace.positions is not None
        assert_allclose(trace.positions, [float(row[place]) for row in rows])
    assert (reading.rejected, reading.held) == ((), ())
    assert ("units-not-stated" in codes(reading)) == (time == "time")


def test_the_smooth_speed_is_used_and_the_raw_one_told() -> None:
    reading = read(real(DATA / "shorts_laser_gun_data.csv"))
    assert "'velocity' was used" in told(reading, "velocity-column")
    assert "raw_velocity" in told(reading, "columns-not-used")


def test_five_athletes_in_one_table_are_five_traces() -> None:
    reading = read(real(DATA / "shorts_radar_gun_data.csv"))
    assert [trace.athlete for trace in reading.traces] == [
        "John", "Kimberley", "Jim", "James", "Samantha",
    ]  # fmt: skip
    assert {len(trace) for trace in reading.traces} == {600}
    assert "Samantha: mass 45 (unit not stated)" in told(reading, "body-mass-in-file")


def test_rounded_stamps_of_even_samples_are_told() -> None:
    reading = read(real(DATA / "rugby_radar_raw_R14_1.csv"))
    assert "0.005 s off" in told(reading, "times-rounded")


@pytest.mark.parametrize(
    ("headings", "factor"),
    [("Zeit (ms);Geschwindigkeit (km/h)", 1 / 3.6), ("t [ms];v [m/s]", 1.0)],
)
def test_units_of_headings_become_si(headings: str, factor: float) -> None:
    rows = "".join(f"{20 * i};{0.5 * i:.1f}\n".replace(".", ",") for i in range(30))
    reading = read(f"{headings}\n{rows}")
    (trace,) = reading.traces
    assert_allclose(trace.times, 0.02 * np.arange(30))
    assert trace.velocities is not None
    assert_allclose(trace.velocities, factor * 0.5 * np.arange(30))
    assert "units-not-stated" not in codes(reading)


def samples(step: float, speed: float, place: float | None = None) -> str:
    """Rows of a runner who gains ``speed`` with each sample."""
    rows = []
    for i in range(16):
        cells = [f"{step * i:g}", f"{speed * i:g}"]
        rows.append(",".join(cells if place is None else [*cells, f"{place * i:g}"]))
    return "\n".join(rows)


@pytest.mark.parametrize(
    "text",
    [
        "time,velocity\n" + samples(20, 0.5),
        "time,velocity\n" + samples(0.1, 1.6),
        "time,velocity,distance\n" + samples(0.1, 0.5, 10.0),
    ],
    ids=["milliseconds", "km/h", "centimetres"],
)
def test_numbers_without_units_that_cannot_be_si_are_refused(text: str) -> None:
    assert refused(text, "trace-csv").code == "unit-not-stated"


def test_a_false_return_is_rejected_and_the_rest_goes_on() -> None:
    reading = read(HEAD + "0.00,0.5\n0.02,44.0\n0.04,0.7\n0.06,\n0.08,x\n0.1,0.9\n")
    (trace,) = reading.traces
    assert trace.times.tolist() == [0.0, 0.04, 0.1]
    assert lines_of(reading.rejected) == [3, 5, 6]
    assert "nobody runs 44 m/s" in reading.rejected[0].reason


def test_a_sample_written_twice_is_used_once() -> None:
    reading = read(HEAD + "0.00,0.5\n0.02,0.6\n0.02,0.6\n0.04,0.7\n")
    assert reading.traces[0].times.tolist() == [0.0, 0.02, 0.04]
    assert "line 4" in told(reading, "repeated-rows")


def test_different_samples_with_one_stamp_are_held() -> None:
    reading = read(HEAD + "0.00,0.5\n0.02,0.6\n0.02,0.7\n0.04,0.8\n")
    assert reading.traces[0].times.tolist() == [0.0, 0.04]
    assert [held.lines for held in reading.held] == [(3, 4)]


@pytest.mark.parametrize(
    ("times", "held"), [((0.0, 0.02, 0.01, 0.06, 0.08), 4), ((0.0, 9.0, 0.04, 0.06, 0.08), 3)]
)
def test_a_single_time_out_of_order_is_held(times: tuple[float, ...], held: int) -> None:
    reading = read(HEAD + "".join(f"{time},{i}\n" for i, time in enumerate(times)))
    assert [group.lines for group in reading.held] == [(held,)]
    assert len(reading.traces[0]) == 4


def test_a_second_recording_without_a_name_is_held_whole() -> None:
    one = "".join(f"{0.02 * i:.2f},{i * 0.1:.1f}\n" for i in range(10))
    reading = read(HEAD + one + one)
    assert len(reading.traces[0]) == 10
    (held,) = reading.held
    assert held.lines == tuple(range(12, 22))
    assert "another recording" in held.reason


def test_distances_alone_are_a_trace() -> None:
    rows = "".join(f"{0.01 * i:.2f},{0.0731 * i:.3f}\n" for i in range(60))
    (trace,) = read("time_s,distance_m\n" + rows).traces
    assert trace.velocities is None
    assert trace.positions is not None
    assert len(trace) == 60


def test_a_sample_without_what_the_others_have_is_told() -> None:
    reading = read("time_s,velocity_m_s,distance_m\n0,0.1,0\n0.02,,0.1\n0.04,0.3,0.2\n0.06,,\n")
    assert reading.traces[0].times.tolist() == [0.0, 0.04]
    assert lines_of(reading.rejected) == [3, 5]


def test_a_column_that_is_empty_for_one_athlete_is_none_of_his() -> None:
    reading = read(
        "athlete,time_s,velocity_m_s,distance_m\nA,0,0.1,\nA,0.02,0.2,\nB,0,,0.01\nB,0.02,,0.1\n"
    )
    one, two = reading.traces
    assert one.positions is None
    assert two.velocities is None
    assert reading.rejected == ()


def test_a_table_that_may_be_splits_or_samples_is_asked_about() -> None:
    text = "time_s,distance_m\n" + "".join(f"{0.1 * i:.1f},{0.5 * i:.1f}\n" for i in range(16))
    error = refused(text)
    assert error.code == "format-ambiguous"
    assert "'splits-csv' or 'trace-csv'" in error.message
    assert read(text, "trace-csv").traces
    assert read(text, "splits-csv").splits


def test_a_single_sample_is_no_trace() -> None:
    assert refused(HEAD + "0.0,1.0\n").code == "nothing-read"


TIMES = st.one_of(
    st.integers(0, 8).map(lambda i: f"{i / 50:.2f}"), st.sampled_from(["", "x", "1e999"])
)
SPEEDS = st.sampled_from(["1.0", "2.5", "80", "", "nan"])


@given(st.lists(st.tuples(st.sampled_from("AB"), TIMES, SPEEDS), max_size=20))
def test_every_sample_is_in_a_trace_rejected_held_or_repeated(
    rows: list[tuple[str, str, str]],
) -> None:
    text = "athlete,time_s,velocity_m_s\nZ,0,1\nZ,1,1\n" + "".join(
        f"{','.join(row)}\n" for row in rows
    )
    reading = read(text, "trace-csv")
    used = sum(len(trace) for trace in reading.traces)
    held = [line for group in reading.held for line in group.lines]
    aside = [*lines_of(reading.rejected), *held]
    repeated = 0
    if "repeated-rows" in codes(reading):
        repeated = int(told(reading, "repeated-rows").split()[0])
    assert len(aside) == len(set(aside))
    assert used + len(aside) + repeated == len(rows) + 2


def test_accelerations_that_every_sample_has_are_taken() -> None:
    (trace,) = read(
        "time_s,velocity_m_s,acceleration_m_s2\n0,0,6\n0.1,0.6,5.5\n0.2,1.1,5\n0.3,1.6,4.6\n"
    ).traces
    assert trace.accelerations is not None
    assert trace.accelerations.tolist() == [6.0, 5.5, 5.0, 4.6]


def test_accelerations_that_some_samples_lack_are_left_out_and_the_samples_stay() -> None:
    (trace,) = read("time_s,velocity_m_s,acceleration (m/s^2)\n0,0,6\n0.1,0.6,\n0.2,1.1,5\n").traces
    assert trace.accelerations is None
    assert len(trace) == 3


def test_a_few_places_at_even_times_are_a_trace() -> None:
    rows = "".join(f"{i / 2},{2.1 * i + 0.13}\n" for i in range(1, 8))
    for heading in ("time_s,distance_m", "t (s),distance (m)"):
        (trace,) = read(f"{heading}\n{rows}").traces
        assert trace.positions is not None
        assert len(trace) == 7


def test_where_numbers_leave_it_open_the_order_of_flyzones_own_headings_decides() -> None:
    rows = [(1.31, 5.13), (2.02, 10.24), (2.65, 15.31), (3.43, 21.02)]
    as_trace = "time_s,distance_m\n" + "".join(f"{t},{d}\n" for t, d in rows)
    as_splits = "distance_m,time_s\n" + "".join(f"{d},{t}\n" for t, d in rows)
    assert len(read(as_trace).traces) == 1
    assert len(read(as_splits).splits) == 1


def test_round_places_at_uneven_times_are_gates_in_any_order() -> None:
    assert len(read("time_s,distance_m\n1.2,5\n1.95,10\n3.2,20\n4.4,30\n").splits) == 1
