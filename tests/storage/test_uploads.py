"""What the store knows of uploads: how far each is, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.storage.samples import DAY, OWNER, uid

from flyzone.errors import InputError
from flyzone.model import Account, StoredClip
from flyzone.storage import Store, Upload

T0 = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)


@pytest.fixture
def accounts(store: Store) -> tuple[str, str]:
    """Two people who hand clips in."""
    made = [Account(uid(), name, "owner", T0) for name in ("Nora", "Olaf")]
    with store.accounts(change=True) as kept:
        for one in made:
            kept.add(one, None)
    return made[0].id, made[1].id


def upload(account_id: str, size: int = 100) -> Upload:
    return Upload(uid(), account_id, "a.mp4", size, 0, None, None, {"session_id": None}, T0, T0)


def test_an_upload_is_kept_as_it_is(store: Store, accounts: tuple[str, str]) -> None:
    one = upload(accounts[0])
    with store.uploads(accounts[0], change=True) as uploads:
        uploads.add(one)
    with store.uploads(accounts[0]) as uploads:
        assert uploads.get(one.id) == one
        assert uploads.count() == 1


def test_what_was_received_is_counted_once(store: Store, accounts: tuple[str, str]) -> None:
    one, later = upload(accounts[0]), T0 + timedelta(minutes=1)
    with store.uploads(accounts[0], change=True) as uploads:
        uploads.add(one)
        assert uploads.received(one.id, 0, 40, later)
        assert not uploads.received(one.id, 0, 40, later), "somebody was faster"
        assert uploads.get(one.id) == replace(one, received_bytes=40, seen_at=later)


def test_another_account_has_no_such_upload(store: Store, accounts: tuple[str, str]) -> None:
    mine, others = accounts
    one = upload(mine)
    with store.uploads(mine, change=True) as uploads:
        uploads.add(one)
    with store.uploads(others, change=True) as uploads:
        assert uploads.find(one.id) is None
        with pytest.raises(InputError, match="none that you may see"):
            uploads.get(one.id)
        assert not uploads.received(one.id, 0, 40, T0)
        uploads.remove(one.id)
        assert uploads.count() == 0
        assert uploads.is_taken(one.id)
    with store.uploads(mine, change=True) as uploads:
        assert uploads.get(one.id) == one
        uploads.remove(one.id)
        assert not uploads.is_taken(one.id)
        assert uploads.find("no uuid \0") is None


def test_an_id_is_taken_by_a_clip_of_anybody(store: Store, accounts: tuple[str, str]) -> None:
    clip = StoredClip(uid(), DAY, "a.mp4", 10, "a" * 64)
    with store.handing_in(OWNER, accounts[0]) as (writer, _, uploads):
        assert not uploads.is_taken(clip.id)
        writer.save(clip)
        assert uploads.is_taken(clip.id)


def test_what_is_still_to_come_counts_the_uploads_of_all(
    store: Store, accounts: tuple[str, str]
) -> None:
    for account in accounts:
        one = upload(account, 1000)
        with store.uploads(account, change=True) as uploads:
            uploads.add(one)
            uploads.received(one.id, 0, 300, T0)
    with store.uploads(accounts[0]) as uploads:
        assert uploads.still_to_come() == 1400
