"""Moments on the command line: ISO 8601, with an offset or in a zone that is named or known."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, time

from flyzone.errors import InputError
from flyzone.moments import of_our_time, placed


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
    of_our_time(given)
    return given if given.utcoffset() is not None else placed(given, where)


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
    of_our_time(given)
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
