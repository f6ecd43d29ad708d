"""Wind and surface of runs, where a table states them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flyzone.devices.tables.csv_table import Row
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.numerals import Number
from flyzone.devices.tables.sheet import Sheet
from flyzone.errors import InputError
from flyzone.model import Conditions

Run = TypeVar("Run")


def conditions_of(
    sheet: Sheet, run_of: Callable[[Row], Run], ledger: Ledger
) -> tuple[dict[Run, Conditions], list[int]]:
    """The conditions of each run, and the columns that hold them.

    A run whose rows state different ones has none; nor is a wind without a unit one.

    Parameters
    ----------
    sheet : Sheet
    run_of : callable
        The run to which a row belongs.
    ledger : Ledger
        Is told of conditions that were left out.
    """
    wind, surface = sheet.where("wind"), sheet.where("surface")
    if wind is not None and (sheet.columns[wind].unit is None or not sheet.columns[wind].factor):
        wind = None
    used = [index for index in (wind, surface) if index is not None]
    if not used:
        return {}, []
    said: dict[Run, set[tuple[float | None, str | None]]] = {}
    for row in sheet.table.rows():
        if not row.fault:
            blows = None if wind is None else sheet.value(row.cells, wind)
            speed = blows.value if isinstance(blows, Number) else None
            ground = None if surface is None else row.cells[surface] or None
            said.setdefault(run_of(row), set()).add((speed, ground))
    found: dict[Run, Conditions] = {}
    for run, stated in said.items():
        try:
            ((speed, ground),) = stated
            found[run] = Conditions(wind_m_s=speed, surface=ground)
        except (ValueError, InputError):
            continue
    if len(found) < len(said):
        ledger.note(
            "conditions-unclear",
            f"Wind or surface of {len(said) - len(found)} runs are not one possible value; they were "
            "left out.",
        )
    return found, used
