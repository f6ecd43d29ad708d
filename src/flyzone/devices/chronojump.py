"""Chronojump, the session export with its tables of races (CSV).

No real export was at hand; what is known comes from the program's public source code.  A session file
holds tables of persons, jumps and races one after another.  Read are the races: a table with a row
for each race, and for races with photocells in between a small table after each row that lists its
intervals.  Distances are metres, times seconds.  A race with *initial speed* was entered at speed: it
is a fly time.  A simulated race is no measurement.  Only headings in English are known.

The raw recording of the race analyser (``Pulses;Time(useconds);Force(N)``) counts pulses of an
encoder, whose length depends on the device and stands in no file: it is recognised and refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.numerals import Number, decimal_mark, number
from flyzone.devices.tables.sheet import Who
from flyzone.devices.tables.sprints import (
    Passing,
    impossible,
    refuse_too_many,
    sprints_of,
    tell_resolution,
)
from flyzone.devices.tables.text import LONGEST_LINE, head_of, text_of
from flyzone.errors import InputError
from flyzone.model import Measurement, Reading, ZoneTime
from flyzone.model.reading import ROUNDING_ONLY, resolution_sd

DIALECT = "chronojump-csv"
ORIGIN = "Chronojump photocells"
_RACES = ("Race ID", "Distance", "Time")
_INTERVALS = ("run ID", "Distance total", "Time total")
_ENCODER = ("pulses", "time(useconds)")
_LAP = re.compile(r"\d{1,3}(?: \(([0-9.,]{1,8})m\))?")
_SUMMARIES = frozenset({"", "Total", "AVG", "SD"})
_ANSWERS = {"yes": True, "no": False}


@dataclass(slots=True)
class _Race:
    """A row of a table of races, and the intervals listed after it, as written."""

    line: int
    cells: Mapping[str, str]
    laps: list[tuple[int, str, str]] = field(default_factory=list)


def recognise(source: Source) -> Claim | None:
    """Claims a table of Chronojump's races, or a recording of its encoder."""
    for index, line in enumerate(head_of(source.data)):
        cells = _cells(line)
        if _kind(cells):
            return Claim(
                0.9, f"a table of races (Person name, {_kind(cells)[0]}) on line {index + 1}"
            )
        if _is_encoder(cells):
            return Claim(0.9, "headings Pulses and Time(useconds): an encoder's recording")
    return None


def read(source: Source, options: ReadOptions) -> Reading:
    """The races of a session.

    Raises
    ------
    InputError
        If the file is an encoder's recording, or holds no race that can be read.
    """
    text = text_of(source.data)
    if any(_is_encoder(_cells(line)) for line in text.lines[:60]):
        raise InputError(
            "This is a recording of Chronojump's race analyser in pulses of its encoder. How long a "
            "pulse is depends on the device, and the file does not say. Export times with speeds or "
            "positions from Chronojump, and name the columns time_s, velocity_m_s, distance_m.",
            code="encoder-pulses",
        )
    ledger = Ledger(text)
    races: list[_Race] = []
    for race in _races(text.lines, ledger):
        races.append(race)
        refuse_too_many(len(races))
    mark = decimal_mark(
        (cell, float("inf"))
        for race in races
        for cell in (*_numbers(race.cells), *(lap[2] for lap in race.laps))
    )
    runs: dict[Who, list[Passing]] = {}
    zones: list[ZoneTime] = []
    digits = 0
    for race in races:
        times = _times(race, mark)
        flying = _ANSWERS.get(race.cells.get("Initial Speed", "no").casefold())
        if race.cells.get("Simulated", "no").casefold() not in ("no", "0", ""):
            times = "simulated, not measured"
        elif flying is None:
            times = f"initial speed is {race.cells['Initial Speed']!r}, not Yes or No"
        if isinstance(times, str):
            for line in (race.line, *(lap[0] for lap in race.laps)):
                ledger.reject(line, times)
            continue
        digits = max(digits, *(time.digits for _, time in times))
        who = Who(race.cells["Person name"] or None, _id(race.cells) or None)
        if flying:
            zones.append(_fly(who, *times[-1]))
        else:
            runs.setdefault(who, []).extend(Passing(race.line, d, time.value) for d, time in times)
    splits = sprints_of(runs, ledger, origin=ORIGIN, digits=digits)
    if splits or zones:
        tell_resolution(digits, ledger)
    return ledger.reading(DIALECT, "a table of races", splits=splits, zones=zones)


