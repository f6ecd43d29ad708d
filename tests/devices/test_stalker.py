"""Stalker ATS radar: real tables and readings of the same trials, and damaged copies of them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from tests.devices.text_files import DATA, DEVICES, codes, lines_of, read, real, refused, told

RATE = 46.875
TRIALS = [("A", 398, 45.61), ("C", 446, 57.26)]
# Made up, in the shape of the real ones.
RAD = """STALKER Version 5.020 using ATS II\r
\r
TRIAL NAME  : someone 1\r
07/30/2019 10:17:06 (mm/dd/yyyy)\r
0\r
\r
SAMPLE RATE :  50,000\r
SAMPLES     :       3\r
\r
DATA TYPE   :      4 : Raw Data\r
UNITS       :      3 : SI\r
Speed Units : meters/sec\r
Accel Units : meters/s/s\r
Dist  Units : meters\r
\r
  Sample   Time   Speed   Accel     Dist\r
\r
      0    0,00    0,70   -5,86     0,00\r
      1    0,02    0,80   -5,86     0,01\r
      2    0,04    0,90    2,34     0,03\r
      3    0,06    1,00    2,34     0,05\r
END OF FILE\r
"""


@pytest.mark.parametrize(("athlete", "count", "distance"), TRIALS)
def test_a_real_table_takes_its_times_from_the_rate(
    athlete: str, count: int, distance: float
) -> None:
    data = real(DEVICES / f"stalker_athlete{athlete}_1.rad")
    reading = read(data)
    (trace,) = reading.traces
    assert reading.dialect == "stalker-ats"
    assert_allclose(trace.times, np.arange(count) / RATE)
    assert trace.run == f"athlete {athlete} 1"
    assert trace.origin == "radar Stalker ATS, 46.875 Hz"
    assert trace.velocities is not None
    assert trace.positions is not None
    rows = [line.split() for line in data.decode().replace(",", ".").splitlines()[18:-1]]
    assert_allclose(trace.velocities, [float(row[2]) for row in rows])
    assert trace.positions[-1] == distance
    assert (reading.rejected, reading.held) == ((), ())
    assert "samples-missing" not in codes(reading)
    assert "07/30/2019" in told(reading, "recorded-at")


@pytest.mark.parametrize(("athlete", "count", "distance"), TRIALS)
def test_the_distances_are_the_sum_of_the_speeds(athlete: str, count: int, distance: float) -> None:
    (trace,) = read(real(DEVICES / f"stalker_athlete{athlete}_1.rad")).traces
    speeds = trace.velocities
    assert speeds is not None
    assert np.sum(0.5 * (speeds[1:] + speeds[:-1])) / RATE == pytest.approx(distance, abs=0.07)


@pytest.mark.parametrize(("athlete", "share"), [("A", 0.26), ("C", 0.35)])
def test_raw_data_of_the_table_are_the_readings_with_lines_drawn_over_repeats_and_jumps(
    athlete: str, share: float
) -> None:
    table = read(real(DEVICES / f"stalker_athlete{athlete}_1.rad"))
    readings = read(real(DEVICES / f"stalker_athlete{athlete}_1.rda"), sample_rate_hz=RATE)
    smooth, raw = table.traces[0].velocities, readings.traces[0].velocities
    assert smooth is not None
    assert raw is not None
    differ = np.abs(smooth - raw) > 1e-9
    assert np.mean(differ) == pytest.approx(share, abs=0.01)
    # Wherever a reading was replaced, the table goes on in a straight line, as far as it is rounded.
    bends = np.abs(np.diff(smooth, 2))[differ[1:-1]]
    assert np.mean(bends <= 0.0101) > 0.9
    assert "straight lines" in told(table, "radar-smoothed")


@pytest.mark.parametrize(("athlete", "count"), [("A", 398), ("B", 400), ("C", 446)])
def test_real_readings_need_the_rate_and_hold_as_many_as_they_promise(
    athlete: str, count: int
) -> None:
    data = real(DEVICES / f"stalker_athlete{athlete}_1.rda")
    error = refused(data)
    assert error.code == "sample-rate"
    assert "Read the .rad" in error.message
    reading = read(data, sample_rate_hz=RATE)
    (trace,) = reading.traces
    assert len(trace) == count
    assert_allclose(trace.times[-1], (count - 1) / RATE)
    assert reading.notices == ()


def test_the_csv_made_of_a_table_has_its_speeds() -> None:
    (table,) = read(real(DEVICES / "stalker_athleteA_1.rad")).traces
    (copy,) = read(real(DATA / "rugby_radar_raw_R14_1.csv")).traces
    assert copy.velocities is not None
    assert table.velocities is not None
    assert_allclose(copy.velocities, table.velocities)
    assert np.max(np.abs(copy.times - table.times)) <= 0.005


def test_a_table_that_was_cut_says_so() -> None:
    cut = RAD[: RAD.index("      3    0,06")]
    reading = read(cut)
    assert len(reading.traces[0]) == 3
    assert "samples 0 to 3, and 3 were read" in told(reading, "samples-missing")
    assert "it was cut" in told(reading, "samples-missing")


def test_rows_that_cannot_be_read_are_told() -> None:
    reading = read(RAD.replace("      1    0,02    0,80", "      1    0,02    ----"))
    assert lines_of(reading.rejected) == [19]
    assert reading.traces[0].times.tolist() == [0.0, 0.04, 0.06]


def test_a_time_that_is_not_of_its_sample_is_held() -> None:
    reading = read(RAD.replace("      2    0,04", "      2    0,40"))
    assert [held.lines for held in reading.held] == [(20,)]
    assert len(reading.traces[0]) == 3


def test_what_follows_the_end_is_not_read() -> None:
    reading = read(RAD + "      4    0,08    9,00    2,34     0,05\r\n")
    assert lines_of(reading.rejected) == [23]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("meters/sec", "furlongs/sec", "unit-unknown"),
        ("Dist  Units : meters", "", "unit-unknown"),
        ("SAMPLE RATE :  50,000", "SAMPLE RATE :  46,875", "stalker-rate"),
        ("SAMPLE RATE :  50,000", "SAMPLE RATE : fast", "stalker-rate"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(old: str, new: str, code: str) -> None:
    table = RAD
    for count in range(4, 40):
        row = f"{count:7d}{count / 50:8.2f}    1,00    0,00     0,05\r\n".replace(".", ",")
        table = table.replace("END OF FILE", row + "END OF FILE")
    assert refused(table.replace(old, new)).code == code


@pytest.mark.parametrize(("unit", "factor"), [("km/h", 1 / 3.6), ("mph", 0.44704)])
def test_other_units_of_the_header_become_si(unit: str, factor: float) -> None:
    (trace,) = read(RAD.replace("meters/sec", unit)).traces
    assert trace.velocities is not None
    assert_allclose(trace.velocities, factor * np.array([0.7, 0.8, 0.9, 1.0]))


def test_an_unreadable_reading_keeps_its_time() -> None:
    text = "STALKER Version 5.020 using ATS II radar gun\n3,00\n4,00\n1,00\n0,70\n?\n0,90\n1,00\n"
    reading = read(text, "stalker-rda", sample_rate_hz=50.0)
    assert lines_of(reading.rejected) == [6]
    assert_allclose(reading.traces[0].times, [0.0, 0.04, 0.06])


def test_readings_in_other_units_are_refused() -> None:
    text = "STALKER Version 5.020 using ATS II radar gun\n1,00\n4,00\n1,00\n" + "0,70\n" * 4
    assert refused(text, sample_rate_hz=50.0).code == "unit-unknown"


def test_missing_readings_are_told() -> None:
    text = "STALKER Version 5.020 using ATS II radar gun\n3,00\n4,00\n9,00\n" + "0,70\n" * 4
    assert "promises 12 speeds and holds 4" in told(
        read(text, sample_rate_hz=50.0), "samples-missing"
    )
