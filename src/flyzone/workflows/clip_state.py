"""How far a clip is: what its jobs say, put together for whoever looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

State = Literal["still", "marks", "timing", "drawing", "done", "failed"]
BUSY: frozenset[State] = frozenset({"still", "timing", "drawing"})


@dataclass(frozen=True, slots=True)
class Work:
    """One job of a clip, as far as a page needs it.

    Attributes
    ----------
    id : str
    kind : {"still", "time-clip", "overlay"}
    state : {"waiting", "running", "done", "failed", "stopped"}
    progress : float
        0 to 1.
    task, outcome : mapping
        An outcome is empty until there is one; of a failed job it is its error.
    made_at : datetime
    """

    id: str
    kind: str
    state: str
    progress: float
    task: Mapping[str, Any]
    outcome: Mapping[str, Any]
    made_at: datetime

    @property
    def busy(self) -> bool:
        """Whether somebody is at it, or will be."""
        return self.state in ("waiting", "running")

    @property
    def trouble(self) -> str | None:
        """Why it failed, in words; ``None`` where it did not."""
        if self.state not in ("failed", "stopped"):
            return None
        error = self.outcome.get("error", self.outcome)
        message = error.get("message") if isinstance(error, Mapping) else None
        return str(message) if message else "The work was stopped. Ask for it again."


@dataclass(frozen=True, slots=True)
class ClipState:
    """How far one clip is.

    Attributes
    ----------
    state : State
    progress : float or None
        Of what is being done now; ``None`` where nothing is.
    trouble : str or None
        Why the latest work failed.
    still, overlay, shared : Work or None
        The latest of each.
    timings : tuple of Work
        Those that are done, the latest first.
    """

    state: State
    progress: float | None
    trouble: str | None
    still: Work | None
    overlay: Work | None
    shared: Work | None
    timings: tuple[Work, ...]

    @property
    def timing(self) -> Work | None:
        """The latest timing that was done."""
        return self.timings[0] if self.timings else None

    @property
    def busy(self) -> bool:
        """Whether the page will change by itself."""
        sharing = self.shared is not None and self.shared.busy
        return self.state in BUSY or sharing


def clip_state(works: Iterable[Work]) -> ClipState:
    """How far a clip is.

    Parameters
    ----------
    works : iterable of Work
        Of this clip, in any order.
    """
    latest_first = sorted(works, key=lambda one: one.made_at, reverse=True)
    still = _first(one for one in latest_first if one.kind == "still")
    timing = _first(one for one in latest_first if one.kind == "time-clip")
    drawn = [one for one in latest_first if one.kind == "overlay"]
    overlay = _first(one for one in drawn if not one.task.get("hide"))
    shared = _first(one for one in drawn if one.task.get("hide"))
    if timing is not None and overlay is not None and overlay.made_at < timing.made_at:
        overlay = None
    if timing is not None and shared is not None and shared.made_at < timing.made_at:
        shared = None
    # A still that is asked for anew, at another frame, begins again.
    if still is not None and (timing is None or still.made_at > timing.made_at):
        timing = None
    timings = tuple(o for o in latest_first if o.kind == "time-clip" and o.state == "done")
    state, now = _judged(still, timing, overlay)
    if state == "marks" and timings:
        state = "done"
    busy = now if now is not None and now.busy else None
    if busy is None and shared is not None and shared.busy:
        busy = shared
    return ClipState(
        state,
        None if busy is None else busy.progress,
        None if now is None or state != "failed" else now.trouble,
        still,
        overlay,
        shared,
        timings,
    )


def _judged(
    still: Work | None, timing: Work | None, overlay: Work | None
) -> tuple[State, Work | None]:
    if timing is not None:
        if timing.busy:
            return "timing", timing
        if timing.state != "done":
            return "failed", timing
        if overlay is not None and overlay.busy:
            return "drawing", overlay
        return "done", None
    if still is None:
        return "marks", None
    if still.busy:
        return "still", still
    return ("marks", None) if still.state == "done" else ("failed", still)


def _first(works: Iterable[Work]) -> Work | None:
    return next(iter(works), None)


def times_of(timing: Work) -> Sequence[Mapping[str, Any]]:
    """The runs of a timing."""
    runs: Sequence[Mapping[str, Any]] = timing.outcome["timing"]["runs"]
    return runs
