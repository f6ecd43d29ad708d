"""What ``flyzone watch`` says, event by event, and each event as one line of JSON.

The events are plain values that the workflows yield and the doors word.  `event_document` gives
the JSON line, checked against the models below; a run carries every key that it has in the
``runs`` of ``flyzone time --json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from flyzone.model import ClipTiming, Notice, TimedRun
from flyzone.model.order import StartOrder
from flyzone.wire.timed import (
    ClipDocument,
    NoticeDocument,
    NotMeasuredDocument,
    RunDocument,
    timing_document,
)

WATCH_SCHEMA_VERSION: Final = 1

SourceKind = Literal["folder", "live"]
StopReason = Literal["asked", "time", "once", "ended"]


@dataclass(frozen=True, slots=True)
class Watching:
    """The watch has begun: clips that fall into the folder, or runs before the camera, count."""

    kind: SourceKind
    source: str
    zone_m: tuple[float, float]
    size: tuple[int, int] | None = None
    """Width and height of a live picture, px."""


@dataclass(frozen=True, slots=True)
class RunSeen:
    """One run, announced once.

    Attributes
    ----------
    number : int
        1 for the first run of this watch.
    run : TimedRun
    timing : ClipTiming
        What the run was timed in.
    cautions : tuple of Notice
        What bears on this run's time; none for a run that is "ok".
    clip : str or None
        Name of the file; ``None`` for a live run.
    announced_after_exit_s : float or None, s
        From when the frame of the exit came in to this event; ``None`` for a file, whose real time
        of filming nobody knows.
    announced_after_file_s : float or None, s
        From when the file was last seen to change to this event.
    """

    number: int
    run: TimedRun
    timing: ClipTiming
    cautions: tuple[Notice, ...] = ()
    clip: str | None = None
    announced_after_exit_s: float | None = None
    announced_after_file_s: float | None = None

    @property
    def verdict(self) -> str:
        """``ok``, or the codes of the cautions."""
        return ", ".join(dict.fromkeys(c.code for c in self.cautions)) or "ok"


@dataclass(frozen=True, slots=True)
class ClipDone:
    """A clip has been timed; its runs were announced before."""

    clip: str
    timing: ClipTiming
    announced_after_file_s: float


@dataclass(frozen=True, slots=True)
class Problem:
    """Something could not be used; the watch goes on."""

    code: str
    message: str
    clip: str | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that the user should know."""

    notice: Notice
    clip: str | None = None


@dataclass(frozen=True, slots=True)
class OrderNow:
    """The start order after a command, and what the command did."""

    command: str
    message: str
    order: StartOrder


@dataclass(frozen=True, slots=True)
class Stopped:
    """The watch has ended.

    Attributes
    ----------
    reason : {"asked", "time", "once", "ended"}
        Ctrl-C or SIGTERM, ``--for``, ``--once``, or the end of the source.
    runs, clips, frames, frames_dropped : int
        Announced, timed, read, and left out because timing was behind.
    """

    reason: StopReason
    runs: int
    clips: int = 0
    frames: int = 0
    frames_dropped: int = 0


WatchEvent = Watching | RunSeen | ClipDone | Problem | Warned | OrderNow | Stopped

_Exact = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
_Count = Annotated[int, Field(ge=0)]


class _EventDocument(BaseModel):
    model_config = _Exact

    schema_version: Literal[1] = WATCH_SCHEMA_VERSION
    at: str = Field(description="when this was said, ISO 8601 with its offset from UTC")


class WatchingDocument(_EventDocument):
    """The watch has begun."""

    event: Literal["watching"]
    kind: SourceKind
    source: str
    zone_m: Annotated[list[float], Field(min_length=2, max_length=2)]
    width: int | None = Field(default=None, description="of a live picture, px")
    height: int | None = Field(default=None, description="of a live picture, px")


class RunEventDocument(RunDocument, _EventDocument):
    """One run: the keys of a run of ``flyzone time --json``, and these."""

    event: Literal["run"]
    number: int = Field(ge=1, description="1 for the first run of this watch")
    clip: str | None = Field(default=None, description="name of the file; absent when live")
    verdict: str = Field(description='"ok", or the codes of the warnings, separated by ", "')
    warnings: list[NoticeDocument] = Field(description="what bears on this run's time")
    announced_after_exit_s: float | None = Field(
        default=None,
        description="live: since the frame of the exit came in; a delay in the camera is not in it",
    )
    announced_after_file_s: float | None = Field(
        default=None, ge=0.0, description="a file: since it was last seen to change"
    )


