"""A backup holds one moment of the store and its files, and comes back as it was, in both databases."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.storage.samples import DAY, OWNER, squad, take_out, uid

from flyzone.errors import InputError, StoreError
from flyzone.model import Account, Athlete
from flyzone.storage import open_store
from flyzone.storage.backup import ROWS, restore_store
from flyzone.storage.tables import metadata
from flyzone.workflows.backup import MANIFEST, make_backup, prune, restore_backup

NOW = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
Urls = Callable[[], str]


def _filled(url: str) -> None:
    with open_store(url) as store:
        with store.writing(OWNER) as w:
            w.save_many(squad().records)
        with store.accounts(change=True) as accounts:
            accounts.add(Account(uid(), "Nora", "owner", DAY), "a hash")
            accounts.note_failure("nora", DAY)


def _rows(url: str) -> dict[str, list[str]]:
    """Every row of every table but the guesses."""
    with open_store(url) as store, store._database.reading() as connection:
        return {
            table.name: sorted(
                str(dict(row)) for row in connection.execute(select(table)).mappings()
            )
            for table in metadata.sorted_tables
            if table.name != "failures"
        }


def test_what_was_backed_up_comes_back_to_the_last_row_in_either_database(
    new_url: Urls, empty_urls: Urls, tmp_path: Path
) -> None:
    url = new_url()
    _filled(url)
    files = tmp_path / "files"
    (files / "clips").mkdir(parents=True)
    (files / "clips" / "one.mp4").write_bytes(b"film")
    (files / "uploads").mkdir()
    (files / "uploads" / "half").write_bytes(b"ha")
    made = make_backup(url, files, tmp_path / "backups", now=NOW)
    assert made.path.name == "flyzone-20260512T150000Z"
    assert made.path.stat().st_mode & 0o077 == 0
    assert not list((tmp_path / "backups").glob(".*"))
    for other in (empty_urls(), f"sqlite:///{tmp_path}/other.db"):
        back = tmp_path / f"back-{len(other)}"
        assert restore_backup(made.path, other, back) == 1
        assert _rows(other) == _rows(url)
        assert (back / "clips" / "one.mp4").read_bytes() == b"film"
        assert not (back / "uploads").exists()
        with open_store(url) as here, open_store(other) as there:
            take_out(here, tmp_path / "a.gz")
            take_out(there, tmp_path / "b.gz")
        assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
        with open_store(other) as there, there.accounts() as accounts:
            found = accounts.called("nora")
            assert found is not None
            assert found[1] == "a hash"


def test_a_backup_while_another_process_writes_is_one_moment_and_restores(
    new_url: Urls, empty_urls: Urls, tmp_path: Path
) -> None:
    url = new_url()
    mia = Athlete(uid(), "Mia")
    with open_store(url) as store, store.writing(OWNER) as w:
        w.save(mia)
    child = subprocess.Popen(
        [
            sys.executable,
            str(Path(__file__).with_name("writer_child.py")),
            url,
            mia.id,
            "0",
            "100000",
        ],
        stdout=subprocess.PIPE,
    )
    try:
        assert child.stdout is not None
        acknowledged = [child.stdout.readline().decode().strip() for _ in range(20)]
        made = [
            make_backup(url, tmp_path / "none", tmp_path / "b", now=NOW + timedelta(seconds=number))
            for number in range(3)
        ]
        later = [child.stdout.readline().decode().strip() for _ in range(5)]
    finally:
        child.kill()
        child.communicate()
    assert all(later)
    counts = []
    for one in made:
        other = empty_urls()
        restore_backup(one.path, other, tmp_path / f"files-{one.path.name}")
        with open_store(other) as store, store.reading(OWNER) as r:
            sessions = r.history(mia.id).sessions
            assert {s.id for s in sessions} >= set(acknowledged)
            assert all(len(s.reps) == 5 for s in sessions)
            counts.append(len(sessions))
    assert counts == sorted(counts)


def test_a_store_in_which_something_is_stays_as_it_is(new_url: Urls, tmp_path: Path) -> None:
    url, other = new_url(), new_url()
    _filled(url)
    _filled(other)
    made = make_backup(url, tmp_path / "none", tmp_path / "b", now=NOW)
    before = _rows(other)
    with pytest.raises(InputError, match="empty store") as told:
        restore_backup(made.path, other, tmp_path / "files")
    assert told.value.code == "restore-not-empty"
    assert _rows(other) == before
    assert not list((tmp_path / "files").iterdir())


def test_a_backup_that_lost_something_is_refused_and_nothing_is_restored(
    url: str, empty_urls: Urls, tmp_path: Path
) -> None:
    _filled(url)
    files = tmp_path / "files"
    files.mkdir()
    (files / "one.mp4").write_bytes(b"film")
    made = make_backup(url, files, tmp_path / "b", now=NOW)
    copied = next(one for one in made.path.iterdir() if one.name.startswith(("store", "rows")))
    whole = copied.read_bytes()
    copied.write_bytes(whole[:-20])
    with pytest.raises(InputError, match="not as it was made"):
        restore_backup(made.path, empty_urls(), tmp_path / "back")
    copied.write_bytes(whole)
    (made.path / "files" / "one.mp4").unlink()
    with pytest.raises(InputError, match=r"one\.mp4"):
        restore_backup(made.path, empty_urls(), tmp_path / "back")
    (made.path / MANIFEST).unlink()
    with pytest.raises(InputError, match="no whole backup"):
        restore_backup(made.path, empty_urls(), tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_backups_older_than_the_days_are_removed_and_nothing_else(
    sqlite_path: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{sqlite_path}"
    open_store(url).close()
    target = tmp_path / "b"
    old = make_backup(url, tmp_path / "f", target, now=NOW - timedelta(days=30))
    young = make_backup(url, tmp_path / "f", target, now=NOW - timedelta(days=29))
    (target / "flyzone-notes").mkdir()
    (target / ".flyzone-20260501T000000Z.partial").mkdir()
    made = make_backup(url, tmp_path / "f", target, now=NOW)
    assert sorted(made.pruned) == [".flyzone-20260501T000000Z.partial", old.path.name]
    assert sorted(one.name for one in target.iterdir()) == [
        "flyzone-20260413T150000Z", made.path.name, "flyzone-notes",
    ]  # fmt: skip
    assert prune(target, NOW, 29) == (young.path.name,)


@pytest.mark.parametrize("days", [0, 31])
def test_no_backup_is_kept_longer_than_thirty_days(sqlite_path: Path, days: int) -> None:
    open_store(str(sqlite_path)).close()
    with pytest.raises(InputError, match="1 to 30"):
        make_backup(
            str(sqlite_path),
            sqlite_path.parent / "f",
            sqlite_path.parent / "b",
            now=NOW,
            keep_days=days,
        )


def test_a_backup_that_cannot_be_finished_leaves_nothing(sqlite_path: Path, tmp_path: Path) -> None:
    sqlite_path.write_bytes(b"no database" * 100)
    with pytest.raises(StoreError):
        make_backup(str(sqlite_path), tmp_path / "f", tmp_path / "b", now=NOW)
    # Not even the folder that was made for it; one that was there stays.
    assert not (tmp_path / "b").exists()
    (tmp_path / "there").mkdir()
    with pytest.raises(StoreError):
        make_backup(str(sqlite_path), tmp_path / "f", tmp_path / "there", now=NOW)
    assert not list((tmp_path / "there").iterdir())


def test_rows_that_are_cut_off_or_of_another_version_are_refused(
    empty_urls: Urls, tmp_path: Path
) -> None:
    path = tmp_path / ROWS
    for lines, why in (
        ([{"flyzone_rows": "9999"}], "version 9999"),
        ([{"flyzone_rows": "0002"}], "cut off"),
        ([{"flyzone_rows": "0002"}, {"rows": 3}], "3 rows and has 0"),
    ):
        path.write_bytes(gzip.compress("".join(json.dumps(one) + "\n" for one in lines).encode()))
        with pytest.raises(InputError, match=why):
            restore_store(path, empty_urls())
