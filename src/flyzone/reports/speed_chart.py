"""Speed of one sprint, measured and fitted, and below it how far the two are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import altair as alt
import numpy as np

from flyzone.model import Band, SprintProfile
from flyzone.reports.chart_panel import Axis, Panel, end_of_axis, highest, with_label_room
from flyzone.reports.chart_points import (
    Along,
    Measured,
    Residuals,
    gates,
    measured_speed,
    residuals,
)
from flyzone.reports.chart_theme import CURVE, DARK, MEASURED
from flyzone.reports.chart_words import top_speed_text

_SPEED_PX, _RESIDUAL_PX = 280, 90
ALONG_NAMES = {
    "time": "time since first movement (s)",
    "distance": "distance from first movement (m)",
}


def speed_panels(profile: SprintProfile, along: Along, width: int) -> list[alt.LayerChart]:
    """Speed over time or distance with its residuals below, without title and theme.

    Parameters
    ----------
    profile : SprintProfile
    along : {"time", "distance"}
    width : int, px
        Of the axes.

    Returns
    -------
    list of LayerChart
        Samples of acceleration over speed lie in no single sprint: the curve stands alone then,
        above residuals over speed.
    """
    measured = measured_speed(profile.fit, along)
    rest = residuals(profile.fit, along)
    x = Axis(ALONG_NAMES[along], 0.0, 1.01 * float(speed_band(profile, along).at[-1]))
    if measured is None:
        below = Axis("speed (m/s)", 0.0, 1.02 * float(np.max(rest.at)))
    else:
        first, last = float(np.min(measured.start)), float(np.max(measured.end))
        below = replace(x, low=min(x.low, first), high=max(x.high, 1.01 * last))
        x = replace(below, shown=False)
    panel = Panel(width, _SPEED_PX, x, speed_axis([profile], _SPEED_PX, measured))
    return [_speed(profile, along, measured, panel), _residuals(rest, width, below)]


def speed_band(profile: SprintProfile, along: Along) -> Band:
    """The curve over time or over distance."""
    return profile.speed_over_time if along == "time" else profile.speed_over_distance


def speed_axis(
    profiles: Sequence[SprintProfile], height: int, measured: Measured | None = None
) -> Axis:
    """The axis of speed on a panel of a height in px, with all that is drawn and room for a label."""
    seen = [0.0] if measured is None else measured.speed.tolist()
    top_speeds = [profile.estimates["MSS"] for profile in profiles]
    ends = [mss.high_90 for mss in top_speeds]
    ends += [highest(profile.speed_over_time) for profile in profiles]
    end = end_of_axis([*seen, *(mss.value for mss in top_speeds)], ends)
    return with_label_room(Axis("speed (m/s)", min(0.0, *seen), end), height)


def _speed(
    profile: SprintProfile, along: Along, measured: Measured | None, panel: Panel
) -> alt.LayerChart:
    mss = profile.estimates["MSS"]
    band = speed_band(profile, along)
    places = gates(profile.fit, along)
    layers = panel.posts(places) if places else []
    layers += panel.level(mss.value, top_speed_text(mss), DARK, (mss.low_90, mss.high_90))
    curve = panel.band(band, CURVE)
    words = "curve, error not known" if band.low is None else "curve and its 90 % band"
    key = [(words, CURVE, False)]
    if measured is None:
        layers += curve
    elif measured.sampled:
        layers += panel.dots(measured.start, measured.speed, MEASURED) + curve
    else:
        layers += curve + panel.stretches(measured.start, measured.end, measured.speed, MEASURED)
    if measured is not None:
        key.append((measured.words, MEASURED, measured.sampled))
    return panel.layered(layers + panel.key(key))


def _residuals(rest: Residuals, width: int, x: Axis) -> alt.LayerChart:
    # A curve through each point leaves nothing: then the axis still spans what could be read.
    half = 1.15 * max(float(np.max(np.abs(rest.value))), 30.0 * 10.0**-rest.decimals)
    name = f"measured − curve ({rest.unit}); RMSE {rest.rmse:.{rest.decimals}f} {rest.unit}"
    panel = Panel(width, _RESIDUAL_PX, x, Axis(name, -half, half))
    if rest.in_order:
        marks = panel.line(rest.at, rest.value, MEASURED, opacity=0.6)
        size = 10.0
    else:
        marks = panel.stems(rest.at, rest.value, MEASURED)
        size = 60.0
    return panel.layered(
        [*panel.zero_line(), *marks, *panel.dots(rest.at, rest.value, MEASURED, size)]
    )
