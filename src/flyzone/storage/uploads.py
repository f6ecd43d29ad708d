"""Uploads that are under way: how many bytes of each are safely on the disk.

A phone may lose its signal in the middle of a clip, so the store remembers how far each upload is, and
the phone asks before it goes on.  An upload is its account's: for others it does not exist.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from flyzone.storage import tables as t
from flyzone.storage.kinds import can_be_kept, json_text, microseconds, moment_of
from flyzone.storage.scope import unknown


@dataclass(frozen=True, slots=True)
class Upload:
    """A clip that is being handed in.

    Attributes
    ----------
    id : str
        The id that the clip will have; made by who sends it.
    account_id : str
    name : str
        What people call it.
    size_bytes, received_bytes : int
        Of the whole, and what is safely on the disk.
    athlete_id, group_id : str or None
        Whose runs it shows.
    wish : mapping
        What else the clip's record will say, such as ``session_id``.
    made_at, seen_at : datetime
        Begun, and last heard of; in UTC.
    """

    id: str
    account_id: str
    name: str
    size_bytes: int
    received_bytes: int
    athlete_id: str | None
    group_id: str | None
    wish: Mapping[str, Any]
    made_at: datetime
    seen_at: datetime


class Uploads:
    """The uploads of one account, in one transaction; made by `Store.handing_in`."""

    def __init__(self, connection: Connection, account_id: str) -> None:
        self._connection, self._run = connection, connection.execute
        self._account_id = account_id

    def get(self, upload_id: str) -> Upload:
        """An upload; `InputError` if there is none of that id, or none of this account."""
        found = self.find(upload_id)
        if found is None:
            raise unknown("upload", upload_id)
        return found

    def find(self, upload_id: str) -> Upload | None:
        """As `get`; ``None`` where there is none."""
        if not can_be_kept(upload_id):
            return None
        c = t.uploads.c
        mine = (c.id == upload_id, c.account_id == self._account_id)
        row = self._run(select(t.uploads).where(*mine)).mappings().first()
        return None if row is None else _upload(dict(row))

    def is_taken(self, upload_id: str) -> bool:
        """Whether anybody's clip or upload has an id already."""
        return any(
            self._run(select(table.c.id).where(table.c.id == upload_id)).first() is not None
            for table in (t.uploads, t.clips)
        )

    def count(self) -> int:
        """How many uploads of this account are under way."""
        mine = t.uploads.c.account_id == self._account_id
        return self._connection.scalar(select(func.count()).where(mine)) or 0

    def still_to_come(self) -> int:
        """The bytes that all uploads under way, of whomever, will still need."""
        c = t.uploads.c
        return int(self._connection.scalar(select(func.sum(c.size_bytes - c.received_bytes))) or 0)

    def add(self, upload: Upload) -> None:
        """Keeps a new one."""
        self._run(
            insert(t.uploads).values(
                id=upload.id,
                account_id=self._account_id,
                athlete_id=upload.athlete_id,
                group_id=upload.group_id,
                name=upload.name,
                size_bytes=upload.size_bytes,
                received_bytes=upload.received_bytes,
                made_us=microseconds(upload.made_at),
                seen_us=microseconds(upload.seen_at),
                wish=json_text("A wish", dict(upload.wish)),
            )
        )

    def received(self, upload_id: str, before: int, after: int, now: datetime) -> bool:
        """Notes that the bytes up to ``after`` are on the disk; false where others were faster."""
        c = t.uploads.c
        mine = (c.id == upload_id, c.account_id == self._account_id, c.received_bytes == before)
        values = {"received_bytes": after, "seen_us": microseconds(now)}
        return self._run(update(t.uploads).where(*mine).values(**values)).rowcount == 1

    def remove(self, upload_id: str) -> None:
        """Forgets an upload: it has become a clip, or was given up."""
        c = t.uploads.c
        mine = (c.id == upload_id, c.account_id == self._account_id)
        self._run(delete(t.uploads).where(*mine))


def _upload(row: Mapping[str, Any]) -> Upload:
    return Upload(
        id=row["id"],
        account_id=row["account_id"],
        name=row["name"],
        size_bytes=row["size_bytes"],
        received_bytes=row["received_bytes"],
        athlete_id=row["athlete_id"],
        group_id=row["group_id"],
        wish=json.loads(row["wish"]),
        made_at=moment_of(row["made_us"], 0),
        seen_at=moment_of(row["seen_us"], 0),
    )
