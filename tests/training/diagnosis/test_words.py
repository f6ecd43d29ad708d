"""Every reason of a diagnosis has a sentence for the numbers that it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.training.diagnosis.planted import TWICE_A_WEEK, WEEKDAYS, now, record

from flyzone.model import History, Reason
from flyzone.training.diagnosis import diagnose
from flyzone.training.rules import STANDARD
from flyzone.training.rules.diagnosis import DIAGNOSIS_RULES
from flyzone.wording.english.diagnosis import DIAGNOSIS
from flyzone.wording.sentences import sentence

BREAK = [*TWICE_A_WEEK[:6], *(h + 21 * 24.0 for h in TWICE_A_WEEK[6:])]
RECORDS = (
    {"rests": (80.0, 300.0), "rest_cost": 2.5, "hours": WEEKDAYS, "gap_cost": 2.5},
    {"rests": (80.0,), "rest_cost": 2.5, "endings": "guard"},
    {"hours": [24.0 * day for day in range(14)]},
    {"hours": WEEKDAYS, "gap_cost": 2.5},
    {"slowing": 0.8},
    {"slowing": 0.8, "rests": (260.0, 600.0)},
    {"known_rests": False},
    {"hours": (0.0,), "reps": 1},
    {"hours": (0.0, 24.0, 48.0)},
    {"step_at": 6, "step": 2.5},
    {"rep_sd": 4.0},
    {"sleep_h": (8.0, 5.0), "sleep_cost": 1.5},
    {"hours": BREAK, "step_at": 6, "step": 3.0, "method": "gates"},
    {"hours": [240.0 * n for n in range(6)], "trend": 0.2, "day_sd": 0.2},
    {"hours": [48.0 * n for n in range(8)], "trend": 0.3, "day_sd": 0.2},
)


def windy() -> History:
    calm = record(seed=2)
    sessions = tuple(
        type(s)(s.id, s.athlete_id, s.started_at, s.stimulus, tuple(
            type(r)(r.id, r.number, r.distance_m, r.time_s, r.time_sd_s, rest_before_s=r.rest_before_s,
                    wind_m_s=2.0 if i < 6 else -2.0, method=r.method) for r in s.reps))
        for i, s in enumerate(calm.sessions)
    )  # fmt: skip
    return History(calm.athlete, sessions)


def said() -> Iterator[Reason]:
    histories = [record(**how) for how in RECORDS]  # type: ignore[arg-type]
    for history in (*histories, windy(), History(record().athlete)):
        when = now(history) if history.sessions else now(record())
        found = diagnose(history, when, STANDARD)
        yield from found.reasons
        yield from found.advice
        for cause in found.causes:
            yield from cause.evidence


@pytest.fixture(scope="module")
def reasons() -> list[Reason]:
    return list(said())


def test_every_sentence_is_said_and_every_reason_has_one(reasons: list[Reason]) -> None:
    assert {reason.code for reason in reasons} == set(DIAGNOSIS)


def test_sentences_hold_their_numbers(reasons: list[Reason]) -> None:
    for reason in reasons:
        text = sentence(reason)
        assert re.match(r"[A-Z0-9]", text), text
        assert text.endswith("."), text
        assert not re.search(r"[{}]|\bnan\b|\binf\b|None|  ", text), text


def test_every_rule_is_followed_by_something_that_is_said(reasons: list[Reason]) -> None:
    spoken = {reason.rule for reason in reasons}
    silent = {rule.key for rule in DIAGNOSIS_RULES} - spoken
    assert silent == {"diagnosis-advice"}, "it decides what gets advice, and says nothing itself"


def test_evidence_carries_the_caveat_that_rests_were_chosen(reasons: list[Reason]) -> None:
    told = [reason for reason in reasons if reason.code == "diagnosis-rest-cost"]
    assert told
    assert all("not drawn by lot" in reason.caveat for reason in told)


def test_plain_numbers_agree_with_the_planted_ones() -> None:
    history = record(rests=(90.0, 600.0), rest_cost=3.0, rep_sd=0.3, day_sd=0.2)
    found = diagnose(history, now(history), STANDARD)
    rest = next(c.evidence for c in found.causes if c.code == "rest_too_short")
    numbers = next(reason.numbers for reason in rest if reason.code == "diagnosis-rest-varied")
    # The third to fifth rep lost 3.0, 3.3 and 3.4 %, and the first was slow by 0.8 %.
    assert numbers["short"] == pytest.approx(2.45, abs=0.4)
    assert numbers["long"] == pytest.approx(-0.8, abs=0.4)
