"""What workers do in this house: each kind of job with its function, and what is kept of its result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid5

from flyzone.jobs import Limits, Registry, Work
from flyzone.jobs.registry import GIB
from flyzone.storage import Job
from flyzone.workflows.clip_runs import finish_timing

STILL, TIMING, OVERLAY = "still", "time-clip", "overlay"

_JOBS = UUID("6a4fbb3e-5a43-4a8d-9f5b-0c6d5f0b7d10")

REGISTRY: Final[Registry] = {
    STILL: Work("flyzone.workflows.clip_work:make_still", limits=Limits(3 * GIB, 600, 300.0, GIB)),
    TIMING: Work("flyzone.workflows.clip_work:time_clip", finish_timing),
    OVERLAY: Work("flyzone.workflows.clip_work:draw_overlay"),
}


def still_job(
    clip_id: str, athlete_id: str | None, group_id: str | None, mark_frame: int = 0
) -> Job:
    """The job that makes a clip's still; asked for twice, it is one.

    Parameters
    ----------
    clip_id : str
    athlete_id, group_id : str or None
        Whose the clip is.
    mark_frame : int
        0-based.
    """
    task: Mapping[str, Any] = {"clip": "original", "clip_id": clip_id, "mark_frame": mark_frame}
    job_id = str(uuid5(_JOBS, f"{STILL}/{clip_id}/{mark_frame}"))
    return Job(job_id, STILL, task, athlete_id, group_id, clip_id)
