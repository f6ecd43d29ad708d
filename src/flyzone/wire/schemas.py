"""The JSON Schema of every document that flyzone reads or writes, each with its version.

A version rises when a reader of the old one could be misled by the new: a key that goes, or
changes its meaning or unit.  A new key that may be ignored does not raise it.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from flyzone.errors import InputError
from flyzone.wire.athlete import ATHLETE_DOCUMENT, ATHLETE_SCHEMA_VERSION
from flyzone.wire.board import BOARD_SCHEMA_VERSION, BoardDocument
from flyzone.wire.exercises import EXERCISES_DOCUMENT, EXERCISES_SCHEMA_VERSION
from flyzone.wire.guard_data import GUARD_DATA_SCHEMA_VERSION, GuardDataDocument
from flyzone.wire.plan import PLAN_SCHEMA_VERSION, PlanDocument
from flyzone.wire.profile import PROFILE_SCHEMA_VERSION, ProfileDocument, ProfilesDocument
from flyzone.wire.reading import READING_SCHEMA_VERSION, ReadingDocument
from flyzone.wire.rest_test import REST_TEST_DOCUMENT, REST_TEST_SCHEMA_VERSION
from flyzone.wire.rules import RULES_SCHEMA_VERSION, RulesDocument
from flyzone.wire.session import SESSION_DOCUMENT, SESSION_LINE, SESSION_SCHEMA_VERSION
from flyzone.wire.setup_schema import SETUP_SCHEMA_VERSION, SetupDocument
from flyzone.wire.targets import TARGETS_SCHEMA_VERSION, TargetsDocument
from flyzone.wire.timed import TIME_SCHEMA_VERSION, TimeDocument
from flyzone.wire.today import TODAY_SCHEMA_VERSION, TodayDocument
from flyzone.wire.trend import TREND_SCHEMA_VERSION, TrendDocument
from flyzone.wire.watched import WATCH_DOCUMENT, WATCH_SCHEMA_VERSION
from flyzone.wire.wishes import WISHES_SCHEMA_VERSION, WishesDocument

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DOCUMENTS: dict[str, tuple[TypeAdapter[Any], int, JsonSchemaMode]] = {
    "athlete": (ATHLETE_DOCUMENT, ATHLETE_SCHEMA_VERSION, "serialization"),
    "board": (TypeAdapter(BoardDocument), BOARD_SCHEMA_VERSION, "serialization"),
    "exercises": (EXERCISES_DOCUMENT, EXERCISES_SCHEMA_VERSION, "serialization"),
    "guard-data": (TypeAdapter(GuardDataDocument), GUARD_DATA_SCHEMA_VERSION, "serialization"),
    "import": (TypeAdapter(ReadingDocument), READING_SCHEMA_VERSION, "serialization"),
    "plan": (TypeAdapter(PlanDocument), PLAN_SCHEMA_VERSION, "serialization"),
    "profile": (
        TypeAdapter(ProfileDocument | ProfilesDocument),
        PROFILE_SCHEMA_VERSION,
        "serialization",
    ),
    "rest-test": (REST_TEST_DOCUMENT, REST_TEST_SCHEMA_VERSION, "serialization"),
    "rules": (TypeAdapter(RulesDocument), RULES_SCHEMA_VERSION, "serialization"),
    "session": (SESSION_DOCUMENT, SESSION_SCHEMA_VERSION, "serialization"),
    "session-line": (SESSION_LINE, SESSION_SCHEMA_VERSION, "serialization"),
    "setup": (TypeAdapter(SetupDocument), SETUP_SCHEMA_VERSION, "validation"),
    "targets": (TypeAdapter(TargetsDocument), TARGETS_SCHEMA_VERSION, "serialization"),
    "time": (TypeAdapter(TimeDocument), TIME_SCHEMA_VERSION, "serialization"),
    "today": (TypeAdapter(TodayDocument), TODAY_SCHEMA_VERSION, "serialization"),
    "trend": (TypeAdapter(TrendDocument), TREND_SCHEMA_VERSION, "serialization"),
    "watch": (WATCH_DOCUMENT, WATCH_SCHEMA_VERSION, "serialization"),
    "wishes": (TypeAdapter(WishesDocument), WISHES_SCHEMA_VERSION, "validation"),
}


def schema_names() -> tuple[str, ...]:
    """Names that `json_schema` knows, in alphabetical order."""
    return tuple(sorted(_DOCUMENTS))


def json_schema(name: str) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one document.

    Parameters
    ----------
    name : str
        One of `schema_names`.

    Returns
    -------
    dict
        ``$id`` ends in the version of the document.

    Raises
    ------
    InputError
        If the name is not known.
    """
    if name not in _DOCUMENTS:
        raise InputError(
            f"There is no schema called {name!r}. Expected one of {', '.join(schema_names())}.",
            code="schema-unknown",
        )
    document, version, mode = _DOCUMENTS[name]
    schema = document.json_schema(mode=mode)
    return {"$schema": _DIALECT, "$id": f"urn:flyzone:schema:{name}:{version}", **schema}
