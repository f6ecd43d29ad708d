"""``flyzone export``: what one program's file holds, in another's form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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


@door
def export(
    file: Annotated[Path, typer.Argument(help="Any file that `flyzone import` reads.")],
    out: Annotated[
        Path,
        typer.Argument(help="What to write: .csv or .parquet (times, traces), .evt (start lists)."),
    ],
    distances: Distances = None,
    times_are: TimesAre = None,
    metres_per_pixel: MetresPerPixel = None,
    sample_rate: SampleRate = None,
    dialect: Dialect = None,
    as_json: AsJson = False,
) -> None:
    """Write what a file holds in another form: flyzone's own CSV or Parquet, or FinishLynx."""
    from flyzone.workflows.import_file import import_file, not_over_itself, write_reading
    from flyzone.workflows.sprints_of_file import reading_notices

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
        print_json({"written": str(out), "warnings": warnings})
    else:
        show(f"Written: {out}")
