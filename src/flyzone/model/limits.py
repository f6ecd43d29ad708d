"""What a field of a record may hold: each check returns the value it let through, or says why not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from flyzone.errors import InputError
from flyzone.model.arrays import number
from flyzone.moments import of_our_time

LONGEST_TEXT = 2000
"""Letters of a note."""
LONGEST_NAME = 80


def within(given: float, low: float, high: float, what: str, unit: str, code: str) -> float:
    """A finite number between two limits, both allowed.

    Raises
    ------
    InputError
        With this code, naming the limits and their unit.
    """
    value = number(given, what, code)
    if not low <= value <= high:
        raise InputError(
            f"{what} must lie between {low:g} and {high:g}{f' ({unit})' if unit else ''}, got "
            f"{value:g}. Check its unit.",
            code=code,
        )
    return value


def within_or_none(
    given: float | None, low: float, high: float, what: str, unit: str, code: str
) -> float | None:
    """As `within`; what is not known stays ``None``."""
    return None if given is None else within(given, low, high, what, unit, code)


def whole(given: float, low: int, high: int, what: str, code: str) -> int:
    """A whole number between two limits, both allowed: a count is never cut to fit.

    Raises
    ------
    InputError
        With this code.
    """
    value = within(given, low, high, what, "", code)
    if value != int(value):
        raise InputError(
            f"{what} must be a whole number, got {value:g}. Check what was counted.", code=code
        )
    return int(value)


def one_of(word: str | None, known: Iterable[str], what: str, code: str) -> None:
    """Refuses a word that is not in the list; ``None`` is not known and passes."""
    known = tuple(known)
    if word is not None and word not in known:
        raise InputError(
            f"{what} must be one of {', '.join(known)}, got {word!r}. Leave it out where it is not "
            "known.",
            code=code,
        )


def aware(moment: datetime, what: str, code: str) -> datetime:
    """A moment that knows its offset from UTC.

    Raises
    ------
    InputError
        If it has none: two such times cannot be compared across a border or a change of clocks.  Or
        if it lies in no year of ours.
    """
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        raise InputError(
            f"{what} needs its time zone, got {moment}. Write the offset behind it, such as "
            "2026-05-01T17:30:00+02:00.",
            code=code,
        )
    of_our_time(moment, code)
    return moment


def identifier(given: str, what: str, code: str) -> str:
    """A UUID in its usual form: the name of a record, made by whoever makes the record.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        return str(UUID(given))
    except (ValueError, AttributeError, TypeError):
        raise InputError(
            f"{what} needs a UUID for its id, got {given!r}. Make one with uuid4.", code=code
        ) from None


def identifier_or_none(given: str | None, what: str, code: str) -> str | None:
    """As `identifier`; what is not known stays ``None``."""
    return None if given is None else identifier(given, what, code)


def name(given: str, what: str, code: str) -> str:
    """A name of 1 to `LONGEST_NAME` printable characters, spaces made single.

    Raises
    ------
    InputError
        If it is none.
    """
    clean = " ".join(given.split()) if isinstance(given, str) else ""
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable():
        raise InputError(
            f"{what} needs a name of 1 to {LONGEST_NAME} printable characters, got "
            f"{clean[:LONGEST_NAME]!r}. Write one.",
            code=code,
        )
    return clean


def note(given: str, what: str, code: str) -> str:
    """A text of at most `LONGEST_TEXT` characters without control characters but line feeds.

    Raises
    ------
    InputError
        If it is none.
    """
    if len(given) > LONGEST_TEXT or any(not (c.isprintable() or c in "\n\t") for c in given):
        raise InputError(
            f"{what} takes up to {LONGEST_TEXT} printable characters, got {len(given)}. Shorten it, "
            "or remove control characters.",
            code=code,
        )
    return given
