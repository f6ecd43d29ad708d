"""What the rest-test says: exact without noise, honest with it, and silent where it cannot tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from uuid import UUID

import numpy as np
import pytest

from flyzone.model import Rep, Session
from flyzone.training.rest_test import RestTest, RestTestPlan, plan_rest_test, read_rest_test
from flyzone.training.rules.book import RuleBook
from flyzone.training.rules.targets import TARGET_RULES
from flyzone.wording.english.targets import TARGETS

BOOK = RuleBook({rule.key: rule for rule in TARGET_RULES})
START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
PLACE = (0.010, 0.004, 0.001, 0.0, 0.001, 0.002, 0.004)
"""What each place in a session costs: slow at first, tired at the end."""
Noise = Callable[[int, int], float]


def an_id(number: int) -> str:
    return str(UUID(int=number))


def run(plan: RestTestPlan, cost: float, noise: Noise = lambda _s, _r: 0.0) -> list[Session]:
    """Sessions whose times follow the formula exactly, but for the noise."""
    sessions = []
    for s in range(len(plan.short_first)):
        rests = (None, *plan.rests_s(s))
        reps = tuple(
            Rep(
                an_id(100 * s + r + 1), r + 1, 10.0,
                1.1 * float(np.exp(0.005 * (-1) ** s + PLACE[r] + noise(s, r)
                                   + cost / 100.0 * (rest == plan.short_s))),
                0.004, 30.0, rest,
            )
            for r, rest in enumerate(rests)
        )  # fmt: skip
        moment = START + timedelta(days=3 * s)
        sessions.append(Session(an_id(9000 + s), an_id(7), moment, "max-velocity", reps))
    return sessions


def gaussian(seed: int, sd: float = 0.01) -> Noise:
    drawn = np.random.default_rng(seed).normal(0.0, sd, (20, 7))
    return lambda s, r: float(drawn[s, r])


def changed(sessions: list[Session], change: Callable[[int, Rep], Rep | None]) -> list[Session]:
    return [
        replace(one, reps=tuple(new for rep in one.reps if (new := change(s, rep)) is not None))
        for s, one in enumerate(sessions)
    ]


def value(test: RestTest) -> float:
    assert test.cost is not None
    return test.cost.value


def codes(test: RestTest) -> list[str]:
    return [reason.code for reason in test.reasons]


@pytest.mark.parametrize("draw", [0, 7, 19])
@pytest.mark.parametrize("cost", [-0.4, 0.0, 0.8, 3.0])
def test_without_noise_the_cost_is_found_exactly(cost: float, draw: int) -> None:
    plan = plan_rest_test(draw)
    test = read_rest_test(run(plan, cost), plan, BOOK)
    assert value(test) == pytest.approx(cost, abs=1e-9)
    assert (test.sessions, test.reps) == (6, 36)


def test_a_complete_test_is_the_difference_of_two_means() -> None:
    plan = plan_rest_test(11)
    sessions = run(plan, 0.8, gaussian(1))
    logs = np.array([[100 * np.log(rep.time_s) for rep in one.reps[1:]] for one in sessions])
    short = np.array([plan.rests_s(s) for s in range(6)]) == 180.0
    test = read_rest_test(sessions, plan, BOOK)
    assert value(test) == pytest.approx(logs[short].mean() - logs[~short].mean(), abs=1e-9)


def test_error_and_probability_agree_with_the_randomisation_itself() -> None:
    rng = np.random.default_rng(5)
    for _ in range(4):
        plan = plan_rest_test(int(rng.integers(1000)), sessions=10)
        sessions = run(plan, 0.35, gaussian(int(rng.integers(1000))))
        test = read_rest_test(sessions, plan, BOOK)
        logs = np.array([[100 * np.log(rep.time_s) for rep in one.reps[1:]] for one in sessions])
        halves = (logs[:, :3] - logs[:, 3:]).mean(axis=1)
        # Whatever order might have been drawn, the same times would have stood there.
        signs = [
            np.where(np.isin(np.arange(10), chosen), 1.0, -1.0)
            for chosen in combinations(range(10), 5)
        ]
        could = np.array([sign @ halves for sign in signs])
        seen = np.where(plan.short_first, 1.0, -1.0) @ halves
        assert test.p_costs == pytest.approx(np.mean(could <= seen), abs=0.06)


def test_the_rests_really_taken_count() -> None:
    plan = plan_rest_test(3)
    exact = run(plan, 1.0)
    middle = (180.0 * 360.0) ** 0.5

    def half_short(session: int, rep: Rep) -> Rep:
        """In two sessions he rested half-way between (in the logarithm) instead of short."""
        if session > 1 or rep.rest_before_s != 180.0 or rep.time_s is None:
            return rep
        return replace(rep, rest_before_s=middle, time_s=rep.time_s * float(np.exp(-0.005)))

    assert value(read_rest_test(changed(exact, half_short), plan, BOOK)) == pytest.approx(1.0)


def test_a_rest_that_was_not_written_down_was_taken_as_planned() -> None:
    plan = plan_rest_test(4)
    silent = changed(run(plan, 1.0), lambda _s, rep: replace(rep, rest_before_s=None))
    test = read_rest_test(silent, plan, BOOK)
    assert value(test) == pytest.approx(1.0, abs=1e-9)
    supposed = next(r for r in test.reasons if r.code == "rest-test-rests-supposed")
    assert supposed.numbers["reps"] == 36


@pytest.mark.parametrize("kept", [[0, 1, 2], [0, 5], [1, 2, 3, 4]])
def test_part_of_the_experiment_is_read_by_the_same_formula(kept: list[int]) -> None:
    plan = RestTestPlan(180.0, 360.0, 3, (True, False, False, True, True, False))
    sessions = run(plan, 1.2)
    done = [one if s in kept else replace(one, reps=()) for s, one in enumerate(sessions)]
    test = read_rest_test(done, plan, BOOK)
    assert value(test) == pytest.approx(1.2, abs=1e-9)
    assert test.sessions == len(kept)


def test_lost_reps_and_a_session_cut_short_bias_nothing() -> None:
    plan = plan_rest_test(8)
    lost = changed(
        run(plan, 1.2), lambda s, rep: None if (s, rep.number) in {(0, 3), (4, 6), (4, 7)} else rep
    )
    assert value(read_rest_test(lost, plan, BOOK)) == pytest.approx(1.2, abs=1e-9)


def test_sessions_of_one_order_cannot_tell_rest_from_place() -> None:
    plan = RestTestPlan(180.0, 360.0, 3, (True, True, True, True))
    test = read_rest_test(run(plan, 1.0, gaussian(2)), plan, BOOK)
    assert test.cost is None
    assert test.low is None
    assert codes(test) == ["rest-test-cannot-tell"]


def test_nothing_run_yet_cannot_tell() -> None:
    test = read_rest_test([], plan_rest_test(1), BOOK)
    assert codes(test) == ["rest-test-cannot-tell"]
    assert test.reps == 0


def test_reps_of_another_zone_or_below_full_effort_or_without_a_time_do_not_count() -> None:
    plan = plan_rest_test(2)

    def spoiled(session: int, rep: Rep) -> Rep:
        if session == 0 and rep.number == 4:
            return replace(rep, distance_m=20.0, time_s=2.5)
        if session == 1 and rep.number == 4:
            return replace(rep, effort=0.8, time_s=1.5)
        return replace(rep, time_s=None) if session == 2 and rep.number == 4 else rep

    test = read_rest_test(changed(run(plan, 1.0), spoiled), plan, BOOK)
    assert value(test) == pytest.approx(1.0, abs=1e-9)
    assert test.reps == 33
    other = next(r for r in test.reasons if r.code == "rest-test-other-zone")
    assert other.numbers["reps"] == 1


def test_intervals_hold_the_truth_nine_times_in_ten_and_no_cost_is_rarely_called() -> None:
    held, called = [], []
    for seed in range(300):
        plan = plan_rest_test(seed)
        test = read_rest_test(run(plan, 0.0, gaussian(seed)), plan, BOOK)
        assert test.low is not None
        assert test.high is not None
        assert test.p_costs is not None
        held.append(test.low <= 0.0 <= test.high)
        called.append(test.p_costs >= 0.95)
    assert 0.87 < np.mean(held) < 0.98
    assert np.mean(called) < 0.08


def test_sessions_that_disagree_widen_the_interval() -> None:
    plan = plan_rest_test(6)
    noise = gaussian(3, 0.003)

    def drifting(s: int, r: int) -> float:
        return noise(s, r) + 0.01 * (-1) ** (s // 2) * (r >= 4)

    alike = read_rest_test(run(plan, 1.0, noise), plan, BOOK)
    apart = read_rest_test(run(plan, 1.0, drifting), plan, BOOK)
    assert alike.cost is not None
    assert apart.cost is not None
    assert apart.cost.sd > 1.5 * alike.cost.sd


@pytest.mark.parametrize(
    ("cost", "noise", "code"),
    [
        (2.0, 0.008, "rest-test-costs"),
        (0.0, 0.004, "rest-test-free"),
        (0.5, 0.012, "rest-test-unclear"),
    ],
)
def test_the_answer_is_the_rest_to_take(cost: float, noise: float, code: str) -> None:
    plan = plan_rest_test(9)
    # Noise without any part along the cost, so that the answer is that of the cost itself.
    test = read_rest_test(run(plan, cost, _harmless(plan, noise)), plan, BOOK)
    assert codes(test) == [code]
    assert value(test) == pytest.approx(cost, abs=1e-9)
    text = TARGETS[code].format(**test.reasons[0].numbers)
    assert "3 instead of 6 min" in text
    assert test.reasons[0].rule == "rest-test"


def test_a_coach_who_changes_what_matters_changes_the_answer() -> None:
    plan = plan_rest_test(9)
    sessions = run(plan, 1.0, _harmless(plan, 0.006))
    old = BOOK.rules["rest-test"]
    limit = replace(old.thresholds["worth_percent"], value=2.0)
    lenient = replace(old, thresholds={**old.thresholds, "worth_percent": limit})
    assert codes(read_rest_test(sessions, plan, BOOK)) == ["rest-test-costs"]
    lenient_book = RuleBook({**BOOK.rules, "rest-test": lenient})
    assert codes(read_rest_test(sessions, plan, lenient_book)) == ["rest-test-free"]


def _harmless(plan: RestTestPlan, sd: float) -> Noise:
    """Noise whose means after short and after long rests are equal in each session."""
    drawn = np.random.default_rng(1).normal(0.0, sd, (6, 7))
    for half in (slice(1, 4), slice(4, 7)):
        drawn[:, half] -= drawn[:, half].mean(axis=1, keepdims=True)
    return lambda s, r: float(drawn[s, r])
