"""Which databases are opened, made, brought up to date, and which are refused unharmed."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from tests.storage.samples import OWNER, uid

from flyzone.errors import StoreError
from flyzone.model import Athlete
from flyzone.storage import open_store
from flyzone.storage.address import read_address
from flyzone.storage.engine import Database, create_private
from flyzone.storage.schema import MIGRATIONS, REVISIONS, VERSION_TABLE, prepare
from flyzone.storage.tables import metadata


@pytest.fixture
def url(empty_urls: Callable[[], str]) -> str:
    """Where nothing is yet."""
    return empty_urls()


@pytest.fixture
def opened(url: str) -> Iterator[Database]:
    """An empty database."""
    address = read_address(url)
    create_private(address)
    made = Database(address)
    yield made
    made.close()


def sql(opened: Database, *statements: str) -> None:
    with opened.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))


def version(opened: Database) -> str | None:
    with opened.reading() as connection:
        return connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))


def test_the_migrations_make_the_tables_that_the_program_uses(opened: Database) -> None:
    prepare(opened)
    with opened.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    assert version(opened) == REVISIONS[-1]


def test_the_list_of_revisions_is_the_list_of_migration_files() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    files = [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(files)) == REVISIONS


@pytest.fixture
def next_migrations(tmp_path: Path) -> Callable[[str], Path]:
    """The migrations of a later program: today's, and one more that does what it is told."""

    def make(body: str) -> Path:
        folder = tmp_path / "migrations"
        (folder / "versions").mkdir(parents=True)
        for file in (*MIGRATIONS.glob("*.py"), *MIGRATIONS.glob("versions/*.py")):
            target = folder / file.relative_to(MIGRATIONS)
            target.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "versions" / "v0002_more.py").write_text(
            'from alembic import op\nrevision = "0099"\ndown_revision = "0002"\n'
            f"def upgrade():\n{body}",
            encoding="utf-8",
        )
        return folder

    return make


def test_an_older_store_is_brought_up_to_date_with_all_that_it_holds(
    url: str, opened: Database, next_migrations: Callable[[str], Path]
) -> None:
    mia = Athlete(uid(), "Mia")
    with open_store(url) as store, store.writing(OWNER) as w:
        w.save(mia)
    folder = next_migrations('    op.execute("ALTER TABLE athletes ADD COLUMN shoe TEXT")\n')
    prepare(opened, (*REVISIONS, "0099"), folder)
    assert version(opened) == "0099"
    with opened.reading() as connection:
        assert connection.execute(text("SELECT name, shoe FROM athletes")).all() == [("Mia", None)]


def test_a_migration_that_fails_half_way_leaves_the_store_as_it_was(
    url: str, opened: Database, next_migrations: Callable[[str], Path]
) -> None:
    open_store(url).close()
    folder = next_migrations(
        '    op.execute("CREATE TABLE half (x TEXT)")\n    op.execute("NO SUCH STATEMENT")\n'
    )
    with pytest.raises(StoreError):
        prepare(opened, (*REVISIONS, "0099"), folder)
    assert version(opened) == REVISIONS[-1]
    with opened.reading() as connection:
        assert "half" not in inspect(connection).get_table_names()
    open_store(url).close()


def test_a_newer_store_is_refused_by_an_older_program_and_left_as_it_is(
    url: str, opened: Database
) -> None:
    open_store(url).close()
    sql(opened, f"UPDATE {VERSION_TABLE} SET version_num = '0099'")
    with pytest.raises(StoreError, match="newer flyzone") as caught:
        open_store(url)
    assert caught.value.code == "store-newer"
    assert "0099" in caught.value.message
    assert version(opened) == "0099"


def test_a_database_of_somebody_else_is_refused_and_left_as_it_is(
    url: str, opened: Database
) -> None:
    sql(opened, "CREATE TABLE recipes (name TEXT)")
    before = opened.address.file and opened.address.file.read_bytes()
    with pytest.raises(StoreError, match="something else") as caught:
        open_store(url)
    assert caught.value.code == "store-not-a-store"
    assert "recipes" in caught.value.message
    with opened.reading() as connection:
        assert inspect(connection).get_table_names() == ["recipes"]
    assert before == (opened.address.file and opened.address.file.read_bytes())


