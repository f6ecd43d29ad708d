"""Which version of the tables a database has, and how it comes to today's.

An empty database becomes a store, an older store is brought up to date, a newer one is refused, and
what belongs to somebody else is left as it is.  All of it happens in one transaction behind the
writers' lock, so that of two programs that open at once one does the work and the other finds it done.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from flyzone.errors import StoreError
from flyzone.storage.engine import Database

REVISIONS = ("0001", "0002")
"""All versions of the tables, oldest first; each is a file in `migrations/versions`."""
VERSION_TABLE = "flyzone_schema"
MIGRATIONS = Path(__file__).with_name("migrations")


def prepare(
    database: Database, revisions: tuple[str, ...] = REVISIONS, migrations: Path = MIGRATIONS
) -> None:
    """Brings a database to the last of these versions.

    Raises
    ------
    StoreError
        If it is newer, holds something else than a store, or cannot be written.
    """
    with database.reading() as connection:
        ready = _version(database, connection, revisions) == revisions[-1]
    if ready:
        return
    database.begin_wal()
    with database.writing() as connection:
        if _version(database, connection, revisions) != revisions[-1]:
            _upgrade(connection, migrations)


def _version(database: Database, connection: Connection, revisions: tuple[str, ...]) -> str | None:
    """The version that a database has; ``None`` if it is empty."""
    place = database.address.place
    names = inspect(connection).get_table_names()
    if not names:
        return None
    if VERSION_TABLE not in names:
        raise StoreError(
            f"{place} holds something else than a store of flyzone (such as the table "
            f"{sorted(names)[0]!r}). It was left as it is; name another file or database.",
            code="store-not-a-store",
        )
    found = connection.scalars(text(f"SELECT version_num FROM {VERSION_TABLE}")).all()
    if len(found) == 1 and found[0] in revisions:
        return str(found[0])
    raise StoreError(
        f"The store {place} was written by a newer flyzone (its tables have the version "
        f"{', '.join(map(str, found)) or 'of nobody'}, this program knows up to {revisions[-1]}). It "
        "was left as it is; install the newer flyzone.",
        code="store-newer",
    )


def _upgrade(connection: Connection, migrations: Path) -> None:
    # Slow to load, and hardly ever needed.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
