"""A film of runs that is kept, and a place from which a camera filmed before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flyzone.errors import InputError
from flyzone.model.limits import (
    aware,
    identifier,
    identifier_or_none,
    name,
    note,
    whole,
)

LONGEST_CLIP_BYTES = 8 * 1024**3
"""No clip of a sprint is longer: eight gigabytes are some ten minutes of 4K."""
MOST_RUNNERS = 200

_CODE = "clip"


@dataclass(frozen=True, slots=True)
class StoredClip:
    """One film; the file itself lies beside the store under the clip's id.

    Attributes
    ----------
    id : str
        A UUID.
    at : datetime
        When it was handed in, with its offset.
    name : str
        What people call it: never a place on a disk.
    size_bytes : int
    sha256 : str
        Of the whole file, 64 hexadecimal digits.
    athlete_id, group_id : str or None
        Whose runs it shows: one athlete's, or a squad's.
    session_id : str or None
        The session whose reps it times.
    setup : mapping or None
        As a SETUP.json says it; ``None`` until the marks are tapped.
    order : tuple of str
        Athletes' ids in the order in which they ran; empty where one athlete ran all.
    keep : bool
        Whether it stays beyond the days after which clips are deleted.
    note : str

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    id: str
    at: datetime
    name: str
    size_bytes: int
    sha256: str
    athlete_id: str | None = None
    group_id: str | None = None
    session_id: str | None = None
    setup: Mapping[str, Any] | None = None
    order: tuple[str, ...] = ()
    keep: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A clip", _CODE))
        aware(self.at, "The moment of a clip", _CODE)
        object.__setattr__(self, "name", name(self.name, "A clip", _CODE))
        most = LONGEST_CLIP_BYTES
        size = whole(self.size_bytes, 1, most, "The bytes of a clip", _CODE)
        object.__setattr__(self, "size_bytes", size)
        if len(self.sha256) != 64 or set(self.sha256) - set("0123456789abcdef"):
            raise InputError(
                f"A SHA-256 has 64 small hexadecimal digits, got {self.sha256[:80]!r}. Compute it over "
                "the whole file.",
                code=_CODE,
            )
        for field, what in (
            ("athlete_id", "The athlete of a clip"),
            ("group_id", "The group of a clip"),
            ("session_id", "The session of a clip"),
        ):
            found = identifier_or_none(getattr(self, field), what, _CODE)
            object.__setattr__(self, field, found)
        order = tuple(identifier(one, "A runner of a clip", _CODE) for one in self.order)
        if len(order) > MOST_RUNNERS:
            raise InputError(
                f"A clip shows at most {MOST_RUNNERS} runs, got an order of {len(order)}. Cut the film.",
                code=_CODE,
            )
        object.__setattr__(self, "order", order)
        note(self.note, "The note on a clip", _CODE)
        if self.setup is not None and not isinstance(self.setup, Mapping):
            raise InputError(
                f"The setup of a clip is a mapping, got {type(self.setup).__name__}. Give what a "
                "SETUP.json says.",
                code=_CODE,
            )


@dataclass(frozen=True, slots=True)
class CameraPlace:
    """A place from which a lane was filmed, so that next time the marks need only be confirmed.

    Attributes
    ----------
    id : str
        A UUID.
    name : str
        Such as ``"Stadium, home straight, third row"``.
    at : datetime
        When it was saved, with its offset.
    setup : mapping
        As a SETUP.json says it: marks in the picture of that day, zone, and their errors.
    landmarks : mapping
        What the picture showed around the marks, as numbers by which another picture is matched: no
        picture, and nobody's face.

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    id: str
    name: str
    at: datetime
    setup: Mapping[str, Any]
    landmarks: Mapping[str, Any]

    def __post_init__(self) -> None:
        code = "camera-place"
        object.__setattr__(self, "id", identifier(self.id, "A camera place", code))
        object.__setattr__(self, "name", name(self.name, "A camera place", code))
        aware(self.at, "The moment of a camera place", code)
