"""Charts of a quantity over dates, for pages: a definition that is made once, and data that fill it.

Altair takes a tenth of a second to put a chart together, whatever its data.  So the definition is built
once for each kind of chart, width and language, with its data and the ends of its axes left open by
name; a chart of an athlete is that definition with his data under these names.  Dates are his own days
and need no time zone: they are written as if it were always noon in Greenwich.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import altair as alt

from flyzone.reports.chart_theme import (
    CURVE,
    FAINT,
    MEASURED,
    SMALL_PX,
    axes_width,
    known_width,
    page,
)

Spec = dict[str, Any]
"""A Vega-Lite document."""

_ROOM = 0.08
_KEPT = 200


@dataclass(frozen=True, slots=True)
class Locale:
    """How numbers and dates are written on axes.

    Attributes
    ----------
    decimal : str
    months, weekdays : tuple of str
        Short names; the week begins on Monday.
    """

    decimal: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]

    def config(self) -> dict[str, Any]:
        """As Vega wants it."""
        sunday_first = [*self.weekdays[-1:], *self.weekdays[:-1]]
        months, days = list(self.months), sunday_first
        number = {
            "decimal": self.decimal,
            "thousands": "\u202f",
            "grouping": [3],
            "currency": ["", ""],
        }
        when = {
            "dateTime": "%x, %X",
            "date": "%d.%m.%Y",
            "time": "%H:%M",
            "periods": ["am", "pm"],
            "days": days,
            "shortDays": days,
            "months": months,
            "shortMonths": months,
        }
        return {"number": number, "time": when}


@dataclass(frozen=True, slots=True)
class Point:
    """One value on a day.

    Attributes
    ----------
    at : date
    value : float
    low, high : float or None
        Its interval; ``None`` is not known.
    words : str
        What it is in words, for the pointer that rests on it.
    """

    at: date
    value: float
    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A curve with its band: dates, middles, and both ends."""

    at: Sequence[datetime]
    middle: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True, slots=True)
class Row:
    """One panel: what is on its upright axis, and its points.

    Attributes
    ----------
    axis : str
        Name and unit.
    points : tuple of Point
        One or more.
    digits : int
        Behind the decimal mark on the axis.
    """

    axis: str
    points: tuple[Point, ...]
    digits: int = 2


@dataclass(frozen=True, slots=True)
class TrendWords:
    """What is written on the chart of a trend."""

    title: str
    about: str
    axis: str
    level: str
    ahead: str
    session: str


def noon_ms(day: date) -> int:
    """A date as milliseconds: its noon in Greenwich."""
    return round(datetime.combine(day, time(12), tzinfo=UTC).timestamp() * 1000)


def trend_over_time(
    points: Sequence[Point],
    level: Line,
    ahead: Line,
    words: TrendWords,
    locale: Locale,
    *,
    width: int,
) -> Spec:
    """The chart of a trend: sessions with their errors, the level with its band, and a look ahead.

    Parameters
    ----------
    points : sequence of Point
        One a session.
    level, ahead : Line
        What was seen, and what may come.
    words : TrendWords
    locale : Locale
    width : int, px
        Of the whole picture.

    Returns
    -------
    dict
        A Vega-Lite document with its data.
    """
    chart = _trend(known_width(width), words.axis, words.level, words.ahead, words.session)
    low, high = _ends([*points], [*level.low, *level.high, ahead.low[-1], ahead.high[-1]])
    first, last = noon_ms(points[0].at), _ms(ahead.at[-1])
    edge = 0.02 * (last - first)
    return _filled(
        chart,
        {"points": _rows(points), "level": _line(level), "ahead": _line(ahead)},
        {"y0_low": low, "y0_high": high, "x_low": first - edge, "x_high": last},
        words.title,
        words.about,
        locale,
    )


