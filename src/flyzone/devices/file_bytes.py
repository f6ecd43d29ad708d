"""All bytes of a file that somebody named, or the reason why it has none to give."""

from __future__ import annotations

import stat
from pathlib import Path

from flyzone.errors import InputError


def bytes_of_file(file: Path, largest: int, *, only: int | None = None) -> bytes:
    """The bytes of an ordinary file.

    Parameters
    ----------
    file : Path
    largest : int
        How many it may have.
    only : int, optional
        How many of them are wanted, from the beginning.

    Raises
    ------
    InputError
        If it is no ordinary file, cannot be read, or is larger.
    """
    try:
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError(f"{file} is a folder. Name one file in it.", code="file-is-folder")
        if not stat.S_ISREG(found.st_mode):
            raise InputError(
                f"{file} is a device or a pipe, no file. Save what it gives into a file first.",
                code="file-is-device",
            )
        if found.st_size > largest:
            raise InputError(
                f"A file may have up to {largest / 1e6:g} MB, got {found.st_size / 1e6:.0f} MB "
                f"in {file.name}. Export a shorter recording.",
                code="file-too-large",
            )
        # The size may have changed since: a file that grows is not read to its end.
        with file.open("rb") as stream:
            return stream.read(largest + 1 if only is None else only)
    except FileNotFoundError as error:
        raise InputError(
            f"There is no file {file}. Check its name and folder.", code="file-missing"
        ) from error
    except PermissionError as error:
        raise InputError(
            f"{file} may not be read by this user. Change its permissions, or copy it.",
            code="file-not-permitted",
        ) from error
    except (OSError, ValueError) as error:
        # A path with a NUL or of impossible length, a medium that fails.
        raise InputError(
            f"The file {str(file)!r} could not be read: {error}. Check its name, or copy it first.",
            code="file-unreadable",
        ) from error
