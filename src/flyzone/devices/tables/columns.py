"""What a heading says: which quantity stands in its column, in which unit, and for which place.

``Zeit (s)``, ``time_ms``, ``Vitesse [km/h]``, ``t_5m``, ``Split 10 m (s)``, ``10-20 m`` and ``Lap 3``
are read alike: first what stands in brackets, then the place, then a unit at the end, and what is
left must be words that are known (`words`).  A heading that says nothing known is a column of kind
``other``: it is named to the reader and its cells are not used.  A unit that is written and not
known is never taken for another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from flyzone.devices.tables import words
from flyzone.errors import InputError

Kind = Literal["cumulative", "interval", "open"]
"""From the start, from gate to gate, or not told by the heading."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one heading says.

    Attributes
    ----------
    heading : str
        As written.
    quantity : str
        A key of `words.PHRASES`, ``"time"``, ``"total"`` (time of a whole run) or ``"other"``.
    unit : str or None
        As written; ``None`` where the heading has none.
    factor : float or None
        SI units in one of the column's; ``None`` for a unit that is not known.
    kind : {"cumulative", "interval", "open"}
        Of a time.
    from_m, to_m : float or None, m
        Where the time begins and ends; a passing has only its end.
    number : int or None
        Of a time whose gate has a number and no place.
    fly : bool
        Whether the time is over a zone that is entered at speed; ``to_m`` is then its length.
    """

    heading: str
    quantity: str = "other"
    unit: str | None = None
    factor: float | None = 1.0
    kind: Kind = "cumulative"
    from_m: float | None = None
    to_m: float | None = None
    number: int | None = None
    fly: bool = False

    @property
    def is_gate(self) -> bool:
        """Whether it holds times of one gate or zone."""
        return self.quantity == "time" and (self.to_m is not None or self.number is not None)


_LONGEST_HEADING = 80
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "µ": "μ", "–": "-", "—": "-"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKET = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_CLOCK = re.compile(r"(?:h+:)?m+:s+(?:[.,:][s0fmcx]+)?")
_PUNCTUATION = re.compile(r"[_.,:;#@=\"']+")
_DIGITS = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_LENGTH = "|".join(sorted([*words.LENGTHS, "y"], key=len, reverse=True))
_ZONE = re.compile(
    rf"(?<![\d.,]){_DIGITS}\s?({_LENGTH})?\s?(?:-|_|to|bis|a|au|till?|tot)\s?"
    rf"{_DIGITS}\s?({_LENGTH})?(?![a-z\d/])"
)
_PLACE = re.compile(rf"(?<![\d.,]){_DIGITS}[ _-]?({_LENGTH})(?![a-z\d/])")
_NUMBERED = re.compile(rf"([a-z ]+?)(?: ?(\d{{1,2}})| ({'|'.join(words.ORDINALS)}))")
_BARE_UNITS = (("velocity", words.SPEEDS), ("time", words.DURATIONS), ("distance", words.LENGTHS))


@lru_cache(maxsize=4096)
def column_of(heading: str) -> Column:
    """What a heading says; of quantity ``other`` where it says nothing that is known here."""
    if not heading or len(heading) > _LONGEST_HEADING:
        return Column(heading)
    plain, unit = _without_brackets(_plain(heading))
    rest, place = _without_place(plain, unit)
    # A length in brackets may have been the unit of the place, "0-10 (m)", and not of the time.
    unit = None if place.to_m is not None and unit in words.LENGTHS else unit
    name = " ".join(_PUNCTUATION.sub(" ", rest).split())
    if unit is None:
        name, unit = _without_unit(name)
    if place.to_m is None:
        name, number = _without_number(name)
        place = replace(place, number=number)
    found = _time(name, place)
    if found is None and place == Column(""):
        found = _named(name, unit)
    if found is None:
        return Column(heading)
    if found.quantity == "time" and name == "tempo" and unit in words.SPEEDS:
        found = Column("", "velocity")
    units = words.UNITS.get(found.quantity)
    factor = 1.0 if units is None or unit is None else units.get(unit)
    return replace(found, heading=heading, unit=unit if units else None, factor=factor)


def columns_of(cells: Sequence[str]) -> tuple[Column, ...]:
    """What the headings of a table say together.

    Raises
    ------
    InputError
        If one word means time in one language and speed in another, and nothing else tells.
    """
    columns = tuple(column_of(cell) for cell in cells)
    names = {_plain(cell) for cell in cells if len(cell) <= _LONGEST_HEADING}
    if "tempo" in names and names & words.ONLY_GERMAN:
        raise InputError(
            "'Tempo' is time in Italian and Portuguese and speed in German, and the other headings "
            "look German. Rename the column to Zeit or Geschwindigkeit.",
            code="heading-tempo",
        )
    return columns


def _plain(text: str) -> str:
    """Small letters without accents; camelCase in words."""
    text = _CAMEL.sub(" ", text).casefold().translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.split())


def _without_brackets(plain: str) -> tuple[str, str | None]:
    """The heading without its unit in brackets, and that unit; other brackets stay as words."""
    unit: str | None = None

    def told(found: re.Match[str]) -> str:
        nonlocal unit
        inside = found[1].strip()
        if _CLOCK.fullmatch(inside):
            unit = "s"
            return " "
        grammar = words.TIME | words.OPEN | words.INTERVAL | words.CUMULATIVE | words.LITTLE
        if any(c.isdigit() for c in inside.removesuffix("-1")) or {*inside.split()} <= grammar:
            return f" {inside} "
        unit = inside
        return " "

    return _BRACKET.sub(told, plain), unit


def _without_place(plain: str, bracket: str | None) -> tuple[str, Column]:
    """The heading without a zone or place, and a column that has no more than these."""
    zone = _ZONE.search(plain)
    length = zone and (zone[4] or zone[2] or bracket)
    if zone and length in (*words.LENGTHS, "y"):
        start, end = (_metres(digits, length) for digits in (zone[1], zone[3]))
        if end > start:
            place = Column("", kind="interval", from_m=start, to_m=end)
            return plain[: zone.start()] + " " + plain[zone.end() :], place
    at = _PLACE.search(plain)
    if at and float(at[1].replace(",", ".")) > 0.0:
        return plain[: at.start()] + " " + plain[at.end() :], Column("", to_m=_metres(at[1], at[2]))
    return plain, Column("")


def _metres(digits: str, unit: str) -> float:
    size = words.LENGTHS["yd" if unit == "y" else unit]
    return round(float(digits.replace(",", ".")) * size, 9)


def _without_unit(name: str) -> tuple[str, str | None]:
    """``velocity m s`` and ``time in ms`` without their unit, and the unit."""
    parts = name.split()
    for count in (2, 1):
        unit = " ".join(parts[-count:])
        rest = parts[:-count]
        if len(parts) >= count and any(unit in units for units in words.UNITS.values()):
            return " ".join(rest[:-1] if rest[-1:] == ["in"] else rest), unit
    return name, None


def _without_number(name: str) -> tuple[str, int | None]:
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return name, None
    return found[1], int(found[2]) if found[2] else words.ORDINALS[found[3]]


def _time(name: str, place: Column) -> Column | None:
    """The column, if its words name a time."""
    told = {*name.split()} - words.LITTLE
    placed = place.to_m is not None or place.number is not None
    known = words.TIME | words.OPEN | words.INTERVAL | words.CUMULATIVE | words.FLY
    if place.number is not None:
        known |= words.NUMBERED
    if not told <= known or not (told or placed):
        return None
    time = replace(place, quantity="time")
    if place.from_m is not None:
        return time
    if told & words.CUMULATIVE:
        return replace(time, quantity="time" if placed else "total")
    if told & words.FLY:
        return replace(time, kind="interval", fly=True) if place.to_m is not None else None
    if told & words.INTERVAL:
        # "Lap" alone may head the number of the lap as well as its time.
        lone = not placed and not told & words.TIME
        return None if lone else replace(time, kind="interval" if place.to_m is None else "open")
    opened = place.number is not None or told & words.OPEN
    return replace(time, kind="open" if opened else "cumulative")


def _named(name: str, unit: str | None) -> Column | None:
    """The column that one of the phrases names, or its unit alone."""
    for quantity, phrases in words.PHRASES.items():
        if name in phrases:
            return Column("", quantity)
    if not name and unit not in (None, "min"):
        return next((Column("", what) for what, units in _BARE_UNITS if unit in units), None)
    return None
