"""Units at the doors: published conversions, and there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.units import kmh, m_s_from_kmh, m_s_from_mph, metres_from_yards, mph

speeds = st.floats(0.0, 1_000.0)


@pytest.mark.parametrize(
    ("fly_10_s", "miles_per_hour"),
    [(1.00, 22.3694), (0.95, 23.5467), (0.90, 24.8548), (1.10, 20.3358), (1.25, 17.8955)],
)
def test_fly_10_charts_in_miles_per_hour_are_reproduced(
    fly_10_s: float, miles_per_hour: float
) -> None:
    assert mph(10.0 / fly_10_s) == pytest.approx(miles_per_hour, abs=5e-5)


def test_ten_metres_a_second_is_36_kilometres_an_hour() -> None:
    assert kmh(10.0) == pytest.approx(36.0)


def test_forty_yards_are_36_metres_and_57_6_centimetres() -> None:
    assert metres_from_yards(40.0) == pytest.approx(36.576)


@given(speeds)
def test_kilometres_an_hour_come_back_as_the_same_speed(speed: float) -> None:
    assert m_s_from_kmh(kmh(speed)) == pytest.approx(speed, rel=1e-12)


@given(speeds)
def test_miles_an_hour_come_back_as_the_same_speed(speed: float) -> None:
    assert m_s_from_mph(mph(speed)) == pytest.approx(speed, rel=1e-12)
