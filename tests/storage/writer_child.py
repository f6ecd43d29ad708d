"""A program that writes sessions and says after each that it is kept; the crash tests kill it.

Run as: python writer_child.py URL ATHLETE_ID FIRST COUNT
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from flyzone.model import Rep, Session
from flyzone.storage import Viewer, open_store

REPS = 5


def main() -> None:
    """Write so many, an hour apart; until somebody kills it."""
    url, athlete_id = sys.argv[1:3]
    first, count = map(int, sys.argv[3:5])
    store = open_store(url)
    for number in range(first, first + count):
        at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=number)
        reps = tuple(Rep(str(uuid4()), n, 10.0, 1.05) for n in range(1, REPS + 1))
        session = Session(str(uuid4()), athlete_id, at, "max-velocity", reps)
        with store.writing(Viewer.owner("Child")) as w:
            w.save(session)
        # One system call: a line that the parent has read was acknowledged.
        os.write(1, f"{session.id}\n".encode())


if __name__ == "__main__":
    main()
