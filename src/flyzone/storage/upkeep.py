"""What a store lets go of with time, and what lies beside it for no record.

For the program itself and never for a person: nothing here is seen through a viewer, and nothing but ids
comes out.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from flyzone.storage import tables as t
from flyzone.storage.kinds import microseconds


class Upkeep:
    """The store's own housekeeping, in one transaction; made by `Store.upkeep`."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._run = connection, connection.execute

    def clips_before(self, moment: datetime) -> tuple[str, ...]:
        """The clips that were handed in before a moment and are not kept."""
        c = t.clips.c
        old = (c.at_us < microseconds(moment), c.keep.is_(False))
        return tuple(self._connection.scalars(select(c.id).where(*old).order_by(c.at_us, c.id)))

    def let_go(self, clip_id: str) -> None:
        """Before a clip goes: its jobs go, and its results stay but say no longer where it lay."""
        films = select(t.clips.c.sha256).where(t.clips.c.id == clip_id)
        chosen = t.results.c.clip_sha256.in_(films)
        self._run(update(t.results).where(chosen).values(path=None))
        self._run(delete(t.jobs).where(t.jobs.c.clip_id == clip_id))

    def clip_ids(self) -> frozenset[str]:
        """All clips that there are, and all that are being handed in."""
        return frozenset(self._connection.scalars(select(t.clips.c.id))) | self.upload_ids()

    def upload_ids(self) -> frozenset[str]:
        """All uploads that are under way."""
        return frozenset(self._connection.scalars(select(t.uploads.c.id)))

    def forget_uploads(self, unseen_since: datetime) -> tuple[str, ...]:
        """Gives up the uploads of which nothing was heard since a moment; their ids."""
        c = t.uploads.c
        old = c.seen_us < microseconds(unseen_since)
        gone = tuple(self._connection.scalars(select(c.id).where(old).order_by(c.id)))
        self._run(delete(t.uploads).where(old))
        return gone

    def forget_jobs(self, ended_before: datetime) -> int:
        """Forgets the jobs that ended before a moment; how many.

        Those of a clip that is kept stay with it: they hold its times.
        """
        old = t.jobs.c.ended_us < microseconds(ended_before)
        clips = select(t.clips.c.id)
        gone = or_(t.jobs.c.clip_id.is_(None), t.jobs.c.clip_id.not_in(clips))
        return self._run(delete(t.jobs).where(old, gone)).rowcount

    def forget_logins(self, unseen_since: datetime) -> int:
        """Ends the logins that nobody has used since a moment; how many."""
        old = t.logins.c.seen_us < microseconds(unseen_since)
        return self._run(delete(t.logins).where(old)).rowcount

    def forget_failures(self, before: datetime) -> int:
        """Forgets wrong passwords that lie before a moment; how many."""
        old = t.failures.c.at_us < microseconds(before)
        return self._run(delete(t.failures).where(old)).rowcount
