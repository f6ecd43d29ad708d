"""A squad's board out of the store, and what the public may see of it."""

from __future__ import annotations

from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from tests.training_builders import START, athlete, change, session, uid
from tests.workflows.training_store import OWNER, store_with

from flyzone.errors import InputError
from flyzone.model import Consent, Group
from flyzone.storage import Viewer
from flyzone.workflows.board import SquadBoard, distances_of_day, squad_board

TODAY = date(2026, 6, 1)
LEA = athlete("Lea", public=True)
ANN = athlete("Ann", public=True, born=date(2010, 1, 1))
KIM = athlete("Kim", public=True, born=None)
TOM = athlete("Tom")
GROUP = Group(uid("g"), "Sprinters", (LEA.id, TOM.id))
RECORDS = (
    LEA, ANN, KIM, TOM, GROUP,
    session((1.02, 1.00, 1.01), who=LEA.id),
    session((1.05, None), START + timedelta(days=7), who=LEA.id),
    session((1.20,), who=ANN.id), session((1.30,), who=KIM.id), session((1.10,), who=TOM.id),
    session((0.9,), START + timedelta(days=1), who=TOM.id, stimulus="assisted"),
    session((1.9,), START + timedelta(days=2), who=TOM.id, run_in_m=0.0),
)  # fmt: skip


def asked(folder: Path, viewer: Viewer = OWNER, *more: Any, **words: Any) -> SquadBoard:
    with store_with(folder, *RECORDS, *more) as store, store.reading(viewer) as reader:
        return squad_board(reader, words.pop("distance", 10.0), today=TODAY, **words)


def shown(found: SquadBoard) -> list[tuple[str, float]]:
    return [(one.mark.athlete, one.mark.time_s) for one in found.board.ranked]


def test_a_board_has_the_best_or_the_latest_of_each_and_no_helped_times(tmp_path: Path) -> None:
    assert shown(asked(tmp_path)) == [("Lea", 1.0), ("Tom", 1.1), ("Ann", 1.2), ("Kim", 1.3)]
    assert shown(asked(tmp_path, order="latest"))[0] == ("Lea", 1.05)
    assert shown(asked(tmp_path, start="standing")) == [("Tom", 1.9)]
    assert shown(asked(tmp_path, distance=20.0)) == []


def test_the_public_sees_only_known_adults_who_said_so(tmp_path: Path) -> None:
    found = asked(tmp_path, public=True)
    assert shown(found) == [("Lea", 1.0)]
    (notice,) = found.notices
    assert notice.code == "board-private"
    assert notice.message.startswith("3 of 4 athletes")
    assert found.board.ranked[0].rank == 1
    assert found.board.ranked[0].mark.athlete_id == ""


def test_a_minor_is_public_while_a_guardian_agrees_and_under_an_alias(tmp_path: Path) -> None:
    def consent(day: int, role: Any, given: bool, alias: str | None = None) -> Consent:
        at = START + timedelta(days=day)
        return Consent(uid("consent", day, role), ANN.id, at, "Vera", role, given, alias)

    agreed = consent(1, "guardian", True, "Comet")
    assert shown(asked(tmp_path, OWNER, agreed, public=True)) == [("Lea", 1.0), ("Comet", 1.2)]
    back = consent(2, "athlete", False)
    assert shown(asked(tmp_path, OWNER, agreed, back, public=True)) == [("Lea", 1.0)]
    refused = Consent(uid("lea"), LEA.id, START, "Lea", "athlete", False)
    assert shown(asked(tmp_path, OWNER, refused, public=True)) == []


