"""Moments on the command line: ISO 8601, with an offset or in a zone that is named or known."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, time, tzinfo

from flyzone.errors import InputError

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def moment(text: str | None, zone: str | None = None) -> datetime:
    """The moment that a text names, or now.

    Parameters
    ----------
    text : str or None
        ISO 8601; without an offset it is on the clock of ``zone``.
    zone : str or None
        IANA name; without it, this computer's.

    Returns
    -------
    datetime
        With its offset.

    Raises
    ------
    InputError
        If it names none, or not one: an hour that a change of clocks left out, or ran twice.
    """
    where = None
    if zone is not None:
        # The words of the domain bring NumPy, and `flyzone --help` needs none of it.
        from flyzone.model.athlete import zone_of

        where = zone_of(zone)
    if text is None:
        return datetime.now().astimezone(where)
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"A moment in ISO 8601 was expected, such as 2026-05-01T17:30 or "
            f"2026-05-01T17:30:00+02:00, got {text!r}.",
            code="moment",
        ) from None
    _of_our_time(given)
    return given if given.utcoffset() is not None else _placed(given, where)


def day(text: str) -> date:
    """The day that a text names.

    Raises
    ------
    InputError
        If it names none.
    """
    try:
        given = date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"A day such as 2026-05-01 was expected, got {text!r}.", code="moment"
        ) from None
    _of_our_time(given)
    return given


def clock_time(text: str) -> time:
    """The time on a clock that a text names, such as ``17:30``.

    Raises
    ------
    InputError
        If it names none.
    """
    with contextlib.suppress(ValueError):
        given = time.fromisoformat(text)
        # The clock is that of the place: an offset would contradict it half of the year.
        if given.tzinfo is None:
            return given
    raise InputError(
        f"A time on the clock of the place such as 17:30 was expected, got {text!r}.", code="moment"
    )


def _of_our_time(given: date) -> None:
    """Refuses years of no living athlete, which are slips of the finger."""
    if not _FIRST_YEAR <= given.year <= _LAST_YEAR:
        raise InputError(
            f"A year from {_FIRST_YEAR} to {_LAST_YEAR} was expected, got {given.isoformat()}. Check "
            "the year.",
            code="moment",
        )


def _placed(given: datetime, where: tzinfo | None) -> datetime:
    first, second = (given.replace(tzinfo=where, fold=fold).astimezone(where) for fold in (0, 1))
    # The two readings of an hour differ where the clocks left it out or ran it twice.
    if first.utcoffset() != second.utcoffset():
        raise InputError(
            f"{given.isoformat()} is not one moment in {where or 'the zone of this computer'}: the "
            "clocks were changed over it. Write the offset, such as +02:00.",
            code="moment",
        )
    return first
