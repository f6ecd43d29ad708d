"""Make the picture of a sprint profile: a synthetic sprint past six gates, and what its times say.

The athlete, his top speed and the errors of the gates are made up here, so that what was found can
be compared with the truth, which is printed.

    python benchmarks/profile_picture.py [docs/images/profile.png]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from flyzone.model import Conditions, Splits
from flyzone.reports.chart_file import save_chart
from flyzone.reports.charts import profile_chart
from flyzone.science.curve import time_at_distance
from flyzone.workflows.profile_sprint import ProfileOptions, profile_sprint

MSS, MAC = 9.4, 8.1  # m/s, m/s²
GATES_M = np.array([5.0, 10.0, 15.0, 20.0, 30.0, 40.0])
CLOCK_LATE_S = 0.25  # the clock starts so long after the first movement
GATE_SD_S = 0.01
SEED = 7

WIDTH = 1200
COLOURS = 64  # a palette keeps the file small


def make(out: Path) -> None:
    """Runs, times, profiles and draws."""
    error = np.random.default_rng(SEED).normal(0.0, GATE_SD_S, len(GATES_M))
    splits = Splits.of(
        GATES_M,
        time_at_distance(GATES_M, MSS, MAC) - CLOCK_LATE_S + error,
        sd=GATE_SD_S,
        origin="synthetic gates, SD 10 ms",
        athlete="Synthetic sprint",
        conditions=Conditions(wind_m_s=0.0, temperature_c=20.0, pressure_hpa=1013.25),
    )
    profile = profile_sprint(splits, ProfileOptions("time", mass_kg=75.0, height_m=1.80))
    for name, truth in (("MSS", MSS), ("MAC", MAC), ("TC", -CLOCK_LATE_S)):
        found = profile.estimates[name]
        print(
            f"{name} {found.value:.3f} ({found.low_90:.3f} to {found.high_90:.3f}), truth {truth}"
        )
    with tempfile.TemporaryDirectory() as folder:
        large = save_chart(profile_chart(profile, width=WIDTH), Path(folder) / "profile.png")
        with Image.open(large) as opened:
            small = opened.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE)
    out.parent.mkdir(parents=True, exist_ok=True)
    small.save(out, optimize=True)
    print(f"{out}: {small.width} x {small.height}, {out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    make(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images/profile.png"))
