"""The queue of background work: which job waits, who works on it, how far he is, what came of it.

A worker claims a job for half a minute and renews that lease while he works.  One that falls silent
loses it, and another begins the job anew; whatever the silent one hands in later is refused, because the
job is no longer his.  A job's results are saved in the transaction that marks it done, so they are saved
once, however often it was begun.

Two things end a job that only harms.  Its own process died three times: then the clip is to blame.  Or
it was begun twenty times without an end, because the whole server died with it each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, update

from flyzone.errors import InputError
from flyzone.model.limits import identifier, identifier_or_none
from flyzone.storage import tables as t
from flyzone.storage.kinds import can_be_kept, json_text, microseconds, moment_of
from flyzone.storage.scope import Scope, unknown
from flyzone.storage.viewer import Viewer

JobState = Literal["waiting", "running", "done", "failed", "stopped"]

LEASE: Final = timedelta(seconds=30)
MOST_DEATHS: Final = 3
"""So often may a job's own process die."""
MOST_TRIES: Final = 20
"""So often may a job be begun."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of background work.

    Attributes
    ----------
    id : str
        A UUID; put twice, it is one job.
    kind : str
        A key of the workers' registry, such as ``"still"``.
    task : mapping
        What the work function is given.
    athlete_id, group_id, clip_id : str or None
        Whose result it makes; who sees them sees the job.
    state : {"waiting", "running", "done", "failed", "stopped"}
    progress : float
        From 0 to 1.
    tries : int
        How often it was begun.
    worker : str or None
        Who works on it, or did last.
    made_at, ended_at : datetime or None
        In UTC.
    outcome : mapping or None
        What came of it; ``{"error": {"code": ..., "message": ...}}`` where it failed.
    """

    id: str
    kind: str
    task: Mapping[str, Any]
    athlete_id: str | None = None
    group_id: str | None = None
    clip_id: str | None = None
    state: JobState = "waiting"
    progress: float = 0.0
    tries: int = 0
    worker: str | None = None
    made_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: Mapping[str, Any] | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ("done", "failed", "stopped")

    @property
    def error(self) -> Mapping[str, str] | None:
        """Code and message of what went wrong; ``None`` where nothing did."""
        return (self.outcome or {}).get("error") if self.state == "failed" else None


