"""What a coach sees in the terminal between two reps: the verdict, the rest clock, and the reps so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from flyzone.units import kmh
from flyzone.wording.sentences import sentence

if TYPE_CHECKING:
    from flyzone.model import Rep
    from flyzone.training.guard import RepVerdict
    from flyzone.workflows.session_desk import SessionDesk

COLOURS = {"go": "green", "wait": "yellow", "stop": "red"}
WORDS = {"go": "GO", "wait": "REST LONGER", "stop": "STOP: THE SESSION IS OVER"}
_SHOWN_REPS = 12
_SHOWN_REASONS = 4


def session_view(
    name: str, desk: SessionDesk, now: datetime, typed: str, told: str
) -> RenderableType:
    """The whole view.

    Parameters
    ----------
    name : str
    desk : SessionDesk
    now : datetime
    typed : str
        What stands on the input line.
    told : str
        What the last line did, or why it did nothing.
    """
    zone = desk.zone
    run_in = "" if zone.run_in_m is None else f" from a run-in of {zone.run_in_m:g} m"
    parts: list[RenderableType] = [Text(f"{name}: {zone.distance_m:g} m{run_in}", style="bold")]
    if desk.verdicts:
        parts.append(_verdict(desk.verdicts[-1], desk.session.reps[-1], now))
        parts.append(_reps(desk.session.reps[-_SHOWN_REPS:], desk.verdicts[-_SHOWN_REPS:]))
    if told:
        parts.append(Text(told, style="cyan"))
    parts.append(Text(f"> {typed}_"))
    return Group(*parts)


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds, such as ``4:05``."""
    whole = max(round(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"


def rest_left(verdict: RepVerdict, rep: Rep, now: datetime) -> float | None:
    """Seconds of rest that are left; ``None`` where there is nothing to wait for."""
    if verdict.rest_s is None or rep.at is None or verdict.verdict == "stop":
        return None
    since = (now - rep.at).total_seconds() - (rep.time_s or 0.0)
    return max(verdict.rest_s - since, 0.0)


def _verdict(verdict: RepVerdict, rep: Rep, now: datetime) -> RenderableType:
    colour = COLOURS[verdict.verdict]
    lines = [Text(WORDS[verdict.verdict], style=f"bold {colour}")]
    left = rest_left(verdict, rep, now)
    if left is not None:
        words = f"rest {clock(left)}" if left > 0.0 else "rested: run when he is ready"
        lines.append(Text(words, style="bold"))
    lines += [Text(f"- {sentence(reason)}") for reason in verdict.reasons[:_SHOWN_REASONS]]
    return Panel(Group(*lines), border_style=colour)


def _reps(reps: Sequence[Rep], verdicts: Sequence[RepVerdict]) -> RenderableType:
    table = Table(box=None, pad_edge=False)
    for heading in ("rep", "time s", "km/h", "rest", "was", "said"):
        table.add_column(heading, justify="left" if heading in ("was", "said") else "right")
    for rep, verdict in zip(reps, verdicts, strict=True):
        speed = rep.speed_m_s
        table.add_row(
            str(rep.number),
            "" if rep.time_s is None else f"{rep.time_s:.3f}",
            "" if speed is None else f"{kmh(speed):.1f}",
            "" if rep.rest_before_s is None else clock(rep.rest_before_s),
            verdict.kind,
            Text(verdict.verdict, style=COLOURS[verdict.verdict]),
        )
    return table
