"""Two phones beside one lane: whatever arrives when, each rep is there once and in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flyzone.errors import InputError
from flyzone.model import Rep, Session
from flyzone.workflows.merge_entry import (
    BELONGS,
    SOURCE,
    Merged,
    add_rep,
    change_rep,
    end_session,
    remove_rep,
)

START = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)


def uid(name: object) -> str:
    return str(uuid5(NAMESPACE_DNS, f"merge.{name}"))


def begun(phone: str = "a", at_s: float = 0.0, stimulus: Any = "max-velocity") -> Session:
    return Session(
        uid(f"session-{phone}"),
        uid("mia"),
        START + timedelta(seconds=at_s),
        stimulus,
        source=SOURCE,
    )


def rep(name: object, at_s: float, time_s: float = 1.05) -> Rep:
    return Rep(uid(name), 1, 10.0, time_s=time_s, at=START + timedelta(seconds=at_s), method="hand")


def took(near: list[Session], merged: Merged) -> list[Session]:
    """What the store holds afterwards."""
    if merged.outcome not in ("new", "changed"):
        return near
    assert merged.session is not None
    return [*(one for one in near if one.id != merged.session.id), merged.session]


def run(*reps: Rep, phone: str = "a") -> list[Session]:
    near: list[Session] = []
    for one in reps:
        near = took(near, add_rep(near, begun(phone), one))
    return near


def test_the_first_rep_makes_its_session_and_later_ones_get_number_and_rest() -> None:
    (session,) = run(rep(1, 10), rep(2, 310, 1.0))
    assert session.id == begun().id
    assert [one.number for one in session.reps] == [1, 2]
    assert session.reps[0].rest_before_s is None
    assert session.reps[1].rest_before_s == pytest.approx(300.0 - 1.05)


def test_a_rep_that_arrives_late_takes_its_place_and_changes_the_rests_around_it() -> None:
    (session,) = run(rep(1, 10), rep(3, 610), rep(2, 310))
    assert [one.id for one in session.reps] == [uid(1), uid(2), uid(3)]
    assert [one.number for one in session.reps] == [1, 2, 3]
    assert session.reps[2].rest_before_s == pytest.approx(300.0 - 1.05)


def test_a_rep_that_is_there_is_not_added_again_and_another_of_its_id_is_a_conflict() -> None:
    near = run(rep(1, 10))
    assert add_rep(near, begun(), rep(1, 10)).outcome == "same"
    clash = add_rep(near, begun(), rep(1, 10, 1.11))
    assert clash.outcome == "conflict"
    assert clash.there is not None
    assert clash.there["time_s"] == 1.05


def test_a_second_phone_joins_the_session_that_goes_on_and_none_of_another_kind_or_hour() -> None:
    near = run(rep(1, 10))
    joined = add_rep(near, begun("b", 200), rep(2, 310)).session
    assert joined is not None
    assert joined.id == begun("a").id
    for other in (begun("b", 200, "hill"), begun("b", 4 * 3600)):
        far = add_rep(near, other, rep(2, max(310, (other.started_at - START).total_seconds())))
        assert far.session is not None
        assert far.session.id == other.id


def test_a_session_of_a_gate_file_or_the_command_line_is_never_joined() -> None:
    (session,) = run(rep(1, 10))
    near = [replace(session, source="flyzone session")]
    other = add_rep(near, begun("b", 200), rep(2, 310)).session
    assert other is not None
    assert other.id == begun("b").id


def test_what_is_over_takes_only_what_was_run_before_its_end() -> None:
    (session,) = run(rep(1, 10), rep(3, 610))
    over = [replace(session, ended_by="planned")]
    inside = add_rep(over, begun("b", 200), rep(2, 310)).session
    after = add_rep(over, begun("b", 200), rep(4, 910)).session
    assert inside is not None
    assert after is not None
    assert (inside.id, len(inside.reps)) == (begun("a").id, 3)
    assert (after.id, len(after.reps)) == (begun("b").id, 1)


def test_a_session_begins_with_its_first_rep_and_never_at_the_moment_of_another() -> None:
    (session,) = run(rep(2, 310))
    earlier = add_rep([session], begun("a", 300), rep(1, -40)).session
    assert earlier is not None
    assert earlier.started_at == START + timedelta(seconds=-40)
    hill = add_rep([session], begun("b", 0, "hill"), rep(9, 5)).session
    assert hill is not None
    assert hill.started_at < session.started_at


def test_a_change_is_made_where_what_was_seen_is_still_there() -> None:
    (session,) = run(rep(1, 10))
    base, wanted = {"time_s": 1.05}, {"time_s": 1.06}
    changed = change_rep(session, uid(1), base, wanted)
    assert changed.outcome == "changed"
    assert changed.session is not None
    assert changed.session.reps[0].time_s == 1.06
    assert change_rep(changed.session, uid(1), base, wanted).outcome == "same"
    clash = change_rep(changed.session, uid(1), base, {"time_s": 1.10})
    assert clash.outcome == "conflict"
    assert clash.there == {"time_s": 1.06}


def test_changes_of_different_fields_from_two_phones_both_stay() -> None:
    (session,) = run(rep(1, 10))
    first = change_rep(session, uid(1), {"time_s": 1.05}, {"time_s": 1.06}).session
    hurt = {"pain": 4.0, "pain_place": "hamstring"}
    second = change_rep(first, uid(1), {"pain": None, "pain_place": None}, hurt).session
    assert second is not None
    assert (second.reps[0].time_s, second.reps[0].pain) == (1.06, 4.0)


def test_a_rep_that_is_gone_is_a_conflict_for_its_change_and_nothing_for_its_removal() -> None:
    (session,) = run(rep(1, 10))
    gone = change_rep(session, uid(2), {"time_s": 1.0}, {"time_s": 1.1})
    assert (gone.outcome, gone.code, gone.there) == ("conflict", "rep-gone", None)
    assert remove_rep(session, uid(2), {}).outcome == "same"
    assert remove_rep(None, uid(2), {}).outcome == "same"


def test_the_last_rep_takes_its_session_with_it_and_a_changed_one_stays() -> None:
    (session,) = run(rep(1, 10), rep(2, 310))
    left = remove_rep(session, uid(1), {"time_s": 1.05}).session
    assert left is not None
    assert [(one.number, one.rest_before_s) for one in left.reps] == [(1, None)]
    assert remove_rep(left, uid(2), {"time_s": 1.05}).session is None
    assert remove_rep(left, uid(2), {"time_s": 1.00}).outcome == "conflict"


def test_an_end_is_written_once_and_another_reason_for_it_is_a_conflict() -> None:
    near = run(rep(1, 10))
    base, wanted = {"ended_by": None}, {"ended_by": "guard"}
    ended = end_session(near, begun(), base, wanted)
    assert ended.outcome == "changed"
    near = took(near, ended)
    assert end_session(near, begun(), base, wanted).outcome == "same"
    # The other phone knows the session under its own id.
    clash = end_session(near, begun("b", 100), base, {"ended_by": "weather"})
    assert (clash.outcome, clash.there) == ("conflict", {"ended_by": "guard"})
    nothing = end_session([], begun(), base, wanted)
    assert (nothing.outcome, nothing.code) == ("same", "session-without-reps")


@pytest.mark.parametrize("field", ["id", "number", "rest_before_s", "colour"])
def test_what_follows_or_is_unknown_cannot_be_changed(field: str) -> None:
    (session,) = run(rep(1, 10))
    with pytest.raises(InputError, match=field):
        change_rep(session, uid(1), {}, {field: 1})


def test_a_rep_without_a_moment_is_refused() -> None:
    with pytest.raises(InputError, match="moment"):
        add_rep([], begun(), replace(rep(1, 10), at=None))


@st.composite
def two_phones(draw: st.DrawFn) -> tuple[list[tuple[str, Rep]], list[tuple[str, Rep]]]:
    """Reps of two phones within one session, and one order in which they arrive."""
    moments = draw(st.lists(st.integers(0, 2400), min_size=1, max_size=9, unique=True))
    sent = [
        (draw(st.sampled_from("ab")), rep(f"{number}", 60 + at, 1.0 + number / 100))
        for number, at in enumerate(moments)
    ]
    return sent, draw(st.permutations(sent))


@settings(max_examples=300, deadline=None)
@given(two_phones(), st.data())
def test_every_rep_of_two_phones_is_there_once_and_in_its_place_whatever_the_order(
    phones: tuple[list[tuple[str, Rep]], list[tuple[str, Rep]]], data: st.DataObject
) -> None:
    sent, arriving = phones
    near: list[Session] = []
    for phone, one in arriving:
        near = took(near, add_rep(near, begun(phone, 30.0 if phone == "b" else 0.0), one))
        if data.draw(st.booleans()):
            # Its answer was lost: it comes once more.
            assert add_rep(near, begun(phone), one).outcome == "same"
    (session,) = near
    by_time = sorted((one for _, one in sent), key=lambda one: one.at or START)
    assert [one.id for one in session.reps] == [one.id for one in by_time]
    assert [one.number for one in session.reps] == list(range(1, len(sent) + 1))
    for last, one in zip(session.reps, session.reps[1:], strict=False):
        assert last.at is not None
        assert one.at is not None
        assert last.time_s is not None
        rest = (one.at - last.at).total_seconds() - last.time_s
        assert one.rest_before_s == pytest.approx(max(rest, 0.0))


def test_belonging_ends_after_an_hour_of_silence() -> None:
    near = run(rep(1, 0))
    at = BELONGS.total_seconds()
    joined, alone = (
        add_rep(near, begun("b", at), rep(2, moment)).session for moment in (at, at + 1)
    )
    assert joined is not None
    assert alone is not None
    assert (joined.id, alone.id) == (begun("a").id, begun("b").id)
