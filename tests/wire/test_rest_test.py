"""The rest-test as documents: the plan comes back as it was drawn, and a changed one is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.training_builders import START, reason, valid

from flyzone.errors import InputError
from flyzone.model import Measurement
from flyzone.training.rest_test import RestTest, plan_rest_test
from flyzone.wire.faults import checked
from flyzone.wire.rest_test import RestTestPlanDocument, plan_document, plan_of, result_document

PLAN = plan_rest_test(7)
FOUND = RestTest(Measurement(0.8, 0.2, "%", "rest-test"), 0.4, 1.2, 0.999, 0.9, 6, 36, (reason(),))


def read(given: Any) -> RestTestPlanDocument:
    return checked(given, RestTestPlanDocument, "The plan", "docs/rest-test.md")


def told(**changed: Any) -> dict[str, Any]:
    return plan_document(PLAN, "Mia", START.isoformat()) | changed


@given(st.integers(0, 10**6), st.sampled_from([2, 4, 6]), st.integers(1, 6))
def test_a_plan_comes_back_as_it_was_drawn(draw: int, sessions: int, each: int) -> None:
    plan = plan_rest_test(draw, sessions=sessions, short_s=100.0, long_s=400.5, reps_each=each)
    document = plan_document(plan, "Mia", START.isoformat())
    assert plan_of(read(document)) == plan
    assert document["rests_s"] == [list(plan.rests_s(n)) for n in range(sessions)]


def test_a_plan_is_told_with_its_rests() -> None:
    document = valid("rest-test", told())
    assert (document["short_s"], document["long_s"], document["reps_each"]) == (180.0, 360.0, 3)
    assert [len(rests) for rests in document["rests_s"]] == [6] * 6
    assert sum(document["short_first"]) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"short_s": 360.0}, {"short_s": 400.0}, {"long_s": 300.0}, {"reps_each": 2},
        {"short_first": [True] * 6}, {"short_first": [True]}, {"rests_s": []},
        {"short_s": 0.0}, {"short_s": -1.0}, {"long_s": float("inf")}, {"reps_each": 0},
        {"short_first": []}, {"made_at": None},
    ],
)  # fmt: skip
def test_a_plan_that_somebody_changed_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        plan_of(read(told(**changed)))
    assert caught.value.code in {"rest-test-plan", "document-faults"}


def test_a_result_is_told_in_per_cent_and_what_cannot_be_told_is_absent() -> None:
    document = valid("rest-test", result_document(FOUND, "Mia"))
    assert (document["cost_percent"], document["cost_sd_percent"]) == (0.8, 0.2)
    assert (document["low_90_percent"], document["high_90_percent"]) == (0.4, 1.2)
    assert (document["p_costs"], document["p_not_worth"]) == (0.999, 0.9)
    none = RestTest(None, None, None, None, None, 1, 4, (reason(),))
    document = valid("rest-test", result_document(none, "Mia"))
    assert set(document) == {"schema_version", "athlete", "sessions", "reps", "reasons"}


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_never_leaves(bad: float) -> None:
    for words in ({"low": bad}, {"p_costs": bad}):
        with pytest.raises(ValidationError):
            result_document(replace(FOUND, **words), "Mia")  # type: ignore[arg-type]
