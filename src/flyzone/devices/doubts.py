"""What a reader could not use, what a person must decide, and what he should know.

The account of a file whose rows are named by the reader itself (`flyzone.devices.tables.ledger` keeps
that of a whole text, line by line).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from flyzone.model import HeldRows, Notice, RejectedRow


class Row(Protocol):
    """A line, sample or record of a file; as text it says what stands there."""

    @property
    def line(self) -> int:
        """1-based; 0 where the file has no lines."""


@dataclass(slots=True)
class Doubts:
    """The account, while it is being written."""

    rejected: list[RejectedRow] = field(default_factory=list)
    held: list[HeldRows] = field(default_factory=list)
    _notices: dict[tuple[str, str], Notice] = field(default_factory=dict)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """In the order in which they were first said."""
        return tuple(self._notices.values())

    def reject(self, row: Row, reason: str) -> None:
        """Writes one row down as not read."""
        self.rejected.append(RejectedRow(row.line, str(row), reason))

    def hold(self, rows: Sequence[Row], reason: str) -> None:
        """Sets rows aside for a person."""
        lines, texts = tuple(row.line for row in rows), tuple(str(row) for row in rows)
        self.held.append(HeldRows(lines, texts, reason))

    def note(self, code: str, message: str) -> None:
        """Says something once."""
        self._notices[code, message] = Notice(code, message)
