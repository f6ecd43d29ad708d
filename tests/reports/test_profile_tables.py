"""Tables and the notebook's page hold every number of a profile, and names as text only."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from tests.reports.chart_profiles import of_radar, of_splits

from flyzone.model import Estimate, Notice, SprintProfile
from flyzone.reports.profile_tables import estimates_table, profile_html, residuals_table

PROFILE = replace(
    of_splits(), derived={"distance_to_95_percent_m": Estimate(22.5, "m", 0.4, 21.8, 23.2)}
)
EVIL = "</table><script>alert('1 & 2')</script>"


def page(profile: SprintProfile) -> ElementTree.Element:
    """The HTML, which is well formed."""
    return ElementTree.fromstring(profile_html(profile))


def test_every_number_has_its_row_with_unit_error_and_definition() -> None:
    table = estimates_table(PROFILE)
    plain = table[table.definition.isna()].set_index("quantity")
    numbers = PROFILE.estimates | PROFILE.derived
    assert list(plain.index) == list(numbers)
    for name, one in numbers.items():
        row = plain.loc[name]
        assert (row.value, row.unit, row.se) == (one.value, one.unit, one.se)
        assert (row.low_90, row.high_90) == (one.low_90, one.high_90)
    (forces,) = PROFILE.force_velocity
    assert table[table.definition == forces.definition].quantity.tolist() == list(forces.values)
    assert len(table) == len(numbers) + len(forces.values)


def test_what_is_not_known_is_not_a_number_in_the_table() -> None:
    table = estimates_table(of_splits(sd=None, gates=np.array([10.0, 20.0]), body=False))
    assert table.dtypes[["value", "se", "low_90", "high_90"]].eq("float64").all()
    assert table[["se", "low_90", "high_90"]].isna().all().all()
    assert table.definition.isna().all()


def test_every_observation_has_its_residual() -> None:
    radar = of_radar(50)
    table = residuals_table(radar)
    assert table.columns.tolist() == ["at", "observed", "predicted", "residual"]
    assert len(table) == 50
    assert (table.observed - table.predicted).tolist() == table.residual.tolist()


def test_the_page_shows_who_each_number_its_interval_and_the_warnings() -> None:
    warned = replace(PROFILE, warnings=(Notice("rough", "MAC is rough."),), run="2")
    root = page(warned)
    text = " ".join(root.itertext())
    for words in ("A. Sprinter · 2 · synthetic gates", "Warnings (1)", "MAC is rough.", "F0"):
        assert words in text
    mss = PROFILE.estimates["MSS"]
    assert f"{mss.value:.4g} m/s" in text
    assert f"{mss.low_90:.4g} to {mss.high_90:.4g}" in text
    assert root.findall(".//th[@scope='row']")
    assert "Warnings" not in "".join(page(PROFILE).itertext())


def test_an_interval_that_nobody_knows_is_said_to_be_so() -> None:
    text = "".join(page(of_splits(sd=None, gates=np.array([10.0, 20.0]))).itertext())
    assert "not known" in text


@pytest.mark.parametrize("field", ["athlete", "run", "origin"])
def test_a_hostile_word_is_text_on_the_page(field: str) -> None:
    evil = replace(PROFILE, **{field: EVIL}, warnings=(Notice("x", EVIL),))
    root = page(evil)
    assert EVIL in "".join(root.itertext())
    assert root.findall(".//script") == []
