"""Where the files of clips lie: beside the store, under names that no user ever chose.

A clip's files are in a folder that is named by its id, each under one of a fixed list of parts; what
people call a clip is a word in its record and never a place on a disk.  A file takes its name only when
all of it is on the disk, and only the server's own user may read it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, get_args

from flyzone.errors import InputError, OutputError
from flyzone.files import written_whole
from flyzone.model.limits import identifier

Part = Literal[
    "original",
    "still.jpg",
    "still-small.jpg",
    "landmarks.json",
    "photo-finish.png",
    "overlay.mp4",
    "shared.mp4",
    "shared-finish.png",
]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
"""What a clip may have; everything but the original can be made anew."""

_CODE = "clip-file"


class ClipFiles:
    """The files of all clips of a site.

    Parameters
    ----------
    folder : Path
        The site's folder; made, for its user alone, when the first file comes.

    Raises
    ------
    InputError
        By every method that is given an id which is no UUID, or a part that no clip has.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._clips = folder / "clips"
        self._uploads = folder / "uploads"

    def folder_of(self, clip_id: str) -> Path:
        """The folder of a clip, whether it is there or not: what a worker works in."""
        return self._clips / identifier(clip_id, "A clip", _CODE)

    def make_folder(self, clip_id: str) -> Path:
        """As `folder_of`, and it is there.

        Raises
        ------
        OutputError
            If it cannot be made.
        """
        return self._private(self.folder_of(clip_id))

    def path(self, clip_id: str, part: Part) -> Path:
        """Where a file of a clip lies, whether it is there or not."""
        if part not in PARTS:
            raise InputError(
                f"A clip has the files {', '.join(PARTS)}, got {str(part)[:40]!r}. Name one of these.",
                code=_CODE,
            )
        return self.folder_of(clip_id) / part

    def exists(self, clip_id: str, part: Part) -> bool:
        """Whether a clip has a file."""
        return self.path(clip_id, part).is_file()

    @contextlib.contextmanager
    def writing(self, clip_id: str, part: Part) -> Iterator[Path]:
        """A temporary path to write to; it becomes the part when the block ends well.

        Raises
        ------
        OutputError
            If it cannot be written; an older file of that part is untouched then.
        """
        target = self.path(clip_id, part)
        self.make_folder(clip_id)
        with written_whole(target, what="file of a clip") as temporary:
            temporary.chmod(0o600)
            yield temporary
        flush_folder(target.parent)

    def take_over(self, file: Path, clip_id: str) -> Path:
        """Moves a complete file, already flushed, into place as a clip's original.

        Raises
        ------
        OutputError
            If it cannot be moved.
        """
        target = self.path(clip_id, "original")
        self.make_folder(clip_id)
        try:
            os.replace(file, target)
            flush_folder(target.parent)
            flush_folder(file.parent)
        except OSError as problem:
            raise _not_written(problem) from problem
        return target

    def remove(self, clip_id: str) -> int:
        """Deletes all files of a clip, unfinished ones among them; how many there were.

        Raises
        ------
        OutputError
            If one of them stays.
        """
        return self._remove(self.folder_of(clip_id))

    def remove_part(self, clip_id: str, part: Part) -> None:
        """Deletes one file of a clip, where it is there."""
        with contextlib.suppress(FileNotFoundError):
            self.path(clip_id, part).unlink()

    def sizes(self, clip_id: str) -> dict[str, int]:
        """The bytes of each file of a clip, by its part."""
        found: dict[str, int] = {}
        for part in PARTS:
            with contextlib.suppress(FileNotFoundError):
                found[part] = self.path(clip_id, part).stat().st_size
        return found

    def all_ids(self) -> tuple[str, ...]:
        """Every clip of which there are files, whether the store knows it or not."""
        return _ids_in(self._clips)

    # Uploads that are under way

    def upload_path(self, upload_id: str) -> Path:
        """Where an unfinished upload grows."""
        return self._uploads / f"{identifier(upload_id, 'An upload', 'upload')}.part"

    def make_upload_folder(self) -> Path:
        """The folder in which uploads grow, made where it is not there.

        Raises
        ------
        OutputError
            If it cannot be made.
        """
        return self._private(self._uploads)

    def remove_upload(self, upload_id: str) -> None:
        """Deletes what has come of an upload."""
        with contextlib.suppress(FileNotFoundError):
            self.upload_path(upload_id).unlink()

    def all_upload_ids(self) -> tuple[str, ...]:
        """Every upload of which something lies on the disk."""
        return _ids_in(self._uploads, suffix=".part")

    def free_bytes(self) -> int:
        """What the disk still has room for."""
        place = self.folder
        while not place.exists() and place != place.parent:
            place = place.parent
        return shutil.disk_usage(place).free

    def _private(self, folder: Path) -> Path:
        try:
            for one in (self.folder, folder.parent, folder):
                if not one.is_dir():
                    one.mkdir(mode=0o700, parents=True, exist_ok=True)
                    flush_folder(one.parent)
        except OSError as problem:
            raise _not_written(problem) from problem
        return folder

    def _remove(self, folder: Path) -> int:
        if not folder.is_dir():
            return 0
        count = sum(1 for one in folder.rglob("*") if one.is_file())
        try:
            shutil.rmtree(folder)
            flush_folder(folder.parent)
        except OSError as problem:
            raise _not_written(problem) from problem
        return count


def flush_folder(folder: Path) -> None:
    """Brings the names in a folder to the disk: a new file's name is not there with its bytes.

    Where the system cannot flush a folder, nothing happens.
    """
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _ids_in(folder: Path, suffix: str = "") -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    found = []
    for one in folder.iterdir():
        name = one.name.removesuffix(suffix)
        with contextlib.suppress(InputError):
            if identifier(name, "A clip", _CODE) == name:
                found.append(name)
    return tuple(sorted(found))


def _not_written(problem: OSError) -> OutputError:
    return OutputError(
        f"The files of clips cannot be written ({problem.strerror or problem}). Free some space, or "
        "check the rights of the folder.",
        code="clip-files",
    )
