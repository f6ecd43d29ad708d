"""A result worth keeping: what was computed, from what, and by which version.

With the hashes of clip and setup, the versions and the path, an upgrade can compute it anew and show
what changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flyzone.errors import InputError
from flyzone.model.limits import aware, identifier

_CODE = "result"
_KIND = re.compile(r"[a-z]+(-[a-z]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class StoredResult:
    """One computed result.

    Attributes
    ----------
    id : str
        A UUID.
    athlete_id : str or None
        Whose it is; a result of nobody is seen by the store's owner alone.
    at : datetime
        When it was computed, with its offset.
    kind : str
        Such as ``"profile"``, ``"clip-timing"``, ``"form"`` or ``"comparison"``.
    document : mapping
        The result as JSON: text keys, finite numbers.
    program_version : str
    model_version : str or None
        Of the pose model, where one was used.
    clip_sha256, setup_sha256 : str or None
        64 hexadecimal digits.
    path : str or None
        Where its input lay.

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    id: str
    athlete_id: str | None
    at: datetime
    kind: str
    document: Mapping[str, Any]
    program_version: str
    model_version: str | None = None
    clip_sha256: str | None = None
    setup_sha256: str | None = None
    path: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A result", _CODE))
        if self.athlete_id is not None:
            whose = identifier(self.athlete_id, "An athlete", _CODE)
            object.__setattr__(self, "athlete_id", whose)
        aware(self.at, "A result", _CODE)
        if not _KIND.fullmatch(self.kind):
            raise InputError(
                f"The kind of a result is small letters and hyphens, got {self.kind!r}. Write such "
                "as clip-timing.",
                code=_CODE,
            )
        for digest in (self.clip_sha256, self.setup_sha256):
            if digest is not None and not _SHA256.fullmatch(digest):
                raise InputError(
                    f"A SHA-256 has 64 hexadecimal digits, got {digest!r}. Write it in small letters.",
                    code=_CODE,
                )
        object.__setattr__(self, "document", _own_copy(self.document))


def _own_copy(document: Mapping[str, Any]) -> dict[str, Any]:
    """What JSON makes of it: a copy that nobody else can change."""
    try:
        copy = json.loads(json.dumps(document, allow_nan=False))
    except (TypeError, ValueError, RecursionError) as problem:
        raise InputError(
            f"The document of a result must be JSON, and is not ({problem}). Use text keys, lists, "
            "texts and finite numbers.",
            code=_CODE,
        ) from None
    if not isinstance(copy, dict):
        raise InputError(
            f"The document of a result must be a mapping, got {type(document).__name__}. Name its "
            "parts.",
            code=_CODE,
        )
    return copy
