"""The JSON Schema of every document that flyzone reads or writes, each with its version.

A version rises when a reader of the old one could be misled by the new: a key that goes, or
changes its meaning or unit.  A new key that may be ignored does not raise it.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from flyzone.errors import InputError
from flyzone.wire.profile import PROFILE_SCHEMA_VERSION, ProfileDocument, ProfilesDocument
from flyzone.wire.reading import READING_SCHEMA_VERSION, ReadingDocument
from flyzone.wire.setup_schema import SETUP_SCHEMA_VERSION, SetupDocument
from flyzone.wire.timed import TIME_SCHEMA_VERSION, TimeDocument
from flyzone.wire.watched import WATCH_DOCUMENT, WATCH_SCHEMA_VERSION

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DOCUMENTS: dict[str, tuple[TypeAdapter[Any], int, JsonSchemaMode]] = {
    "import": (TypeAdapter(ReadingDocument), READING_SCHEMA_VERSION, "serialization"),
    "profile": (
        TypeAdapter(ProfileDocument | ProfilesDocument),
        PROFILE_SCHEMA_VERSION,
        "serialization",
    ),
    "setup": (TypeAdapter(SetupDocument), SETUP_SCHEMA_VERSION, "validation"),
    "time": (TypeAdapter(TimeDocument), TIME_SCHEMA_VERSION, "serialization"),
    "watch": (WATCH_DOCUMENT, WATCH_SCHEMA_VERSION, "serialization"),
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