class ClipEventDocument(_EventDocument):
    """A clip has been timed."""

    event: Literal["clip"]
    clip: str
    info: ClipDocument
    runs: _Count = Field(description="how many were announced")
    warnings: list[NoticeDocument]
    not_measured: list[NotMeasuredDocument]
    announced_after_file_s: float = Field(ge=0.0)


class ProblemDocument(_EventDocument):
    """Something could not be used; the watch goes on."""

    event: Literal["error"]
    code: str
    message: str
    clip: str | None = None


class WarnedDocument(_EventDocument):
    """Something that the user should know."""

    event: Literal["warning"]
    code: str
    message: str
    clip: str | None = None


class OrderDocument(_EventDocument):
    """The start order after a command."""

    event: Literal["order"]
    command: str
    message: str
    waiting: list[str] = Field(description="the next to run first")
    ran: list[str] = Field(description="who got a run, the latest last")


class StoppedDocument(_EventDocument):
    """The watch has ended."""

    event: Literal["stopped"]
    reason: StopReason
    runs: _Count
    clips: _Count
    frames: _Count = Field(description="live frames read")
    frames_dropped: _Count = Field(description="live frames left out because timing was behind")


WatchDocument = Annotated[
    WatchingDocument
    | RunEventDocument
    | ClipEventDocument
    | ProblemDocument
    | WarnedDocument
    | OrderDocument
    | StoppedDocument,
    Field(discriminator="event"),
]
WATCH_DOCUMENT: Final[TypeAdapter[Any]] = TypeAdapter(WatchDocument)
"""Checks and describes a line of ``flyzone watch --json``."""


def event_document(event: WatchEvent, *, at: datetime) -> dict[str, Any]:
    """Write an event as one line of ``flyzone watch --json``.

    Parameters
    ----------
    event : WatchEvent
    at : datetime
        With its offset from UTC.

    Returns
    -------
    dict
        Ready for ``json.dumps``; what is not known is absent.
    """
    said = {"at": at.isoformat(timespec="milliseconds"), **_content(event)}
    document: dict[str, Any] = WATCH_DOCUMENT.validate_python(said).model_dump(exclude_none=True)
    return {"event": document.pop("event"), **document}


def _content(event: WatchEvent) -> dict[str, Any]:  # one return for each event
    match event:
        case Watching():
            return {
                "event": "watching", "kind": event.kind, "source": event.source,
                "zone_m": list(event.zone_m),
                "width": event.size[0] if event.size else None,
                "height": event.size[1] if event.size else None,
            }  # fmt: skip
        case RunSeen():
            return {
                "event": "run", "number": event.number, "clip": event.clip,
                "verdict": event.verdict, "warnings": _notices(event.cautions),
                "announced_after_exit_s": _delay(event.announced_after_exit_s),
                "announced_after_file_s": _delay(event.announced_after_file_s),
                **_run(event),
            }  # fmt: skip
        case ClipDone():
            timed = timing_document(event.timing)
            return {
                "event": "clip", "clip": event.clip, "info": timed["clip"],
                "runs": len(event.timing.runs), "warnings": timed["warnings"],
                "not_measured": timed["not_measured"],
                "announced_after_file_s": _delay(event.announced_after_file_s),
            }  # fmt: skip
        case Problem():
            return {"event": "error", "code": event.code, "message": event.message,
                    "clip": event.clip}  # fmt: skip
        case Warned():
            return {"event": "warning", "code": event.notice.code,
                    "message": event.notice.message, "clip": event.clip}  # fmt: skip
        case OrderNow():
            return {"event": "order", "command": event.command, "message": event.message,
                    "waiting": list(event.order.waiting), "ran": list(event.order.ran)}  # fmt: skip
        case Stopped():
            return {"event": "stopped", "reason": event.reason, "runs": event.runs,
                    "clips": event.clips, "frames": event.frames,
                    "frames_dropped": event.frames_dropped}  # fmt: skip


def _run(event: RunSeen) -> dict[str, Any]:
    alone = ClipTiming(event.timing.clip, event.timing.zone_m, (event.run,), (), ())
    run: dict[str, Any] = timing_document(alone)["runs"][0]
    return run


def _notices(notices: tuple[Notice, ...]) -> list[dict[str, str]]:
    return [{"code": n.code, "message": n.message} for n in notices]


def _delay(seconds: float | None) -> float | None:
    return None if seconds is None else round(float(seconds), 3)
