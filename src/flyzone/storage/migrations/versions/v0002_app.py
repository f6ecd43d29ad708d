"""The app: clips and camera places, grounds, wishes, consents; accounts, and what the server must do."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make them beside what is there."""
    op.create_table(
        "clips",
        _id(),
        *_moment("at"),
        _text("name", needed=True),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        _text("sha256", needed=True),
        _of("athletes", "athlete_id"),
        _of("groups", "group_id"),
        sa.Column("session_id", _uuid()),
        _text("setup"),
        _text("order", needed=True),
        sa.Column("keep", sa.Boolean, nullable=False),
        _text("note", needed=True),
    )
    op.create_table(
        "camera_places",
        _id(),
        _text("name", needed=True),
        *_moment("at"),
        _text("setup", needed=True),
        _text("landmarks", needed=True),
    )
    op.create_table("grounds", _id(), _text("name", needed=True), _text("description", needed=True))
    op.create_table(
        "wish_lists",
        _id(),
        _of("athletes", "athlete_id", nullable=False),
        *_moment("at"),
        _text("wishes", needed=True),
    )
    op.create_table(
        "consents",
        _id(),
        _of("athletes", "athlete_id", nullable=False),
        *_moment("at"),
        _text("by", needed=True),
        _text("role", needed=True),
        sa.Column("given", sa.Boolean, nullable=False),
        _text("alias"),
        sa.Column("account_id", _uuid()),
    )
    op.create_table(
        "accounts",
        _id(),
        _text("name", needed=True),
        sa.Column("login", sa.Text, nullable=False, unique=True),
        _text("role", needed=True),
        *_moment("made_at"),
        _of("athletes", "athlete_id"),
        _text("manner", needed=True),
        sa.Column("closed", sa.Boolean, nullable=False),
        _text("password_hash"),
    )
    op.create_table(
        "account_groups",
        _of("accounts", "account_id", primary_key=True),
        _of("groups", "group_id", primary_key=True),
    )
    op.create_table(
        "account_wards",
        _of("accounts", "account_id", primary_key=True),
        _of("athletes", "athlete_id", primary_key=True),
    )
    op.create_table(
        "logins",
        sa.Column("secret_sha256", sa.Text, primary_key=True),
        _of("accounts", "account_id", nullable=False),
        _text("csrf", needed=True),
        _text("device", needed=True),
        sa.Column("made_us", sa.BigInteger, nullable=False),
        sa.Column("seen_us", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "tokens",
        _id(),
        sa.Column("secret_sha256", sa.Text, nullable=False, unique=True),
        _of("accounts", "account_id", nullable=False),
        _text("name", needed=True),
        _text("scopes", needed=True),
        _of("athletes", "athlete_id"),
        sa.Column("made_us", sa.BigInteger, nullable=False),
        sa.Column("used_us", sa.BigInteger),
    )
    op.create_table(
        "invitations",
        _id(),
        sa.Column("secret_sha256", sa.Text, nullable=False, unique=True),
        _of("accounts", "made_by", nullable=False),
        _text("offer", needed=True),
        sa.Column("made_us", sa.BigInteger, nullable=False),
        sa.Column("until_us", sa.BigInteger, nullable=False),
        sa.Column("used_us", sa.BigInteger),
    )
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _text("key", needed=True),
        sa.Column("at_us", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "sent_entries",
        _id(),
        _of("accounts", "account_id", nullable=False),
        sa.Column("at_us", sa.BigInteger, nullable=False),
        _text("outcome", needed=True),
    )
    op.create_table(
        "uploads",
        _id(),
        _of("accounts", "account_id", nullable=False),
        _of("athletes", "athlete_id"),
        _of("groups", "group_id"),
        _text("name", needed=True),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.Column("received_bytes", sa.BigInteger, nullable=False),
        sa.Column("made_us", sa.BigInteger, nullable=False),
        sa.Column("seen_us", sa.BigInteger, nullable=False),
        _text("wish", needed=True),
    )
    op.create_table(
        "jobs",
        _id(),
        _text("kind", needed=True),
        _text("task", needed=True),
        _of("athletes", "athlete_id"),
        _of("groups", "group_id"),
        sa.Column("clip_id", _uuid()),
        _text("state", needed=True),
        sa.Column("progress", sa.Double, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        _text("worker"),
        sa.Column("lease_us", sa.BigInteger),
        sa.Column("made_us", sa.BigInteger, nullable=False),
        sa.Column("ended_us", sa.BigInteger),
        _text("outcome"),
    )
    op.create_index("audit_at", "audit", ["at_us"])
    op.create_index("clips_athlete", "clips", ["athlete_id", "at_us"])
    op.create_index("clips_group", "clips", ["group_id", "at_us"])
    op.create_index("wish_lists_athlete", "wish_lists", ["athlete_id", "at_us"])
    op.create_index("consents_athlete", "consents", ["athlete_id", "at_us"])
    op.create_index("logins_account", "logins", ["account_id"])
    op.create_index("tokens_account", "tokens", ["account_id"])
    op.create_index("failures_key", "failures", ["key", "at_us"])
    op.create_index("jobs_waiting", "jobs", ["state", "made_us"])
    op.create_index("jobs_clip", "jobs", ["clip_id"])


def _id() -> sa.Column[str]:
    return sa.Column("id", _uuid(), primary_key=True)


def _uuid() -> sa.String:
    return sa.String(36).with_variant(sa.String(36, collation="C"), "postgresql")


def _of(table: str, name: str, **words: Any) -> sa.Column[str]:
    return sa.Column(name, _uuid(), sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **words)


def _moment(name: str) -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column(f"{name}_us", sa.BigInteger, nullable=False),
        sa.Column(f"{name}_offset_s", sa.Integer, nullable=False),
    )


def _text(name: str, *, needed: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=not needed)
