"""The films and pictures of a clip, to whoever may see the clip and nobody else.

What they are is said by their address and never guessed from their content; they are kept in no shared
cache; films are answered in ranges, as players ask for them.
"""

from __future__ import annotations

import re
from typing import Final

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response

from flyzone.errors import InputError
from flyzone.model import StoredClip
from flyzone.storage.files import Part
from flyzone.web import urls
from flyzone.web.asking import Member
from flyzone.web.clip_jobs import part_of
from flyzone.web.failures import Refused

router = APIRouter()

FILES: Final[dict[str, tuple[Part, str]]] = {
    "still": ("still.jpg", "image/jpeg"),
    "still-small": ("still-small.jpg", "image/jpeg"),
    "photo-finish": ("photo-finish.png", "image/png"),
    "overlay": ("overlay.mp4", "video/mp4"),
    "shared": ("shared.mp4", "video/mp4"),
    "shared-finish": ("shared-finish.png", "image/png"),
}
"""What there is of a clip beside its original: file and type."""

FOR_OTHERS: Final = frozenset({"shared", "shared-finish", "original"})
"""What may be saved; all else shows faces and is for looking at."""

_ORIGINAL_TYPES: Final = {
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm",
    ".mkv": "video/x-matroska", ".avi": "video/x-msvideo",
}  # fmt: skip


@router.get(urls.CLIP_MEDIA)
def media(
    asking: Member, clip_id: str, what: str, download: str = "", of: str = "", seen: str = ""
) -> Response:
    """One of them."""
    with asking.reading() as reader:
        clip = reader.get(StoredClip, clip_id)
    if what == "original":
        path = part_of(asking.site, clip.id, "original")
        kind = _ORIGINAL_TYPES.get(_ending(clip.name), "application/octet-stream")
    elif what in FILES:
        name, kind = FILES[what]
        path = part_of(asking.site, clip.id, name)
    else:
        raise _none(what)
    if not path.is_file():
        raise _none(what)
    saving = download == "yes"
    if saving and what not in FOR_OTHERS:
        raise Refused(
            403,
            "faces-shown",
            "Faces are to be seen in this. Make a copy for others and save that.",
        )
    if saving and what.startswith("shared") and seen != "yes":
        raise Refused(
            403,
            "not-looked-at",
            "Look at the copy first, and say that nobody can be recognised in it.",
        )
    headers = {"cache-control": "private, max-age=86400" if of else "private, no-cache"}
    return FileResponse(
        path,
        media_type=kind,
        headers=headers,
        filename=_saved_as(clip.name, what, kind),
        content_disposition_type="attachment" if saving else "inline",
    )


def _none(what: str) -> InputError:
    return InputError(
        f"There is no {what[:40]!r} of this clip here, or none yet. Wait until it is made.",
        code="unknown-media",
    )


def _ending(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].casefold() if dot > 0 else ""


def _saved_as(name: str, what: str, kind: str) -> str:
    """A file name that every system takes, whatever the clip is called."""
    ending = _ending(name)
    stem = name[: -len(ending)] if ending else name
    safe = re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-")[:60] or "clip"
    if what == "original":
        return f"{safe}{ending if ending in _ORIGINAL_TYPES else ''}"
    return f"{safe}-{what}.{ {'image/jpeg': 'jpg', 'image/png': 'png', 'video/mp4': 'mp4'}[kind] }"
