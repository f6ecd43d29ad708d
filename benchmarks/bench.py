"""Time and memory of timing a clip, beside a bare decode of the same clip: `make bench`.

Two things are run in turn, each in a fresh process: (A) `flyzone.time_clip`, and (B) PyAV decoding
every frame with as many threads as it likes (``thread_type="AUTO"``) and touching no pixel.  Their
ratio is taken pair by pair, so that a machine that is busy for a while slows both.  Start-up (the
imports) is measured apart.  Peak memory is what the system says of process A.

This file imports nothing heavy itself: on Linux a child's peak memory starts from its parent's.
The clips are synthetic, made once and kept in ``out/bench``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOAL_RATIO, GOAL_MB = 1.5, 400.0
WHOLE_RUN_PAIRS = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """A clip to measure on: one run in the middle, an empty lane before and after."""

    name: str
    fps: int
    empty_s: float
    compared: bool = True


SAMPLES = (
    Sample("1080p, 30 fps", 30, 5.0),
    Sample("1080p, 60 fps", 60, 5.0),
    Sample("1080p, 30 fps, long", 30, 32.0, compared=False),
)


def make_clip(folder: str, fps: str, empty_s: str) -> dict[str, Any]:
    """Render a sample (a child's work)."""
    from flyzone.virtual import Camera, Encoding, Runner, Scenario, render  # noqa: PLC0415

    encoding = Encoding(
        fps=float(fps), width=1920, height=1080, lead_in_s=float(empty_s), lead_out_s=float(empty_s)
    )
    scenario = Scenario(
        runners=(Runner(speed_m_s=9.2),), camera=Camera(distance_m=15.0), encoding=encoding, seed=11
    )
    rendered = render(scenario, folder)
    return {"clip": str(rendered.clip)}


def time_once(folder: str) -> dict[str, Any]:
    """Process A: import, then time the clip."""
    begun = time.perf_counter()
    from flyzone.workflows.time_clip import time_clip  # noqa: PLC0415

    imported, cpu = time.perf_counter(), time.process_time()
    timing = time_clip(Path(folder) / "clip.mp4", Path(folder) / "setup.json")
    return {
        "start_up_s": imported - begun,
        "work_s": time.perf_counter() - imported,
        "cpu_s": time.process_time() - cpu,
        "frames": timing.clip.frames,
        "duration_s": timing.clip.duration_s,
        "runs": len(timing.runs),
        "peak_mb": peak_mb(),
    }


def decode_once(folder: str) -> dict[str, Any]:
    """Process B: decode every frame and touch no pixel."""
    import av  # noqa: PLC0415

    begun, cpu = time.perf_counter(), time.process_time()
    frames = 0
    with av.open(str(Path(folder) / "clip.mp4")) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for _ in container.decode(stream):
            frames += 1
    return {
        "work_s": time.perf_counter() - begun,
        "cpu_s": time.process_time() - cpu,
        "frames": frames,
        "peak_mb": peak_mb(),
    }


def take_apart(folder: str) -> dict[str, Any]:
    """Where process A's time goes, stage by stage; each is run again on its own."""
    from flyzone.geometry import fit_camera  # noqa: PLC0415
    from flyzone.video.reader import open_clip  # noqa: PLC0415
    from flyzone.workflows.time_clip import as_setup, judge_clip, watch_clip  # noqa: PLC0415

    path, setup = Path(folder) / "clip.mp4", as_setup(Path(folder) / "setup.json")
    begun = time.perf_counter()
    with open_clip(path) as clip:
        size = (clip.stream.width, clip.stream.height)
        for _ in clip.frames():
            pass
    read = time.perf_counter()
    fit_camera(setup, size)
    fitted = time.perf_counter()
    with open_clip(path) as clip:
        seen = watch_clip(clip, setup)
        watched = time.perf_counter()
        judge_clip(clip, setup, seen)
    judged = time.perf_counter()
    reading, fitting = read - begun, fitted - read
    return {
        "reading": reading,
        "lane camera": fitting,
        "watching": watched - fitted - reading - fitting,
        "judging": judged - watched,
    }


CHILDREN: dict[str, Callable[..., dict[str, Any]]] = {
    "make": make_clip,
    "time": time_once,
    "decode": decode_once,
    "apart": take_apart,
}


def peak_mb() -> float:
    """Most memory that this process ever held, MB (10^6 bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def child(work: str, *arguments: str) -> dict[str, Any]:
    """Run one piece of work in a fresh process."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), "--child", work, *arguments],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode != 0:
        raise SystemExit(
            f"The process for '{work}' ended with status {done.returncode}, not 0. It said: "
            f"{done.stderr.strip()[-2000:]}\nRun `make test` first; it says what is broken."
        )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(sample: Sample, folder: Path, pairs: int) -> dict[str, Any]:
    """Pairs of timings of one sample."""
    if not (folder / "truth.json").exists():  # written last: with it, all is there
        child("make", str(folder), str(sample.fps), str(sample.empty_s))
    taken = [(child("time", str(folder)), child("decode", str(folder))) for _ in range(pairs)]
    first = taken[0][0]
    if first["runs"] != 1:
        raise SystemExit(f"{sample.name}: one run was expected, {first['runs']} were timed.")
    return {
        "sample": sample.name,
        "compared": sample.compared,
        "frames": first["frames"],
        "duration_s": first["duration_s"],
        "start_up_s": statistics.median(a["start_up_s"] for a, _ in taken),
        "time_s": [a["work_s"] for a, _ in taken],
        "decode_s": [b["work_s"] for _, b in taken],
        "ratios": [a["work_s"] / b["work_s"] for a, b in taken],
        "cpu_ratio": statistics.median(a["cpu_s"] / b["cpu_s"] for a, b in taken),
        "peak_mb": max(a["peak_mb"] for a, _ in taken),
        "decode_peak_mb": max(b["peak_mb"] for _, b in taken),
        "apart": child("apart", str(folder)) if sample.compared else {},
    }


def page(found: list[dict[str, Any]], date: str) -> str:
    """``docs/speed.md``."""
    lines = [
        "# How fast is flyzone?",
        "",
        f"*Written by `make bench` on {date}; do not edit. {os.cpu_count()} cores "
        f"({platform.machine()}), Python {platform.python_version()}.*",
        "",
        "Two fresh processes in turn, pair by pair: `flyzone.time_clip` on a clip, and a bare",
        'decode of the same clip by PyAV with `thread_type="AUTO"`, touching no pixel. Start-up',
        "(imports) is apart. The clips are synthetic: H.264, one run in the middle, an empty lane",
        "before and after.",
        f"The goal is a ratio of at most {GOAL_RATIO:g} and a peak memory below {GOAL_MB:.0f} MB,",
        "however long the clip.",
        "",
        "| clip | s | frames | flyzone s | decode s | ratio, median (least-most) | "
        "ratio of CPU time | start-up s | peak MB | decode's peak MB | verdict |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for one in found:
        ratios = one["ratios"]
        cells = [
            one["sample"], f"{one['duration_s']:.1f}", f"{one['frames']}",
            f"{statistics.median(one['time_s']):.2f}", f"{statistics.median(one['decode_s']):.2f}",
            f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})",
            f"{one['cpu_ratio']:.2f}", f"{one['start_up_s']:.2f}",
            f"{one['peak_mb']:.0f}", f"{one['decode_peak_mb']:.0f}",
            verdict(one),
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        "Where the time goes, each stage run on its own, s (*reading* is decoding with the",
        "reader's checks; *watching* is steadying, background and following the runner, reading",
        "taken off):",
        "",
        "| clip | reading | lane camera | watching | judging |",
        "|---|---:|---:|---:|---:|",
    ]
    for one in found:
        if one["apart"]:
            stages = " | ".join(f"{one['apart'][k]:.2f}" for k in one["apart"])
            lines.append(f"| {one['sample']} | {stages} |")
    return "\n".join([*lines, ""])


