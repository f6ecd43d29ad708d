"""What is wrong with a document that a person wrote, in words that help: one error for all faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from flyzone.errors import InputError

_LISTED = 12
_LARGEST = 5_000_000
Document = TypeVar("Document", bound=BaseModel)


def read_document(path: Path, kind: type[Document], what: str, page: str) -> Document:
    """A JSON file as the document that it should be.

    Parameters
    ----------
    path : Path
        At most 5 MB.
    kind : type
        The document.
    what : str
        What it is, for the message: "wishes" ...
    page : str
        The page that explains its keys.

    Raises
    ------
    InputError
        If it cannot be read, is no JSON, or anything in it is wrong: all faults at once.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(
                f"{path} is larger than {_LARGEST / 1e6:g} MB, which no {what} are. Is it the right "
                "file?",
                code="document-large",
            )
        # Some editors put a mark before the text; a key that stands twice would lose its first value.
        text = path.read_text(encoding="utf-8-sig")
        given = json.loads(text, object_pairs_hook=_unique_keys)
    except FileNotFoundError:
        raise InputError(f"There is no file {path}. Check its name.", code="file-missing") from None
    except (OSError, ValueError, RecursionError) as problem:
        raise InputError(
            f"{path} could not be read as JSON: {problem}. {page} shows how {what} look.",
            code="document-json",
        ) from problem
    return checked(given, kind, str(path), page)


def checked(given: Any, kind: type[Document], source: str, page: str) -> Document:
    """A decoded JSON value as the document that it should be.

    Raises
    ------
    InputError
        Naming every fault with its path.
    """
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        lines = [_line(fault) for fault in faults[:_LISTED]]
        if len(faults) > _LISTED:
            lines.append(f"and {len(faults) - _LISTED} more")
        listed = "".join(f"\n  - {line}" for line in lines)
        raise InputError(
            f"{source} has {len(faults)} fault{'s' * (len(faults) != 1)}:{listed}\n{page} explains "
            "every key.",
            code="document-faults",
        ) from error


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for name, value in pairs:
        if name in document:
            raise ValueError(f"the key {name!r} stands twice in one object")
        document[name] = value
    return document


def _line(fault: Any) -> str:
    where = ""
    for part in fault["loc"]:
        where += f"[{part}]" if isinstance(part, int) else f".{part}" if where else str(part)
    came = json.dumps(fault["input"], default=repr)
    came = came if len(came) <= 60 else came[:57] + "..."
    if fault["type"] == "extra_forbidden":
        return f"{where}: no such key"
    if fault["type"] == "missing":
        return f"{where}: is missing"
    return f"{where or 'the whole'}: {fault['msg']}; got {came}"
