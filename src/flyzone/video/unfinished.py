"""A file that takes its name only when it is complete: checks, and a temporary name beside it."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from flyzone.errors import OutputError

CONTAINERS = (".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi")
"""Suffixes of the containers that can be written."""


def check_target(path: Path) -> None:
    """Refuse a name under which no clip can be written.

    Raises
    ------
    OutputError
        If the suffix names no container, the folder does not exist, or something else than an
        ordinary file has that name.
    """
    if path.suffix.lower() not in CONTAINERS:
        raise OutputError(
            f"The name of a clip must end in one of {', '.join(CONTAINERS)}, "
            f"got {path.name!r}. Rename the output.",
            code="output-container",
        )
    if not path.parent.is_dir():
        raise OutputError(
            f"The folder {path.parent} for {path.name} does not exist. Create it first.",
            code="output-folder",
        )
    if path.exists() and not path.is_file():
        raise OutputError(
            f"{path} is not an ordinary file, so a clip cannot take its place. "
            "Choose another name.",
            code="output-not-a-file",
        )


def reserve_beside(path: Path) -> Path:
    """Create an empty temporary file in the same folder, to be renamed at the end.

    Raises
    ------
    OutputError
        If the folder cannot be written to.
    """
    # Hidden and with the target's suffix, from which libav takes the container.
    temporary = path.with_name(f".{path.stem[:80]}.{secrets.token_hex(4)}.partial{path.suffix}")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        full = problem.errno == errno.ENOSPC
        raise OutputError(
            f"The clip {path.name} cannot be written to {path.parent} ({reason}). "
            "Choose a folder that you may write to and that has space.",
            code="output-disk-full" if full else "output-folder",
        ) from problem
    return temporary
