"""The list of commands: one file each, joined here.

To add one: write ``cli/<name>.py`` with a function wrapped in `flyzone.cli.door.door`, import it
here and register it.  Import heavy parts (video, plots) inside the function, so that
``flyzone --help`` stays instant.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from flyzone.cli import athlete, log, rest_test, rules
from flyzone.cli.backup import backup, restore
from flyzone.cli.board import board
from flyzone.cli.checkin import checkin
from flyzone.cli.demo import demo
from flyzone.cli.doctor import doctor
from flyzone.cli.exercises import exercises, prescribe
from flyzone.cli.export import export
from flyzone.cli.import_ import import_file
from flyzone.cli.plan import plan
from flyzone.cli.profile import profile
from flyzone.cli.render import render
from flyzone.cli.schema import schema
from flyzone.cli.serve import serve
from flyzone.cli.session import session
from flyzone.cli.targets import targets
from flyzone.cli.time import time
from flyzone.cli.today import today
from flyzone.cli.trend import trend
from flyzone.cli.watch import watch
from flyzone.cli.work import work

app = typer.Typer(
    name="flyzone",
    help="Times and profiles sprints, with honest error bars.",
    no_args_is_help=True,
    add_completion=False,
    # Plain help: boxes and markup would eat brackets such as [0, 10] and break in logs.
    rich_markup_mode=None,
    # The door words errors; Typer's own tracebacks would show locals.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if not wanted:
        return
    try:
        typer.echo(f"flyzone {version('flyzone')}")
    except PackageNotFoundError:
        typer.echo("flyzone, run from source and not installed")
    raise typer.Exit


@app.callback()
def _flyzone(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Times and profiles sprints, with honest error bars."""


app.command()(time)
app.command()(demo)
app.command()(render)
app.command()(doctor)
app.command()(schema)
app.command()(watch)
app.command()(profile)
app.command("import")(import_file)
app.command()(export)
app.add_typer(athlete.app)
app.command()(checkin)
app.add_typer(log.app)
app.command()(today)
app.add_typer(rules.app)
app.command()(exercises)
app.command()(prescribe)
app.command()(board)
app.command()(session)
app.command()(trend)
app.command()(plan)
app.add_typer(rest_test.app)
app.command()(targets)
app.command()(serve)
app.command()(backup)
app.command()(restore)
app.command(hidden=True)(work)