def test_a_board_of_a_day_has_the_times_of_that_day_on_their_own_clock(tmp_path: Path) -> None:
    day = (START + timedelta(days=7)).date()
    assert shown(asked(tmp_path, day=day)) == [("Lea", 1.05)]
    assert shown(asked(tmp_path, day=day + timedelta(days=1))) == []
    # Ten in the evening in UTC is the next day in Auckland.
    auckland = timezone(timedelta(hours=12))
    late = (START + timedelta(days=9)).replace(hour=22).astimezone(auckland)
    more = session((1.11,), late, who=TOM.id)
    assert shown(asked(tmp_path, OWNER, more, day=late.date())) == [("Tom", 1.11)]
    assert shown(asked(tmp_path, OWNER, more, day=late.date() - timedelta(days=1))) == []


def test_of_a_day_a_board_has_the_best_or_the_last_of_each(tmp_path: Path) -> None:
    day = START.date()
    assert shown(asked(tmp_path, day=day))[:2] == [("Lea", 1.0), ("Tom", 1.1)]
    assert shown(asked(tmp_path, day=day, order="latest"))[0] == ("Lea", 1.01)


def test_marks_of_today_are_told_from_earlier_ones(tmp_path: Path) -> None:
    now = START.replace(year=TODAY.year, month=TODAY.month, day=TODAY.day)
    fast, close = session((0.97,), now, who=LEA.id), session((1.098, 1.099), now, who=TOM.id)
    for words in ({}, {"day": TODAY}):
        found = asked(tmp_path, OWNER, fast, close, **words)
        assert shown(found)[:2] == [("Lea", 0.97), ("Tom", 1.098)]
        assert found.standings == {0: "best", 1: "equalled"}
    with store_with(tmp_path, *RECORDS, fast, close) as store, store.reading(OWNER) as reader:
        assert distances_of_day(reader, TODAY) == (10.0,)
        assert distances_of_day(reader, TODAY + timedelta(days=1)) == ()


def test_a_board_is_cut_by_age_group_and_sex(tmp_path: Path) -> None:
    bo = athlete("Bo", born=date(2012, 12, 31), sex="male")
    more = (bo, session((1.4,), who=bo.id))
    assert shown(asked(tmp_path, OWNER, *more, age="U16")) == [("Bo", 1.4)]
    assert shown(asked(tmp_path, OWNER, *more, age="U18")) == [("Ann", 1.2)]
    assert shown(asked(tmp_path, OWNER, *more, sex="male")) == [("Bo", 1.4)]
    assert shown(asked(tmp_path, OWNER, *more, sex="female")) == []


def test_a_group_has_its_own_board_and_its_own_rules(tmp_path: Path) -> None:
    words = {"rule": "board-tie", "threshold": "probability"}
    mine = change(0.8, group_id=GROUP.id, **words)
    others = change(0.99, group_id=uid("h"), **words)
    close = session((1.006,), START + timedelta(days=5), who=TOM.id)
    hurdlers = Group(uid("h"), "Hurdlers")
    found = asked(tmp_path, OWNER, hurdlers, mine, others, close, group="sprint")
    assert found.group == "Sprinters"
    assert shown(found) == [("Lea", 1.0), ("Tom", 1.006)]
    # 6 ms apart, each known to 4: more than 80 % sure, less than 95 %.
    assert [one.rank for one in found.board.ranked] == [1, 2]
    assert [one.rank for one in asked(tmp_path, OWNER, close).board.ranked[:2]] == [1, 1]
    assert shown(asked(tmp_path, OWNER, hurdlers, group="Hurdlers")) == []
    with pytest.raises(InputError):
        asked(tmp_path, group="Jumpers")


def test_a_coach_sees_the_board_of_his_athletes(tmp_path: Path) -> None:
    found = asked(tmp_path, Viewer.coach("Carl", [GROUP.id]))
    assert shown(found) == [("Lea", 1.0), ("Tom", 1.1)]
    assert found.notices == ()


def test_a_distance_that_is_none_is_refused(tmp_path: Path) -> None:
    for distance in (0.0, -10.0, float("nan")):
        with pytest.raises(InputError):
            asked(tmp_path, distance=distance)
