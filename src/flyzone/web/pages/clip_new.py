"""A new clip: film or choose it, say whose runs it shows, and how to send the original."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from flyzone.web import urls
from flyzone.web.asking import Member
from flyzone.web.clip_jobs import KEPT_DAYS, UPLOADS
from flyzone.web.render import show

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ClipNewPage:
    """What `clip_new.html` needs.

    Attributes
    ----------
    uploads : str
        Where a clip is sent to, in pieces.
    people : tuple
        ``athlete:ID`` or ``group:ID`` with a name: whose runs a clip can show.
    chosen : str
        The one that is chosen beforehand.
    session_id : str
        The session whose reps it times; empty where there is none.
    kept_days : int
    """

    uploads: str
    people: tuple[tuple[str, str], ...]
    chosen: str
    session_id: str
    kept_days: int


@router.get(urls.CLIP_NEW)
def clip_new(asking: Member, athlete: str = "", session: str = "") -> Response:
    """The page."""
    words = asking.words
    with asking.reading() as reader:
        athletes, groups = reader.athletes(), reader.groups()
        named = None if not session else reader.session(session)
    people = [(f"athlete:{one.id}", one.name) for one in athletes]
    if asking.role in ("owner", "coach"):
        # A squad's film shows others too: it is for their coach.
        squads = [(f"group:{one.id}", words("clip-new.squad", name=one.name)) for one in groups]
        people = [*squads, *people]
    wanted = f"athlete:{named.athlete_id if named is not None else athlete}"
    chosen = next((key for key, _ in people if key == wanted), people[0][0] if people else "")
    page = ClipNewPage(
        uploads=UPLOADS,
        people=tuple(people),
        chosen=chosen,
        session_id="" if named is None else named.id,
        kept_days=KEPT_DAYS,
    )
    return show(asking, "clip_new.html", page, title=words("clip-new.title"), here="clips")
