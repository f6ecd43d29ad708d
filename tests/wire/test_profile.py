"""The document of ``flyzone profile --json``: the promised keys, in SI, and nothing but JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import numpy as np
import pytest
from pydantic import ValidationError
from tests.sprints import GATES, gate_times, splits

from flyzone.model import Estimate, FailedSprint, Notice, Splits
from flyzone.wire import json_schema
from flyzone.wire.profile import profile_document, profiles_document
from flyzone.workflows.fit_sprint import ProfileOptions
from flyzone.workflows.profile_sprint import profile_sprint

SPLITS = Splits.of(GATES, gate_times(flying=0.3), sd=0.01, athlete="Åsa", origin="gates")
PROFILE = profile_sprint(
    SPLITS, ProfileOptions("flying", mass_kg=75, height_m=1.8, mas_m_s=4.5, distance_m=30)
)
UNITS = {
    "MSS": "m/s", "MAC": "m/s^2", "TAU": "s", "PMAX": "W/kg", "FD": "m", "F0": "N/kg", "V0": "m/s",
    "Pmax": "W/kg", "FV_slope": "N s/(m kg)", "RFmax": "1", "DRF": "1/(m/s)",
}  # fmt: skip


def numbers_in(document: Any) -> Iterator[dict[str, Any]]:
    """Every object that carries a value and a unit."""
    if isinstance(document, dict):
        if "unit" in document:
            yield document
        for part in document.values():
            yield from numbers_in(part)
    elif isinstance(document, list):
        for part in document:
            yield from numbers_in(part)


def test_the_document_has_exactly_the_promised_keys() -> None:
    document = profile_document(PROFILE)
    assert set(document) == {
        "schema_version", "athlete", "origin", "model", "force_velocity", "force_velocity_analytic",
        "fit", "derived", "meaning", "warnings", "not_measured",
    }  # fmt: skip
    assert list(document["model"]) == ["MSS", "MAC", "TAU", "PMAX", "FD"]
    assert set(document["force_velocity"]) == {
        "definition", "basis", "F0", "V0", "Pmax", "FV_slope", "RFmax", "DRF",
    }  # fmt: skip
    assert set(document["force_velocity_analytic"]) == {
        "definition", "basis", "F0", "V0", "Pmax", "FV_slope",
    }  # fmt: skip
    assert {"residuals", "RMSE", "R2"} <= set(document["fit"])
    assert document["athlete"] == "Åsa"
    assert document["not_measured"] == []


def test_each_number_has_its_unit_its_error_and_its_interval() -> None:
    document = profile_document(PROFILE)
    found = {**document["model"], **document["force_velocity"]}
    for name, unit in UNITS.items():
        one = found[name]
        assert set(one) == {"value", "unit", "se", "low_90", "high_90"}, name
        assert one["unit"] == unit
        assert one["low_90"] < one["value"] < one["high_90"]
        assert one["se"] > 0.0
    assert len(list(numbers_in(document))) == 5 + 6 + 4 + 3 + 2


def test_the_two_definitions_of_force_and_velocity_never_stand_under_one_name() -> None:
    document = profile_document(PROFILE)
    spreadsheet, analytic = document["force_velocity"], document["force_velocity_analytic"]
    assert spreadsheet["definition"] == "samozino-spreadsheet"
    assert analytic["definition"] == "analytic-3.x"
    assert spreadsheet["F0"]["value"] != analytic["F0"]["value"]


def test_residuals_and_their_measures_belong_together() -> None:
    fit = profile_document(PROFILE)["fit"]
    observed, predicted = np.array(fit["observed"]), np.array(fit["predicted"])
    assert fit["residuals"] == pytest.approx(observed - predicted, abs=1e-9)
    assert fit["RMSE"] == pytest.approx(np.sqrt(np.mean(np.square(fit["residuals"]))))
    assert fit["R2"] == pytest.approx(np.corrcoef(observed, predicted)[0, 1] ** 2)
    assert fit["at"] == GATES.tolist()
    assert fit["residual_unit"] == "s"
    assert fit["n"] - fit["degrees_of_freedom"] == 3


def test_what_cannot_be_known_is_absent_and_listed_with_the_reason() -> None:
    two = profile_document(profile_sprint(splits(gates=GATES[:2])))
    assert set(two["model"]["MSS"]) == {"value", "unit"}
    assert set(two["derived"]["distance_to_95_percent_m"]) == {"value", "unit"}
    assert "force_velocity" not in two
    assert "athlete" not in two
    assert "chi_square" not in two["fit"]
    reasons = {one["quantity"]: one["reason"] for one in two["not_measured"]}
    assert set(reasons) == {"force_velocity", "standard errors"}
    assert "--mass" in reasons["force_velocity"]
    assert two["fit"]["degrees_of_freedom"] == 0


def test_a_told_flying_distance_is_exact() -> None:
    told = profile_document(profile_sprint(SPLITS, ProfileOptions("flying", flying_m=0.3)))
    assert told["model"]["FD"] == {"value": 0.3, "unit": "m", "se": 0.0}


@pytest.mark.parametrize("several", [False, True])
def test_documents_are_what_the_schema_promises(several: bool) -> None:
    schema = json_schema("profile")
    assert schema["$id"] == "urn:flyzone:schema:profile:1"
    failed = FailedSprint("Bo", None, "fit-too-few", "One time only.")
    document = (
        profiles_document([PROFILE, PROFILE], [failed], [Notice("a", "b")])
        if several
        else profile_document(PROFILE)
    )
    text = json.dumps(document, allow_nan=False)
    jsonschema.validate(json.loads(text), schema)
    document["more"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_several_profiles_stand_in_one_document_with_those_that_failed() -> None:
    failed = FailedSprint(None, "run 2", "fit-too-few", "One time only.")
    document = profiles_document([PROFILE], [failed], [Notice("rows-held", "Two rows.")])
    assert set(document) == {"schema_version", "profiles", "failed", "warnings"}
    assert document["profiles"] == [profile_document(PROFILE)]
    assert document["failed"] == [
        {"run": "run 2", "code": "fit-too-few", "message": "One time only."}
    ]
    assert document["warnings"] == [{"code": "rows-held", "message": "Two rows."}]


def test_warnings_of_the_file_come_before_those_of_the_sprint() -> None:
    warned = replace(PROFILE, warnings=(Notice("rough", "R."),))
    document = profile_document(warned, [Notice("rows-held", "Two rows.")])
    assert [one["code"] for one in document["warnings"]] == ["rows-held", "rough"]


def test_numbers_keep_ten_digits_and_zero_has_no_sign() -> None:
    odd = {"MSS": Estimate(8.123456789012, "m/s", -0.0), "MAC": Estimate(1e-12, "m/s^2")}
    document = profile_document(replace(PROFILE, estimates=odd))
    assert document["model"]["MSS"]["value"] == 8.123456789
    assert json.dumps(document["model"]["MSS"]["se"]) == "0.0"
    assert document["model"]["MAC"]["value"] == 1e-12


def test_numpy_numbers_become_plain_json() -> None:
    odd = {"MSS": Estimate(np.float64(8.5), "m/s", np.float32(0.5))}  # type: ignore[arg-type]
    counted = replace(PROFILE, estimates=odd, samples_left_out={"standing": np.int64(3)})
    text = json.dumps(profile_document(counted), allow_nan=False)
    assert json.loads(text)["fit"]["left_out"] == {"standing": 3}


def test_a_number_that_is_not_finite_never_leaves() -> None:
    broken = replace(PROFILE.fit, chi_square=float("nan"))
    with pytest.raises(ValidationError):
        profile_document(replace(PROFILE, fit=broken))


def test_a_reason_carries_sentence_source_and_caveat_where_it_has_them() -> None:
    by_code = {one["code"]: one for one in profile_document(PROFILE)["meaning"]}
    assert set(by_code["train-both"]) == {"code", "text", "source"}
    distance = next(one for code, one in by_code.items() if code.startswith("distance-"))
    assert set(distance) == {"code", "text", "probability", "source", "caveat"}
    assert 0.0 <= distance["probability"] < 1.0
