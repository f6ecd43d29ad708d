"""Clips, for programs and for the pages' scripts: how far each is, its marks, its times."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from flyzone.errors import InputError
from flyzone.model import CameraPlace, StoredClip
from flyzone.web.asking import Asking, Member
from flyzone.web.clip_jobs import ask_timing, delete_clip, landmarks_in, state_in, states_of
from flyzone.wire.setup import parse_setup, setup_document
from flyzone.wire.timed import TimeDocument
from flyzone.workflows.clip_runs import keep_results, whose_runs
from flyzone.workflows.clip_state import ClipState
from flyzone.workflows.match_place import check_marks, match_place

router = APIRouter(tags=["clips"])

MOST_CLIPS = 200


class ClipSeen(BaseModel):
    """A clip and how far it is."""

    id: str
    at: str = Field(description="when it was handed in, ISO 8601")
    name: str
    size_bytes: int
    sha256: str
    athlete_id: str | None
    group_id: str | None
    session_id: str | None
    setup: dict[str, Any] | None = Field(description="as a SETUP.json says it")
    order: list[str] = Field(description="athletes' ids in the order in which they ran")
    keep: bool
    note: str
    state: str = Field(description="still, marks, timing, drawing, done or failed")
    progress: float | None = Field(description="of what is being done now, 0 to 1")
    trouble: str | None = Field(description="why the latest work failed")
    width: int | None = Field(description="px, upright; the marks' pixels count in it")
    height: int | None


class ClipResult(BaseModel):
    """One timing of a clip."""

    made_at: str
    timing: TimeDocument
    setup: dict[str, Any]
    athlete_ids: list[str | None] = Field(description="whose each run is, in their order")


class ClipChange(BaseModel):
    """What of a clip is to change; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    keep: bool | None = None
    note: str | None = None
    order: list[str] | None = None
    session_id: str | None = None
    setup: dict[str, Any] | None = Field(default=None, description="timed with it by POST .../time")


class MarksAsked(BaseModel):
    """Marks that were tapped."""

    model_config = ConfigDict(extra="forbid")

    setup: dict[str, Any] = Field(description="as a SETUP.json says it")


class MarksSaid(BaseModel):
    """What the marks are worth."""

    usable: bool
    code: str | None
    message: str | None
    marks: list[int] = Field(description="marks that the message is about, from 1")
    miss_px: list[float] = Field(
        description="how far each lies from where the fitted camera sees it"
    )
    distance_m: float | None
    height_m: float | None


class PlaceSeen(BaseModel):
    """A place from which a lane was filmed before."""

    id: str
    name: str
    at: str
    setup: dict[str, Any]


class PlaceMatched(BaseModel):
    """Where the marks of a camera place lie in a clip."""

    recognised: bool
    doubtful: bool
    agreeing: int
    setup: dict[str, Any] | None


class Asked(BaseModel):
    """What was asked of a worker."""

    id: str
    state: str


@router.get("/clips")
def clips(asking: Member, limit: Annotated[int, Query(ge=1, le=MOST_CLIPS)] = 50) -> list[ClipSeen]:
    """The clips that he may see, the latest first."""
    with asking.reading() as reader:
        found = reader.clips(limit)
    states = states_of(asking, [one.id for one in found])
    return [_seen(one, states[one.id]) for one in found]


@router.get("/clips/{clip_id}")
def clip(asking: Member, clip_id: str) -> ClipSeen:
    """One clip."""
    return _seen(*_known(asking, clip_id))


@router.patch("/clips/{clip_id}")
def change(asking: Member, clip_id: str, body: ClipChange) -> ClipSeen:
    """Changes a clip; another order gives its runs to others at once."""
    given = body.model_dump(exclude_unset=True)
    for name in ("name", "keep", "note", "order"):
        if name in given and given[name] is None:
            raise InputError(f"{name} cannot be empty. Leave it out, or say it.", code="clip")
    if given.get("setup") is not None:
        given["setup"] = setup_document(parse_setup(given["setup"]))
    if "order" in given:
        given["order"] = tuple(given["order"])
    with asking.site.store.queueing(asking.viewer) as (writer, queue):
        known, state = writer.get(StoredClip, clip_id), state_in(queue, clip_id)
        if given.get("session_id") is not None:
            writer.session(given["session_id"])
        changed = replace(known, **given)
        writer.save(changed)
        if "order" in given and state.timing is not None:
            keep_results(writer, changed, state.timing.outcome, asking.now)
    return _seen(changed, state)


