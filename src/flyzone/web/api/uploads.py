"""Hands in a clip piece by piece, so that a lost signal costs one piece and not the clip.

``POST`` begins it, ``PATCH`` sends the next piece, ``GET`` or ``HEAD`` tells how far it is, and ``finish``
makes a clip of it.  What an answer counts is on the disk.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Path
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from flyzone.errors import InputError, OutputError
from flyzone.storage import ClipFiles, Upload
from flyzone.web.asking import Asking, Member
from flyzone.web.failures import Refused
from flyzone.workflows.upload_clip import (
    LARGEST_PIECE,
    Sender,
    Wanted,
    begin_upload,
    finish_upload,
    give_up_upload,
    take_piece,
    upload_so_far,
)

router = APIRouter(tags=["clips"])

OFFSET = "Upload-Offset"
_CONFLICTS = frozenset({"upload-offset", "upload-busy", "upload-unfinished", "store-id-taken"})
_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/=]{44}):")

UploadId = Annotated[str, Path(description="the id that the clip will have, a UUID")]


class NewUpload(BaseModel):
    """A clip that will come."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(description="a UUID made by who sends it; the clip keeps it")
    name: str = Field(max_length=1000, description="what people call it; never a place on a disk")
    size_bytes: int = Field(ge=1)
    athlete_id: str | None = Field(default=None, description="whose runs it shows")
    group_id: str | None = Field(default=None, description="or which squad's")
    session_id: str | None = Field(default=None, description="whose reps it times")


class UploadSeen(BaseModel):
    """How far an upload is.

    Attributes
    ----------
    id, name : str
    size_bytes, received_bytes : int
        ``received_bytes`` are on the disk: go on from there.
    largest_piece_bytes : int
    """

    id: str
    name: str
    size_bytes: int
    received_bytes: int
    largest_piece_bytes: int = LARGEST_PIECE


class WholeUpload(BaseModel):
    """What the sender knows of the whole file."""

    model_config = ConfigDict(extra="forbid")

    sha256: str | None = Field(
        default=None, max_length=200, description="64 hexadecimal digits, if the sender has them"
    )


class HandedIn(BaseModel):
    """The clip that came of it."""

    clip_id: str
    name: str
    size_bytes: int
    sha256: str


@router.post("/uploads", status_code=201)
def begin(asking: Member, body: NewUpload) -> UploadSeen:
    """Begins an upload; sent again, it tells how far that one is."""
    now = asking.now
    if body.athlete_id is not None:
        with asking.reading() as reader:
            now = asking.now_of(reader.athlete(body.athlete_id))
    return _seen(_told(lambda: begin_upload(_sender(asking), Wanted(**body.model_dump()), now)))


@router.get("/uploads/{upload_id}")
def so_far(asking: Member, upload_id: UploadId, response: Response) -> UploadSeen:
    """How far an upload is; the header ``Upload-Offset`` says it as well."""
    upload = upload_so_far(_sender(asking), upload_id)
    response.headers[OFFSET] = str(upload.received_bytes)
    return _seen(upload)


@router.head("/uploads/{upload_id}", include_in_schema=False)
def offset(asking: Member, upload_id: UploadId) -> Response:
    """How far an upload is, without a body."""
    upload = upload_so_far(_sender(asking), upload_id)
    return Response(headers={OFFSET: str(upload.received_bytes), "Cache-Control": "no-store"})


@router.patch("/uploads/{upload_id}", max_body_size=LARGEST_PIECE)
def piece(
    asking: Member,
    upload_id: UploadId,
    body: Annotated[bytes, Body(media_type="application/octet-stream")],
    response: Response,
    upload_offset: Annotated[int, Header(ge=0, description="where the piece begins")],
    content_digest: Annotated[
        str | None, Header(description="of the piece, as RFC 9530: sha-256=:BASE64:")
    ] = None,
) -> UploadSeen:
    """Takes the next piece; it is on the disk when this is answered."""
    sender, digest = _sender(asking), _digest(content_digest)
    upload = _told(
        lambda: take_piece(sender, upload_id, upload_offset, body, asking.now, digest),
        lambda: upload_so_far(sender, upload_id),
    )
    response.headers[OFFSET] = str(upload.received_bytes)
    return _seen(upload)


@router.post("/uploads/{upload_id}/finish")
def finish(asking: Member, upload_id: UploadId, body: WholeUpload) -> HandedIn:
    """Makes a clip of a complete upload; asked again, it answers the same."""
    sender = _sender(asking)
    clip = _told(lambda: finish_upload(sender, upload_id, asking.now, body.sha256))
    asking.site.pulse.ring()
    return HandedIn(clip_id=clip.id, name=clip.name, size_bytes=clip.size_bytes, sha256=clip.sha256)


@router.delete("/uploads/{upload_id}", status_code=204)
def give_up(asking: Member, upload_id: UploadId) -> None:
    """Deletes an upload that is under way, with what has come of it."""
    give_up_upload(_sender(asking), upload_id)


def _sender(asking: Asking) -> Sender:
    assert asking.account is not None
    site = asking.site
    return Sender(site.store, ClipFiles(site.folder), asking.viewer, asking.account.id)


def _seen(upload: Upload) -> UploadSeen:
    return UploadSeen(
        id=upload.id,
        name=upload.name,
        size_bytes=upload.size_bytes,
        received_bytes=upload.received_bytes,
    )


def _told(do: Any, there: Any = None) -> Any:
    """What is done, or a refusal that says that things are not as the sender thinks."""
    try:
        return do()
    except OutputError as problem:
        if problem.code != "upload-disk-full":
            raise
        # No fault that is written down for others: who sends may make room himself.
        raise Refused(507, problem.code, problem.message) from None
    except InputError as problem:
        if problem.code not in _CONFLICTS:
            raise
        headers = {}
        if there is not None:
            headers[OFFSET] = str(there().received_bytes)
        raise Refused(409, problem.code, problem.message, headers) from None


def _digest(header: str | None) -> bytes | None:
    if header is None:
        return None
    found = _DIGEST.search(header)
    try:
        if found is not None:
            return base64.b64decode(found[1], validate=True)
    except binascii.Error:
        pass
    raise InputError(
        f"A piece's digest is written sha-256=:BASE64: (RFC 9530), got {header[:80]!r}. Send such a "
        "one, or none.",
        code="upload-digest",
    )