def values_over_time(
    rows: Sequence[Row], title: str, about: str, locale: Locale, *, width: int
) -> Spec:
    """The chart of some quantities over time, one panel below another.

    Parameters
    ----------
    rows : sequence of Row
        One or more.
    title, about : str
        Its heading, and what it shows for those who cannot see it.
    locale : Locale
    width : int, px
    """
    chart = _values(known_width(width), tuple((row.axis, row.digits) for row in rows))
    days = [point.at for row in rows for point in row.points]
    room = max(timedelta(days=3), 0.04 * (max(days) - min(days)))
    ends = {
        "x_low": noon_ms(min(days)) - 1000 * room.total_seconds(),
        "x_high": noon_ms(max(days)) + 1000 * room.total_seconds(),
    }
    data = {}
    for number, row in enumerate(rows):
        data[f"points{number}"] = _rows(row.points)
        ends[f"y{number}_low"], ends[f"y{number}_high"] = _ends(row.points, ())
    return _filled(chart, data, ends, title, about, locale)


@lru_cache(_KEPT)
def _trend(width: int, axis: str, level: str, ahead: str, session: str) -> Spec:
    inner, height = axes_width(width), 280
    x, y = _x(inner), _y(0, axis, 2, height)
    seen, coming = alt.NamedData("level"), alt.NamedData("ahead")

    def area(data: alt.NamedData, opacity: float) -> Any:
        marks = alt.Chart(data).mark_area(color=CURVE, opacity=opacity, clip=True)
        return marks.encode(x=x, y=y("low"), y2=alt.Y2("high"))

    def curve(data: alt.NamedData, dash: list[int]) -> Any:
        marks = alt.Chart(data).mark_line(color=CURVE, strokeWidth=2, strokeDash=dash, clip=True)
        return marks.encode(x=x, y=y("middle"))

    layers = [
        area(seen, 0.22), area(coming, 0.1), curve(seen, []), curve(coming, [5, 4]),
        *_whiskers("points", x, y),
        *_key([(session, MEASURED, "dot"), (level, CURVE, "line"), (ahead, CURVE, "dash")]),
    ]  # fmt: skip
    return _definition([alt.LayerChart(layer=layers, width=inner, height=height)], width, 1)


@lru_cache(_KEPT)
def _values(width: int, axes: tuple[tuple[str, int], ...]) -> Spec:
    inner, height = axes_width(width), 150
    panels = []
    for number, (axis, digits) in enumerate(axes):
        x, y = _x(inner), _y(number, axis, digits, height)
        data = alt.NamedData(f"points{number}")
        line = alt.Chart(data).mark_line(color=MEASURED, strokeWidth=1, opacity=0.5)
        layers = [
            line.encode(x=x, y=y("value")),
            *_whiskers(f"points{number}", x, y),
        ]
        panels.append(alt.LayerChart(layer=layers, width=inner, height=height))
    return _definition(panels, width, len(axes))


def _whiskers(name: str, x: Any, y: Callable[[str], Any]) -> list[Any]:
    """Points with their intervals; where none is known, the point is hollow."""
    data = alt.NamedData(name)
    bar = alt.Chart(data).mark_rule(color=MEASURED, strokeWidth=1.5, opacity=0.6, clip=True)
    known = bar.transform_filter("isValid(datum.low)").encode(x=x, y=y("low"), y2=alt.Y2("high"))
    dot = alt.Chart(data).mark_point(size=45, filled=True, opacity=0.9, strokeWidth=1.5)
    fill = alt.condition("isValid(datum.low)", alt.value(MEASURED), alt.value("white"))
    tip = alt.Tooltip("words", type="nominal", title=" ")
    shown = dot.encode(x=x, y=y("value"), fill=fill, stroke=alt.value(MEASURED), tooltip=[tip])
    return [known, shown]


