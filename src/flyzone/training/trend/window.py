"""Which times a trend is made of: the comparable ones of the last weeks, and what is not known of them.

The window ends with the last session that has times, not with the day on which somebody asks.  Flying
times go first; starts from standing make the trend of an athlete who has no flying ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from flyzone.model import Measurement, Reason, Session
from flyzone.training.comparable import (
    ComparableTimes,
    Series,
    Zone,
    comparable_times,
    why_left_out,
)
from flyzone.training.trend.design import WEEK_S, Design, design_of, plausible

_SLACK_S = 43_200.0
"""Sessions lie at different hours: a week after Monday morning may be Monday evening."""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Comparable times of the last weeks, as a regression.

    Attributes
    ----------
    times : ComparableTimes
    design : Design
        Of those among them that can be sprints at full effort.
    far_off : int
        How many can not.
    """

    times: ComparableTimes
    design: Design
    far_off: int

    @property
    def sessions(self) -> int:
        """How many have times that were used."""
        return len(self.design.weeks)

    @property
    def span(self) -> float:
        """Weeks from the first of them to the last."""
        return float(self.design.weeks[-1])

    @property
    def method(self) -> str:
        """The usual way of timing; empty where none was recorded."""
        return self.times.methods[0]

    @property
    def zone(self) -> Zone:
        """Of what the times are."""
        zone = self.times.zone
        assert zone is not None  # a window holds at least one time
        return zone


def window_of(
    sessions: Sequence[Session],
    weeks: float,
    least: int,
    *,
    mac: float | None,
    biases: Mapping[str, Measurement],
) -> Window | None:
    """The window, of flying times where there are enough sessions of them; ``None`` without any time."""
    fly = _window(sessions, weeks, "fly", mac, biases)
    if fly is not None and fly.sessions >= least:
        return fly
    start = _window(sessions, weeks, "start", mac, biases)
    if start is not None and (fly is None or start.sessions >= least):
        return start
    return fly


def unknowns(window: Window) -> tuple[Reason, ...]:
    """What is not known of the times, was left out, or supposed: a reason for each."""
    times = window.times
    counts = Counter(one.why for one in times.left_out if one.why != "other-training")
    found = [Reason(f"left-out-{why}", {"n": n}) for why, n in sorted(counts.items())]
    if window.far_off:
        found.append(Reason("left-out-far-off", {"n": window.far_off}))
    if times.series == "start":
        found.append(Reason("trend-of-starts", {"distance": times.kinds[0].length}))
    else:
        calm = int(np.isnan(times.wind_taken_out).sum())
        if calm:
            found.append(Reason("trend-wind-unknown", {"n": calm, "of": len(times)}))
    if len(times.methods) > 1:
        found.append(Reason("trend-methods", {"n": len(times.methods)}))
    if len(times.kinds) > 1:
        found.append(Reason("trend-zones", {"n": len(times.kinds)}))
    supposed = int(np.count_nonzero(~times.stated))
    if supposed:
        found.append(Reason("trend-timing-supposed", {"n": supposed, "of": len(times)}))
    return tuple(found)


def _window(
    sessions: Sequence[Session],
    weeks: float,
    series: Series,
    mac: float | None,
    biases: Mapping[str, Measurement],
) -> Window | None:
    end = next(
        (
            session.started_at.timestamp()
            for session in reversed(sessions)
            if any(why_left_out(session, rep, series) is None for rep in session.reps)
        ),
        None,
    )
    if end is None:
        return None
    first = end - weeks * WEEK_S - _SLACK_S
    chosen = [one for one in sessions if first <= one.started_at.timestamp() <= end]
    times = comparable_times(chosen, mac=mac, series=series, biases=biases)
    keep = plausible(times)
    return Window(times, design_of(times, keep, biases), int(np.count_nonzero(~keep)))
