"""What the planted causes of the virtual athlete cost: the table of docs/method-virtual-athlete.md.

python benchmarks/virtual_athlete.py [--athletes N]
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from flyzone.virtual.athlete import CAUSES, Cause, draw_athlete, draw_programme
from flyzone.virtual.athlete.truth import Truth
from flyzone.virtual.training_history import train

PAGE = Path(__file__).parents[1] / "docs" / "method-virtual-athlete.md"
MARKS = ("<!-- effects:start -->", "<!-- effects:end -->")
START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
COLUMNS = (
    "cause", "effect", "short rest, last rep", "fatigue, second half", "effort", "method, halves",
    "wind, halves", "effective reps", "change of the rested time",
)  # fmt: skip


def losses(truth: Truth) -> tuple[float, ...]:
    """By how much each part slows him (%), his effective reps, and how his rested time changed (%)."""
    half = len(truth.day) // 2
    late = truth.session >= half
    last = np.append(np.diff(truth.session) > 0, True)
    return (
        100 * truth.rest[last].mean(),
        100 * truth.fatigue[half:].mean(),
        100 * truth.effort.mean(),
        100 * (truth.bias[late].mean() - truth.bias[~late].mean()),
        100 * (truth.wind[late].mean() - truth.wind[~late].mean()),
        truth.exposures.sum(),
        100 * (truth.daily_gain[0] - truth.daily_gain[-1]),
    )


def row(cause: Cause, effect: float, count: int) -> str:
    rng = np.random.default_rng(2026)
    found = [
        losses(
            train(
                draw_athlete(rng, cause, effect), draw_programme(rng, cause, effect), rng, START
            ).truth
        )
        for _ in range(count)
    ]
    rest, fatigue, effort, method, wind, reps, change = np.mean(found, axis=0)
    return (
        f"| `{cause}` | {effect:g} | {rest:.1f} | {fatigue:.1f} | {effort:.1f} | {method:+z.1f} | "
        f"{wind:+z.1f} | {reps:.0f} | {change:+z.1f} |"
    )


def table(count: int) -> str:
    rows = [
        row(cause, effect, count)
        for cause in CAUSES
        for effect in ((1.0,) if cause == "none" else (0.25, 0.5, 1.0))
    ]
    told = f"Means over {count} athletes, six weeks each, in per cent of time:"
    head = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}"
    return "\n".join([told, "", head, *rows])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--athletes", type=int, default=200)
    before, rest = PAGE.read_text(encoding="utf-8").split(MARKS[0])
    new = table(parser.parse_args().athletes)
    after = rest.split(MARKS[1])[1]
    PAGE.write_text(f"{before}{MARKS[0]}\n{new}\n{MARKS[1]}{after}", encoding="utf-8")
    print(new)
