"""Hand in a clip piece by piece: what was acknowledged is on the disk, and the rest may come later.

A piece says where in the file it begins.  It is taken where that is exactly what is there already, flushed
to the disk, and then acknowledged; a phone that heard no answer asks how far it is and goes on from there.
The last step checks the whole, moves it into place, and keeps its record and its first job together; it
may be repeated, and answers the same.

The server hashes the whole file itself: a browser can only hash what it holds in memory, which for a clip
is too much.  What travels is guarded piece by piece, where the sender brings a piece's SHA-256.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from flyzone.errors import InputError, OutputError
from flyzone.model import StoredClip
from flyzone.model.limits import LONGEST_NAME, identifier
from flyzone.storage import ClipFiles, Store, Upload, Viewer, Writer
from flyzone.workflows.work import still_job

LARGEST_BYTES: Final = 2 * 1024**3
LARGEST_PIECE: Final = 8 * 1024**2
MOST_OPEN: Final = 8
"""Uploads of one account that may be under way."""
LEFT_FREE: Final = 256 * 1024**2
"""Bytes of the disk that no clip may take: the store itself must be able to write."""
_READ: Final = 4 * 1024**2


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands a clip in.

    Attributes
    ----------
    store : Store
    files : ClipFiles
    viewer : Viewer
    account_id : str
    """

    store: Store
    files: ClipFiles
    viewer: Viewer
    account_id: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A clip that somebody wants to hand in.

    Attributes
    ----------
    id : str
        A UUID made by who sends it; the clip keeps it.
    name : str
        What he calls it; cut and cleaned to what a name may be.
    size_bytes : int
    athlete_id, group_id, session_id : str or None
        Whose runs it shows, and the session whose reps it times.
    """

    id: str
    name: str
    size_bytes: int
    athlete_id: str | None = None
    group_id: str | None = None
    session_id: str | None = None


def begin_upload(sender: Sender, wanted: Wanted, now: datetime) -> Upload:
    """Begins an upload; one that is under way is told as it is.

    Parameters
    ----------
    sender : Sender
    wanted : Wanted
    now : datetime
        On the clock of whose clip it is: the moment that its record will bear.

    Raises
    ------
    InputError
        If he may not hand in such a clip, it is too large, too many are under way, or the id is taken.
    OutputError
        If the disk has no room for it.
    """
    upload_id = identifier(wanted.id, "An upload", "upload")
    clip = _record(wanted, "0" * 64, now)
    with sender.store.handing_in(sender.viewer, sender.account_id) as (writer, _, uploads):
        found = uploads.find(upload_id)
        if found is not None:
            if found.size_bytes != wanted.size_bytes:
                raise _taken(upload_id)
            return found
        if uploads.is_taken(upload_id):
            raise _taken(upload_id)
        _check_size(wanted.size_bytes)
        if uploads.count() >= MOST_OPEN:
            raise InputError(
                f"{MOST_OPEN} uploads of yours are under way already. Finish or give up one of them "
                "first.",
                code="upload-too-many",
            )
        _try_to_keep(writer, clip)
        room = sender.files.free_bytes() - uploads.still_to_come() - LEFT_FREE
        if wanted.size_bytes > room:
            raise OutputError(
                f"The server's disk has room for {max(room, 0) // 1_000_000} MB of clips, and this one "
                f"has {wanted.size_bytes // 1_000_000} MB. Delete clips that nobody needs, then try "
                "again.",
                code="upload-disk-full",
            )
        # The id is nobody's: what may lie there was left by a crash, or by a clip that is deleted.
        sender.files.remove(upload_id)
        sender.files.remove_upload(upload_id)
        wish = {"session_id": wanted.session_id, "at": now.isoformat()}
        uploads.add(
            Upload(
                upload_id, sender.account_id, clip.name, wanted.size_bytes, 0, wanted.athlete_id,
                wanted.group_id, wish, now, now,
            )
        )  # fmt: skip
        return uploads.get(upload_id)


def upload_so_far(sender: Sender, upload_id: str) -> Upload:
    """How far an upload is; `InputError` if he has none of that id."""
    with sender.store.uploads(sender.account_id) as uploads:
        return uploads.get(upload_id)


def take_piece(
    sender: Sender,
    upload_id: str,
    offset: int,
    piece: bytes,
    now: datetime,
    sha256: bytes | None = None,
) -> Upload:
    """Takes the next piece of a clip; when this returns, it is on the disk.

    Parameters
    ----------
    sender : Sender
    upload_id : str
    offset : int
        Where in the file the piece begins: as many bytes as are there already.
    piece : bytes
        At most `LARGEST_PIECE`.
    now : datetime
    sha256 : bytes, optional
        Of the piece, if the sender brings it.

    Raises
    ------
    InputError
        If he has no such upload; ``upload-offset`` if the piece begins elsewhere (ask how far it is);
        ``upload-damaged`` if its hash is another; ``upload-busy`` if another piece is being written.
    OutputError
        If the disk is full.
    """
    if len(piece) > LARGEST_PIECE:
        raise InputError(
            f"A piece may have {LARGEST_PIECE} bytes, got {len(piece)}. Send smaller ones.",
            code="upload-piece",
        )
    if sha256 is not None and hashlib.sha256(piece).digest() != sha256:
        raise InputError(
            "This piece was damaged on its way: its SHA-256 is another. Send it once more.",
            code="upload-damaged",
        )
    before = upload_so_far(sender, upload_id)
    sender.files.make_upload_folder()
    with _held(sender.files.upload_path(before.id), create=True) as file:
        # Again, now that nobody else writes.
        upload = upload_so_far(sender, upload_id)
        _check_offset(upload, offset, len(piece))
        try:
            # Whatever lies behind what was acknowledged is the rest of a write that a crash cut off.
            file.truncate(offset)
            file.seek(offset)
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        except OSError as problem:
            raise _not_written(problem) from problem
        after = offset + len(piece)
        with sender.store.uploads(sender.account_id, change=True) as uploads:
            if not uploads.received(upload.id, offset, after, now):
                raise _elsewhere(uploads.get(upload.id), offset)
            return uploads.get(upload.id)


def finish_upload(
    sender: Sender, upload_id: str, now: datetime, sha256: str | None = None
) -> StoredClip:
    """Makes a clip of a complete upload: its file in place, its record, its first job.

    Parameters
    ----------
    sender : Sender
    upload_id : str
    now : datetime
    sha256 : str, optional
        Of the whole file, if the sender knows it: 64 hexadecimal digits.

    Returns
    -------
    StoredClip
        The same when it is asked for again.

    Raises
    ------
    InputError
        If he has neither such an upload nor such a clip, bytes are missing, or the hash is another.
    OutputError
        If the file cannot be moved into place.
    """
    clean = identifier(upload_id, "An upload", "upload")
    with sender.store.handing_in(sender.viewer, sender.account_id) as (writer, _, uploads):
        upload = uploads.find(clean)
        if upload is None:
            clip = writer.get(StoredClip, clean)
            _check_whole(clip.sha256, sha256)
            return clip
    if upload.received_bytes != upload.size_bytes:
        raise InputError(
            f"{upload.received_bytes} of {upload.size_bytes} bytes are here. Send the rest, then finish.",
            code="upload-unfinished",
        )
    found = _put_in_place(sender.files, upload, sha256)
    wanted = Wanted(
        upload.id, upload.name, upload.size_bytes, upload.athlete_id, upload.group_id,
        upload.wish.get("session_id"),
    )  # fmt: skip
    clip = _record(wanted, found, datetime.fromisoformat(str(upload.wish["at"])))
    with sender.store.handing_in(sender.viewer, sender.account_id) as (writer, queue, uploads):
        if uploads.find(upload.id) is None:
            # Two asked at once, and the other one was faster.
            return writer.get(StoredClip, upload.id)
        writer.save(clip)
        queue.put(still_job(clip.id, clip.athlete_id, clip.group_id), now)
        uploads.remove(upload.id)
    return clip


def give_up_upload(sender: Sender, upload_id: str) -> None:
    """Deletes an upload with what has come of it; `InputError` if he has none of that id."""
    with sender.store.uploads(sender.account_id, change=True) as uploads:
        upload = uploads.get(upload_id)
        uploads.remove(upload.id)
    sender.files.remove_upload(upload.id)


def _put_in_place(files: ClipFiles, upload: Upload, expected: str | None) -> str:
    """Moves a complete file into place; its SHA-256."""
    growing, target = files.upload_path(upload.id), files.path(upload.id, "original")
    if target.exists():
        # A crash came between the move and the record.
        with _held(target) as file:
            found = _hashed(file, upload, expected)
        files.remove_upload(upload.id)
        return found
    with _held(growing) as file:
        found = _hashed(file, upload, expected)
        files.take_over(growing, upload.id)
        return found


def _hashed(file: IO[bytes], upload: Upload, expected: str | None) -> str:
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while block := file.read(_READ):
        digest.update(block)
        size += len(block)
    if size != upload.size_bytes:
        raise OutputError(
            f"Of this clip {size} bytes lie on the server's disk, where {upload.size_bytes} were "
            "acknowledged: the disk lost some. Give this upload up and send the clip again.",
            code="upload-lost",
        )
    _check_whole(digest.hexdigest(), expected)
    return digest.hexdigest()


@contextlib.contextmanager
def _held(path: Path, *, create: bool = False) -> Iterator[IO[bytes]]:
    """A file that nobody else who asks like this has open.

    Raises
    ------
    InputError
        If somebody has.
    OutputError
        If it cannot be opened.
    """
    try:
        flags = os.O_RDWR | (os.O_CREAT if create else 0)
        file = os.fdopen(os.open(path, flags, 0o600), "r+b")
    except OSError as problem:
        raise _not_written(problem) from problem
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(
                "Another piece of this clip is being written. Wait a moment, ask how far it is, and "
                "go on from there.",
                code="upload-busy",
            ) from None
        yield file


def _record(wanted: Wanted, sha256: str, at: datetime) -> StoredClip:
    printable = "".join(one if one.isprintable() else " " for one in wanted.name)
    name = " ".join(printable.split())[:LONGEST_NAME].strip() or "clip"
    return StoredClip(
        wanted.id, at, name, wanted.size_bytes, sha256, wanted.athlete_id, wanted.group_id,
        wanted.session_id,
    )  # fmt: skip


def _try_to_keep(writer: Writer, clip: StoredClip) -> None:
    """Refuses before the first byte what would be refused after the last."""
    if clip.session_id is not None:
        session = writer.session(clip.session_id)
        if clip.athlete_id not in (None, session.athlete_id):
            raise InputError(
                "The clip is said to show one athlete, and its session is another's. Choose the "
                "session of whom it shows.",
                code="upload-session",
            )
    with contextlib.suppress(_Undone), writer.step():
        writer.save(clip)
        raise _Undone


class _Undone(Exception):  # noqa: N818 (a way out, and no error)
    """Takes back what was only tried."""


def _check_size(size: int) -> None:
    if size > LARGEST_BYTES:
        raise InputError(
            f"A clip may have {LARGEST_BYTES // 1_000_000} MB, this one has {size // 1_000_000} MB. Cut "
            "out the runs and hand them in one by one.",
            code="upload-too-large",
        )


def _check_offset(upload: Upload, offset: int, length: int) -> None:
    if offset != upload.received_bytes:
        raise _elsewhere(upload, offset)
    if offset + length > upload.size_bytes:
        raise InputError(
            f"The clip was said to have {upload.size_bytes} bytes, and this piece would make it "
            f"{offset + length}. Begin a new upload with the right size.",
            code="upload-size",
        )


def _check_whole(found: str, expected: str | None) -> None:
    if expected is not None and expected.strip().lower() != found:
        raise InputError(
            f"The SHA-256 of the whole clip is {found}, and {expected[:80]!r} was expected. Give this "
            "upload up and send the clip again.",
            code="upload-damaged",
        )


def _elsewhere(upload: Upload, offset: int) -> InputError:
    return InputError(
        f"{upload.received_bytes} bytes are here, and the piece begins at {offset}. Go on from "
        f"{upload.received_bytes}.",
        code="upload-offset",
    )


def _taken(upload_id: str) -> InputError:
    return InputError(
        f"The id {upload_id} already belongs to another clip. Make a new one with uuid4.",
        code="store-id-taken",
    )


def _not_written(problem: OSError) -> OutputError:
    full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
    why = "its disk is full" if full else problem.strerror or str(problem)
    return OutputError(
        f"The server cannot keep the clip ({why}). What was acknowledged stays; free some space and go "
        "on.",
        code="upload-disk-full" if full else "upload-write",
    )
