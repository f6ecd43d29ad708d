"""Every test of the store runs on both databases: an SQLite file, and a PostgreSQL server of our own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.storage.postgres import Server, may_skip, programs, served

from flyzone.storage import Store, open_store

Urls = Callable[[], str]


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


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite store, to be copied."""
    path = tmp_path_factory.mktemp("ready") / "store.db"
    open_store(str(path)).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    return str(request.param)


@pytest.fixture
def empty_urls(
    database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Urls:
    """Gives addresses where nothing is yet."""
    if database == "sqlite":
        return lambda: f"sqlite:///{tmp_path_factory.mktemp('store')}/store.db"
    running: Server = request.getfixturevalue("server")
    return running.new_schema


@pytest.fixture
def new_url(
    database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Urls]:
    """Gives addresses of empty stores; made once and emptied again, because making takes its time."""
    if database == "sqlite":
        ready: Path = request.getfixturevalue("ready_file")
        yield lambda: f"sqlite:///{shutil.copy(ready, tmp_path_factory.mktemp('store'))}"
        return
    running: Server = request.getfixturevalue("server")
    lent: list[str] = []

    def lend() -> str:
        lent.append(running.lend_store())
        return lent[-1]

    yield lend
    for url in lent:
        running.take_back(url)


@pytest.fixture
def url(new_url: Urls) -> str:
    """The address of an empty store."""
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
