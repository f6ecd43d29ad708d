"""Athletes as documents: what is not known is absent, and an unknown age is a minor's."""

from __future__ import annotations

from datetime import date

from tests.training_builders import HIM, athlete, uid, valid

from flyzone.model import Body, Group
from flyzone.wire.athlete import athlete_document, athletes_document

ON = date(2026, 6, 1)


def test_all_that_is_known_is_told_in_si() -> None:
    him = athlete(
        sex="female", level="trained", body=Body(58.5, 1.7), injuries=("hamstring",),
        lands_well=False, kidney_disease=False, time_zone="Europe/Berlin", public=True,
        mas_m_s=4.2, note="two\nlines",
    )  # fmt: skip
    groups = (Group(uid("g"), "Sprinters", (HIM,)), Group(uid("h"), "Hurdlers"))
    document = valid("athlete", athlete_document(him, groups, ON, "new"))
    assert document["saved"] == "new"
    assert document["athlete"] == {
        "id": HIM, "name": "Mia", "born": "1999-04-03", "age": 27, "adult": True, "sex": "female",
        "level": "trained", "mass_kg": 58.5, "height_m": 1.7, "injuries": ["hamstring"],
        "lands_well": False, "kidney_disease": False, "time_zone": "Europe/Berlin", "public": True,
        "mas_m_s": 4.2, "note": "two\nlines", "groups": ["Sprinters"],
    }  # fmt: skip


def test_what_is_not_known_is_absent() -> None:
    document = valid("athlete", athlete_document(athlete(born=None), (), ON))
    assert document["athlete"] == {
        "id": HIM, "name": "Mia", "adult": False, "injuries": [], "public": False, "groups": [],
    }  # fmt: skip
    assert "saved" not in document


def test_several_are_one_document() -> None:
    group = Group(uid("g"), "Sprinters", (HIM,))
    both = (one for one in (athlete(), athlete("Tom")))
    document = valid("athlete", athletes_document(both, iter((group,)), ON))
    assert [one["groups"] for one in document["athletes"]] == [["Sprinters"], []]
    assert valid("athlete", athletes_document((), (), ON))["athletes"] == []
