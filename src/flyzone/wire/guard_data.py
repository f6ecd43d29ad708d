"""The ``guard-data`` document: all that a phone needs to judge today's reps without a signal.

The decision itself stands in ``static/js/guard.js``; every number that it decides by stands here, so
that none is typed twice: what is known of the athlete (one prior for each kind of run that he may time
today, and the one of somebody unknown), the rules as they hold for him, the constants of the model, and
the sentences.  `flyzone.workflows.guard_data` fills it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Final, Literal, get_args

import numpy as np
from pydantic import BaseModel, Field

from flyzone.model.athlete import Place
from flyzone.training import comparable
from flyzone.training.catalogue.exercise import FAULTS
from flyzone.training.guard import drop, form, kinds, level, rest, series, verdict
from flyzone.training.guard.level import GuardPrior
from flyzone.training.guard.series import RunKind
from flyzone.training.rules import RuleBook
from flyzone.wire.reason import EXACT, RuleChangeDocument, change_document
from flyzone.wording.english.guard import GUARD
from flyzone.wording.rules import rule_text
from flyzone.wording.sentences import CATALOGUES, MOST_SURE, SHOWN_DIGITS, SURE, TELLERS

GUARD_DATA_SCHEMA_VERSION: Final = 1
GUARD_RULES: Final = "session-"
"""How the keys of the guard's rules begin."""

Triangle = Annotated[list[float], Field(min_length=10, max_length=10)]
Vector = Annotated[list[float], Field(min_length=4, max_length=4)]


class PriorDocument(BaseModel):
    """What is known of his level before the session, as a grid of g points."""

    model_config = EXACT

    rep_sd: list[float] = Field(description="SD from rep to rep, as a share; one a point")
    day_sd: list[float] = Field(description="SD of the form of a day")
    log_weight: list[float] = Field(description="logarithm of the weight of a point")
    mean: list[Vector] = Field(
        description="usual level, ln(s) above origin, and the warm-up of the first three reps"
    )
    covariance: list[Triangle] = Field(
        description="of the four: 00, 10, 11, 20, 21, 22, 30, 31, 32, 33"
    )
    origin: float | None = Field(default=None, description="ln(s); absent: nothing is known")
    sessions: int = Field(ge=0)
    reps: int = Field(ge=0)


class KindDocument(BaseModel):
    """A kind of run, and what is known of him in it; what is absent is not known."""

    model_config = EXACT

    distance_m: float
    run_in_m: float | None = None
    method: str | None = None
    exercise: str | None = None
    best: float | None = Field(default=None, description="best time on record without wind, ln(s)")
    prior: PriorDocument | None = Field(
        default=None, description="absent: nothing is known of him in it, and `unknown` holds"
    )


class GuardRuleDocument(BaseModel):
    """A rule as it holds for him."""

    model_config = EXACT

    thresholds: dict[str, float]
    source: str
    caveat: str | None = None
    changed: list[RuleChangeDocument] | None = None


class DropConstants(BaseModel):
    """Of the ways to have dropped, of mistimed reps and of the bar (`flyzone.training.guard.drop`)."""

    model_config = EXACT

    hazard: float
    steps: list[float]
    step_weight: list[float]
    fades: list[float]
    fade_share: float
    odd_day: float
    odd_day_share: float
    mistimed: float
    mistimed_share: float
    suspect: float
    settled: float
    last_rise: int
    little_known: float
    known: float
    nothing_known: float
    rounding: float


class LevelConstants(BaseModel):
    """Of today's level and its warm-up (`flyzone.training.guard.level`)."""

    model_config = EXACT

    warm_reps: int
    each_day: list[list[float]]
    drift_per_day: float
    unknown: float


class RestConstants(BaseModel):
    """Of the rest clock (`flyzone.training.guard.rest`)."""

    model_config = EXACT

    deepest: float
    depletion_s: float
    recovery_s: float
    recovery_power: float
    run_in_speed: float
    easy_part: float
    moderate_part: float


class VerdictConstants(BaseModel):
    """Of the verdict, and of what a rep was."""

    model_config = EXACT

    not_meant_sd: float
    mostly_tired: float
    first_reps: int


class TimingConstants(BaseModel):
    """Of a time: its error where none is stated, and what the wind took."""

    model_config = EXACT

    coarse: float
    typical_sd_s: list[tuple[str, float]]
    other_sd_s: float
    gps_words: list[str]
    gps_sd: float
    wind_share: float
    gauge_sd_m_s: float


class ConstantsDocument(BaseModel):
    """The numbers of the model that nobody changes."""

    model_config = EXACT

    drop: DropConstants
    level: LevelConstants
    rest: RestConstants
    verdict: VerdictConstants
    timing: TimingConstants


class WordsDocument(BaseModel):
    """What is said, in one language; places in braces take numbers, in the way of Python's format."""

    model_config = EXACT

    language: str
    sentences: dict[str, str]
    sure: str
    surer: str
    most_sure: float
    shown_digits: int
    seconds: str
    per_cent: str
    not_known: str
    place_not_said: str
    decimal: str = Field(description="decimal mark of the numbers in a sentence")
    vocabulary: dict[str, str] = Field(
        description="what stands in a sentence for a word of the domain; others stay as they are"
    )


class GuardDataDocument(BaseModel):
    """Today's guard of one athlete."""

    model_config = EXACT

    schema_version: Literal[1] = GUARD_DATA_SCHEMA_VERSION
    athlete: str = Field(description="his UUID")
    at: str = Field(description="moment for which the priors hold, ISO 8601")
    kinds: list[KindDocument]
    unknown: PriorDocument = Field(description="of somebody of whom nothing is known")
    rules: dict[str, GuardRuleDocument]
    constants: ConstantsDocument
    words: WordsDocument


