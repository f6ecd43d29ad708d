"""Steps on the ellipsoid, against Vincenty's iteration and against lengths that are known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.devices.recordings.geodesy import FLATTENING, SEMI_MAJOR_AXIS_M, steps_m


def vincenty(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The inverse problem on WGS84, by the iteration of Vincenty (1975)."""
    b = SEMI_MAJOR_AXIS_M * (1.0 - FLATTENING)
    u1 = math.atan((1.0 - FLATTENING) * math.tan(math.radians(lat1)))
    u2 = math.atan((1.0 - FLATTENING) * math.tan(math.radians(lat2)))
    east = math.radians(lon2 - lon1)
    across = east
    for _ in range(200):
        sin_s = math.hypot(
            math.cos(u2) * math.sin(across),
            math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(across),
        )
        if sin_s == 0.0:
            return 0.0
        cos_s = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(across)
        s = math.atan2(sin_s, cos_s)
        sin_a = math.cos(u1) * math.cos(u2) * math.sin(across) / sin_s
        cos2_a = 1.0 - sin_a**2
        middle = cos_s - 2.0 * math.sin(u1) * math.sin(u2) / cos2_a if cos2_a else 0.0
        c = FLATTENING / 16.0 * cos2_a * (4.0 + FLATTENING * (4.0 - 3.0 * cos2_a))
        before = across
        across = east + (1.0 - c) * FLATTENING * sin_a * (
            s + c * sin_s * (middle + c * cos_s * (2.0 * middle**2 - 1.0))
        )
        if abs(across - before) < 1e-13:
            break
    k = cos2_a * (SEMI_MAJOR_AXIS_M**2 - b**2) / b**2
    big_a = 1.0 + k / 16384.0 * (4096.0 + k * (-768.0 + k * (320.0 - 175.0 * k)))
    big_b = k / 1024.0 * (256.0 + k * (-128.0 + k * (74.0 - 47.0 * k)))
    correction = (
        big_b
        * sin_s
        * (
            middle
            + big_b
            / 4.0
            * (
                cos_s * (2.0 * middle**2 - 1.0)
                - big_b / 6.0 * middle * (4.0 * sin_s**2 - 3.0) * (4.0 * middle**2 - 3.0)
            )
        )
    )
    return b * big_a * (s - correction)


@given(
    st.floats(-80.0, 80.0), st.floats(-179.0, 179.0),
    st.floats(-0.008, 0.008), st.floats(-0.008, 0.008),
)  # fmt: skip
def test_steps_up_to_a_kilometre_agree_with_vincenty(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    step = steps_m([latitude, latitude + north], [longitude, longitude + east])[0]
    # Vincenty's own rounding is some micrometres for such short lines.
    expected = vincenty(latitude, longitude, latitude + north, longitude + east)
    assert step == pytest.approx(expected, rel=2e-6, abs=1e-4)


def test_a_degree_has_its_known_length() -> None:
    # Of longitude at the equator: a pi / 180.  Of latitude about 45 degrees: 111.132 km, as tables
    # of the ellipsoid print it.
    assert steps_m([0.0, 0.0], [10.0, 11.0])[0] == pytest.approx(111319.4908, abs=1e-3)
    assert steps_m([44.5, 45.5], [10.0, 10.0])[0] == pytest.approx(111132.0, abs=1.0)


def test_the_date_line_is_no_detour() -> None:
    assert steps_m([10.0, 10.0], [179.9999, -179.9999])[0] == pytest.approx(
        steps_m([10.0, 10.0], [0.0, 0.0002])[0], rel=1e-9
    )


def test_standing_still_is_no_distance_and_one_place_no_step() -> None:
    assert steps_m([52.0, 52.0, 52.0], [13.0, 13.0, 13.0]).tolist() == [0.0, 0.0]
    assert steps_m(np.array([52.0]), np.array([13.0])).size == 0
