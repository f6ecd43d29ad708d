"""Stores for the commands of training: an empty one, and one with a squad in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.shell import document, rep_table, season

DATABASE = "FLYZONE_DATABASE_URL"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An address at which nothing is yet, which every command uses."""
    file = tmp_path / "store.db"
    monkeypatch.setenv(DATABASE, str(file))
    return file


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Mia, a minor, and Lea, grown up and public, with 12 sessions each; copy it, never write to it."""
    folder = tmp_path_factory.mktemp("squad")
    at = ("--database", folder / "squad.db")
    document("athlete", "add", "Mia", "--born", "2011-04-03", "--zone", "Europe/Berlin", *at)
    document(
        "athlete", "add", "Lea", "--born", "1999-01-02", "--level", "trained", "--public",
        "--zone", "Europe/Berlin", *at,
    )  # fmt: skip
    document("athlete", "group", "Sprinters", "--add", "Mia", "--add", "Lea", *at)
    rows = [*season("Mia", 1.08), *season("Lea", 1.00)]
    document("import", rep_table(folder / "reps.csv", rows), *at)
    return folder / "squad.db"


@pytest.fixture
def squad(store: Path, filled: Path) -> Path:
    """A store of one's own with the squad in it."""
    shutil.copy(filled, store)
    return store
