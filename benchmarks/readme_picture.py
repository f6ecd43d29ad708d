"""Make the picture of the README: a frame of the overlay above the photo finish of the same run.

The clip is a virtual one (`flyzone.virtual`), so the picture shows no real person, and its time can
be compared with the truth, which is printed.

    python benchmarks/readme_picture.py [docs/images/demo.png]
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

import flyzone
from flyzone.video.reader import open_clip
from flyzone.virtual import Camera, Encoding, Runner, Scenario, render
from flyzone.workflows.show_clip import draw_overlay, draw_photo_finish

WIDTH = 1200
COLOURS = 200  # a palette keeps the file small
AFTER_EXIT_S = 0.06
SHOWN = (0.22, 1.0)  # share of the frame's height that is kept

SCENARIO = Scenario(
    runners=(Runner(speed_m_s=9.5, name="virtual athlete"),),
    camera=Camera(distance_m=12.0, height_m=1.5, yaw_deg=6.0, margin_m=1.8),
    encoding=Encoding(fps=120.0, width=1920, height=1080, crf=16),
    lateral_sd_m=0.02,
    seed=11,
)


def make(out: Path) -> None:
    """Renders, times, draws and composes."""
    with tempfile.TemporaryDirectory() as folder:
        rendered = render(SCENARIO, folder)
        timing = flyzone.time_clip(rendered.clip, rendered.setup, athletes=["Virtual athlete"])
        run = timing.runs[0]
        truth = json.loads(rendered.truth.read_text())["runners"][0]["time_s"]
        print(f"measured {run.time_s:.4f} s, SD {run.time_sd_s:.4f} s; truth {truth:.4f} s")
        video = draw_overlay(rendered.clip, rendered.setup, timing, Path(folder) / "overlay.mp4")
        print_ = draw_photo_finish(rendered.clip, rendered.setup, timing, Path(folder) / "f.png")
        with open_clip(video) as clip:
            frame = next(f for f in clip.frames() if f.time_s >= run.exit_s + AFTER_EXIT_S)
            above = Image.fromarray(np.ascontiguousarray(frame.bgr()[..., ::-1]))
        with Image.open(print_) as opened:
            below = opened.convert("RGB")
    rows = above.height
    above = above.crop((0, round(SHOWN[0] * rows), above.width, round(SHOWN[1] * rows)))
    parts = [
        part.resize((WIDTH, round(part.height * WIDTH / part.width)), Image.Resampling.LANCZOS)
        for part in (above, below)
    ]
    sheet = Image.new("RGB", (WIDTH, sum(part.height for part in parts)))
    sheet.paste(parts[0], (0, 0))
    sheet.paste(parts[1], (0, parts[0].height))
    palette = sheet.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=4)
    small = sheet.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)
    out.parent.mkdir(parents=True, exist_ok=True)
    small.save(out, optimize=True)
    print(f"{out}: {sheet.width} x {sheet.height}, {out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    make(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images/demo.png"))
