"""Creatine: by body mass for adults, none for anybody who must ask first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from tests.training.catalogue.people import DAY, athlete, athletes

from flyzone.model import Athlete, Body
from flyzone.training.creatine import advise_creatine


def test_seventy_kilograms_load_with_21_g_a_day() -> None:
    advice = advise_creatine(athlete(), DAY)
    assert advice.dose is not None
    assert advice.dose.loading_g_per_day == pytest.approx(21.0)  # as SCIENCE prints it
    assert advice.dose.loading_days == (5.0, 7.0)
    assert advice.dose.daily_g == (3.0, 5.0)
    assert (advice.dose.slow_g_per_day, advice.dose.slow_weeks) == (3.0, (3.0, 4.0))
    codes = [one.code for one in advice.reasons]
    assert codes == ["creatine-loading", "creatine-slow", "creatine-weight"]
    assert all("Kreider2017" in one.source for one in advice.reasons)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"born": date(2008, 5, 2)}, "creatine-minor"),
        ({"born": None}, "creatine-age-unknown"),
        ({"kidney_disease": True}, "creatine-kidney-disease"),
        ({"kidney_disease": None}, "creatine-kidneys-unknown"),
    ],
)
def test_whoever_must_ask_first_gets_no_dose_and_hears_why(
    fields: dict[str, object], code: str
) -> None:
    advice = advise_creatine(athlete(**fields), DAY)
    assert advice.dose is None
    assert [one.code for one in advice.reasons] == [code]


def test_on_his_eighteenth_birthday_he_is_an_adult() -> None:
    assert advise_creatine(athlete(born=date(2008, 5, 1)), DAY).dose is not None


def test_without_a_body_mass_the_loading_dose_is_not_known() -> None:
    advice = advise_creatine(athlete(body=None), DAY)
    assert advice.dose is not None
    assert advice.dose.loading_g_per_day is None
    assert "creatine-mass-unknown" in [one.code for one in advice.reasons]


def test_the_heaviest_take_no_more_than_30_g() -> None:
    advice = advise_creatine(athlete(body=Body(150.0, 2.0)), DAY)
    assert advice.dose is not None
    assert advice.dose.loading_g_per_day == 30.0


@given(athletes())
def test_a_dose_means_a_known_adult_with_well_kidneys(who: Athlete) -> None:
    advice = advise_creatine(who, DAY)
    grown_up = who.born is not None and who.born <= date(2008, 5, 1)
    assert (advice.dose is not None) == (grown_up and who.kidney_disease is False)
    assert advice.reasons
