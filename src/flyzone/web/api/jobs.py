"""What is being worked on in the background, to be asked now and then."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from flyzone.storage import Job, Queue
from flyzone.storage.queue import JobState
from flyzone.web.asking import Member

router = APIRouter(tags=["clips"])


class JobError(BaseModel):
    """Why a job gave nothing."""

    code: str
    message: str


class JobSeen(BaseModel):
    """One piece of background work.

    Attributes
    ----------
    id, kind : str
    clip_id : str or None
    state : {"waiting", "running", "done", "failed", "stopped"}
    progress : float
        From 0 to 1.
    ahead : int
        How many will be begun before it, while it waits.
    error : JobError or None
        Where it failed.
    """

    id: str
    kind: str
    clip_id: str | None
    state: JobState
    progress: float
    ahead: int
    error: JobError | None


class JobsSeen(BaseModel):
    """The jobs of a clip, the latest first."""

    jobs: list[JobSeen]


@router.get("/jobs/{job_id}")
def job(asking: Member, job_id: str) -> JobSeen:
    """How far a job is."""
    with asking.site.store.queue(asking.viewer) as queue:
        return _seen(queue, queue.get(job_id))


@router.get("/jobs")
def jobs(asking: Member, clip_id: str) -> JobsSeen:
    """The jobs of a clip; none where there is no such clip, or none for who asks."""
    with asking.site.store.queue(asking.viewer) as queue:
        return JobsSeen(jobs=[_seen(queue, one) for one in queue.of_clip(clip_id)])


@router.post("/jobs/{job_id}/stop")
def stop(asking: Member, job_id: str) -> JobSeen:
    """Ends a job without a result; one that has ended stays as it is."""
    with asking.site.store.queue(asking.viewer, change=True) as queue:
        return _seen(queue, queue.stop(job_id, asking.now))


def _seen(queue: Queue, one: Job) -> JobSeen:
    return JobSeen(
        id=one.id,
        kind=one.kind,
        clip_id=one.clip_id,
        state=one.state,
        progress=one.progress,
        ahead=queue.ahead_of(one),
        error=None if one.error is None else JobError(**one.error),
    )
