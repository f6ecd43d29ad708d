"""The tables, as they are today; `migrations` holds how they came to be.

One rule for all: what queries ask for is a column, what is merely carried along is JSON text.  A
moment is two whole numbers: microseconds since 1970 in UTC (what time is compared by) and the offset
in seconds (whose day it was).  Ids are the UUIDs that the records came with.  Everything means the
same in SQLite and in PostgreSQL, to the last bit.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)


class Json(Text):
    """A text that holds a JSON value."""

    # The cache of statements tells types apart by this.
    cache_ok = True


metadata = MetaData()

ID = 36
"""Letters of a UUID."""


def _id() -> Column[str]:
    # Compared letter by letter, whatever the language of the database: exports are sorted by it.
    return Column("id", _uuid(), primary_key=True)


def _uuid() -> String:
    return String(ID).with_variant(String(ID, collation="C"), "postgresql")


def _of(table: str, name: str, **words: Any) -> Column[str]:
    """A reference; what refers to a deleted record is deleted with it."""
    return Column(name, _uuid(), ForeignKey(f"{table}.id", ondelete="CASCADE"), **words)


def _moment(name: str) -> tuple[Column[int], Column[int]]:
    return (
        Column(f"{name}_us", BigInteger, nullable=False),
        Column(f"{name}_offset_s", Integer, nullable=False),
    )


def _text(name: str, *, needed: bool = False) -> Column[str]:
    return Column(name, Text, nullable=not needed)


def _json(name: str, *, needed: bool = True) -> Column[str]:
    return Column(name, Json, nullable=not needed)


def _numbers(*names: str) -> list[Column[float]]:
    return [Column(name, Double) for name in names]


athletes = Table(
    "athletes",
    metadata,
    _id(),
    _text("name", needed=True),
    _text("born"),
    _text("sex"),
    _text("level"),
    _json("body", needed=False),
    _json("injuries"),
    Column("lands_well", Boolean),
    Column("kidney_disease", Boolean),
    _text("time_zone"),
    Column("public", Boolean, nullable=False),
    *_numbers("mas_m_s"),
    _text("note", needed=True),
)

groups = Table("groups", metadata, _id(), _text("name", needed=True))

memberships = Table(
    "memberships",
    metadata,
    _of("groups", "group_id", primary_key=True),
    _of("athletes", "athlete_id", primary_key=True),
    Column("place", Integer, nullable=False),
    Index("memberships_athlete", "athlete_id"),
)

checkins = Table(
    "checkins",
    metadata,
    _id(),
    _of("athletes", "athlete_id", nullable=False),
    *_moment("at"),
    *_numbers("sleep_h", "expected_sleep_h", "soreness", "stress", "ready"),
    _json("pains"),
    _json("signs"),
    *_numbers("resting_heart_rate_bpm", "hrv_ms", "creatine_g"),
    _text("note", needed=True),
    Index("checkins_athlete", "athlete_id", "at_us"),
)

clearances = Table(
    "clearances",
    metadata,
    _id(),
    _of("athletes", "athlete_id", nullable=False),
    *_moment("at"),
    _text("place"),
    _text("by", needed=True),
    _text("role", needed=True),
    Index("clearances_athlete", "athlete_id", "at_us"),
)

sessions = Table(
    "sessions",
    metadata,
    _id(),
    _of("athletes", "athlete_id", nullable=False),
    *_moment("started_at"),
    _text("stimulus", needed=True),
    *_numbers("duration_s", "distance_m", "exertion"),
    _text("ended_by"),
    _text("source", needed=True),
    _text("note", needed=True),
    # Nobody can be in two sessions at one time.
    UniqueConstraint("athlete_id", "started_at_us", name="sessions_one_at_a_time"),
)

reps = Table(
    "reps",
    metadata,
    _id(),
    _of("sessions", "session_id", nullable=False),
    # Three things that follow from session and rep, so that a board is a few steps in an index.
    _of("athletes", "athlete_id", nullable=False),
    Column("session_started_us", BigInteger, nullable=False),
    Column("distance_mm", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("distance_m", Double, nullable=False),
    *_numbers("time_s", "time_sd_s", "run_in_m", "rest_before_s"),
    Column("at_us", BigInteger),
    Column("at_offset_s", Integer),
    _text("method"),
    *_numbers("wind_m_s", "wind_sd_m_s", "heart_rate_bpm", "ready", "pain"),
    _text("pain_place"),
    *_numbers("effort"),
    _json("form"),
    _text("exercise"),
    _text("clip_id"),
    UniqueConstraint("session_id", "number", name="reps_number"),
    Index("reps_best", "athlete_id", "distance_mm", "time_s"),
    Index("reps_latest", "athlete_id", "distance_mm", "session_started_us", "number"),
)

jumps = Table(
    "jumps",
    metadata,
    _id(),
    _of("athletes", "athlete_id", nullable=False),
    *_moment("at"),
    _text("kind", needed=True),
    *_numbers("height_m", "distance_m", "drop_m", "contact_s", "sd"),
    _text("method"),
    Column("readiness", Boolean, nullable=False),
    Index("jumps_athlete", "athlete_id", "at_us"),
)

lifts = Table(
    "lifts",
    metadata,
    _id(),
    _of("athletes", "athlete_id", nullable=False),
    *_moment("at"),
    _text("exercise", needed=True),
    Column("load_kg", Double, nullable=False),
    Column("reps", Integer, nullable=False),
    _text("side"),
    Index("lifts_athlete", "athlete_id", "at_us"),
)

plans = Table("plans", metadata, _id(), *_moment("made_at"), _json("notes"))

planned_days = Table(
    "planned_days",
    metadata,
    _of("plans", "plan_id", primary_key=True),
    _of("athletes", "athlete_id", primary_key=True),
    Column("day", String(10), primary_key=True),
    _json("sessions"),
    _json("reasons"),
    Index("planned_days_athlete", "athlete_id", "day"),
)

rule_changes = Table(
    "rule_changes",
    metadata,
    _id(),
    _text("rule", needed=True),
    _text("threshold", needed=True),
    Column("value", Double, nullable=False),
    _text("by", needed=True),
    *_moment("at"),
    _of("groups", "group_id"),
    _of("athletes", "athlete_id"),
    _text("why", needed=True),
    Index("rule_changes_group", "group_id"),
    Index("rule_changes_athlete", "athlete_id"),
)

results = Table(
    "results",
    metadata,
    _id(),
    _of("athletes", "athlete_id"),
    *_moment("at"),
    _text("kind", needed=True),
    _json("document"),
    _text("program_version", needed=True),
    _text("model_version"),
    _text("clip_sha256"),
    _text("setup_sha256"),
    _text("path"),
    Index("results_athlete", "athlete_id", "at_us"),
    Index("results_clip", "clip_sha256"),
)

audit = Table(
    "audit",
    metadata,
    _id(),
    *_moment("at"),
    _text("who", needed=True),
    _text("role", needed=True),
    _text("kind", needed=True),
    Column("record_id", _uuid(), nullable=False),
    # No reference: the trail outlives the record.
    Column("athlete_id", _uuid()),
    _text("action", needed=True),
    _json("before", needed=False),
    _json("after", needed=False),
    Index("audit_athlete", "athlete_id", "at_us"),
    Index("audit_record", "record_id"),
    # What was written since a moment: open pages ask that every second.
    Index("audit_at", "at_us"),
)

clips = Table(
    "clips",
    metadata,
    _id(),
    *_moment("at"),
    _text("name", needed=True),
    Column("size_bytes", BigInteger, nullable=False),
    _text("sha256", needed=True),
    _of("athletes", "athlete_id"),
    _of("groups", "group_id"),
    # No reference: a clip stays where its session is taken back.
    Column("session_id", _uuid()),
    _json("setup", needed=False),
    _json("order"),
    Column("keep", Boolean, nullable=False),
    _text("note", needed=True),
    Index("clips_athlete", "athlete_id", "at_us"),
    Index("clips_group", "group_id", "at_us"),
)

camera_places = Table(
    "camera_places",
    metadata,
    _id(),
    _text("name", needed=True),
    *_moment("at"),
    _json("setup"),
    _json("landmarks"),
)

grounds = Table("grounds", metadata, _id(), _text("name", needed=True), _json("description"))

wish_lists = Table(
    "wish_lists",
    metadata,
    _id(),
    _of("athletes", "athlete_id", nullable=False),
    *_moment("at"),
    _json("wishes"),
    Index("wish_lists_athlete", "athlete_id", "at_us"),
)

consents = Table(
    "consents",
    metadata,
    _id(),
    _of("athletes", "athlete_id", nullable=False),
    *_moment("at"),
    _text("by", needed=True),
    _text("role", needed=True),
    Column("given", Boolean, nullable=False),
    _text("alias"),
    Column("account_id", _uuid()),
    Index("consents_athlete", "athlete_id", "at_us"),
)

# What follows is not training: who logs in, and what the server has still to do.  None of it is in an
# export; secrets are kept as hashes only.

accounts = Table(
    "accounts",
    metadata,
    _id(),
    _text("name", needed=True),
    # Small letters, one blank between words: nobody is called like somebody else.
    Column("login", Text, nullable=False, unique=True),
    _text("role", needed=True),
    *_moment("made_at"),
    _of("athletes", "athlete_id"),
    _json("manner"),
    Column("closed", Boolean, nullable=False),
    _text("password_hash"),
)

account_groups = Table(
    "account_groups",
    metadata,
    _of("accounts", "account_id", primary_key=True),
    _of("groups", "group_id", primary_key=True),
)

account_wards = Table(
    "account_wards",
    metadata,
    _of("accounts", "account_id", primary_key=True),
    _of("athletes", "athlete_id", primary_key=True),
)

logins = Table(
    "logins",
    metadata,
    Column("secret_sha256", Text, primary_key=True),
    _of("accounts", "account_id", nullable=False),
    _text("csrf", needed=True),
    # What the browser calls itself, so that its owner knows the device in the list.
    _text("device", needed=True),
    Column("made_us", BigInteger, nullable=False),
    Column("seen_us", BigInteger, nullable=False),
    Index("logins_account", "account_id"),
)

tokens = Table(
    "tokens",
    metadata,
    _id(),
    Column("secret_sha256", Text, nullable=False, unique=True),
    _of("accounts", "account_id", nullable=False),
    _text("name", needed=True),
    # What it opens: "read", "write" for programs; "calendar" for one athlete's calendar.
    _json("scopes"),
    _of("athletes", "athlete_id"),
    Column("made_us", BigInteger, nullable=False),
    Column("used_us", BigInteger),
    Index("tokens_account", "account_id"),
)

invitations = Table(
    "invitations",
    metadata,
    _id(),
    Column("secret_sha256", Text, nullable=False, unique=True),
    _of("accounts", "made_by", nullable=False),
    # The role of a new account with its groups, wards or athlete; or the account whose password is
    # to be set anew.
    _json("offer"),
    Column("made_us", BigInteger, nullable=False),
    Column("until_us", BigInteger, nullable=False),
    Column("used_us", BigInteger),
)

failures = Table(
    "failures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    # Whose password was guessed wrong, and from where: both as hashes.
    _text("key", needed=True),
    Column("at_us", BigInteger, nullable=False),
    Index("failures_key", "key", "at_us"),
)

sent_entries = Table(
    "sent_entries",
    metadata,
    # What a phone kept while it had no signal, by the id that it gave: done once, answered alike.
    _id(),
    _of("accounts", "account_id", nullable=False),
    Column("at_us", BigInteger, nullable=False),
    _json("outcome"),
)

uploads = Table(
    "uploads",
    metadata,
    _id(),
    _of("accounts", "account_id", nullable=False),
    _of("athletes", "athlete_id"),
    _of("groups", "group_id"),
    _text("name", needed=True),
    Column("size_bytes", BigInteger, nullable=False),
    # So much is safely on the disk.
    Column("received_bytes", BigInteger, nullable=False),
    Column("made_us", BigInteger, nullable=False),
    Column("seen_us", BigInteger, nullable=False),
    _json("wish"),
)

jobs = Table(
    "jobs",
    metadata,
    _id(),
    _text("kind", needed=True),
    _json("task"),
    # Whose result it makes: seen by whoever sees them.
    _of("athletes", "athlete_id"),
    _of("groups", "group_id"),
    Column("clip_id", _uuid()),
    # waiting, running, done, failed, stopped
    _text("state", needed=True),
    Column("progress", Double, nullable=False),
    Column("tries", Integer, nullable=False),
    _text("worker"),
    # A worker that is silent until then is gone, and another one takes over.
    Column("lease_us", BigInteger),
    Column("made_us", BigInteger, nullable=False),
    Column("ended_us", BigInteger),
    _json("outcome", needed=False),
    Index("jobs_waiting", "state", "made_us"),
    Index("jobs_clip", "clip_id"),
)
