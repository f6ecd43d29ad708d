"""Today's guard as data: it keeps to its schema, holds what decides, and stays small."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import get_args
from uuid import UUID

import numpy as np
import pytest
from tests.training.guard.sessions import ATHLETE, START, history, session

from flyzone.model import RuleChange
from flyzone.model.athlete import Place
from flyzone.training.catalogue.exercise import FAULTS
from flyzone.training.guard.past import prior_of
from flyzone.training.guard.series import RunKind
from flyzone.training.rules import STANDARD
from flyzone.wire.guard_data import GuardDataDocument
from flyzone.wording.english.guard import GUARD
from flyzone.wording.rules import rule_text
from flyzone.wording.sentences import CATALOGUES
from flyzone.workflows.guard_data import guard_data, usual_kinds

FLY = RunKind(10.0, 20.0, "video", None)
LONG = RunKind(20.0, 20.0, "video", None)
EARLIER = history(np.random.default_rng(1), 12)
NOW = session(40, []).started_at


def test_the_document_keeps_to_its_schema_and_survives_json() -> None:
    data = guard_data(ATHLETE, EARLIER, STANDARD, NOW, [FLY, LONG])
    again = json.loads(json.dumps(data, allow_nan=False))
    assert again == data
    assert GuardDataDocument.model_validate(again).kinds[0].best is not None
    assert [kind["distance_m"] for kind in again["kinds"]] == [10.0, 20.0]


def test_every_rule_and_every_sentence_of_the_guard_is_sent() -> None:
    data = guard_data(ATHLETE, EARLIER, STANDARD, NOW, [FLY])
    rules = {key for key in STANDARD.rules if key.startswith("session-")}
    assert set(data["rules"]) == rules
    for key in rules:
        assert set(data["rules"][key]["thresholds"]) == set(STANDARD.rules[key].thresholds)
    assert set(data["words"]["sentences"]) == set(GUARD)


def test_the_prior_is_the_guards_own() -> None:
    prior = prior_of(EARLIER, FLY, session(40, []))
    sent = guard_data(ATHLETE, EARLIER, STANDARD, NOW, [FLY])["kinds"][0]["prior"]
    assert (sent["origin"], sent["sessions"], sent["reps"]) == (prior.origin, 12, 60)
    assert sent["mean"] == prior.mean.tolist()
    covariance = np.zeros_like(prior.covariance)
    rows, columns = np.tril_indices(4)
    covariance[:, rows, columns] = covariance[:, columns, rows] = sent["covariance"]
    # Symmetric but for the last bit.
    assert np.abs(covariance - prior.covariance).max() < 1e-18
    weight = np.exp(sent["log_weight"])
    assert weight / weight.sum() == pytest.approx(prior.weight, rel=1e-12)


def test_a_coachs_change_is_sent_with_his_name() -> None:
    change = RuleChange(str(UUID(int=77)), "session-drop", "odds", 20.0, by="Coach", at=START)
    data = guard_data(ATHLETE, EARLIER, STANDARD.changed([change]), NOW, [FLY])
    rule = data["rules"]["session-drop"]
    assert rule["thresholds"]["odds"] == 20.0
    assert [(one["by"], one["value"]) for one in rule["changed"]] == [("Coach", 20.0)]


def test_a_kind_without_history_is_sent_as_that_of_somebody_unknown() -> None:
    data = guard_data(ATHLETE, EARLIER, STANDARD, NOW, [LONG])
    assert set(data["kinds"][0]) == {"distance_m", "run_in_m", "method"}
    assert "origin" not in data["unknown"]


def test_a_session_that_goes_on_is_no_history_of_itself() -> None:
    begun = session(40, [0.9, 0.9, 0.9])
    later = begun.started_at + timedelta(hours=1)
    data = guard_data(ATHLETE, [*EARLIER, begun], STANDARD, later, [FLY], session=begun)
    assert data == guard_data(ATHLETE, EARLIER, STANDARD, begun.started_at, [FLY])


def test_his_usual_kinds_are_those_that_he_timed_most() -> None:
    other = session(39, [2.1, 2.1], distance_m=20.0)
    assert usual_kinds([other, *EARLIER]) == (FLY, LONG)
    assert usual_kinds([other, *EARLIER], most=1) == (FLY,)


@pytest.mark.parametrize("language", sorted(CATALOGUES))
def test_every_language_has_every_sentence_of_the_guard_and_how_sure_it_is(language: str) -> None:
    words = guard_data(ATHLETE, [], STANDARD, NOW, [], language=language)["words"]
    assert words["language"] == language
    assert set(words["sentences"]) == set(GUARD)
    assert "{value:.2f}" in words["sure"]
    assert "{value:.2f}" in words["surer"]


def test_german_brings_its_comma_its_words_and_its_disputes() -> None:
    english, german = (
        guard_data(ATHLETE, [], STANDARD, NOW, [], language=language) for language in ("en", "de")
    )
    assert (english["words"]["decimal"], english["words"]["vocabulary"]) == (".", {})
    words = german["words"]
    assert words["decimal"] == ","
    known = words["vocabulary"]
    assert set(get_args(Place)) | set(FAULTS) <= set(known)
    assert known[words["not_known"]] == "nicht bekannt"
    assert known[words["place_not_said"]] == "Stelle nicht genannt"
    assert german["rules"].keys() == english["rules"].keys()
    for key, rule in german["rules"].items():
        assert rule.get("caveat", "") == rule_text(STANDARD.rules[key], "de").caveat


def test_a_language_that_nobody_wrote_is_english() -> None:
    data = guard_data(ATHLETE, EARLIER, STANDARD, NOW, [FLY], language="xx")
    assert data["words"]["language"] == "en"


@pytest.mark.parametrize(("sessions", "kilobytes"), [(0, 20), (1, 80), (3, 65), (12, 40), (40, 20)])
def test_two_kinds_of_run_are_small(sessions: int, kilobytes: int) -> None:
    # Most after one session, when hardly a point of the grid is unlikely yet.
    rng = np.random.default_rng(sessions)
    long = [
        session(60 + number, [2.1 * time for time in (1.0, 1.01, 0.99)], distance_m=20.0)
        for number in range(sessions)
    ]
    past = [*history(rng, sessions), *long]
    now = session(110, []).started_at
    data = guard_data(ATHLETE, past, STANDARD, now, [FLY, LONG])
    size = len(json.dumps(data, separators=(",", ":")))
    print(f"{sessions} sessions: {size / 1000:.0f} kB")
    assert size < 1000 * kilobytes
