"""The charts of the progress page in a reader's words: its numbers in, Vega-Lite documents out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

import vl_convert

from flyzone.model.athlete import zone_of
from flyzone.reports.over_time import (
    Line,
    Locale,
    Point,
    Row,
    Spec,
    TrendWords,
    trend_over_time,
    values_over_time,
)
from flyzone.training.trend import Trend
from flyzone.web.words import Words
from flyzone.workflows.jumps_over_time import JumpSeries
from flyzone.workflows.progress_of import Known, Progress

CHARTS = ("trend", "profile", "jumps")
WIDTHS = (360, 720)
_PROFILE = (("F0", 2), ("V0", 2), ("Pmax", 1))
_DIGITS = {"height": 2, "distance": 2, "rsi": 2, "stiffness": 1}
_SCALE = 2.0


def chart_of(progress: Progress, chart: str, words: Words, width: int) -> Spec | None:
    """A chart of an athlete's progress.

    Parameters
    ----------
    progress : Progress
    chart : str
        One of `CHARTS`.
    words : Words
    width : int, px

    Returns
    -------
    dict or None
        ``None`` where there is nothing to draw.
    """
    if chart == "trend":
        trend = progress.told.trend
        return trend_chart(progress, trend, words, width) if isinstance(trend, Trend) else None
    if chart == "profile":
        return _profiles(progress, words, width)
    return _jumps(progress.jumps, words, width)


def picture_of(spec: Spec) -> bytes:
    """A chart as a PNG, two pixels for one: for who has no scripts."""
    return vl_convert.vegalite_to_png(spec, scale=_SCALE, allowed_base_urls=[])


def trend_chart(progress: Progress, trend: Trend, words: Words, width: int) -> Spec:
    """Sessions, level and look ahead."""
    zone = _zone_of(progress)
    course, level = trend.course, trend.course.level
    assert level.low is not None
    assert level.high is not None
    points = [
        Point(
            _local(at, zone).date(), time, low, high,
            words("progress.chart-session-tip", day=words.day(_local(at, zone).date()),
                  time=words.seconds(time, 3), low=words.number(low, 3), high=words.number(high, 3)),
        )
        for at, time, low, high in zip(
            course.at.tolist(), course.time_s.tolist(), course.low_s.tolist(),
            course.high_s.tolist(), strict=True,
        )
    ]  # fmt: skip
    rows = list(
        zip(
            [_local(at, zone) for at in level.at.tolist()],
            level.middle.tolist(), level.low.tolist(), level.high.tolist(),
            (level.at <= course.forecast_from).tolist(), strict=True,
        )
    )  # fmt: skip
    seen = [row for row in rows if row[4]]
    # The look ahead begins where the level ends.
    coming = [*seen[-1:], *(row for row in rows if not row[4])]
    title = series_name(trend, words)
    about = words(
        "progress.chart-trend-about",
        what=title,
        sessions=len(points),
        first=words.day(points[0].at),
        last=words.day(points[-1].at),
        level=words.seconds(trend.level_s.value, 3),
    )
    written = TrendWords(
        title,
        about,
        words("progress.chart-trend-axis", what=title),
        words("progress.chart-level"),
        words("progress.chart-ahead"),
        words("progress.chart-session"),
    )
    return trend_over_time(
        points, _line(seen), _line(coming), written, locale_of(words), width=width
    )


def series_name(trend: Trend, words: Words) -> str:
    """What a trend is of, such as "Fly 10"."""
    length = words.distance(trend.zone.length)
    return words(f"progress.series-name-{trend.series}", length=length)


def locale_of(words: Words) -> Locale:
    """How axes are written."""
    months, weekdays = words("calendar.months").split(), words("calendar.weekdays").split()
    return Locale(words.manner.decimal, tuple(months), tuple(weekdays))


def _profiles(progress: Progress, words: Words, width: int) -> Spec | None:
    rows = []
    for name, digits in _PROFILE:
        points = tuple(
            Point(
                one.at.date(), known.value, known.low, known.high,
                f"{words.day(one.at.date())}: {known_words(known, words, digits)}",
            )
            for one in progress.profiles
            if (known := one.values.get(name)) is not None
        )  # fmt: skip
        if points:
            unit = next(o.values[name].unit for o in progress.profiles if name in o.values)
            rows.append(Row(f"{name} ({unit})", points, digits))
    if not rows:
        return None
    title = words("progress.profile")
    about = words("progress.chart-profile-about", n=len(progress.profiles))
    return values_over_time(rows, title, about, locale_of(words), width=width)


def known_words(known: Known, words: Words, digits: int) -> str:
    """A number of a profile with its interval, or that this is not known."""
    value = f"{words.number(known.value, digits)}\u202f{known.unit}"
    if known.low is None or known.high is None:
        return words("progress.value-alone", value=value)
    low, high = words.number(known.low, digits), words.number(known.high, digits)
    return words("progress.value-between", value=value, low=low, high=high)


def jump_name(one: JumpSeries, words: Words) -> str:
    """A series of jumps by its name, such as "Drop jump from 0.30 m: RSI"."""
    kind, _, drop = one.kind.partition(" ")
    name = words(f"progress.jump-{kind}")
    if drop:
        name = words("progress.jump-from", jump=name, drop=words.number(float(drop), 2))
    return words("progress.jump-of", jump=name, quantity=words(f"progress.of-{one.quantity}"))


def jump_digits(one: JumpSeries) -> int:
    """How exactly it is written."""
    return _DIGITS[one.quantity]


def _jumps(jumps: Sequence[JumpSeries], words: Words, width: int) -> Spec | None:
    if not jumps:
        return None
    rows = []
    for one in jumps:
        digits = jump_digits(one)
        unit = words(f"progress.unit-{one.quantity}")
        points = tuple(
            Point(
                day.day, day.value, day.low, day.high,
                f"{words.day(day.day)}: "
                f"{known_words(Known(day.value, day.low, day.high, unit), words, digits)}",
            )
            for day in one.days
        )  # fmt: skip
        rows.append(Row(f"{jump_name(one, words)} ({unit})", points, digits))
    title = words("progress.jumps")
    about = words("progress.chart-jumps-about", n=len(jumps))
    return values_over_time(rows, title, about, locale_of(words), width=width)


def _line(rows: Sequence[tuple[datetime, float, float, float, bool]]) -> Line:
    at, middle, low, high, _ = zip(*rows, strict=True)
    return Line(at, middle, low, high)


def _zone_of(progress: Progress) -> tzinfo:
    zone = progress.athlete.time_zone
    return (progress.now.tzinfo or UTC) if zone is None else zone_of(zone)


def _local(stamp: float, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(stamp, zone)
