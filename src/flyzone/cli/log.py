"""``flyzone log``: what was done besides timed sprints, and who cleared an athlete."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import uuid4

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.moments import moment
from flyzone.cli.store_options import Database, Who, writing

app = typer.Typer(
    name="log", help="Note other sessions, jumps, lifts and clearances.", no_args_is_help=True,
    rich_markup_mode=None,
)  # fmt: skip

At = Annotated[str | None, typer.Option("--at", help="When; without it, now.")]


@app.command()
@door
def run(
    name: Who,
    stimulus: Annotated[
        str,
        typer.Option(
            "--stimulus",
            help="What it asked of the body: interval-run, long-run, easy-run, tempo, match, race, "
            "hill, plyometrics, heavy-lift, max-velocity ...",
        ),
    ],
    minutes: Annotated[float | None, typer.Option("--minutes", help="How long it took.")] = None,
    distance: Annotated[float | None, typer.Option("--distance", help="Of it all, m.")] = None,
    exertion: Annotated[
        float | None, typer.Option("--exertion", help="How hard it was, 0 to 10.")
    ] = None,
    times: Annotated[
        str | None, typer.Option("--times", help="Of its reps, s: 1.06,1.05,1.07.")
    ] = None,
    zone: Annotated[
        float | None, typer.Option("--rep-distance", help="What each time is over, m.")
    ] = None,
    run_in: Annotated[float | None, typer.Option("--run-in", help="Before the zone, m.")] = None,
    rests: Annotated[
        str | None,
        typer.Option(
            "--rests", help="Before each rep after the first, s: 240,250 (or one for all)."
        ),
    ] = None,
    method: Annotated[
        str | None, typer.Option("--method", help="How it was timed: hand, gates, video ...")
    ] = None,
    note: Annotated[str, typer.Option("--note")] = "",
    at: At = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Note a session that was done: other running, a match, hills, or sprints timed by hand."""
    from flyzone.model import Rep, Session

    reps = tuple(
        Rep(str(uuid4()), number, distance_m, time, None, run_in, rest, method=method)
        for number, (distance_m, time, rest) in enumerate(_reps(times, zone, rests), start=1)
    )
    with writing(database) as store:
        athlete = store.find_athlete(name)
        session = Session(
            str(uuid4()),
            athlete.id,
            moment(at, athlete.time_zone),
            stimulus,  # type: ignore[arg-type]
            reps,
            None if minutes is None else 60.0 * minutes,
            distance,
            exertion,
            note=note,
        )
        saved = store.save(session)
    _said(session, saved, session.started_at, f"{stimulus} of {athlete.name}", as_json)


