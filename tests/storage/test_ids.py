"""Ids of what is imported: the same content, the same id; anything else, another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.storage.samples import DAY, MOMENTS, OWNER, uid

from flyzone.model import Athlete, Rep, Session
from flyzone.storage import Store, imported_id, rep_id_of, session_id_of


def test_a_file_that_grew_by_a_rep_changes_its_session_and_one_that_did_not_changes_nothing(
    store: Store,
) -> None:
    athlete = Athlete(uid(), "Mia")

    def read(times: list[float]) -> Session:
        key = session_id_of(athlete.id, DAY)
        reps = tuple(Rep(rep_id_of(key, n), n, 10.0, time) for n, time in enumerate(times, 1))
        return Session(key, athlete.id, DAY, "max-velocity", reps, source="gates.csv")

    with store.writing(OWNER) as w:
        w.save(athlete)
        assert w.save(read([1.05, 1.04])) == "new"
        assert w.save(read([1.05, 1.04])) == "same"
        assert w.save(replace(read([1.05, 1.04, 1.06]), source="gates (1).csv")) == "changed"
        assert w.save(read([1.05, 1.04, 1.06])) == "changed"  # only where it was read
        assert [rep.time_s for rep in w.history(athlete.id).sessions[0].reps] == [1.05, 1.04, 1.06]


def test_one_moment_on_two_clocks_is_one_session() -> None:
    mia = uid()
    assert session_id_of(mia, DAY) == session_id_of(mia, DAY.astimezone(UTC))


@given(
    st.lists(
        st.tuples(MOMENTS, st.sampled_from(["jump", "lift"]), st.lists(st.text(), max_size=2)),
        max_size=6,
    )
)
def test_different_content_has_different_ids(rows: list[tuple[object, str, list[str]]]) -> None:
    mia = uid()
    keys = {}
    for at, kind, cells in rows:
        content = (
            at.astimezone(UTC) if DAY - timedelta(9) < at < DAY else at.timestamp(),
            kind,
            *cells,
        )  # type: ignore[attr-defined]
        key = imported_id(mia, kind, at, *cells)  # type: ignore[arg-type]
        assert keys.setdefault(key, content) == content


def test_two_athletes_and_two_numbers_have_different_ids() -> None:
    mia, tom = uid(), uid()
    assert session_id_of(mia, DAY) != session_id_of(tom, DAY)
    assert len({rep_id_of(mia, n) for n in range(1, 50)} | {rep_id_of(tom, 1)}) == 50
    assert imported_id(mia, "jump", DAY, "a", "b") != imported_id(mia, "jump", DAY, "a\nb")
