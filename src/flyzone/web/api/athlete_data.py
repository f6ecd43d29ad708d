"""An athlete's own data: change who he is, take everything away, delete it."""

from __future__ import annotations

import re
import secrets
from typing import Any

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.background import BackgroundTask

from flyzone.model import Athlete
from flyzone.storage.plain import plain_of, record_of
from flyzone.web.asking import Member
from flyzone.workflows.change_athlete import change_athlete
from flyzone.workflows.delete_athlete import delete_athlete
from flyzone.workflows.export_athlete import EXPORTS, export_athlete

router = APIRouter(tags=["athlete"])


class AthleteBody(BaseModel):
    """Who an athlete is, as `GET /athletes/{athlete_id}` gives it; ``null`` is not known."""

    model_config = ConfigDict(extra="forbid")

    name: str
    born: str | None = None
    sex: str | None = None
    level: str | None = None
    body: dict[str, float] | None = None
    injuries: list[str] = []
    lands_well: bool | None = None
    kidney_disease: bool | None = None
    time_zone: str | None = None
    public: bool = False
    mas_m_s: float | None = None
    note: str = ""


class DeleteBody(BaseModel):
    """Confirms a deletion."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(description="the athlete's name, typed")


class Deleted(BaseModel):
    """What a deletion took away beside the records."""

    files: int


@router.put("/athletes/{athlete_id}")
def change(asking: Member, athlete_id: str, body: AthleteBody) -> dict[str, Any]:
    """Keeps who he is; fields that are not this account's to change must stay as they are."""
    wanted = record_of(Athlete, {**body.model_dump(), "id": athlete_id})
    fields = {name: getattr(wanted, name) for name in body.model_dump()}
    with asking.writing() as writer:
        return plain_of(change_athlete(writer, athlete_id, fields))


@router.get(
    "/athletes/{athlete_id}/export",
    response_class=FileResponse,
    responses={200: {"content": {"application/zip": {}}, "description": "the archive"}},
)
def export(asking: Member, athlete_id: str) -> Response:
    """Everything of his in one archive: records, reps as a table, clips and pictures."""
    site = asking.site
    with asking.reading() as reader:
        name = reader.athlete(athlete_id).name
    folder = site.folder / EXPORTS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{secrets.token_hex(16)}.zip"
    export_athlete(site.store, asking.viewer, site.folder, athlete_id, target, asking.now)
    called = re.sub(r"[^\w-]+", "-", name).strip("-") or "athlete"
    return FileResponse(
        target,
        media_type="application/zip",
        filename=f"flyzone-{called}-{asking.now:%Y-%m-%d}.zip",
        background=BackgroundTask(target.unlink, missing_ok=True),
        headers={"cache-control": "private, no-store"},
    )


@router.post("/athletes/{athlete_id}/delete")
def delete(asking: Member, athlete_id: str, body: DeleteBody) -> Deleted:
    """Deletes him with everything that is his; for himself, his guardian and the store's owner."""
    site = asking.site
    gone = delete_athlete(site.store, asking.viewer, site.folder, athlete_id, body.name)
    site.kept.forget_everybody()
    return Deleted(files=len(gone))
