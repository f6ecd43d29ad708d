"""``flyzone render``: a virtual sprint whose truth is known."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json


class Direction(StrEnum):
    """Which way the runner goes in the picture."""

    RIGHT = "left-to-right"
    LEFT = "right-to-left"


@door
def render(
    directory: Annotated[Path, typer.Argument(help="Folder for clip.mp4, setup.json, truth.json.")],
    speed: Annotated[float, typer.Option(help="Speed at the entry, m/s.")] = 9.5,
    acceleration: Annotated[float, typer.Option(help="Its constant change, m/s².")] = 0.0,
    fps: Annotated[float, typer.Option(help="Frames per second of the camera.")] = 60.0,
    width: Annotated[int, typer.Option(help="Picture width, px.")] = 1280,
    height: Annotated[int, typer.Option(help="Picture height, px.")] = 720,
    camera_distance: Annotated[float, typer.Option(help="From the lane's middle, m.")] = 15.0,
    camera_height: Annotated[float, typer.Option(help="Above the ground, m.")] = 1.5,
    yaw: Annotated[float, typer.Option(help="Camera turned from square-on, degrees.")] = 0.0,
    lateral: Annotated[float, typer.Option(help="Runner beside the lane's middle, m.")] = 0.0,
    direction: Annotated[Direction, typer.Option(help="As seen in the picture.")] = Direction.RIGHT,
    fly_length: Annotated[float, typer.Option(help="Length of the zone, m.")] = 10.0,
    runners: Annotated[int, typer.Option(help="Runners, one after another.")] = 1,
    exposure: Annotated[float, typer.Option(help="Open time of the shutter, s.")] = 0.001,
    readout: Annotated[float, typer.Option(help="Rolling shutter, first to last row, s.")] = 0.008,
    slow_motion: Annotated[float, typer.Option(help="Slow the export this many times.")] = 1.0,
    cone_sd: Annotated[float, typer.Option(help="How far cones stand from their place, m.")] = 0.0,
    tap_sd: Annotated[float, typer.Option(help="Error of the tapped marks, px.")] = 0.5,
    codec: Annotated[str, typer.Option(help="libx264, libx265 or libvpx-vp9.")] = "libx264",
    seed: Annotated[int, typer.Option(help="Same seed, same clip.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Film a virtual sprint: a clip, its setup, and the exact truth (synthetic)."""
    from flyzone.virtual import Scenario
    from flyzone.virtual import render as film

    scenario = Scenario.from_options(
        speed=speed, acceleration=acceleration, fps=fps, seed=seed, width=width, height=height,
        camera_distance=camera_distance, camera_height=camera_height, yaw=yaw, lateral=lateral,
        direction=direction.value, fly_length=fly_length, codec=codec, runners=runners,
        exposure=exposure, readout=readout, slow_motion=slow_motion, cone_sd=cone_sd, tap_sd=tap_sd,
    )  # fmt: skip
    made = film(scenario, directory)
    paths = {"clip": str(made.clip), "setup": str(made.setup), "truth": str(made.truth)}
    if as_json:
        print_json(paths)
        return
    for what, path in paths.items():
        typer.echo(f"{what:>6}  {path}")
