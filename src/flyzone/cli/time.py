"""``flyzone time``: every run through the zone of a clip, with its error and where that comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.units import kmh

if TYPE_CHECKING:
    from flyzone.model import ClipTiming, TimedRun


@door
def time(
    clip: Annotated[Path, typer.Argument(help="The clip, as the phone wrote it.")],
    setup: Annotated[
        Path, typer.Option("--setup", help="SETUP.json: marks, zone (docs/setup.md).")
    ],
    overlay: Annotated[
        Path | None, typer.Option("--overlay", help="Write a marked-up video here (.mp4).")
    ] = None,
    photo_finish: Annotated[
        Path | None,
        typer.Option("--photo-finish", help="Write a photo-finish picture here (.png)."),
    ] = None,
    order: Annotated[
        str | None,
        typer.Option("--order", help="Athletes in starting order: a file, or names with commas."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Time the zone for every runner that crosses it in a clip."""
    from flyzone.wire.order import load_order
    from flyzone.wire.timed import timing_document
    from flyzone.workflows.time_clip import as_setup, time_clip

    lane = as_setup(setup)
    athletes = load_order(order).waiting if order else ()
    timing = time_clip(clip, lane, athletes=athletes)
    if overlay is not None or photo_finish is not None:
        from flyzone.workflows.show_clip import draw_overlay, draw_photo_finish

        if overlay is not None:
            draw_overlay(clip, lane, timing, overlay)
        if photo_finish is not None:
            draw_photo_finish(clip, lane, timing, photo_finish)
    if as_json:
        print_json(timing_document(timing))
        return
    show_timing(timing)


def show_timing(timing: ClipTiming) -> None:
    """Prints runs for people; warnings go to standard error."""
    for number, run in enumerate(timing.runs, 1):
        show(run_line(number, run))
        for split in run.splits:
            typer.echo(
                f"     {split.from_m:g}-{split.to_m:g} m  {split.time_s:.3f} s ± {split.time_sd_s:.3f}"
            )
        show("     error from: " + _budget(run))
    for warning in timing.warnings:
        say(f"{warning.code}: {warning.message}", style="yellow")


def run_line(number: int, run: TimedRun) -> str:
    """One run in one line: time with its standard deviation, and speed."""
    name = f"{run.athlete}  " if run.athlete else ""
    return (
        f"{number:>3}  {name}{run.time_s:.3f} s ± {run.time_sd_s:.3f}  "
        f"{run.speed_m_s:.2f} m/s  {kmh(run.speed_m_s):.1f} km/h  {run.direction}"
    )


def _budget(run: TimedRun) -> str:
    large = [source for source in run.error_budget if source.sd_s >= 0.1 * run.time_sd_s]
    return ", ".join(f"{source.source} {source.sd_s * 1e3:.1f} ms" for source in large)
