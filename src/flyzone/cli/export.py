"""``flyzone export``: what a file or the store holds, in another form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.reading_options import (
    Dialect,
    Distances,
    MetresPerPixel,
    SampleRate,
    TimesAre,
    read_options,
)
from flyzone.cli.store_options import Database
from flyzone.cli.store_options import reading as stored

if TYPE_CHECKING:
    from flyzone.model import Notice


@door
def export(
    file: Annotated[
        Path,
        typer.Argument(
            help="Any file that `flyzone import` reads; with --all or --athlete, what to write."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Argument(help="What to write: .csv or .parquet (times, traces), .evt (start lists)."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Write everything in the store into one file (.jsonl.gz).")
    ] = False,
    athlete: Annotated[
        str | None, typer.Option("--athlete", help="Write this athlete's reps as a table (.csv).")
    ] = None,
    database: Database = None,
    distances: Distances = None,
    times_are: TimesAre = None,
    metres_per_pixel: MetresPerPixel = None,
    sample_rate: SampleRate = None,
    dialect: Dialect = None,
    as_json: AsJson = False,
) -> None:
    """Write what a file holds in another form, or what the store holds into a file."""
    if everything or athlete is not None:
        if out is not None or (everything and athlete is not None):
            raise typer.BadParameter(
                "--all and --athlete take one name, that of the file to write, and stand alone. Write "
                "`flyzone export --all backup.jsonl.gz`."
            )
        target = file
        if athlete is None:
            say(f"Records: {_all(target, database)}")
            notices: tuple[Notice, ...] = ()
        else:
            notices = _reps(target, athlete, database)
    elif out is None:
        raise typer.BadParameter(
            "A file was named, and nothing to write. Write `flyzone export FILE OUT`, or `flyzone "
            "export --all OUT` for the store."
        )
    else:
        from flyzone.workflows.import_file import import_file, not_over_itself, write_reading
        from flyzone.workflows.sprints_of_file import reading_notices

        target = out
        not_over_itself(file, out)
        options = read_options(
            distances, times_are, metres_per_pixel=metres_per_pixel, sample_rate=sample_rate
        )
        reading = import_file(file, options, dialect)
        notices = (*reading_notices(reading), *write_reading(reading, out))
    for notice in notices:
        say(f"{notice.code}: {notice.message}", style="yellow")
    if as_json:
        warnings = [{"code": n.code, "message": n.message} for n in notices]
        print_json({"written": str(target), "warnings": warnings})
    else:
        show(f"Written: {target}")


def _all(target: Path, database: str | None) -> int:
    from flyzone.storage import export_all

    with stored(database) as store:
        return export_all(store, target)


def _reps(target: Path, athlete: str, database: str | None) -> tuple[Notice, ...]:
    from flyzone.devices.write_rep_table import write_rep_table

    with stored(database) as store:
        found = store.find_athlete(athlete)
        sessions = store.history(found.id).sessions
    return write_rep_table([(found.name, sessions)], target)
