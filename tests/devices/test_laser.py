"""Text of laser distance meters; no real export was at hand, all of these are made up."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from tests.devices.text_files import codes, lines_of, read, refused

TIMES = np.arange(300) / 50.0
PLACES = 9.0 * (TIMES + np.exp(-TIMES) - 1.0)


def columns(separator: str = " ", comma: bool = False) -> str:
    rows = (f"{t:.2f}{separator}{x:.3f}\n" for t, x in zip(TIMES, PLACES, strict=True))
    text = "".join(rows)
    return text.replace(".", ",") if comma else text


@pytest.mark.parametrize("separator", [" ", "\t", ";", "   "])
@pytest.mark.parametrize("comma", [True, False])
def test_two_columns_without_headings_are_time_and_distance(separator: str, comma: bool) -> None:
    reading = read(columns(separator, comma))
    (trace,) = reading.traces
    assert reading.dialect == "laser-text"
    assert_allclose(trace.times, TIMES, atol=1e-9)
    assert trace.positions is not None
    assert_allclose(trace.positions, PLACES, atol=5.1e-4)
    assert trace.velocities is None
    assert "units-not-stated" in codes(reading)


def test_a_named_laser_with_headings_is_a_table_of_samples() -> None:
    rows = columns("\t", comma=True)
    reading = read("LAVEG Sport\nVersuch 3\nZeit (s)\tWeg (m)\n" + rows)
    assert reading.dialect == "laser-text"
    assert len(reading.traces[0]) == len(TIMES)
    assert "units-not-stated" not in codes(reading)


def test_one_column_needs_the_rate_and_keeps_the_time_of_unreadable_rows() -> None:
    lines = [f"{x:.3f}" for x in PLACES]
    lines[7] = "E255"
    text = "\n".join(lines)
    assert refused(text).code == "sample-rate"
    reading = read(text, sample_rate_hz=50.0)
    (trace,) = reading.traces
    assert lines_of(reading.rejected) == [8]
    assert_allclose(trace.times, np.delete(TIMES, 7), atol=1e-9)


def test_columns_that_may_be_speeds_are_asked_about() -> None:
    rows = "".join(f"{t:.2f} {9.0 * (1 - np.exp(-t)):.2f}\n" for t in TIMES)
    error = refused(rows)
    assert error.code == "columns-open"
    assert "time_s velocity_m_s" in error.message
    assert read("time_s velocity_m_s\n" + rows).traces


def test_columns_without_even_times_are_asked_about() -> None:
    rows = "".join(f"{t * t:.3f} {x:.3f}\n" for t, x in zip(TIMES, PLACES, strict=True))
    assert refused(rows).code == "columns-open"


def test_a_few_numbers_are_no_recording() -> None:
    assert refused("0.0 1.0\n0.1 2.0\n").code == "format-unknown"
