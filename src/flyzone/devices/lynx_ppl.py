"""FinishLynx people files (.ppl): id, last name, first name, affiliation.

The lines have no mark of their own: any text with three columns looks like one.  So without the
file's ending the claim is a weak one.  No real file was at hand.
"""

from __future__ import annotations

import re

from flyzone.devices.doubts import Doubts
from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.lynx_text import Line, first_lines_of, lines_of, once_each
from flyzone.errors import InputError
from flyzone.model import Person, Reading

_ID = re.compile(r"[A-Za-z]{0,4}[0-9]{1,12}")
_EVIDENCE = "Each line is an id, a last name, a first name."


def recognise(source: Source) -> Claim | None:
    """Whether every line is an id and a name."""
    lines = first_lines_of(source.data)
    if not lines or not all(_person(line) for line in lines):
        return None
    named = source.name.lower().endswith(".ppl")
    return Claim(0.6 if named else 0.2, _EVIDENCE)


def read(source: Source, options: ReadOptions) -> Reading:
    """The people of a meet.

    Raises
    ------
    InputError
        If no line holds one.
    """
    doubts = Doubts()
    said = []
    for line in lines_of(source.data, doubts):
        if (person := _person(line)) is None:
            doubts.reject(line, "is no id with a last and a first name")
        else:
            said.append((line, person))
    people = once_each(said, lambda person: person.number, doubts, "the id")
    if not people and not doubts.held:
        raise InputError(
            "Expected lines with id, last name, first name and affiliation, got none in "
            f"{len(doubts.rejected)} lines. Export the people of the meet again.",
            code="lynx-empty",
        )
    return Reading(
        dialect=FORMAT.dialect,
        evidence=_EVIDENCE,
        people=tuple(people),
        rejected=tuple(doubts.rejected),
        held=tuple(doubts.held),
        notices=doubts.notices,
    )


def _person(line: Line) -> Person | None:
    if line.led or len(line.cells) < 3 or not _ID.fullmatch(line.cells[0]):
        return None
    number, last_name, first_name = line.cells[:3]
    if not any(letter.isalpha() for letter in last_name + first_name):
        return None
    return Person(number, last_name, first_name, affiliation=line.cell(3))


FORMAT = Format(
    "finishlynx-ppl", "FinishLynx people (.ppl)", seen=False, recognise=recognise, read=read
)
