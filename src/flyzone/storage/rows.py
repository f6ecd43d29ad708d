"""Records in and out of their rows, whoever asks: the only statements that change a table.

Who may see or write what is not asked here; `Reader` and `Writer` do that, and nobody else comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, FromClause, Select, Table, delete, insert, select, update

from flyzone.storage.kinds import Kind, Plain, Row, can_be_kept
from flyzone.storage.plain import record_of
from flyzone.storage.tables import metadata
from flyzone.storage.trusted import is_trusted, word_of_row

Item = TypeVar("Item")

PAGE = 500
"""Records that are read or written by one statement."""


class Rows:
    """Records of one connection.

    Parameters
    ----------
    connection : sqlalchemy.Connection
    source : callable
        What to read instead of a table: the table as a viewer sees it, or the table itself.
    """

    def __init__(self, connection: Connection, source: Callable[[Table], FromClause]) -> None:
        self._connection = connection
        self._source = source

    def table(self, kind: Kind) -> FromClause:
        """What to select records of a kind from."""
        return self._source(kind.table)

    def chosen(self, kind: Kind, selection: Select[Any]) -> list[Plain]:
        """The records of a selection from `table`, as plain values."""
        found = [dict(row) for row in self._connection.execute(selection).mappings()]
        parts = self._parts(kind, [row["id"] for row in found])
        return [kind.plain_of_row(row, parts.get(row["id"], ())) for row in found]

    def words(self, kind: Kind, selection: Select[Any]) -> list[Any]:
        """The same as records."""
        if not is_trusted(kind):
            return [record_of(kind.word, plain) for plain in self.chosen(kind, selection)]
        found = [dict(row) for row in self._connection.execute(selection).mappings()]
        parts = self._parts(kind, [row["id"] for row in found])
        return [word_of_row(kind, row, parts.get(row["id"], ())) for row in found]

    def by_id(self, kind: Kind, ids: Iterable[str]) -> dict[str, Plain]:
        """Those of some records that there are, by their ids."""
        table = self.table(kind)
        found: dict[str, Plain] = {}
        for some in pages([one for one in ids if can_be_kept(one)]):
            for plain in self.chosen(kind, select(table).where(table.c.id.in_(some))):
                found[plain["id"]] = plain
        return found

    def in_pages(self, kind: Kind) -> Iterator[Plain]:
        """All records of a kind, sorted by their ids, of which only a page is held at a time."""
        table = self.table(kind)
        in_order = select(table).order_by(table.c.id).limit(PAGE)
        page = self.chosen(kind, in_order)
        while page:
            yield from page
            page = self.chosen(kind, in_order.where(table.c.id > page[-1]["id"]))

    def _parts(self, kind: Kind, ids: list[str]) -> dict[str, list[Row]]:
        if kind.part is None:
            return {}
        table = self._source(kind.part.table)
        owner, order = table.c[kind.part.owner], [table.c[name] for name in kind.part.order]
        grouped: dict[str, list[Row]] = {}
        for some in pages(ids):
            statement = select(table).where(owner.in_(some)).order_by(*order)
            for row in self._connection.execute(statement).mappings():
                grouped.setdefault(row[kind.part.owner], []).append(dict(row))
        return grouped


def add(connection: Connection, kind: Kind, plains: Sequence[Plain]) -> None:
    """Inserts records that are not there yet."""
    _insert(connection, kind.table, [kind.form.row(plain) for plain in plains])
    _add_parts(connection, kind, plains)


def change(connection: Connection, kind: Kind, plains: Sequence[Plain]) -> None:
    """Gives records that are there other contents."""
    for plain in plains:
        row = kind.form.row(plain)
        connection.execute(update(kind.table).where(kind.table.c.id == plain["id"]).values(**row))
    if kind.part is not None:
        owner = kind.part.table.c[kind.part.owner]
        for some in pages([plain["id"] for plain in plains]):
            connection.execute(delete(kind.part.table).where(owner.in_(some)))
        _add_parts(connection, kind, plains)


def remove(connection: Connection, kind: Kind, record_id: str) -> None:
    """Deletes a record, and with it all that refers to it."""
    connection.execute(delete(kind.table).where(kind.table.c.id == record_id))


def take_stock(connection: Connection) -> None:
    """Lets PostgreSQL count anew what is in the tables; SQLite's plans need no counts.

    It does so by itself after a minute or so; until then it reads a table that has just been filled
    from end to end, where an index would do.
    """
    if connection.dialect.name == "postgresql":
        for table in metadata.tables:
            connection.exec_driver_sql(f'ANALYZE "{table}"')


def pages(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Items in their order, a page at a time."""
    return (items[start : start + PAGE] for start in range(0, len(items), PAGE))


def _add_parts(connection: Connection, kind: Kind, plains: Sequence[Plain]) -> None:
    if kind.part is not None:
        _insert(connection, kind.part.table, [row for one in plains for row in kind.part.rows(one)])


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)