def guard_data_document(
    athlete_id: str,
    at: datetime,
    known: Mapping[RunKind, tuple[GuardPrior, float | None]],
    book: RuleBook,
    language: str = "en",
) -> dict[str, Any]:
    """The document of one athlete's guard.

    Parameters
    ----------
    athlete_id : str
    at : datetime
        For which the priors hold.
    known : mapping of RunKind to (GuardPrior, float or None)
        For each kind of run his prior, and his best on record, ln(s).
    book : RuleBook
        As it holds for him.
    language : str
        English is taken where nobody wrote the sentences in it.
    """
    document = GuardDataDocument.model_validate(
        {
            "athlete": athlete_id,
            "at": at.isoformat(),
            "kinds": [
                {
                    "distance_m": kind.distance_m,
                    "run_in_m": kind.run_in_m,
                    "method": kind.method,
                    "exercise": kind.exercise,
                    "best": best,
                    "prior": None if prior.origin is None else _prior(prior),
                }
                for kind, (prior, best) in known.items()
            ],
            "unknown": _prior(GuardPrior.unknown().for_today()),
            "rules": _rules(book, language),
            "constants": _constants(),
            "words": _words(language),
        }
    )
    return document.model_dump(mode="json", exclude_none=True)


def _prior(prior: GuardPrior) -> dict[str, Any]:
    rows, columns = np.tril_indices(4)
    return {
        "rep_sd": prior.rep_sd.tolist(),
        "day_sd": prior.day_sd.tolist(),
        # Only differences count; near zero they take fewer digits.
        "log_weight": (prior.log_weight - prior.log_weight.max()).tolist(),
        "mean": prior.mean.tolist(),
        "covariance": prior.covariance[:, rows, columns].tolist(),
        "origin": prior.origin,
        "sessions": prior.sessions,
        "reps": prior.reps,
    }


def _rules(book: RuleBook, language: str) -> dict[str, Any]:
    return {
        key: {
            "thresholds": {name: book.value(key, name) for name in rule.thresholds},
            "source": rule.source,
            "caveat": rule_text(rule, language).caveat or None,
            "changed": [
                change_document(one) for where, one in book.changes.items() if where[0] == key
            ]
            or None,
        }
        for key, rule in book.rules.items()
        if key.startswith(GUARD_RULES)
    }


def _constants() -> dict[str, Any]:
    return {
        "drop": {
            "hazard": drop.HAZARD,
            "steps": drop.STEPS.tolist(),
            "step_weight": drop.STEP_WEIGHT.tolist(),
            "fades": drop.FADES.tolist(),
            "fade_share": drop.FADE_SHARE,
            "odd_day": drop.ODD_DAY,
            "odd_day_share": drop.ODD_DAY_SHARE,
            "mistimed": drop.MISTIMED,
            "mistimed_share": drop.MISTIMED_SHARE,
            "suspect": drop.SUSPECT,
            "settled": drop.SETTLED,
            "last_rise": drop.LAST_RISE,
            "little_known": drop.LITTLE_KNOWN,
            "known": drop.KNOWN,
            "nothing_known": drop.NOTHING_KNOWN,
            "rounding": drop.ROUNDING,
        },
        "level": {
            "warm_reps": level.WARM_REPS,
            "each_day": level.EACH_DAY.tolist(),
            "drift_per_day": level.DRIFT_PER_DAY,
            "unknown": level.UNKNOWN,
        },
        "rest": {
            "deepest": rest.DEEPEST,
            "depletion_s": rest.DEPLETION_S,
            "recovery_s": rest.RECOVERY_S,
            "recovery_power": rest.RECOVERY_POWER,
            "run_in_speed": rest.RUN_IN_SPEED,
            "easy_part": rest.EASY_PART,
            "moderate_part": rest.MODERATE_PART,
        },
        "verdict": {
            "not_meant_sd": verdict.NOT_MEANT_SD,
            "mostly_tired": verdict.MOSTLY_TIRED,
            "first_reps": form.FIRST,
        },
        "timing": {
            "coarse": series.COARSE,
            "typical_sd_s": list(comparable.TIMING_SD_S.items()),
            "other_sd_s": comparable.OTHER_TIMING_SD_S,
            "gps_words": list(comparable.GPS_WORDS),
            "gps_sd": comparable.GPS_SD,
            "wind_share": comparable.WIND_SHARE,
            "gauge_sd_m_s": comparable.GAUGE_SD_M_S,
        },
    }


def _words(language: str) -> dict[str, Any]:
    codes: Sequence[str] = sorted(GUARD)
    written = language if language in CATALOGUES else "en"
    said, beyond = SURE[written]
    known = TELLERS[written].vocabulary
    spoken = (*get_args(Place), *FAULTS, kinds.NOT_KNOWN, verdict.PLACE_NOT_SAID)
    return {
        "language": written,
        "sentences": {code: CATALOGUES[written][code] for code in codes},
        "sure": said,
        "surer": beyond,
        "most_sure": MOST_SURE,
        "shown_digits": SHOWN_DIGITS,
        "seconds": kinds.SECONDS,
        "per_cent": kinds.PER_CENT,
        "not_known": kinds.NOT_KNOWN,
        "place_not_said": verdict.PLACE_NOT_SAID,
        "decimal": TELLERS[written].decimal,
        "vocabulary": {word: known[word] for word in spoken if word in known},
    }
