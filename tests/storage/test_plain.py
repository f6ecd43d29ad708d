"""Records as plain values and back, and what a file may not say."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.storage.samples import DAY, MOMENTS, sessions_of, squad, uid

from flyzone.errors import InputError
from flyzone.model import Athlete, CheckIn, Pain, Plan, Reason, Session
from flyzone.storage.kinds import KINDS
from flyzone.storage.plain import plain_of, plain_value, record_of


def test_every_record_survives_the_way_through_json() -> None:
    for record in squad().records:
        plain = json.loads(json.dumps(plain_of(record)))
        assert plain_of(record_of(type(record), plain)) == plain_of(record)


@given(st.data())
def test_any_session_survives_the_way_through_json(data: st.DataObject) -> None:
    session = data.draw(sessions_of(uid()))
    plain = json.loads(json.dumps(plain_of(session)))
    assert plain_of(record_of(Session, plain)) == plain_of(session)


@given(MOMENTS)
def test_a_moment_keeps_its_clock_and_its_offset(moment: Any) -> None:
    plain = plain_of(CheckIn(uid(), uid(), moment, sleep_h=8.0))
    back = record_of(CheckIn, plain)
    assert back.at.utcoffset() == moment.utcoffset()
    assert back.at.timestamp() == moment.timestamp()


def test_what_is_left_out_is_not_known_in_every_word() -> None:
    """An export leaves out what is None: so None must be what its absence means."""
    for kind in KINDS.values():
        hints = get_type_hints(kind.word)
        for field in fields(kind.word):
            if type(None) in getattr(hints[field.name], "__args__", ()):
                assert field.default in (None, MISSING), (kind.name, field.name)


def test_the_sign_of_nothing_is_forgotten() -> None:
    assert str(plain_value(-0.0)) == "0.0"


MIA: dict[str, Any] = {"id": "3d594650-3436-4b5d-a2ef-1b2d3c4e5f60", "name": "Mia"}


@pytest.mark.parametrize(
    ("word", "plain", "hint"),
    [
        (Athlete, {"name": "Mia"}, "lacks its field 'id'"),
        (Athlete, MIA | {"shoe": 42}, "no field 'shoe'"),
        (Athlete, MIA | {"name": 7}, "must be text"),
        (Athlete, MIA | {"public": 1}, "true or false"),
        (Athlete, MIA | {"public": None}, "true or false"),
        (Athlete, MIA | {"mas_m_s": "4"}, "a number"),
        (Athlete, MIA | {"mas_m_s": True}, "a number"),
        (Athlete, MIA | {"mas_m_s": 10**400}, "finite number"),
        (Athlete, MIA | {"mas_m_s": float("nan")}, "finite number"),
        (Athlete, MIA | {"born": "2009-02-30"}, "a date"),
        (Athlete, MIA | {"born": 20090228}, "a date"),
        (Athlete, MIA | {"injuries": "knee"}, "a list"),
        (Athlete, MIA | {"injuries": ["head"]}, "must be one of"),
        (Athlete, MIA | {"body": []}, "a mapping"),
        (Athlete, [], "a mapping"),
        (Pain, {"place": "knee", "severity": [1]}, "a number"),
        (Reason, {"code": "x", "numbers": {"a": None}}, "text"),
        (Reason, {"code": "x", "numbers": []}, "a mapping"),
        (Plan, {"id": uid(), "made_at": "yesterday", "days": []}, "a datetime"),
        (Plan, {"id": uid(), "made_at": DAY.isoformat(), "days": [{"day": 3}]}, "must be"),
    ],
)
def test_what_is_no_record_is_refused_by_field(word: type, plain: Any, hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        record_of(word, plain)


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(InputError, match="got complex"):
        plain_value(1j)
