"""Kinovea trajectories: a real export, and small ones made up here."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from tests.devices.text_files import DEVICES, codes, lines_of, read, real, refused

HEAD = '"Time","A/0/X","A/0/Y","B/X","B/Y"\n'


def export(step: float, *, comma: bool = False, count: int = 5) -> str:
    rows = [f'"{step * i:g}","{10 - i}.5","{i}"' for i in range(count)]
    text = '"Time","Trajectory 1/0/X","Trajectory 1/0/Y"\n' + "\n".join(rows)
    return text.replace(",", ";").replace(".", ",") if comma else text


def test_a_real_export_counts_frames() -> None:
    data = real(DEVICES / "kinovea_export_example1.csv")
    error = refused(data)
    assert error.code == "time-unit"
    assert "steps of 1" in error.message
    reading = read(data, sample_rate_hz=240.0)
    (path,) = reading.trajectories
    assert (path.name, path.unit, len(path.times)) == ("Trajectory 1/0", "unknown", 3194)
    assert_allclose(path.times, np.arange(3194) / 240.0)
    assert (path.x[1], path.y[1]) == (71.99968, 89.01106)
    assert "unit-unknown" in codes(reading)
    assert (reading.rejected, reading.held) == ((), ())


def test_a_scale_makes_metres_of_pixels() -> None:
    (path,) = read(export(1), sample_rate_hz=100.0, metres_per_pixel=0.01).trajectories
    assert path.unit == "m"
    assert_allclose(path.x, [0.105, 0.095, 0.085, 0.075, 0.065])
    assert refused(export(1), sample_rate_hz=100.0, metres_per_pixel=-1.0).code == "scale"


@pytest.mark.parametrize("step", [1.0, 0.02, 20.0], ids=["frames", "seconds", "milliseconds"])
@pytest.mark.parametrize("comma", [True, False])
def test_the_frame_rate_tells_what_the_times_count(step: float, comma: bool) -> None:
    (path,) = read(export(step, comma=comma), sample_rate_hz=50.0).trajectories
    assert_allclose(path.times, np.arange(5) / 50.0)


def test_a_unit_in_the_heading_needs_no_frame_rate() -> None:
    (path,) = read(export(20).replace('"Time"', '"Time (ms)"')).trajectories
    assert_allclose(path.times, np.arange(5) / 50.0)


def test_a_frame_rate_that_fits_no_unit_is_refused() -> None:
    assert refused(export(0.5), sample_rate_hz=50.0).code == "time-unit"


def test_points_that_were_not_tracked_are_no_points() -> None:
    reading = read(HEAD + '"0","1","1",,\n"1","2","2","5","6"\n"2",,,"6","7"\n"3",,,,\n"4","x","1","1","1"\n',
                   sample_rate_hz=1.0)  # fmt: skip
    assert [(path.name, path.times.tolist()) for path in reading.trajectories] == [
        ("A/0", [0.0, 1.0]), ("B", [1.0, 2.0]),
    ]  # fmt: skip
    assert lines_of(reading.rejected) == [5, 6]


def test_a_time_that_goes_back_is_held() -> None:
    text = export(1).replace('"2"', '"0.5"', 1)
    reading = read(text, sample_rate_hz=1.0)
    assert [held.lines for held in reading.held] == [(4,)]
    assert len(reading.trajectories[0].times) == 4
