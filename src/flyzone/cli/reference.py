"""Write ``docs/cli.md`` from the commands' own help: ``python -m flyzone.cli.reference FILE``.

A page that is generated cannot forget a command; a test compares it with the help of today.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
    """Names of all commands that are shown, those of a group behind its own, in alphabetical order."""
    return [" ".join(path) for path, _ in _commands(get_command(app))]


def reference() -> str:
    """The whole page, Markdown."""
    parts = [_OPENING]
    root = get_command(app)
    for path, command in _commands(root):
        parent = typer.Context(root, info_name="flyzone", terminal_width=WIDTH, color=False)
        for name in path[:-1]:
            parent = typer.Context(root, parent=parent, info_name=name, terminal_width=WIDTH)
        context = typer.Context(command, parent=parent, info_name=path[-1], terminal_width=WIDTH)
        text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
        parts.append(f"## `flyzone {' '.join(path)}`\n\n```text\n{text.strip()}\n```\n")
    return "\n".join(parts)


def _commands(group: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        path = (*above, name)
        # A group of commands stands here itself only where it does something by itself.
        if not hasattr(command, "commands") or command.invoke_without_command:
            yield path, command
        if hasattr(command, "commands"):
            yield from _commands(command, path)


def main() -> None:
    """Write the page to the file named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m flyzone.cli.reference FILE")
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