def _key(entries: Sequence[tuple[str, str, str]]) -> list[Any]:
    """What is what, in the upper right corner."""
    layers, height = [], 10.0
    for words, colour, kind in entries:
        one = alt.InlineData(values=[{"words": words}])
        right = _px(alt.XValue, "width - 8")
        y = _px(alt.YValue, height)
        if kind == "dot":
            mark = alt.Chart(one).mark_point(color=colour, filled=True, size=45, xOffset=-8)
            layers.append(mark.encode(x=right, y=y))
        else:
            dash = [5, 4] if kind == "dash" else []
            line = alt.Chart(one).mark_rule(color=colour, strokeWidth=2.5, strokeDash=dash)
            left = _px(alt.XValue, "width - 26")
            layers.append(line.encode(x=left, x2=_px(alt.X2Value, "width - 6"), y=y))
        text = alt.Chart(one).mark_text(
            align="right", baseline="middle", color=FAINT, fontSize=SMALL_PX, xOffset=-26
        )
        layers.append(text.encode(x=right, y=y, text=alt.Text("words", type="nominal")))
        height += SMALL_PX + 6
    return layers


def _px(channel: Any, place: float | str) -> Any:
    """A place in px, or an expression of one."""
    return channel(alt.ExprRef(place) if isinstance(place, str) else place)


def _definition(panels: Sequence[Any], width: int, count: int) -> Spec:
    chart = page([panels], " ", (), width, " ")
    names = ["x_low", "x_high", *(f"y{n}_{end}" for n in range(count) for end in ("low", "high"))]
    spec: Spec = chart.to_dict()
    spec["params"] = [{"name": name, "value": 0} for name in names]
    return spec


def _filled(
    definition: Spec,
    data: Mapping[str, list[dict[str, Any]]],
    ends: Mapping[str, float],
    title: str,
    about: str,
    locale: Locale,
) -> Spec:
    """A definition with its data; the definition itself stays as it is, for the next one."""
    return {
        **definition,
        "title": {**definition["title"], "text": title},
        "description": about,
        "config": {**definition["config"], "locale": locale.config()},
        "params": [
            {"name": one["name"], "value": _short(ends[one["name"]])}
            for one in definition["params"]
        ],
        "datasets": {**definition.get("datasets", {}), **data},
    }


def _rows(points: Sequence[Point]) -> list[dict[str, Any]]:
    return [
        {
            "at": noon_ms(one.at),
            "value": _short(one.value),
            "low": None if one.low is None else _short(one.low),
            "high": None if one.high is None else _short(one.high),
            "words": one.words,
        }
        for one in points
    ]


def _line(line: Line) -> list[dict[str, Any]]:
    rows = zip(line.at, line.middle, line.low, line.high, strict=True)
    return [
        {"at": _ms(at), "middle": _short(mid), "low": _short(low), "high": _short(high)}
        for at, mid, low, high in rows
    ]


def _ms(moment: datetime) -> int:
    """A moment on its own clock, as if that were Greenwich's."""
    return round(moment.replace(tzinfo=UTC).timestamp() * 1000)


def _ends(points: Sequence[Point], others: Sequence[float]) -> tuple[float, float]:
    seen = [
        end
        for one in points
        for end in (one.value, one.low, one.high)
        if end is not None
    ]  # fmt: skip
    low, high = min([*seen, *others]), max([*seen, *others])
    room = _ROOM * (high - low) or max(abs(high) * _ROOM, 1e-3)
    return low - room, high + room


def _x(width: int) -> Any:
    scale = alt.Scale(type="utc", nice=False, domain=_between("x"))
    axis = alt.Axis(title=None, format="%-d %b", tickCount=max(width // 90, 3), labelOverlap=True)
    return alt.X("at", type="temporal", scale=scale, axis=axis)


def _y(number: int, title: str, digits: int, height: int) -> Callable[[str], Any]:
    """Gives the upright axis with the field that is on it: all layers of a panel share one."""
    axis = alt.Axis(title=title, format=f".{digits}f", tickCount=max(height // 40, 3))
    scale = _scale(number)
    return lambda field: alt.Y(field, type="quantitative", scale=scale, axis=axis)


def _scale(number: int) -> alt.Scale:
    return alt.Scale(zero=False, nice=False, domain=_between(f"y{number}"))


def _between(name: str) -> list[Any]:
    """The ends of an axis by name; both, so that none is looked for in data that may be empty."""
    return [alt.ExprRef(f"{name}_low"), alt.ExprRef(f"{name}_high")]


def _short(value: float) -> float:
    return float(f"{value:.7g}") if abs(value) < 1e6 else round(value)
