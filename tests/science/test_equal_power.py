"""Lines of equal power: they keep what they promise, and know how they turn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from flyzone.science.critical_points import peak_power
from flyzone.science.equal_power import equal_peak, equal_product
from flyzone.science.force_velocity import analytic_profile
from flyzone.science.load import Load

LOADS = {
    "no air": Load(75.0),
    "headwind": Load(75.0, 0.28, -2.0),
    "tailwind": Load(75.0, 0.28, 2.0),
    "sled": Load(75.0, 0.28, 0.5, towed=20.0, resistance=60.0),
}
EACH_LOAD = pytest.mark.parametrize("load", LOADS.values(), ids=LOADS.keys())
EACH_LINE = pytest.mark.parametrize("line_of", [equal_product, equal_peak])


@EACH_LOAD
@EACH_LINE
def test_the_athlete_stands_on_his_own_line(line_of: Any, load: Load) -> None:
    line = line_of(analytic_profile(9.5, 8.2, load), load)
    mss, mac, _, _ = line.at(line.here)
    assert_allclose([mss, mac], [9.5, 8.2], rtol=1e-12)
    assert line.low < line.here < line.high


@EACH_LOAD
@given(share=st.floats(-0.7, 0.7))
def test_power_is_equal_all_along(load: Load, share: float) -> None:
    own = analytic_profile(9.5, 8.2, load)
    line = equal_product(own, load)
    mss, mac, _, _ = line.at(line.here + share)
    assert_allclose(analytic_profile(mss, mac, load).pmax, own.pmax, rtol=1e-10)
    line = equal_peak(own, load)
    mss, mac, _, _ = line.at(line.here * np.exp(share))
    peak, before = peak_power(mss, mac, load), peak_power(9.5, 8.2, load)
    assert_allclose(peak.power, before.power, rtol=1e-10)
    assert_allclose(peak.velocity, line.here * np.exp(share), rtol=1e-8)


@EACH_LOAD
@EACH_LINE
@pytest.mark.parametrize("along", [0.7, 1.0, 1.4])
def test_directions_are_those_of_a_small_step(line_of: Any, load: Load, along: float) -> None:
    line = line_of(analytic_profile(9.5, 8.2, load), load)
    place = line.here * along if line.here > 0.0 else line.here + np.log(along)
    step = 1e-5
    _, _, d_mss, d_mac = line.at(place)
    ahead, behind = (np.log(line.at(place + sign * step)[:2]) for sign in (1.0, -1.0))
    slopes = (ahead - behind) / (2.0 * step)
    # Up to a common factor above zero.
    assert_allclose(d_mss / -d_mac, slopes[0] / -slopes[1], rtol=1e-6)
    assert d_mac < 0.0
    assert slopes[1] < 0.0
