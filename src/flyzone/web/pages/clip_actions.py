"""What is done on a clip's page: say who ran, send a run to a session, have a copy made for others."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import Session, StoredClip
from flyzone.storage import Reader
from flyzone.video.faces import COVERS
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.clip_jobs import ask_copy, state_in
from flyzone.web.pages.clip_result import clip_page, on_his_clock
from flyzone.workflows.clip_runs import change_order, keep_results, send_run, whose_runs
from flyzone.workflows.clip_state import times_of

router = APIRouter()


@router.post(urls.CLIP_ORDER)
def set_order(
    asking: Member,
    clip_id: str,
    what: Annotated[str, Form()] = "",
    run: Annotated[int, Form(ge=1, le=1000)] = 1,
    athlete_id: Annotated[str, Form()] = "",
    order: Annotated[str, Form()] = "",
) -> Response:
    """A word about who ran; what is kept of each athlete's runs follows."""
    with asking.site.store.queueing(asking.viewer) as (writer, queue):
        clip = writer.get(StoredClip, clip_id)
        timing = state_in(queue, clip_id).timing
        before = clip.order
        if not before and clip.athlete_id is not None and timing is not None:
            before = (clip.athlete_id,) * len(times_of(timing))
        if what == "undo":
            after = tuple(one for one in order.split(".") if one)
        else:
            after = change_order(before, run - 1, what, athlete_id or None)
        clip = replace(clip, order=after)
        writer.save(clip)
        if timing is not None:
            keep_results(writer, clip, timing.outcome, asking.now)
    there = urls.url(urls.CLIP, clip_id=clip_id)
    taken_back = "" if what == "undo" else f"?was={'.'.join(before) or '.'}"
    return RedirectResponse(f"{there}{taken_back}", status_code=303)


@router.post(urls.CLIP_SEND)
def send(
    asking: Member,
    clip_id: str,
    run: Annotated[int, Form(ge=1, le=1000)] = 1,
    to: Annotated[str, Form()] = "new",
    run_in_m: Annotated[str, Form()] = "",
) -> Response:
    """A run becomes a rep of a session; a new session is made for it where that was chosen."""
    try:
        run_in = float(run_in_m.replace(",", ".")) if run_in_m.strip() else None
    except ValueError:
        said = asking.words(
            "marks.no-number", field=asking.words("clip.run-in"), given=run_in_m[:20]
        )
        return clip_page(asking, clip_id, trouble=said)
    try:
        with asking.site.store.queueing(asking.viewer) as (writer, queue):
            clip = writer.get(StoredClip, clip_id)
            timing = state_in(queue, clip_id).timing
            if timing is None:
                raise InputError(
                    "This clip has no times yet. Tap its marks first.", code="unknown-run"
                )
            whose = whose_runs(clip, len(times_of(timing)))
            athlete_id = whose[run - 1] if run <= len(whose) else None
            if athlete_id is None:
                raise InputError(
                    f"Nobody is named for run {run}. Say who ran, then send it.",
                    code="run-of-nobody",
                )
            session, rep_id = _target(asking, writer, clip, athlete_id, to)
            send_run(writer, clip, timing.outcome, run - 1, session, rep_id=rep_id, run_in_m=run_in)
    except InputError as problem:
        if problem.code.startswith(("unknown-", "store-")):
            raise
        return clip_page(asking, clip_id, trouble=problem.message)
    there = urls.url(urls.CLIP, clip_id=clip_id)
    return RedirectResponse(f"{there}#run-{run}", status_code=303)


@router.post(urls.CLIP_SHARE)
def share(asking: Member, clip_id: str, hide: Annotated[str, Form()] = "all") -> Response:
    """Has a copy made in which faces are covered."""
    if hide not in COVERS:
        raise InputError(f"Faces are covered by {' or '.join(COVERS)}. Choose one.", code="cover")
    with asking.site.store.queueing(asking.viewer) as (writer, queue):
        clip = writer.get(StoredClip, clip_id)
        timing = state_in(queue, clip_id).timing
        if timing is not None:
            # Nobody's name is in a copy that others see.
            ask_copy(asking, queue, clip, timing, [], hide)
    return RedirectResponse(
        f"{urls.url(urls.CLIP, clip_id=clip_id)}#share-heading", status_code=303
    )


def _target(
    asking: Asking, reader: Reader, clip: StoredClip, athlete_id: str, to: str
) -> tuple[Session, str | None]:
    """The session, and its rep, that a form names."""
    athlete = reader.athlete(athlete_id)
    if to == "new":
        at = on_his_clock(asking, athlete, clip.at)
        return Session(str(uuid4()), athlete_id, at, "max-velocity", source="clip"), None
    session_id, _, rep_id = to.partition(":")
    session = reader.session(session_id)
    if session.athlete_id != athlete_id:
        raise InputError(
            "That session is another athlete's. Choose one of his own.", code="session-of-another"
        )
    return session, rep_id or None
