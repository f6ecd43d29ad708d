"""Moments on the command line: ISO 8601, with an offset or in a zone that is named or known."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from flyzone.errors import InputError


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
        If it names none, or none that exists: an hour that a change of clocks left out.
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
    return given if given.utcoffset() is not None else _placed(given, where)


def day(text: str) -> date:
    """The day that a text names.

    Raises
    ------
    InputError
        If it names none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"A day such as 2026-05-01 was expected, got {text!r}.", code="moment"
        ) from None


def clock_time(text: str) -> time:
    """The time on a clock that a text names, such as ``17:30``.

    Raises
    ------
    InputError
        If it names none.
    """
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"A time such as 17:30 was expected, got {text!r}.", code="moment"
        ) from None


def _placed(given: datetime, where: tzinfo | None) -> datetime:
    placed = given.astimezone() if where is None else given.replace(tzinfo=where)
    # Gone through UTC and back, an hour that the clocks left out comes back as another one.
    back = datetime.fromtimestamp(placed.timestamp(), placed.tzinfo).replace(tzinfo=None)
    if where is not None and back != given.replace(fold=0):
        raise InputError(
            f"{given.isoformat()} does not exist in {where}: the clocks were put forward over it. "
            "Write the offset, such as +02:00.",
            code="moment",
        )
    return placed
