"""The account of a file: what became of each of its rows.

A reader writes down here which rows it could not read, which contradict each other, and what the
user should know, while it gathers results.  `Ledger.reading` closes the account: a file of which
nothing could be used, and in which nothing waits for a decision, is an error and no empty result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flyzone.devices.tables.text import Text, clipped
from flyzone.errors import InputError
from flyzone.model import (
    Body,
    HeldRows,
    Notice,
    Reading,
    RejectedRow,
    Splits,
    Trace,
    Trajectory,
    ZoneTime,
)

MOST_ROWS_ASIDE = 5_000
"""Rejected rows, or groups of held ones; a file with more is another one than it seems."""

_NAMED = 12


class Account(NamedTuple):
    """Rows that were not used, and what the user should know."""

    rejected: tuple[RejectedRow, ...]
    held: tuple[HeldRows, ...]
    notices: tuple[Notice, ...]


class Ledger:
    """What became of the rows of one file.

    Parameters
    ----------
    text : Text
        The whole file.
    """

    def __init__(self, text: Text) -> None:
        self._lines = text.lines
        self._rejected: list[RejectedRow] = []
        self._held: list[HeldRows] = []
        self._repeated: list[int] = []
        self._bodies: dict[str, Body] = {}
        self._notices: dict[tuple[str, str], Notice] = {}
        if text.assumed:
            self.note(
                "encoding-assumed",
                "The file does not say its encoding; letters with accents were read as "
                "Windows-1252. Check the names.",
            )

    def reject(self, line: int, reason: str) -> None:
        """A row that could not be read.

        Raises
        ------
        InputError
            If there are more than a person would ever look through.
        """
        self._rejected.append(RejectedRow(line, self._shown(line), reason))
        self._refuse_too_many(len(self._rejected), line, reason)

    def hold(self, lines: Iterable[int], reason: str) -> None:
        """Rows that contradict each other: their values are not used.

        Raises
        ------
        InputError
            As `reject`.
        """
        numbers = tuple(sorted(set(lines)))
        self._held.append(HeldRows(numbers, tuple(self._shown(n) for n in numbers), reason))
        self._refuse_too_many(len(self._held), numbers[0], reason)

    def repeat(self, lines: Iterable[int]) -> None:
        """Rows that say again, word for word, what another one says."""
        self._repeated.extend(lines)

    def note(self, code: str, message: str) -> None:
        """What the user should know; said once."""
        self._notices[code, message] = Notice(code, message)

    def body(self, athlete: str, body: Body) -> None:
        """The mass and height of an athlete; an empty name is that of a file without names."""
        self._bodies[athlete] = body

    def reading(
        self,
        dialect: str,
        evidence: str,
        *,
        splits: Sequence[Splits] = (),
        traces: Sequence[Trace] = (),
        zones: Sequence[ZoneTime] = (),
        trajectories: Sequence[Trajectory] = (),
    ) -> Reading:
        """The account closed.

        Raises
        ------
        InputError
            If nothing was read and nothing waits for a decision.
        """
        account = self.account()
        if not (splits or traces or zones or trajectories or self._held):
            why = "It has no rows."
            if self._rejected:
                first = self._rejected[0]
                why = f"Line {first.line} ({clipped(first.text, 60)!r}): {first.reason}."
            raise InputError(
                f"Nothing of this file could be read as {dialect} "
                f"({_count(len(self._rejected), 'row')} tried). {why}",
                code="nothing-read",
            )
        return Reading(
            dialect,
            evidence,
            splits=tuple(splits),
            traces=tuple(traces),
            zones=tuple(zones),
            trajectories=tuple(trajectories),
            bodies=self._bodies,
            rejected=account.rejected,
            held=account.held,
            notices=account.notices,
        )

    def account(self) -> Account:
        """What was written down so far."""
        if self._repeated:
            lines = sorted(set(self._repeated))
            self.note(
                "repeated-rows",
                f"{_count(len(lines), 'row')} repeated, each used once: {listed(lines)}.",
            )
        return Account(
            tuple(sorted(self._rejected, key=lambda row: row.line)),
            tuple(self._held),
            tuple(self._notices.values()),
        )

    def _refuse_too_many(self, count: int, line: int, reason: str) -> None:
        if count > MOST_ROWS_ASIDE:
            raise InputError(
                f"More than {MOST_ROWS_ASIDE} rows of this file cannot be used, such as line {line} "
                f"({clipped(self._lines[line - 1], 60)!r}): {reason}. Check that it is the right "
                "file, or name its dialect.",
                code="too-many-unusable",
            )

    def _shown(self, line: int) -> str:
        return clipped(self._lines[line - 1])


def listed(lines: Sequence[int]) -> str:
    """Line numbers for a message: all of a few, the first of many."""
    some = ", ".join(str(line) for line in lines[:_NAMED])
    more = len(lines) - _NAMED
    return f"line{'s' * (len(lines) != 1)} {some}" + (f" and {more} more" if more > 0 else "")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"
