"""Speed curves of several sprints in one picture, each with its name at its end."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np
from scipy.optimize import isotonic_regression

from flyzone.errors import InputError
from flyzone.model import SprintProfile
from flyzone.reports.chart_panel import Axis, Panel
from flyzone.reports.chart_points import Along
from flyzone.reports.chart_theme import FAINT, LINES, SMALL_PX, TEXT_PX
from flyzone.reports.chart_words import value_and_interval, whose
from flyzone.reports.speed_chart import ALONG_NAMES, speed_axis, speed_band

_HEIGHT_PX = 340
_LABEL_PX = TEXT_PX + SMALL_PX + 10  # two lines and the space to the next
_LEADER_PX = 16
_NARROWEST_LABEL_PX, _WIDEST_LABEL_PX = 136, 190
_HIGHEST_PX = TEXT_PX / 2


def known_count(profiles: Sequence[SprintProfile]) -> None:
    """Refuses more sprints than can be told apart.

    Raises
    ------
    InputError
    """
    if not 1 <= len(profiles) <= len(LINES):
        raise InputError(
            f"One picture compares 1 to {len(LINES)} sprints, got {len(profiles)}. More curves "
            "cannot be told apart: choose some, or draw several pictures.",
            code="chart-too-many",
        )


def compare_panel(profiles: Sequence[SprintProfile], along: Along, width: int) -> alt.LayerChart:
    """The curves with their bands, without title and theme.

    Parameters
    ----------
    profiles : sequence of SprintProfile
    along : {"time", "distance"}
    width : int, px
        Of the axes and the names beside them.
    """
    label_px = min(max(round(0.28 * width), _NARROWEST_LABEL_PX), _WIDEST_LABEL_PX)
    bands = [speed_band(profile, along) for profile in profiles]
    panel = Panel(
        width - label_px,
        _HEIGHT_PX,
        Axis(ALONG_NAMES[along], 0.0, max(float(band.at[-1]) for band in bands)),
        speed_axis(profiles, _HEIGHT_PX),
    )
    curves: list[alt.Chart] = []
    labels: list[alt.Chart] = []
    x = panel.width + _LEADER_PX
    style = {"align": "left", "baseline": "middle", "limit": label_px - _LEADER_PX - 4}
    wanted = [panel.y_px(float(band.middle[-1])) for band in bands]
    for i, (profile, band, y) in enumerate(zip(profiles, bands, _apart(wanted), strict=True)):
        curves += panel.band(band, LINES[i], 0.14)
        labels += panel.leader(float(band.at[-1]), float(band.middle[-1]), x, y, LINES[i])
        labels += panel.note(whose(profile, i + 1), x + 4, y, fontWeight="bold", **style)
        number = value_and_interval(profile.estimates["MSS"])
        below = y + TEXT_PX + 2
        labels += panel.note(number, x + 4, below, fontSize=SMALL_PX, color=FAINT, **style)
    return panel.layered(curves + labels)


def _apart(wanted: list[float]) -> list[float]:
    """Heights of labels (px from the top) as near as can be to the wanted ones, none over another.

    With the room that each needs taken off, labels in order must only not fall: least squares
    under that condition is isotonic regression.
    """
    order = np.argsort(wanted, kind="stable")
    room = _LABEL_PX * np.arange(len(order))
    heights = isotonic_regression(np.asarray(wanted)[order] - room).x
    lowest = max(_HEIGHT_PX - _LABEL_PX - float(room[-1]), _HIGHEST_PX)
    placed = np.empty(len(order))
    placed[order] = np.clip(heights, _HIGHEST_PX, lowest) + room
    return placed.tolist()
