"""``flyzone today``: may he sprint."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json, show
from flyzone.cli.moments import moment
from flyzone.cli.reasons import show_reasons
from flyzone.cli.store_options import Database, Who, reading

if TYPE_CHECKING:
    from flyzone.training.today import Today

Now = Annotated[
    str | None, typer.Option("--now", metavar="T", help="Ask as of this moment; without it, now.")
]


@door
def today(name: Who, now: Now = None, database: Database = None, as_json: AsJson = False) -> None:
    """May this athlete sprint: yes, with a change, or no; why, from when, and what instead."""
    from flyzone.training.today import answer_today
    from flyzone.wire.today import today_document
    from flyzone.workflows.one_athlete import one_athlete

    with reading(database) as store:
        known = one_athlete(store, name)
    at = moment(now, known.history.athlete.time_zone)
    answer = answer_today(known.history, at, known.book_at(at))
    if as_json:
        print_json(today_document(known.name, answer, at))
    else:
        _show(known.name, answer, at)


_WORDS = {"yes": "yes, sprint", "change": "yes, with a change", "no": "no sprinting"}


def _show(name: str, answer: Today, at: datetime) -> None:
    show(f"{name}: {_WORDS[answer.verdict]}")
    told: set[str] = set()
    show_reasons(answer.reasons, told=told)
    if answer.verdict != "yes":
        if answer.sprint_from is None:
            show("  Sprinting again: when somebody who may has cleared him.")
        elif answer.sprint_from > at:
            show(f"  Sprinting again: from {answer.sprint_from:%A %d %B, %H:%M}, by what is known.")
    for one in answer.instead:
        what = one.stimulus or "rest"
        share = "" if one.effort is None else f" at {100 * one.effort:.0f} %"
        dose = "" if one.dose is None or one.dose >= 1 else f", {100 * one.dose:.0f} % of his reps"
        show(f"  Instead: {what}{share}{dose}")
        show_reasons([one.reason], indent="    ", told=told)
    if answer.not_known:
        show("  Not known:")
        show_reasons(answer.not_known, indent="    ", told=told)
