"""The trend of an athlete: his level, its change, a plateau, a look ahead; each with how sure it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

import numpy as np

from flyzone.model import Band, History, Measurement
from flyzone.model.arrays import Floats
from flyzone.training.rules import RuleBook
from flyzone.training.trend.answer import Call, Change, Course, Credible, NoTrend, Trend
from flyzone.training.trend.design import WEEK_S
from flyzone.training.trend.mixture import Summary
from flyzone.training.trend.posterior import Levels, band, levels, session_means
from flyzone.training.trend.reasons import reasons_of
from flyzone.training.trend.window import Window, unknowns, window_of

_START, _BEFORE, _END, _AHEAD = np.eye(4)
"""Levels at the start of the window, before a possible plateau, at its end, and ahead of it."""
_BAND_POINTS = 25
_Z_90 = 1.6449


def trend_of(
    history: History,
    now: datetime,
    book: RuleBook,
    *,
    window_weeks: float | None = None,
    mac: float | None = None,
    biases: Mapping[str, Measurement] = MappingProxyType({}),
) -> Trend | NoTrend:
    """The trend of an athlete's flying times, as far as they were known at a moment.

    Parameters
    ----------
    history : History
    now : datetime
        With its offset; what came later is not looked at.
    book : RuleBook
        As it holds for this athlete.
    window_weeks : float, optional
        How far to look back from his last session; the rule's where none is given.
    mac : float, optional, m/s²
        His initial acceleration, to bring zones to one another.
    biases : mapping of str to Measurement, s
        Known biases of methods; see `flyzone.training.comparable.comparable_times`.

    Returns
    -------
    Trend or NoTrend
        No trend, with the reason, where there are too few sessions.

    Notes
    -----
    A straight line whose slope drifts, autoregressive day form, scatter of sessions and reps, with
    all variances integrated out: docs/method-trend.md.
    """
    sessions = history.known_at(now).sessions
    weeks = book.value("trend-window", "weeks") if window_weeks is None else window_weeks
    least = int(book.value("trend-window", "sessions"))
    window = window_of(sessions, weeks, least, mac=mac, biases=biases)
    if window is None:
        numbers = {"sessions": len(sessions)}
        return NoTrend((book.reason("trend-window", "trend-no-times", numbers),))
    if window.sessions < least or 7.0 * window.span < book.value("trend-window", "days"):
        return _too_few(window, weeks, book)
    trend = _numbers(window, book)
    return replace(trend, reasons=reasons_of(trend, history.athlete, now, book))


def _numbers(window: Window, book: RuleBook) -> Trend:
    """A trend without its reasons."""
    span, centre = window.span, window.design.centre
    lately = book.value("trend-plateau", "weeks")
    ahead = book.value("trend-forecast", "weeks")
    fit = levels(window.design, np.array([0.0, max(span - lately, 0.0), span, span + ahead]))
    now_level = fit.combined(_END).summary()
    total = fit.combined(_END - _START).summary()
    called = fit.combined(_END - _START, cautious=True)

    swc = book.value("trend-worthwhile", "percent")
    level_s = math.exp(centre + now_level.middle)
    change = _change(total, level_s, 1.0)
    p_gain = called.below(0.0)
    p_plateau, plateau = (None, False) if span <= lately else _plateau(fit, lately, book)
    return Trend(
        series=window.times.series,
        zone=window.zone,
        method=window.method,
        call=_call(p_gain, change.percent, swc, book.value("trend-called", "probability")),
        level_s=_seconds(now_level, centre),
        level_m_s=_speed(now_level, centre, window.zone.length),
        change_per_week=_change(total, level_s, span),
        change=change,
        p_gain=p_gain,
        p_loss=1.0 - p_gain,
        p_gain_over_swc=called.below(math.log1p(-swc / 100.0)),
        swc_percent=swc,
        p_plateau=p_plateau,
        plateau=plateau,
        forecast_s=_seconds(fit.combined(_AHEAD).summary(), centre),
        forecast_weeks=ahead,
        rep_sd=fit.rep_sd,
        sessions=window.sessions,
        reps=len(window.design.y),
        weeks=span,
        first_at=window.design.start,
        last_at=window.design.start + span * WEEK_S,
        course=_course(window, fit, ahead),
        reasons=(),
        not_measured=unknowns(window),
    )


def _too_few(window: Window, weeks: float, book: RuleBook) -> NoTrend:
    level = levels(window.design, window.design.weeks[-1:]).combined(np.ones(1)).summary()
    numbers = {
        "n": window.sessions,
        "span": 7.0 * window.span,
        "needed": book.value("trend-window", "sessions"),
        "days": book.value("trend-window", "days"),
        "weeks": weeks,
    }
    return NoTrend(
        reasons=(book.reason("trend-window", "trend-too-few", numbers),),
        sessions=window.sessions,
        reps=len(window.design.y),
        zone=window.zone,
        level_s=_seconds(level, window.design.centre),
        level_m_s=_speed(level, window.design.centre, window.zone.length),
        not_measured=unknowns(window),
    )


def _call(p_gain: float, percent: Credible, swc: float, sure: float) -> Call:
    if p_gain >= sure:
        return "faster"
    if 1.0 - p_gain >= sure:
        return "slower"
    return "steady" if max(-percent.low, percent.high) <= swc else "cannot-tell"


def _plateau(fit: Levels, lately: float, book: RuleBook) -> tuple[float, bool]:
    """How probable it is that his level hardly moved of late, and whether that ends a called gain."""
    hardly = lately * book.value("trend-plateau", "percent_per_week") / 100.0
    late = fit.combined(_END - _BEFORE)
    p_plateau = late.below(hardly) - late.below(-hardly)
    gained = fit.combined(_BEFORE - _START, cautious=True).below(0.0)
    likely = p_plateau >= book.value("trend-plateau", "probability")
    return p_plateau, likely and gained >= book.value("trend-called", "probability")


def _course(window: Window, fit: Levels, ahead: float) -> Course:
    design = window.design
    at = np.linspace(0.0, window.span + ahead, _BAND_POINTS)
    middle, sd = band(design, fit, at)
    mean, error = session_means(design, fit)

    def time_of(log: Floats) -> Floats:
        return np.exp(design.centre + log)

    return Course(
        at=design.start + WEEK_S * design.weeks,
        time_s=time_of(mean),
        low_s=time_of(mean - _Z_90 * error),
        high_s=time_of(mean + _Z_90 * error),
        level=Band(
            design.start + WEEK_S * at,
            time_of(middle),
            time_of(middle - _Z_90 * sd),
            time_of(middle + _Z_90 * sd),
        ),
        forecast_from=design.start + WEEK_S * window.span,
    )


def _seconds(log_time: Summary, centre: float) -> Credible:
    return _credible(log_time, lambda log: math.exp(centre + log))


def _speed(log_time: Summary, centre: float, length: float) -> Credible:
    return _credible(log_time, lambda log: length * math.exp(-centre - log))


def _change(log_change: Summary, level_s: float, weeks: float) -> Change:
    """A change of the level, which ends at ``level_s``, for each of some weeks."""
    return Change(
        _credible(log_change, lambda log: -level_s * math.expm1(-log) / weeks),
        _credible(log_change, lambda log: 100.0 * math.expm1(log) / weeks),
    )


def _credible(log: Summary, of: Callable[[float], float]) -> Credible:
    """A rising or falling function of what is believed of a logarithm."""
    low, high = sorted((of(log.low), of(log.high)))
    # The slope of a function that is nearly straight over so small a range.
    slope = (of(log.middle + 1e-4) - of(log.middle - 1e-4)) / 2e-4
    return Credible(of(log.middle), abs(slope) * log.sd, low, high)
