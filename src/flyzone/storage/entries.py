"""What a phone kept while it had no signal, and sent: which of it was done already.

A phone that hears no answer sends again.  So what an entry did is kept under the entry's own id, in the
transaction that did it: sent a second time, nothing is done, and the answer is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from flyzone.storage import tables as t
from flyzone.storage.kinds import can_be_kept, json_text, microseconds
from flyzone.storage.rows import pages


class SentEntries:
    """The entries of one account that were done; made by `Store.taking`."""

    def __init__(self, connection: Connection, account_id: str) -> None:
        self._connection, self._account_id = connection, account_id

    def done(self, ids: Iterable[str]) -> dict[str, dict[str, Any] | None]:
        """What became of those entries that were done before, by their ids.

        Returns
        -------
        dict
            ``None`` for an id under which another account sent something.
        """
        sent = t.sent_entries.c
        found: dict[str, dict[str, Any] | None] = {}
        for some in pages([one for one in ids if can_be_kept(one)]):
            columns = select(sent.id, sent.account_id, sent.outcome).where(sent.id.in_(some))
            for row in self._connection.execute(columns):
                mine = row.account_id == self._account_id
                found[row.id] = json.loads(row.outcome) if mine else None
        return found

    def remember(self, entry_id: str, outcome: Mapping[str, Any], now: datetime) -> None:
        """Keeps what an entry did.

        Parameters
        ----------
        entry_id : str
            A UUID.
        outcome : mapping
            Codes and ids only: what is an athlete's is in his records, and goes with them.
        now : datetime
        """
        self._connection.execute(
            insert(t.sent_entries).values(
                id=entry_id,
                account_id=self._account_id,
                at_us=microseconds(now),
                outcome=json_text("An outcome", dict(outcome)),
            )
        )
