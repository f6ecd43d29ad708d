"""The store on the command line: where it is, and in whose name it is opened."""

from __future__ import annotations

import contextlib
import getpass
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flyzone.storage import Reader, Viewer, Writer

DATABASE_VARIABLE = "FLYZONE_DATABASE_URL"

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        envvar=DATABASE_VARIABLE,
        help="The store; without it an SQLite file in your data folder.",
    ),
]
Who = Annotated[
    str, typer.Argument(metavar="NAME", help="The athlete: name, its beginning, or id.")
]


def behind_the_command(context: typer.Context) -> None:
    """Refuses options that stand between a group and its command: they would be of no effect.

    Raises
    ------
    BadParameter
        Which is wrong usage.
    """
    for parameter in context.params:
        source = context.get_parameter_source(parameter)
        if source is not None and source.name == "COMMANDLINE":
            raise typer.BadParameter(
                f"Options belong behind the command: flyzone {context.info_name} "
                f"{context.invoked_subcommand} ..."
            )


@contextlib.contextmanager
def reading(database: str | None) -> Iterator[Reader]:
    """The store to read, made or migrated where it must be.

    Raises
    ------
    StoreError
        If it cannot be opened.
    """
    from flyzone.storage import open_store

    # An empty variable of the environment names no store.
    with open_store(database or None) as store, store.reading(owner()) as reader:
        yield reader


@contextlib.contextmanager
def writing(database: str | None) -> Iterator[Writer]:
    """The store to write: all of the block is kept, or nothing.

    Raises
    ------
    StoreError
        If it cannot be opened or written.
    """
    from flyzone.storage import open_store

    with open_store(database or None) as store, store.writing(owner()) as writer:
        yield writer


def owner() -> Viewer:
    """Whoever runs the command line on this machine owns the store that he opens."""
    from flyzone.storage import Viewer

    name = ""
    # No user name at all, as in some containers.
    with contextlib.suppress(OSError, KeyError, ImportError):
        name = getpass.getuser()
    return Viewer.owner(name or "command line")


def program_version() -> str:
    """What is written beside a result, so that an upgrade can compute it anew."""
    try:
        return version("flyzone")
    except PackageNotFoundError:
        return "from source"