@router.delete("/clips/{clip_id}", status_code=204)
def delete(asking: Member, clip_id: str) -> None:
    """Deletes the film, its pictures and its record; times that were kept stay."""
    delete_clip(asking, clip_id)


@router.post("/clips/{clip_id}/time", status_code=202)
def time(asking: Member, clip_id: str) -> Asked:
    """Has a clip timed with the setup that it has."""
    with asking.site.store.queueing(asking.viewer) as (writer, queue):
        known = writer.get(StoredClip, clip_id)
        return Asked(id=ask_timing(asking, queue, known), state="waiting")


@router.get("/clips/{clip_id}/results")
def results(asking: Member, clip_id: str) -> list[ClipResult]:
    """Its timings, the latest first."""
    known, state = _known(asking, clip_id)
    made = []
    for work in state.timings:
        timing = TimeDocument.model_validate(work.outcome["timing"])
        made.append(
            ClipResult(
                made_at=work.made_at.isoformat(),
                timing=timing,
                setup=dict(work.outcome["setup"]),
                athlete_ids=list(whose_runs(known, len(timing.runs))),
            )
        )
    return made


@router.post("/clips/{clip_id}/marks-check")
def marks_check(asking: Member, clip_id: str, body: MarksAsked) -> MarksSaid:
    """Whether marks agree with each other and with a camera beside the lane; keeps nothing."""
    _, state = _known(asking, clip_id)
    size = _size(state)
    if size is None:
        raise InputError(
            "The picture of this clip is not there yet. Wait until its state is marks.",
            code="clip-no-still",
        )
    said = check_marks(body.setup, size)
    return MarksSaid(
        usable=said.usable,
        code=said.code,
        message=said.message,
        marks=list(said.marks),
        miss_px=list(said.miss_px),
        distance_m=said.distance_m,
        height_m=said.height_m,
    )


@router.get("/camera-places")
def camera_places(asking: Member) -> list[PlaceSeen]:
    """Places from which a lane was filmed before, by name."""
    with asking.reading() as reader:
        found = reader.camera_places()
    return [
        PlaceSeen(id=one.id, name=one.name, at=one.at.isoformat(), setup=dict(one.setup))
        for one in found
    ]


@router.delete("/camera-places/{place_id}", status_code=204)
def forget_place(asking: Member, place_id: str) -> None:
    """Deletes a camera place."""
    with asking.writing() as writer:
        writer.delete(CameraPlace, place_id)


@router.get("/clips/{clip_id}/camera-places/{place_id}")
def matched(asking: Member, clip_id: str, place_id: str) -> PlaceMatched:
    """Where the marks of a camera place lie in a clip."""
    known, state = _known(asking, clip_id)
    with asking.reading() as reader:
        place = reader.get(CameraPlace, place_id)
    if _size(state) is None:
        raise InputError(
            "The picture of this clip is not there yet. Wait until its state is marks.",
            code="clip-no-still",
        )
    found = match_place(place, landmarks_in(asking.site, known.id))
    if found is None:
        return PlaceMatched(recognised=False, doubtful=True, agreeing=0, setup=None)
    return PlaceMatched(
        recognised=True, doubtful=found.doubtful, agreeing=found.agreeing, setup=found.setup
    )


def _known(asking: Asking, clip_id: str) -> tuple[StoredClip, ClipState]:
    with asking.reading() as reader:
        known = reader.get(StoredClip, clip_id)
    return known, states_of(asking, [known.id])[known.id]


def _size(state: ClipState) -> tuple[int, int] | None:
    if state.still is None or state.still.state != "done":
        return None
    return int(state.still.outcome["width"]), int(state.still.outcome["height"])


def _seen(clip: StoredClip, state: ClipState) -> ClipSeen:
    size = _size(state)
    return ClipSeen(
        id=clip.id,
        at=clip.at.isoformat(),
        name=clip.name,
        size_bytes=clip.size_bytes,
        sha256=clip.sha256,
        athlete_id=clip.athlete_id,
        group_id=clip.group_id,
        session_id=clip.session_id,
        setup=None if clip.setup is None else dict(clip.setup),
        order=list(clip.order),
        keep=clip.keep,
        note=clip.note,
        state=state.state,
        progress=state.progress,
        trouble=state.trouble,
        width=None if size is None else size[0],
        height=None if size is None else size[1],
    )
