"""``flyzone session``: the guard beside the track, live or over recorded reps."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.reasons import show_reasons
from flyzone.cli.store_options import Database, owner

if TYPE_CHECKING:
    from flyzone.model import Notice
    from flyzone.training.guard import RepVerdict
    from flyzone.workflows.replay_session import ReplayedSession
    from flyzone.workflows.session_desk import Ended, Heard, SessionDesk

_TICK_S = 0.25


@door
def session(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The athlete, for a live session.")
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option("--replay", help="A table of reps: what would the guard have said?"),
    ] = None,
    history: Annotated[
        Path | None, typer.Option("--history", help="With --replay: a table of earlier reps.")
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option("--zone", help="With --replay: time zone of moments without an offset."),
    ] = None,
    distance: Annotated[
        float, typer.Option("--distance", help="Live: length of the timed zone, m.")
    ] = 10.0,
    run_in: Annotated[
        float | None, typer.Option("--run-in", help="Live: what is run before the zone, m.")
    ] = None,
    stimulus: Annotated[
        str, typer.Option("--stimulus", help="Live: what the session trains.")
    ] = "max-velocity",
    method: Annotated[
        str, typer.Option("--method", help="Live: how typed times are taken: hand, gates ...")
    ] = "typed",
    time_sd: Annotated[
        float | None, typer.Option("--time-sd", help="Live: the error of typed times, s.")
    ] = None,
    clips: Annotated[
        Path | None, typer.Option("--clips", help="Live: times clips that fall into this folder.")
    ] = None,
    setup: Annotated[Path | None, typer.Option("--setup", help="With --clips: SETUP.json.")] = None,
    gates: Annotated[
        Path | None, typer.Option("--gates", help="Live: reads a file of gates as it grows.")
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Guard a session: after every rep go, rest longer, or stop. Live with a rest clock, or over
    recorded reps with --replay (no store needed).
    """
    if (replay is None) == (name is None):
        raise typer.BadParameter(
            "Name an athlete for a live session, or a table with --replay; one of them."
        )
    live_only = {
        "--run-in": run_in, "--time-sd": time_sd, "--clips": clips, "--setup": setup, "--gates": gates,
    }  # fmt: skip
    replay_only = {"--history": history, "--zone": zone}
    for option, given in (live_only if replay is not None else replay_only).items():
        if given is not None:
            kind = "a live session" if replay is not None else "--replay"
            raise typer.BadParameter(f"{option} belongs to {kind}. Leave it out.")
    if replay is not None:
        _replay(replay, history, zone, as_json)
        return
    if (clips is None) != (setup is None):
        raise typer.BadParameter("--clips and --setup belong together.")
    assert name is not None
    _live(
        name, database, distance=distance, run_in=run_in, stimulus=stimulus, method=method,
        time_sd=time_sd, clips=clips, setup=setup, gates=gates, as_json=as_json,
    )  # fmt: skip


def _replay(reps: Path, history: Path | None, zone: str | None, as_json: bool) -> None:
    from flyzone.model.athlete import zone_of
    from flyzone.wire.session import session_document, sessions_document
    from flyzone.workflows.replay_session import replay_session

    found = replay_session(reps, history, zone=None if zone is None else zone_of(zone))
    for notice in found.notices:
        say(f"{notice.code}: {notice.message}", style="yellow")
    if not as_json:
        for one in found.sessions:
            _show_replayed(one)
        return
    if len(found.sessions) == 1:
        (one,) = found.sessions
        print_json(session_document(one.athlete, one.session, one.guarded, found.notices))
        return
    documents = [session_document(one.athlete, one.session, one.guarded) for one in found.sessions]
    print_json(sessions_document(documents, found.notices))


def _show_replayed(one: ReplayedSession) -> None:
    show(f"{one.athlete}, {one.session.started_at:%Y-%m-%d %H:%M}: {one.guarded.kind}")
    told: set[str] = set()
    show_reasons(one.guarded.reasons, told=told)
    for rep, verdict in zip(one.session.reps, one.guarded.reps, strict=True):
        _show_verdict(rep.time_s, verdict, told)


