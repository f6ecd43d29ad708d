"""The main job on a virtual sprint: film it, time it, and hold the result against its truth."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from flyzone.model import ClipTiming
from flyzone.virtual import Camera, Encoding, Looks, Runner, Scenario, render
from flyzone.workflows.show_clip import draw_overlay, draw_photo_finish
from flyzone.workflows.time_clip import as_setup, time_clip


@dataclass(frozen=True)
class Demo:
    """What the demo filmed, found and drew.

    Attributes
    ----------
    timing : ClipTiming
    true_time_s : tuple of float, s
        Of each run, from the virtual track.
    files : dict of str to Path
        "clip", "setup", "truth", "overlay", "photo_finish".
    """

    timing: ClipTiming
    true_time_s: tuple[float, ...]
    files: dict[str, Path]


SPRINT = Scenario(
    runners=(
        Runner(speed_m_s=9.4, lateral_m=0.06, name="Ada"),
        Runner(
            speed_m_s=8.7, lateral_m=-0.04, entry_delay_s=1.9, name="Grace", height_m=1.70,
            looks=Looks(shirt=(44, 92, 178), shorts=(28, 28, 32)),
        ),
    ),
    camera=Camera(distance_m=15.0, height_m=1.6, yaw_deg=6.0, roll_deg=0.5, exposure_s=0.002),
    encoding=Encoding(fps=60.0, jitter=0.03, lead_in_s=0.5, lead_out_s=0.5),
    cone_sd_m=0.01,
    tap_sd_px=0.8,
    seed=2026,
)  # fmt: skip
"""Two synthetic runners, a hand-measured lane, a phone with an uneven clock."""


def show_demo(directory: Path) -> Demo:
    """Runs the main job on a synthetic clip and writes everything that a user would get.

    Parameters
    ----------
    directory : Path
        Made if it is not there; files of an earlier demo are replaced.
    """
    made = render(SPRINT, directory)
    setup = as_setup(made.setup)
    timing = time_clip(made.clip, setup, athletes=[runner.name for runner in SPRINT.runners])
    truth = json.loads(Path(made.truth).read_text(encoding="utf-8"))
    files = {
        "clip": Path(made.clip), "setup": Path(made.setup), "truth": Path(made.truth),
        "overlay": directory / "overlay.mp4", "photo_finish": directory / "photo-finish.png",
    }  # fmt: skip
    draw_overlay(made.clip, setup, timing, files["overlay"])
    draw_photo_finish(made.clip, setup, timing, files["photo_finish"])
    true = tuple(
        float(runner["time_s"]) for runner in sorted(truth["runners"], key=lambda r: r["entry_s"])
    )
    return Demo(timing, true, files)
