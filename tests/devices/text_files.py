"""What the tests of text formats share: tables written in the test, and the real files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from flyzone.devices.detect import read_bytes
from flyzone.devices.format import ReadOptions
from flyzone.errors import InputError
from flyzone.model import Reading

SHARED = Path(__file__).parents[2].parent / "shared"
DATA = SHARED / "reference" / "data"
DEVICES = SHARED / "devices"


def read(text: str | bytes, dialect: str | None = None, **options: object) -> Reading:
    """What some text holds, by the door that recognises it."""
    data = text.encode() if isinstance(text, str) else text
    return read_bytes(data, "file.csv", ReadOptions(**options), dialect)  # type: ignore[arg-type]


def refused(text: str | bytes, dialect: str | None = None, **options: object) -> InputError:
    """The error with which some text is refused."""
    with pytest.raises(InputError) as caught:
        read(text, dialect, **options)
    return caught.value


def real(path: Path) -> bytes:
    """The bytes of a real file; the test is skipped where it is not here."""
    if not path.is_file():
        pytest.skip(f"the real file {path.name} is not here")
    return path.read_bytes()


def gates(reading: Reading) -> list[tuple[str | None, str | None, list[float], list[float]]]:
    """Athlete, run, distances and times of each sprint."""
    return [
        (sprint.athlete, sprint.run, sprint.distances.tolist(), sprint.times.tolist())
        for sprint in reading.splits
    ]


def codes(reading: Reading) -> set[str]:
    """The codes of the notices."""
    return {notice.code for notice in reading.notices}


def told(reading: Reading, code: str) -> str:
    """The message of the only notice with a code."""
    (message,) = [notice.message for notice in reading.notices if notice.code == code]
    return message


def lines_of(parts: Iterable[object]) -> list[int]:
    """The lines of rejected rows."""
    return [part.line for part in parts]  # type: ignore[attr-defined]
