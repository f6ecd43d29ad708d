"""The runs of a timed clip: whose each is, what is kept of it, and how it becomes a rep.

Runs are given to athletes by the order in which they started, as when a folder is watched; what a coach
says along the track (he did not run, those two swapped, she ran again) changes the order from that run
on.  A result is kept for each athlete with nothing but his own runs in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from typing import Any, Final, Literal, get_args
from uuid import UUID, uuid5

from flyzone.errors import InputError
from flyzone.model import Rep, Session, StoredClip
from flyzone.model.order import StartOrder
from flyzone.storage import Reader, StoredResult, Writer

OrderChange = Literal["skip", "swap", "repeat", "choose"]
KIND: Final = "clip-timing"
_NAMESPACE = UUID("0c8f2f6e-6d0b-4f0e-9a55-7d1f0d1c8f11")
_SAME_RUN_S = 0.5


def whose_runs(clip: StoredClip, runs: int) -> tuple[str | None, ...]:
    """The athlete of each run; ``None`` where nobody is named.

    Parameters
    ----------
    clip : StoredClip
    runs : int
    """
    given: list[str | None] = list(clip.order)
    if not given and clip.athlete_id is not None:
        given = [clip.athlete_id] * runs
    return tuple((given + [None] * runs)[:runs])


def change_order(
    order: Sequence[str], at: int, what: str, athlete_id: str | None = None
) -> tuple[str, ...]:
    """The start order after a word about one run.

    Parameters
    ----------
    order : sequence of str
        Athletes' ids.
    at : int
        The run, from 0.
    what : {"skip", "swap", "repeat", "choose"}
        The athlete of this run did not run; he and the next one swapped; the one before ran again; or it
        was ``athlete_id``.

    Raises
    ------
    InputError
        If nobody stands there, or there is no such word.
    """
    if what not in get_args(OrderChange):
        raise InputError(
            f"An order is changed by {', '.join(get_args(OrderChange))}, got {what[:20]!r}. Choose one.",
            code="order-command",
        )
    if not 0 <= at <= len(order):
        raise InputError(
            f"The order names {len(order)} runs, so run {at + 1} cannot be changed. Name the runs before "
            "it first.",
            code="order-run",
        )
    ran, waiting = tuple(order[:at]), tuple(order[at:])
    now = StartOrder(waiting, ran)
    if what == "skip":
        now = now.skip()
    elif what == "swap":
        now = now.swap()
    elif what == "repeat":
        now = now.repeat()
    else:
        if athlete_id is None:
            raise InputError("Nobody was chosen. Choose an athlete.", code="order-nobody")
        now = StartOrder((athlete_id, *waiting[1:]), ran)
    return (*ran, *now.waiting)


def setup_sha256(setup: Mapping[str, Any]) -> str:
    """The hash of a setup, however its keys are ordered."""
    text = json.dumps(setup, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def keep_results(
    writer: Writer, clip: StoredClip, outcome: Mapping[str, Any], at: datetime
) -> tuple[str, ...]:
    """Keeps each athlete's runs as a result of his; those of an order that was wrong go.

    Parameters
    ----------
    writer : Writer
    clip : StoredClip
        As it is now, with its order.
    outcome : mapping
        What `flyzone.workflows.clip_work.time_clip` gave.
    at : datetime
        When it was computed.

    Returns
    -------
    tuple of str
        Ids of the results that are there now.
    """
    timing, setup = outcome["timing"], outcome["setup"]
    digest = setup_sha256(setup)
    runs = timing["runs"]
    whose = whose_runs(clip, len(runs))
    kept = []
    for athlete_id in dict.fromkeys(one for one in whose if one is not None):
        numbers = [i for i, one in enumerate(whose) if one == athlete_id]
        document = {
            "clip_id": clip.id,
            "numbers": [i + 1 for i in numbers],
            "timing": {**timing, "runs": [runs[i] for i in numbers]},
            "setup": setup,
        }
        result = StoredResult(
            str(uuid5(_NAMESPACE, f"{clip.id}\n{digest}\n{athlete_id}")), athlete_id, at, KIND, document,
            version("flyzone"), clip_sha256=clip.sha256, setup_sha256=digest,
        )  # fmt: skip
        writer.save(result)
        kept.append(result.id)
    for old in writer.results(kind=KIND, clip_sha256=clip.sha256, limit=1000):
        mine = old.document.get("clip_id") == clip.id and old.setup_sha256 == digest
        if mine and old.id not in kept:
            writer.delete(StoredResult, old.id)
    return tuple(kept)


def finish_timing(writer: Writer, task: Mapping[str, Any], outcome: Mapping[str, Any]) -> None:
    """Keeps what timing a clip gave; a clip that belongs to a session gives it its reps."""
    clip = writer.get(StoredClip, str(task["clip_id"]))
    keep_results(writer, clip, outcome, datetime.fromisoformat(str(task["at"])))
    if clip.session_id is None:
        return
    session = writer.session(clip.session_id)
    for number, athlete_id in enumerate(whose_runs(clip, len(outcome["timing"]["runs"]))):
        if athlete_id == session.athlete_id:
            session = send_run(writer, clip, outcome, number, session)


def send_run(
    writer: Writer,
    clip: StoredClip,
    outcome: Mapping[str, Any],
    number: int,
    session: Session,
    *,
    rep_id: str | None = None,
    run_in_m: float | None = None,
) -> Session:
    """A run of a clip becomes a rep of a session.

    Parameters
    ----------
    writer : Writer
    clip : StoredClip
    outcome : mapping
        Of its timing.
    number : int
        The run, from 0.
    session : Session
        New or already kept.
    rep_id : str, optional
        The rep whose time it gives; a new one at the end where it is missing.  A run that was sent before
        changes the rep that it made.
    run_in_m : float, optional, m

    Returns
    -------
    Session
        As it is kept now.

    Raises
    ------
    InputError
        If there is no such run or rep, or the time cannot be a rep's.
    """
    timing = outcome["timing"]
    runs = timing["runs"]
    if not 0 <= number < len(runs):
        raise InputError(
            f"The clip has {len(runs)} runs, got run {number + 1}. Choose one of them.",
            code="unknown-run",
        )
    run, zone = runs[number], timing["zone_m"]
    own_id = str(uuid5(_NAMESPACE, f"{clip.id}\nrun {number}"))
    here = {rep.id: rep for rep in session.reps}
    if rep_id is not None and rep_id not in here:
        raise InputError(
            f"There is no rep {rep_id[:40]} in this session. Choose one of its reps, or a new one.",
            code="unknown-rep",
        )
    said: dict[str, Any] = {
        "distance_m": round(zone[1] - zone[0], 4), "time_s": run["time_s"],
        "time_sd_s": run["time_sd_s"], "method": "video", "clip_id": clip.id,
    }  # fmt: skip
    if run_in_m is not None:
        said["run_in_m"] = run_in_m
    before = here.get(rep_id or own_id)
    if before is None:
        _take_back(writer, own_id, session.id)
        last = max((rep.number for rep in session.reps), default=0)
        before = Rep(own_id, last + 1, said["distance_m"])
    rep = replace(before, **said)
    others = tuple(
        one for one in session.reps if one.id != rep.id and not (rep_id and one.id == own_id)
    )
    changed = replace(session, reps=(*others, rep))
    writer.save(changed)
    return changed


def _take_back(writer: Writer, rep_id: str, session_id: str) -> None:
    """A run that is sent to another session leaves the one before."""
    before = writer.session_of_rep(rep_id)
    if before is None or before.id == session_id:
        return
    left = tuple(rep for rep in before.reps if rep.id != rep_id)
    writer.save(replace(before, reps=left))


def sent_reps(reader: Reader, clip: StoredClip, runs: int) -> dict[int, tuple[Session, Rep]]:
    """Which runs of a clip are reps already: by run, from 0."""
    found: dict[int, tuple[Session, Rep]] = {}
    for number in range(runs):
        own_id = str(uuid5(_NAMESPACE, f"{clip.id}\nrun {number}"))
        session = reader.session_of_rep(own_id)
        if session is not None:
            found[number] = (session, next(rep for rep in session.reps if rep.id == own_id))
    return found


@dataclass(frozen=True, slots=True)
class ChangedRun:
    """How a run's time changed from one timing of a clip to the next.

    Attributes
    ----------
    number : int
        From 1, in the new timing.
    before_s, before_sd_s : float or None
        ``None`` where the earlier timing had no such run.
    now_s, now_sd_s : float
    """

    number: int
    before_s: float | None
    before_sd_s: float | None
    now_s: float
    now_sd_s: float


def changed_runs(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[ChangedRun, ...]:
    """What timing a clip anew changed; runs are the same where they entered at nearly one time.

    Parameters
    ----------
    before, now : mapping
        Documents of ``flyzone time --json``.
    """
    old = list(before["runs"])
    found = []
    for number, run in enumerate(now["runs"], start=1):
        near = min(old, key=lambda one: abs(one["entry_s"] - run["entry_s"]), default=None)
        if near is not None and abs(near["entry_s"] - run["entry_s"]) > _SAME_RUN_S:
            near = None
        found.append(
            ChangedRun(
                number, None if near is None else near["time_s"],
                None if near is None else near["time_sd_s"], run["time_s"], run["time_sd_s"],
            )
        )  # fmt: skip
    return tuple(found)
