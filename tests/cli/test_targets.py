"""``flyzone targets``: numbers with their errors in, and changes with their intervals out."""

from __future__ import annotations

import pytest
from tests.cli.shell import document, refusal, said, wrong_usage

FULL = (
    "targets", "1.06±0.01", "0.02+-0.01", "--mac", "8.1+-0.3", "--mas", "4.6", "--pace", "5",
    "--pace", "8", "--finish", "400,62.1,8.3",
)  # fmt: skip


def test_a_faster_fly_makes_every_sprint_faster() -> None:
    found = document("targets", "1.06", "0.02")
    assert found["rise"]["value"] > 0.0
    assert [one["distance_m"] for one in found["sprints"]] == pytest.approx([36.576, 100.0])
    for sprint in found["sprints"]:
        assert sprint["then"]["value"] < sprint["now"]["value"]
        assert sprint["change"]["value"] < 0.0


def test_an_error_of_the_fly_time_makes_what_follows_less_sure() -> None:
    sure, unsure = (document("targets", fly, "0.02") for fly in ("1.06", "1.06+-0.03"))
    assert unsure["top_speed_now"]["sd"] > sure["top_speed_now"]["sd"]


def test_a_person_reads_it_all() -> None:
    shown = said(*FULL)
    for words in ("Top speed 9.95 m/s", "40 yards", "100 m", "18.0 km/h", "Supposed:"):
        assert words in shown


def test_no_gain_changes_nothing() -> None:
    assert document("targets", "1.06", "0")["rise"]["value"] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(
    "arguments",
    [
        ["0", "0.02"], ["nan", "0.02"], ["0.5", "0.02"], ["1.06", "2"], ["abc", "0.02"],
        ["1,06", "0.02"], ["1.06+--0.01", "0.02"], ["1.06+-x", "0.02"], ["1.06", "inf"],
        ["1.06", "0.02", "--distance", "0"], ["1.06", "0.02", "--distance", "nan"],
        ["1.06", "0.02", "--run-in", "-1"], ["1.06", "0.02", "--mac", "0"],
        ["1.06", "0.02", "--pace", "0"], ["1.06", "0.02", "--pace", "nan"],
        ["1.06", "0.02", "--finish", "400"], ["1.06", "0.02", "--finish", "400,0,8"],
        ["1.06", "0.02", "--finish", "nan,nan,nan"],
    ],
)  # fmt: skip
def test_what_no_sprinter_runs_is_refused(arguments: list[str]) -> None:
    refusal("targets", *arguments)


def test_wrong_usage_is_two() -> None:
    for arguments in ([], ["1.06"], ["1.06", "0.02", "--distance", "long"]):
        wrong_usage("targets", *arguments)
