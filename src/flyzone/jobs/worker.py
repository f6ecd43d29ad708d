"""A worker: claims a job, runs it in a process of its own, keeps what came of it, and begins again.

It never touches a clip itself, so no clip can end it.  Told to go (SIGTERM), it gives its job back and
goes; killed without warning, it leaves a job whose lease runs out, and whoever comes next begins that job
anew.  A job's results are kept in the transaction that marks it done.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from flyzone.errors import FlyzoneError, StoreError
from flyzone.jobs.kin import is_gone, name_of
from flyzone.jobs.registry import Registry, Work
from flyzone.jobs.running import Ended, Running
from flyzone.storage import ClipFiles, Job, Store, Viewer

LOOK_S: Final = 0.5
"""How often it looks for work, and at how far its work is."""
RENEW_S: Final = 8.0
"""How often it renews its lease at the latest; a lease is 30 s."""
HOUSEKEEPING_S: Final = 3600.0

_log = logging.getLogger("flyzone.jobs")


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class Worker:
    """One worker.

    Parameters
    ----------
    store : Store
    files : ClipFiles
    registry : mapping
        What it can do, by the kind of job.
    idle : callable, optional
        Done in quiet moments, once an hour.
    look_s : float, s
        How long it waits between two looks.
    """

    def __init__(
        self,
        store: Store,
        files: ClipFiles,
        registry: Registry,
        *,
        idle: Callable[[], object] | None = None,
        look_s: float = LOOK_S,
    ) -> None:
        self._store, self._files, self._registry = store, files, registry
        self._idle, self._look_s = idle, look_s
        self._idle_at = time.monotonic()
        self._going = threading.Event()
        self._viewer = Viewer.owner("flyzone")
        self.name = name_of()

    def stop(self, *_: Any) -> None:
        """Lets it end soon; its job waits again."""
        self._going.set()

    def run(self) -> None:
        """Works until it is told to stop; to be called in the main thread of a process."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        trouble = 0
        begun = False
        while not self._going.is_set():
            try:
                if not begun:
                    with self._store.queue(change=True) as queue:
                        queue.take_from_gone(is_gone)
                    begun = True
                worked = self.once()
                trouble = 0
            except StoreError as problem:
                # The store may be back in a moment: a server that is started anew, a full disk.
                trouble += 1
                _log.warning("The store cannot be used: %s", problem)
                self._going.wait(min(0.5 * 2**trouble, 30.0))
                continue
            except Exception:
                # A fault of one job must not take the worker from all others.
                _log.exception("A fault in the worker")
                self._going.wait(5.0)
                continue
            if not worked:
                self._rest()

    def once(self) -> bool:
        """Does one job, if one waits; whether there was one.

        Raises
        ------
        StoreError
            If the store cannot be used.
        """
        # A look without the writers' lock: idle workers hold up nobody.
        job = None
        with self._store.queue() as queue:
            waits = queue.something_waits(self._registry, now())
        if waits:
            with self._store.queue(change=True) as queue:
                job = queue.claim(self.name, self._registry, now())
        if job is None:
            return False
        self._do(job, self._registry[job.kind])
        return True

    def _rest(self) -> None:
        if self._idle is not None and time.monotonic() >= self._idle_at:
            self._idle_at = time.monotonic() + HOUSEKEEPING_S
            try:
                self._idle()
            except FlyzoneError as problem:
                _log.warning("Housekeeping was cut short: %s", problem)
            except Exception:
                _log.exception("A fault in the housekeeping")
        self._going.wait(self._look_s)

    def _do(self, job: Job, work: Work) -> None:
        try:
            folder = self._files.make_folder(job.clip_id or job.id)
        except FlyzoneError as problem:
            self._fail(job, {"code": problem.code, "message": problem.message})
            return
        with Running(work.run, job.task, folder, work.limits) as running:
            ended = self._follow(job, running)
        if ended is None:
            return
        if ended.log.strip():
            _log.info("Job %s (%s) said: %s", job.id, job.kind, ended.log.strip())
        if ended.outcome is not None:
            self._finish(job, work, ended)
        elif ended.error is not None:
            self._fail(job, dict(ended.error))
        else:
            assert ended.death is not None
            _log.warning("The process of job %s died: %s", job.id, ended.death["code"])
            with self._store.queue(change=True) as queue:
                queue.died(job.id, self.name, ended.death, now())

    def _follow(self, job: Job, running: Running) -> Ended | None:
        """Waits for a job, keeping it ours; ``None`` where it is not ours any more."""
        told, renewed = 0.0, time.monotonic()
        lost_at = now() + timedelta(seconds=30)
        while True:
            ended = running.wait(self._look_s)
            if ended is not None:
                return ended
            if self._going.is_set():
                running.kill()
                with self._store.queue(change=True) as queue:
                    queue.give_back(job.id, self.name)
                return None
            moved = running.progress >= told + 0.01
            if not moved and time.monotonic() < renewed + RENEW_S:
                continue
            try:
                with self._store.queue(change=True) as queue:
                    ours = queue.renew(job.id, self.name, now(), running.progress)
            except StoreError:
                # Nobody else could claim it either, as long as the lease holds.
                if now() > lost_at:
                    raise
                continue
            if not ours:
                return None
            told, renewed = running.progress, time.monotonic()
            lost_at = now() + timedelta(seconds=30)

    def _finish(self, job: Job, work: Work, ended: Ended) -> None:
        assert ended.outcome is not None
        try:
            with self._store.queueing(self._viewer) as (writer, queue):
                ours = queue.finish(job.id, self.name, ended.outcome, now())
                if ours and work.finish is not None:
                    work.finish(writer, job.task, ended.outcome)
        except StoreError:
            raise
        except FlyzoneError as problem:
            # Such as a clip that was deleted meanwhile.
            self._fail(job, {"code": problem.code, "message": problem.message})
        except Exception:
            _log.exception("The results of job %s (%s) could not be kept", job.id, job.kind)
            self._fail(job, _FAULT)

    def _fail(self, job: Job, error: dict[str, str]) -> None:
        with self._store.queue(change=True) as queue:
            queue.fail(job.id, self.name, error, now())


_FAULT: Final = {
    "code": "job-fault",
    "message": (
        "The results could not be kept: a fault of flyzone, not yours; it was written down on the "
        "server. Tell who runs it, and keep the clip."
    ),
}
