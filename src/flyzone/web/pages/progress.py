"""Progress: is it working, and if not, why; with what else was measured, each with its error."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from flyzone.model import Reason
from flyzone.storage import BoardTime
from flyzone.training.diagnosis import Cause
from flyzone.training.trend import Credible, NoTrend, Trend
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.charts import bundle_url
from flyzone.web.failures import Refused
from flyzone.web.kept_progress import KeptProgress, kept_progress
from flyzone.web.progress_charts import (
    CHARTS,
    WIDTHS,
    chart_of,
    jump_digits,
    jump_name,
    known_words,
    picture_of,
    series_name,
)
from flyzone.web.render import show
from flyzone.web.words import Words
from flyzone.workflows.jumps_over_time import JumpSeries
from flyzone.workflows.progress_of import SHOWN, Known, ProfilePoint, Progress, Reserve
from flyzone.workflows.training_load import LoadDay

router = APIRouter()

_CAUSES_SHOWN = 0.005
"""Causes that are less likely are not listed."""
_FEW = 5
"""Profiles and days of jumps that stand in a table; the chart has all."""
SeriesAsked = Annotated[Literal["fly", "start"] | None, Query()]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and between what it lies."""

    label: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """Where a chart stands: its address without width, and the same as a picture."""

    address: str
    picture: str
    about: str


@dataclass(frozen=True, slots=True)
class JumpTable:
    """A series of jumps in words: its name, and day, value and number of jumps of the last days."""

    name: str
    rows: tuple[tuple[date, str, int], ...]


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """What `progress.html` needs.

    Attributes
    ----------
    athlete_id, name : str
    call : str
        ``"faster"``, ``"slower"``, ``"steady"`` or ``"cannot-tell"``.
    of_what : str
        What the trend is of; empty without any time.
    series : tuple of str
        Those that can be chosen; one or none means no choice.
    chosen : str or None
    figures : tuple of Figure
    reasons, not_measured, advice, looked_at : tuple of Reason
    causes : tuple of Cause
    both : float
    flying, standing : tuple of BoardTime
    profiles : tuple of (ProfilePoint, tuple of str)
        The last ones, each with its numbers in words.
    profile_names : tuple of str
    reserve : Reserve or None
    no_reserve : str
    jumps : tuple of JumpTable
    weeks : tuple of tuple of LoadDay
        The latest first.
    most_m : float, m
        The most at full effort on any day.
    gaps, kept : int
        Between maximal sessions, and how many of them were long enough.
    charts : dict of str to ChartPlace
    bundle : str
        Address of the program that draws them.
    """

    athlete_id: str
    name: str
    call: str
    of_what: str
    series: tuple[str, ...]
    chosen: str | None
    figures: tuple[Figure, ...]
    reasons: tuple[Reason, ...]
    not_measured: tuple[Reason, ...]
    causes: tuple[Cause, ...]
    both: float
    advice: tuple[Reason, ...]
    looked_at: tuple[Reason, ...]
    flying: tuple[BoardTime, ...]
    standing: tuple[BoardTime, ...]
    profiles: tuple[tuple[ProfilePoint, tuple[str, ...]], ...]
    profile_names: tuple[str, ...]
    reserve: Reserve | None
    no_reserve: str
    jumps: tuple[JumpTable, ...]
    weeks: tuple[tuple[LoadDay, ...], ...]
    most_m: float
    gaps: int
    kept: int
    charts: dict[str, ChartPlace]
    bundle: str


@router.get(urls.PROGRESS)
def progress(asking: Member, athlete_id: str, series: SeriesAsked = None) -> Response:
    """The page."""
    known = kept_progress(asking, athlete_id, series)
    page = _context(known.progress, asking.words, series)
    title = asking.words("progress.title", name=page.name)
    return show(
        asking, "progress.html", page, title=title, here="progress",
        athlete=(athlete_id, page.name),
    )  # fmt: skip


@router.get(urls.PROGRESS_CHART)
def chart(
    asking: Member,
    athlete_id: str,
    chart: str,
    width: Annotated[int, Query()] = 360,
    series: SeriesAsked = None,
) -> Response:
    """A chart of the page: ``trend.json`` for the browser to draw, ``trend.png`` where it cannot."""
    name, _, kind = chart.partition(".")
    if name not in CHARTS or kind not in {"json", "png"} or width not in WIDTHS:
        raise Refused(404, "not-found", "There is no such chart here. Load the page again.")
    known = kept_progress(asking, athlete_id, series)
    tag = _tag(asking, known, name, kind, width)
    if asking.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    content = _content(asking, known, name, kind, width, series)
    if content is None:
        raise Refused(404, "not-found", "There is nothing to draw yet. Record something first.")
    media = "application/json" if kind == "json" else "image/png"
    return Response(content, media_type=media, headers={"etag": tag})


