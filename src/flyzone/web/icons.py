"""The app's icon in the sizes that a home screen asks for, drawn where it is asked for.

Two lines and an arrow between them: the zone, and somebody who flies through it; the same drawing as
``static/icons/flyzone.svg``.
"""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw

SIZES = (180, 192, 512)
"""Pixels: iPhones take 180, the manifest names the others."""
_FINER = 4
"""So many times finer it is drawn, and then made smaller: smooth edges."""
_BLUE, _WHITE, _YELLOW = "#0072b2", "#ffffff", "#f0e442"
_LINES = ((6.0, 19.0, 6.0, 5.0), (18.0, 19.0, 18.0, 5.0))
_ARROW = ((8.6, 12.0), (15.0, 12.0)), ((12.4, 9.2), (15.2, 12.0), (12.6, 14.8))
_WIDTH = 2.2


@cache
def icon(size: int) -> bytes:
    """The icon as a PNG, to its very edge: the phone rounds the corners itself.

    Parameters
    ----------
    size : int, pixels
    """
    pixels = size * _FINER
    # The drawing keeps to the middle 80 %: the rest may be cut off by the phone's mask.
    scale, edge = 0.8 * pixels / 24.0, 0.1 * pixels
    picture = Image.new("RGB", (pixels, pixels), _BLUE)
    draw = ImageDraw.Draw(picture)

    def line(colour: str, *points: tuple[float, float]) -> None:
        placed = [(edge + x * scale, edge + y * scale) for x, y in points]
        width = round(_WIDTH * scale)
        draw.line(placed, colour, width, joint="curve")
        for x, y in placed:
            half = width / 2.0
            draw.ellipse((x - half, y - half, x + half, y + half), colour)

    for x0, y0, x1, y1 in _LINES:
        line(_WHITE, (x0, y0), (x1, y1))
    for points in _ARROW:
        line(_YELLOW, *points)
    out = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
