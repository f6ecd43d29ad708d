"""Short nights cost reps or the session; the one after a session may have wasted it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.training.today.histories import (
    NOW,
    ago,
    ask,
    athlete,
    changed,
    checkin,
    codes,
    reason,
    session,
    unknown,
)


@pytest.mark.parametrize(
    ("slept", "verdict"),
    [(8.0, "yes"), (6.1, "yes"), (6.0, "change"), (4.5, "change"), (4.0, "no")],
)
def test_a_short_night_costs_reps_and_a_very_short_one_the_session(
    slept: float, verdict: str
) -> None:
    assert ask(checkin(sleep_h=slept)).verdict == verdict


def test_after_a_very_short_night_he_may_sprint_from_the_next_day_on() -> None:
    today = ask(checkin(sleep_h=3.0))
    assert today.sprint_from == datetime(2026, 5, 20, 22, 0, tzinfo=UTC)
    assert [one.stimulus for one in today.instead] == ["tempo", "skills"]


def test_two_short_nights_of_three_cost_reps_and_three_the_session() -> None:
    nights = [checkin(ago(days=n), sleep_h=5.5) for n in range(3)]
    assert "today-nights-short" in codes(ask(checkin(sleep_h=8.0), *nights[1:]))
    assert ask(checkin(sleep_h=8.0), *nights[1:]).verdict == "change"
    assert ask(*nights).verdict == "no"
    assert "today-nights-too-short" in codes(ask(*nights))


def test_the_night_before_is_that_of_today_and_not_an_older_one() -> None:
    today = ask(checkin(ago(24.0), sleep_h=5.0))
    assert today.verdict == "yes"
    assert "today-sleep-not-known" in unknown(today)
    assert "today-sleep-not-known" not in unknown(ask(checkin(sleep_h=7.0)))


def test_of_two_check_ins_of_one_day_the_later_word_holds_and_silence_takes_nothing_back() -> None:
    early, later = checkin(ago(9.0), sleep_h=3.0), checkin(ago(1.0), sleep_h=8.0)
    assert ask(early, later).verdict == "yes"
    assert ask(early, checkin(ago(1.0), stress=2.0)).verdict == "no"


def test_no_speed_is_advised_before_a_night_known_to_be_short() -> None:
    today = ask(checkin(sleep_h=8.0, expected_sleep_h=5.0))
    assert today.verdict == "change"
    assert [one.stimulus for one in today.instead] == ["tempo", "skills"]
    assert today.sprint_from == datetime(2026, 5, 20, 22, 0, tzinfo=UTC)
    assert "Disputed" in reason(today, "today-night-coming").caveat
    assert ask(checkin(ago(24.0), expected_sleep_h=5.0)).verdict == "yes"


def test_five_hours_after_a_session_may_have_wasted_it_and_do_not_shorten_its_recovery() -> None:
    done = session(ago(44.0), duration_s=3600.0)
    night = checkin(ago(34.0), sleep_h=5.0)
    today = ask(done, night)
    wasted = reason(today, "today-session-wasted")
    assert "Disputed" in wasted.caveat
    assert today.verdict == "no"
    assert today.sprint_from == ask(done).sprint_from
    assert "today-session-wasted" not in codes(ask(done, checkin(ago(34.0), sleep_h=5.5)))


def test_a_late_session_is_followed_by_the_night_of_its_own_day() -> None:
    late = session(datetime(2026, 5, 17, 23, 30, tzinfo=NOW.tzinfo), duration_s=3600.0)
    night = checkin(datetime(2026, 5, 18, 7, 0, tzinfo=NOW.tzinfo), sleep_h=4.5)
    assert "today-session-wasted" in codes(ask(late, night))


def test_a_day_is_that_of_his_time_zone_where_it_is_known() -> None:
    # 23:30 in UTC is the morning of the next day in Tokyo.
    said = checkin(datetime(2026, 5, 19, 23, 30, tzinfo=UTC), sleep_h=3.0)
    now = datetime(2026, 5, 20, 3, 0, tzinfo=UTC)
    tokyo = athlete(time_zone="Asia/Tokyo")
    assert ask(said, now=now, who=tokyo).verdict == "no"
    assert ask(said, now=now, who=athlete(time_zone="Europe/London")).verdict == "no"
    assert ask(said, now=now, who=athlete(time_zone="America/New_York")).verdict == "no"
    assert ask(said, now=now + timedelta(hours=14), who=tokyo).verdict == "yes"


def test_a_coach_may_move_the_limit_of_a_short_night() -> None:
    book = changed("sleep-before", "short_h", 7.0)
    today = ask(checkin(sleep_h=6.5), book=book)
    assert today.verdict == "change"
    assert reason(today, "today-night-short").changes[0].value == 7.0


def test_the_trials_on_sleep_are_not_turned_into_seconds() -> None:
    assert "no seconds" in reason(ask(checkin(sleep_h=5.0)), "today-night-short").caveat
