"""Back up a store with its files while the app runs, keep some weeks of it, and bring one back.

A backup is a folder named by its moment, ``flyzone-20260512T150000Z``: the copy of the store, the files,
and ``backup.json`` with their sizes and hashes.  It grows under a hidden name and takes its own when all
of it is on the disk.  Files are linked where the disk can (a clip then takes no room twice), else
copied; once before the store and once after it, so that no clip in the copied store lacks its film.

Older ones are removed after some days, 30 at most: an athlete who was deleted is then gone from them too.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flyzone.errors import InputError, OutputError
from flyzone.storage.backup import ROWS, SQLITE_COPY, copy_store, restore_store

LONGEST_DAYS = 30
"""Deletion is promised to reach the backups within so many days."""
MANIFEST, FILES = "backup.json", "files"
FORMAT_VERSION = 1
NOT_KEPT = ("uploads", "exports", "tls")
"""Folders of files that no backup needs: unfinished uploads are sent again, and the key of a server
belongs to its machine."""
_NAME = re.compile(r"flyzone-(\d{8}T\d{6}Z)")
_FORM = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made.

    Attributes
    ----------
    path : Path
    size_bytes : int
        Of all that is in it; linked files take that room only once.
    files : int
        Beside the copy of the store.
    pruned : tuple of str
        Names of older ones that were removed.
    """

    path: Path
    size_bytes: int
    files: int
    pruned: tuple[str, ...]


def make_backup(
    url: str, files: Path, target: Path, *, now: datetime, keep_days: int = LONGEST_DAYS
) -> Backup:
    """Backs a store and its files up.

    Parameters
    ----------
    url : str
        Of the store.
    files : Path
        Where clips and pictures lie; need not be there.
    target : Path
        The folder for backups; made where it is missing.
    now : datetime
    keep_days : int
        Older backups in the folder are removed, 1 to 30.

    Raises
    ------
    InputError
        If the days are none of 1 to 30, or the folder lies among the files.
    StoreError, OutputError
        If the store cannot be read or the backup not be written; older ones are untouched then.
    """
    if not 1 <= keep_days <= LONGEST_DAYS:
        raise InputError(
            f"Backups are kept 1 to {LONGEST_DAYS} days, got {keep_days}. Longer is not possible: who was "
            "deleted must be gone from them by then.",
            code="backup-days",
        )
    target, files = target.absolute(), files.absolute()
    if target == files or files in target.parents:
        raise InputError(
            f"The backups cannot lie among the files that they are of ({files}). Name another folder.",
            code="backup-folder",
        )
    name = f"flyzone-{now.astimezone(UTC).strftime(_FORM)}"
    final, growing = target / name, target / f".{name}.partial"
    new_folder = not target.exists()
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        if final.exists():
            raise InputError(
                f"{final} is there already: a backup was made in this very second. Try again.",
                code="backup-there",
            )
        shutil.rmtree(growing, ignore_errors=True)
        growing.mkdir(mode=0o700)
        (growing / FILES).mkdir(mode=0o700)
        _take_files(files, growing / FILES)
        copied = copy_store(url, growing)
        _take_files(files, growing / FILES)
        _write_manifest(growing, copied, now)
        _sync_folders(growing)
        os.replace(growing, final)
        _sync(target)
    except OSError as problem:
        _leave_nothing(growing, new_folder)
        raise OutputError(
            f"The backup could not be written to {target} ({problem.strerror or problem}). Nothing of it "
            "was kept; choose a folder that you may write to and that has space.",
            code="output-backup",
        ) from problem
    except BaseException:
        _leave_nothing(growing, new_folder)
        raise
    taken = [one for one in (final / FILES).rglob("*") if one.is_file()]
    size = sum(one.stat().st_size for one in (*taken, final / copied))
    return Backup(final, size, len(taken), prune(target, now, keep_days))


def _leave_nothing(growing: Path, new_folder: bool) -> None:
    """Takes back what was begun, and the folder that was made for it."""
    shutil.rmtree(growing, ignore_errors=True)
    if new_folder:
        with contextlib.suppress(OSError):
            growing.parent.rmdir()


