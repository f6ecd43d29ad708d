"""A finished picture on disk, or none: it gets its name only when it is complete."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from PIL import Image

from flyzone.errors import OutputError
from flyzone.reports.lettering import Picture


def check_picture_target(path: Path) -> None:
    """Says at once, before any work, why a picture cannot get this name.

    Raises
    ------
    OutputError
    """
    if path.suffix.lower() != ".png":
        raise OutputError(
            f"A picture's name must end in .png, got {path.name!r}. Rename the output.",
            code="output-picture",
        )
    if not path.parent.is_dir():
        raise OutputError(
            f"The folder {path.parent} for {path.name} does not exist. Create it first.",
            code="output-folder",
        )
    if path.exists() and not path.is_file():
        raise OutputError(
            f"{path} is not an ordinary file, so a picture cannot take its place. "
            "Choose another name.",
            code="output-not-a-file",
        )


def save_picture(picture: Picture, path: Path) -> None:
    """Writes a PNG.

    Parameters
    ----------
    picture : ndarray, shape (height, width, 3), uint8
        Blue, green, red.
    path : Path
        An older file of that name stays until the new one is complete.

    Raises
    ------
    OutputError
        If it cannot be written; nothing is kept of it then.
    """
    check_picture_target(path)
    # A link is followed, so that the file it names is replaced and not the link itself.
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.stem[:80]}.{secrets.token_hex(4)}.partial.png")
    try:
        Image.fromarray(picture[..., ::-1]).save(temporary, format="PNG", optimize=True)
        os.replace(temporary, target)
    except OSError as problem:
        full = problem.errno == errno.ENOSPC
        reason = "the disk is full" if full else problem.strerror or str(problem)
        raise OutputError(
            f"The picture {path.name} could not be written to {target.parent} ({reason}). Nothing "
            "was kept of it and an older file of that name is untouched. "
            + ("Free some space" if full else "Check the folder's permissions")
            + " or choose another folder.",
            code="output-disk-full" if full else "output-write",
        ) from problem
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
