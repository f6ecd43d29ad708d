"""The chart of a trend: each session with its error bar, the level with its band, and a look ahead.

A `Trend` in, an Altair chart out; nothing is computed here.  Below the picture stand the sentences of
the trend and what it could not know, so that it can be handed on alone.
"""

from __future__ import annotations

import altair as alt
import numpy as np

from flyzone.model import Band
from flyzone.reports.chart_panel import Axis, Panel, table
from flyzone.reports.chart_theme import (
    CURVE,
    FAINT,
    MEASURED,
    SMALL_PX,
    axes_width,
    known_width,
    page,
)
from flyzone.reports.chart_words import plain
from flyzone.training.trend import Trend
from flyzone.wording.sentences import sentence

_HEIGHT_PX = 300
_WEEK_S = 604_800.0
_MARGIN = 0.06


def trend_chart(trend: Trend, name: str = "", *, width: int = 720) -> alt.VConcatChart:
    """The trend of one athlete: sessions, level and forecast over the weeks.

    Parameters
    ----------
    trend : Trend
    name : str
        Whose it is; empty leaves the name away.
    width : int, px
        Of the whole picture: 360 for a phone.

    Returns
    -------
    VConcatChart
        Times in s; week 0 is the last session.

    Raises
    ------
    InputError
        If nothing could be read at that width.
    """
    whole = known_width(width)
    panel = _panel(trend, axes_width(whole))
    course = trend.course
    weeks = _weeks(trend, course.at)
    layers = [
        *_ahead(panel),
        *panel.band(_shifted(trend), CURVE),
        _bars(panel, weeks, course.low_s, course.high_s),
        *panel.dots(weeks, course.time_s, MEASURED, most=60.0),
        *panel.key(
            [
                ("level and its 90 % band", CURVE, False),
                ("session: mean of its reps, 90 %", MEASURED, True),
            ]
        ),
    ]
    what = f"{_zone_words(trend)}{f' of {plain(name, 60)}' if name else ''}"
    reasons = [sentence(reason) for reason in trend.reasons]
    unknown = [sentence(reason) for reason in trend.not_measured]
    about = f"{what} over {trend.weeks:.0f} weeks, with the level and its 90 % band. {reasons[0]}"
    return page([[panel.layered(layers)]], what, [*reasons, *unknown], whole, about)


def _panel(trend: Trend, width: int) -> Panel:
    course, level = trend.course, trend.course.level
    weeks = _weeks(trend, level.at)
    assert level.low is not None
    assert level.high is not None
    # The forecast may run out of the picture; what was seen may not.
    known = level.at <= course.forecast_from
    low = min(float(course.low_s.min()), float(level.low[known].min()), trend.forecast_s.low)
    high = max(float(course.high_s.max()), float(level.high[known].max()), trend.forecast_s.high)
    room = _MARGIN * (high - low)
    edge = 0.02 * float(weeks[-1] - weeks[0])
    # Room at the foot for the key.
    return Panel(
        width,
        _HEIGHT_PX,
        Axis("weeks since the last session", float(weeks[0]) - edge, float(weeks[-1])),
        Axis(f"{_zone_words(trend)} (s), less is faster", low - 5.0 * room, high + room),
    )


def _ahead(panel: Panel) -> list[alt.Chart]:
    """The line behind which nothing was seen."""
    words = panel.note(
        "if he trains on so", panel.x_px(0.0) + 4, 4, baseline="top", align="left",
        fontSize=SMALL_PX, color=FAINT,
    )  # fmt: skip
    return [*panel.posts([(0.0, "last session")]), *words]


def _bars(panel: Panel, at: np.ndarray, low: np.ndarray, high: np.ndarray) -> alt.Chart:
    """An upright stroke from low to high at each place."""
    data = table(at=at, low=low, high=high)
    x = alt.Scale(domain=[panel.x.low, panel.x.high], nice=False)
    y = alt.Scale(domain=[panel.y.low, panel.y.high], nice=False)
    marks = alt.Chart(data).mark_rule(color=MEASURED, strokeWidth=1.5, opacity=0.6, clip=True)
    bars: alt.Chart = marks.encode(
        x=alt.X("at", type="quantitative", scale=x),
        y=alt.Y("low", type="quantitative", scale=y),
        y2=alt.Y2("high"),
    )
    return bars


def _shifted(trend: Trend) -> Band:
    level = trend.course.level
    return Band(_weeks(trend, level.at), level.middle, level.low, level.high)


def _weeks(trend: Trend, at: np.ndarray) -> np.ndarray:
    return (at - trend.course.forecast_from) / _WEEK_S


def _zone_words(trend: Trend) -> str:
    length = trend.zone.length
    return f"Fly {length:g}" if trend.series == "fly" else f"Start over {length:g} m"
