"""Hours count from the end of what was really done, and no clock shortens them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from tests.training.today.histories import (
    BOOK,
    HIM,
    NOW,
    SEASON,
    SUMMER,
    ago,
    ask,
    athlete,
    changed,
    codes,
    jump,
    reason,
    reps,
    session,
    uid,
    unknown,
)

from flyzone.model import History, Lift, Rep, Stimulus
from flyzone.training.rules.recovery import RECOVERY_RULES
from flyzone.training.today import answer_today


def hour(hours: float, stimulus: str = "max-velocity", **words: object) -> object:
    """A session of an hour that ended so many hours ago."""
    return session(ago(hours + 1.0), stimulus, duration_s=3600.0, **words)


def test_forty_eight_hours_after_the_end_he_may_sprint_and_a_minute_before_he_may_not() -> None:
    assert ask(hour(48.0)).verdict == "yes"
    today = ask(hour(48.0 - 1 / 60))
    assert today.verdict == "no"
    assert codes(today)[0] == "today-recovering"
    assert today.sprint_from == NOW + timedelta(minutes=1)


def test_the_last_rep_is_the_end_where_no_duration_was_recorded() -> None:
    late = session(
        ago(49.0), reps=(Rep(uid(), 1, 10.0, at=ago(49.0)), Rep(uid(), 2, 10.0, at=ago(47.5)))
    )
    today = ask(late)
    assert today.verdict == "no"
    assert today.sprint_from == ago(-0.5)


def test_without_an_end_the_hours_count_from_the_start_and_the_answer_says_so() -> None:
    assert "today-end-not-known" in unknown(ask(session(ago(47.0))))
    assert ask(session(ago(48.5))).verdict == "yes"
    assert "today-end-not-known" in unknown(ask(session(ago(48.5))))
    assert "today-end-not-known" not in unknown(ask(session(ago(60.0))))
    assert "today-end-not-known" not in unknown(ask(hour(40.0)))


def test_a_session_of_submaximal_reps_is_tempo_whatever_it_was_called() -> None:
    today = ask(hour(30.0, reps=reps(effort=0.7)))
    assert today.verdict == "yes"
    assert reason(today, "today-really-was").numbers["was"] == "tempo"
    assert today.last_maximal is not None
    assert today.last_maximal.hours_ago > 100.0


def test_a_session_that_ended_after_the_warm_up_needs_no_recovery() -> None:
    today = ask(hour(5.0, reps=(), ended_by="weather"))
    assert today.verdict == "yes"
    assert "today-only-warm-up" in codes(today)


def test_a_session_without_recorded_reps_counts_as_it_is_called() -> None:
    assert ask(hour(30.0, reps=())).verdict == "no"


def test_a_broken_off_match_counts_where_it_was_played_for_a_while() -> None:
    assert ask(hour(60.0, "match", ended_by="weather")).verdict == "no"
    abandoned = session(ago(60.0), "match", ended_by="weather")
    assert ask(abandoned).verdict == "yes"


@pytest.mark.parametrize("effort", [0.95, 1.0])
def test_a_tempo_session_with_maximal_reps_counts_as_maximal(effort: float) -> None:
    today = ask(hour(30.0, "tempo", reps=reps(2, 60.0, effort=effort)))
    assert today.verdict == "no"
    assert reason(today, "today-really-was").numbers["was"] == "max-velocity"
    assert today.last_maximal is not None
    assert (today.last_maximal.named, today.last_maximal.was) == ("tempo", "max-velocity")


def test_long_maximal_reps_count_as_sprint_endurance() -> None:
    today = ask(hour(60.0, "tempo", reps=reps(2, 120.0, effort=1.0)))
    assert reason(today, "today-recovering").rule == "recovery-sprint-endurance"


def test_a_time_at_his_usual_full_speed_is_maximal_whatever_was_asked_for() -> None:
    usual = [session(ago(days=9 + 3 * n), reps=reps(3, 30.0, time_s=3.3)) for n in range(4)]
    fast = hour(30.0, "tempo", reps=reps(3, 30.0, time_s=3.32))
    slow = hour(30.0, "tempo", reps=reps(3, 30.0, time_s=4.8))
    assert ask(*usual, fast).verdict == "no"
    assert ask(*usual, slow).verdict == "yes"


def test_times_far_below_his_usual_are_no_maximal_session_although_nobody_said_so() -> None:
    usual = [session(ago(days=9 + 3 * n), reps=reps(3, 30.0, time_s=3.3)) for n in range(4)]
    easy = hour(30.0, reps=reps(3, 30.0, time_s=4.4))
    tired = hour(30.0, reps=reps(3, 30.0, time_s=3.55))
    assert ask(*usual, easy).verdict == "yes"
    assert ask(*usual, tired).verdict == "no"


def test_one_gate_that_misfired_does_not_make_his_other_sessions_easy() -> None:
    usual = [session(ago(days=9 + 3 * n), reps=reps(3, 30.0, time_s=3.3)) for n in range(4)]
    misfired = session(ago(days=8.0), reps=reps(1, 30.0, time_s=2.4))
    assert ask(*usual, misfired, hour(30.0, reps=reps(3, 30.0, time_s=3.3))).verdict == "no"


def test_of_several_sessions_the_latest_release_wins() -> None:
    today = ask(hour(60.0, "match"), hour(40.0))
    assert today.sprint_from == ago(-12.0)
    assert codes(today)[:2] == ["today-recovering", "today-recovering"]
    assert today.reasons[0].rule == "recovery-match"


@pytest.mark.parametrize(
    ("stimulus", "hours"),
    [
        ("acceleration", 48), ("hill", 48), ("resisted", 48), ("race", 72), ("match", 72),
        ("sprint-endurance", 72), ("speed-endurance", 72),
    ],
)  # fmt: skip
def test_what_is_sprinted_forbids_sprinting_for_its_hours(stimulus: str, hours: int) -> None:
    assert ask(hour(hours - 0.5, stimulus)).verdict == "no"
    assert ask(hour(hours + 0.5, stimulus)).verdict == "yes"


@pytest.mark.parametrize("stimulus", ["plyometrics", "heavy-lift", "tempo", "long-run"])
def test_jumps_lifts_and_easy_running_cost_reps_and_not_the_session(stimulus: str) -> None:
    today = ask(hour(20.0, stimulus))
    assert today.verdict == "change"
    assert "today-legs-tired" in codes(today)
    assert today.instead[0].dose == 0.5
    assert today.instead[0].effort == 1.0
    assert today.sprint_from == NOW


def test_hard_intervals_forbid_a_day_and_cost_reps_on_the_next() -> None:
    assert ask(hour(20.0, "interval-run")).verdict == "no"
    assert ask(hour(30.0, "interval-run")).verdict == "change"
    assert ask(hour(50.0, "interval-run")).verdict == "yes"


def test_an_easy_run_that_was_hard_counts_as_intervals() -> None:
    assert ask(hour(10.0, "easy-run")).verdict == "yes"
    assert ask(hour(10.0, "easy-run", exertion=9.0)).verdict == "no"


def test_a_heavy_set_costs_reps_and_a_light_one_does_not() -> None:
    def lifted(load: float, count: int) -> str:
        lifts = (
            Lift(uid(), HIM, ago(days=9), "split-squat", 60.0, 5),
            Lift(uid(), HIM, ago(20.0), "split-squat", load, count),
        )
        history = History(athlete(), sessions=SEASON, lifts=lifts)
        return answer_today(history, NOW, BOOK).verdict

    assert lifted(55.0, 5) == "change"
    assert lifted(30.0, 5) == "yes"
    assert lifted(55.0, 15) == "yes"


def test_a_day_of_many_jumps_is_plyometrics_and_a_few_test_jumps_are_not() -> None:
    many = [jump(ago(20.0), 0.35, readiness=False) for _ in range(24)]
    assert ask(*many).verdict == "change"
    assert ask(*many[:5]).verdict == "yes"


BERLIN = ZoneInfo("Europe/Berlin")


def test_the_autumn_clock_change_does_not_shorten_48_hours() -> None:
    # On the night to 25 October an hour comes twice: by the clock these are 48 h, in truth 49.
    done = session(datetime(2026, 10, 24, 17, 0, tzinfo=BERLIN))
    over = datetime(2026, 10, 26, 16, 0, tzinfo=BERLIN)
    assert ask(done, now=over, season=False).sprint_from == over
    today = ask(done, now=over - timedelta(minutes=1), season=False)
    assert today.verdict == "no"
    assert today.sprint_from is not None
    assert today.sprint_from.timestamp() == over.timestamp()


def test_the_spring_clock_change_does_not_shorten_48_hours() -> None:
    # On the night to 29 March an hour is left out: by the clock these are 48 h, in truth 47.
    done = session(datetime(2026, 3, 28, 17, 0, tzinfo=BERLIN))
    today = ask(done, now=datetime(2026, 3, 30, 17, 0, tzinfo=BERLIN), season=False)
    assert today.verdict == "no"
    assert today.sprint_from is not None
    assert today.sprint_from.timestamp() == datetime(2026, 3, 30, 16, 0, tzinfo=UTC).timestamp()


def test_a_flight_across_time_zones_does_not_shorten_48_hours() -> None:
    tokyo, here = timezone(timedelta(hours=9)), SUMMER
    done = session(datetime(2026, 5, 18, 23, 0, tzinfo=tokyo))
    assert ask(done, now=datetime(2026, 5, 20, 15, 59, tzinfo=here), season=False).verdict == "no"
    assert ask(done, now=datetime(2026, 5, 20, 16, 0, tzinfo=here), season=False).verdict != "no"


def test_a_master_waits_longer_and_the_answer_says_why() -> None:
    master = athlete(date(1980, 1, 1))
    today = ask(hour(60.0), who=master)
    assert today.verdict == "no"
    assert reason(today, "today-hours-for-age").numbers["years"] == 46
    assert ask(hour(73.0), who=master).verdict == "yes"


def test_a_minor_keeps_the_adults_hours_until_a_coach_lengthens_them() -> None:
    minor = athlete(date(2012, 1, 1))
    assert "today-hours-of-adults" in codes(ask(hour(50.0), who=minor))
    assert ask(hour(50.0), who=minor).verdict == "yes"
    longer = changed("recovery-age", "minor_hours", 24.0)
    assert ask(hour(50.0), who=minor, book=longer).verdict == "no"
    unknown_age = ask(hour(50.0), who=athlete(None), book=longer)
    assert unknown_age.verdict == "no"
    assert reason(unknown_age, "today-hours-age-not-known").changes != ()


def test_a_session_far_longer_than_his_usual_asks_for_more_hours() -> None:
    today = ask(hour(60.0, reps=reps(10)))
    assert today.verdict == "no"
    assert reason(today, "today-large-session").numbers["usual"] == 40.0
    assert ask(hour(60.0, reps=reps(5))).verdict == "yes"


def test_a_changed_threshold_decides_and_the_reason_says_that_it_was_changed() -> None:
    longer = changed("recovery-max-velocity", "hours", 72.0)
    today = ask(hour(60.0), book=longer)
    assert today.verdict == "no"
    (change,) = reason(today, "today-recovering").changes
    assert (change.threshold, change.value) == ("hours", 72.0)
    assert reason(ask(hour(60.0)), "today-recovered").changes == ()


def test_a_session_that_is_going_on_needs_no_recovery_from_itself() -> None:
    running = session(ago(0.5))
    assert ask(running).verdict == "no"
    assert ask(running, during=running.id).verdict == "yes"


def test_every_stimulus_has_its_hours() -> None:
    rules = {rule.key: rule for rule in RECOVERY_RULES}
    assert {f"recovery-{one}" for one in get_args(Stimulus)} <= set(rules)
    assert all("hours" in rules[f"recovery-{one}"].thresholds for one in get_args(Stimulus))
