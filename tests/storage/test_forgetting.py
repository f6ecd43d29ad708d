"""Who is deleted is in no column of any table, in both databases; others keep what is theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from tests.storage.samples import DAY, OWNER, squad, uid

from flyzone.model import Account, Athlete, Session, StoredClip
from flyzone.storage import Store, Viewer
from flyzone.storage.forgetting import GONE, NOBODY
from flyzone.storage.tables import metadata


def _everything(store: Store) -> str:
    """All rows of all tables as text."""
    with store._database.reading() as connection:
        return "\n".join(
            f"{table.name} {dict(row)}"
            for table in metadata.sorted_tables
            for row in connection.execute(select(table)).mappings()
        )


@pytest.mark.parametrize("himself", [False, True])
def test_no_column_of_any_table_tells_of_him(store: Store, himself: bool) -> None:
    team = squad()
    mia, tom = team.mia, team.tom
    account = Account(uid(), "Mia's login", "athlete", DAY, athlete_id=mia.id)
    film = StoredClip(uid(), DAY, "film", 4, "c" * 64, group_id=team.sprinters.id,
                      order=(tom.id, mia.id))  # fmt: skip
    with store.writing(OWNER) as w:
        w.save_many(team.records)
        w.save(film)
        w.save(replace(team.one(Session, tom), note=f"with {mia.name} and Mia's login"))
    with store.accounts(change=True) as accounts:
        accounts.add(account, "hash")
    with store.writing(Viewer.athlete("Mia's login", mia.id)) as w:
        w.save(replace(mia, note="mine"))
    with store.reading(OWNER) as r:
        sessions = [one.id for one in r.history(mia.id).sessions]
    viewer = Viewer.athlete("Mia's login", mia.id) if himself else OWNER
    with store.writing(viewer) as w:
        w.delete(Athlete, mia.id)
        assert {mia.id, film.id} <= set(w.traces)
    told = _everything(store)
    for trace in (
        mia.id,
        mia.name,
        ascii(mia.name)[1:-1],
        account.id,
        "Mia's login",
        film.id,
        *sessions,
    ):
        assert trace not in told, trace
    assert f"with {GONE} and {GONE}" in told
    with store.reading(OWNER) as r:
        assert r.athletes() == (tom,)
        assert len(r.history(tom.id).sessions) == 1
        (entry,) = [
            one for one in r.audit(limit=1000) if one.kind == "athlete" and one.action == "deleted"
        ]
    assert entry.who == (NOBODY if himself else "Nora")


def test_reps_of_others_from_a_film_that_goes_stay_and_lose_the_film(store: Store) -> None:
    team = squad()
    mia, tom = team.mia, team.tom
    film = StoredClip(uid(), DAY, "film", 4, "c" * 64, group_id=team.sprinters.id, order=(mia.id,))
    with store.writing(OWNER) as w:
        w.save_many(team.records)
        w.save(film)
        session = team.one(Session, tom)
        w.save(
            replace(session, reps=(replace(session.reps[0], clip_id=film.id), *session.reps[1:]))
        )
        w.delete(Athlete, mia.id)
    with store.reading(OWNER) as r:
        (kept,) = r.history(tom.id).sessions
    first, *others = session.reps
    assert kept == replace(session, reps=(replace(first, clip_id=None), *others))