class Queue:
    """The jobs that somebody sees, in one transaction; made by `Store.queue` and `Store.queueing`.

    Parameters
    ----------
    connection : Connection
    viewer : Viewer or None
        ``None`` is a worker, who sees all.
    """

    def __init__(self, connection: Connection, viewer: Viewer | None) -> None:
        self._connection, self._run = connection, connection.execute
        self._scope = None if viewer is None else Scope(viewer)
        self._seen = t.jobs if self._scope is None else self._scope.seen(t.jobs)

    # What people ask

    def put(self, job: Job, now: datetime) -> Job:
        """Lets a job wait; one that is there already stays as it is.

        Returns
        -------
        Job
            As it is in the queue.

        Raises
        ------
        InputError
            If the viewer does not see its athlete or group, or the id is another's job.
        """
        clean = identifier(job.id, "A job", "job")
        here = self._run(select(t.jobs).where(t.jobs.c.id == clean)).mappings().first()
        if here is not None:
            if (here["kind"], here["clip_id"]) != (job.kind, job.clip_id) or not self._sees(clean):
                raise InputError(
                    f"The id {clean} already belongs to another job. Make a new one with uuid4.",
                    code="store-id-taken",
                )
            return _job(dict(here))
        self._check_seen(job)
        row = {
            "id": clean, "kind": job.kind, "task": json_text("A task", dict(job.task)),
            "athlete_id": identifier_or_none(job.athlete_id, "The athlete of a job", "job"),
            "group_id": identifier_or_none(job.group_id, "The group of a job", "job"),
            "clip_id": identifier_or_none(job.clip_id, "The clip of a job", "job"),
            "state": "waiting", "progress": 0.0, "tries": 0, "made_us": microseconds(now),
        }  # fmt: skip
        self._run(insert(t.jobs).values(**row))
        return self.get(clean)

    def get(self, job_id: str) -> Job:
        """A job; `InputError` if there is none of that id, or none that he may see."""
        found = None
        if can_be_kept(job_id):
            found = (
                self._run(select(self._seen).where(self._seen.c.id == job_id)).mappings().first()
            )
        if found is None:
            raise unknown("job", job_id)
        return _job(dict(found))

    def of_clip(self, clip_id: str, kind: str | None = None) -> tuple[Job, ...]:
        """The jobs of a clip, the latest first."""
        if not can_be_kept(clip_id):
            return ()
        c = self._seen.c
        wanted = [c.clip_id == clip_id] + ([] if kind is None else [c.kind == kind])
        statement = select(self._seen).where(*wanted).order_by(c.made_us.desc(), c.id)
        return tuple(_job(dict(row)) for row in self._run(statement).mappings())

    def latest(self, clip_id: str, kind: str) -> Job | None:
        """The last job of a kind for a clip; ``None`` where there was none."""
        return next(iter(self.of_clip(clip_id, kind)), None)

    def ahead_of(self, job: Job) -> int:
        """How many jobs of anybody will be begun before a waiting one."""
        if job.state != "waiting" or job.made_at is None:
            return 0
        c, made = t.jobs.c, microseconds(job.made_at)
        before = or_(
            c.tries < job.tries,
            and_(c.tries == job.tries, c.made_us < made),
            and_(c.tries == job.tries, c.made_us == made, c.id < job.id),
        )
        statement = select(func.count()).where(c.state == "waiting", before)
        return self._connection.scalar(statement) or 0

    def stop(self, job_id: str, now: datetime) -> Job:
        """Ends a job without a result, also one that is worked on.

        Raises
        ------
        InputError
            If he sees no such job.
        """
        job = self.get(job_id)
        if not job.ended:
            self._end(job.id, "stopped", job.outcome, now)
        return self.get(job_id)

    # What workers ask

    def something_waits(self, kinds: Iterable[str], now: datetime) -> bool:
        """Whether `claim` would find a job, to be asked without the writers' lock."""
        free = self._free(kinds, now)
        return self._run(select(t.jobs.c.id).where(*free).limit(1)).first() is not None

    def claim(
        self, worker: str, kinds: Iterable[str], now: datetime, lease: timedelta = LEASE
    ) -> Job | None:
        """The next job for a worker; ``None`` where nothing waits for him.

        Those that were begun least often come first, then the eldest: a job that kills its process
        holds up nobody.

        Parameters
        ----------
        worker : str
        kinds : iterable of str
            What he can do.
        now : datetime
        lease : timedelta
            For how long it is his.
        """
        c = t.jobs.c
        order = (c.tries, c.made_us, c.id)
        wanted = self._free(kinds, now)
        while True:
            row = (
                self._run(select(t.jobs).where(*wanted).order_by(*order).limit(1))
                .mappings()
                .first()
            )
            if row is None:
                return None
            if row["tries"] >= MOST_TRIES:
                message = (
                    f"This was begun {row['tries']} times, and each time the server went down before "
                    "it was done. Look at the server's log, then start it again."
                )
                self._end(row["id"], "failed", error_of("job-poison", message), now)
                continue
            self._run(
                update(t.jobs)
                .where(c.id == row["id"])
                .values(
                    state="running",
                    worker=worker,
                    tries=row["tries"] + 1,
                    progress=0.0,
                    lease_us=microseconds(now + lease),
                )
            )
            return self.get(row["id"])

    def renew(
        self,
        job_id: str,
        worker: str,
        now: datetime,
        progress: float | None = None,
        lease: timedelta = LEASE,
    ) -> bool:
        """Keeps a job for its worker, and notes how far he is.

        Returns
        -------
        bool
            Whether it still is his: false where it was stopped, deleted or taken over.
        """
        values: dict[str, Any] = {"lease_us": microseconds(now + lease)}
        if progress is not None:
            values["progress"] = min(max(float(progress), 0.0), 1.0)
        return self._change(job_id, worker, values)

    def finish(self, job_id: str, worker: str, outcome: Mapping[str, Any], now: datetime) -> bool:
        """Marks a job as done; true for whoever works on it, and once.

        What came of it is to be saved in the same transaction, and only where this is true.
        """
        values = self._ended("done", outcome, now) | {"progress": 1.0}
        return self._change(job_id, worker, values)

    def fail(self, job_id: str, worker: str, error: Mapping[str, str], now: datetime) -> bool:
        """Marks a job as failed for good, with a code and a message."""
        return self._change(job_id, worker, self._ended("failed", {"error": dict(error)}, now))

    def died(self, job_id: str, worker: str, error: Mapping[str, str], now: datetime) -> JobState:
        """Notes that the process of a job died: it waits again, or fails the third time.

        Returns
        -------
        {"waiting", "failed", "stopped", "running", "done"}
            The state of the job afterwards.
        """
        found = self._run(select(t.jobs).where(t.jobs.c.id == job_id)).mappings().first()
        if found is None:
            # Deleted meanwhile, with whose it was.
            return "stopped"
        job = _job(dict(found))
        if job.state != "running" or job.worker != worker:
            return job.state
        deaths = int((job.outcome or {}).get("deaths", 0)) + 1
        if deaths >= MOST_DEATHS:
            self.fail(job_id, worker, error, now)
            return "failed"
        outcome = json_text("An outcome", {"deaths": deaths, "last": dict(error)})
        self._change(job_id, worker, {"state": "waiting", "lease_us": None, "outcome": outcome})
        return "waiting"

    def give_back(self, job_id: str, worker: str) -> bool:
        """Lets a job wait again, as if it had not been begun: its worker was told to go."""
        values = {"state": "waiting", "lease_us": None, "tries": t.jobs.c.tries - 1}
        return self._change(job_id, worker, values)

    def take_from_gone(self, is_gone: Callable[[str], bool]) -> int:
        """Lets the jobs of workers who are known to be gone wait again, before their lease is over.

        Parameters
        ----------
        is_gone : callable
            From a worker's name to whether he is gone for certain.
        """
        c = t.jobs.c
        rows = self._run(select(c.id, c.worker).where(c.state == "running")).all()
        gone = [row for row in rows if row.worker is not None and is_gone(row.worker)]
        for row in gone:
            self._change(row.id, row.worker, {"state": "waiting", "lease_us": None})
        return len(gone)

    @staticmethod
    def _free(kinds: Iterable[str], now: datetime) -> tuple[ColumnElement[bool], ...]:
        c, us = t.jobs.c, microseconds(now)
        free = or_(c.state == "waiting", and_(c.state == "running", c.lease_us < us))
        return free, c.kind.in_(sorted(kinds))

    def _change(self, job_id: str, worker: str, values: Mapping[str, Any]) -> bool:
        c = t.jobs.c
        mine = (c.id == job_id, c.state == "running", c.worker == worker)
        return self._run(update(t.jobs).where(*mine).values(**values)).rowcount == 1

    def _end(
        self, job_id: str, state: JobState, outcome: Mapping[str, Any] | None, now: datetime
    ) -> None:
        values = self._ended(state, outcome, now)
        self._run(update(t.jobs).where(t.jobs.c.id == job_id).values(**values))

    @staticmethod
    def _ended(state: JobState, outcome: Mapping[str, Any] | None, now: datetime) -> dict[str, Any]:
        text = None if outcome is None else json_text("An outcome", dict(outcome))
        return {"state": state, "lease_us": None, "ended_us": microseconds(now), "outcome": text}

    def _sees(self, job_id: str) -> bool:
        statement = select(self._seen.c.id).where(self._seen.c.id == job_id)
        return self._run(statement).first() is not None

    def _check_seen(self, job: Job) -> None:
        if self._scope is None:
            return
        for table, what, wanted in (
            (t.athletes, "athlete", job.athlete_id),
            (t.groups, "group", job.group_id),
            (t.clips, "clip", job.clip_id),
        ):
            ids = [] if wanted is None else [wanted]
            if strangers := self._scope.unseen(self._connection, table, ids):
                raise unknown(what, strangers[0])


def error_of(code: str, message: str) -> dict[str, dict[str, str]]:
    """The outcome of what failed."""
    return {"error": {"code": code, "message": message}}


def _job(row: Mapping[str, Any]) -> Job:
    ended, outcome = row["ended_us"], row["outcome"]
    return Job(
        id=row["id"],
        kind=row["kind"],
        task=json.loads(row["task"]),
        athlete_id=row["athlete_id"],
        group_id=row["group_id"],
        clip_id=row["clip_id"],
        state=row["state"],
        progress=row["progress"],
        tries=row["tries"],
        worker=row["worker"],
        made_at=moment_of(row["made_us"], 0),
        ended_at=None if ended is None else moment_of(ended, 0),
        outcome=None if outcome is None else json.loads(outcome),
    )
