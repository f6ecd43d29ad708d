"""What legs can do, and what gives a slowed clip away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.timing.builders import legs

from flyzone.timing.gait import find_step_rate, rate_jumps, too_fast, too_slow_by


@given(st.floats(3.2, 5.2), st.integers(0, 2**31))
def test_the_step_rate_is_read_from_the_legs(hz: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    t = np.sort(rng.uniform(0, 1.7, 100))
    spread = legs(t, hz) + rng.normal(0, 0.03, t.size) + 0.05 * t
    spread[rng.integers(0, 100, 5)] = np.nan
    found = find_step_rate(t, spread)
    assert found is not None
    assert found.hz == pytest.approx(hz, rel=0.05)
    assert found.power > 0.5


def test_noise_has_no_step_rate() -> None:
    t = np.arange(0, 1.7, 1 / 60)
    assert find_step_rate(t, 0.3 + np.random.default_rng(0).normal(0, 0.05, t.size)) is None
    assert find_step_rate(t, np.full(t.size, 0.3)) is None
    assert find_step_rate(t[:5], legs(t[:5])) is None
    assert find_step_rate(t, np.full(t.size, np.nan)) is None


@pytest.mark.parametrize("factor", [2, 4, 8, 10])
@given(st.floats(8.0, 11.5), st.floats(4.2, 4.65))
def test_a_slowed_sprint_gives_its_factor_away(factor: int, speed: float, hz: float) -> None:
    guessed = too_slow_by(speed / factor, hz / factor)
    # 8 and 10 lie too close for a step rate known to a tenth.
    assert guessed in ({8.0, 10.0} if factor >= 8 else {float(factor)})


@pytest.mark.parametrize(
    ("speed", "hz"),
    [(12.14, 4.36), (9.5, 4.4), (7.0, 3.9), (3.3, 2.6), (2.5, 2.5), (1.4, 1.9), (2.0, 2.2)],
)
def test_runs_jogs_and_walks_that_people_do_are_not_questioned(speed: float, hz: float) -> None:
    """The first is Bolt's (SCIENCE 8.2); then sprints, jogs and walks."""
    assert too_slow_by(speed, hz) is None
    assert not too_fast(speed, hz)


def test_nobody_runs_faster_than_thirteen_metres_a_second() -> None:
    assert too_fast(13.5, None)
    assert too_fast(8.0, 7.0)


def ramped(fps: float = 60.0) -> tuple[np.ndarray, np.ndarray]:
    """A sprint at 9 m/s whose second half plays four times slower."""
    t = np.arange(0, 3.0, 1 / fps)
    return t, np.where(t < 1.0, 9.0 * t, 9.0 + 9.0 / 4 * (t - 1.0))


@pytest.mark.parametrize("sign", [1, -1])
def test_a_ramp_of_slow_motion_is_found_where_it_is(sign: int) -> None:
    t, x = ramped()
    x = sign * x + np.random.default_rng(1).normal(0, 0.01, t.size)
    assert rate_jumps(t, x) == pytest.approx(1.0, abs=0.06)
    assert rate_jumps(t, x[::-1]) == pytest.approx(2.0, abs=0.06)


@pytest.mark.parametrize(("top", "tau"), [(12.0, 1.2), (9.0, 0.9), (7.0, 0.8)])
def test_a_start_from_blocks_is_no_ramp(top: float, tau: float) -> None:
    t = np.arange(0, 2.5, 1 / 60)
    x = top * (t + tau * (np.exp(-t / tau) - 1))
    assert rate_jumps(t, x + np.random.default_rng(2).normal(0, 0.01, t.size)) is None


def test_an_even_sprint_has_no_jump() -> None:
    t = np.arange(0, 1.6, 1 / 60)
    assert rate_jumps(t, 9 * t + np.random.default_rng(3).normal(0, 0.02, t.size)) is None
