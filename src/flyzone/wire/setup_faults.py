"""What is wrong with a setup, in words that help: one error for all faults of a document.

Each line names the path of the value, what was expected, what came, and, where the cause is easy to
guess, what to do about it.
"""

from __future__ import annotations

import json
from difflib import get_close_matches

from pydantic_core import ErrorDetails

from flyzone.errors import SetupError
from flyzone.wire.setup_schema import MarkDocument, SetupDocument

MAX_LISTED = 12  # faults named in one message; a program that writes setups may repeat one often


def setup_error(faults: list[ErrorDetails], source: str) -> SetupError:
    """Word the faults of one document.

    Parameters
    ----------
    faults : list of pydantic ErrorDetails
        One or more.
    source : str
        What the message calls the document.

    Returns
    -------
    SetupError
        ``code`` is the faults' own where all are of one kind, else ``setup-invalid``.
    """
    lines = [_fault_line(fault) for fault in faults]
    codes = {_fault_code(fault) for fault in faults}
    if len(lines) == 1:
        text = f"{source}: {lines[0]} docs/setup.md explains every key."
    else:
        listed = lines[:MAX_LISTED]
        if len(lines) > MAX_LISTED:
            listed.append(f"and {len(lines) - MAX_LISTED} more")
        text = f"{source} has {len(lines)} faults:" + "".join(f"\n  - {line}" for line in listed)
        text += "\nMend them all; docs/setup.md explains every key."
    return SetupError(text, code=codes.pop() if len(codes) == 1 else "setup-invalid")


def _fault_code(fault: ErrorDetails) -> str:
    kind, place = fault["type"], fault["loc"]
    if kind in {"zone-backwards", "zone-zero-length"}:
        return kind
    if kind in {"extra_forbidden", "invalid_key"}:
        return "setup-unknown-key"
    if kind == "missing":
        return "setup-missing-key"
    if kind == "too_short" and place == ("marks",):
        return "too-few-marks"
    return "setup-bad-value"


def _fault_line(fault: ErrorDetails) -> str:
    """One sentence or two: where, what was expected, what came, what to do."""
    kind, place = fault["type"], fault["loc"]
    where = _path_text(place)
    if kind in {"extra_forbidden", "invalid_key"}:
        known = list((MarkDocument if len(place) > 1 else SetupDocument).model_fields)
        near = get_close_matches(str(place[-1]), known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(known)}."
        return f"{where}: no such key. {hint}"
    expected = _expectation(place)
    if kind == "missing":
        return f"{where}: missing, expected {expected}. Add it."
    came = _shown(fault["input"])
    if kind == "too_short" and place == ("marks",):
        count = len(fault["input"])
        return (
            f"marks: expected {expected}, got {count}. Tap at least two points whose place on the "
            "lane you know, better four: both lane lines at both ends of the zone."
        )
    if kind == "zone-backwards":
        return f"zone: expected {expected}, got {came}. Swap the two; runners may go either way."
    line = f"{where}: expected {expected}, got {came}."
    return f"{line} {_hint(kind, place, fault['input'])}".rstrip()


def _hint(kind: str, place: tuple[int | str, ...], value: object) -> str:
    """What usually lies behind a fault of this kind."""
    if kind == "finite_number":
        return "That is not a finite number."
    if kind in {"float_type", "int_type"} and isinstance(value, str):
        return "Write the number without quotation marks."
    if place == ("athlete_height_m",) and kind == "less_than_equal":
        return "Is it in centimetres?"
    if kind == "zone-zero-length":
        return "Give the zone a length, for example [0, 10]."
    return ""


def _path_text(place: tuple[int | str, ...]) -> str:
    text = ""
    for part in place:
        if isinstance(part, str) and len(part) > 60:
            part = part[:57] + "..."  # noqa: PLW2901 - the key of a file that is no setup
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text or "the whole document"


def _expectation(place: tuple[int | str, ...]) -> str:
    """What the schema says of the value at this place (the same words as in the JSON Schema)."""
    expected = "a JSON object with at least marks and zone"
    fields = SetupDocument.model_fields
    for part in place:
        if part in fields:
            expected = fields[str(part)].description or expected
        if part == "marks":
            fields = MarkDocument.model_fields
    if place and isinstance(place[-1], int) and place[0] != "marks":
        return f"a number, as part of {expected}"
    if len(place) == 2 and place[0] == "marks":
        return 'an object {"pixel": [x, y], "lane": [x, y, z]}'
    if len(place) == 4:
        return f"a number, as part of {expected}"
    return expected


def _shown(value: object) -> str:
    """The value as the user wrote it, cut to one line, with its kind where that is the fault."""
    try:
        text = json.dumps(value, default=repr)
    except (TypeError, ValueError, RecursionError):
        # Only from Python: keys that are no text, a list that holds itself, a vast number.
        return f"a {type(value).__name__} that JSON cannot hold"
    if len(text) > 60:
        text = text[:57] + "..."
    kind = {bool: "true/false", str: "text", dict: "an object", list: "a list"}.get(type(value))
    return f"{text} ({kind})" if kind else text
