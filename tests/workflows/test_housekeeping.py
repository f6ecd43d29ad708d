"""What goes with time, by a clock that is turned; and what stays."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from flyzone.errors import InputError
from flyzone.model import Account, Athlete, StoredClip
from flyzone.storage import ClipFiles, Job, Store, StoredResult, Upload, Viewer, open_store
from flyzone.workflows.housekeeping import Cleared, keep_house

NOW = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
OWNER = Viewer.owner("Nora")
NOTHING = Cleared(0, 0, 0, 0, 0, 0)
MIA = Athlete(str(uuid4()), "Mia")
NORA = Account(str(uuid4()), "Nora", "owner", NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.db")) as opened:
        with opened.writing(OWNER) as writer:
            writer.save(MIA)
        with opened.accounts(change=True) as accounts:
            accounts.add(NORA, None)
        yield opened


@pytest.fixture
def files(tmp_path: Path) -> ClipFiles:
    return ClipFiles(tmp_path / "files")


def clip(store: Store, files: ClipFiles, letter: str, *, keep: bool = False) -> StoredClip:
    one = StoredClip(str(uuid4()), NOW, "fly.mp4", 4, letter * 64, MIA.id, keep=keep)
    result = StoredResult(
        str(uuid4()), MIA.id, NOW, "clip-timing", {"runs": []}, "0.1.0", None, one.sha256, None,
        f"clip:{one.id}",
    )  # fmt: skip
    with store.queueing(OWNER) as (writer, queue):
        writer.save_many([one, result])
        queue.put(Job(str(uuid4()), "still", {}, MIA.id, clip_id=one.id), NOW)
    for part in ("original", "still.jpg"):
        with files.writing(one.id, part) as temporary:  # type: ignore[arg-type]
            temporary.write_bytes(b"film")
    return one


def age(path: Path, hours: float) -> None:
    then = datetime.now(UTC).timestamp() - 3600.0 * hours
    os.utime(path, (then, then))


def test_a_clip_goes_after_thirty_days_unless_it_is_kept(store: Store, files: ClipFiles) -> None:
    old, kept = clip(store, files, "a"), clip(store, files, "b", keep=True)
    assert keep_house(store, files, NOW + timedelta(days=29, hours=23)) == NOTHING
    assert keep_house(store, files, NOW + timedelta(days=30, hours=1)).clips == 1
    with store.reading(OWNER) as reader:
        with pytest.raises(InputError):
            reader.get(StoredClip, old.id)
        assert reader.get(StoredClip, kept.id) == kept
        paths = {one.clip_sha256: one.path for one in reader.results()}
    assert paths == {old.sha256: None, kept.sha256: f"clip:{kept.id}"}, "the result stays"
    assert files.all_ids() == (kept.id,)
    assert not files.folder_of(old.id).exists()
    with store.queue() as queue:
        assert queue.of_clip(old.id) == ()
        assert len(queue.of_clip(kept.id)) == 1
    assert keep_house(store, files, NOW + timedelta(days=30, hours=2)) == NOTHING


def test_an_upload_that_nobody_goes_on_with_is_given_up_after_two_days(
    store: Store, files: ClipFiles
) -> None:
    upload_id = str(uuid4())
    with store.uploads(NORA.id, change=True) as uploads:
        uploads.add(Upload(upload_id, NORA.id, "a.mp4", 9, 0, None, None, {}, NOW, NOW))
        uploads.received(upload_id, 0, 3, NOW + timedelta(hours=10))
    files.make_upload_folder()
    files.upload_path(upload_id).write_bytes(b"fil")
    assert keep_house(store, files, NOW + timedelta(days=2, hours=9)) == NOTHING
    assert keep_house(store, files, NOW + timedelta(days=2, hours=11)).uploads == 1
    assert files.all_upload_ids() == ()
    with store.uploads(NORA.id) as uploads:
        assert uploads.find(upload_id) is None


def test_logins_failures_and_ended_jobs_are_forgotten_in_their_time(
    store: Store, files: ClipFiles
) -> None:
    with store.accounts(change=True) as accounts:
        old, _ = accounts.log_in(NORA.id, "an old phone", NOW)
        new, _ = accounts.log_in(NORA.id, "a new phone", NOW + timedelta(days=60))
        accounts.note_failure("Nora", NOW)
    ended, waiting = Job(str(uuid4()), "still", {}), Job(str(uuid4()), "still", {})
    with store.queue(change=True) as queue:
        queue.put(ended, NOW)
        queue.put(waiting, NOW)
        queue.stop(ended.id, NOW)
    assert keep_house(store, files, NOW + timedelta(hours=23)) == NOTHING
    assert keep_house(store, files, NOW + timedelta(days=2)).failures == 1
    assert keep_house(store, files, NOW + timedelta(days=31)).jobs == 1
    assert keep_house(store, files, NOW + timedelta(days=91)).logins == 1
    with store.queue() as queue:
        assert queue.get(waiting.id).state == "waiting"
        with pytest.raises(InputError):
            queue.get(ended.id)
    with store.accounts() as accounts:
        assert accounts.login(old) is None
        assert accounts.login(new) is not None


def test_files_of_no_record_go_when_nobody_is_writing_them(store: Store, files: ClipFiles) -> None:
    known, lost = clip(store, files, "a"), str(uuid4())
    growing, stray = str(uuid4()), str(uuid4())
    with store.uploads(NORA.id, change=True) as uploads:
        uploads.add(Upload(growing, NORA.id, "a.mp4", 9, 0, None, None, {}, NOW, NOW))
    files.make_upload_folder()
    for one in (growing, stray):
        files.upload_path(one).write_bytes(b"x")
        age(files.upload_path(one), 2)
    for one in (lost, growing):
        files.make_folder(one)
        age(files.folder_of(one), 2)
    age(files.folder_of(known.id), 2)
    fresh = str(uuid4())
    files.make_folder(fresh)
    assert keep_house(store, files, NOW).strays == 2
    assert set(files.all_ids()) == {known.id, growing, fresh}
    assert files.all_upload_ids() == (growing,)
