"""``flyzone schema``: the JSON Schema of a document, for programs that read or write it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json


class Document(StrEnum):
    """Documents that have a schema."""

    IMPORT = "import"
    PROFILE = "profile"
    SETUP = "setup"
    TIME = "time"
    WATCH = "watch"


@door
def schema(
    document: Annotated[Document, typer.Argument(help="Which document.")],
    as_json: AsJson = False,
) -> None:
    """Print the JSON Schema of SETUP.json (setup), of what a command gives with --json (import,
    profile, time), or of one line of `flyzone watch --json` (watch).
    """
    from flyzone.wire.schemas import json_schema

    # A schema is JSON by nature: --json is accepted, as everywhere, and changes nothing.
    print_json(json_schema(document.value))
