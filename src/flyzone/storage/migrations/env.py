"""Runs the migrations on the connection, and in the transaction, of whoever asked for them."""

from __future__ import annotations

from alembic import context

from flyzone.storage.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    # SQLite too: its connections begin their transactions themselves (see storage/engine.py).
    transactional_ddl=True,
)
context.run_migrations()
