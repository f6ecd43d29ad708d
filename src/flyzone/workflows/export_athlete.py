"""Everything of one athlete in one archive: for himself, to read, to keep, or to take elsewhere.

It holds what he would see himself, whoever asks for it: his records as the store exports them, his reps
as a table that any spreadsheet opens, his own clips with their pictures, and his accounts without their
secrets.  Films of a whole squad stay out: they show others too.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from flyzone.devices.write_rep_table import write_rep_table
from flyzone.files import written_whole
from flyzone.model import StoredClip
from flyzone.storage import Reader, Store, Viewer, export_all
from flyzone.storage.kinds import KINDS
from flyzone.workflows.delete_athlete import files_of

RECORDS, REPS, ACCOUNTS, READ_ME = "records.jsonl.gz", "reps.csv", "accounts.json", "README.txt"
EXPORTS = "exports"
"""The folder in which archives lie while they are being sent."""
_READ_ME = """\
Everything that flyzone keeps of {name}, as of {at}.

{reps}: one line for each rep; opens in any spreadsheet. Times in seconds.
{records}: all records, as gzip-compressed JSON Lines; `flyzone import` reads it.
{accounts}: who logs in as {name}; no passwords.
clips/: the original clips and the pictures made of them.

Not in here: films of a whole squad (they show others too), and what others wrote of themselves.
"""


def export_athlete(
    store: Store, viewer: Viewer, folder: Path, athlete_id: str, target: Path, at: datetime
) -> int:
    """Writes an athlete's archive.

    Parameters
    ----------
    store : Store
    viewer : Viewer
        Who asks; he must see the athlete.
    folder : Path
        Where clips and pictures lie.
    athlete_id : str
    target : Path
        The archive, ending in ``.zip``.
    at : datetime

    Returns
    -------
    int
        How many records are in it.

    Raises
    ------
    InputError
        If he does not see such an athlete.
    OutputError
        If it cannot be written.
    """
    with store.reading(viewer) as reader:
        name = reader.athlete(athlete_id).name
    with (
        written_whole(target, what="archive") as temporary,
        tempfile.TemporaryDirectory(dir=target.parent) as beside,
        store.reading(Viewer.athlete(name, athlete_id)) as reader,
    ):
        temporary.chmod(0o600)
        records, reps = Path(beside, RECORDS), Path(beside, REPS)
        count = export_all(reader, records)
        write_rep_table([(name, reader.history(athlete_id).sessions)], reps)
        clips = _own_clips(reader)
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            words = {"reps": REPS, "records": RECORDS, "accounts": ACCOUNTS}
            text = _READ_ME.format(name=name, at=at.isoformat(timespec="minutes"), **words)
            archive.writestr(READ_ME, text)
            archive.write(reps, REPS)
            archive.writestr(ACCOUNTS, json.dumps(_accounts(store, athlete_id), indent=1))
            # Packed already, as films are.
            archive.write(records, RECORDS, zipfile.ZIP_STORED)
            for file in files_of(folder, [clip.id for clip in clips]):
                for one in sorted(file.rglob("*")) if file.is_dir() else [file]:
                    if one.is_file():
                        place = f"clips/{one.relative_to(folder).as_posix()}"
                        archive.write(one, place, zipfile.ZIP_STORED)
    return count


def clear_exports(folder: Path) -> None:
    """Removes archives that a server which died was still sending."""
    shutil.rmtree(folder / EXPORTS, ignore_errors=True)


def _own_clips(reader: Reader) -> list[StoredClip]:
    return [reader.get(StoredClip, plain["id"]) for plain in reader.plains(KINDS["clip"])]


def _accounts(store: Store, athlete_id: str) -> list[dict[str, Any]]:
    with store.accounts() as accounts:
        return [
            {"name": one.name, "role": one.role, "made_at": one.made_at.isoformat()}
            for one in accounts.all()
            if one.athlete_id == athlete_id or athlete_id in one.ward_ids
        ]
