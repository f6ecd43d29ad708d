"""Trends of a table of reps and of a history: as of a moment, athlete by athlete."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.training_builders import START, athlete, history, rep_table, season, session

from flyzone.errors import InputError
from flyzone.training.rules import STANDARD
from flyzone.training.trend import NoTrend, Trend
from flyzone.wire.trend import athlete_trend as document
from flyzone.workflows.trends import AthleteTrend, athlete_trend, trends_of_file

MIA, TOM = season(3, gain=0.04), season(4)
END = MIA[-1].started_at


def said(one: AthleteTrend) -> object:
    return document(one.name, one.now, one.trend, one.diagnosis)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return rep_table(tmp_path / "history.csv", [("Mia", MIA), ("Tom", TOM)])


def test_every_athlete_of_a_table_has_his_trend_as_of_his_last_session(table: Path) -> None:
    trends, notices = trends_of_file(table)
    mia, tom = trends
    assert (mia.name, tom.name) == ("Mia", "Tom")
    assert mia.now == END
    assert isinstance(mia.trend, Trend)
    assert isinstance(tom.trend, Trend)
    assert mia.trend.p_gain > 0.95 > tom.trend.p_gain
    assert notices == ()
    assert sum(cause.probability for cause in mia.diagnosis.causes) == pytest.approx(1.0)


def test_one_may_be_asked_for_by_the_name_that_stands_there(table: Path) -> None:
    trends, _ = trends_of_file(table, only="Tom")
    assert [one.name for one in trends] == ["Tom"]
    with pytest.raises(InputError, match="It holds Mia, Tom") as caught:
        trends_of_file(table, only="tom")
    assert caught.value.code == "trend-athlete"


def test_an_old_question_gets_the_old_answer(table: Path, tmp_path: Path) -> None:
    then = MIA[6].started_at
    (asked,), _ = trends_of_file(table, only="Mia", now=then)
    short = rep_table(tmp_path / "short.csv", [("Mia", MIA[:7])])
    (old,), _ = trends_of_file(short, only="Mia")
    assert said(asked) == said(old)
    assert asked.trend.sessions == 7


def test_before_his_first_session_there_is_no_trend_and_a_reason(table: Path) -> None:
    (one,), _ = trends_of_file(table, only="Mia", now=START - timedelta(days=1))
    assert isinstance(one.trend, NoTrend)
    assert [reason.code for reason in one.trend.reasons] == ["trend-no-times"]
    assert one.diagnosis.causes[0].code == "cannot_tell"


def test_how_far_it_looks_back_can_be_told(table: Path) -> None:
    (near,), _ = trends_of_file(table, only="Mia", weeks=3.0)
    assert isinstance(near.trend, Trend)
    assert near.trend.weeks <= 3.0
    assert near.trend.sessions < len(MIA)


def test_a_history_is_asked_as_of_a_moment_under_his_rules() -> None:
    found = athlete_trend(history(*MIA), END, STANDARD)
    more = athlete_trend(history(*MIA, session((0.9,), END + timedelta(days=1))), END, STANDARD)
    assert said(found) == said(more)
    assert found.name == athlete().name


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a" * 200, "a" * 80), ("Mia\x1b[31m", "Mia [31m"), ("\u200b", "unnamed"), ("", "unnamed")],
)  # fmt: skip
def test_a_table_may_hold_any_name(tmp_path: Path, name: str, shown: str) -> None:
    path = rep_table(tmp_path / "history.csv", [(name, [session()])])
    (one,), _ = trends_of_file(path)
    assert one.name == shown
