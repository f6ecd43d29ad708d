"""What a field may hold: each check lets through what is right and says why not otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.errors import InputError
from flyzone.model.limits import (
    LONGEST_NAME,
    LONGEST_TEXT,
    aware,
    identifier,
    identifier_or_none,
    name,
    note,
    one_of,
    whole,
    within,
    within_or_none,
)


@pytest.mark.parametrize("given", [1, 1.0, np.float32(1.0), np.int64(1), Decimal(1)])
def test_any_kind_of_single_number_becomes_a_plain_float(given: Any) -> None:
    value = within(given, 0.0, 2.0, "It", "m", "code")
    assert type(value) is float
    assert value == 1.0


@pytest.mark.parametrize("limit", [0.0, 2.0])
def test_both_limits_are_allowed(limit: float) -> None:
    assert within(limit, 0.0, 2.0, "It", "m", "code") == limit


@pytest.mark.parametrize(
    "given", [float("nan"), float("inf"), -float("inf"), "1", b"1", True, None, [1.0], 10**400]
)
def test_what_is_no_finite_number_is_refused(given: Any) -> None:
    with pytest.raises(InputError, match="It must be a finite number") as caught:
        within(given, 0.0, 2.0, "It", "m", "the-code")
    assert caught.value.code == "the-code"


@pytest.mark.parametrize("given", [-1e-9, 2.0001])
def test_a_number_outside_is_refused_with_both_limits_and_the_unit(given: float) -> None:
    with pytest.raises(InputError, match=r"It must lie between 0 and 2 \(m\), got"):
        within(given, 0.0, 2.0, "It", "m", "code")


def test_what_is_not_known_stays_so() -> None:
    assert within_or_none(None, 0.0, 1.0, "It", "", "code") is None
    assert identifier_or_none(None, "It", "code") is None
    one_of(None, ("a",), "It", "code")


@pytest.mark.parametrize("given", [3, 3.0, np.float64(3.0)])
def test_a_count_is_a_plain_int(given: Any) -> None:
    count = whole(given, 1, 9, "It", "code")
    assert type(count) is int
    assert count == 3


@pytest.mark.parametrize("given", [1.5, 2.9999999])
def test_a_count_is_never_cut_to_fit(given: float) -> None:
    with pytest.raises(InputError, match="must be a whole number"):
        whole(given, 1, 9, "It", "code")


def test_an_unknown_word_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="must be one of left, right, got 'middle'"):
        one_of("middle", iter(("left", "right")), "The side", "code")


@pytest.mark.parametrize("moment", [datetime(2026, 5, 1), "2026-05-01T10:00Z", None])
def test_a_moment_without_an_offset_is_refused(moment: Any) -> None:
    with pytest.raises(InputError, match="needs its time zone"):
        aware(moment, "It", "code")


def test_a_moment_with_one_passes_as_it_is() -> None:
    for zone in (UTC, timezone(timedelta(hours=-7, minutes=-30))):
        moment = datetime(2026, 5, 1, tzinfo=zone)
        assert aware(moment, "It", "code") is moment


@given(st.uuids())
def test_one_uuid_has_one_spelling(one: UUID) -> None:
    for text in (str(one), str(one).upper(), one.hex, f"{{{one}}}", one.urn):
        assert identifier(text, "It", "code") == str(one)


@pytest.mark.parametrize("text", ["", "7", "not-one", "g" * 32, None, 7, UUID(int=7)])
def test_what_is_no_uuid_is_refused(text: Any) -> None:
    with pytest.raises(InputError, match="needs a UUID"):
        identifier(text, "It", "code")


def test_a_name_has_single_spaces_and_none_around() -> None:
    assert name("  Mia \t Müller\n", "It", "code") == "Mia Müller"


@pytest.mark.parametrize(
    "text", ["", " \n", "a" * (LONGEST_NAME + 1), "a\x00b", "a\x1b[31m", "\ud800", None, 7]
)
def test_what_cannot_stand_as_a_name_is_refused(text: Any) -> None:
    with pytest.raises(InputError, match="needs a name"):
        name(text, "It", "code")


def test_a_note_may_have_lines_and_no_other_control() -> None:
    assert note("one\n\ttwo 🏃", "It", "code") == "one\n\ttwo 🏃"
    assert note("a" * LONGEST_TEXT, "It", "code")
    for text in ("a" * (LONGEST_TEXT + 1), "a\x00", "a\rb", "\x9b", "\ud800"):
        with pytest.raises(InputError, match="up to 2000 printable"):
            note(text, "It", "code")
