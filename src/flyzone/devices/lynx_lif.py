"""FinishLynx results (.lif): one heat, its wind, and who came in when.

The first line is the event, with wind and its unit in the fifth and sixth field, the distance in the
tenth and the time of day of the start in the eleventh.  Then each runner: place, id, lane, last and
first name, affiliation, time, license, time behind, reaction time, splits, and fields that are not
used.  The place is a number, or a word such as DNF.  A split is the time since the start, then the
time of the lap in brackets.

The description: "Database Files" in the FinishLynx online manual; it was held against three results
that others published, which have neither wind nor reaction times nor splits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from flyzone.devices.doubts import Doubts
from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.lynx_text import (
    Line,
    distance_of,
    first_lines_of,
    is_event,
    lines_of,
    once_each,
    person_of,
)
from flyzone.devices.tables.numerals import Number, number, seconds
from flyzone.errors import InputError
from flyzone.model import RaceResult, RaceTime, Reading
from flyzone.units import m_s_from_kmh, m_s_from_mph

STATUSES = ("DNF", "DNS", "DQ", "FS", "DSQ", "DQF", "SCR", "NT")
"""What stands for a place where there is none."""

_TO_M_S: dict[str, Callable[[float], float]] = {
    "m/s": float,
    "mps": float,
    "mph": m_s_from_mph,
    "km/h": m_s_from_kmh,
    "kph": m_s_from_kmh,
}
_NO_WIND = ("", "NWI", "NWR")
_STRONGEST_WIND_M_S = 40.0
_PLACE = re.compile(r"[0-9]{1,5}")
_SPLIT = re.compile(r"([0-9:.]+)(?: *\(([0-9:.]+)\))?")
_TIME, _REACTION, _SPLITS = 6, 9, 10
_EVIDENCE = "An event with the numbers of event, round and heat, then lines with place and time."


def recognise(source: Source) -> Claim | None:
    """Whether an event stands first, and then places with times and nothing else."""
    lines = first_lines_of(source.data)
    if len(lines) < 2 or not is_event(lines[0]):
        return None
    rows = lines[1:]
    if not all(_place(row) is not None and len(_cells(row)) > _TIME for row in rows):
        return None
    if not any(_place(row) and (_time(row) or _place(row) in STATUSES) for row in rows):
        return None
    named = source.name.lower().endswith(".lif")
    return Claim(0.9 if named else 0.7, _EVIDENCE)


def read(source: Source, options: ReadOptions) -> Reading:
    """The result of a heat.

    Raises
    ------
    InputError
        If the first line is no event, or no runner can be read.
    """
    doubts = Doubts()
    lines = lines_of(source.data, doubts)
    if not lines or not is_event(lines[0]):
        raise InputError(
            "Expected the numbers of event, round and heat on the first line, such as "
            f"'11,1,1,Girls 100 Meters', got {lines[0].text[:60] if lines else 'nothing'!r}. "
            "Export the result again.",
            code="lynx-event",
        )
    event, *rows = lines
    said = [(row, time) for row in rows if (time := _race_time(row, doubts)) is not None]
    times = once_each(said, lambda time: time.person.number, doubts, "the runner with the id")
    if not times and not doubts.held:
        raise InputError(
            f"Expected lines with place, id, lane, name and time, got none in {len(rows)} lines. "
            "Export the result again.",
            code="lynx-empty",
        )
    event_number, round_, heat, name = event.cells[:4]
    result = RaceResult(
        event=event_number,
        round=round_,
        heat=heat,
        name=name,
        times=tuple(times),
        wind_m_s=_wind(event, doubts),
        distance_m=distance_of(event, doubts),
        started_at=event.cell(10) or None,
    )
    return Reading(
        dialect=FORMAT.dialect,
        evidence=_EVIDENCE,
        results=(result,),
        rejected=tuple(sorted(doubts.rejected, key=lambda row: row.line)),
        held=tuple(doubts.held),
        notices=doubts.notices,
    )


def _cells(row: Line) -> tuple[str, ...]:
    # A runner without a place begins with a comma, which is no mark of belonging here.
    return ("", *row.cells) if row.led else row.cells


def _place(row: Line) -> str | None:
    """The place as written, empty where there is none; ``None`` for what can be no place."""
    place = _cells(row)[0] if _cells(row) else ""
    known = not place or _PLACE.fullmatch(place) or place.upper() in STATUSES
    return place if known else None


def _time(row: Line) -> Number | None:
    cells = _cells(row)
    found = seconds(cells[_TIME], ".") if len(cells) > _TIME else None
    return found if found is not None and found.value > 0.0 else None


def _race_time(row: Line, doubts: Doubts) -> RaceTime | None:
    place, cells = _place(row), _cells(row)
    if place is None:
        doubts.reject(row, f"its place {cells[0]!r} is neither a number nor one of {STATUSES}")
        return None
    if not any(cells[:_TIME]):
        doubts.reject(row, "names neither a place nor a runner")
        return None
    line = Line(row.number, row.text, cells, led=False)
    time = _time(row)
    if time is None and line.cell(_TIME):
        doubts.reject(row, f"its time {line.cell(_TIME)!r} is none")
        return None
    if time is None and _PLACE.fullmatch(place):
        doubts.note("place-without-time", f"Line {row.number} has place {place} and no time.")
    return RaceTime(
        place=place,
        person=person_of(line, 1),
        time_s=time.value if time else None,
        time_digits=time.digits if time else 0,
        reaction_s=_reaction(line, doubts),
        splits_s=_splits(line, doubts),
    )


def _reaction(line: Line, doubts: Doubts) -> float | None:
    cell = line.cell(_REACTION)
    # A reaction of less than nothing is one of a false start.
    found = number(cell, ".")
    if found is not None and abs(found.value) < 10.0:
        return found.value
    if cell:
        doubts.reject(line, f"its reaction time {cell!r} is none; the rest was used")
    return None


def _splits(line: Line, doubts: Doubts) -> tuple[float, ...]:
    """Times since the start; they stand in one field, separated by commas, or in several."""
    told = [part.strip() for part in line.cell(_SPLITS).split(",") if part.strip()]
    for cell in line.cells[_SPLITS + 1 :]:
        if not ("(" in cell and _SPLIT.fullmatch(cell)):
            break
        told.append(cell)
    splits = []
    for part in told:
        found = _SPLIT.fullmatch(part)
        time = seconds(found[1], ".") if found else None
        if time is None or time.value <= 0.0:
            doubts.reject(line, f"its split {part!r} is no time; its splits were left out")
            return ()
        splits.append(time.value)
    if any(later <= earlier for earlier, later in pairwise(splits)):
        doubts.reject(line, "its splits do not increase; they were left out")
        return ()
    return tuple(splits)


def _wind(event: Line, doubts: Doubts) -> float | None:
    cell, unit = event.cell(4), event.cell(5)
    if cell.upper() in _NO_WIND:
        return None
    found, convert = number(cell, "."), _TO_M_S.get(unit.lower())
    if found is None:
        doubts.reject(event, f"its wind {cell!r} is no number; the rest of the line was used")
    elif convert is None:
        doubts.note(
            "wind-unit",
            f"The wind is {cell} in the unit {unit!r}, which is none of {', '.join(_TO_M_S)}; it was "
            "left out. Correct the unit in the file.",
        )
    elif abs(wind := convert(found.value)) > _STRONGEST_WIND_M_S:
        doubts.reject(event, f"its wind {cell} {unit} is none; the rest of the line was used")
    else:
        return wind
    return None


FORMAT = Format(
    "finishlynx-lif", "FinishLynx result (.lif)", seen=False, recognise=recognise, read=read
)
