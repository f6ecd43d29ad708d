"""The evidence for each cause, in the athlete's own numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from flyzone.model import Reason
from flyzone.training.diagnosis.comparison import (
    FEWEST,
    Contrast,
    gap_contrast,
    rest_contrast,
    rests_vary,
    sleep_contrast,
)
from flyzone.training.diagnosis.others import Effect, Others
from flyzone.training.diagnosis.posterior import Beliefs
from flyzone.training.diagnosis.records import DAY_S, Records
from flyzone.training.rules import RuleBook

_HOUR = 3600.0


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """All that the words of a diagnosis are made from."""

    records: Records
    beliefs: Beliefs
    others: Others
    book: RuleBook

    @property
    def rests_known(self) -> bool:
        """Whether most rests were written down."""
        late = self.records.order > 0
        return not late.any() or float(np.mean(np.isfinite(self.records.rest[late]))) >= 0.5

    @property
    def rests_vary(self) -> bool:
        """Whether rests differed enough to compare."""
        return rests_vary(self.records, self.book.value("diagnosis-rest", "contrast"))

    @property
    def gaps_short(self) -> int:
        """How many sessions came sooner than the rules ask."""
        return int(np.sum(self.records.came_soon))


def evidence_of(case: Case, cause: str) -> tuple[Reason, ...]:
    """What speaks for or against a cause, in numbers of the record."""
    makers = {
        "rest_too_short": _rest, "recovery_too_short": _recovery, "not_maximal": _scatter,
        "method_changed": _method, "wind": _wind, "too_few_exposures": _few,
        "still_adapting": _new, "detraining": _back, "too_many_reps": _slowing, "none": _none,
        "cannot_tell": _unclear,
    }  # fmt: skip
    return tuple(makers[cause](case))


def trend_of_record(case: Case) -> Reason:
    """How the times moved."""
    trend = case.others.trend
    numbers = {"percent": trend.mean, "error": trend.sd}
    return Reason("diagnosis-trend", numbers, source="The athlete's own record")


def _rest(case: Case) -> list[Reason]:
    records, book = case.records, case.book
    known = np.isfinite(records.rest)
    if not known.any():
        return [book.reason("diagnosis-rest", "diagnosis-rest-unknown")]
    rest, asked = records.rest[known], records.asked_rest[known]
    found = [
        book.reason(
            "diagnosis-rest",
            "diagnosis-rest-asked",
            {
                "rest": float(np.median(rest)),
                "asked": float(np.median(asked)),
                "below": int(np.sum(rest < asked)),
                "n": len(rest),
            },
        )
    ]
    contrast = rest_contrast(records, book.value("diagnosis-rest", "contrast"))
    if contrast.short is not None and contrast.long is not None:
        numbers = {"border": contrast.border, **_both_groups(contrast)}
        found.append(book.reason("diagnosis-rest", "diagnosis-rest-varied", numbers))
    elif contrast.short is not None and not case.rests_vary:
        numbers = {
            "percent": contrast.short.percent,
            "error": contrast.short.error,
            "n": contrast.short.n,
        }
        found.append(book.reason("diagnosis-rest", "diagnosis-rest-steady", numbers))
    cost, error = case.beliefs.rest_cost
    numbers = {"percent": cost, "error": error}
    found.append(book.reason("diagnosis-loss", "diagnosis-rest-cost", numbers))
    return found


def _recovery(case: Case) -> list[Reason]:
    records, book = case.records, case.book
    gaps = records.gap[np.isfinite(records.gap)] / _HOUR
    found = []
    if len(gaps):
        numbers: dict[str, float | str] = {
            "below": case.gaps_short,
            "n": len(gaps),
            "gap": float(np.median(gaps)),
            "asked": float(np.median(records.gap_asked[np.isfinite(records.gap)])) / _HOUR,
        }
        found.append(book.reason("diagnosis-recovery", "diagnosis-gap-asked", numbers))
    contrast = gap_contrast(records)
    if contrast.short is not None:
        numbers = {"hours": contrast.border / _HOUR, **_both_groups(contrast)}
        found.append(book.reason("diagnosis-recovery", "diagnosis-gap-varied", numbers))
    nights = sleep_contrast(records, book.value("diagnosis-recovery", "sleep_h"))
    if nights.short is not None:
        numbers = {"hours": nights.border / _HOUR, **_both_groups(nights)}
        found.append(book.reason("diagnosis-recovery", "diagnosis-sleep-varied", numbers))
    cost, error = case.beliefs.recovery_cost
    numbers = {"percent": cost, "error": error}
    found.append(book.reason("diagnosis-loss", "diagnosis-gap-cost", numbers))
    return found


def _both_groups(contrast: Contrast) -> dict[str, float | str]:
    short, long = contrast.short, contrast.long
    assert short is not None and long is not None  # noqa: PT018
    return {
        "short": short.percent, "short_error": short.error, "short_n": short.n,
        "long": long.percent, "long_error": long.error, "long_n": long.n,
    }  # fmt: skip


def _scatter(case: Case) -> list[Reason]:
    records, book = case.records, case.book
    within = records.y - records.level[records.session]
    freedom = max(len(within) - len(records.starts), 1)
    numbers = {
        "percent": float(np.sqrt(np.sum(within**2) / freedom)),
        "usual": book.value("diagnosis-scatter", "percent"),
        "asked_below": 100.0 * records.effort_share,
    }
    return [book.reason("diagnosis-scatter", "diagnosis-scatter", numbers)]


def _method(case: Case) -> list[Reason]:
    numbers: dict[str, float | str] = {
        "methods": ", ".join(case.records.methods),
        **_effect(case.others.method),
    }
    return [case.book.reason("diagnosis-loss", "diagnosis-method-step", numbers)]


def _wind(case: Case) -> list[Reason]:
    numbers = _effect(case.others.wind)
    return [case.book.reason("diagnosis-loss", "diagnosis-wind-step", numbers)]


def _few(case: Case) -> list[Reason]:
    numbers = {
        "per_week": case.others.per_week,
        "asked": case.book.value("diagnosis-exposures", "per_week"),
    }
    return [case.book.reason("diagnosis-exposures", "diagnosis-few-exposures", numbers)]


def _new(case: Case) -> list[Reason]:
    numbers = {"days": case.others.days, "asked": case.book.value("diagnosis-adapting", "days")}
    return [case.book.reason("diagnosis-adapting", "diagnosis-new", numbers)]


def _back(case: Case) -> list[Reason]:
    numbers = {"days": case.others.break_days, **_effect(case.others.back)}
    return [case.book.reason("diagnosis-detraining", "diagnosis-return", numbers)]


def _slowing(case: Case) -> list[Reason]:
    numbers = _effect(case.others.slowing)
    return [case.book.reason("diagnosis-rest", "diagnosis-slowing", numbers)]


def _none(case: Case) -> list[Reason]:
    found = [trend_of_record(case)]
    numbers = {
        "rest": case.beliefs.rest_cost[0],
        "recovery": case.beliefs.recovery_cost[0],
        "loss": case.book.value("diagnosis-loss", "percent"),
    }
    found.append(case.book.reason("diagnosis-loss", "diagnosis-nothing-costs", numbers))
    return found


def _unclear(case: Case) -> list[Reason]:
    records, book = case.records, case.book
    found = []
    needed = book.value("diagnosis-data", "sessions")
    if len(records.starts) < needed:
        numbers = {"n": len(records.starts), "needed": needed}
        found.append(book.reason("diagnosis-data", "diagnosis-few-sessions", numbers))
    if not case.rests_known:
        found.append(book.reason("diagnosis-rest", "diagnosis-rest-unknown"))
    elif not case.rests_vary and np.isfinite(records.rest).any():
        numbers = {"rest": float(np.nanmedian(records.rest))}
        found.append(book.reason("diagnosis-rest", "diagnosis-rest-never-varied", numbers))
    if case.gaps_short and np.sum(~records.came_soon[1:]) < FEWEST:
        numbers = {"below": case.gaps_short, "n": len(records.gap) - 1}
        found.append(book.reason("diagnosis-recovery", "diagnosis-gap-never-varied", numbers))
    if case.beliefs.neither * case.others.slowing.counts > 0.1:
        found.append(
            book.reason("diagnosis-rest", "diagnosis-slowing", _effect(case.others.slowing))
        )
    return found


def _effect(effect: Effect) -> dict[str, float | str]:
    return {"percent": effect.mean, "error": effect.sd}


def window_of(case: Case) -> list[Reason]:
    """What the diagnosis looked at."""
    records = case.records
    found = [
        case.book.reason(
            "diagnosis-data",
            "diagnosis-window",
            {
                "sessions": len(records.starts),
                "reps": len(records.y),
                "days": float(records.starts[-1] - records.starts[0]) / DAY_S,
            },
        )
    ]
    if records.cut.any():
        found.append(
            case.book.reason(
                "diagnosis-data", "diagnosis-cut-sessions", {"n": int(records.cut.sum())}
            )
        )
    return found
