"""Write a plan for a calendar, a spreadsheet, or a wall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from pathlib import Path

from flyzone.devices.write_icalendar import write_icalendar
from flyzone.devices.write_plan_csv import write_plan_csv
from flyzone.files import check_target
from flyzone.model import Athlete, Plan, PlannedSession
from flyzone.model.planned import PlannedEvent
from flyzone.reports.plan_page import write_plan_page
from flyzone.training.planning.calendar import events_of
from flyzone.wording.english.doses import dose_in_words
from flyzone.wording.english.exercises import EXERCISES
from flyzone.wording.sentences import sentence

WRITTEN = (".ics", ".csv", ".html")
"""Endings that `write_plan` knows."""

_USUAL_S = 3600.0


def check_plan_targets(targets: Sequence[Path]) -> None:
    """Says before any work why a plan cannot be written there.

    Raises
    ------
    OutputError
    """
    for target in targets:
        check_target(target, WRITTEN, what="plan")


def write_plan(
    plan: Plan,
    athletes: Mapping[str, Athlete],
    targets: Sequence[Path],
    *,
    stamp: datetime,
    starts: time | None = None,
) -> None:
    """Write a plan in the forms that the targets' endings name.

    Parameters
    ----------
    plan : Plan
    athletes : mapping of str to Athlete
        By id.
    targets : sequence of Path
        ``.ics`` for calendars, ``.csv`` for spreadsheets, ``.html`` for a screen or a wall.
    stamp : datetime
        When this version was made.
    starts : time, optional
        When a session begins for which nobody said so; a calendar needs that.

    Raises
    ------
    InputError
        If a calendar is asked for and a time or an athlete's time zone is not known.
    OutputError
        If a file cannot be written; an older one is untouched then.
    """
    names = {key: athlete.name for key, athlete in athletes.items()}
    # What a calendar lacks is said before anything is written.
    events: tuple[PlannedEvent, ...] = ()
    if any(target.suffix.lower() == ".ics" for target in targets):
        otherwise = None if starts is None else (starts, _USUAL_S)
        events = tuple(
            event for athlete in athletes.values() for event in _events(plan, athlete, otherwise)
        )
    for target in targets:
        if target.suffix.lower() == ".csv":
            write_plan_csv(plan, target, names=names, say=sentence)
        elif target.suffix.lower() == ".html":
            write_plan_page(plan, target, names=names, say=sentence, call=called)
        else:
            write_icalendar(events, target, stamp=stamp)


def _events(
    plan: Plan, athlete: Athlete, otherwise: tuple[time, float] | None
) -> tuple[PlannedEvent, ...]:
    def title(session: PlannedSession) -> str:
        return f"{athlete.name}: {called(session.stimulus)}"

    return events_of(plan, athlete, title=title, describe=_described, otherwise=otherwise)


def called(key: str) -> str:
    """The name of an exercise, or a stimulus as words."""
    text = EXERCISES.get(key)
    return key.replace("-", " ") if text is None else text.name


def _described(session: PlannedSession) -> str:
    doses = [f"{called(dose.exercise)}: {dose_in_words(dose)}" for dose in session.doses]
    return "\n".join([*doses, "", *(sentence(reason) for reason in session.reasons)]).strip()
