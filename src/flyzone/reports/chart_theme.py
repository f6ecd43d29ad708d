"""How every chart looks: one theme, handed to each chart and kept nowhere else.

Letters and lines are dark on light paper and nothing is told by colour alone, so that a chart reads
on a phone in the sun, for colour-blind eyes and in a grey print.  Fonts are those that every machine
has or has a twin of; nothing is ever fetched.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from flyzone.errors import InputError
from flyzone.reports.palette import (
    BLACK,
    BLUE,
    FAINT_INK,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    RULE,
    SKY,
    VERMILION,
    css,
)

CURVE, MEASURED = css(BLUE), css(VERMILION)
"""What the model says, and what was measured, the same in every panel."""

DARK, FAINT, THIN, GROUND = css(INK), css(FAINT_INK), css(RULE), css(PAPER)

LINES = tuple(css(colour) for colour in (BLUE, VERMILION, GREEN, PURPLE, ORANGE, BLACK, SKY))
"""Colours of lines that lie on the paper, in order; yellow is missing because it does not show."""

TEXT_PX, SMALL_PX, TITLE_PX = 12, 11, 17
GUTTER_PX = 40
"""Room for the numbers of the upright axis, the same in every panel so that they stand in line."""
EDGE_PX = 14
BETWEEN_PX = 44
"""Between two columns."""

_FONT = "Arial, Helvetica, Liberation Sans, sans-serif"
_NARROWEST_PX, _WIDEST_PX = 280, 3000
_LETTER = 0.49  # width of a mean letter in units of its height


def known_width(width: int) -> int:
    """The width of a chart, px.

    Raises
    ------
    InputError
        If nothing could be read at that width.
    """
    if not _NARROWEST_PX <= width <= _WIDEST_PX:
        raise InputError(
            f"A chart must be {_NARROWEST_PX} to {_WIDEST_PX} px wide, got {width}. 360 fits a "
            "phone, 720 a page.",
            code="chart-width",
        )
    return int(width)


def axes_width(width: int) -> int:
    """What is left of a width, px, for the axes of a panel."""
    return width - 2 * EDGE_PX - GUTTER_PX


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines that fit a width in px."""
    return textwrap.wrap(text, int(width / (TEXT_PX * _LETTER)), break_on_hyphens=False)


def page(
    columns: Sequence[Sequence[alt.LayerChart]],
    title: str,
    lines: Sequence[str],
    width: int,
    about: str,
) -> alt.VConcatChart:
    """The finished chart: panels, theme, title, lines below it, a sentence for those who cannot see.

    Parameters
    ----------
    columns : sequence of sequence of LayerChart
        Panels from the top, side by side where there are several columns.
    title : str
        Cut where it is longer than the chart is wide.
    lines : sequence of str
        Wrapped to the width.
    width : int
        px, of the whole picture.
    about : str
        What the chart shows, for a screen reader.
    """
    inner = width - 2 * EDGE_PX
    rows: list[Any] = list(columns[0])
    if len(columns) > 1:
        upright = [alt.VConcatChart(vconcat=list(panels)) for panels in columns]
        rows = [alt.HConcatChart(hconcat=upright, spacing=BETWEEN_PX)]
    # All in one call: each further call on a chart copies the whole of it.
    return alt.VConcatChart(
        vconcat=rows,
        title=alt.TitleParams(
            text=title, subtitle=[part for line in lines for part in wrapped(line, inner)],
            limit=inner,
        ),
        description=about,
        padding=EDGE_PX,
        background=GROUND,
        config=alt.Config(**_theme()),
    )  # fmt: skip


def _theme() -> dict[str, Any]:
    return {
        "font": _FONT,
        "view": {"stroke": None},
        "title": {
            "anchor": "start", "frame": "group", "color": DARK, "fontSize": TITLE_PX,
            "fontWeight": "bold", "offset": 16, "dx": -GUTTER_PX, "subtitleColor": FAINT,
            "subtitleFontSize": TEXT_PX, "subtitleLineHeight": TEXT_PX + 4, "subtitlePadding": 6,
        },
        "axis": {
            "labelPadding": 6, "labelColor": DARK, "labelFontSize": TEXT_PX, "titleColor": DARK,
            "titleFontSize": TEXT_PX, "titleFontWeight": "bold", "gridColor": THIN,
            "gridOpacity": 0.6, "domainColor": FAINT, "tickColor": FAINT,
        },
        "axisX": {"grid": False, "labelFlush": True, "titleAnchor": "end", "titlePadding": 6},
        # The name of an upright axis stands level above it: no head need be turned.
        "axisY": {
            "minExtent": GUTTER_PX, "maxExtent": GUTTER_PX, "titleAngle": 0, "titleAlign": "left",
            "titleAnchor": "end", "titleBaseline": "bottom", "titleX": -GUTTER_PX, "titleY": -8,
            "domain": False, "ticks": False,
        },
        "text": {"color": DARK, "fontSize": TEXT_PX},
        "concat": {"spacing": 30},
    }  # fmt: skip