@pytest.mark.parametrize("content", [b"time_s,distance_m\n1,2\n" * 200, b"\0" * 5000, b"SQLite"])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    sqlite_path: Path, content: bytes
) -> None:
    sqlite_path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        open_store(str(sqlite_path))
    assert caught.value.code == "store-not-a-store"
    assert sqlite_path.read_bytes() == content
    assert list(sqlite_path.parent.iterdir()) == [sqlite_path]


def test_a_damaged_store_is_named_as_such(sqlite_path: Path) -> None:
    with open_store(str(sqlite_path)) as store, store.writing(OWNER) as w:
        w.save_many(Athlete(uid(), f"Athlete {n}") for n in range(500))
    content = bytearray(sqlite_path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    sqlite_path.write_bytes(content)

    def read() -> None:
        with open_store(str(sqlite_path)) as store, store.reading(OWNER) as r:
            r.athletes()

    with pytest.raises(StoreError) as caught:
        read()
    assert caught.value.code == "store-damaged"


def test_a_folder_and_a_missing_folder_are_no_place_for_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(str(tmp_path))
    assert caught.value.code == "store-not-a-store"
    with pytest.raises(StoreError, match="Create its folder") as caught:
        open_store(str(tmp_path / "no" / "store.db"))
    assert caught.value.code == "store-unreachable"


def test_a_new_store_is_for_its_user_alone(sqlite_path: Path) -> None:
    old = os.umask(0)
    try:
        with open_store(str(sqlite_path)) as store, store.writing(OWNER) as w:
            w.save(Athlete(uid(), "Mia"))
            files = sorted(sqlite_path.parent.iterdir())
            assert len(files) == 3  # with its log and the index of that
            assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    finally:
        os.umask(old)


def test_an_empty_file_may_become_a_store(sqlite_path: Path) -> None:
    sqlite_path.touch()
    open_store(str(sqlite_path)).close()
    open_store(str(sqlite_path)).close()


def test_the_default_store_makes_its_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "flyzone.storage.store.default_url", lambda: f"sqlite:///{tmp_path}/a/b/flyzone.db"
    )
    open_store().close()
    assert (tmp_path / "a" / "b" / "flyzone.db").is_file()
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) & 0o077 == 0


def test_sqlite_runs_with_a_log_full_flushes_and_references(sqlite_path: Path) -> None:
    open_store(str(sqlite_path)).close()
    database = Database(read_address(str(sqlite_path)))
    with database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15_000,
    }  # fmt: skip
    database.close()


def test_many_who_open_a_new_store_at_once_all_find_it_ready(url: str) -> None:

    def open_and_count(_: int) -> int:
        with open_store(url) as store, store.reading(OWNER) as r:
            return r.counts()["athlete"]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(open_and_count, range(8))) == [0] * 8


def test_processes_that_open_a_new_store_at_once_all_find_it_ready(url: str) -> None:
    script = f"from flyzone.storage import open_store; open_store({url!r}).close()"
    children = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(3)]
    assert [child.wait(60) for child in children] == [0, 0, 0]


def test_opening_a_store_that_is_ready_loads_no_migrations(sqlite_path: Path) -> None:
    open_store(str(sqlite_path)).close()
    script = (
        "import sys; from flyzone.storage import open_store;"
        f" open_store({str(sqlite_path)!r}).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_another_program_reads_the_file_as_plain_sqlite(sqlite_path: Path) -> None:
    with open_store(str(sqlite_path)) as store, store.writing(OWNER) as w:
        w.save(Athlete(uid(), "Mia"))
    with sqlite3.connect(sqlite_path) as raw:
        assert raw.execute("SELECT name FROM athletes").fetchall() == [("Mia",)]
    raw.close()
