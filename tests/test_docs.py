"""The documents keep up with the program."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from flyzone.cli.reference import command_names, reference
from flyzone.science.split_model import CORRECTIONS
from flyzone.wire import parse_setup
from flyzone.wire.setup_schema import SetupDocument
from flyzone.wire.timed import TimeDocument
from flyzone.wording.english import SENTENCES
from flyzone.workflows.fit_sprint import ProfileOptions
from flyzone.workflows.profile_file import profile_file

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def words(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def test_every_command_has_its_section() -> None:
    sections = re.findall(r"^## `flyzone ([a-z -]+)`$", words("docs/cli.md"), re.M)
    assert sections == command_names()


def test_the_command_page_is_what_the_help_says_today() -> None:
    assert words("docs/cli.md") == reference(), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page: Path) -> None:
    targets = [t for t in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in t]
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_the_setup_page_explains_every_key_and_its_examples_are_setups() -> None:
    page = words("docs/setup.md")
    for key in SetupDocument.model_fields:
        assert f"`{key}`" in page, key
    examples = re.findall(r"```json\n(.*?)```", page, re.S)
    assert len(examples) == 3
    for example in examples:
        assert parse_setup(json.loads(example)).zone_m == (0.0, 10.0)


def test_the_examples_of_the_readme_are_a_setup_and_a_timing() -> None:
    setup, timing = re.findall(r"```json\n(.*?)```", words("README.md"), re.S)
    assert len(parse_setup(json.loads(setup)).marks) == 4
    assert TimeDocument.model_validate(json.loads(timing)).runs[0].time_s == 1.0526


def test_the_readme_keeps_the_place_that_the_accuracy_run_fills() -> None:
    readme = words("README.md")
    assert readme.count("<!-- accuracy:start -->") == 1
    assert readme.index("<!-- accuracy:start -->") < readme.index("<!-- accuracy:end -->")


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [page.name[:4] for page in (ROOT / "docs" / "decisions").glob("[0-9]*.md")]
    assert sorted(numbers) == [f"{n:04d}" for n in range(1, len(numbers) + 1)]


def test_every_source_named_in_the_code_is_in_the_bibliography() -> None:
    known = set(re.findall(r"^@\w+\{(\w+),", words("docs/references.bib"), re.M))
    cited = {
        name
        for file in (ROOT / "src").rglob("*.py")
        for name in re.findall(r"\[([A-Za-z]+\d{4}[a-z]?)\]_", file.read_text(encoding="utf-8"))
    }
    assert cited - known == set()


def test_the_examples_of_the_profile_page_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = words("docs/profile.md")
    (table,) = re.findall(r"```csv\n(.*?)```", page, re.S)
    (tmp_path / "splits.csv").write_text(table, encoding="utf-8")
    found = profile_file(tmp_path / "splits.csv", ProfileOptions(mass_kg=75, height_m=1.8))
    assert [profile.athlete for profile in found.profiles] == ["Mia"]
    assert found.profiles[0].force_velocity
    (code,) = re.findall(r"```python\n(.*?)```", page, re.S)
    exec(compile(code, "docs/profile.md", "exec"), {})
    assert "90 % interval" in capsys.readouterr().out


def test_the_profile_page_explains_every_correction_and_the_method_page_every_warning() -> None:
    page = words("docs/profile.md")
    assert [c for c in CORRECTIONS if f"`{c}`" not in page] == []
    method = words("docs/method-profile.md")
    doubts = (ROOT / "src/flyzone/training/doubts.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'"([a-z]+(?:-[a-z]+)+|rough|slowing|scatter|rounding)"', doubts))
    known = {code for code in SENTENCES if code in codes}
    assert {code for code in known if f"`{code}`" not in method} == set()
    assert len(known) > 10
