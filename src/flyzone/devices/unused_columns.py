"""What a table holds besides its times: told to the user, since no result has a place for it."""

from __future__ import annotations

from collections.abc import Sequence

from flyzone.devices.ledger import Ledger
from flyzone.devices.numerals import MISSING
from flyzone.devices.sheet import Sheet

_ATHLETES_NAMED = 20
_ATHLETES_LOOKED_AT = 200


def tell_unused(sheet: Sheet, used: Sequence[int], ledger: Ledger) -> None:
    """Names the columns that were not used, and the bodies that the file states."""
    silent = {"athlete", "given-name", "family-name", "run", "mass", "height"}
    names = [
        column.heading
        for index, column in enumerate(sheet.columns)
        if index not in used and column.heading and column.quantity not in silent
    ]
    if names:
        ledger.note("columns-not-used", f"Columns that were not used: {', '.join(names)}.")
    _tell_bodies(sheet, ledger)


def _tell_bodies(sheet: Sheet, ledger: Ledger) -> None:
    indexes = {
        what: index for what in ("mass", "height") if (index := sheet.where(what)) is not None
    }
    if not indexes:
        return
    whose = sheet.whose()
    bodies: dict[str, None] = {}
    for row in sheet.table.rows():
        if row.fault:
            continue
        athlete = whose(row.cells).athlete or "the athlete"
        said = [
            f"{what} {row.cells[index]} {sheet.columns[index].unit or '(unit not stated)'}"
            for what, index in indexes.items()
            if row.cells[index] not in MISSING
        ]
        if len(bodies) > _ATHLETES_LOOKED_AT:
            break
        if said:
            bodies[f"{athlete}: {', '.join(said)}"] = None
    if bodies:
        some = "; ".join(list(bodies)[:_ATHLETES_NAMED])
        more = len(bodies) - _ATHLETES_NAMED
        ledger.note(
            "body-mass-in-file",
            f"The file states bodies, which a profile needs: {some}"
            + ("; and more." if more > 0 else "."),
        )
