"""An athlete and his groups: what is not known is None, and an unknown age is a minor's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.training_builders import athlete, uid

from flyzone.errors import InputError
from flyzone.model import Athlete, Group
from flyzone.model.athlete import ADULT_YEARS, zone_of

BIRTHDAYS = st.dates(date(1930, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 5, 1), date(2026, 4, 30), 17),
        (date(2008, 5, 1), date(2026, 5, 1), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 5, 1), date(2026, 5, 1), 0),
    ],
)
def test_an_age_is_counted_in_whole_years(born: date, day: date, age: int) -> None:
    him = athlete(born=born)
    assert him.age_on(day) == age
    assert him.is_adult_on(day) == (age >= ADULT_YEARS)


@given(BIRTHDAYS, st.integers(0, 40_000))
def test_nobody_gets_younger(born: date, days: int) -> None:
    him = athlete(born=born)
    day = born + timedelta(days=days)
    first, second = him.age_on(day), him.age_on(day + timedelta(days=1))
    assert first is not None
    assert second is not None
    assert first <= second <= first + 1


def test_an_unknown_age_is_a_minors() -> None:
    him = athlete(born=None)
    assert him.age_on(date(2026, 1, 1)) is None
    assert not him.is_adult_on(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"id": "7"}, "needs a UUID"),
        ({"name": "  "}, "needs a name"),
        ({"sex": "x"}, "The sex must be one of"),
        ({"level": "elite"}, "The level must be one of"),
        ({"injuries": ("toe",)}, "The place of an injury must be one of"),
        ({"mas_m_s": 18.0}, "maximal aerobic speed must lie between 1.5 and 8"),
        ({"time_zone": "Berlin"}, "no time zone called 'Berlin'"),
        ({"note": "\x00"}, "printable"),
    ],
)
def test_a_field_that_cannot_be_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        replace(athlete(), **words)


@pytest.mark.parametrize("key", ["", "..", "../etc/passwd", "/etc/localtime", "Europe", "a\x00b"])
def test_what_names_no_zone_is_refused_whatever_it_looks_like(key: str) -> None:
    with pytest.raises(InputError, match="no time zone called"):
        zone_of(key)


def test_an_id_and_a_name_are_kept_in_one_spelling() -> None:
    him = Athlete(uid("x").upper(), " Mia  Müller ")
    assert (him.id, him.name) == (uid("x"), "Mia Müller")


def test_a_group_has_each_member_once_in_the_order_given() -> None:
    a, b = uid("a"), uid("b")
    assert Group(uid("g"), "Sprinters", (b, a, b.upper())).athlete_ids == (b, a)
    with pytest.raises(InputError, match="A member of a group needs a UUID"):
        Group(uid("g"), "Sprinters", ("Mia",))
