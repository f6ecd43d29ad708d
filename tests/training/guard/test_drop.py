"""The weighing of drops: against brute force, properties, and a small simulation that can fail."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.training.guard.sessions import history, session

from flyzone.training.guard import drop
from flyzone.training.guard.drop import weigh_drops
from flyzone.training.guard.level import GuardPrior
from flyzone.training.guard.past import prior_of
from flyzone.training.guard.series import RunKind, TimedRep

KIND = RunKind(10.0, 20.0, "video", None)
KNOWN = prior_of(history(np.random.default_rng(1), 12), KIND, session(40, [1.05]))
PRIORS = {"no history": GuardPrior.unknown().for_today(), "twelve sessions": KNOWN}
LEVEL = float(np.log(1.05))
logs = st.lists(st.floats(-0.03, 0.03), min_size=2, max_size=7)


def reps(values: list[float]) -> list[TimedRep]:
    return [TimedRep(i, i, LEVEL + float(value), 0.004) for i, value in enumerate(values)]


def by_hand(prior: GuardPrior, values: list[float]) -> float:
    """p_drop after the last rep by one density for each point, way and kind of day."""
    n, seen, total, dropped = len(values), reps(values), 0.0, 0.0
    for odd, share in ((0.0, 0.97), (0.06, 0.03)):
        expected = prior.expect(seen, odd_day=odd)
        ways = [(np.zeros(n), 0.9 ** (n - 1))]
        for first in range(1, n):
            since = np.maximum(np.arange(n) - first + 1.0, 0.0)
            begins = 0.1 * 0.9 ** (first - 1)
            steps = zip(drop.STEPS, drop.STEP_WEIGHT / drop.STEP_WEIGHT.sum(), strict=True)
            ways += [(size * (since > 0), 0.75 * part * begins) for size, part in steps]
            ways += [(slope * since, 0.125 * begins) for slope in drop.FADES]
        for g, (shape, weight) in itertools.product(range(len(prior.rep_sd)), ways):
            covariance = expected.root[g] @ expected.root[g].T
            mean = prior.mean[g] @ expected.design.T + shape
            off = np.array([rep.log_time for rep in seen]) - prior.origin - mean
            density = np.exp(-0.5 * off @ np.linalg.solve(covariance, off))
            density /= np.sqrt(np.linalg.det(covariance))
            mass = share * weight * density * np.exp(prior.log_weight[g] - prior.log_weight.max())
            total += mass
            dropped += mass * (shape[-1] >= 0.00999)
    return float(dropped / total)


@pytest.mark.parametrize("values", [[0.01, 0.0, 0.02], [0.0, -0.01, 0.03, 0.025, 0.02]])
def test_the_running_sums_agree_with_one_density_for_each_way(values: list[float]) -> None:
    assert weigh_drops(KNOWN, reps(values)).p_drop[-1] == pytest.approx(by_hand(KNOWN, values))


@settings(max_examples=40)
@given(values=logs, which=st.sampled_from(sorted(PRIORS)))
def test_later_reps_change_nothing_of_what_was_said(values: list[float], which: str) -> None:
    whole = weigh_drops(PRIORS[which], reps(values))
    for k in range(1, len(values) + 1):
        part = weigh_drops(PRIORS[which], reps(values[:k]))
        assert part.p_drop[-1] == pytest.approx(whole.p_drop[k - 1], abs=1e-9)
        assert part.level[-1] == pytest.approx(whole.level[k - 1], abs=1e-9)


@settings(max_examples=30)
@given(values=st.lists(st.floats(-0.2, 0.2), min_size=2, max_size=6))
def test_later_reps_change_nothing_even_where_some_are_mistimed(values: list[float]) -> None:
    whole = weigh_drops(KNOWN, reps(values))
    for k in range(1, len(values) + 1):
        part = weigh_drops(KNOWN, reps(values[:k]))
        assert part.p_drop[-1] == pytest.approx(whole.p_drop[k - 1], abs=1e-6)


@given(values=logs, which=st.sampled_from(sorted(PRIORS)))
def test_everything_said_is_a_number_within_its_limits(values: list[float], which: str) -> None:
    weighed = weigh_drops(PRIORS[which], reps(values))
    assert np.all((weighed.p_drop >= 0.0) & (weighed.p_drop <= 1.0))
    assert np.all((weighed.loss >= 0.0) & (weighed.loss <= 0.5))
    for values_said in (weighed.loss_sd, weighed.level_sd, weighed.rep_sd):
        assert np.all(np.isfinite(values_said))
        assert np.all(values_said >= 0.0)


@given(factor=st.floats(0.2, 20.0), values=logs)
def test_the_unit_of_the_times_changes_nothing_without_a_history(
    factor: float, values: list[float]
) -> None:
    moved = [
        TimedRep(rep.index, rep.place, rep.log_time + float(np.log(factor)), rep.sd)
        for rep in reps(values)
    ]
    prior = PRIORS["no history"]
    np.testing.assert_allclose(
        weigh_drops(prior, reps(values)).p_drop, weigh_drops(prior, moved).p_drop, atol=1e-8
    )


@settings(max_examples=40)
@given(start=st.lists(st.floats(-0.012, 0.012), min_size=3, max_size=6),
       slow=st.floats(0.0, 0.03), faster=st.floats(0.001, 0.02))  # fmt: skip
def test_a_faster_last_rep_never_raises_the_probability_of_a_drop(
    start: list[float], slow: float, faster: float
) -> None:
    p = [weigh_drops(KNOWN, reps([*start, last])).p_drop[-1] for last in (slow, slow - faster)]
    assert p[1] <= p[0] + 1e-9


@given(values=logs, times=st.floats(1.0, 5.0))
def test_broken_form_never_makes_a_drop_less_likely(values: list[float], times: float) -> None:
    plain = weigh_drops(KNOWN, reps(values))
    seen = weigh_drops(KNOWN, reps(values), likelier=[1.0] * (len(values) - 1) + [times])
    assert seen.p_drop[-1] >= plain.p_drop[-1] - 1e-9


def test_slow_first_reps_are_no_drop_and_hide_none() -> None:
    warm = [0.02, 0.01, 0.0, 0.0, 0.0]
    assert weigh_drops(KNOWN, reps(warm)).p_drop.max() < 0.2
    assert weigh_drops(KNOWN, reps([*warm, 0.035, 0.035])).p_drop[-1] > 0.9


def test_a_fast_first_rep_is_no_level_to_fall_from() -> None:
    assert weigh_drops(KNOWN, reps([-0.02, 0.0, 0.0, 0.0])).p_drop.max() < 0.5


def test_one_fast_mistimed_rep_does_not_move_the_level() -> None:
    for place in (0, 3):
        values = [0.0] * 6
        values[place] = -0.1
        weighed = weigh_drops(KNOWN, reps(values))
        assert weighed.p_drop.max() < 0.5
        assert weighed.level[-1] == pytest.approx(LEVEL, abs=0.006)


def test_one_very_slow_rep_asks_for_the_clock_and_its_repetition_is_a_drop() -> None:
    weighed = weigh_drops(KNOWN, reps([0.0, 0.0, 0.0, 0.18, 0.18]))
    assert weighed.p_mistimed[3] > 0.5
    assert weighed.p_drop[4] > 0.99


def test_a_day_far_below_his_usual_level_is_no_drop() -> None:
    assert weigh_drops(KNOWN, reps([0.06] * 6)).p_drop.max() < 0.5


def test_two_mistimed_reps_are_both_put_aside() -> None:
    weighed = weigh_drops(KNOWN, reps([-0.1, 0.0, 0.0, -0.11, 0.0, 0.0, 0.0]))
    assert weighed.p_drop.max() < 0.6
    assert weighed.level[-1] == pytest.approx(LEVEL, abs=0.008)


def test_the_bar_rises_with_the_reps_and_falls_with_what_is_known() -> None:
    bars = [drop.bar(place, KNOWN, 1.3, 1.4) for place in range(2, 15)]
    assert bars == sorted(bars)
    assert bars[-1] == bars[-2]
    assert drop.bar(4, GuardPrior.unknown(), 1.3, 1.4) > drop.bar(4, KNOWN, 1.3, 1.4)
