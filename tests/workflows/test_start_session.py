"""A live session begins with what speaks against it, and every rep is in the store at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.training_builders import HIM, START, SetClock, athlete, season, session, uid
from tests.workflows.training_store import OWNER, sessions_in, store_with

from flyzone.errors import InputError
from flyzone.model import CheckIn, Pain
from flyzone.storage import Viewer
from flyzone.workflows.session_desk import Judged, Notice, Zone
from flyzone.workflows.start_session import start_session

NOW = START + timedelta(days=60)


def test_each_rep_is_in_the_store_when_its_verdict_is_said(tmp_path: Path) -> None:
    clock = SetClock(NOW)
    with store_with(tmp_path, athlete(), *season(3)) as store:
        earlier = len(season(3))
        desk, name, _ = start_session(
            store, OWNER, "mi", Zone(10.0, 20.0), "max-velocity", clock=clock
        )
        assert name == "Mia"
        assert len(sessions_in(store, HIM)) == earlier, "nothing was done yet"
        for count, line in enumerate(("1.06", "1.05"), start=1):
            clock.wait(300.0)
            assert isinstance(desk.hear(line), Judged)
            kept = sessions_in(store, HIM)[-1]
            assert kept == desk.session
            assert len(kept.reps) == count
        desk.hear("end")
        kept = sessions_in(store, HIM)[-1]
        assert (kept.ended_by, kept.stimulus, kept.source) == (
            "athlete", "max-velocity", "flyzone session",
        )  # fmt: skip


def test_a_session_opened_by_mistake_leaves_nothing_that_would_ask_for_recovery(
    tmp_path: Path,
) -> None:
    clock = SetClock(NOW)
    with store_with(tmp_path, athlete()) as store:
        desk, _, _ = start_session(store, OWNER, "Mia", Zone(10.0), "max-velocity", clock=clock)
        desk.hear("end")
        assert sessions_in(store, HIM) == ()
        desk, _, _ = start_session(store, OWNER, "Mia", Zone(10.0), "max-velocity", clock=clock)
        clock.wait(60.0)
        desk.hear("1.06")
        assert len(sessions_in(store, HIM)) == 1
        desk.hear("undo")
        assert sessions_in(store, HIM) == ()
        clock.wait(60.0)
        assert isinstance(desk.hear("1.07"), Judged)
        assert [rep.time_s for rep in sessions_in(store, HIM)[0].reps] == [1.07]


def test_what_speaks_against_it_is_said_first_and_the_coach_decides(tmp_path: Path) -> None:
    hurt = CheckIn(uid("c"), HIM, NOW, pains=(Pain("hamstring", 4.0),))
    with store_with(tmp_path, athlete(), hurt, *season(3)) as store:
        desk, _, before = start_session(
            store, OWNER, "Mia", Zone(10.0), "max-velocity", clock=SetClock(NOW)
        )
        (notice,) = before
        assert notice.code == "today-no"
        assert "hamstring" in notice.message
        assert desk.session.reps == ()


def test_nothing_is_said_where_nothing_speaks_against_it(tmp_path: Path) -> None:
    well = CheckIn(uid("c"), HIM, NOW, sleep_h=8.0, pains=(Pain("hamstring", 0.0),))
    with store_with(tmp_path, athlete(), well, *season(3, sessions=16)) as store:
        _, _, before = start_session(
            store, OWNER, "Mia", Zone(10.0), "max-velocity", clock=SetClock(NOW)
        )
        assert before == ()


def test_two_sessions_at_one_moment_are_refused_when_the_second_has_a_rep(tmp_path: Path) -> None:
    clock = SetClock(NOW)
    with store_with(tmp_path, athlete(), session(at=NOW)) as store:
        desk, _, _ = start_session(store, OWNER, "Mia", Zone(10.0), "max-velocity", clock=clock)
        heard = desk.hear("1.06")
        assert isinstance(heard, Notice)
        assert heard.code == "session-twice"
        assert sessions_in(store, HIM) == (session(at=NOW),)


def test_who_is_not_known_not_seen_or_no_sprint_is_refused(tmp_path: Path) -> None:
    coach = Viewer.coach("Carl", [])
    with store_with(tmp_path, athlete()) as store:
        for viewer, name, stimulus in (
            (OWNER, "Lea", "max-velocity"), (coach, "Mia", "max-velocity"), (OWNER, "Mia", "speed"),
        ):  # fmt: skip
            with pytest.raises(InputError):
                start_session(
                    store, viewer, name, Zone(10.0), stimulus,  # type: ignore[arg-type]
                    clock=SetClock(NOW),
                )  # fmt: skip
