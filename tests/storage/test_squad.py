"""A squad at a glance, against the records themselves read one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.storage.samples import DAY, OWNER, session, uid

from flyzone.model import Athlete, CheckIn, Group, Pain
from flyzone.storage import GroupLine, Store


def _fill(store: Store) -> tuple[list[Athlete], Group]:
    athletes = [Athlete(uid(), name) for name in ("Zoe", "anna", "Ärmel", "Bo")]
    group = Group(uid(), "Two", (athletes[0].id, athletes[3].id))
    sessions = [
        session(athlete.id, 1.0, at=DAY + timedelta(days=3 * number))
        for athlete in athletes[:3]
        for number in range(6)
    ]
    with store.writing(OWNER) as writer:
        writer.save_many([*athletes, group, Group(uid(), "Empty"), *sessions])
    return athletes, group


def test_names_are_sorted_whatever_their_letters_and_cut_by_group(store: Store) -> None:
    athletes, group = _fill(store)
    with store.reading(OWNER) as reader:
        assert [name for _, name in reader.names()] == ["anna", "Bo", "Zoe", "Ärmel"]
        assert [name for _, name in reader.names(group.id)] == ["Bo", "Zoe"]
        some = reader.athletes_by_id([athletes[2].id, uid(), athletes[0].id, athletes[2].id])
    assert some == (athletes[2], athletes[0])


def test_groups_are_counted_also_where_nobody_is_in_them(store: Store) -> None:
    athletes, group = _fill(store)
    with store.reading(OWNER) as reader:
        assert [(one.name, one.members) for one in reader.group_names()] == [
            ("Empty", 0),
            ("Two", 2),
        ]
        assert reader.group_names([athletes[3].id]) == (GroupLine(group.id, "Two", 2),)


def test_lines_of_sessions_are_those_of_the_sessions(store: Store) -> None:
    athletes, _ = _fill(store)
    ids = [one.id for one in athletes]
    since = DAY + timedelta(days=7)
    with store.reading(OWNER) as reader:
        recent, last = reader.session_lines(ids, since), reader.session_lines(ids)
        for athlete in athletes:
            sessions = reader.sessions(athlete.id)
            mine = [
                (one.session_id, one.started_at) for one in recent if one.athlete_id == athlete.id
            ]
            assert mine == [(one.id, one.started_at) for one in sessions if one.started_at >= since]
            latest = [one.session_id for one in last if one.athlete_id == athlete.id]
            assert latest == [one.id for one in sessions[:1]]


def test_whoever_said_last_that_something_hurts_comes_first_and_nothing_hurts_is_no_pain(
    store: Store,
) -> None:
    zoe, anna, third, bo = _fill(store)[0]

    def said(athlete: Athlete, day: int, **words: object) -> CheckIn:
        return CheckIn(uid(), athlete.id, DAY + timedelta(days=day), **words)  # type: ignore[arg-type]

    hurt = session(third.id, 1.0, 1.1, at=DAY + timedelta(days=100), ended_by="pain")
    reps = (hurt.reps[0], replace(hurt.reps[1], pain=3.0, pain_place="calf"))
    with store.writing(OWNER) as writer:
        writer.save_many([
            said(zoe, 1, pains=(Pain("other", 0.0),)),
            said(anna, 2, pains=(Pain("other", 0.0), Pain("knee", 0.05))),
            said(bo, 3, signs=("fainting",)),
            replace(hurt, reps=reps),
        ])  # fmt: skip
    with store.reading(OWNER) as reader:
        assert reader.aching() == (third.id, bo.id, anna.id)
