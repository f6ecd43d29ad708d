"""Names that a spreadsheet must not take for formulas.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is a formula to a spreadsheet, and a formula can
fetch and send.  An apostrophe before it makes it text, as everybody knows from spreadsheets.  Names
that begin with an apostrophe of their own before such a sign get one more, so that taking one away
gives back every name.
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def guarded(name: str) -> str:
    """A name as it may stand in a cell.

    Examples
    --------
    >>> guarded("=HYPERLINK(1)"), guarded("O'Neil"), guarded("'-x")
    ("'=HYPERLINK(1)", "O'Neil", "''-x")
    """
    return "'" + name if _RISKY.match(name) else name


def unguarded(cell: str) -> str:
    """The name that `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
