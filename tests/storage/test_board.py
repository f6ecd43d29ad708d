"""The board against a second method: all histories read, and sorted in Python."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import numpy as np
import pytest
from tests.storage.samples import DAY, OWNER, session, uid

from flyzone.errors import InputError
from flyzone.model import Athlete, Group, History, Rep, Session
from flyzone.storage import BoardTime, Store, Viewer

NOT_FREE = ("assisted", "hill", "resisted")


def fill(store: Store) -> tuple[list[Athlete], Group]:
    rng = np.random.default_rng(7)
    athletes = [Athlete(uid(), f"Athlete {n}", public=bool(n % 2)) for n in range(12)]
    group = Group(uid(), "Half", tuple(one.id for one in athletes[::2]))
    sessions = []
    for athlete in athletes[:-1]:
        for day in range(6):
            stimulus = rng.choice(["max-velocity", "acceleration", "assisted", "hill", "race"])
            reps = []
            for number in range(1, 5):
                distance = float(rng.choice([10.0, 10.0, 10.0003, 20.0, 9.144]))
                time_s = None if rng.random() < 0.2 else round(distance / rng.normal(8.5, 0.8), 2)
                run_in = rng.choice([None, 0.0, 20.0])
                reps.append(
                    Rep(
                        uid(), number, distance, time_s, 0.004, run_in, wind_m_s=0.5, method="gates"
                    )
                )
            sessions.append(
                Session(
                    uid(),
                    athlete.id,
                    DAY + timedelta(days=day),
                    str(stimulus),
                    tuple(reps),  # type: ignore[arg-type]
                )
            )
    with store.writing(OWNER) as w:
        w.save_many([*athletes, group, *sessions])
    return athletes, group


def free(history: History, mm: int, standing: bool) -> Iterable[tuple[Session, Rep]]:
    for one in history.sessions:
        for rep in one.reps:
            known_standing = rep.run_in_m == 0.0
            if (
                one.stimulus not in NOT_FREE
                and rep.time_s is not None
                and round(rep.distance_m * 1000) == mm
                and known_standing == standing
            ):
                yield one, rep


@pytest.mark.parametrize("order", ["best", "latest"])
@pytest.mark.parametrize("start", ["flying", "standing"])
def test_the_board_is_what_sorting_all_histories_gives(
    store: Store, order: str, start: str
) -> None:
    athletes, group = fill(store)
    with store.reading(OWNER) as r:
        for members in (None, group.id):
            expected = []
            for athlete in athletes:
                if members is not None and athlete.id not in group.athlete_ids:
                    continue
                runs = list(free(r.history(athlete.id), 10_000, start == "standing"))
                if not runs:
                    continue
                if order == "best":
                    pair = min(runs, key=lambda p: (p[1].time_s, p[0].started_at, p[1].number))
                else:
                    pair = max(runs, key=lambda p: (p[0].started_at, p[1].number))
                expected.append((pair[1].time_s, athlete.id, pair[1].id, pair[0].started_at))
            found = r.board(10.0, group_id=members, order=order, start=start)  # type: ignore[arg-type]
            assert [
                (one.time_s, one.athlete_id, one.rep_id, one.started_at) for one in found
            ] == sorted(expected)
            assert len(found) > 3


def test_a_line_of_the_board_says_how_when_and_in_what_wind(store: Store) -> None:
    mia = Athlete(uid(), "Mia", public=True)
    rep = Rep(uid(), 1, 10.0, 1.05, 0.004, 20.0, method="video", wind_m_s=-0.4, wind_sd_m_s=0.2)
    run = session(mia.id, reps=(rep,))
    with store.writing(OWNER) as w:
        w.save_many([mia, run])
    with store.reading(OWNER) as r:
        assert r.board(10.0) == (
            BoardTime(
                mia.id,
                "Mia",
                True,
                10.0,
                20.0,
                1.05,
                0.004,
                -0.4,
                0.2,
                "video",
                DAY,
                run.id,
                rep.id,
                rep.number,
            ),
        )
        assert r.board(20.0) == ()


def test_personal_bests_are_the_best_of_each_distance(store: Store) -> None:
    athletes, _ = fill(store)
    with store.reading(OWNER) as r:
        for athlete in athletes:
            history = r.history(athlete.id)
            best = {}
            for mm in (9144, 10_000, 20_000):
                runs = list(free(history, mm, standing=False))
                if runs:
                    best[mm] = min(rep.time_s for _, rep in runs)  # type: ignore[type-var]
            found = r.personal_bests(athlete.id)
            assert [(round(one.distance_m * 1000), one.time_s) for one in found] == sorted(
                best.items()
            )


def test_a_board_of_a_coach_holds_his_athletes_only(store: Store) -> None:
    athletes, group = fill(store)
    with store.reading(Viewer.coach("Carl", [group.id])) as r:
        ids = {one.athlete_id for one in r.board(10.0)}
    assert ids <= set(group.athlete_ids)
    assert len(ids) > 3
    with store.reading(Viewer.athlete("One", athletes[0].id)) as r:
        assert {one.athlete_id for one in r.board(10.0)} <= {athletes[0].id}


@pytest.mark.parametrize(
    "words",
    [{"distance_m": 0.0}, {"order": "worst"}, {"start": "lying"}, {"distance_m": float("nan")}],
)
def test_a_board_that_makes_no_sense_is_refused(store: Store, words: dict[str, object]) -> None:
    with store.reading(OWNER) as r, pytest.raises(InputError):
        r.board(**({"distance_m": 10.0} | words))  # type: ignore[arg-type]
