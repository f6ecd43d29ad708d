"""The page of exercises is what the catalogue says now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from flyzone.training.catalogue import CATALOGUE
from flyzone.wording.english.exercises import EXERCISES
from flyzone.wording.exercise_page import exercise_page

PAGE = Path(__file__).parents[2] / "docs" / "exercises.md"


def test_the_page_is_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == exercise_page(), (
        "run `python -m flyzone.wording.exercise_page docs/exercises.md`"
    )


def test_the_page_has_each_exercise_once_and_marks_what_is_from_memory() -> None:
    page = exercise_page()
    for key, text in EXERCISES.items():
        assert page.count(f"### {text.name}\n") == 1
        section = page.split(f"### {text.name}\n")[1].split("\n### ")[0].split("\n## ")[0]
        assert f"`{key}`" in section
        assert ("**[M]**" in section) == CATALOGUE[key].unverified
        assert f"*{CATALOGUE[key].evidence}*" in section


def test_the_page_is_written_by_one_command(tmp_path: Path) -> None:
    target = tmp_path / "page.md"
    command = [sys.executable, "-m", "flyzone.wording.exercise_page"]
    subprocess.run([*command, str(target)], check=True, timeout=60)
    assert target.read_text(encoding="utf-8") == exercise_page()
    assert subprocess.run(command, check=False, capture_output=True, timeout=60).returncode != 0