def prune(target: Path, now: datetime, keep_days: int = LONGEST_DAYS) -> tuple[str, ...]:
    """Removes the backups in a folder that are older than some days; their names."""
    gone = []
    for one in sorted(target.iterdir() if target.is_dir() else ()):
        found = _NAME.fullmatch(one.name.removeprefix(".").removesuffix(".partial"))
        if found is None or not one.is_dir():
            continue
        made = datetime.strptime(found[1], _FORM).replace(tzinfo=UTC)
        unfinished = one.name.startswith(".") and now - made > timedelta(days=1)
        if now - made >= timedelta(days=keep_days) or unfinished:
            shutil.rmtree(one)
            gone.append(one.name)
    return tuple(gone)


def restore_backup(backup: Path, url: str, files: Path) -> int:
    """Brings a backup into a store and a folder where nothing is yet.

    Parameters
    ----------
    backup : Path
        One dated folder.
    url : str
    files : Path

    Returns
    -------
    int
        How many files came back.

    Raises
    ------
    InputError
        If it is no whole backup, or something is there already.
    StoreError, OutputError
        If store or files cannot be written.
    """
    copied = _checked(backup)
    if files.exists() and any(files.iterdir()):
        raise InputError(
            f"{files} holds something already, and a backup is restored into an empty folder only. Name "
            "another one with --files.",
            code="restore-not-empty",
        )
    try:
        files.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Files first: a store without its clips would look whole.
        shutil.copytree(backup / FILES, files, dirs_exist_ok=True)
        _sync_folders(files)
    except OSError as problem:
        raise OutputError(
            f"The files could not be written to {files} ({problem}). Empty it and try again.",
            code="output-restore",
        ) from problem
    try:
        restore_store(backup / copied, url)
    except BaseException:
        # Nothing is restored by half.
        for one in files.iterdir():
            shutil.rmtree(one) if one.is_dir() else one.unlink()
        raise
    return sum(1 for one in files.rglob("*") if one.is_file())


def _take_files(files: Path, into: Path) -> None:
    """Links or copies what is not there yet; what goes away meanwhile is left out."""
    for place, folders, names in os.walk(files):
        here = into / Path(place).relative_to(files)
        if Path(place) == files:
            folders[:] = [one for one in folders if one not in NOT_KEPT]
        here.mkdir(mode=0o700, exist_ok=True)
        for name in names:
            # Hidden ones are still being written.
            if name.startswith(".") or (here / name).exists():
                continue
            with contextlib.suppress(FileNotFoundError):
                try:
                    os.link(Path(place, name), here / name)
                except FileNotFoundError:
                    raise
                except OSError:
                    shutil.copy2(Path(place, name), here / name)
                    _sync(here / name)


def _write_manifest(folder: Path, copied: str, now: datetime) -> None:
    said = {
        "flyzone_backup": FORMAT_VERSION,
        "made_at": now.isoformat(),
        "store": {"file": copied, "sha256": _hash(folder / copied)},
        "files": {
            one.relative_to(folder / FILES).as_posix(): one.stat().st_size
            for one in sorted((folder / FILES).rglob("*"))
            if one.is_file()
        },
    }
    (folder / MANIFEST).write_text(json.dumps(said, indent=1, sort_keys=True))
    _sync(folder / MANIFEST)


def _checked(backup: Path) -> str:
    """The name of the store's copy in a backup of which everything is there."""
    try:
        said = json.loads((backup / MANIFEST).read_text())
        version, copied = said["flyzone_backup"], str(said["store"]["file"])
        listed, digest = dict(said["files"]), said["store"]["sha256"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise InputError(
            f"{backup} is no whole backup of flyzone ({problem}). Name one of the dated folders that "
            "`flyzone backup` made.",
            code="restore-damaged",
        ) from problem
    if version != FORMAT_VERSION or copied not in (SQLITE_COPY, ROWS):
        raise InputError(
            f"{backup} was made by another flyzone (format {version}). Restore it with that one.",
            code="restore-version",
        )
    wrong = [
        name
        for name, size in listed.items()
        if not (backup / FILES / name).is_file() or (backup / FILES / name).stat().st_size != size
    ]
    if wrong or _hash(backup / copied) != digest:
        raise InputError(
            f"{backup} is not as it was made: {', '.join(wrong[:5]) or copied} changed or is missing. "
            "Take another backup.",
            code="restore-damaged",
        )
    return copied


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folders(folder: Path) -> None:
    for place, _, _ in os.walk(folder):
        _sync(Path(place))


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
