"""Virtual training histories: the truth beside them is exact, and planted causes do what they say."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from flyzone.errors import InputError
from flyzone.model import Rep
from flyzone.virtual.athlete import (
    CAUSES,
    METHODS,
    Cause,
    Method,
    Programme,
    VirtualAthlete,
    draw_athlete,
    draw_programme,
)
from flyzone.virtual.athlete.truth import TrainedHistory, Truth
from flyzone.virtual.training_history import rows_of, train

START = datetime(2026, 3, 2, 17, 0, tzinfo=timezone(timedelta(hours=1)))
STEADY = VirtualAthlete(
    pcr_cost=0.0, rep_cost=0.0, fatigue_fast=0.0, fatigue_slow=0.0, sleep_cost=0.0, warm_up=0.0,
    gain_per_exposure=0.0, holds_days=1e6,
)  # fmt: skip
"""Nothing tires him, nothing makes him better."""


def trained(seed: int, athlete: VirtualAthlete = STEADY, **programme: object) -> TrainedHistory:
    return train(athlete, Programme(**programme), np.random.default_rng(seed), START)  # type: ignore[arg-type]


def test_the_same_state_gives_the_same_history_and_another_one_another() -> None:
    athlete, programme = draw_athlete(np.random.default_rng(1)), draw_programme(
        np.random.default_rng(2)
    )  # fmt: skip
    one, two, other = (
        train(athlete, programme, np.random.default_rng(seed), START) for seed in (3, 3, 4)
    )
    assert one.history == two.history
    for field in fields(Truth):
        np.testing.assert_array_equal(
            getattr(one.truth, field.name), getattr(two.truth, field.name)
        )
    ids = [{rep.id for s in h.history.sessions for rep in s.reps} for h in (one, other)]
    assert not ids[0] & ids[1]


def test_every_record_has_an_id_of_its_own() -> None:
    history = trained(5, weeks=4, others=(("interval-run", 2.0),)).history
    ids = [history.athlete.id, *(c.id for c in history.checkins)]
    ids += [s.id for s in history.sessions] + [r.id for s in history.sessions for r in s.reps]
    assert len(set(ids)) == len(ids)


def test_the_parts_of_the_truth_add_up_to_what_was_written_down() -> None:
    rng = np.random.default_rng(6)
    for cause in CAUSES:
        programme = draw_programme(rng, cause, 0.8, 4)
        result = train(draw_athlete(rng, cause), programme, rng, START)
        t, of = result.truth, result.truth.session
        parts = (t.form + t.fatigue + t.sleep)[of]
        parts = parts + t.warm_up + t.rest + t.effort + t.wind + t.own
        np.testing.assert_allclose(np.log(t.true_s / t.rested_s[of]), parts, atol=1e-12)
        written = [rep.time_s for s in result.history.sessions for rep in s.reps]
        np.testing.assert_allclose(written, t.true_s + t.error_s, atol=1e-12)
        assert np.all(t.pcr_rest <= t.rest + 1e-15)


def test_a_steady_athlete_has_the_variances_promised() -> None:
    athlete = replace(STEADY, rep_sd=0.012, form_sd=0.006, form_memory=0.5)
    result = trained(7, athlete, weeks=1200, gaps_h=(56.0,), reps=(4,), checkin_share=0.0)
    t = result.truth
    assert np.ptp(t.rested_s) == 0.0
    count = len(t.form)
    assert count == 3600
    assert t.form.std() == pytest.approx(0.006, rel=5 / math.sqrt(2 * count * 0.6))
    assert t.own.std() == pytest.approx(0.012, rel=5 / math.sqrt(8 * count))
    memory = float(np.corrcoef(t.form[1:], t.form[:-1])[0, 1])
    assert memory == pytest.approx(0.5, abs=5 / math.sqrt(count))
    assert t.error_s.std() == pytest.approx(0.004, rel=5 / math.sqrt(8 * count))
    logs = np.log(t.true_s)
    by_session = logs.reshape(-1, 4)
    assert by_session.var(axis=1, ddof=1).mean() == pytest.approx(0.012**2, rel=0.06)
    assert by_session.mean(axis=1).var() == pytest.approx(0.006**2 + 0.012**2 / 4, rel=0.12)


def test_a_steady_athlete_does_not_change() -> None:
    truth = trained(8, weeks=8).truth
    assert truth.change == 0.0
    np.testing.assert_array_equal(truth.change_per_week, np.zeros(8))
    assert len(truth.daily_gain) == 57


def test_the_usual_athlete_gains_two_per_cent_in_eight_weeks_and_less_and_less() -> None:
    truth = trained(9, VirtualAthlete(), weeks=16, reps=(4,)).truth
    eight = -float(truth.change_per_week[:8].sum())
    assert 0.015 < eight < 0.030
    assert -float(truth.change_per_week[8:].sum()) < eight
    np.testing.assert_allclose(truth.change_per_week.sum(), truth.change * 16, atol=1e-12)


def test_session_times_follow_the_gaps_and_the_clock_of_the_place() -> None:
    result = trained(10, weeks=2, gaps_h=(48.0, 120.0))
    starts = [s.started_at for s in result.history.sessions]
    assert starts[0] == START
    assert [(b - a) / timedelta(hours=1) for a, b in pairwise(starts)] == [
        48.0, 120.0, 48.0,
    ]  # fmt: skip
    berlin = datetime(2026, 3, 27, 18, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    summer = train(STEADY, Programme(weeks=1), np.random.default_rng(1), berlin).history
    assert {s.started_at.hour for s in summer.sessions} == {18}


def test_reps_are_run_one_after_another_with_the_rests_written_down() -> None:
    session = trained(11, rest_s=300.0, rest_jitter=0.2).history.sessions[0]
    first, *later = session.reps
    assert first.rest_before_s is None
    for before, rep in zip(session.reps, later, strict=False):
        assert before.at is not None
        assert rep.at is not None
        assert rep.rest_before_s is not None
        between = (rep.at - before.at) / timedelta(seconds=1)
        assert between == pytest.approx(rep.rest_before_s + STEADY.run_time(40.0), abs=1e-5)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"records_rest": False}, "rest_before_s"),
        ({"records_run_in": False}, "run_in_m"),
        ({"method": METHODS["hand"]}, "time_sd_s"),
        ({"gauge_sd": None}, "wind_m_s"),
    ],
)
def test_what_is_not_written_down_is_none(changed: dict[str, object], field: str) -> None:
    history = trained(12, weeks=1, **changed).history
    assert all(getattr(rep, field) is None for s in history.sessions for rep in s.reps)


def test_planned_rests_are_taken_session_by_session() -> None:
    sessions = trained(
        19, weeks=1, gaps_h=(48.0,), reps=(3,), rest_plan=((60.0, 300.0), (300.0, 60.0)),
        rest_jitter=0.0,
    ).history.sessions  # fmt: skip
    rests = [tuple(rep.rest_before_s for rep in session.reps) for session in sessions]
    assert rests[:3] == [(None, 60.0, 300.0), (None, 300.0, 60.0), (None, 60.0, 300.0)]


def test_a_gauge_reads_the_wind_with_its_error() -> None:
    result = trained(13, weeks=100, wind_sd=1.5, gust_sd=0.5, gauge_sd=0.3, checkin_share=0.0)
    read = np.array([rep.wind_m_s for s in result.history.sessions for rep in s.reps])
    assert np.std(read - result.truth.wind_m_s) == pytest.approx(0.3, rel=0.12)
    assert result.truth.wind_m_s.std() == pytest.approx(math.hypot(1.5, 0.5), rel=0.15)


def test_a_biased_method_reads_long() -> None:
    truth = trained(14, method=Method("cheap", 0.0, 0.02), weeks=2).truth
    np.testing.assert_allclose(truth.error_s, 0.02 * truth.true_s, rtol=1e-12)
    assert set(truth.bias) == {0.02}


def test_a_guard_ends_the_session_and_sees_only_the_reps_so_far() -> None:
    seen: list[int] = []

    def guard(reps: tuple[Rep, ...]) -> bool:
        seen.append(len(reps))
        return len(reps) == 3

    result = train(STEADY, Programme(weeks=1), np.random.default_rng(1), START, guard=guard)
    assert seen == [1, 2, 3, 1, 2, 3]
    assert [(len(s.reps), s.ended_by) for s in result.history.sessions] == [(3, "guard")] * 2
    free = train(STEADY, Programme(weeks=1), np.random.default_rng(1), START)
    # Cutting one session changes no draw of the next.
    assert free.history.sessions[1].reps[0].time_s == result.history.sessions[1].reps[0].time_s


def test_a_pain_ends_the_session_and_is_followed_by_days_off_and_a_clearance() -> None:
    athlete = replace(STEADY, pain_chance=1.0)
    history = trained(15, athlete, weeks=3, pain_days=7).history
    assert len(history.sessions) == 3
    assert {s.ended_by for s in history.sessions} == {"pain"}
    for session, clearance in zip(history.sessions, history.clearances, strict=True):
        assert session.reps[-1].pain_place == "hamstring"
        assert all(rep.pain is None for rep in session.reps[:-1])
        assert clearance.at > session.started_at
    assert sum(bool(c.pains) for c in history.checkins) == 6
    for session in history.sessions[1:]:
        assert any(c.at < session.started_at for c in history.clearances)


def test_other_training_tires_and_is_written_down() -> None:
    athlete = replace(STEADY, fatigue_fast=0.012)
    alone = trained(16, athlete, weeks=4)
    running = trained(16, athlete, weeks=4, others=(("interval-run", 3.0),))
    assert sum(s.stimulus == "interval-run" for s in running.history.sessions) == 12
    assert running.truth.fatigue[1:].mean() > alone.truth.fatigue[1:].mean() + 0.003


def test_checkins_tell_the_sleep_of_that_night() -> None:
    history = trained(17, weeks=3, sleep_h=7.0, sleep_sd=0.8).history
    assert len(history.checkins) == 21
    few = trained(17, weeks=3, checkin_share=0.3).history
    assert 1 <= len(few.checkins) < 15


# -- planted causes ------------------------------------------------------------------------------


def mean_truth(cause: Cause, effect: float, count: int = 24) -> dict[str, float]:
    """Means over people: loss by each part, gain, change between the halves."""
    totals: dict[str, float] = {}
    for seed in range(count):
        rng = np.random.default_rng(1000 + seed)
        athlete, programme = draw_athlete(rng, cause, effect), draw_programme(rng, cause, effect)
        truth = train(athlete, programme, rng, START).truth
        late = truth.session >= len(truth.day) // 2
        last = np.append(np.diff(truth.session) > 0, True)
        found = {
            "last_rest": truth.rest[last].mean(),
            "first_rest": truth.rest[np.insert(np.diff(truth.session) > 0, 0, True)].mean(),
            "fatigue": truth.fatigue[len(truth.day) // 2 :].mean(),
            "effort": truth.effort.mean(),
            "bias": truth.bias[late].mean() - truth.bias[~late].mean(),
            "wind": truth.wind[late].mean() - truth.wind[~late].mean(),
            "sessions": len(truth.day),
            "exposures": truth.exposures.sum(),
            "gained": truth.daily_gain[-1],
        }
        for key, value in found.items():
            totals[key] = totals.get(key, 0.0) + float(value) / count
    return totals


@pytest.fixture(scope="module")
def nothing() -> dict[str, float]:
    return mean_truth("none", 1.0)


@pytest.mark.parametrize(
    ("cause", "part"),
    [
        ("rest_too_short", "last_rest"),
        ("recovery_too_short", "fatigue"),
        ("not_maximal", "effort"),
        ("method_changed", "bias"),
        ("wind", "wind"),
    ],
)
def test_a_planted_cause_costs_about_three_per_cent_where_it_should(
    cause: Cause, part: str, nothing: dict[str, float]
) -> None:
    planted = mean_truth(cause, 1.0)
    assert 0.02 < planted[part] - nothing[part] < 0.06
    half = mean_truth(cause, 0.5)
    assert nothing[part] + 0.003 < half[part] < planted[part]
    for other in {"last_rest", "fatigue", "effort", "bias", "wind"} - {part}:
        assert abs(planted[other] - nothing[other]) < 0.006, other


def test_short_rest_leaves_the_first_rep_fresh() -> None:
    assert mean_truth("rest_too_short", 1.0)["first_rest"] == 0.0


def test_both_is_both(nothing: dict[str, float]) -> None:
    both = mean_truth("both", 1.0)
    assert both["last_rest"] > nothing["last_rest"] + 0.02
    assert both["fatigue"] > nothing["fatigue"] + 0.02


def test_tired_is_not_faster(nothing: dict[str, float]) -> None:
    for cause in ("rest_too_short", "not_maximal", "both"):
        assert mean_truth(cause, 1.0)["gained"] < 0.7 * nothing["gained"]


def test_too_few_exposures_and_a_break_lose_what_was_gained(nothing: dict[str, float]) -> None:
    few = mean_truth("too_few_exposures", 1.0)
    assert few["exposures"] < 0.3 * nothing["exposures"]
    away = mean_truth("detraining", 1.0)
    assert away["sessions"] < 0.5 * nothing["sessions"]
    for lost in (few, away):
        assert lost["gained"] < nothing["gained"] - 0.02


def test_an_effect_of_zero_plants_nothing() -> None:
    for cause in CAUSES:
        usual = draw_programme(np.random.default_rng(5), "none", 1.0)
        assert draw_programme(np.random.default_rng(5), cause, 0.0) == usual


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("weeks", [1.0, 6.0])
def test_planted_programmes_last_as_long_as_asked(cause: Cause, weeks: float) -> None:
    programme = draw_programme(np.random.default_rng(3), cause, 1.0, weeks)
    assert sum(part.weeks for part in programme) == pytest.approx(weeks)


# -- tables and errors ---------------------------------------------------------------------------


def test_rows_are_those_of_the_contract_and_hold_what_was_written_down() -> None:
    history = trained(18, weeks=2, gauge_sd=0.2, others=(("long-run", 1.0),)).history
    rows = rows_of(history)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    back = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert out.getvalue().splitlines()[0] == (
        "athlete,session,started_at,rep,distance_m,time_s,time_sd_s,rest_before_s,wind_m_s,method,"
        "pain"
    )
    reps = [rep for s in history.sessions for rep in s.reps]
    assert len(back) == len(reps) == 20
    for row, rep in zip(back, reps, strict=True):
        assert float(row["time_s"]) == pytest.approx(rep.time_s, abs=5.1e-5)
        assert row["rest_before_s"] == (
            "" if rep.rest_before_s is None else f"{rep.rest_before_s:.0f}"
        )
    assert [row["session"] for row in back[::5]] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "wrong",
    [{"weeks": 0.0}, {"effort": 1.2}, {"reps": ()}, {"gaps_h": (-3.0,)}, {"sleep_sd": -1.0}],
)
def test_a_programme_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        Programme(**wrong)  # type: ignore[arg-type]
    assert caught.value.code == "virtual-programme"


def test_unknown_training_unknown_causes_and_zoneless_starts_are_refused() -> None:
    rng = np.random.default_rng(1)
    with pytest.raises(InputError, match="Other training"):
        trained(1, others=(("swimming", 1.0),))
    with pytest.raises(InputError, match="planted cause"):
        draw_programme(rng, "bad_luck")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="planted cause"):
        draw_athlete(rng, "none", 1.5)
    with pytest.raises(InputError, match="at least one week"):
        draw_programme(rng, "wind", 1.0, 0.5)
    with pytest.raises(InputError, match="time zone"):
        train(STEADY, Programme(), rng, START.replace(tzinfo=None))
    with pytest.raises(InputError, match="0 programmes"):
        train(STEADY, (), rng, START)
