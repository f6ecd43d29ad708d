"""A readiness jump or a first rep counts where it is surely below his own usual one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from tests.training.today.histories import (
    NOW,
    ago,
    ask,
    changed,
    codes,
    jump,
    reason,
    reps,
    session,
    uid,
    unknown,
)

from flyzone.model import Jump, Rep, Session

HEIGHTS = (0.40, 0.41, 0.39, 0.405, 0.395, 0.40, 0.41, 0.39)


def jumps(now: float, earlier: Sequence[float] = HEIGHTS, **words: object) -> list[Jump]:
    """Readiness jumps of earlier days, three days apart, and one of today."""
    days = [jump(ago(days=3 + 3 * n), height, **words) for n, height in enumerate(earlier)]
    return [*days, jump(NOW, now, **words)]


@pytest.mark.parametrize(
    ("height", "verdict", "code"),
    [
        (0.40, "yes", "today-jump-usual"),
        (0.39, "yes", "today-jump-usual"),
        (0.372, "change", "today-jump-below"),
        (0.33, "no", "today-jump-far-below"),
        (0.45, "yes", "today-jump-usual"),
    ],
)
def test_a_jump_costs_reps_or_the_session_where_it_is_surely_low(
    height: float, verdict: str, code: str
) -> None:
    today = ask(*jumps(height))
    assert today.verdict == verdict
    said = reason(today, code)
    assert said.probability is not None
    assert said.numbers["percent"] == pytest.approx(100 * (height / 0.39997 - 1), abs=0.05)


def test_a_small_drop_does_not_count_however_sure_it_is() -> None:
    assert ask(*jumps(0.396, [0.400] * 200)).verdict == "yes"


def test_with_too_few_jumps_it_cannot_be_told() -> None:
    today = ask(*jumps(0.25, HEIGHTS[:3]))
    assert today.verdict == "yes"
    assert "today-jump-cannot-tell" in unknown(today)
    fewer = changed("ready-jump", "days", 3.0)
    assert ask(*jumps(0.25, HEIGHTS[:3]), book=fewer).verdict == "no"


def test_jumps_of_another_kind_or_method_or_without_the_question_do_not_count() -> None:
    earlier = jumps(0.40)[:-1]
    assert "today-jump-cannot-tell" in unknown(ask(*earlier, jump(NOW, 0.3, method="mat")))
    assert ask(*earlier, jump(NOW, 0.3, readiness=False)).verdict == "yes"


def test_yesterdays_bad_jump_is_not_todays() -> None:
    earlier = [jump(ago(days=6 + 3 * n), height) for n, height in enumerate(HEIGHTS)]
    assert ask(*earlier, jump(ago(24.0), 0.30)).verdict == "yes"


# ---- the first rep

FIRSTS = (3.30, 3.33, 3.28, 3.31, 3.32, 3.29)


def started(first: float, days: float, later: float = 3.20) -> Session:
    """A session whose first rep is slower than its others."""
    times = (first, later, later)
    timed = tuple(Rep(uid(), n, 30.0, time_s=time) for n, time in enumerate(times, 1))
    return session(ago(days=days), reps=timed, duration_s=3600.0 if days > 1 else None)


def first_rep(time: float, earlier: Sequence[float] = FIRSTS, **words: object) -> object:
    """The answer after the first rep of a session that is going on."""
    running = session(ago(0.2), reps=(Rep(uid(), 1, 30.0, time_s=time),))
    past = [started(first, 3.0 + 3 * n) for n, first in enumerate(earlier)]
    return ask(*past, running, during=running.id, season=False, **words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("time", "verdict"), [(3.30, "yes"), (3.34, "yes"), (3.42, "change"), (3.60, "no")]
)
def test_a_first_rep_is_compared_with_his_first_reps_and_not_with_his_best(
    time: float, verdict: str
) -> None:
    # All his later reps were run in 3.20 s: 3.30 s is 3 % above them, and his usual start.
    assert first_rep(time).verdict == verdict  # type: ignore[attr-defined]


def test_a_slow_first_rep_ends_the_day_and_says_how_sure_it_is() -> None:
    today = first_rep(3.60)
    said = reason(today, "today-first-rep-far-below")  # type: ignore[arg-type]
    assert said.probability is not None
    assert said.probability >= 0.9
    assert said.numbers["percent"] == pytest.approx(-8.2, abs=0.05)


def test_with_too_few_first_reps_it_cannot_be_told() -> None:
    today = first_rep(3.60, FIRSTS[:3])
    assert "today-first-rep-cannot-tell" in unknown(today)  # type: ignore[arg-type]


def test_an_easy_rep_before_it_is_not_his_first() -> None:
    past = [started(first, 3.0 + 3 * n) for n, first in enumerate(FIRSTS)]
    warm = Rep(uid(), 1, 30.0, time_s=4.2, effort=0.7)
    running = session(ago(0.2), reps=(warm, Rep(uid(), 2, 30.0, time_s=3.30)))
    assert ask(*past, running, during=running.id, season=False).verdict == "yes"


def test_readiness_never_allows_what_recovery_forbids() -> None:
    assert ask(*jumps(0.50), session(ago(24.0))).verdict == "no"


def test_steady_athletes_are_rarely_held_back_by_their_jumps() -> None:
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(200):
        heights = 0.40 * np.exp(rng.normal(0.0, 0.04, 9))
        held += ask(*jumps(heights[0], list(heights[1:]))).verdict != "yes"
    assert held / 200 <= 0.10


def test_an_untimed_first_rep_says_nothing() -> None:
    running = session(ago(0.2), reps=reps(1))
    assert not [code for code in codes(ask(running, during=running.id)) if "first-rep" in code]
