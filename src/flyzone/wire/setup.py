"""SETUP.json: what the user says about a filmed lane, read with care.

The file is written by hand, often beside a track, so the reader is strict and helpful: a text is
never taken for a number, an unknown key is refused with the nearest known one (a misspelt
``athlete_heigth_m`` must not silently fall back to a default), and every fault is gathered before
one error is raised, each under the path of its value (``marks[2].pixel``).

Here only the document is judged.  Whether marks contradict each other or lie on one point is for
``geometry`` to say, whether they lie within the picture is for whoever has the clip.
"""

from __future__ import annotations

import json
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from flyzone.errors import SetupError
from flyzone.model import ClipSetup, Mark

SETUP_SCHEMA_VERSION = 1
MAX_SETUP_BYTES = 1_000_000
# Beyond these a number is a slip of the finger, and would only overflow further in.
MAX_PIXEL = 100_000.0
MAX_LANE_M = 1_000.0


def _tuple_as_list(value: object) -> object:
    # The Python door passes tuples where JSON has arrays; strict mode would refuse them.
    return list(value) if isinstance(value, tuple) else value


def _ordered_zone(zone: list[float]) -> list[float]:
    if len(zone) == 2 and zone[0] == zone[1]:
        raise PydanticCustomError("zone-zero-length", "the zone has no length")
    if len(zone) == 2 and zone[0] > zone[1]:
        raise PydanticCustomError("zone-backwards", "the zone runs backwards")
    return zone


_Strict = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)
_PixelNumber = Annotated[float, Field(ge=-MAX_PIXEL, le=MAX_PIXEL)]
_LaneNumber = Annotated[float, Field(ge=-MAX_LANE_M, le=MAX_LANE_M)]
_Deviation = Annotated[float, Field(ge=0.0, le=10.0)]


class MarkDocument(BaseModel):
    """One tapped point and its place on the lane."""

    model_config = _Strict

    pixel: Annotated[
        list[_PixelNumber],
        BeforeValidator(_tuple_as_list),
        Field(
            min_length=2,
            max_length=2,
            description="two numbers, [x, y] in pixels of the upright picture, x right, y down",
        ),
    ]
    lane: Annotated[
        list[_LaneNumber],
        BeforeValidator(_tuple_as_list),
        Field(
            min_length=2,
            max_length=3,
            description="two or three numbers, [x, y] or [x, y, z] in metres within 1000 m: "
            "along the run, across the lane (0 is its middle), height (0 is the ground)",
        ),
    ]


class SetupDocument(BaseModel):
    """The lane as marked by the user, for one place of the camera."""

    model_config = _Strict

    marks: Annotated[
        list[MarkDocument],
        BeforeValidator(_tuple_as_list),
        Field(
            min_length=2,
            max_length=500,
            description='2 to 500 marks, each {"pixel": [x, y], "lane": [x, y, z]}',
        ),
    ]
    zone: Annotated[
        list[_LaneNumber],
        BeforeValidator(_tuple_as_list),
        Field(
            min_length=2,
            max_length=2,
            description="two numbers, [start, end] in metres along the lane, start before end",
        ),
        AfterValidator(_ordered_zone),
    ]
    athlete_height_m: Annotated[
        float | None, Field(ge=0.8, le=2.6, description="a height in metres, 0.8 to 2.6")
    ] = None
    capture_fps: Annotated[
        float | None,
        Field(
            gt=0.0,
            le=100_000.0,
            description="the frames a second at which the clip was filmed, more than 0",
        ),
    ] = None
    view: Annotated[
        Literal["side", "front"], Field(description='"side" or "front": where the camera stands')
    ] = "side"
    mark_frame: Annotated[
        int,
        Field(
            ge=0,
            le=10_000_000,
            description="the frame on which the marks were tapped: a whole number, 0 or more",
        ),
    ] = 0
    lateral_sd_m: Annotated[
        _Deviation,
        Field(
            description="how well the runner's place across the lane is known: "
            "a standard deviation in metres, 0 to 10"
        ),
    ] = 0.10
    mark_sd_m: Annotated[
        _Deviation,
        Field(description="how well each cone was placed: a standard deviation in metres, 0 to 10"),
    ] = 0.01


def load_setup(path: str | PathLike[str]) -> ClipSetup:
    """Read a setup file.

    Parameters
    ----------
    path : path-like
        A JSON file, UTF-8, at most 1 MB; its keys are in ``docs/setup.md``.

    Returns
    -------
    ClipSetup

    Raises
    ------
    SetupError
        If the file is missing, a directory, unreadable, too large, not JSON, or not a setup.
        All faults of a document are named in one error.

    Examples
    --------
    >>> load_setup("setup.json").zone_m  # doctest: +SKIP
    (0.0, 10.0)
    """
    file = Path(path)
    return parse_setup(_json_of(_text_of(file), str(file)), source=str(file))


