"""``flyzone backup`` and ``flyzone restore``: the whole store with its files, while the app runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.store_options import Database

FILES_VARIABLE = "FLYZONE_FILES"

Files = Annotated[
    Path | None,
    typer.Option(
        "--files",
        envvar=FILES_VARIABLE,
        help="Where clips and pictures lie; without it beside the store, STORE-files.",
    ),
]


@door
def backup(
    folder: Annotated[Path, typer.Argument(help="Where backups go; each has a dated name there.")],
    keep_days: Annotated[
        int,
        typer.Option(
            "--keep-days", min=1, max=30, help="Older backups in that folder are removed."
        ),
    ] = 30,
    database: Database = None,
    files: Files = None,
    as_json: AsJson = False,
) -> None:
    """Back up the store (accounts too) and its files, also while the app runs, and remove backups that
    are older than 30 days: by then a deleted athlete is gone from them too.
    """
    from flyzone.storage import default_url
    from flyzone.workflows.backup import make_backup

    url = database or default_url()
    _there(url)
    made = make_backup(
        url, files_folder(url, files), folder, now=datetime.now(UTC), keep_days=keep_days
    )
    if as_json:
        print_json(
            {
                "backup": str(made.path),
                "size_bytes": made.size_bytes,
                "files": made.files,
                "removed": list(made.pruned),
            }
        )
        return
    show(f"Backup: {made.path}")
    say(
        f"{made.size_bytes / 1e6:.1f} MB with {made.files} files. Removed: {len(made.pruned)} older."
    )


@door
def restore(
    backup: Annotated[Path, typer.Argument(help="One dated folder that `flyzone backup` made.")],
    database: Database = None,
    files: Files = None,
    as_json: AsJson = False,
) -> None:
    """Bring a backup into an empty store and an empty folder for files."""
    from flyzone.storage import default_url
    from flyzone.workflows.backup import restore_backup

    url = database or default_url()
    folder = files_folder(url, files)
    count = restore_backup(backup, url, folder)
    if as_json:
        print_json({"restored": str(backup), "files": count})
        return
    show(f"Restored: {backup}, with {count} files in {folder}")
    say("Who was deleted after this backup was made is back with it: delete him again.")


def files_folder(url: str, chosen: Path | None) -> Path:
    """Where the files of a store lie: as chosen, beside an SQLite store, or in the user's data folder."""
    from flyzone.storage.address import read_address

    if chosen is not None:
        return chosen.expanduser().absolute()
    file = read_address(url).file
    if file is not None:
        return file.with_name(f"{file.name}-files")
    import platformdirs

    return platformdirs.user_data_path("flyzone") / "files"


def _there(url: str) -> None:
    """Refuses a store that is not there: a backup of nothing would look like one."""
    from flyzone.errors import StoreError
    from flyzone.storage.address import read_address

    address = read_address(url)
    if address.file is not None and not address.file.is_file():
        raise StoreError(
            f"There is no store at {address.place}. Name the one to back up with --database.",
            code="store-missing",
        )
