"""Write ``docs/cli.md`` from the commands' own help: ``python -m flyzone.cli.reference FILE``.

A page that is generated cannot forget a command; a test compares it with the help of today.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from typer.main import get_command

from flyzone.cli.app import app

WIDTH = 96
_OPENING = """# Commands

Written by `make docs` from the commands' own help.

Every command takes `--json`: exactly one JSON document on standard output, everything else on
standard error. Exit status 0: done; 1: this input cannot be used, with one message that says what
to do; 2: wrong usage. With `--json` a failure is also `{"error": {"code": ..., "message": ...}}`
on standard output. `FLYZONE_DEBUG=1` adds the traceback of a failure that is the program's fault.
"""


def command_names() -> list[str]:
    """Names of all commands that are shown, in alphabetical order."""
    commands = getattr(get_command(app), "commands", {})
    return sorted(name for name, command in commands.items() if not command.hidden)


def reference() -> str:
    """The whole page, Markdown."""
    group = get_command(app)
    parts = [_OPENING]
    parent = typer.Context(group, info_name="flyzone", terminal_width=WIDTH, color=False)
    for name in command_names():
        command = group.commands[name]  # type: ignore[attr-defined]
        context = typer.Context(command, parent=parent, info_name=name, terminal_width=WIDTH)
        text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
        parts.append(f"## `flyzone {name}`\n\n```text\n{text.strip()}\n```\n")
    return "\n".join(parts)


def main() -> None:
    """Write the page to the file named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m flyzone.cli.reference FILE")
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