def _show_verdict(time_s: float | None, verdict: RepVerdict, told: set[str]) -> None:
    shown = "no time" if time_s is None else f"{time_s:.3f} s"
    rest = "" if verdict.rest_s is None else f", rest {verdict.rest_s / 60.0:.1f} min"
    drop = "" if verdict.p_drop is None else f"  P(drop) {verdict.p_drop:.2f}"
    show(f"  rep {verdict.number}: {shown}  {verdict.kind}: {verdict.verdict}{rest}{drop}")
    show_reasons(verdict.reasons, indent="    ", told=told)


def _live(
    name: str,
    database: str | None,
    *,
    distance: float,
    run_in: float | None,
    stimulus: str,
    method: str,
    time_sd: float | None,
    clips: Path | None,
    setup: Path | None,
    gates: Path | None,
    as_json: bool,
) -> None:
    from flyzone.cli.typed_line import typed_line
    from flyzone.storage import open_store
    from flyzone.workflows.live_times import clip_times, gate_times
    from flyzone.workflows.session_desk import Zone
    from flyzone.workflows.start_session import start_session

    zone = Zone(distance, run_in, method, time_sd)
    sources = []
    if clips is not None and setup is not None:
        sources.append(clip_times(clips, setup, zone))
    if gates is not None:
        sources.append(gate_times(gates, zone))
    with open_store(database or None) as store, contextlib.ExitStack() as opened:
        desk, athlete, before = start_session(
            store,
            owner(),
            name,
            zone,
            stimulus,  # type: ignore[arg-type]
            clock=lambda: datetime.now().astimezone(),
        )
        polls = [opened.enter_context(source) for source in sources]
        screen = opened.enter_context(_screen(athlete, desk, as_json))
        for notice in before:
            screen(notice)
        with typed_line() as line:
            while desk.ended is None:
                screen(None, line.typed)
                text = line.next(_TICK_S)
                if text is not None:
                    screen(desk.hear(text))
                elif line.ended:
                    screen(desk.end())
                for poll in polls if desk.ended is None else ():
                    for heard in poll(desk):
                        screen(heard)
        if not as_json and desk.ended is not None:
            _show_end(desk.ended)


Screen = Callable[..., None]


@contextlib.contextmanager
def _screen(name: str, desk: SessionDesk, as_json: bool) -> Iterator[Screen]:
    """Where what was heard is shown: JSON Lines, a live view, or plain lines without a terminal."""
    if as_json:
        yield _json_lines
        return
    if not all(end is not None and end.isatty() for end in (sys.stdin, sys.stdout)):
        yield _plain_lines()
        return
    from rich.console import Console
    from rich.live import Live

    from flyzone.cli.session_view import session_view

    told = ""
    with Live(console=Console(), auto_refresh=False, transient=True) as live:

        def draw(heard: Heard | None, typed: str = "") -> None:
            nonlocal told
            if heard is not None:
                told = getattr(heard, "message", "")
            now = datetime.now().astimezone()
            live.update(session_view(name, desk, now, typed, told), refresh=True)

        yield draw


def _json_lines(heard: Heard | None, typed: str = "") -> None:
    from flyzone.wire.session import end_line, rep_line, told_line
    from flyzone.workflows.session_desk import Ended, Judged

    if isinstance(heard, Judged):
        print_json(rep_line(heard.verdict, heard.session))
    elif isinstance(heard, Ended):
        print_json(end_line(heard.guarded, heard.session.ended_by or "athlete"))
    elif heard is not None:
        print_json(told_line(heard.code, heard.message))


def _plain_lines() -> Screen:
    from flyzone.workflows.session_desk import Ended, Judged

    disputes: set[str] = set()

    def line(heard: Heard | None, typed: str = "") -> None:
        if isinstance(heard, Judged):
            _show_verdict(heard.session.reps[-1].time_s, heard.verdict, disputes)
        elif heard is not None and not isinstance(heard, Ended):
            _told(heard)

    return line


def _told(notice: Notice) -> None:
    say(f"{notice.code}: {notice.message}", style="yellow")


def _show_end(ended: Ended) -> None:
    count = len(ended.session.reps)
    show(f"{count} rep{'s' * (count != 1)}: {ended.guarded.kind}")
    show_reasons(ended.guarded.reasons)
