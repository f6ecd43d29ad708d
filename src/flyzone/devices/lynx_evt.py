"""FinishLynx start lists (.evt): an event, and below it who runs in which lane.

An event line holds the numbers of event, round and heat, the name, and in its tenth field the
distance; the lines that belong to it begin with a comma.  A relay team has neither an id nor a first
name: its name stands as a last name.  A real start list from a meet manager was at hand.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

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
from flyzone.devices.tables.text import clipped
from flyzone.errors import InputError
from flyzone.files import check_target, written_whole
from flyzone.model import Person, Reading, StartList

_LONGEST_FIELD = 200
_EVIDENCE = "Lines of events (numbers of event, round and heat), each with its lines of runners."


def recognise(source: Source) -> Claim | None:
    """Whether there are event lines with led lines below them, and nothing else."""
    lines = first_lines_of(source.data)
    if not lines or not is_event(lines[0]) or not any(line.led for line in lines):
        return None
    if not all(line.led or is_event(line) for line in lines):
        return None
    named = source.name.lower().endswith(".evt")
    return Claim(0.9 if named else 0.6, _EVIDENCE)


def read(source: Source, options: ReadOptions) -> Reading:
    """The start lists of a meet.

    Raises
    ------
    InputError
        If no event can be read.
    """
    doubts = Doubts()
    heats: list[tuple[Line, list[Line]]] = []
    readable = False
    for line in lines_of(source.data, doubts):
        if not line.led:
            readable = is_event(line)
            if readable:
                heats.append((line, []))
            else:
                doubts.reject(line, "is no event: numbers of event, round and heat, and a name")
        elif not readable:
            doubts.reject(line, "belongs to no event that could be read")
        elif not any(line.cells):
            doubts.reject(line, "holds nobody")
        else:
            heats[-1][1].append(line)
    lists = _once_each_heat(heats, doubts)
    if not lists and not doubts.held:
        raise InputError(
            "Expected lines of events such as '11,1,1,Girls 100 Meters' with runners below them, "
            f"got none in {len(doubts.rejected)} lines. Export the start lists again.",
            code="lynx-empty",
        )
    return Reading(
        dialect=FORMAT.dialect,
        evidence=_EVIDENCE,
        start_lists=tuple(lists),
        rejected=tuple(sorted(doubts.rejected, key=lambda row: row.line)),
        held=tuple(doubts.held),
        notices=doubts.notices,
    )


def _once_each_heat(heats: Sequence[tuple[Line, list[Line]]], doubts: Doubts) -> list[StartList]:
    """A start list for each heat; of a heat that stands twice with other runners, none."""
    numbered: dict[tuple[str, ...], list[tuple[Line, list[Line]]]] = {}
    for event, rows in heats:
        numbered.setdefault(event.cells[:3], []).append((event, rows))
    lists = []
    for number, group in numbered.items():
        told = [(event.cells, tuple(row.cells for row in rows)) for event, rows in group]
        if any(one != told[0] for one in told):
            doubts.hold(
                [line for event, rows in group for line in (event, *rows)],
                f"Heat {','.join(number)} (event, round, heat) stands here more than once with "
                "different runners. Keep the right one.",
            )
            continue
        for event, rows in group[1:]:
            for line in (event, *rows):
                doubts.reject(
                    line, f"says again what line {group[0][0].number} and those below say"
                )
        lists.append(_start_list(*group[0], doubts))
    return lists


def _start_list(event: Line, rows: Sequence[Line], doubts: Doubts) -> StartList:
    said = [(row, person_of(row, 0)) for row in rows]
    entries = once_each(said, lambda person: person.number, doubts, "the runner with the id")
    number, round_, heat, name = event.cells[:4]
    return StartList(number, round_, heat, name, tuple(entries), distance_of(event, doubts))


def write_evt(
    lists: Sequence[StartList],
    path: str | os.PathLike[str],
    *,
    encoding: Literal["utf-8", "cp1252"] = "utf-8",
) -> None:
    """Writes start lists for FinishLynx.

    Parameters
    ----------
    lists : sequence of StartList
        Event, round and heat are numbers.
    path : path
        Ends in ``.evt``.
    encoding : {"utf-8", "cp1252"}
        Where names have accents, what the timing computer reads (not verified which by default).

    Raises
    ------
    InputError
        If a field cannot be written so that it is read back as it is.
    OutputError
        If the file cannot be written; an older one is untouched then.
    """
    target = Path(path)
    check_target(target, (".evt",), what="start list")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    heats = [(heat.event, heat.round, heat.heat) for heat in lists]
    if len(set(heats)) != len(heats):
        raise InputError(
            "Two start lists have the same numbers of event, round and heat. Number them apart.",
            code="lynx-number",
        )
    for heat in lists:
        event = (heat.event, heat.round, heat.heat, heat.name)
        for field in event[:3]:
            if not field.isascii() or not field.isdigit() or len(field) > 9:
                raise InputError(
                    "FinishLynx knows events, rounds and heats by numbers, got "
                    f"{', '.join(event[:3])!r}. Number them.",
                    code="lynx-number",
                )
        distance = "" if heat.distance_m is None else repr(heat.distance_m).removesuffix(".0")
        writer.writerow([*map(_field, event), *[""] * 5, distance])
        for person in heat.entries:
            writer.writerow(["", *map(_field, _cells(person))])
    try:
        data = text.getvalue().encode(encoding)
    except UnicodeEncodeError as problem:
        raise InputError(
            f"{problem.object[problem.start : problem.end]!r} cannot be written in {encoding}. "
            "Write the start list in UTF-8, or change the name.",
            code="lynx-encoding",
        ) from problem
    with written_whole(target, what="start list") as temporary:
        temporary.write_bytes(data)


def _cells(person: Person) -> tuple[str, ...]:
    cells = (
        person.number, person.lane, person.last_name, person.first_name, person.affiliation,
    )  # fmt: skip
    if not any(cells):
        raise InputError(
            "A line of a start list must name somebody, got an empty one. Leave it out.",
            code="lynx-field",
        )
    return cells


def _field(text: str) -> str:
    if text != text.strip() or not text.isprintable() or len(text) > _LONGEST_FIELD:
        raise InputError(
            f"A field of a start list has up to {_LONGEST_FIELD} letters on one line, without blanks "
            f"around them, got {clipped(repr(text))}. Shorten or trim it.",
            code="lynx-field",
        )
    return text


FORMAT = Format(
    "finishlynx-evt", "FinishLynx start list (.evt)", seen=True, recognise=recognise, read=read
)
