"""Clips: whose, when, how far, and until when they stay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.model import StoredClip
from flyzone.storage import Reader
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.clip_jobs import KEPT_DAYS, delete_clip, states_of
from flyzone.web.render import show
from flyzone.workflows.clip_state import ClipState, times_of

router = APIRouter()

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ClipLine:
    """One clip of the list.

    Attributes
    ----------
    id, name, whose : str
    at : datetime
    size_bytes : int
    state : str
    progress : float or None
    times : str
        Its times, as they are read; empty where there are none.
    still : str or None
        The address of a small picture.
    keep : bool
    deleted_on : date
    """

    id: str
    name: str
    whose: str
    at: datetime
    size_bytes: int
    state: str
    progress: float | None
    times: str
    still: str | None
    keep: bool
    deleted_on: date


@dataclass(frozen=True, slots=True)
class ClipsPage:
    """What `clips.html` needs."""

    clips: tuple[ClipLine, ...]
    busy: bool


@router.get(urls.CLIPS)
def clips(asking: Member) -> Response:
    """The page."""
    with asking.reading() as reader:
        found = reader.clips(MOST_SHOWN)
        names = names_of(reader, found)
    states = states_of(asking, [one.id for one in found])
    lines = tuple(_line(asking, one, states[one.id], names) for one in found)
    page = ClipsPage(lines, False)
    return show(asking, "clips.html", page, title=asking.words("clips.title"), here="clips")


@router.post(urls.CLIP_KEEP)
def keep(
    asking: Member,
    clip_id: str,
    keep: Annotated[str, Form()] = "yes",
    back: Annotated[str, Form()] = "",
) -> Response:
    """A clip stays until somebody deletes it, or no longer."""
    with asking.writing() as writer:
        writer.save(replace(writer.get(StoredClip, clip_id), keep=keep == "yes"))
    there = urls.CLIPS if back == "list" else urls.url(urls.CLIP, clip_id=clip_id)
    return RedirectResponse(there, status_code=303)


@router.post(urls.CLIP_DELETE)
def delete(asking: Member, clip_id: str) -> Response:
    """The film, its pictures and its record go; what was kept of its times stays."""
    delete_clip(asking, clip_id)
    return RedirectResponse(urls.CLIPS, status_code=303)


def names_of(reader: Reader, found: tuple[StoredClip, ...]) -> dict[str, str]:
    """What athletes and squads of some clips are called, as far as the viewer sees them."""
    athletes = {one.athlete_id for one in found} | {who for one in found for who in one.order}
    groups = {one.group_id for one in found}
    names = {one.id: one.name for one in reader.athletes() if one.id in athletes}
    return names | {one.id: one.name for one in reader.groups() if one.id in groups}


def whose_is(asking: Asking, clip: StoredClip, names: dict[str, str]) -> str:
    """Whose runs a clip shows, in words."""
    if clip.athlete_id is not None:
        return names.get(clip.athlete_id, asking.words("clips.nobodys"))
    if clip.group_id is not None and clip.group_id in names:
        return asking.words("clips.squad-of", name=names[clip.group_id])
    return asking.words("clips.nobodys")


def deleted_on(asking: Asking, clip: StoredClip) -> date:
    """The day on which a clip goes if nobody keeps it, on the clock of who looks."""
    return (clip.at.astimezone(asking.now.tzinfo) + timedelta(days=KEPT_DAYS)).date()


def media(clip_id: str, what: str, made_at: datetime | None = None) -> str:
    """The address of a picture or film of a clip; with the moment of its making, it may be kept."""
    address = urls.url(urls.CLIP_MEDIA, clip_id=clip_id, what=what)
    return address if made_at is None else f"{address}?of={made_at.timestamp():.0f}"


def _line(asking: Asking, clip: StoredClip, state: ClipState, names: dict[str, str]) -> ClipLine:
    words = asking.words
    timing = state.timing
    times = [] if timing is None else [
        f"{words.seconds(run['time_s'], 3)} {words.error(run['time_sd_s'])}"
        for run in times_of(timing)[:3]
    ]  # fmt: skip
    has_still = state.still is not None and state.still.state == "done"
    return ClipLine(
        id=clip.id,
        name=clip.name,
        whose=whose_is(asking, clip, names),
        at=clip.at,
        size_bytes=clip.size_bytes,
        state=state.state,
        progress=state.progress,
        times=", ".join(times),
        still=media(clip.id, "still-small") if has_still else None,
        keep=clip.keep,
        deleted_on=deleted_on(asking, clip),
    )
