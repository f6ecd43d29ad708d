"""What a user reads when his disk is full, his server is gone or another program is writing."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event, text
from tests.storage.postgres import LOCKED_PASSWORD, Server
from tests.storage.samples import OWNER, uid

from flyzone.errors import StoreError
from flyzone.model import Athlete
from flyzone.storage import Store, open_store
from flyzone.storage.address import read_address
from flyzone.storage.engine import Database


def test_a_full_disk_is_told_and_nothing_is_half_written(sqlite_path: Path) -> None:
    with open_store(str(sqlite_path)) as store:

        @event.listens_for(store._database._engine, "checkout")
        def limit(raw: object, *_: object) -> None:
            raw.execute("PRAGMA max_page_count=60")  # type: ignore[attr-defined]

        with pytest.raises(StoreError, match="no space left") as caught, store.writing(OWNER) as w:
            w.save_many(Athlete(uid(), f"Athlete {n}", note="x" * 1000) for n in range(2000))
        assert caught.value.code == "store-full"
        with store.reading(OWNER) as r:
            assert r.counts()["athlete"] == 0


def test_a_store_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    path = folder / "store.db"
    open_store(str(path)).close()
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        if os.geteuid():
            with pytest.raises(StoreError) as caught:
                open_store(str(path))
            assert caught.value.code == "store-read-only"
        else:
            assert _as_nobody(path) == "store-read-only"
    finally:
        folder.chmod(0o755)


def _as_nobody(path: Path) -> str:
    """The code of the error that a user without rights gets; root may write anything."""
    for parent in path.parents[:-1]:
        if parent.stat().st_uid == os.geteuid() and str(parent).startswith("/tmp/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code = "nothing"
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            open_store(str(path)).close()
        except StoreError as error:
            code = error.code
        except BaseException as error:
            code = repr(error)
        finally:
            os.write(write, code.encode())
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


def test_a_writer_waits_for_the_one_before_and_says_when_it_takes_too_long(
    new_url: Callable[[], str],
) -> None:
    url = new_url()
    with open_store(url) as first, open_store(url, patience_s=0.2) as second:
        with first.writing(OWNER) as w:
            w.save(Athlete(uid(), "Mia"))
            with (
                pytest.raises(StoreError, match="another program") as caught,
                second.writing(OWNER),
            ):
                pass
            assert caught.value.code == "store-busy"
        with second.writing(OWNER) as w:
            w.save(Athlete(uid(), "Tom"))
        with first.reading(OWNER) as r:
            assert r.counts()["athlete"] == 2


def test_two_writers_that_read_first_both_succeed(new_url: Callable[[], str]) -> None:
    url = new_url()
    open_store(url).close()
    ready = threading.Barrier(2)

    def run(name: str) -> None:
        with open_store(url) as store:
            ready.wait()
            for n in range(15):
                with store.writing(OWNER) as w:
                    w.save(Athlete(uid(), f"{name} {w.counts()['athlete']} {n}"))

    threads = [threading.Thread(target=run, args=(name,)) for name in ("Mia", "Tom")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    with open_store(url) as store, store.reading(OWNER) as r:
        athletes = r.athletes()
    # Each counted what was there, so no two counted the same.
    assert sorted(int(one.name.split()[1]) for one in athletes) == list(range(30))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nora:sesame@127.0.0.1:1/squad",
        "postgresql://nora:sesame@no-such-host.invalid/squad",
        "postgresql://nora@/squad?host=/no/such/folder&password=sesame",
        "postgresql://nora:sesame@127.0.0.1:1/squad?nonsense=1",
    ],
)
def test_a_server_that_cannot_be_reached_is_told_without_the_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert caught.value.code == "store-unreachable"
    assert "sesame" not in caught.value.message
    assert "squad" in caught.value.message


def test_a_wrong_password_is_told_and_not_shown(server: Server) -> None:
    server.execute("DROP ROLE IF EXISTS locked")
    server.execute(f"CREATE ROLE locked LOGIN PASSWORD '{LOCKED_PASSWORD}'")
    url = server.url("postgres", "locked:wrong-horse")
    with pytest.raises(StoreError, match="password authentication failed") as caught:
        open_store(url)
    assert caught.value.code == "store-unreachable"
    assert "horse" not in caught.value.message
    # The right one opens the door, but not the right to make tables.
    with pytest.raises(StoreError) as caught:
        open_store(server.url("postgres", f"locked:{LOCKED_PASSWORD}"))
    assert caught.value.code == "store-read-only"
    assert "horse" not in caught.value.message


def test_a_database_that_does_not_exist_is_told(server: Server) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        open_store(server.url("nowhere"))


def test_an_error_of_the_database_shows_no_statement_and_no_value(store: Store) -> None:
    database: Database = store._database
    with pytest.raises(StoreError) as caught, database.reading() as connection:
        connection.execute(text("SELECT :secret FROM no_such_table"), {"secret": "Mia"})
    assert "Mia" not in caught.value.message
    assert "SELECT" not in caught.value.message
    assert caught.value.code == "store"


def test_a_server_that_was_started_anew_in_between_costs_no_error(server: Server) -> None:
    with open_store(server.new_schema()) as store:
        with store.writing(OWNER) as w:
            w.save(Athlete(uid(), "Mia"))
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'flyzone'"
        )
        with store.reading(OWNER) as r:
            assert r.counts()["athlete"] == 1


def test_a_server_that_was_told_not_to_wait_for_the_disk_waits_for_a_store(server: Server) -> None:
    name = server.new_database()
    database_name = read_address(name).url.database
    server.execute(f"ALTER DATABASE {database_name} SET synchronous_commit = off")
    database = Database(read_address(name))
    with database.writing() as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"
    database.close()


def test_after_much_is_written_postgresql_knows_how_much_there_is(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flyzone.storage.store.MANY", 100)
    with open_store(server.new_schema()) as store:
        with store.writing(OWNER) as w:
            w.save_many(Athlete(uid(), f"Athlete {n}") for n in range(150))
        with store._database.reading() as connection:
            known = connection.scalar(
                text("SELECT reltuples FROM pg_class WHERE oid = 'athletes'::regclass")
            )
    assert known == 150
