"""What a table holds besides its times: told to the user, since no result has a place for it."""

from __future__ import annotations

from collections.abc import Sequence

from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.numerals import MISSING
from flyzone.devices.tables.sheet import Sheet
from flyzone.devices.tables.text import clipped
from flyzone.errors import InputError
from flyzone.model import Body

_ATHLETES_NAMED = 20


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
    """Hands on the bodies that are whole and have units; says which are not."""
    mass, height = sheet.where("mass"), sheet.where("height")
    if mass is None and height is None:
        return
    stated: dict[str, set[tuple[float, float]]] = {}
    doubtful: dict[str, None] = {}
    whose = sheet.whose()
    for row in sheet.table.rows():
        if row.fault:
            continue
        athlete = whose(row.cells).athlete or ""
        found = [_stated(sheet, row.cells, index) for index in (mass, height)]
        if None not in found:
            stated.setdefault(athlete, set()).add((found[0] or 0.0, found[1] or 0.0))
        elif len(doubtful) <= _ATHLETES_NAMED and (said := _said(sheet, row.cells, mass, height)):
            doubtful[f"{athlete or 'the athlete'}: {said}"] = None
    for athlete, bodies in stated.items():
        if len(bodies) > 1:
            doubtful[f"{athlete or 'the athlete'}: different ones in different rows"] = None
            continue
        try:
            ledger.body(athlete, Body(*next(iter(bodies))))
        except InputError as error:
            doubtful[f"{athlete or 'the athlete'}: {error.message}"] = None
    if doubtful:
        some = "; ".join(list(doubtful)[:_ATHLETES_NAMED])
        more = "; and more" if len(doubtful) > _ATHLETES_NAMED else ""
        ledger.note(
            "body-mass-in-file",
            "A body counts with its mass and height, both with their units, such as mass_kg and "
            f"height_m. Not used: {some}{more}.",
        )


def _stated(sheet: Sheet, cells: Sequence[str], index: int | None) -> float | None:
    """A number in SI units, where the cell holds one and its heading says the unit."""
    if index is None or sheet.columns[index].unit is None:
        return None
    found = sheet.number(cells, index)
    return None if isinstance(found, str) else found


def _said(sheet: Sheet, cells: Sequence[str], *indexes: int | None) -> str:
    """What the cells say, as they are written."""
    return ", ".join(
        f"{sheet.columns[index].quantity} {clipped(cells[index], 20)} "
        f"{sheet.columns[index].unit or '(unit not stated)'}"
        for index in indexes
        if index is not None and cells[index] not in MISSING
    )
