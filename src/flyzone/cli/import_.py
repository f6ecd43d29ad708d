"""``flyzone import``: what a device's file holds, row by row accounted for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.reading_options import (
    Dialect,
    Distances,
    MetresPerPixel,
    SampleRate,
    TimesAre,
    read_options,
)

if TYPE_CHECKING:
    from flyzone.model import Reading


@door
def import_file(
    file: Annotated[Path, typer.Argument(help="A device's file.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write what was read here: .csv or .parquet."),
    ] = None,
    distances: Distances = None,
    times_are: TimesAre = None,
    metres_per_pixel: MetresPerPixel = None,
    sample_rate: SampleRate = None,
    dialect: Dialect = None,
    as_json: AsJson = False,
) -> None:
    """Read a device's file: gates, radar, laser, watch, FinishLynx, Kinovea ..."""
    from flyzone.wire.reading import reading_document
    from flyzone.workflows.import_file import import_file as read
    from flyzone.workflows.import_file import not_over_itself, write_reading

    if out is not None:
        not_over_itself(file, out)
    options = read_options(
        distances, times_are, metres_per_pixel=metres_per_pixel, sample_rate=sample_rate
    )
    reading = read(file, options, dialect)
    if out is not None:
        reading = replace(reading, notices=(*reading.notices, *write_reading(reading, out)))
    if as_json:
        print_json(reading_document(reading))
    else:
        _show(reading)


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
        lines.append(
            f"activity ({activity.sport or 'sport not stated'}): {len(activity.laps)} laps; "
            f"channels: {channels}"
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
