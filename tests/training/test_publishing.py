"""Who may be on a public board: asked of every combination of ages, flags and words that hypothesis finds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.errors import InputError
from flyzone.model import Athlete, Consent
from flyzone.training.publishing import check_consent, hides, publicity

DAY = date(2026, 6, 1)
MIA = str(uuid4())
OTHER = str(uuid4())


def athlete(years: int | None, *, public: bool = False, name: str = "Mia Ahrens") -> Athlete:
    born = None if years is None else date(DAY.year - years, 1, 1)
    return Athlete(MIA, name, born=born, public=public)


def said(
    days_ago: float, role: str, given: bool, alias: str | None = None, whose: str = MIA
) -> Consent:
    at = datetime(2026, 5, 31, tzinfo=UTC) - timedelta(days=days_ago)
    return Consent(str(uuid4()), whose, at, "Vera", role, given, alias)  # type: ignore[arg-type]


CONSENTS = st.lists(
    st.builds(
        said,
        st.floats(0.0, 4000.0),
        st.sampled_from(["athlete", "guardian"]),
        st.booleans(),
        st.sampled_from([None, "Comet", "Mia", "mia ahrens", "Ahrens 7", "Star"]),
        st.sampled_from([MIA, MIA, OTHER]),
    ),
    max_size=6,
)


@given(st.one_of(st.none(), st.integers(0, 17)), st.booleans(), CONSENTS)
def test_a_minor_is_never_public_but_by_a_guardians_last_word_and_under_an_alias(
    years: int | None, public: bool, consents: list[Consent]
) -> None:
    mia = athlete(years, public=public)
    found = publicity(mia, consents, DAY)
    if found.name is None:
        assert found.why_not is not None
        return
    mine = sorted((one for one in consents if one.athlete_id == MIA), key=lambda one: one.at)
    refused = [one.at for one in mine if not one.given]
    agreed = [one for one in mine if one.given and one.role == "guardian"]
    assert agreed
    assert found.name == agreed[-1].alias
    assert not refused or max(refused) <= agreed[-1].at
    assert not {"mia", "ahrens"} & set(found.name.casefold().split())


@given(st.integers(18, 90), st.booleans(), CONSENTS)
def test_an_adult_is_public_by_his_own_last_word_or_else_by_what_is_written_down(
    years: int, public: bool, consents: list[Consent]
) -> None:
    tom = athlete(years, public=public)
    mine = [one for one in consents if one.athlete_id == MIA and one.role == "athlete"]
    binding = [one for one in mine if not one.given or tom.is_adult_on(one.at.date())]
    found = publicity(tom, consents, DAY)
    if not binding:
        assert (found.name is not None) == public
        return
    last = max(binding, key=lambda one: (one.at, one.id))
    assert (found.name is not None) == last.given
    if last.given:
        assert found.name == (last.alias or tom.name)


@pytest.mark.parametrize(
    ("consents", "why"),
    [
        ([], "guardian-must"),
        ([said(1, "athlete", True, "Comet")], "guardian-must"),
        ([said(1, "guardian", True)], "alias-missing"),
        ([said(1, "guardian", True, "Mia")], "alias-missing"),
        ([said(2, "guardian", True, "Comet"), said(1, "guardian", False)], "taken-back"),
        ([said(2, "guardian", True, "Comet"), said(1, "athlete", False)], "taken-back"),
        ([said(2, "athlete", False), said(1, "guardian", True, "Comet")], None),
        ([said(1, "guardian", True, "Comet", OTHER)], "guardian-must"),
    ],
)
def test_why_a_minor_is_not_there(consents: list[Consent], why: str | None) -> None:
    assert publicity(athlete(15, public=True), consents, DAY).why_not == why


def test_what_a_guardian_agreed_to_ends_on_the_eighteenth_birthday() -> None:
    consents = [said(400, "guardian", True, "Comet")]
    assert publicity(athlete(17), consents, DAY).name == "Comet"
    assert publicity(athlete(18), consents, DAY).name is None


def test_what_he_agreed_to_as_a_child_binds_no_adult_and_a_no_stays() -> None:
    assert publicity(athlete(18), [said(400, "athlete", True)], DAY).name is None
    refused = publicity(athlete(18, public=True), [said(400, "athlete", False)], DAY)
    assert refused.why_not == "taken-back"


@pytest.mark.parametrize(
    ("alias", "hidden"),
    [("Comet", True), ("mia", False), ("MiaFast", False), ("Ahrensburg", False), ("C. Star", True)],
)
def test_an_alias_hides_every_word_of_the_name(alias: str, hidden: bool) -> None:
    assert hides(alias, "Mia-Ahrens") is hidden


def test_short_words_of_a_name_count_where_they_stand_alone() -> None:
    assert hides("Lightning", "Bo Li")
    assert not hides("Li 7", "Bo Li")


@pytest.mark.parametrize(
    ("years", "consent", "told"),
    [
        (15, said(0, "athlete", True, "Comet"), "guardian agrees"),
        (None, said(0, "athlete", True, "Comet"), "age is not known"),
        (15, said(0, "guardian", True), "under an alias only"),
        (15, said(0, "guardian", True, "Mia"), "tells the name"),
        (24, said(0, "guardian", True, "Comet"), "agrees himself"),
    ],
)
def test_what_would_never_hold_is_refused(years: int | None, consent: Consent, told: str) -> None:
    with pytest.raises(InputError, match=told):
        check_consent(athlete(years), consent, DAY)


def test_a_no_is_taken_from_both_at_any_age() -> None:
    for years in (15, 24):
        for role in ("athlete", "guardian"):
            check_consent(athlete(years), said(0, role, False), DAY)
