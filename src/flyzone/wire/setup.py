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
from os import PathLike
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flyzone.errors import SetupError
from flyzone.model import ClipSetup, Mark
from flyzone.wire.setup_faults import setup_error
from flyzone.wire.setup_schema import SetupDocument

MAX_SETUP_BYTES = 1_000_000


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
        raise setup_error(error.errors(include_url=False), source) from error
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
