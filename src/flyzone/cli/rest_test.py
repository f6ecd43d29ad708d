"""``flyzone rest-test``: an experiment that gives this athlete's own cost of short rest."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from flyzone.cli.door import AsJson, door, print_json, show
from flyzone.cli.moments import moment
from flyzone.cli.reasons import show_reasons
from flyzone.cli.store_options import Database, Who, program_version, reading, writing

if TYPE_CHECKING:
    from flyzone.model import Session
    from flyzone.storage import StoredResult
    from flyzone.wire.rest_test import RestTestPlanDocument

app = typer.Typer(
    name="rest-test", help="Six sessions with rests drawn by lot: what does short rest cost him?",
    no_args_is_help=True, rich_markup_mode=None,
)  # fmt: skip

_KIND = "rest-test"


@app.command()
@door
def plan(
    name: Who,
    sessions: Annotated[int, typer.Option("--sessions", help="Even.")] = 6,
    short: Annotated[float, typer.Option("--short", help="The short rest, s.")] = 180.0,
    long: Annotated[float, typer.Option("--long", help="The long rest, s.")] = 360.0,
    reps_each: Annotated[
        int, typer.Option("--reps-each", help="Reps in a row after each of the two.")
    ] = 3,
    at: Annotated[
        str | None,
        typer.Option("--at", help="From when on sessions belong to it; without it, now."),
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Draw which rests to take in each session, and keep it with the athlete."""
    from flyzone.storage import StoredResult
    from flyzone.training.rest_test import plan_rest_test
    from flyzone.wire.rest_test import plan_document

    made = plan_rest_test(
        secrets.randbelow(2**32), sessions=sessions, short_s=short, long_s=long, reps_each=reps_each
    )
    with writing(database) as store:
        athlete = store.find_athlete(name)
        start = moment(at, athlete.time_zone)
        document = plan_document(made, athlete.name, start.isoformat())
        store.save(
            StoredResult(str(uuid4()), athlete.id, start, _KIND, document, program_version())
        )
    if as_json:
        print_json(document)
        return
    show(f"{athlete.name}: {made.reps} reps in each session, rests before reps 2 to {made.reps}:")
    for number in range(len(made.short_first)):
        rests = ", ".join(f"{rest / 60.0:g}" for rest in made.rests_s(number))
        show(f"  session {number + 1}: {rests} min")


@app.command()
@door
def read(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The athlete, from the store.")
    ] = None,
    reps: Annotated[
        Path | None, typer.Option("--reps", help="Instead: a table of the experiment's reps.")
    ] = None,
    plan_file: Annotated[
        Path | None, typer.Option("--plan", help="With --reps: what `plan --json` printed.")
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """What his short rest costs, with its interval, from the sessions run so far."""
    from flyzone.training.rest_test import read_rest_test
    from flyzone.training.rules import STANDARD
    from flyzone.wire.rest_test import plan_of, result_document
    from flyzone.workflows.one_athlete import one_athlete

    if (name is None) == (reps is None) or (reps is None) != (plan_file is None):
        raise typer.BadParameter("Name an athlete of the store, or give --reps with --plan.")
    if reps is not None and plan_file is not None:
        planned, book = _plan_of_file(plan_file), STANDARD
        who, sessions = planned.athlete, _sessions_of_file(reps, planned.athlete)
    else:
        with reading(database) as store:
            known = one_athlete(store, name or "")
            results = store.results(known.history.athlete.id, _KIND, limit=1)
        planned, book, who = (
            _latest(results, known.name),
            known.book_at(datetime.now().astimezone()),
            known.name,
        )
        sessions = known.history.sessions
    begin = datetime.fromisoformat(planned.made_at).timestamp()
    of_test = [
        one
        for one in sessions
        if one.started_at.timestamp() >= begin and any(rep.time_s for rep in one.reps)
    ][: len(planned.short_first)]
    found = read_rest_test(of_test, plan_of(planned), book)
    if as_json:
        print_json(result_document(found, who))
        return
    show(f"{who}: {found.sessions} sessions, {found.reps} reps")
    if found.cost is not None:
        show(
            f"  short rest costs {found.cost.value:+.2f} % of time (90 %: {found.low:+.2f} to "
            f"{found.high:+.2f})"
        )
    show_reasons(found.reasons)


def _plan_of_file(path: Path) -> RestTestPlanDocument:
    from flyzone.wire.faults import read_document
    from flyzone.wire.rest_test import RestTestPlanDocument

    return read_document(path, RestTestPlanDocument, "plans of a rest-test", "docs/rest-test.md")


def _sessions_of_file(path: Path, name: str) -> Sequence[Session]:
    from flyzone.errors import InputError
    from flyzone.workflows.rep_files import rep_file

    table = rep_file(path)
    athlete = table.athletes[0] if len(table.athletes) == 1 else table.of(name)
    if athlete is None:
        raise InputError(
            f"The table holds several athletes, and none called {name!r}, as in the plan.",
            code="rest-test-athlete",
        )
    return athlete.sessions


def _latest(results: Sequence[StoredResult], name: str) -> RestTestPlanDocument:
    from flyzone.errors import InputError
    from flyzone.wire.faults import checked
    from flyzone.wire.rest_test import RestTestPlanDocument

    if not results:
        raise InputError(
            f"No rest-test was planned for {name}. Begin with `flyzone rest-test plan {name}`.",
            code="rest-test-none",
        )
    given = dict(results[0].document)
    return checked(given, RestTestPlanDocument, "The stored plan", "docs/rest-test.md")
