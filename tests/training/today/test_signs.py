"""Signs that belong to a doctor: neither time nor anybody else lifts them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.training.today.histories import HIM, ago, ask, checkin, cleared, codes, uid

from flyzone.model import Clearance


def doctor(hours: float, role: Any = "doctor") -> Clearance:
    return Clearance(uid(), HIM, ago(hours), None, "Dr Lee", role)


@pytest.mark.parametrize(
    "sign", ["chest-pain", "fainting", "palpitations", "breathless-at-rest", "head-injury"]
)
def test_a_sign_forbids_sport_until_a_doctor_has_spoken(sign: Any) -> None:
    said = checkin(ago(days=3), signs=(sign,))
    today = ask(said)
    assert today.verdict == "no"
    assert today.sprint_from is None
    assert [one.stimulus for one in today.instead] == [None]
    assert ask(said, doctor(24.0)).verdict == "yes"


@pytest.mark.parametrize("sign", ["chest-pain", "fainting"])
def test_chest_pain_or_fainting_today_is_an_emergency_and_stands_first(sign: Any) -> None:
    twinge = checkin(ago(3.0), signs=("head-injury", sign), sleep_h=3.0)
    assert codes(ask(twinge))[0] == "today-emergency"
    assert codes(ask(checkin(ago(days=5), signs=(sign,))))[0] == "today-sign"


@pytest.mark.parametrize("role", ["physiotherapist", "coach", "parent", "athlete"])
def test_nobody_but_a_doctor_lifts_a_sign(role: Any) -> None:
    assert ask(checkin(ago(days=3), signs=("fainting",)), doctor(24.0, role)).verdict == "no"


def test_a_doctor_who_cleared_a_muscle_did_not_clear_the_heart() -> None:
    said = checkin(ago(days=3), signs=("chest-pain",))
    assert ask(said, cleared(ago(days=1), "doctor", "calf")).verdict == "no"


def test_a_sign_after_the_doctors_word_forbids_again() -> None:
    assert ask(doctor(48.0), checkin(ago(24.0), signs=("fainting",))).verdict == "no"


def test_a_sign_does_not_grow_old() -> None:
    assert ask(checkin(ago(days=700), signs=("palpitations",))).verdict == "no"