def parse_setup(obj: object, *, source: str = "the setup") -> ClipSetup:
    """Turn a decoded setup document into a `ClipSetup`.

    Parameters
    ----------
    obj : dict
        As ``json.load`` gives it; tuples may stand where JSON has arrays.
    source : str
        What the error message calls the document.

    Returns
    -------
    ClipSetup

    Raises
    ------
    SetupError
        If anything in it is missing, unknown, of the wrong type or out of range; all faults at
        once.  ``code`` is the fault's own where there is one kind of fault, else
        ``setup-invalid``.
    """
    try:
        document = SetupDocument.model_validate(obj)
    except ValidationError as error:
        raise _setup_error(error.errors(include_url=False), source) from error
    return ClipSetup(
        marks=tuple(
            Mark(
                pixel=(mark.pixel[0], mark.pixel[1]),
                lane=(mark.lane[0], mark.lane[1], mark.lane[2] if len(mark.lane) == 3 else 0.0),
            )
            for mark in document.marks
        ),
        zone_m=(document.zone[0], document.zone[1]),
        athlete_height_m=document.athlete_height_m,
        capture_fps=document.capture_fps,
        view=document.view,
        mark_frame=document.mark_frame,
        lateral_sd_m=document.lateral_sd_m,
        mark_sd_m=document.mark_sd_m,
    )


def setup_document(setup: ClipSetup) -> dict[str, Any]:
    """Write a `ClipSetup` as the document that `parse_setup` reads back to the same value.

    Parameters
    ----------
    setup : ClipSetup

    Returns
    -------
    dict
        Ready for ``json.dump``; keys that were not given are absent.
    """
    document: dict[str, Any] = {
        "marks": [{"pixel": list(mark.pixel), "lane": list(mark.lane)} for mark in setup.marks],
        "zone": list(setup.zone_m),
        "view": setup.view,
        "mark_frame": setup.mark_frame,
        "lateral_sd_m": setup.lateral_sd_m,
        "mark_sd_m": setup.mark_sd_m,
    }
    if setup.athlete_height_m is not None:
        document["athlete_height_m"] = setup.athlete_height_m
    if setup.capture_fps is not None:
        document["capture_fps"] = setup.capture_fps
    return document


def _text_of(file: Path) -> str:
    """The file's text, read once and never more than the limit."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_SETUP_BYTES + 1)
    except FileNotFoundError:
        raise SetupError(
            f"There is no setup file at {file}. Expected a JSON file with the marks and the zone. "
            "Check the path, or write one: docs/setup.md shows how.",
            code="setup-missing",
        ) from None
    except IsADirectoryError:
        raise SetupError(
            f"{file} is a folder. Expected the setup file itself, for example "
            f"{file / 'setup.json'}.",
            code="setup-is-directory",
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SetupError(
            f"The setup file {file} cannot be read: {reason}. Expected a file that you may read. "
            "Check its path and permissions.",
            code="setup-unreadable",
        ) from error
    if len(raw) > MAX_SETUP_BYTES:
        raise SetupError(
            f"{file} is larger than {MAX_SETUP_BYTES // 1000} kB. A setup is a short JSON text "
            "with a few marks. Is this the clip instead of its setup?",
            code="setup-too-large",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SetupError(
            f"{file} is not text in UTF-8 (byte {error.start}). Expected a JSON file. Save it "
            "again as UTF-8, and check that it is not the clip.",
            code="setup-not-json",
        ) from None


def _json_of(text: str, source: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        raise SetupError(
            f"{source} is not JSON: {error.msg} at line {error.lineno}, column {error.colno}. "
            "Expected an object with marks and zone. Mend that line; docs/setup.md has an "
            "example to start from.",
            code="setup-not-json",
        ) from None
    except _RepeatedKeyError as error:
        raise SetupError(
            f"{source} holds the key {error.args[0]!r} twice. Expected each key once. "
            "Delete the one that is wrong.",
            code="setup-repeated-key",
        ) from None
    except (ValueError, RecursionError):
        raise SetupError(
            f"{source} is not a setup: a number has thousands of digits, or lists are nested "
            "without end. Expected a few marks and a zone. Start again from the example in "
            "docs/setup.md.",
            code="setup-not-json",
        ) from None


class _RepeatedKeyError(Exception):
    """A JSON object names a key twice; the standard decoder would keep the last in silence."""


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        names = [name for name, _ in pairs]
        raise _RepeatedKeyError(next(name for name in names if names.count(name) > 1))
    return document


def _setup_error(faults: list[ErrorDetails], source: str) -> SetupError:
    lines = [_fault_line(fault) for fault in faults]
    codes = {_fault_code(fault) for fault in faults}
    if len(lines) == 1:
        text = f"{source}: {lines[0]} docs/setup.md explains every key."
    else:
        text = f"{source} has {len(lines)} faults:" + "".join(f"\n  - {line}" for line in lines)
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
