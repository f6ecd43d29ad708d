"""The store itself: opened at an address, read and written in somebody's name.

    with open_store() as store:
        with store.writing(Viewer.owner("Nora")) as w:
            w.save(athlete)
        with store.reading(Viewer.owner("Nora")) as r:
            print(r.history(athlete.id))

When the ``with`` of ``writing`` has ended without an exception, what it wrote is on the disk.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import TracebackType

from flyzone.storage.accounts import Accounts
from flyzone.storage.address import default_url, read_address
from flyzone.storage.engine import PATIENCE_S, Database, create_private
from flyzone.storage.entries import SentEntries
from flyzone.storage.queue import Queue
from flyzone.storage.reading import Reader
from flyzone.storage.rows import take_stock
from flyzone.storage.schema import prepare
from flyzone.storage.upkeep import Upkeep
from flyzone.storage.uploads import Uploads
from flyzone.storage.viewer import Viewer
from flyzone.storage.writing import Writer

MANY = 5000
"""New records after which the database's idea of its tables no longer fits."""


class Store:
    """An open store; made by `open_store`."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    @property
    def place(self) -> str:
        """Where it lies, without a password."""
        return self._database.address.place

    @contextlib.contextmanager
    def reading(self, viewer: Viewer) -> Iterator[Reader]:
        """The store at one moment, as far as a viewer sees it.

        Raises
        ------
        StoreError
            If it cannot be read.
        """
        with self._database.reading() as connection:
            yield Reader(connection, viewer)

    @contextlib.contextmanager
    def writing(self, viewer: Viewer) -> Iterator[Writer]:
        """The store to write to, as far as a viewer may; one block at a time, all of it or nothing.

        Raises
        ------
        StoreError
            If it cannot be written: another program holds it, the disk is full, the server is gone.
        """
        with self._database.writing() as connection:
            writer = Writer(connection, viewer, self._clock)
            yield writer
            if writer.added >= MANY:
                take_stock(connection)
        if writer.erased:
            self._database.forget_the_deleted()

    @contextlib.contextmanager
    def taking(self, viewer: Viewer, account_id: str) -> Iterator[tuple[Writer, SentEntries]]:
        """As `writing`, with what an account's phones sent before: both kept, or neither.

        Raises
        ------
        StoreError
            As `writing`.
        """
        with self._database.writing() as connection:
            yield Writer(connection, viewer, self._clock), SentEntries(connection, account_id)

    @contextlib.contextmanager
    def queue(self, viewer: Viewer | None = None, *, change: bool = False) -> Iterator[Queue]:
        """The background jobs that a viewer sees, or all for a worker; to be read, or changed.

        Raises
        ------
        StoreError
            As `reading` and `writing`.
        """
        opened = self._database.writing if change else self._database.reading
        with opened() as connection:
            yield Queue(connection, viewer)

    @contextlib.contextmanager
    def queueing(self, viewer: Viewer) -> Iterator[tuple[Writer, Queue]]:
        """As `writing`, with the jobs that the viewer sees: records and jobs are kept both, or neither.

        Raises
        ------
        StoreError
            As `writing`.
        """
        with self._database.writing() as connection:
            yield Writer(connection, viewer, self._clock), Queue(connection, viewer)

    @contextlib.contextmanager
    def handing_in(
        self, viewer: Viewer, account_id: str
    ) -> Iterator[tuple[Writer, Queue, Uploads]]:
        """As `queueing`, with the uploads of an account.

        Raises
        ------
        StoreError
            As `writing`.
        """
        with self._database.writing() as connection:
            writer = Writer(connection, viewer, self._clock)
            yield writer, Queue(connection, viewer), Uploads(connection, account_id)

    @contextlib.contextmanager
    def uploads(self, account_id: str, *, change: bool = False) -> Iterator[Uploads]:
        """The uploads of an account, to be read, or changed.

        Raises
        ------
        StoreError
            As `reading` and `writing`.
        """
        opened = self._database.writing if change else self._database.reading
        with opened() as connection:
            yield Uploads(connection, account_id)

    @contextlib.contextmanager
    def upkeep(self) -> Iterator[tuple[Writer, Upkeep]]:
        """As `writing`, with what the store lets go of with time: for the program itself.

        Raises
        ------
        StoreError
            As `writing`.
        """
        with self._database.writing() as connection:
            writer = Writer(connection, Viewer.owner("flyzone"), self._clock)
            yield writer, Upkeep(connection)

    @contextlib.contextmanager
    def accounts(self, *, change: bool = False) -> Iterator[Accounts]:
        """Who may log in, to be read; or to be changed, all of the block or nothing.

        Raises
        ------
        StoreError
            As `reading` and `writing`.
        """
        opened = self._database.writing if change else self._database.reading
        with opened() as connection:
            yield Accounts(connection)

    def close(self) -> None:
        """Closes its connections."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_store(
    url: str | None = None,
    *,
    patience_s: float = PATIENCE_S,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Store:
    """Opens a store; makes it where there is none, and brings an older one up to date.

    Parameters
    ----------
    url : str, optional
        ``sqlite:///FILE``, a file's name, or ``postgresql://USER:PASSWORD@HOST:PORT/DATABASE``; by
        default the file of `default_url`.
    patience_s : float, s
        How long a writer waits for another.
    clock : callable
        What the audit trail takes its times from.

    Returns
    -------
    Store

    Raises
    ------
    StoreError
        If there is something else at that address, the store is newer than this program, or it cannot
        be reached or written.
    """
    address = read_address(url or default_url())
    if url is None and address.file is not None:
        with contextlib.suppress(OSError):
            # Where this fails, the next step says why.
            address.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    create_private(address)
    database = Database(address, patience_s)
    try:
        prepare(database)
    except BaseException:
        database.close()
        raise
    return Store(database, clock)
