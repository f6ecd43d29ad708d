"""Functions of measurements: the errors that come out are those of many throws of the dice."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.science.builders import known, measurements, throws

from flyzone.errors import InputError
from flyzone.model import Measurement
from flyzone.science.combine import covariance_of, difference, linear
from flyzone.science.functions import as_shared, correlated, ratio, through

LENGTHS = measurements("m", 5.0, 30.0)
TIMES = measurements("s", 0.5, 4.0)


def test_a_length_over_a_time_has_the_speed_that_both_tell() -> None:
    speed = ratio(known(10.0, "m", 0.01), known(1.0, "s", 0.003))
    assert (speed.value, speed.unit) == (10.0, "m/s")
    assert speed.sd == pytest.approx(10.0 * math.hypot(0.001, 0.003))


def test_a_scale_that_both_carry_falls_out_of_a_ratio() -> None:
    # A clock that runs 1 % fast: times are wrong, their ratio is not.
    assert ratio(known(2.0, "s", clock=0.02), known(1.0, "s", clock=0.01)).sd < 1e-15
    assert ratio(known(2.0, "s"), known(1.0, "s")).unit == "1"


@given(LENGTHS, TIMES)
def test_the_ratio_is_what_steps_find(length: Measurement, time: Measurement) -> None:
    one = ratio(length, time)
    other = through(lambda a, b: a / b, length, time, unit="m/s")
    assert other.value == one.value
    assert other.sd == pytest.approx(one.sd, rel=1e-5, abs=1e-12)
    assert len(other.shared) == len(one.shared)


@given(TIMES, TIMES, st.floats(-3.0, 3.0))
def test_a_straight_formula_gives_the_weighted_sum(
    a: Measurement, b: Measurement, weight: float
) -> None:
    one = through(lambda x, y: x + weight * y, a, b, unit="s")
    other = linear([a, b], [1.0, weight])
    assert one.value == pytest.approx(other.value)
    assert one.sd == pytest.approx(other.sd, rel=1e-6, abs=1e-9)


def test_the_error_bar_is_the_spread_of_many_throws() -> None:
    inputs = (
        known(10.0, "m", 0.05, tape=0.1),
        known(1.2, "s", 0.01, cones=0.02),
        known(3.0, "m", 0.02, tape=-0.03, cones=0.01),
    )

    def formula(a: float, b: float, c: float) -> float:
        return np.sqrt(a * a + c * c) / b

    result = through(formula, *inputs, unit="m/s")
    thrown = formula(*throws(inputs, 400_000))
    assert result.value == pytest.approx(np.mean(thrown), rel=1e-3)
    assert result.sd == pytest.approx(np.std(thrown), rel=0.01)
    # And what it shares with another result does cancel against it.
    gap = difference(result, through(lambda b: 10.44 / b, inputs[1], unit="m/s"))
    cones = {e.source: e.effect for e in gap.shared}["cones"]
    assert abs(cones) < 0.1 * {e.source: abs(e.effect) for e in result.shared}["cones"]


def test_one_input_at_several_places_is_one_error() -> None:
    side = known(3.0, "m", 0.1)
    assert through(lambda a: a * a, side, unit="m^2").sd == pytest.approx(0.6)


@pytest.mark.parametrize("sd", [0.0, 1e-14, 1e-9, 1e-3, 0.5])
def test_any_size_of_error_goes_through(sd: float) -> None:
    result = through(math.exp, known(2.0, "1", sd), unit="1")
    assert result.sd == pytest.approx(sd * math.exp(2.0), rel=1e-5)


@st.composite
def covariances(draw: st.DrawFn) -> np.ndarray:
    count = draw(st.integers(1, 4))
    entries = st.floats(-3.0, 3.0).map(lambda x: round(x, 3))
    root = np.array(draw(st.lists(entries, min_size=count**2, max_size=count**2)))
    root = root.reshape(count, count) * 10.0 ** np.arange(count)
    return root @ root.T


@given(covariances())
def test_correlated_measurements_have_the_covariance_they_were_given(
    covariance: np.ndarray,
) -> None:
    count = len(covariance)
    made = correlated(
        np.ones(count), covariance, ["m"] * count, origin="fit", source="fit of run 3"
    )
    scale = np.sqrt(np.maximum(np.outer(np.diag(covariance), np.diag(covariance)), 1e-300))
    assert np.all(np.abs(covariance_of(made) - covariance) <= 1e-8 * scale)


def test_a_covariance_with_no_spread_in_one_direction_is_fine() -> None:
    a, b = correlated([1.0, 2.0], [[1.0, 1.0], [1.0, 1.0]], ["s", "s"], origin="x", source="y")
    assert difference(a, b).sd < 1e-7
    assert a.sd == pytest.approx(1.0)


def test_an_own_error_made_shared_no_longer_shrinks() -> None:
    mass = as_shared(known(70.0, "kg", 0.5, scale=0.2), "mass of Mia")
    assert mass.own_sd == pytest.approx(0.0, abs=1e-6)
    assert mass.sd == pytest.approx(math.hypot(0.5, 0.2))
    average = linear([mass, mass], [0.5, 0.5])
    assert average.sd == pytest.approx(mass.sd)


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: through(lambda: 1.0, unit="s"), "combine-empty"),
        (lambda: through(lambda a: math.nan, known(1.0, "s"), unit="s"), "measurement-value"),
        (lambda: ratio(known(1.0, "m"), known(0.0, "s", 0.1)), "combine-zero"),
        (
            lambda: correlated([1, 2], [[1.0]], ["s", "s"], origin="x", source="y"),
            "combine-covariance",
        ),
        (
            lambda: correlated([1, 2], np.eye(2), ["s"], origin="x", source="y"),
            "combine-covariance",
        ),
        (
            lambda: correlated([1, 2], [[1, 2], [2, 1]], ["s"] * 2, origin="x", source="y"),
            "combine-covariance",
        ),
        (
            lambda: correlated([1, 2], [[1, 0.5], [0, 1]], ["s"] * 2, origin="x", source="y"),
            "combine-covariance",
        ),
        (
            lambda: correlated([1], [[-1.0]], ["s"], origin="x", source="y"),
            "combine-covariance",
        ),
        (lambda: as_shared(known(1.0, "s", cones=0.1), "cones"), "measurement-shared"),
    ],
)
def test_what_cannot_go_through_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