def _races(lines: Sequence[str], ledger: Ledger) -> Iterator[_Race]:
    """The rows of the tables of races; lines of other tables are written down."""
    headings: list[str] = []
    race: _Race | None = None
    for count, line in enumerate(lines, start=1):
        cells = _cells(line)
        if _kind(cells):
            headings = cells
        elif not line.strip():
            headings = []
        elif headings and len(cells) == len(headings):
            if race is not None:
                yield race
            race = _Race(count, dict(zip(headings, cells, strict=True)))
        elif headings and race is not None and len(cells) == 3 and _LAP.fullmatch(cells[0]):
            race.laps.append((count, cells[0], cells[2]))
        elif headings and len(cells) == 3 and cells[0] in _SUMMARIES:
            ledger.reject(count, "a summary of the race above it")
        else:
            ledger.reject(count, "a line of another table (jumps, persons ...), not of races")
    if race is not None:
        yield race


def _times(race: _Race, mark: str) -> list[tuple[float, Number]] | str:
    """Places and times from the start of one race, or why it has none."""
    total = [number(cell, mark) for cell in _numbers(race.cells)]
    if total[0] is None or total[1] is None:
        return "distance and time are no numbers"
    if not race.laps:
        why = impossible(total[0].value, total[1].value)
        return why or [(total[0].value, total[1])]
    place = time = 0.0
    found: list[tuple[float, Number]] = []
    for _, name, cell in race.laps:
        inside = _LAP.fullmatch(name)
        told = (inside[1] if inside else None) or race.cells.get("Distance interval", "")
        length, lap = number(told, mark), number(cell, mark)
        if length is None or lap is None:
            return f"its interval {name!r} has no length and time"
        place, time = round(place + length.value, 6), round(time + lap.value, 6)
        found.append((place, Number(time, lap.digits)))
        why = impossible(place, time)
        if why:
            return why
    rounding = 0.5 * (len(found) + 1) * 10.0 ** -min(total[1].digits, found[-1][1].digits)
    if abs(time - total[1].value) > rounding + 1e-9 or abs(place - total[0].value) > 1e-6:
        return f"its intervals add up to {place:g} m and {time:g} s, not to its totals"
    return found


def _fly(who: Who, distance: float, time: Number) -> ZoneTime:
    measured = Measurement(time.value, resolution_sd(time.digits), "s", ORIGIN + ROUNDING_ONLY)
    return ZoneTime(distance, measured, athlete=who.athlete, run=who.run)


def _numbers(cells: Mapping[str, str]) -> tuple[str, str]:
    _, distance, time = _INTERVALS if "Distance total" in cells else _RACES
    return cells[distance], cells[time]


def _id(cells: Mapping[str, str]) -> str:
    return cells["Race ID"] if "Race ID" in cells else cells["run ID"]


def _kind(cells: Sequence[str]) -> tuple[str, ...]:
    """The names that head a table of races; empty where the cells head none."""
    for names in (_RACES, _INTERVALS):
        if "Person name" in cells and all(name in cells for name in names):
            return names
    return ()


def _is_encoder(cells: Sequence[str]) -> bool:
    return tuple(cell.casefold() for cell in cells[:2]) == _ENCODER


def _cells(line: str) -> list[str]:
    separator = ";" if ";" in line else ","
    return [cell.strip() for cell in line[:LONGEST_LINE].split(separator)]


FORMAT = Format(DIALECT, "Chronojump session (CSV)", False, recognise, read)
