"""The one set of colours for pictures and pages.

Colours are those of Okabe and Ito (2008), which stay apart for colour-blind eyes.  Every mark that
lies on a clip has a dark edge, so that it is told from its ground by brightness too: on a phone in
the sun, brightness is what is left.
"""

from __future__ import annotations

Colour = tuple[int, int, int]  # red, green, blue, 0-255

BLACK: Colour = (12, 14, 18)
WHITE: Colour = (255, 255, 255)
ORANGE: Colour = (230, 159, 0)
SKY: Colour = (86, 180, 233)
GREEN: Colour = (0, 158, 115)
YELLOW: Colour = (240, 228, 66)
BLUE: Colour = (0, 114, 178)
VERMILION: Colour = (213, 94, 0)
PURPLE: Colour = (204, 121, 167)

PAPER: Colour = (250, 249, 245)
INK: Colour = (28, 30, 36)
FAINT_INK: Colour = (104, 108, 116)
RULE: Colour = (204, 203, 197)

ENTRY, EXIT = SKY, ORANGE
PATH = YELLOW

SERIES: tuple[Colour, ...] = (BLUE, ORANGE, GREEN, PURPLE, VERMILION, SKY, YELLOW, BLACK)


def bgr(colour: Colour) -> tuple[int, int, int]:
    """The same colour in OpenCV's order."""
    return colour[2], colour[1], colour[0]


def css(colour: Colour) -> str:
    """The same colour as ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*colour)
