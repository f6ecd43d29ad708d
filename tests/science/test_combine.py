"""Sums of measurements: own errors add in squares, effects of one source with their signs first."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.science.builders import known, measurements, throws

from flyzone.errors import InputError
from flyzone.model import Measurement, SharedError
from flyzone.science.combine import (
    carried,
    covariance_of,
    difference,
    linear,
    mean,
    require_unit,
    scaled,
    weighted_mean,
)

SETS = st.lists(measurements(), min_size=1, max_size=6)
WEIGHTS = st.lists(st.floats(-3.0, 3.0), min_size=6, max_size=6)
SLACK = 1e-12


def effects(one: Measurement) -> dict[str, float]:
    return {error.source: error.effect for error in one.shared}


def test_averaging_shrinks_the_own_error_and_leaves_the_shared_one() -> None:
    average = mean([known(1.0 + 0.01 * i, "s", 0.003, cones=0.004) for i in range(9)])
    assert average.value == pytest.approx(1.04)
    assert average.own_sd == pytest.approx(0.001)
    assert effects(average) == {"cones": pytest.approx(0.004)}
    assert average.sd == pytest.approx(math.hypot(0.001, 0.004))


def test_a_difference_does_not_know_what_both_share() -> None:
    gain = difference(known(1.05, "s", 0.003, cones=0.004), known(1.02, "s", 0.004, cones=0.004))
    assert gain.value == pytest.approx(0.03)
    assert gain.shared == ()
    assert gain.sd == pytest.approx(0.005)


def test_errors_of_opposite_signs_pile_up_in_a_difference() -> None:
    contact, flight = known(0.1, "s", toe_off=0.004), known(0.12, "s", toe_off=-0.004)
    assert difference(contact, flight).sd == pytest.approx(0.008)
    assert linear([contact, flight], [1, 1]).sd == 0.0


def test_different_sources_do_not_cancel() -> None:
    apart = difference(known(1.0, "s", cones=0.003), known(1.0, "s", tape=0.004))
    assert apart.sd == pytest.approx(0.005)
    assert effects(apart) == {"cones": pytest.approx(0.003), "tape": pytest.approx(-0.004)}


def test_covariance_holds_own_variance_and_signed_products() -> None:
    covariance = covariance_of(
        [known(1.0, "s", 0.3, cones=0.4), known(2.0, "m", 0.0, cones=-0.5, tape=0.1)]
    )
    assert np.allclose(covariance, [[0.25, -0.2], [-0.2, 0.26]])
    assert covariance_of([]).shape == (0, 0)


@given(SETS, WEIGHTS)
def test_a_sum_has_the_variance_that_the_covariance_says(
    inputs: list[Measurement], weights: list[float]
) -> None:
    w = np.array(weights[: len(inputs)])
    total = linear(inputs, w)
    assert total.value == pytest.approx(w @ [one.value for one in inputs], abs=1e-9)
    assert total.sd**2 == pytest.approx(w @ covariance_of(inputs) @ w, abs=1e-12)


@given(SETS)
def test_averaging_never_shrinks_an_error_that_all_carry_alike(inputs: list[Measurement]) -> None:
    alike = [known(one.value, "s", one.own_sd, cones=0.05) for one in inputs]
    assert effects(mean(alike))["cones"] == pytest.approx(0.05)
    assert mean(alike).sd >= 0.05 * (1.0 - SLACK)
    assert weighted_mean(alike).sd >= 0.05 * (1.0 - 1e-9)


@given(SETS, st.permutations(range(6)))
def test_order_does_not_matter(inputs: list[Measurement], order: list[int]) -> None:
    # Some error of its own each: of several exact ones that differ no weighting is the best.
    tossed = [known(one.value, "s", one.own_sd + 0.001, **effects(one)) for one in inputs]
    shuffled = [tossed[i] for i in order if i < len(tossed)]
    for how in (mean, weighted_mean):
        one, other = how(tossed), how(shuffled)
        assert other.value == pytest.approx(one.value, abs=1e-7)
        assert other.sd == pytest.approx(one.sd, abs=1e-8)


@given(measurements(), measurements())
def test_a_difference_and_its_opposite_differ_in_sign_only(a: Measurement, b: Measurement) -> None:
    there, back = difference(a, b), difference(b, a)
    assert back.value == -there.value
    assert back.sd == pytest.approx(there.sd)
    assert effects(back) == {source: -effect for source, effect in effects(there).items()}


@given(SETS)
def test_no_mean_is_better_known_than_the_weighted_one(inputs: list[Measurement]) -> None:
    best = weighted_mean(inputs).sd
    assert best <= mean(inputs).sd + 1e-9
    assert best <= min(one.sd for one in inputs) + 1e-9


@given(st.lists(st.tuples(st.floats(1.0, 9.0), st.floats(0.01, 1.0)), min_size=2, max_size=6))
def test_independent_measurements_are_weighted_by_their_inverse_variance(
    pairs: list[tuple[float, float]],
) -> None:
    inputs = [known(value, "s", sd) for value, sd in pairs]
    weights = np.array([1.0 / sd**2 for _, sd in pairs])
    best = weighted_mean(inputs)
    assert best.value == pytest.approx(np.average([v for v, _ in pairs], weights=weights))
    assert best.sd == pytest.approx(1.0 / math.sqrt(weights.sum()))


def test_of_two_that_share_a_large_error_the_worse_one_is_subtracted() -> None:
    # Both read the same cones, the second twice as badly: twice the first less the second is free.
    best = weighted_mean([known(1.0, "s", 1e-6, cones=0.1), known(1.1, "s", 1e-6, cones=0.2)])
    assert best.value == pytest.approx(0.9, abs=1e-6)
    assert best.sd == pytest.approx(math.sqrt(5.0) * 1e-6, rel=1e-3)


def test_an_exact_measurement_takes_all_the_weight() -> None:
    best = weighted_mean([known(1.0, "s"), known(2.0, "s", 0.1)])
    assert (best.value, best.sd) == (pytest.approx(1.0), pytest.approx(0.0, abs=1e-12))


def test_wholly_shared_or_exact_measurements_are_averaged() -> None:
    best = weighted_mean([known(1.0, "s", cones=0.1), known(3.0, "s", cones=0.1)])
    assert (best.value, best.sd) == (pytest.approx(2.0), pytest.approx(0.1))
    assert weighted_mean([known(1.0, "s"), known(3.0, "s")]).value == pytest.approx(2.0)


@pytest.mark.parametrize("how", [mean, weighted_mean])
def test_the_error_bar_is_the_spread_of_many_throws(how: Callable[..., Measurement]) -> None:
    inputs = [
        known(1.00, "s", 0.003, cones=0.004),
        known(1.02, "s", 0.006, cones=0.004, tape=-0.002),
        known(0.99, "s", 0.002, cones=0.008, tape=0.005),
    ]
    weights = [how([*inputs[:i], replaced(one), *inputs[i + 1 :]]).value for i, one in
               enumerate(inputs)]  # fmt: skip
    base = how(inputs)
    slopes = np.array(weights) - base.value
    thrown = slopes @ np.array(throws(inputs, 200_000))
    assert base.sd == pytest.approx(np.std(thrown), rel=0.01)


def replaced(one: Measurement) -> Measurement:
    """One second later with the same errors: the mean moves by its weight."""
    return Measurement(one.value + 1.0, one.sd, one.unit, one.origin, one.shared)


def test_scaling_changes_value_errors_and_unit() -> None:
    speed = scaled(known(10.0, "m/s", 0.3, cones=-0.4), 3.6, unit="km/h")
    assert (speed.value, speed.sd, speed.unit) == (36.0, pytest.approx(1.8), "km/h")
    assert effects(speed) == {"cones": pytest.approx(-1.44)}


def test_origins_are_named_once_and_not_without_end() -> None:
    clips = [Measurement(1.0, 0.1, "s", f"clip {i}") for i in (1, 2, 1, 3, 4, 5)]
    assert mean(clips[:3]).origin == "clip 1; clip 2"
    assert mean(clips).origin == "clip 1; clip 2; clip 3; and 2 more"
    assert mean(clips, origin="session of 3 May").origin == "session of 3 May"


def test_shared_errors_come_in_the_order_of_their_names() -> None:
    total = mean([known(1.0, "s", trigger=0.1, cones=0.1), known(1.0, "s", tape=0.1)])
    assert [error.source for error in total.shared] == ["cones", "tape", "trigger"]


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: mean([]), "combine-empty"),
        (lambda: weighted_mean([]), "combine-empty"),
        (lambda: linear([], [], unit="s"), "combine-empty"),
        (lambda: carried(1.0, (), (), unit="s"), "combine-empty"),
        (lambda: mean([known(1.0, "s"), known(1.0, "m")]), "combine-units"),
        (lambda: weighted_mean([known(1.0, "s"), known(1.0, "m")]), "combine-units"),
        (lambda: difference(known(1.0, "s"), known(1.0, "ms")), "combine-units"),
        (lambda: linear([known(1.0, "s")], [1.0, 2.0]), "combine-weights"),
        (lambda: linear([known(1.0, "s")], [math.nan]), "not-finite"),
        (lambda: scaled(known(1.0, "s"), "2"), "not-numbers"),
        (lambda: require_unit(known(1.0, "ms"), "s", "The time"), "combine-units"),
    ],
)
def test_what_cannot_be_combined_is_refused(deed: Callable[[], object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"


def test_units_may_differ_where_the_weights_carry_them() -> None:
    reach = linear([known(2.0, "m", 0.1), known(3.0, "s", 0.1)], [1.0, 5.0], unit="m")
    assert (reach.value, reach.unit) == (17.0, "m")


def test_the_same_measurement_twice_counts_as_two() -> None:
    once = Measurement(1.0, 0.5, "s", "made up", (SharedError("cones", 0.3),))
    assert mean([once, once]).own_sd == pytest.approx(0.4 / math.sqrt(2.0))
