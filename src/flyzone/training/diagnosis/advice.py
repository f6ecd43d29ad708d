"""What to change, or to test, for the causes that are worth a thought."""

from __future__ import annotations

import numpy as np

from flyzone.model import Reason
from flyzone.training.diagnosis.evidence import Case


def advice_for(case: Case, causes: dict[str, float]) -> tuple[Reason, ...]:
    """What to change or test, the likeliest cause first."""
    worth = case.book.value("diagnosis-advice", "probability")
    likely = sorted((c for c in causes if causes[c] >= worth), key=lambda c: -causes[c])
    found = [one for cause in likely for one in _advice(case, cause)]
    testable = causes["rest_too_short"] >= worth or causes["cannot_tell"] >= worth
    if testable and not case.rests_vary:
        found.append(case.book.reason("diagnosis-rest", "advise-rest-test"))
    return tuple(found)


def _advice(case: Case, cause: str) -> list[Reason]:
    book, records = case.book, case.records
    match cause:
        case "rest_too_short":
            seconds = float(np.nanmedian(records.asked_rest))
            return [book.reason("diagnosis-rest", "advise-longer-rest", {"seconds": seconds})]
        case "recovery_too_short":
            known = np.isfinite(records.gap)
            hours = float(np.median(records.gap_asked[known])) / 3600.0 if known.any() else 48.0
            found = []
            if case.gaps_short:
                found.append(
                    book.reason("diagnosis-recovery", "advise-longer-gaps", {"hours": hours})
                )
            sleep = book.value("diagnosis-recovery", "sleep_h")
            if np.any(records.sleep < sleep):
                found.append(book.reason("diagnosis-recovery", "advise-sleep", {"hours": sleep}))
            return found
        case "not_maximal":
            return [book.reason("diagnosis-scatter", "advise-full-effort")]
        case "method_changed":
            return [book.reason("diagnosis-loss", "advise-one-method")]
        case "wind":
            return [book.reason("diagnosis-loss", "advise-wind")]
        case "too_few_exposures":
            numbers = {"per_week": book.value("diagnosis-exposures", "per_week")}
            return [book.reason("diagnosis-exposures", "advise-more-exposures", numbers)]
        case "still_adapting":
            return [book.reason("diagnosis-adapting", "advise-wait")]
        case "detraining":
            return [book.reason("diagnosis-detraining", "advise-return")]
        case "too_many_reps":
            return [book.reason("diagnosis-rest", "advise-fewer-reps")]
        case "none":
            return [book.reason("diagnosis-loss", "advise-keep-on")]
    return [book.reason("diagnosis-data", "advise-record-more")]
