"""Exports of timing gates that are tables and name their device: what all of them share.

No real export of these devices could be found in public, and their makers do not publish the
columns.  So their readers know little: how the device shows itself, and which of its headings mean
what.  The table itself is read as any table of splits is: by the words of its headings, with places
that the user gives where the gates are only numbered, and with a question where the file leaves open
how its times count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.generic_splits import read_splits
from flyzone.devices.tables.csv_table import Table
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.text import head_of, text_of
from flyzone.devices.tables.timed_table import described, timed_table
from flyzone.errors import InputError
from flyzone.model import Reading


@dataclass(frozen=True, slots=True)
class GateExport:
    """What is known of a device's export.

    Attributes
    ----------
    dialect, title : str
    names : tuple of str
        Small letters; one of them stands, as a word, before or in the headings.
    headings : mapping of str to str
        Headings of the device, in small letters, and the words for what they mean; an empty word
        for a column that is not to be used.
    """

    dialect: str
    title: str
    names: tuple[str, ...]
    headings: Mapping[str, str] = field(default_factory=dict)

    def recognise(self, source: Source) -> Claim | None:
        """Claims a table of times that names the device."""
        lines = head_of(source.data)
        table = timed_table(lines)
        name = None if table is None else self._name(table)
        if table is None or name is None:
            return None
        return Claim(0.8, f"{name!r} stands in it: {described(table)}")

    def read(self, source: Source, options: ReadOptions) -> Reading:
        """The sprints of the table.

        Raises
        ------
        InputError
            As for any table of splits.
        """
        text = text_of(source.data)
        table = timed_table(text.lines)
        if table is None:
            raise InputError(
                f"No line of this file heads a table of times, as an export of {self.title} should "
                "have. Export it again as CSV, with the headings.",
                code="no-headings",
            )
        ledger = Ledger(text)
        return self.read_table(table, options, ledger)

    def read_table(self, table: Table, options: ReadOptions, ledger: Ledger) -> Reading:
        """The sprints of a table whose headings may be the device's own words."""
        ledger.note(
            "export-not-seen",
            f"No real export of {self.title} was at hand when this reader was written. Compare the "
            "times with those that the device shows.",
        )
        understood = replace(table, headings=tuple(self._meant(table.headings)))
        return read_splits(
            understood, options, ledger, self.dialect, described(table), f"gates, {self.title}"
        )

    def format(self) -> Format:
        """The entry of the list of formats."""
        return Format(self.dialect, self.title, False, self.recognise, self.read)

    def _name(self, table: Table) -> str | None:
        text = "\n".join((*table.before, *table.headings)).casefold()
        return next((name for name in self.names if re.search(rf"\b{name}\b", text)), None)

    def _meant(self, headings: Sequence[str]) -> list[str]:
        return [self.headings.get(heading.casefold(), heading) for heading in headings]
