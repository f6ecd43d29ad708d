"""``flyzone athlete``: who trains, told apart by names that people really have."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.shell import document, flyzone, refusal, said, wrong_usage

pytestmark = pytest.mark.usefixtures("store")

NAMES = [
    "Åsa Öberg-Nuñez",
    "李小龍",
    "🏃 Lea",
    "=cmd|' /C calc'!A0",
    "-Dash",
    "a" * 80,
    "O'Brien; --",
]


def names(*arguments: object) -> list[str]:
    return [one["name"] for one in document("athlete", *arguments)["athletes"]]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_as_it_was_written(name: str) -> None:
    said("athlete", "add", "--", name)
    assert names() == [name]
    assert f"name: {name}\n" in said("athlete", "show", "--", name)


def document_fails(*arguments: object) -> dict[str, str]:
    return refusal("athlete", "add", *arguments)


@pytest.mark.parametrize(
    "name", ["", "   ", "a" * 81, "E\x1b[31mvil", "E\x9bvil", "\u202eevil", "\ud800"]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    assert "1 to 80 printable" in document_fails(name)["message"]
    assert names() == []


def test_spaces_and_line_feeds_of_a_name_are_made_single() -> None:
    document("athlete", "add", " Mia \n  Berg ")
    assert names() == ["Mia Berg"]


@pytest.mark.parametrize("twin", ["Åsa", "ÅSA", "åsa ", "A\u030asa"])
def test_two_athletes_whom_no_name_tells_apart_are_refused(twin: str) -> None:
    document("athlete", "add", "Åsa")
    document("athlete", "add", "Lea")
    assert document_fails(twin)["code"] == "athlete-twice"
    assert refusal("athlete", "set", "Lea", "--name", twin)["code"] == "athlete-twice"
    assert names() == ["Lea", "Åsa"]


def test_an_athlete_may_write_his_own_name_otherwise() -> None:
    document("athlete", "add", "mia")
    assert document("athlete", "set", "mia", "--name", "Mia")["saved"] == "changed"


def test_the_beginning_of_a_name_is_enough_where_it_means_one() -> None:
    for name in ("Mi", "Mia", "Miranda"):
        document("athlete", "add", name)
    assert document("athlete", "show", "mir")["athlete"]["name"] == "Miranda"
    assert document("athlete", "show", "mi")["athlete"]["name"] == "Mi"
    several = refusal("athlete", "show", "m")
    assert several["code"] == "ambiguous-athlete"
    assert all(name in several["message"] for name in ("Mia", "Miranda"))
    for nobody in ("%", "_", "", "Tom"):
        assert refusal("athlete", "show", nobody)["code"] == "unknown-athlete"


@pytest.mark.parametrize(
    "options",
    [
        ["--born", "2999-01-01"], ["--born", "2100-01-01"], ["--born", "1899-12-31"],
        ["--born", "1999-02-30"], ["--born", "soon"], ["--sex", "other"], ["--level", "pro"],
        ["--zone", "Mars/Base"], ["--zone", "../../etc/passwd"], ["--injury", "nose"],
        ["--mass", "60"], ["--height", "1.7"], ["--mass", "60", "--height", "170"],
        ["--mass", "nan", "--height", "1.7"], ["--mas", "30"], ["--note", "\x1b[2J"],
        ["--injury", "none", "--injury", "hip"],
    ],
)  # fmt: skip
def test_what_no_athlete_is_like_is_refused_and_nothing_kept(options: list[str]) -> None:
    document_fails("Mia", *options)
    assert names() == []


def test_what_is_told_is_shown_in_words() -> None:
    shown = said(
        "athlete", "add", "Mia", "--born", "2000-02-29", "--sex", "female", "--level", "advanced",
        "--mass", "60", "--height", "1.7", "--injury", "hamstring", "--injury", "achilles",
        "--injury", "hamstring", "--lands-well", "--no-kidney-disease", "--mas", "4.5",
        "--zone", "Europe/Berlin", "--note", "left-footed",
    )  # fmt: skip
    for line in (
        "born: 2000-02-29", "adult: yes", "injuries: hamstring, achilles", "lands_well: yes",
        "kidney_disease: no", "public: no", "mass_kg: 60.0", "note: left-footed",
    ):  # fmt: skip
        assert f"{line}\n" in shown


def test_an_unknown_age_is_told_to_count_as_a_minors() -> None:
    result = flyzone("athlete", "add", "Ann")
    assert "treated as a minor" in result.stderr
    assert "adult: no" in result.stdout


def test_what_is_not_given_stays_and_injuries_can_be_taken_back() -> None:
    document("athlete", "add", "Mia", "--mass", "60", "--height", "1.7", "--injury", "hip")
    after = document("athlete", "set", "Mia", "--height", "1.71")["athlete"]
    assert (after["mass_kg"], after["height_m"], after["injuries"]) == (60.0, 1.71, ["hip"])
    assert document("athlete", "set", "Mia", "--injury", "calf")["athlete"]["injuries"] == ["calf"]
    assert document("athlete", "set", "Mia", "--injury", "none")["athlete"]["injuries"] == []


def test_a_group_takes_in_and_lets_go() -> None:
    for name in ("Mia", "Lea"):
        document("athlete", "add", name)
    assert said("athlete", "group", "Sprinters", "--add", "mia", "--add", "Lea") == (
        "Sprinters: Lea, Mia\n"
    )
    refusal("athlete", "group", "SPRINTERS", "--add", "Mia", "--remove", "Tom")
    assert names("--group", "sprinters") == ["Lea", "Mia"]
    assert said("athlete", "group", "sprinters", "--remove", "Mia") == "Sprinters: Lea\n"
    assert said("athlete", "group", "Empty") == "Empty: nobody\n"
    assert said("athlete") == "Lea  (Sprinters)\nMia\n"
    assert refusal("athlete", "--group", "none")["code"] == "unknown-group"


def test_removing_asks_to_be_meant() -> None:
    document("athlete", "add", "Mia")
    assert refusal("athlete", "remove", "Mia")["code"] == "remove-unsure"
    assert names() == ["Mia"]
    assert said("athlete", "remove", "Mia", "--yes") == "Removed: Mia\n"
    assert names() == []


def test_options_before_the_command_are_wrong_usage_and_touch_no_other_store(
    tmp_path: Path,
) -> None:
    document("athlete", "add", "Mia")
    other = tmp_path / "other.db"
    for options in (["--database", other], ["--json"], ["--group", "x"]):
        assert "behind the command" in wrong_usage("athlete", *options, "remove", "Mia", "--yes")
    assert names() == ["Mia"]
    assert not other.exists()


def test_an_empty_store_says_how_to_begin() -> None:
    result = flyzone("athlete")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "flyzone athlete add NAME" in result.stderr
