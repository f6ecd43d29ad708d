"""``flyzone plan``: weeks or a season, with a reason for every day."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.moments import clock_time, day, moment
from flyzone.cli.reasons import show_reasons
from flyzone.cli.store_options import Database, reading, writing

if TYPE_CHECKING:
    from flyzone.model import Plan
    from flyzone.wire.wishes import WishesDocument

_DATES = ("race", "match")


@door
def plan(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="The athletes; or --wishes for more."),
    ] = None,
    wishes: Annotated[
        Path | None,
        typer.Option("--wishes", help="WISHES.json: days, races, facilities ... of each athlete."),
    ] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=52)] = 4,
    start: Annotated[
        str | None, typer.Option("--from", help="First day; without it the next Monday.")
    ] = None,
    days: Annotated[str, typer.Option("--days", help="Training days a week, fewest-most.")] = "2-4",
    target: Annotated[
        str,
        typer.Option("--target", help="40-yards, 100-m, 5-km-kick, field-sport or max-velocity."),
    ] = "max-velocity",
    train: Annotated[
        list[str] | None,
        typer.Option(
            "--train",
            help="Weekdays with their minutes, mon,thu=90@17:30; again for others. The rest are "
            "free then.",
        ),
    ] = None,
    race: Annotated[
        list[str] | None, typer.Option("--race", help="A race, 2026-06-20=A; again for another.")
    ] = None,
    match: Annotated[
        list[str] | None, typer.Option("--match", help="A match, 2026-06-20=B; again for another.")
    ] = None,
    other: Annotated[
        list[str] | None,
        typer.Option("--other", help="Other training, tue=interval-run; again for another."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Change the plan that they have, as little as possible.")
    ] = False,
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", help="Write it: .ics, .csv or .html; again for another."),
    ] = None,
    starts: Annotated[
        str | None,
        typer.Option("--starts", help="For a calendar: when sessions without a time begin, 17:30."),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep/--no-keep", help="Whether the store keeps it.")
    ] = True,
    now: Annotated[
        str | None, typer.Option("--now", metavar="T", help="As of this moment.")
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Plan weeks or a season: 48 and 72 hours, the big three, races, facilities, every day with its
    reasons. Wishes that cannot hold together are named, the fewest that clash.
    """
    from flyzone.wire.plan import plan_document
    from flyzone.workflows.plan_season import keep_plan, plan_season, read_season
    from flyzone.workflows.write_plan import check_plan_targets, write_plan

    if (wishes is None) == (not names):
        raise typer.BadParameter("Name the athletes, or give --wishes; one of them.")
    targets = tuple(out or ())
    check_plan_targets(targets)
    usual = None if starts is None else clock_time(starts)
    at = moment(now)
    if wishes is not None:
        document = _read(wishes)
    else:
        document = _document(
            names or [], weeks, start, at, days=days, target=target, train=train or (),
            dated={"race": race or (), "match": match or ()}, other=other or (),
        )  # fmt: skip
    with reading(database) as store:
        season = read_season(store, document, again=again)
    with _progress(as_json) as progress:
        made = plan_season(season, made_at=at, progress=progress)
    athletes = season.athletes
    write_plan(made, athletes, targets, stamp=at, starts=usual)
    if keep:
        with writing(database) as store:
            keep_plan(store, made)
    known = {athlete: one.name for athlete, one in athletes.items()}
    if as_json:
        print_json(plan_document(made, known, tuple(map(str, targets))))
        return
    _show(made, known)
    for target_file in targets:
        show(f"Written: {target_file}")


def _read(path: Path) -> WishesDocument:
    from flyzone.wire.faults import read_document
    from flyzone.wire.wishes import WishesDocument

    return read_document(path, WishesDocument, "wishes", "docs/plan.md")


def _document(
    names: list[str],
    weeks: int,
    start: str | None,
    at: datetime,
    *,
    days: str,
    target: str,
    train: Any,
    dated: dict[str, Any],
    other: Any,
) -> WishesDocument:
    """The wishes that options name: the same for each athlete."""
    from flyzone.wire.faults import checked
    from flyzone.wire.wishes import WEEK, WishesDocument

    monday = at.date() + timedelta(days=(7 - at.weekday()) % 7)
    first = monday if start is None else day(start)
    fewest, _, most = days.partition("-")
    week: dict[str, Any] = dict.fromkeys(WEEK) if train else {}
    for one in train:
        weekdays, _, window = one.partition("=")
        minutes, _, starts = window.partition("@")
        for weekday in weekdays.split(","):
            week[weekday.strip().lower()] = {
                "minutes": _number(minutes or "120"), "starts": starts or None,
            }  # fmt: skip
    competitions = []
    for kind in _DATES:
        for one in dated[kind]:
            date, _, importance = one.partition("=")
            competitions.append({"day": date, "kind": kind, "importance": importance or "B"})
    fixed = []
    for one in other:
        weekday, _, stimulus = one.partition("=")
        fixed.append({"weekday": weekday.strip().lower(), "stimulus": stimulus.strip()})
    athletes = [
        {
            "athlete": name,
            "week": week,
            "days_a_week": [_number(fewest), _number(most or fewest)],
            "target": target,
            "competitions": competitions,
            "fixed": fixed,
        }
        for name in names
    ]
    given = {"first_day": first, "weeks": weeks, "athletes": athletes}
    return checked(given, WishesDocument, "What the options ask for", "docs/plan.md")


def _number(text: str) -> float | str:
    """A number where it is one; else the text, which the document then refuses by its place."""
    try:
        return float(text)
    except ValueError:
        return text


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[float], None]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda done: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Planning", total=1.0)
        yield lambda done: bar.update(task, completed=done)


def _show(plan: Plan, names: dict[str, str]) -> None:
    from flyzone.wording.english.doses import dose_in_words
    from flyzone.wording.english.exercises import EXERCISES

    told: set[str] = set()
    for one in plan.days:
        what = ", ".join(session.stimulus for session in one.sessions) or "rest"
        show(f"{one.day:%a %Y-%m-%d}  {names.get(one.athlete_id, one.athlete_id)}: {what}")
        for session in one.sessions:
            where = [f"{session.starts:%H:%M}" if session.starts else "", session.facility or ""]
            if any(where):
                show(f"  {' '.join(part for part in where if part)}")
            for dose in session.doses:
                show(f"  {EXERCISES[dose.exercise].name}: {dose_in_words(dose)}")
        show_reasons(one.reasons, told=told)
    if plan.notes:
        say("Of the plan as a whole:")
        show_reasons(plan.notes, told=told)
