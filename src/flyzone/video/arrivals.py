"""Clips that fall into a folder, each handed on once, when it is all there.

A copy or a sync takes its time, and a clip read too early is a clip cut short.  So a file counts
when it has stopped changing for a moment *and* its container says that nothing is missing (the
index of an MP4 is written last).  Where a container cannot say so (transport streams, fragmented
MP4, which are whole after every fragment), the moment is longer.  A file that stays incomplete is
handed on after some patience, so that its error is told and not waited out for ever.

Names that sync tools and browsers give to unfinished files (hidden ones, ``.part``, ``.tmp``) are
left alone; the rename at the end makes them count.  The same file is never handed on twice: a new
modification time on unchanged bytes, as sync tools set at their end, is no new clip.

Nothing here asks what time it is: `Arrivals.look` is told.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from flyzone.video.wholeness import check_wholeness

CLIP_SUFFIXES = (
    ".mp4", ".mov", ".m4v", ".3gp", ".avi", ".mkv", ".webm", ".ts", ".mts", ".m2ts", ".mpg",
    ".mpeg",
)  # fmt: skip
"""Names that clips have; other files in the folder are nobody's business."""

SETTLE_S = 0.25
PATIENCE_S = 20.0
_UNPROVEN_FACTOR = 10.0
_PROVABLE = (".mp4", ".mov", ".m4v", ".3gp", ".avi")
_SAMPLE_BYTES = 1 << 16
_HEAD_BYTES = 1 << 12
_UNFINISHED = ("~", "$")


@dataclass(slots=True)
class _File:
    """What is known of one file of the folder."""

    size: int
    mtime_ns: int
    changed_s: float
    handed: bool = False
    sample: str | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A clip that is all there.

    Attributes
    ----------
    path : Path
    changed_s : float, s
        When the file was first seen as it is now, on the clock told to `Arrivals.look`.
    head : str
        Hash of its beginning: a file that has grown keeps it, another clip of the same name does
        not.
    """

    path: Path
    changed_s: float
    head: str


class Arrivals:
    """Looks at a folder again and again for clips that have arrived.

    Parameters
    ----------
    folder : Path
    existing : bool
        Hand on the clips that are there at the first look, too.
    settle_s : float, s
        How long a file must have stopped changing.
    patience_s : float, s
        How long a file that stays incomplete is waited for.
    """

    def __init__(
        self, folder: Path, *, existing: bool = False, settle_s: float = SETTLE_S,
        patience_s: float = PATIENCE_S,
    ) -> None:  # fmt: skip
        self.folder = folder
        self._settle_s = settle_s
        self._patience_s = patience_s
        self._known: dict[str, _File] = {}
        self._skip_all = not existing

    def look(self, now_s: float) -> list[Arrival]:
        """The clips that have become complete since the last look, the oldest first.

        Parameters
        ----------
        now_s : float, s
            Of a clock that never goes back.

        Raises
        ------
        OSError
            If the folder cannot be listed; the next look may succeed.
        """
        skip_all = self._skip_all
        found: list[tuple[int, str, Arrival]] = []
        with os.scandir(self.folder) as entries:
            present = [(entry.name, entry) for entry in entries if is_clip_name(entry.name)]
        for name, entry in present:
            try:
                status = entry.stat()
            except OSError:  # gone or renamed between the listing and now
                continue
            if not stat.S_ISREG(status.st_mode):
                continue
            known = self._known.get(name)
            if known is None:
                known = _File(status.st_size, status.st_mtime_ns, now_s, handed=skip_all)
                self._known[name] = known
            elif (known.size, known.mtime_ns) != (status.st_size, status.st_mtime_ns):
                if known.handed and status.st_size == known.size and self._same(known, name):
                    known.mtime_ns = status.st_mtime_ns
                    continue
                known.size, known.mtime_ns = status.st_size, status.st_mtime_ns
                known.changed_s, known.handed = now_s, False
            if not known.handed and self._is_complete(self.folder / name, known, now_s):
                known.handed = True
                known.sample = _sample(self.folder / name)
                arrival = Arrival(
                    self.folder / name, known.changed_s, _sample(self.folder / name, _HEAD_BYTES, 0)
                )
                found.append((status.st_mtime_ns, name, arrival))
        self._skip_all = False
        return [arrival for _, _, arrival in sorted(found, key=lambda item: item[:2])]

    def _same(self, known: _File, name: str) -> bool:
        """Whether a file of the same size holds the same bytes, as far as both ends tell."""
        # A file that was there at the start has no sample: its size must do.
        return known.sample is None or known.sample == _sample(self.folder / name)

    def _is_complete(self, path: Path, known: _File, now_s: float) -> bool:
        quiet_s = now_s - known.changed_s
        if quiet_s < self._settle_s:
            return False
        if quiet_s >= self._patience_s:
            return True
        if known.size == 0:
            return False
        try:
            whole = check_wholeness(path)
            if whole.lacks_index or whole.missing_bytes:
                return False
            proven = path.suffix.lower() in _PROVABLE and not _is_fragmented(path)
        except OSError:  # still locked by whoever writes it
            return False
        return proven or quiet_s >= _UNPROVEN_FACTOR * self._settle_s


def is_clip_name(name: str) -> bool:
    """Whether a file of this name is a finished clip, as far as its name tells."""
    return name.lower().endswith(CLIP_SUFFIXES) and not name.startswith((".", *_UNFINISHED))


def _is_fragmented(path: Path) -> bool:
    """Whether an MP4 is written in fragments: its index, at the head, says that it goes on."""
    with path.open("rb") as file:
        return b"mvex" in file.read(_SAMPLE_BYTES)


def _sample(path: Path, head: int = _SAMPLE_BYTES, tail: int = _SAMPLE_BYTES) -> str:
    """Hash of a file's first and last bytes; empty if it cannot be read now."""
    try:
        with path.open("rb") as file:
            ends = file.read(head)
            file.seek(max(0, file.seek(0, os.SEEK_END) - tail))
            return hashlib.sha256(ends + file.read(tail)).hexdigest()
    except OSError:
        return ""
