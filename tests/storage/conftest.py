"""Every test of the store runs on both databases: an SQLite file, and a PostgreSQL server of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.storage.postgres import Server, may_skip, programs, served

from flyzone.storage import Store, open_store


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for this process, with fsync on."""
    bin_ = programs()
    if bin_ is None:
        reason = "no PostgreSQL server here (on Debian: apt-get install postgresql)"
        if may_skip():
            pytest.skip(reason)
        pytest.fail(reason)
    with served(bin_) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Makes the address of an empty database, again and again."""
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path_factory.mktemp('store')}/store.db"
    running: Server = request.getfixturevalue("server")
    return running.new_schema


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """The address of an empty database."""
    return new_url()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open, empty store."""
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    """Where an SQLite store may come to lie."""
    return tmp_path / "store.db"
