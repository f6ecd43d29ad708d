"""A finished picture on disk, or none: it gets its name only when it is complete."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from flyzone.files import check_target, written_whole
from flyzone.reports.lettering import Picture


def check_picture_target(path: Path) -> None:
    """Says at once, before any work, why a picture cannot get this name.

    Raises
    ------
    OutputError
    """
    check_target(path, (".png",), what="picture", code="output-picture")


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
    with written_whole(path, what="picture") as temporary:
        Image.fromarray(picture[..., ::-1]).save(temporary, format="PNG", optimize=True)
