"""Text on pictures: outlined letters that can be read on any ground.

The letters are those of the TrueType font that Pillow carries, so nothing depends on the fonts of
a machine.  That font knows ASCII and little more (± among it).  For a name with other letters a
usual font of the machine is taken where there is one; where there is none, accents are left away,
and what still has no letter becomes "?": never an empty box.

Every piece of text is drawn once and kept: a clock changes a hundred times a second, the rest of a
frame's text does not.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from flyzone.reports.palette import BLACK, WHITE, Colour

Picture = NDArray[np.uint8]


_HYPHENS: dict[str, str | int | None] = {"–": "-", "—": "-", "−": "-", "×": "x"}
_BARE: dict[str, str | int | None] = {
    "’": "'", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
}  # fmt: skip
_USUAL_FONTS = (
    "DejaVuSans.ttf", "NotoSans-Regular.ttf", "Arial Unicode.ttf", "arial.ttf", "msyh.ttc",
    "NotoSansCJK-Regular.ttc",
)  # fmt: skip


@lru_cache(maxsize=64)
def font(size_px: int) -> ImageFont.FreeTypeFont:
    """The carried font at a size, px."""
    found = ImageFont.load_default(size=max(6, size_px))
    assert isinstance(found, ImageFont.FreeTypeFont)
    return found


@lru_cache(maxsize=512)
def written(text: str, size_px: int) -> tuple[str, ImageFont.FreeTypeFont]:
    """A line of text as it can be drawn, and the font that has all its letters."""
    simple = text.translate(str.maketrans(_HYPHENS))
    carried = font(size_px)
    if not _missing(simple, carried):
        return simple, carried
    for name in _USUAL_FONTS:
        try:
            face = ImageFont.truetype(name, size=max(6, size_px))
        except OSError:
            continue
        if not _missing(text, face):
            return text, face
    parts = unicodedata.normalize("NFKD", simple.translate(str.maketrans(_BARE)))
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    lost = _missing(bare, carried)
    return "".join("?" if c in lost else c for c in bare), carried


def _missing(text: str, face: ImageFont.FreeTypeFont) -> set[str]:
    """Letters that a font draws as it draws one that no font has."""
    unknown = bytes(face.getmask("\U0010ffff"))
    return {c for c in set(text) if not c.isspace() and bytes(face.getmask(c)) == unknown}


def text_width(text: str, size_px: int) -> float:
    """Width of a line of text without its outline, px."""
    line, face = written(text, size_px)
    return float(face.getlength(line))


def fitting_size(text: str, size_px: int, width_px: float, least_px: int = 6) -> int:
    """The largest size, up to ``size_px``, at which a line fits into a width."""
    width = text_width(text, size_px)
    if width <= width_px:
        return size_px
    size = max(least_px, int(size_px * width_px / width))
    # Letters are fitted to whole pixels, so that a line does not shrink evenly.
    while size > least_px and text_width(text, size) > width_px:
        size -= 1
    return size


@lru_cache(maxsize=512)
def letters(
    text: str, size_px: int, fill: Colour = WHITE, outline: Colour | None = BLACK
) -> NDArray[np.uint8]:
    """A line of text as a small picture.

    Parameters
    ----------
    text : str
    size_px : int
    fill : Colour
    outline : Colour or None
        Edge around the letters; ``None`` for none.

    Returns
    -------
    ndarray, shape (rows, columns, 4), uint8, read-only
        Red, green, blue, opacity.  Its height is the same for every text of one size and font.
    """
    line, face = written(text, size_px)
    edge = max(1, round(size_px / 9)) if outline is not None else 0
    bold = round(size_px / 34) if size_px >= 24 else 0
    ascent, descent = face.getmetrics()
    width = int(np.ceil(face.getlength(line))) + 2 * (edge + bold) + 2
    tile = Image.new("RGBA", (width, ascent + descent + 2 * edge), (*(outline or fill), 0))
    draw = ImageDraw.Draw(tile)
    origin = (edge + bold, edge)
    if outline is not None:
        draw.text(origin, line, font=face, fill=outline, stroke_width=edge, stroke_fill=outline)
    # The font that Pillow carries has one weight; a stroke of the same colour makes it bolder.
    draw.text(origin, line, font=face, fill=fill, stroke_width=bold, stroke_fill=fill)
    tile_values = np.asarray(tile, dtype=np.uint8)
    tile_values.flags.writeable = False
    return tile_values


def stamp(picture: Picture, tile: NDArray[np.uint8], left: int, top: int) -> None:
    """Lays a small picture with opacity on a picture, in place; what lies outside is cut off.

    Parameters
    ----------
    picture : ndarray, shape (height, width, 3), uint8
        Blue, green, red.
    tile : ndarray, shape (rows, columns, 4), uint8
        Red, green, blue, opacity, as `letters` gives it.
    left, top : int, px
        Where the tile's first pixel goes.
    """
    height, width = picture.shape[:2]
    rows, columns = tile.shape[:2]
    first_row, first_column = max(0, -top), max(0, -left)
    last_row, last_column = min(rows, height - top), min(columns, width - left)
    if first_row >= last_row or first_column >= last_column:
        return
    part = tile[first_row:last_row, first_column:last_column]
    ground = picture[top + first_row : top + last_row, left + first_column : left + last_column]
    opacity = part[..., 3:].astype(np.uint16)
    mixed = part[..., 2::-1] * opacity + ground * (255 - opacity)
    ground[:] = ((mixed + 127) // 255).astype(np.uint8)
