"""The Python door: its names are there, and opening it loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

import flyzone

HEAVY = ("numpy", "scipy", "pandas", "cv2", "av", "altair", "pyarrow", "pydantic")


@pytest.mark.parametrize("name", flyzone.__all__)
def test_each_public_name_leads_to_its_room(name: str) -> None:
    assert getattr(flyzone, name).__name__ == name


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'fly'"):
        flyzone.fly  # noqa: B018


@pytest.mark.parametrize("door", ["import flyzone", "import flyzone.cli.app"])
def test_a_door_opens_without_loading_what_only_work_needs(door: str) -> None:
    code = f"{door}; import sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