def _content(
    asking: Asking, known: KeptProgress, name: str, kind: str, width: int, series: str | None
) -> bytes | None:
    words = asking.words
    athlete_id = known.progress.athlete.id

    def make() -> tuple[bytes | None, None]:
        spec = chart_of(known.progress, name, words, width)
        if spec is None:
            return None, None
        if kind == "png":
            return picture_of(spec), None
        text = json.dumps(spec, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
        return text.encode(), None

    key = (athlete_id, known.tag, name, kind, width, series, words.manner)
    return asking.site.kept.answers.answer(key, asking.now, make)


def _tag(asking: Asking, known: KeptProgress, *parts: object) -> str:
    whole = repr((known.tag, asking.words.manner, *parts, asking.request.url.query))
    return f'"{hashlib.sha256(whole.encode()).hexdigest()[:24]}"'


def _context(progress: Progress, words: Words, asked: str | None) -> ProgressPage:
    trend, diagnosis = progress.told.trend, progress.told.diagnosis
    found = isinstance(trend, Trend)
    weeks = [progress.load[n : n + 7] for n in range(0, len(progress.load), 7)]
    gaps = [day.gap for day in progress.load if day.gap is not None]
    likely = tuple(one for one in diagnosis.causes if one.probability >= _CAUSES_SHOWN)
    return ProgressPage(
        athlete_id=progress.athlete.id,
        name=progress.athlete.name,
        call=trend.call if isinstance(trend, Trend) else "cannot-tell",
        of_what=_of_what(progress, words),
        series=progress.series,
        chosen=progress.chosen,
        figures=_figures(trend, words),
        reasons=trend.reasons,
        not_measured=trend.not_measured,
        causes=likely,
        both=diagnosis.both,
        advice=diagnosis.advice,
        looked_at=diagnosis.reasons,
        flying=progress.flying,
        standing=progress.standing,
        profiles=tuple(_profile_row(one, words) for one in progress.profiles[-_FEW:][::-1]),
        profile_names=SHOWN,
        reserve=progress.reserve,
        no_reserve=progress.no_reserve,
        jumps=tuple(_jump_table(one, words) for one in progress.jumps),
        weeks=tuple(weeks[::-1]),
        most_m=max((day.fast_m for day in progress.load), default=0.0),
        gaps=len(gaps),
        kept=sum(gap.kept for gap in gaps),
        charts=_charts(progress, words, asked, trend=found),
        bundle=bundle_url(),
    )


def _of_what(progress: Progress, words: Words) -> str:
    trend = progress.told.trend
    if isinstance(trend, Trend):
        return series_name(trend, words)
    if trend.zone is None or progress.chosen is None:
        return ""
    length = words.distance(trend.zone.length)
    return words(f"progress.series-name-{progress.chosen}", length=length)


def _charts(
    progress: Progress, words: Words, asked: str | None, *, trend: bool
) -> dict[str, ChartPlace]:
    there = {"trend": trend, "profile": bool(progress.profiles), "jumps": bool(progress.jumps)}
    query = f"&series={asked}" if asked else ""
    found = {}
    for name, is_there in there.items():
        if is_there:
            address, picture = (
                urls.url(
                    urls.PROGRESS_CHART, athlete_id=progress.athlete.id, chart=f"{name}.{kind}"
                )
                for kind in ("json", "png")
            )
            about = words(f"progress.chart-alt-{name}")
            found[name] = ChartPlace(f"{address}?{query[1:]}", f"{picture}?{query[1:]}", about)
    return found


def _figures(trend: Trend | NoTrend, words: Words) -> tuple[Figure, ...]:
    """The numbers of the trend, each with its interval."""
    found: list[Figure] = []

    def add(key: str, value: str, error: str = "") -> None:
        found.append(Figure(words(f"progress.{key}"), value, error))

    def between(one: Credible, write: Callable[[float], str]) -> str:
        return words("progress.between", low=write(one.low), high=write(one.high))

    def seconds(value: float) -> str:
        return words.number(value, 3)

    def ms(value: float) -> str:
        return signed(words, 1000.0 * value, 1)

    def per_cent(value: float) -> str:
        return signed(words, value, 2)

    if trend.level_s is not None:
        add("level", words.seconds(trend.level_s.value, 3), between(trend.level_s, seconds))
    if trend.level_m_s is not None:
        add(
            "level-speed", words.speed(trend.level_m_s.value), between(trend.level_m_s, words.speed)
        )
    if not isinstance(trend, Trend):
        return tuple(found)
    week, percent = trend.change_per_week.time_s, trend.change_per_week.percent
    add("per-week", f"{ms(week.value)}\u202fms", between(week, ms))
    add("per-week-percent", f"{per_cent(percent.value)}\u202f%", between(percent, per_cent))
    add("p-gain", _chance(words, trend.p_gain))
    add("p-gain-swc", _chance(words, trend.p_gain_over_swc),
        words("progress.swc", swc=words.number(trend.swc_percent, 1)))  # fmt: skip
    if trend.p_plateau is not None:
        held = words("progress.plateau-yes" if trend.plateau else "progress.plateau-no")
        add("plateau", _chance(words, trend.p_plateau), held)
    add("forecast", words.seconds(trend.forecast_s.value, 3), between(trend.forecast_s, seconds))
    add("rep-sd", words.percent(trend.rep_sd, 1),
        words("progress.from", sessions=trend.sessions, reps=trend.reps,
              weeks=words.number(trend.weeks, 1)))  # fmt: skip
    return tuple(found)


def signed(words: Words, value: float, digits: int) -> str:
    """A change with its sign."""
    return ("\u2212" if value < 0.0 else "+") + words.number(abs(value), digits)


def _chance(words: Words, p: float) -> str:
    """A probability; nothing that rests on a model is surer than 0.99."""
    if p > 0.99:
        return f">\u202f{words.number(0.99, 2)}"
    return f"<\u202f{words.number(0.01, 2)}" if p < 0.01 else words.number(p, 2)


def _profile_row(one: ProfilePoint, words: Words) -> tuple[ProfilePoint, tuple[str, ...]]:
    digits = {"Pmax": 1}
    return one, tuple(
        known_words(one.values[name], words, digits.get(name, 2)) if name in one.values else "–"
        for name in SHOWN
    )


def _jump_table(one: JumpSeries, words: Words) -> JumpTable:
    unit, digits = words(f"progress.unit-{one.quantity}"), jump_digits(one)
    rows = tuple(
        (day.day, known_words(Known(day.value, day.low, day.high, unit), words, digits), day.n)
        for day in one.days[-_FEW:][::-1]
    )
    return JumpTable(jump_name(one, words), rows)
