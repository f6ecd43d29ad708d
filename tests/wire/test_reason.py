"""A reason as JSON: all that it rests on, and nothing that is not JSON."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.training_builders import HIM, change, reason, uid

from flyzone.training.rules import STANDARD
from flyzone.wire.reason import ReasonDocument, digits, reason_document, reason_documents


def test_a_reason_has_its_sentence_and_what_it_lacks_is_none() -> None:
    assert reason_document(reason()) == {
        "code": "guard-over", "text": "The session was over after rep 3.", "probability": None,
        "source": None, "caveat": None, "rule": None, "changed": None,
    }  # fmt: skip


def test_a_reason_says_what_disputes_it_and_who_changed_its_rule() -> None:
    changes = (change(60.0, athlete_id=HIM, why="He is tired."), change(61.0, group_id=uid("g")))
    found = replace(
        STANDARD.reason("recovery-max-velocity", "guard-over", {"rep": 3}, 0.934567890123),
        changes=changes,
    )
    document = ReasonDocument.model_validate(reason_document(found)).model_dump(exclude_none=True)
    assert document["probability"] == 0.9345678901
    assert (document["rule"], document["source"]) == ("recovery-max-velocity", found.source)
    assert document["caveat"] == found.caveat
    assert document["text"].endswith("Probability 0.93.")
    one, other = document["changed"]
    assert one == {
        "rule": "recovery-max-velocity", "threshold": "hours", "value": 60.0, "by": "Kim",
        "at": "2026-03-02T17:00:00+00:00", "for_athlete": HIM, "why": "He is tired.",
    }  # fmt: skip
    assert other["for_group"] == uid("g")


@pytest.mark.parametrize("probability", [float("nan"), float("inf"), -0.1, 1.1])
def test_what_is_no_probability_never_leaves(probability: float) -> None:
    with pytest.raises(ValidationError):
        ReasonDocument.model_validate(reason_document(reason(probability=probability)))


def test_several_stay_in_their_order() -> None:
    found = reason_documents(reason(numbers={"rep": n}) for n in (3, 1, 2))
    assert [one["text"][-2] for one in found] == ["3", "1", "2"]


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_ten_digits_keep_a_number_and_are_plain(value: float) -> None:
    shown = digits(np.float64(value))
    assert type(shown) is float
    assert shown == pytest.approx(value, rel=1e-9)
    assert digits(shown) == shown


def test_minus_zero_is_zero_and_nothing_stays_nothing() -> None:
    assert str(digits(-0.0)) == "0.0"
    assert digits(None) is None
