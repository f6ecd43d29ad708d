"""Virtual clips (synthetic) for the tests that time whole clips."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flyzone import time_clip
from flyzone.virtual import Encoding, Rendered, Scenario, render
from flyzone.workflows.timed_clip import TimedClip


def small(**options: Any) -> Encoding:
    """A quick encoding: 640 x 360 at 60 Hz, half a second before the entry and after the exit."""
    usual = {"fps": 60.0, "width": 640, "height": 360, "lead_in_s": 0.5, "lead_out_s": 0.5}
    return Encoding(**(usual | options))


@dataclass(frozen=True)
class Film:
    """A clip, what its user would say of it, and the truth."""

    clip: Path
    setup: dict[str, Any]
    truth: dict[str, Any]

    @classmethod
    def of(cls, made: Rendered) -> Film:
        """The film that was rendered."""
        return cls(
            made.clip, json.loads(made.setup.read_text()), json.loads(made.truth.read_text())
        )

    @property
    def true_times_s(self) -> list[float]:
        """Of each runner, in the order of their entries."""
        return [r["time_s"] for r in sorted(self.truth["runners"], key=lambda r: r["entry_s"])]

    def timed(self, **changes: Any) -> TimedClip:
        """The clip timed with its setup, some keys changed."""
        return time_clip(self.clip, self.setup | changes)


def film(scenario: Scenario, folder: Path) -> Film:
    """Renders a scenario."""
    return Film.of(render(scenario, folder))


def assert_true(timing: TimedClip, film: Film, *, within_sd: float = 3.0) -> None:
    """Each run lies within its own error bar of the truth, and the bar means something."""
    assert len(timing.runs) == len(film.true_times_s)
    for run, true in zip(timing.runs, film.true_times_s, strict=True):
        assert 0.0005 < run.time_sd_s < 0.016
        assert abs(run.time_s - true) < within_sd * run.time_sd_s
        # Most of the bar is wander and cones, of which these clips have none.
        assert abs(run.time_s - true) < 0.012


def codes(timing: TimedClip) -> list[str]:
    """Codes of what is warned of, less what stands beside every run."""
    return [w.code for w in timing.warnings if w.code != "rolling-shutter-unknown"]
