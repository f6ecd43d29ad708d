"""Rendering a scenario: a clip, the setup that its user would write, and the truth."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from flyzone.errors import OutputError
from flyzone.video.writer import VideoWriter
from flyzone.virtual.cast import set_stage
from flyzone.virtual.scenario import Scenario
from flyzone.virtual.studio import draw_frames
from flyzone.virtual.timeline import TIME_BASE
from flyzone.virtual.truth import write_setup, write_truth


@dataclass(frozen=True, slots=True)
class Rendered:
    """Where a rendered scenario lies."""

    clip: Path
    setup: Path
    truth: Path


def render(scenario: Scenario, directory: str | os.PathLike[str]) -> Rendered:
    """Write ``clip.mp4``, ``setup.json`` and ``truth.json`` of a scenario.

    Parameters
    ----------
    scenario : Scenario
    directory : path
        Made where it does not exist.

    Returns
    -------
    Rendered

    Raises
    ------
    InputError
        If the scenario contradicts itself (a leg too short for its steps, say).
    OutputError
        If a file cannot be written.
    """
    stage = set_stage(scenario)
    folder = Path(directory)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(
            f"The folder {folder} could not be made: {problem.strerror or problem}. "
            "Choose a folder that is yours.",
            code="output-write",
        ) from problem
    enc = scenario.encoding
    clip = folder / f"clip.{enc.container}"
    turned = enc.rotation_deg in (90, 270)
    metadata = {}
    if enc.capture_tag:
        metadata["com.android.capture.fps"] = f"{enc.fps:.6f}"
    with VideoWriter(
        clip,
        enc.height if turned else enc.width,
        enc.width if turned else enc.height,
        codec=enc.codec,
        crf=enc.crf,
        preset=enc.preset,
        pix_fmt=enc.pix_fmt,
        time_base=TIME_BASE,
        rotation_deg=enc.rotation_deg,
        metadata=metadata or None,
        threads=enc.threads,
        bframes=enc.bframes,
        rate=enc.fps / enc.slow_motion,
    ) as writer:
        for i, picture in draw_frames(stage):
            stored = np.ascontiguousarray(np.rot90(picture, enc.rotation_deg // 90))
            writer.write(stored, int(stage.timeline.pts[i]))
    setup = write_setup(stage, folder / "setup.json")
    truth = write_truth(stage, folder / "truth.json")
    return Rendered(clip=clip, setup=setup, truth=truth)
