"""``flyzone schema``: the JSON Schema of a document, for programs that read or write it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json


class Document(StrEnum):
    """Documents that have a schema."""

    ATHLETE = "athlete"
    BOARD = "board"
    EXERCISES = "exercises"
    GUARD_DATA = "guard-data"
    IMPORT = "import"
    PLAN = "plan"
    PROFILE = "profile"
    REST_TEST = "rest-test"
    RULES = "rules"
    SESSION = "session"
    SESSION_LINE = "session-line"
    SETUP = "setup"
    TARGETS = "targets"
    TIME = "time"
    TODAY = "today"
    TREND = "trend"
    WATCH = "watch"
    WISHES = "wishes"


@door
def schema(
    document: Annotated[Document, typer.Argument(help="Which document.")],
    as_json: AsJson = False,
) -> None:
    """Print the JSON Schema of SETUP.json (setup) or WISHES.json (wishes), of what a command gives
    with --json (its name), of one line of `flyzone watch` (watch) and of a live session
    (session-line), or of the session guard as a phone gets it (guard-data).
    """
    from flyzone.wire.schemas import json_schema

    # A schema is JSON by nature: --json is accepted, as everywhere, and changes nothing.
    print_json(json_schema(document.value))
