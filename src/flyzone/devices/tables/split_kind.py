"""Whether times count from the start or from gate to gate, where no heading says so.

Both are called "split" somewhere.  The numbers often leave one reading only.  Times from the start
grow from gate to gate, and between no two gates is anybody faster than a human can run.  Times from
gate to gate show an athlete who starts slowest: in no zone of a sprint is he much slower than in the
first one.  A total that the file holds must be the last time or the sum of the times.  What all this
leaves open is asked, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from flyzone.errors import InputError

FASTEST_RUNNER_M_S = 13.0
"""Just above the fastest ever measured."""

_SLOWED = 0.8
_AGREE_S = 0.025
_EXCEPTIONS = 0.05

Counting = Literal["cumulative", "intervals"]


class Run(NamedTuple):
    """The times of one run, without gaps, and its total where the file has one."""

    places: Sequence[float]
    times: Sequence[float]
    total: float | None = None


def counting_of(runs: Iterable[Run], *, named: bool, asked: str | None) -> tuple[Counting, str]:
    """How the times of a file count.

    Parameters
    ----------
    runs : iterable of Run
        Places in m and increasing, times in s.
    named : bool
        Whether the headings are such as usually stand over times from the start, so that this
        holds where both are possible.
    asked : {"cumulative", "intervals"} or None
        What the user said; it is believed.

    Returns
    -------
    (str, str)
        ``"cumulative"`` or ``"intervals"``, and what told so.

    Raises
    ------
    InputError
        If both are possible, or neither, and nobody said.
    """
    if asked is not None:
        return _asked(asked), "the user said so"
    votes = {"cumulative": 0, "intervals": 0, "both": 0, "neither": 0}
    for run in runs:
        if len(run.times) > 1:
            votes[_possible(run)] += 1
    certain = {way: votes[way] for way in ("cumulative", "intervals")}
    tolerated = _EXCEPTIONS * max(certain.values())
    if certain["intervals"] > 0 and certain["cumulative"] <= tolerated:
        return "intervals", "as times from the start they would be impossible"
    if certain["cumulative"] > 0 and certain["intervals"] <= tolerated:
        return "cumulative", "as times from gate to gate they would be impossible"
    if not any(votes.values()):
        return "cumulative", "each run has one time"
    if named:
        return "cumulative", "the headings name places"
    raise InputError(
        "Do these times count from the start, or from gate to gate? The file does not say, and the "
        f"numbers allow {'both' if votes['both'] else 'neither'} as times of a sprint. Say it with "
        'times_are="cumulative" or times_are="intervals".',
        code="times-open",
    )


def _asked(word: str) -> Counting:
    if word == "cumulative":
        return "cumulative"
    if word == "intervals":
        return "intervals"
    raise InputError(
        f'times_are must be "cumulative" or "intervals", got {word!r}.', code="times-are"
    )


def _possible(run: Run) -> str:
    times, total = run.times, run.total
    zones = [end - start for start, end in zip((0.0, *run.places), run.places, strict=False)]
    steps = [end - start for start, end in zip((0.0, *times), times, strict=False)]
    cumulative = min(steps) > 0.0 and _runnable(zones, steps)
    intervals = _runnable(zones, times) and all(
        zone / time >= _SLOWED * zones[0] / times[0]
        for zone, time in zip(zones, times, strict=True)
    )
    if total is not None:
        cumulative = cumulative and times[-1] <= total + _AGREE_S
        last, whole = abs(times[-1] - total) < _AGREE_S, abs(sum(times) - total) < _AGREE_S
        if last != whole:
            return "cumulative" if last else "intervals"
    if cumulative == intervals:
        return "both" if cumulative else "neither"
    return "cumulative" if cumulative else "intervals"


def _runnable(zones: Sequence[float], times: Sequence[float]) -> bool:
    return all(
        time > 0.0 and zone <= FASTEST_RUNNER_M_S * time
        for zone, time in zip(zones, times, strict=True)
    )
