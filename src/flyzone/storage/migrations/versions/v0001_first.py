"""The first tables: athletes, groups, what they did and how they were, plans, results, the trail."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them in an empty database."""
    op.create_table(
        "athletes",
        _id(),
        _text("name", needed=True),
        _text("born"),
        _text("sex"),
        _text("level"),
        _text("body", needed=False),
        _text("injuries", needed=True),
        sa.Column("lands_well", sa.Boolean),
        sa.Column("kidney_disease", sa.Boolean),
        _text("time_zone"),
        sa.Column("public", sa.Boolean, nullable=False),
        *_numbers("mas_m_s"),
        _text("note", needed=True),
    )
    op.create_table("groups", _id(), _text("name", needed=True))
    op.create_table(
        "memberships",
        _of("groups", "group_id", primary_key=True),
        _of("athletes", "athlete_id", primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
    )
    op.create_table(
        "checkins",
        _id(),
        _of("athletes", "athlete_id", nullable=False),
        *_moment("at"),
        *_numbers("sleep_h", "expected_sleep_h", "soreness", "stress", "ready"),
        _text("pains", needed=True),
        _text("signs", needed=True),
        *_numbers("resting_heart_rate_bpm", "hrv_ms", "creatine_g"),
        _text("note", needed=True),
    )
    op.create_table(
        "clearances",
        _id(),
        _of("athletes", "athlete_id", nullable=False),
        *_moment("at"),
        _text("place"),
        _text("by", needed=True),
        _text("role", needed=True),
    )
    op.create_table(
        "sessions",
        _id(),
        _of("athletes", "athlete_id", nullable=False),
        *_moment("started_at"),
        _text("stimulus", needed=True),
        *_numbers("duration_s", "distance_m", "exertion"),
        _text("ended_by"),
        _text("source", needed=True),
        _text("note", needed=True),
        sa.UniqueConstraint("athlete_id", "started_at_us", name="sessions_one_at_a_time"),
    )
    op.create_table(
        "reps",
        _id(),
        _of("sessions", "session_id", nullable=False),
        _of("athletes", "athlete_id", nullable=False),
        sa.Column("session_started_us", sa.BigInteger, nullable=False),
        sa.Column("distance_mm", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("distance_m", sa.Double, nullable=False),
        *_numbers("time_s", "time_sd_s", "run_in_m", "rest_before_s"),
        sa.Column("at_us", sa.BigInteger),
        sa.Column("at_offset_s", sa.Integer),
        _text("method"),
        *_numbers("wind_m_s", "wind_sd_m_s", "heart_rate_bpm", "ready", "pain"),
        _text("pain_place"),
        *_numbers("effort"),
        _text("form", needed=True),
        _text("exercise"),
        _text("clip_id"),
        sa.UniqueConstraint("session_id", "number", name="reps_number"),
    )
    op.create_table(
        "jumps",
        _id(),
        _of("athletes", "athlete_id", nullable=False),
        *_moment("at"),
        _text("kind", needed=True),
        *_numbers("height_m", "distance_m", "drop_m", "contact_s", "sd"),
        _text("method"),
        sa.Column("readiness", sa.Boolean, nullable=False),
    )
    op.create_table(
        "lifts",
        _id(),
        _of("athletes", "athlete_id", nullable=False),
        *_moment("at"),
        _text("exercise", needed=True),
        sa.Column("load_kg", sa.Double, nullable=False),
        sa.Column("reps", sa.Integer, nullable=False),
        _text("side"),
    )
    op.create_table("plans", _id(), *_moment("made_at"), _text("notes", needed=True))
    op.create_table(
        "planned_days",
        _of("plans", "plan_id", primary_key=True),
        _of("athletes", "athlete_id", primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        _text("sessions", needed=True),
        _text("reasons", needed=True),
    )
    op.create_table(
        "rule_changes",
        _id(),
        _text("rule", needed=True),
        _text("threshold", needed=True),
        sa.Column("value", sa.Double, nullable=False),
        _text("by", needed=True),
        *_moment("at"),
        _of("groups", "group_id"),
        _of("athletes", "athlete_id"),
        _text("why", needed=True),
    )
    op.create_table(
        "results",
        _id(),
        _of("athletes", "athlete_id"),
        *_moment("at"),
        _text("kind", needed=True),
        _text("document", needed=True),
        _text("program_version", needed=True),
        _text("model_version"),
        _text("clip_sha256"),
        _text("setup_sha256"),
        _text("path"),
    )
    op.create_table(
        "audit",
        _id(),
        *_moment("at"),
        _text("who", needed=True),
        _text("role", needed=True),
        _text("kind", needed=True),
        sa.Column("record_id", _uuid(), nullable=False),
        sa.Column("athlete_id", _uuid()),
        _text("action", needed=True),
        _text("before", needed=False),
        _text("after", needed=False),
    )
    op.create_index("memberships_athlete", "memberships", ["athlete_id"])
    op.create_index("checkins_athlete", "checkins", ["athlete_id", "at_us"])
    op.create_index("clearances_athlete", "clearances", ["athlete_id", "at_us"])
    op.create_index("reps_best", "reps", ["athlete_id", "distance_mm", "time_s"])
    op.create_index(
        "reps_latest", "reps", ["athlete_id", "distance_mm", "session_started_us", "number"]
    )
    op.create_index("jumps_athlete", "jumps", ["athlete_id", "at_us"])
    op.create_index("lifts_athlete", "lifts", ["athlete_id", "at_us"])
    op.create_index("planned_days_athlete", "planned_days", ["athlete_id", "day"])
    op.create_index("rule_changes_group", "rule_changes", ["group_id"])
    op.create_index("rule_changes_athlete", "rule_changes", ["athlete_id"])
    op.create_index("results_athlete", "results", ["athlete_id", "at_us"])
    op.create_index("results_clip", "results", ["clip_sha256"])
    op.create_index("audit_athlete", "audit", ["athlete_id", "at_us"])
    op.create_index("audit_record", "audit", ["record_id"])


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


def _numbers(*names: str) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.Double) for name in names]
