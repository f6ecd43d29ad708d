"""What pages and API ask of workers about a clip, and where its files lie."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from flyzone.errors import InputError
from flyzone.model import StoredClip
from flyzone.storage import Reader
from flyzone.storage.files import ClipFiles, Part
from flyzone.storage.queue import Job, Queue
from flyzone.web import urls
from flyzone.web.asking import Asking
from flyzone.web.site import Site
from flyzone.workflows.clip_state import ClipState, Work, clip_state
from flyzone.workflows.housekeeping import CLIP_DAYS

KEPT_DAYS: Final = CLIP_DAYS
_DRAWN = UUID("c3d1a3fd-46f5-44b1-9d8e-4f1c0b6f7a21")
UPLOADS: Final = f"{urls.API}/uploads"


def states_of(asking: Asking, clip_ids: Iterable[str]) -> dict[str, ClipState]:
    """How far some clips are."""
    with asking.site.store.queue(asking.viewer) as queue:
        return {one: state_in(queue, one) for one in clip_ids}


def state_in(queue: Queue, clip_id: str) -> ClipState:
    """How far a clip is, within a transaction."""
    return clip_state(_work(job) for job in queue.of_clip(clip_id))


def ask_still(asking: Asking, queue: Queue, clip: StoredClip, frame: int) -> str:
    """Has the picture for the marks made anew, of another frame; the id of the job."""
    return _put(asking, queue, clip, "still", {"mark_frame": frame})


def ask_timing(asking: Asking, queue: Queue, clip: StoredClip) -> str:
    """Has a clip timed with the setup that it has; the id of the job.

    Raises
    ------
    InputError
        If its marks are missing.
    """
    if clip.setup is None:
        raise InputError(
            "This clip has no marks yet, so it cannot be timed. Give it a setup first.",
            code="clip-without-setup",
        )
    return _put(asking, queue, clip, "time-clip", {"setup": dict(clip.setup)})


def ask_copy(
    asking: Asking, queue: Queue, clip: StoredClip, timing: Work, names: list[str], hide: str | None
) -> str:
    """Has the clip drawn, for those who see it or, with heads covered, for others; the id of the job."""
    task: dict[str, Any] = {**timing.outcome, "names": names, "hide": hide}
    return _put(asking, queue, clip, "overlay", task)


def draw_once(asking: Asking, clip: StoredClip, timing: Work, names: list[str]) -> None:
    """Has the clip drawn when somebody first looks at its times; asked for again, it is one job.

    Pictures take longer than times, and of many clips nobody ever looks at them.
    """
    task = {**timing.outcome, "clip_id": clip.id, "names": names, "hide": None}
    job = Job(
        str(uuid5(_DRAWN, timing.id)), "overlay", task, clip.athlete_id, clip.group_id, clip.id
    )
    with asking.site.store.queue(asking.viewer, change=True) as queue:
        queue.put(job, asking.now)


def part_of(site: Site, clip_id: str, part: Part) -> Path:
    """Where a file of a clip lies."""
    return ClipFiles(site.folder).path(clip_id, part)


def landmarks_in(site: Site, clip_id: str) -> dict[str, Any]:
    """The landmarks of a clip's still.

    Raises
    ------
    InputError
        If there are none yet.
    """
    try:
        found: dict[str, Any] = json.loads(
            part_of(site, clip_id, "landmarks.json").read_text(encoding="utf-8")
        )
    except (OSError, ValueError):
        raise InputError(
            "The picture of this clip is not there yet. Wait until it is made.",
            code="clip-no-still",
        ) from None
    return found


def delete_clip(asking: Asking, clip_id: str) -> None:
    """The film, its pictures, its jobs and its record go; what was kept of its times stays."""
    with asking.site.store.queueing(asking.viewer) as (writer, queue):
        for job in queue.of_clip(clip_id):
            if not job.ended:
                queue.stop(job.id, asking.now)
        writer.delete(StoredClip, clip_id)
    ClipFiles(asking.site.folder).remove(clip_id)


def names_in_order(reader: Reader, whose: Iterable[str | None]) -> list[str]:
    """What the runs of a clip are called in its pictures."""
    known = {one.id: one.name for one in reader.athletes()}
    return [known.get(one or "", "") for one in whose]


def _put(asking: Asking, queue: Queue, clip: StoredClip, kind: str, task: dict[str, Any]) -> str:
    job = Job(
        str(uuid4()),
        kind,
        {"clip_id": clip.id, "at": asking.now.isoformat(), **task},
        athlete_id=clip.athlete_id,
        group_id=clip.group_id,
        clip_id=clip.id,
    )
    return queue.put(job, asking.now).id


def _work(job: Job) -> Work:
    assert job.made_at is not None
    return Work(job.id, job.kind, job.state, job.progress, job.task, job.outcome or {}, job.made_at)
