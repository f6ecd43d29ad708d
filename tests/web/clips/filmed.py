"""A virtual clip handed in to the club, and a worker that does what waits, in the test's own process."""

from __future__ import annotations

import hashlib
import importlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.web.people import uid
from tests.workflows.films import Film, film, small

from flyzone.errors import FlyzoneError
from flyzone.model import StoredClip
from flyzone.storage import Viewer
from flyzone.storage.files import ClipFiles
from flyzone.virtual import Camera, Looks, Runner, Scenario
from flyzone.web.site import Site
from flyzone.workflows.work import REGISTRY, still_job

NORA = Viewer.owner("Nora")
SPRINT = Scenario(
    runners=(
        Runner(speed_m_s=9.0),
        Runner(speed_m_s=8.4, entry_delay_s=1.6, looks=Looks(shirt=(44, 92, 178))),
    ),
    camera=Camera(distance_m=12.0, height_m=1.5, hfov_deg=62.0),
    encoding=small(width=960, height=540, lead_in_s=0.4, lead_out_s=0.4),
    tap_sd_px=0.0,
    seed=5,
)
"""Two runners, cones exactly where they should be."""


def filmed(folder: Path, scenario: Scenario = SPRINT) -> Film:
    return film(scenario, folder)


def turned() -> Scenario:
    """The same place on another day: the camera looks a little elsewhere."""
    camera = replace(SPRINT.camera, x_m=5.0, yaw_deg=1.2, roll_deg=0.4)
    return replace(SPRINT, camera=camera)


def hand_in(site: Site, made: Film, name: str = "Fly 10.mp4", **whose: Any) -> StoredClip:
    """The clip as it is when all of it has come: its record, its file, and a job for its still."""
    content = made.clip.read_bytes()
    clip = StoredClip(
        uid(f"clip {name} {sorted(whose)}"), site.clock(), name, len(content),
        hashlib.sha256(content).hexdigest(), **whose,
    )  # fmt: skip
    files = ClipFiles(site.folder)
    with files.writing(clip.id, "original") as temporary:
        temporary.write_bytes(content)
    with site.store.queueing(NORA) as (writer, queue):
        writer.save(clip)
        queue.put(still_job(clip.id, clip.athlete_id, clip.group_id), site.clock())
    return clip


def work_off(site: Site) -> list[str]:
    """Does every job that waits; the kinds of those that were done or failed."""
    done = []
    while True:
        site.clock.pass_(seconds=1)  # type: ignore[attr-defined]
        with site.store.queue(change=True) as queue:
            job = queue.claim("a test", REGISTRY, site.clock())
        if job is None:
            return done
        done.append(job.kind)
        work = REGISTRY[job.kind]
        module, name = work.run.split(":")
        run = getattr(importlib.import_module(module), name)
        folder = ClipFiles(site.folder).folder_of(str(job.clip_id))
        try:
            outcome = _once(job.kind, run, job.task, folder)
        except FlyzoneError as problem:
            with site.store.queue(change=True) as queue:
                error = {"code": problem.code, "message": problem.message}
                queue.fail(job.id, "a test", error, site.clock())
            continue
        with site.store.queueing(NORA) as (writer, queue):
            assert queue.finish(job.id, "a test", outcome, site.clock())
            if work.finish is not None:
                work.finish(writer, job.task, outcome)


_DONE: dict[str, tuple[Any, dict[str, bytes]]] = {}


def _once(kind: str, run: Any, task: Any, folder: Path) -> Any:
    """The outcome of a task; what the same task gave another test is not computed again."""
    film = hashlib.sha256((folder / "original").read_bytes()).hexdigest()
    asked = {name: value for name, value in task.items() if name not in ("clip_id", "at")}
    key = json.dumps([kind, film, asked], sort_keys=True)
    if key not in _DONE:
        before = {one: one.stat().st_mtime_ns for one in folder.iterdir()}
        outcome = json.loads(json.dumps(run(task, folder, lambda share: None)))
        written = [one for one in folder.iterdir() if before.get(one) != one.stat().st_mtime_ns]
        _DONE[key] = outcome, {one.name: one.read_bytes() for one in written}
    outcome, files = _DONE[key]
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return outcome


@dataclass
class Form:
    """The form of the marks page, as a browser would send it."""

    film: Film

    def __call__(self, **changes: Any) -> dict[str, Any]:
        marks = self.film.setup["marks"]
        # In the order of the page: near line first.
        marks = sorted(marks, key=lambda mark: (mark["lane"][1], mark["lane"][0]))
        return {
            "pattern": "4", "mark_frame": "0", "zone_from": "0", "zone_to": "10", "lane_width": "1.22",
            "athlete_height_m": "1.8", "lateral_sd_m": "0.1", "mark_sd_m": "0.01",
            "pixel_x": [str(mark["pixel"][0]) for mark in marks],
            "pixel_y": [str(mark["pixel"][1]) for mark in marks],
            "lane_x": [str(mark["lane"][0]) for mark in marks],
            "lane_y": [str(mark["lane"][1]) for mark in marks],
        } | changes  # fmt: skip
