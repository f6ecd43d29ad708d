"""From a file to a profile by the command line, against what the R package `shorts` gave on the same data.

Every kind of case of the reference folder goes through the door that a user has: a CSV file in, one
JSON document out.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from tests.science.references import EXPECTED, cases
from typer.testing import CliRunner

from flyzone.cli.app import app

DATA = EXPECTED.parent
CORRECTION = {
    "model_timing_gates": "none",
    "model_timing_gates_TC": "time",
    "model_timing_gates_FD": "flying",
    "model_timing_gates_DC": "distance",
    "model_timing_gates_TC_DC": "time-distance",
}
OVER_TIME = {
    "": "none",
    "_TC": "time",
    "_DC": "distance",
    "_TC_DC": "time-distance",
    "_FD": "flying",
}
FOUR_DIGITS = 5e-5


def profile(file: Path, *options: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["profile", str(file), *options, "--json"])
    assert result.exit_code == 0, result.stderr
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def agrees(document: dict[str, Any], expected: dict[str, Any]) -> None:
    for name, value in expected["parameters"].items():
        assert document["model"][name]["value"] == pytest.approx(value, rel=FOUR_DIGITS), name
    for name in ("TC", "DC", "FD"):
        if name in (expected["corrections"] or {}):
            found = document["model"][name]["value"]
            assert found == pytest.approx(expected["corrections"][name], rel=FOUR_DIGITS, abs=1e-6)
    assert document["fit"]["RMSE"] == pytest.approx(expected["RMSE"], rel=1e-4, abs=1e-8)


def csv_of(folder: Path, heading: str, *columns: list[float]) -> Path:
    file = folder / "sprint.csv"
    rows = (",".join(map(repr, row)) for row in zip(*columns, strict=True))
    file.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return file


SPLIT_CASES = [
    case
    for name in ("timing_gates_split_times", "timing_gates_championships", "bias_flying_start")
    for case in cases(name)
]


@pytest.mark.parametrize("case", SPLIT_CASES)
def test_split_times(case: dict[str, Any], tmp_path: Path) -> None:
    given, kind = case["inputs"], case["function"]
    correction = f"flying={given['FD']}" if kind.endswith("FD_fixed") else CORRECTION[kind]
    file = csv_of(tmp_path, "distance_m,time_s", given["distance"], given["time"])
    document = profile(file, "--correction", correction)
    agrees(document, case["expected"]["tight"])
    fit = document["fit"]
    assert fit["residuals"] == pytest.approx(
        [o - p for o, p in zip(fit["observed"], fit["predicted"], strict=True)], abs=1e-8
    )


@pytest.mark.parametrize("case", cases("radar"))
def test_radar_and_laser(case: dict[str, Any], tmp_path: Path) -> None:
    given = case["inputs"]
    options = ["--top-speed", "observed"] if given.get("use_observed_MSS") else []
    file = DATA / given["dataset"]
    if "athlete" in given:
        options += ["--athlete", given["athlete"]]
    agrees(profile(file, *options), case["expected"]["tight"])


@pytest.mark.parametrize("case", cases("tether", "model_tether_DC"))
def test_a_tether(case: dict[str, Any]) -> None:
    options = ["--over", "distance", "--correction", "distance", "--trim", "never"]
    agrees(profile(DATA / case["inputs"]["dataset"], *options), case["expected"]["tight"])


@pytest.mark.parametrize("case", cases("time_distance", id_starts="trace_"))
def test_distance_over_time(case: dict[str, Any], tmp_path: Path) -> None:
    given = case["inputs"]
    correction = OVER_TIME[case["function"].removeprefix("model_time_distance")]
    file = csv_of(tmp_path, "time_s,distance_m", given["time"], given["distance"])
    agrees(profile(file, "--correction", correction), case["expected"]["tight"])


@pytest.mark.parametrize("case", cases("in_situ", id_starts="LPS/thr4"))
def test_a_cloud(case: dict[str, Any], tmp_path: Path) -> None:
    given = case["inputs"]
    file = tmp_path / "session.csv"
    file.write_bytes(gzip.decompress((DATA / given["dataset"]).read_bytes()))
    threshold = str(given["velocity_threshold"])
    document = profile(file, "--in-situ", "--velocity-threshold", threshold)
    agrees(document, case["expected"]["tight"])
    assert document["fit"]["n"] == case["expected"]["n"]


def test_the_sample_run_of_morin_in_both_definitions() -> None:
    """SCIENCE 2.3: spreadsheet and analytic numbers of the same radar record."""
    file = DATA / "shorts_jb_morin.csv"
    if not file.exists():
        pytest.skip("the reference folder is not here, so the sample run cannot be read")
    body = ["--mass", "75", "--height", "1.72", "--temperature", "25", "--pressure", "1013.25"]
    document = profile(file, *body, "--wind", "0")
    spreadsheet = {
        "F0": 6.835339, "V0": 9.603277, "Pmax": 16.41041, "RFmax": 0.491140, "DRF": -0.065182,
    }  # fmt: skip
    for name, value in spreadsheet.items():
        found = document["force_velocity"][name]
        assert found["value"] == pytest.approx(value, rel=2e-5), name
        assert found["low_90"] < value < found["high_90"]
    analytic = document["force_velocity_analytic"]
    assert analytic["F0"]["value"] == pytest.approx(518.744 / 75.0, rel=1e-5)
    assert analytic["V0"]["value"] == pytest.approx(9.646874, rel=1e-6)
    assert document["force_velocity"]["definition"] != analytic["definition"]
    assert not [w for w in document["warnings"] if w["code"] == "drag-assumed"]
