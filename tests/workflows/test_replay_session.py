"""Recorded reps through the guard, as if live: from the past alone, whatever the files hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.training_builders import START, change, rep_table, season, session

from flyzone.errors import InputError
from flyzone.training.rules import STANDARD
from flyzone.wire.session import session_document
from flyzone.workflows.replay_session import Replay, replay_session

EARLIER = season(3)
NOW = session((1.07, 1.06, 1.06, 1.11, 1.12), START + timedelta(days=60))


def replayed(
    folder: Path, *sessions: object, history: object = EARLIER, name: str = "Mia"
) -> Replay:
    reps = rep_table(folder / "reps.csv", [("Mia", sessions or (NOW,))])  # type: ignore[list-item]
    if history is None:
        return replay_session(reps)
    return replay_session(reps, rep_table(folder / "history.csv", [(name, history)]))  # type: ignore[list-item]


def said(found: Replay) -> list[object]:
    return [session_document(one.athlete, one.session, one.guarded) for one in found.sessions]


def test_each_session_is_judged_rep_by_rep(tmp_path: Path) -> None:
    (one,) = replayed(tmp_path).sessions
    assert one.athlete == "Mia"
    assert [verdict.number for verdict in one.guarded.reps] == [1, 2, 3, 4, 5]
    assert one.guarded.reps[0].verdict == "go"
    assert one.guarded.reps[-1].verdict == "stop"


def test_a_history_that_holds_the_session_itself_and_later_ones_changes_nothing(
    tmp_path: Path,
) -> None:
    later = session((0.9, 0.9, 0.9), START + timedelta(days=70))
    same = said(replayed(tmp_path, history=(*EARLIER, NOW, later)))
    assert same == said(replayed(tmp_path))


def test_sessions_of_one_table_know_those_before_them_and_not_those_behind(tmp_path: Path) -> None:
    later = session((1.06, 1.05, 1.05), START + timedelta(days=63))
    both = replayed(tmp_path, later, NOW)
    assert [one.session.started_at for one in both.sessions] == [NOW.started_at, later.started_at]
    assert said(both)[0] == said(replayed(tmp_path))[0]
    assert said(both)[1] == said(replayed(tmp_path, later, history=(*EARLIER, NOW)))[0]
    assert said(both)[1] != said(replayed(tmp_path, later))[0]


def test_without_a_history_or_with_another_spelling_of_his_name_it_says_what_it_lacks(
    tmp_path: Path,
) -> None:
    alone = replayed(tmp_path, history=None)
    assert alone.notices == ()
    strange = replayed(tmp_path, name="Mya")
    assert [one.code for one in strange.notices] == ["no-history"]
    assert said(strange) == said(alone)
    codes = {reason.code for rep in alone.sessions[0].guarded.reps for reason in rep.reasons}
    assert "guard-no-history" in codes


def test_the_rules_are_those_that_are_handed_in(tmp_path: Path) -> None:
    lenient = change(1.0, rule="session-pain", threshold="severity")
    painful = replace(NOW, reps=(NOW.reps[0], replace(NOW.reps[1], pain=1.0)))
    reps = rep_table(tmp_path / "reps.csv", [("Mia", [painful])])
    for book, verdict in ((STANDARD, "stop"), (STANDARD.changed([lenient]), "go")):
        (one,) = replay_session(reps, book=book).sessions
        assert one.guarded.reps[1].verdict == verdict


def test_a_row_that_cannot_be_used_ends_a_replay_and_is_told_of_a_history(tmp_path: Path) -> None:
    reps = rep_table(tmp_path / "reps.csv", [("Mia", [NOW])])
    history = rep_table(tmp_path / "history.csv", [("Mia", EARLIER)])
    bad = f"Mia,s99,{START.isoformat()},1,10,0.1,,,,,\n"
    with history.open("a", encoding="utf-8") as file:
        file.write(bad)
    assert [one.code for one in replay_session(reps, history).notices] == ["row-rejected"]
    with reps.open("a", encoding="utf-8") as file:
        file.write(bad)
    with pytest.raises(InputError, match="line 7"):
        replay_session(reps, history)
