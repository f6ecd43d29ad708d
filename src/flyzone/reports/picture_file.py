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


def save_jpeg(picture: Picture, path: Path, *, longest_px: int | None = None) -> tuple[int, int]:
    """Writes a JPEG, made smaller where it is asked for; what is already small is not enlarged.

    Parameters
    ----------
    picture : ndarray, shape (height, width, 3), uint8
        Blue, green, red.
    path : Path
        An older file of that name stays until the new one is complete.
    longest_px : int, optional
        Of the longer side.

    Returns
    -------
    (int, int), px
        Width and height as written.

    Raises
    ------
    OutputError
        If it cannot be written; nothing is kept of it then.
    """
    check_target(path, (".jpg",), what="picture", code="output-picture")
    made = Image.fromarray(picture[..., ::-1])
    if longest_px is not None:
        made.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
    with written_whole(path, what="picture") as temporary:
        # Full colour resolution: a mark is tapped on it to the pixel.
        made.save(temporary, format="JPEG", quality=92, subsampling=0)
    return made.size


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
