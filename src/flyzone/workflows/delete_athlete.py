"""Delete an athlete with everything that is his: records, clips, pictures, accounts, mentions.

The store forgets him in one transaction.  His files go afterwards; so that a server which dies in
between does not leave them, a note of what is to go lies in the folder until they are gone, and the next
start finishes it.  Backups hold him until they are pruned (see `flyzone.workflows.backup`).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from flyzone.errors import InputError
from flyzone.files import written_whole
from flyzone.model import Athlete
from flyzone.storage import Store, Viewer

_NOTE = "erasing-"


def delete_athlete(
    store: Store, viewer: Viewer, folder: Path, athlete_id: str, typed: str
) -> tuple[str, ...]:
    """Deletes an athlete.

    Parameters
    ----------
    store : Store
    viewer : Viewer
        The store's owner, he himself, or his guardian.
    folder : Path
        Where clips and pictures lie.
    athlete_id : str
    typed : str
        His name, as it was typed to confirm it.

    Returns
    -------
    tuple of str
        The names of the files that went with him.

    Raises
    ------
    InputError
        If there is no such athlete, the viewer may not delete him, or the name is not his.
    """
    note: Path | None = None
    try:
        with store.writing(viewer) as writer:
            athlete = writer.athlete(athlete_id)
            if _plain(typed) != _plain(athlete.name):
                raise InputError(
                    f"To delete {athlete.name}, type the name as it stands here; got {typed[:80]!r}. "
                    "Nothing was deleted.",
                    code="delete-name",
                )
            writer.delete(Athlete, athlete_id)
            traces = writer.traces
            if folder.is_dir():
                note = folder / f"{_NOTE}{uuid4().hex}.json"
                with written_whole(note, what="note of files to delete") as temporary:
                    temporary.write_text(json.dumps({"athlete": athlete_id, "ids": traces}))
    except BaseException:
        if note is not None:
            note.unlink(missing_ok=True)
        raise
    gone = remove_files(folder, traces)
    if note is not None:
        note.unlink(missing_ok=True)
    return gone


def finish_deleting(store: Store, folder: Path) -> int:
    """Removes files of athletes whose deletion a crash cut short; how many athletes those were."""
    finished = 0
    for note in sorted(folder.glob(f"{_NOTE}*.json")):
        try:
            said = json.loads(note.read_text())
            athlete_id, ids = str(said["athlete"]), [str(one) for one in said["ids"]]
        except (ValueError, KeyError, TypeError):
            continue
        with store.reading(Viewer.owner("flyzone")) as reader, contextlib.suppress(InputError):
            # He is still there: the transaction was not kept, and neither is the note.
            reader.athlete(athlete_id)
            ids = []
        remove_files(folder, ids)
        note.unlink(missing_ok=True)
        finished += bool(ids)
    return finished


def files_of(folder: Path, ids: Iterable[str]) -> list[Path]:
    """Files and folders that are named by one of some ids; a folder stands for all that is in it."""
    wanted = tuple(ids)
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        for name in sorted(files):
            if any(one in name for one in wanted):
                found.append(Path(place, name))
        for name in sorted(folders):
            if any(one in name for one in wanted):
                found.append(Path(place, name))
                folders.remove(name)
    return found


def remove_files(folder: Path, ids: Iterable[str]) -> tuple[str, ...]:
    """Removes what is named by one of some ids; the names."""
    gone = files_of(folder, ids)
    for one in gone:
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one)
        else:
            one.unlink(missing_ok=True)
    return tuple(one.name for one in gone)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
