"""Today's level before today: against a second method, and what a history teaches."""

from __future__ import annotations

import numpy as np
import pytest
from tests.training.guard.sessions import history, session, steady

from flyzone.training.guard.level import DRIFT_PER_DAY, UNKNOWN, GuardPrior
from flyzone.training.guard.past import prior_of
from flyzone.training.guard.series import RunKind, TimedRep

KIND = RunKind(10.0, 20.0, "video", None)


def reps(logs: list[float]) -> list[TimedRep]:
    return [TimedRep(i, i, value, 0.004) for i, value in enumerate(logs)]


def learnt(rng: np.random.Generator, *, sd: float, sessions: int = 25) -> GuardPrior:
    return prior_of(history(rng, sessions, sd=sd), KIND, session(100, [1.05]))


def test_the_filter_agrees_with_one_joint_gaussian() -> None:
    rng = np.random.default_rng(5)
    days = [list(rng.normal(0.0, 0.01, n)) for n in (4, 2, 5)]
    prior = GuardPrior.unknown()
    for i, logs in enumerate(days):
        none = np.zeros((len(logs), 1)), np.zeros((3, 1))
        prior = (prior.after(3.0) if i else prior).learn(reps(logs), *none)
    start = GuardPrior.unknown()
    for g in (0, 37, 80):
        # The same by the book: all times at once, given one point of the grid.
        state = np.zeros((4, 4))
        state[:, :] = start.covariance[g]
        rows, noise, total = [], [], sum(len(logs) for logs in days)
        walk = np.zeros((total, total))
        at = 0
        from flyzone.training.guard import level  # noqa: PLC0415

        for i, logs in enumerate(days):
            n = len(logs)
            design = np.zeros((n, 4))
            design[:, 0] = 1.0
            for j in range(min(3, n)):
                design[j, 1 + j] = 1.0
            rows.append(design)
            block = (start.rep_sd[g] ** 2 + 0.004**2) * np.eye(n) + start.day_sd[g] ** 2
            block += design[:, 1:] @ level.EACH_DAY @ design[:, 1:].T
            noise.append((at, n, block, i))
            at += n
        for a, n, block, i in noise:
            walk[a : a + n, a : a + n] += block
            for b, m, _, k in noise:
                walk[a : a + n, b : b + m] += DRIFT_PER_DAY * 3.0 * min(i, k)
        design = np.vstack(rows)
        covariance = design @ state @ design.T + walk
        times = np.concatenate([np.array(logs) - days[0][0] for logs in days])
        off = times - design @ start.mean[g]
        # The level after the last day holds the whole walk.
        shared = state @ design.T
        shared[0] += np.concatenate([np.full(n, DRIFT_PER_DAY * 3.0 * i) for _, n, _, i in noise])
        expected = start.mean[g] + shared @ np.linalg.solve(covariance, off)
        np.testing.assert_allclose(prior.mean[g], expected, atol=1e-10)
        likelihood = -0.5 * off @ np.linalg.solve(covariance, off)
        likelihood -= 0.5 * np.linalg.slogdet(covariance)[1]
        gained = prior.log_weight[g] - start.log_weight[g]
        assert gained == pytest.approx(likelihood, abs=1e-8)


@pytest.mark.parametrize("sd", [0.007, 0.02])
def test_a_history_tells_his_scatter(sd: float) -> None:
    prior = learnt(np.random.default_rng(3), sd=sd)
    assert prior.weight @ prior.rep_sd == pytest.approx(sd, rel=0.2)


def test_a_history_tells_his_level_and_his_warm_up() -> None:
    prior = learnt(np.random.default_rng(4), sd=0.007)
    usual = prior.usual
    assert usual is not None
    assert usual[0] == pytest.approx(np.log(1.05), abs=0.006)
    mean = prior.weight @ prior.mean
    assert mean[1] == pytest.approx(0.01, abs=0.005)
    assert mean[3] == pytest.approx(0.0, abs=0.005)


def test_time_that_passes_makes_the_level_less_sure_and_never_more_than_unknown() -> None:
    prior = learnt(np.random.default_rng(4), sd=0.01)
    month, ever = prior.after(30.0), prior.after(1e9)
    assert prior.usual is not None
    assert month.usual is not None
    assert month.usual[1] > prior.usual[1]
    np.testing.assert_allclose(ever.covariance[:, 0, 0], UNKNOWN**2)


def test_one_mistimed_rep_and_one_odd_session_teach_nothing() -> None:
    rng = np.random.default_rng(6)
    clean = history(rng)
    faulty = list(clean)
    times = [rep.time_s for rep in clean[5].reps]
    faulty[5] = session(7, [*times[:2], 0.9 * times[2], *times[3:]])
    faulty.append(session(30, [1.2 * time for time in steady(rng, 5)]))
    usual = [prior_of(one, KIND, session(31, [1.05])).usual for one in (clean, faulty)]
    assert usual[0] is not None
    assert usual[1] is not None
    assert usual[1][0] == pytest.approx(usual[0][0], abs=0.002)


def test_two_odd_sessions_are_a_new_level() -> None:
    rng = np.random.default_rng(6)
    moved = [session(i, [0.9 * time for time in steady(rng, 5)]) for i in (30, 31, 32)]
    usual = prior_of([*history(rng), *moved], KIND, session(33, [1.0])).usual
    assert usual is not None
    assert usual[0] == pytest.approx(np.log(0.9 * 1.05), abs=0.01)


def test_drops_in_earlier_sessions_do_not_widen_his_scatter() -> None:
    rng = np.random.default_rng(8)
    clean = history(rng, 20)
    dropped = [
        session(i + 2, [*times[:3], *((1.05 if i % 3 == 0 else 1.0) * time for time in times[3:])])
        for i, times in enumerate([[rep.time_s for rep in one.reps] for one in clean])
    ]
    scatter = []
    for one in (clean, dropped):
        prior = prior_of(one, KIND, session(60, [1.05]))
        scatter.append(float(prior.weight @ prior.rep_sd))
    assert scatter[1] == pytest.approx(scatter[0], rel=0.2)


def test_what_is_learnt_over_ways_to_drop_is_the_mixture_of_what_each_teaches() -> None:
    start = GuardPrior.unknown()
    times = reps([0.0, 0.01, 0.0, 0.03, 0.035])
    drops = np.array([[0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.03, 0.03]]).T
    share = np.array([0.7, 0.3])
    both = start.learn(times, drops, np.log([share] * 3))
    each = [start.learn(times, drops[:, [way]], np.zeros((3, 1))) for way in (0, 1)]
    weight = np.array([share[way] * np.exp(each[way].log_weight) for way in (0, 1)])
    np.testing.assert_allclose(both.log_weight, np.log(weight.sum(axis=0)), rtol=1e-10)
    weight /= weight.sum(axis=0)
    mean = sum(weight[way][:, None] * each[way].mean for way in (0, 1))
    np.testing.assert_allclose(both.mean, mean, atol=1e-12)
    second = sum(
        weight[way][:, None, None]
        * (each[way].covariance + each[way].mean[:, :, None] * each[way].mean[:, None, :])
        for way in (0, 1)
    )
    covariance = second - mean[:, :, None] * mean[:, None, :]
    np.testing.assert_allclose(both.covariance, covariance, atol=1e-12)
