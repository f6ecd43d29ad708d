"""Moments: which one a clock on a wall means, and which years anybody lives in."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from flyzone.errors import InputError

FIRST_YEAR, LAST_YEAR = 1900, 2200
_CODE = "moment"


def of_our_time(given: date, code: str = _CODE) -> None:
    """Refuses years of no living athlete, which are slips of the finger.

    Raises
    ------
    InputError
        With this code.
    """
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise InputError(
            f"A year from {FIRST_YEAR} to {LAST_YEAR} was expected, got {given.isoformat()}. Check "
            "the year.",
            code=code,
        )


def placed(given: datetime, where: tzinfo | None) -> datetime:
    """The moment that a clock in a zone shows.

    Parameters
    ----------
    given : datetime
        Without an offset.
    where : tzinfo or None
        ``None`` is the zone of this computer.

    Returns
    -------
    datetime
        With its offset.

    Raises
    ------
    InputError
        If it is no single moment: an hour that a change of clocks left out, or ran twice.
    """
    first, second = (given.replace(tzinfo=where, fold=fold).astimezone(where) for fold in (0, 1))
    # The two readings of an hour differ where the clocks left it out or ran it twice.
    if first.utcoffset() != second.utcoffset():
        raise InputError(
            f"{given.isoformat()} is not one moment in {where or 'the zone of this computer'}: the "
            "clocks were changed over it. Write the offset, such as +02:00.",
            code=_CODE,
        )
    return first
