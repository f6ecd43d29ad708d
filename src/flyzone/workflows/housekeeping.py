"""What goes with time: clips after thirty days, uploads that nobody finished, logins that nobody uses.

Done by a worker in a quiet moment, as often as it likes: what is gone already is not missed.  A clip's
record goes first and its files then; where the server dies in between, the next round finds files of no
record and removes them.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from flyzone.model import StoredClip
from flyzone.storage import ClipFiles, Store

CLIP_DAYS: Final = 30
UPLOAD_DAYS: Final = 2
LOGIN_DAYS: Final = 90
FAILURE_DAYS: Final = 1
JOB_DAYS: Final = 30
STRAY_S: Final = 3600.0
"""Files of no record are left alone for so long: somebody may be writing the record."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """What one round removed.

    Attributes
    ----------
    clips, uploads, logins, failures, jobs : int
        Records.
    strays : int
        Clips and uploads of which there were files and no record.
    """

    clips: int
    uploads: int
    logins: int
    failures: int
    jobs: int
    strays: int


def keep_house(store: Store, files: ClipFiles, now: datetime) -> Cleared:
    """Removes what has had its time.

    Parameters
    ----------
    store : Store
    files : ClipFiles
    now : datetime
        With its offset.

    Returns
    -------
    Cleared

    Raises
    ------
    StoreError, OutputError
        If something cannot be removed; what was removed before is gone.
    """
    clips = _old_clips(store, files, now)
    with store.upkeep() as (_, upkeep):
        given_up = upkeep.forget_uploads(now - timedelta(days=UPLOAD_DAYS))
        logins = upkeep.forget_logins(now - timedelta(days=LOGIN_DAYS))
        failures = upkeep.forget_failures(now - timedelta(days=FAILURE_DAYS))
        jobs = upkeep.forget_jobs(now - timedelta(days=JOB_DAYS))
    for one in given_up:
        files.remove_upload(one)
    strays = _strays(store, files)
    return Cleared(clips, len(given_up), logins, failures, jobs, strays)


def _old_clips(store: Store, files: ClipFiles, now: datetime) -> int:
    gone = 0
    with store.upkeep() as (_, upkeep):
        old = upkeep.clips_before(now - timedelta(days=CLIP_DAYS))
    for clip_id in old:
        with store.upkeep() as (writer, upkeep):
            # Somebody may have chosen to keep it since, or deleted it himself.
            if clip_id not in upkeep.clips_before(now - timedelta(days=CLIP_DAYS)):
                continue
            upkeep.let_go(clip_id)
            writer.delete(StoredClip, clip_id)
        files.remove(clip_id)
        gone += 1
    return gone


def _strays(store: Store, files: ClipFiles) -> int:
    """Files that no record knows, such as a crash leaves."""
    clips, uploads = files.all_ids(), files.all_upload_ids()
    if not clips and not uploads:
        return 0
    with store.upkeep() as (_, upkeep):
        known, growing = upkeep.clip_ids(), upkeep.upload_ids()
    gone = 0
    for one in clips:
        if one not in known and _is_quiet(files.folder_of(one)):
            files.remove(one)
            gone += 1
    for one in uploads:
        if one not in growing and _is_quiet(files.upload_path(one)):
            files.remove_upload(one)
            gone += 1
    return gone


def _is_quiet(path: Path) -> bool:
    """Whether nothing was written there for a while, by the disk's own clock."""
    try:
        return time.time() - path.stat().st_mtime > STRAY_S
    except FileNotFoundError:
        return False
