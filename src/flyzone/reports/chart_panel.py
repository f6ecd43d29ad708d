"""One panel of a chart: a pair of axes, and the few kinds of mark that our charts are made of.

Every chart here is a stack of panels.  A panel owns its two scales, so that marks laid over one
another agree; numbers are written to six digits, which is finer than any screen and keeps files
small.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import numpy as np
from numpy.typing import ArrayLike

from flyzone.model import Band
from flyzone.reports.chart_points import thinned
from flyzone.reports.chart_theme import DARK, FAINT, GROUND, SMALL_PX, TEXT_PX, THIN

LABEL_PX = 28
"""Room that a panel leaves at its top for the label of a level."""

_MOST_OF_CURVE = 300


@dataclass(frozen=True, slots=True)
class Axis:
    """Name with unit, and ends, of an axis; ``shown`` is whether its numbers are written."""

    name: str
    low: float
    high: float
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Panel:
    """A pair of axes, with its size in px without the numbers at its edges."""

    width: int
    height: int
    x: Axis
    y: Axis

    def band(self, band: Band, colour: str, opacity: float = 0.22) -> list[alt.Chart]:
        """A curve, over its 90 % band where that is known."""
        keep = thinned(len(band.at), _MOST_OF_CURVE)
        layers = []
        if band.low is not None and band.high is not None:
            data = table(at=band.at[keep], low=band.low[keep], high=band.high[keep])
            area = alt.Chart(data).mark_area(color=colour, opacity=opacity, clip=True)
            layers.append(area.encode(x=self._x("at"), y=self._y("low"), y2=alt.Y2("high")))
        data = table(at=band.at[keep], middle=band.middle[keep])
        line = alt.Chart(data).mark_line(color=colour, strokeWidth=2, clip=True)
        return [*layers, line.encode(x=self._x("at"), y=self._y("middle"))]

    def level(
        self,
        value: float,
        label: str,
        colour: str,
        ends: tuple[float | None, float | None] = (None, None),
    ) -> list[alt.Chart]:
        """A dashed line across, its interval as a strip, and its label in the room at the top."""
        low, high = ends
        layers = []
        if low is not None and high is not None:
            strip = alt.Chart(table(low=[low], high=[high])).mark_rect(
                color=colour, opacity=0.1, clip=True
            )
            layers.append(strip.encode(y=self._y("low"), y2=alt.Y2("high")))
        rule = alt.Chart(table(value=[value])).mark_rule(color=colour, strokeDash=[5, 4], clip=True)
        text = self.note(label, 4, LABEL_PX - 4, align="left", baseline="bottom", fontWeight="bold")
        return [*layers, rule.encode(y=self._y("value")), *text]

    def stretches(
        self, start: ArrayLike, end: ArrayLike, value: ArrayLike, colour: str
    ) -> list[alt.Chart]:
        """A level stroke over each stretch."""
        marks = alt.Chart(table(start=start, end=end, value=value)).mark_rule(
            color=colour, strokeWidth=3.5, strokeCap="round", clip=True
        )
        x, y = self._x("start"), self._y("value")
        return [
            marks.encode(x=x, x2=alt.X2("end"), y=y, tooltip=self._tips("start", "end", "value"))
        ]

    def dots(
        self, at: ArrayLike, value: ArrayLike, colour: str, most: float = 16.0
    ) -> list[alt.Chart]:
        """A dot at each place, of so many square px at most, smaller where there are many."""
        size = float(np.clip(12.0 * self.width / max(np.size(at), 1), 5.0, most))
        marks = alt.Chart(table(at=at, value=value)).mark_circle(
            color=colour, size=size, opacity=0.75
        )
        x, y = self._x("at"), self._y("value")
        return [marks.encode(x=x, y=y, tooltip=self._tips("at", "value"))]

    def stems(self, at: ArrayLike, value: ArrayLike, colour: str) -> list[alt.Chart]:
        """A stroke from zero to each value."""
        zero = np.zeros_like(np.asarray(value, dtype=float))
        marks = alt.Chart(table(at=at, value=value, zero=zero)).mark_rule(
            color=colour, strokeWidth=2
        )
        return [marks.encode(x=self._x("at"), y=self._y("value"), y2=alt.Y2("zero"))]

    def whisker(
        self,
        value: float,
        ends: tuple[float | None, float | None],
        colour: str,
        *,
        upright: bool,
    ) -> list[alt.Chart]:
        """A dot on one of the two axes, and its interval along that axis."""
        low, high = (value if end is None else end for end in ends)
        data = table(zero=[0.0], value=[value], low=[low], high=[high])
        rule = alt.Chart(data).mark_rule(color=colour, strokeWidth=3, clip=True)
        dot = alt.Chart(data).mark_circle(color=colour, size=50, opacity=1.0)
        if upright:
            x, y = self._x("zero"), self._y("low")
            return [rule.encode(x=x, y=y, y2=alt.Y2("high")), dot.encode(x=x, y=self._y("value"))]
        x, y = self._x("low"), self._y("zero")
        return [rule.encode(x=x, x2=alt.X2("high"), y=y), dot.encode(x=self._x("value"), y=y)]

    def line(self, at: ArrayLike, value: ArrayLike, colour: str, **style: Any) -> list[alt.Chart]:
        """A thin line from value to value."""
        marks = alt.Chart(table(at=at, value=value)).mark_line(color=colour, strokeWidth=1, **style)
        return [marks.encode(x=self._x("at"), y=self._y("value"))]

    def zero_line(self) -> list[alt.Chart]:
        """A line across at zero."""
        rule = alt.Chart(table(zero=[0.0])).mark_rule(color=DARK, strokeWidth=1)
        return [rule.encode(y=self._y("zero"))]

    def posts(self, places: Sequence[tuple[float, str]]) -> list[alt.Chart]:
        """A faint upright line at each place with its label at the foot, where there is room."""
        rules = alt.Chart(table(at=[at for at, _ in places])).mark_rule(color=THIN)
        labelled: list[tuple[float, str]] = []
        edge = 0.0
        for at, words in places:
            if self.x_px(at) - len(words) * SMALL_PX * 0.55 - 6 >= edge:
                labelled.append((at, words))
                edge = self.x_px(at)
        data = table(at=[at for at, _ in labelled], words=[words for _, words in labelled])
        style = {"align": "right", "baseline": "bottom", "color": FAINT, "fontSize": SMALL_PX}
        foot = _px(alt.YValue, self.height - 3)
        labels = self._text(data, self._x("at"), foot, dx=-3, **style)
        return [rules.encode(x=self._x("at")), *labels]

    def key(self, entries: Iterable[tuple[str, str, bool]]) -> list[alt.Chart]:
        """What is what, in the lower right corner: words, colour, and whether it is dots."""
        layers = []
        right, y = self.width - 6, self.height - 28
        for words, colour, dotted in entries:
            dash = [0.1, 6] if dotted else []
            swatch = alt.Chart(table(one=[1])).mark_rule(
                color=colour, strokeWidth=4, strokeCap="round", strokeDash=dash
            )
            layers.append(
                swatch.encode(
                    x=_px(alt.XValue, right - 18), x2=_px(alt.X2Value, right), y=_px(alt.YValue, y)
                )
            )
            layers += self.note(words, right - 28, y, align="right", baseline="middle")
            y -= TEXT_PX + 6
        return layers

    def note(self, words: str, x: float, y: float, **style: Any) -> list[alt.Chart]:
        """Words at a place in px from the upper left corner; a line break begins a new line."""
        return self._text(table(words=[words]), _px(alt.XValue, x), _px(alt.YValue, y), **style)

    def leader(self, at: float, value: float, x: float, y: float, colour: str) -> list[alt.Chart]:
        """A thin line from a point of the axes to a place in px."""
        marks = alt.Chart(table(one=[1])).mark_rule(color=colour, strokeWidth=1.5)
        start = {"x": _px(alt.XValue, self.x_px(at)), "y": _px(alt.YValue, self.y_px(value))}
        return [marks.encode(**start, x2=_px(alt.X2Value, x), y2=_px(alt.Y2Value, y))]

    def layered(self, layers: list[alt.Chart]) -> alt.LayerChart:
        """The panel with its marks, the first at the back."""
        return alt.LayerChart(layer=layers, width=self.width, height=self.height)

    def y_px(self, value: float) -> float:
        """How far below the upper edge a value lies, px."""
        return self.height * (self.y.high - value) / (self.y.high - self.y.low)

    def x_px(self, value: float) -> float:
        """How far from the left edge a value lies, px."""
        return self.width * (value - self.x.low) / (self.x.high - self.x.low)

    def _text(self, data: alt.InlineData, x: Any, y: Any, **style: Any) -> list[alt.Chart]:
        """The column ``words``, with a rim that keeps it apart from lines on which it stands."""
        rim: dict[str, Any] = {"stroke": GROUND, "strokeWidth": 4, "aria": False}
        text = alt.Text("words", type="nominal")
        return [
            alt.Chart(data).mark_text(lineBreak="\n", **more, **style).encode(x=x, y=y, text=text)
            for more in (rim, {})
        ]

    def _x(self, field: str) -> alt.X:
        return alt.X(
            field, type="quantitative", scale=_scale(self.x), axis=_axis(self.x, self.width // 80)
        )

    def _y(self, field: str) -> alt.Y:
        return alt.Y(
            field, type="quantitative", scale=_scale(self.y), axis=_axis(self.y, self.height // 36)
        )

    def _tips(self, *fields: str) -> list[alt.Tooltip]:
        names = {"start": f"from: {self.x.name}", "end": f"to: {self.x.name}", "value": self.y.name}
        return [
            alt.Tooltip(
                field, type="quantitative", format=".3f", title=names.get(field, self.x.name)
            )
            for field in fields
        ]


def highest(band: Band | None) -> float | None:
    """The largest number of a band, of its curve where the band is not known."""
    if band is None:
        return None
    return float(np.max(band.middle if band.high is None else band.high))


def end_of_axis(seen: Iterable[float], ends: Iterable[float | None]) -> float:
    """Where an axis ends so that all that was seen is on it, and ends of intervals within reason.

    An interval that knows no upper end may not press the curves flat: half as much again as the
    largest number seen is the most that is shown.
    """
    largest = max(seen)
    return min(max([largest, *(end for end in ends if end is not None)]), 1.5 * largest)


def with_label_room(axis: Axis, height: int) -> Axis:
    """The same axis on a panel of a height in px, longer by the room for the label of a level."""
    more = (axis.high - axis.low) * LABEL_PX / (height - LABEL_PX)
    return replace(axis, high=axis.high + more)


def table(**columns: ArrayLike) -> alt.InlineData:
    """Columns as the rows of a chart's own data, numbers to six digits."""
    lists = {name: np.asarray(column).tolist() for name, column in columns.items()}
    rows = zip(*lists.values(), strict=True)
    return alt.InlineData(values=[dict(zip(lists, map(_short, row), strict=True)) for row in rows])


def _px(channel: Any, place: float) -> Any:
    """A place in px; as the finished channel, which Altair need not check once more."""
    return channel(place)


def _short(value: Any) -> Any:
    return float(f"{value:.6g}") if isinstance(value, float) else value


def _scale(axis: Axis) -> alt.Scale:
    return alt.Scale(domain=[axis.low, axis.high], nice=False)


def _axis(axis: Axis, ticks: int) -> alt.Axis:
    return alt.Axis(
        title=axis.name if axis.shown else None, labels=axis.shown, tickCount=max(ticks, 3)
    )
