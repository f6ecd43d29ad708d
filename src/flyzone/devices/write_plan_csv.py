"""A plan as CSV, for a spreadsheet: one line for each dose of each session, one for a day of rest.

UTF-8, commas, decimal points, one heading line.  A text that a spreadsheet would take for a formula
gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from flyzone.devices.tables.formula_guard import guarded
from flyzone.errors import InputError
from flyzone.files import check_target, written_whole
from flyzone.model import Dose, Plan, PlannedDay, PlannedSession, Reason

COLUMNS = (
    "athlete", "day", "starts", "session", "fixed", "facility", "duration_s", "exercise", "sets",
    "reps", "distance_m", "run_in_m", "run_out_m", "rep_duration_s", "rest_s", "set_rest_s", "load",
    "effort", "reasons",
)  # fmt: skip


def write_plan_csv(
    plan: Plan,
    path: str | os.PathLike[str],
    *,
    names: Mapping[str, str],
    say: Callable[[Reason], str],
) -> None:
    """Writes a plan as CSV.

    Parameters
    ----------
    plan : Plan
    path : path
        Ends in ``.csv``.
    names : mapping of str to str
        Each athlete's name by his id.
    say : callable
        Words a reason.  The reasons of a session stand in its first line, those of a day of rest in
        its only one.

    Raises
    ------
    InputError
        If an athlete has no name.
    OutputError
        If the file cannot be written; an older one is untouched then.
    """
    target = Path(path)
    check_target(target, (".csv",), what="plan")
    missing = sorted({day.athlete_id for day in plan.days} - set(names))
    if missing:
        raise InputError(
            f"The plan holds an athlete without a name ({missing[0]}). Give the names of all.",
            code="plan-names",
        )
    with (
        written_whole(target, what="plan") as temporary,
        temporary.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for day in plan.days:
            for row in _rows(day, names[day.athlete_id], say):
                writer.writerow([_cell(value) for value in row])


def _rows(day: PlannedDay, name: str, say: Callable[[Reason], str]) -> Iterator[list[object]]:
    if not day.sessions:
        why = _said(day.reasons, say)
        yield [name, day.day, None, "rest", *[None] * (len(COLUMNS) - 5), why]
    for number, session in enumerate(day.sessions):
        reasons = (*session.reasons, *(day.reasons if number == 0 else ()))
        for line, dose in enumerate(session.doses or (None,)):
            said = _said(reasons, say) if line == 0 else None
            yield [name, day.day, *_session(session), *_dose(dose), said]


def _session(session: PlannedSession) -> list[object]:
    starts = None if session.starts is None else f"{session.starts:%H:%M}"
    fixed = "yes" if session.fixed else "no"
    seconds = None if session.duration_s is None else round(session.duration_s)
    return [starts, session.stimulus, fixed, session.facility, seconds]


def _dose(dose: Dose | None) -> list[object]:
    if dose is None:
        return [None] * 11
    return [
        dose.exercise, dose.sets, dose.reps, dose.distance_m, dose.run_in_m, dose.run_out_m,
        dose.duration_s, dose.rest_s, dose.set_rest_s, dose.load or None, dose.effort,
    ]  # fmt: skip


def _said(reasons: Iterable[Reason], say: Callable[[Reason], str]) -> str:
    return " ".join(say(one) for one in reasons)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else str(value)