def verdict(one: dict[str, Any]) -> str:
    """What falls short; "holds" where nothing does."""
    faults = []
    if one["compared"] and statistics.median(one["ratios"]) > GOAL_RATIO:
        faults.append(f"over {GOAL_RATIO:g} decodes")
    if one["peak_mb"] >= GOAL_MB:
        faults.append(f"over {GOAL_MB:.0f} MB")
    return "; ".join(faults) or "holds"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 when it ran, whatever it found."""
    parser = argparse.ArgumentParser(description="Time and memory beside a bare decode.")
    parser.add_argument("--pairs", type=int, default=WHOLE_RUN_PAIRS)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "bench")
    parser.add_argument("--write-docs", action="store_true", help="even after fewer pairs")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.child:
        work, *rest = chosen.child
        print(json.dumps(CHILDREN[work](*rest)))
        return 0
    if chosen.pairs < 1:
        parser.error(f"--pairs must be 1 or more, got {chosen.pairs}.")
    found = []
    for sample in SAMPLES:
        folder = chosen.out / f"{sample.fps}fps-{2 * sample.empty_s:.0f}s"
        one = measure(sample, folder, chosen.pairs if sample.compared else 1)
        pairs = ", ".join(f"{ratio:.2f}" for ratio in one["ratios"])
        middle = statistics.median(one["ratios"])
        print(
            f"{sample.name} ({one['duration_s']:.0f} s): ratio {middle:.2f} ({pairs}), "
            f"of CPU time {one['cpu_ratio']:.2f}, "
            f"start-up {one['start_up_s']:.2f} s, peak {one['peak_mb']:.0f} MB: "
            f"{verdict(one)}",
            flush=True,
        )
        found.append(one)
    text = page(found, time.strftime("%Y-%m-%d", time.gmtime()))
    if chosen.pairs >= WHOLE_RUN_PAIRS or chosen.write_docs:
        (ROOT / "docs" / "speed.md").write_text(text, encoding="utf-8")
        print("Written: docs/speed.md.")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
