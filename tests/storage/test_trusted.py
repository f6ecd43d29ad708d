"""The way without checks gives the very words that the checking way gives."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.storage.samples import OWNER, sessions_of, squad, uid

from flyzone.model import Athlete, CheckIn, Clearance, Jump, Lift, Session
from flyzone.storage import Store
from flyzone.storage.kinds import kind_of
from flyzone.storage.plain import plain_of
from flyzone.storage.trusted import is_trusted

HISTORY = (Session, CheckIn, Clearance, Jump, Lift)


@pytest.mark.parametrize("word", HISTORY)
def test_one_of_everything_is_equal_field_by_field(store: Store, word: type) -> None:
    team = squad()
    with store.writing(OWNER) as w:
        w.save_many(team.records)
    with store.reading(OWNER) as r:
        assert is_trusted(kind_of(word))
        fast = list(r._all(word, athlete_id=team.mia.id))
        checked = [r.get(word, one.id) for one in fast]
    assert fast
    assert fast == checked
    assert repr(fast) == repr(checked)
    assert [plain_of(one) for one in fast] == [plain_of(one) for one in checked]


@settings(max_examples=40, suppress_health_check=HealthCheck, deadline=None)
@given(data=st.data())
def test_any_session_is_equal_and_hashes_alike(store: Store, data: st.DataObject) -> None:
    athlete = Athlete(uid(), "Mia")
    session = data.draw(sessions_of(athlete.id))
    with store.writing(OWNER) as w:
        w.save(athlete)
        w.save(session)
    with store.reading(OWNER) as r:
        (fast,) = r.history(athlete.id).sessions
        checked = r.session(session.id)
    assert fast == checked
    assert hash(fast) == hash(checked)
    assert repr(fast) == repr(checked)
