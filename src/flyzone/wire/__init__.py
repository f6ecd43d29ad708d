"""Documents at the doors: what is read from and written to JSON, each with a versioned schema."""

from flyzone.wire.schemas import json_schema, schema_names
from flyzone.wire.setup import load_setup, parse_setup, setup_document
from flyzone.wire.timed import timing_document

__all__ = [
    "json_schema",
    "load_setup",
    "parse_setup",
    "schema_names",
    "setup_document",
    "timing_document",
]
