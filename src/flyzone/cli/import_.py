"""``flyzone import``: what a file holds, row by row accounted for, and into the store with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.moments import moment
from flyzone.cli.reading_options import (
    Dialect,
    Distances,
    MetresPerPixel,
    SampleRate,
    TimesAre,
    read_options,
)
from flyzone.cli.store_options import Database, writing

if TYPE_CHECKING:
    from flyzone.model import Notice, Reading


@door
def import_file(
    file: Annotated[Path, typer.Argument(help="A device's file, a table of reps, or an export.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write what was read here: .csv or .parquet."),
    ] = None,
    athlete: Annotated[
        str | None, typer.Option("--athlete", help="Keep what the file holds of this athlete.")
    ] = None,
    stimulus: Annotated[
        str | None,
        typer.Option("--stimulus", help="What the session asked of the body, where it is kept."),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", help="When it began, where the file does not say.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option("--zone", help="Time zone of moments without an offset.")
    ] = None,
    add_athletes: Annotated[
        bool, typer.Option("--add-athletes", help="A new name in a table of reps is a new athlete.")
    ] = False,
    database: Database = None,
    distances: Distances = None,
    times_are: TimesAre = None,
    metres_per_pixel: MetresPerPixel = None,
    sample_rate: SampleRate = None,
    dialect: Dialect = None,
    as_json: AsJson = False,
) -> None:
    """Read a device's file (gates, radar, laser, watch, FinishLynx, Kinovea ...) and show it; with
    --athlete keep it. A table of reps and an export of flyzone go into the store.
    """
    from flyzone.wire.reading import reading_document
    from flyzone.workflows.import_file import import_file as read
    from flyzone.workflows.import_file import not_over_itself, what_is, write_reading

    kind = "device" if dialect is not None else what_is(file)
    if kind != "device":
        if out is not None or athlete is not None or stimulus is not None:
            raise typer.BadParameter(
                "--out, --athlete and --stimulus are for files of devices; this one goes into the "
                "store as it is. Leave them out."
            )
        _keep_all(file, database, as_json) if kind == "export" else _keep_reps(
            file, zone, add_athletes, database, as_json
        )
        return
    if out is not None:
        not_over_itself(file, out)
    options = read_options(
        distances, times_are, metres_per_pixel=metres_per_pixel, sample_rate=sample_rate
    )
    reading = read(file, options, dialect)
    if out is not None:
        reading = replace(reading, notices=(*reading.notices, *write_reading(reading, out)))
    if athlete is not None:
        kept = _keep(reading, athlete, stimulus, at, database)
        reading = replace(reading, notices=(*reading.notices, *kept))
    if as_json:
        print_json(reading_document(reading))
    else:
        _show(reading)


def _keep(
    reading: Reading, name: str, stimulus: str | None, at: str | None, database: str | None
) -> list[Notice]:
    """Keeps what a device's file holds of an athlete; says what became of it."""
    from flyzone.model import Notice
    from flyzone.workflows.keep_reading import sessions_of_reading

    with writing(database) as store:
        athlete = store.find_athlete(name)
        sessions, notices = sessions_of_reading(
            reading,
            athlete.id,
            athlete.name,
            stimulus=stimulus,  # type: ignore[arg-type]
            at=None if at is None else moment(at, athlete.time_zone),
        )
        saved = store.save_many(sessions)
    told = _counted(Counter(saved))
    return [*notices, Notice("kept", f"Sessions of {athlete.name} in the store: {told}.")]


def _keep_reps(
    file: Path, zone: str | None, add_athletes: bool, database: str | None, as_json: bool
) -> None:
    from flyzone.model.athlete import zone_of
    from flyzone.workflows.import_reps import import_reps

    with writing(database) as store:
        kept = import_reps(
            store, file, zone=None if zone is None else zone_of(zone), add_athletes=add_athletes
        )
    for notice in kept.notices:
        say(f"{notice.code}: {notice.message}", style="yellow")
    if as_json:
        print_json(
            {
                "sessions": dict(kept.sessions),
                "athletes_added": list(kept.added),
                "warnings": [{"code": n.code, "message": n.message} for n in kept.notices],
            }
        )
        return
    if kept.added:
        show(f"New athletes: {', '.join(kept.added)}")
    show(f"Sessions: {_counted(kept.sessions)}")


def _keep_all(file: Path, database: str | None, as_json: bool) -> None:
    from flyzone.storage import import_all

    with writing(database) as store:
        found = import_all(store, file)
    if as_json:
        print_json({"new": found.new, "same": found.same, "changed": found.changed})
    else:
        show(f"Records: {found.new} new, {found.same} the same, {found.changed} changed")


def _counted(saved: Counter[str]) -> str:
    words = {"new": "new", "same": "there already", "changed": "changed"}
    return ", ".join(f"{saved[key]} {word}" for key, word in words.items() if saved[key]) or "none"


def _show(reading: Reading) -> None:
    show(f"{reading.dialect}: {reading.evidence}")
    for line in _contents(reading):
        show(f"  {line}")
    for row in reading.rejected:
        say(f"line {row.line} left out: {row.reason}: {row.text}", style="yellow")
    for group in reading.held:
        lines = ", ".join(str(line) for line in group.lines)
        say(f"lines {lines} held for review: {group.reason}", style="yellow")
    for notice in reading.notices:
        say(f"{notice.code}: {notice.message}", style="yellow")


def _contents(reading: Reading) -> list[str]:
    lines = []
    for splits in reading.splits:
        who = " ".join(word for word in (splits.athlete, splits.run) if word) or "no name"
        pairs = ", ".join(
            f"{d:g} m {t:g} s" for d, t in zip(splits.distances, splits.times, strict=True)
        )
        lines.append(f"splits of {who}: {pairs}")
    for trace in (*reading.traces, *(t for a in reading.activities for t in a.traces)):
        who = " ".join(word for word in (trace.athlete, trace.run) if word) or "no name"
        what = "speed" if trace.velocities is not None else "distance"
        span = trace.times[-1] - trace.times[0]
        lines.append(f"trace of {who}: {len(trace)} samples of {what} over {span:.2f} s")
    for activity in reading.activities:
        channels = ", ".join(activity.channels) or "none"
        laps = f"{len(activity.laps)} lap{'s' * (len(activity.laps) != 1)}"
        lines.append(
            f"activity ({activity.sport or 'sport not stated'}): {laps}; channels: {channels}"
        )
    for zone in reading.zones:
        lines.append(f"{zone.length_m:g} m in {zone.time.value:g} s: {zone.athlete or 'no name'}")
    for heat in reading.start_lists:
        lines.append(f"start list {heat.event} {heat.name}: {len(heat.entries)} entries")
    for result in reading.results:
        lines.append(f"result {result.event} {result.name}: {len(result.times)} athletes")
    for path in reading.trajectories:
        lines.append(f"trajectory {path.name}: {len(path.times)} points ({path.unit})")
    if reading.people:
        lines.append(f"{len(reading.people)} people")
    return lines