@app.command()
@door
def jump(
    name: Who,
    kind: Annotated[
        str,
        typer.Option("--kind", help="countermovement, squat, drop, hop, pogo, broad or bound."),
    ],
    height: Annotated[float | None, typer.Option("--height", help="m.")] = None,
    distance: Annotated[float | None, typer.Option("--distance", help="m.")] = None,
    drop: Annotated[float | None, typer.Option("--drop", help="Height of the box, m.")] = None,
    contact: Annotated[float | None, typer.Option("--contact", help="Contact time, s.")] = None,
    sd: Annotated[float | None, typer.Option("--sd", help="Its measuring error, m.")] = None,
    method: Annotated[str | None, typer.Option("--method")] = None,
    readiness: Annotated[
        bool, typer.Option("--readiness", help="Done to ask how ready he is today.")
    ] = False,
    at: At = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Note a jump: its height or distance, and how it was measured."""
    from flyzone.model import Jump

    with writing(database) as store:
        athlete = store.find_athlete(name)
        record = Jump(
            str(uuid4()), athlete.id, moment(at, athlete.time_zone), kind,  # type: ignore[arg-type]
            height, distance, drop, contact, sd, method, readiness,
        )  # fmt: skip
        saved = store.save(record)
    _said(record, saved, record.at, f"{kind} jump of {athlete.name}", as_json)


@app.command()
@door
def lift(
    name: Who,
    exercise: Annotated[str, typer.Option("--exercise", help="As `flyzone exercises` lists it.")],
    load: Annotated[float, typer.Option("--load", help="kg; 0 is the body alone.")],
    reps: Annotated[int, typer.Option("--reps", help="Of the set.")],
    side: Annotated[str | None, typer.Option("--side", help="left, right or both.")] = None,
    at: At = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Note a set of a lift."""
    from flyzone.model import Lift
    from flyzone.training.catalogue import CATALOGUE

    if exercise not in CATALOGUE:
        say(
            f"{exercise!r} is not in the catalogue; it is noted as it stands. `flyzone exercises` "
            "lists what is.",
            style="yellow",
        )
    with writing(database) as store:
        athlete = store.find_athlete(name)
        record = Lift(
            str(uuid4()), athlete.id, moment(at, athlete.time_zone), exercise, load, reps,
            side,  # type: ignore[arg-type]
        )  # fmt: skip
        saved = store.save(record)
    _said(record, saved, record.at, f"{exercise} of {athlete.name}", as_json)


@app.command()
@door
def clearance(
    name: Who,
    by: Annotated[str, typer.Option("--by", help="Who cleared him.")],
    role: Annotated[
        str, typer.Option("--role", help="doctor, physiotherapist, coach, parent or athlete.")
    ],
    place: Annotated[
        str | None,
        typer.Option("--place", help="What was cleared; without it a warning sign, by a doctor."),
    ] = None,
    at: At = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Note that somebody cleared an athlete after a pain or a warning sign."""
    from flyzone.model import Clearance

    with writing(database) as store:
        athlete = store.find_athlete(name)
        record = Clearance(
            str(uuid4()), athlete.id, moment(at, athlete.time_zone),
            place, by, role,  # type: ignore[arg-type]
        )  # fmt: skip
        saved = store.save(record)
    _said(record, saved, record.at, f"clearance of {athlete.name} by {by}", as_json)


def _said(record: Any, saved: str, at: datetime, what: str, as_json: bool) -> None:
    if as_json:
        print_json({"id": record.id, "athlete": record.athlete_id, "saved": saved})
    else:
        show(f"Noted: {what}, {at:%Y-%m-%d %H:%M}.")


def _reps(
    times: str | None, zone: float | None, rests: str | None
) -> list[tuple[float, float, float | None]]:
    """Distance, time and rest before it, for each rep."""
    from flyzone.errors import InputError

    if times is None:
        if zone is not None or rests is not None:
            raise InputError(
                "--rep-distance and --rests say something of the reps in --times, which did not "
                "come. Give the times too.",
                code="log-times",
            )
        return []
    if zone is None:
        raise InputError(
            "Times say nothing without their distance. Add --rep-distance, m.", code="log-times"
        )
    run = _numbers(times, "--times")
    if len(run) > 1 and "." not in times:
        # Read as they stand, the two of 1,06 would be a second and six.
        raise InputError(
            f"Times have a decimal point, such as 1.06,1.05, or 12.0 for whole seconds: a comma stands "
            f"between two times, got {times!r}.",
            code="log-numbers",
        )
    given = [] if rests is None else _numbers(rests, "--rests")
    if len(given) == 1 and len(run) > 2:
        given = given * (len(run) - 1)
    if given and len(given) != len(run) - 1:
        raise InputError(
            f"{len(run)} rep{'s' * (len(run) != 1)} and {len(given)} rest{'s' * (len(given) != 1)} do "
            "not fit together. Give one rest for all, or one before each rep after the first.",
            code="log-rests",
        )
    before: list[float | None] = [None, *given] if given else [None] * len(run)
    return [(zone, time, rest) for time, rest in zip(run, before, strict=True)]


def _numbers(text: str, what: str) -> list[float]:
    from flyzone.errors import InputError

    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise InputError(
            f"{what} takes numbers with commas between them, such as 1.06,1.05, got {text!r}.",
            code="log-numbers",
        ) from None
