from __future__ import annotations

import pytest
from tests.reports.builders import steady_run

from flyzone.reports.wording import clock_text, run_name, speed_text, time_text


def test_a_time_is_written_with_its_deviation_in_milliseconds() -> None:
    assert time_text(1.05264, 0.0038) == "1.053 s ± 0.004"


def test_no_time_is_written_as_exact() -> None:
    assert time_text(1.0, 0.0002) == "1.000 s ± 0.001"


@pytest.mark.parametrize(
    ("elapsed", "text"),
    [(0.0, "0.00 s"), (0.539, "0.53 s"), (0.29, "0.29 s"), (1.999, "1.99 s"), (-0.2, "0.00 s")],
)
def test_the_clock_cuts_to_hundredths(elapsed: float, text: str) -> None:
    assert clock_text(elapsed) == text


def test_ten_metres_a_second_are_36_km_h() -> None:
    assert speed_text(10.0) == "10.00 m/s · 36.0 km/h"


def test_a_run_without_an_athlete_is_numbered() -> None:
    assert run_name(steady_run(), 2, 3) == "Run 2 of 3"
    assert run_name(steady_run(), 1, 1) == "Run"
    assert run_name(steady_run(athlete="Ada"), 2, 3) == "Ada"
