"""Passings into sprints: the rows of one run become one `Splits`, or wait for a person.

One athlete passes one place of one run once.  The same passing written twice is used once and told.
Two different times for it contradict each other: neither is used, and both are held.  So are the
rows of a run whose times do not grow with distance, since nothing tells which of them is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.sheet import Who
from flyzone.devices.tables.split_kind import FASTEST_RUNNER_M_S
from flyzone.errors import InputError
from flyzone.model import Conditions, Splits
from flyzone.model.reading import resolution_sd
from flyzone.model.splits import LONGEST_SPRINT_M, LONGEST_SPRINT_S

MOST_SPRINTS = 15_000
MOST_PASSINGS = 180_000

_ROUNDING_S = 0.02


class Passing(NamedTuple):
    """One time at one place: line of the file, m from the start line, s, and its deviation, s."""

    line: int
    distance: float
    time: float
    sd: float | None = None


def impossible(distance: float, time: float) -> str:
    """Why a time at a place can be none of a sprint; empty where it can.

    The start line itself, 0 m at 0 s, is a time like any other.
    """
    if not 0.0 <= distance <= LONGEST_SPRINT_M:
        return f"a distance lies between 0 and {LONGEST_SPRINT_M:g} m, got {distance:g} m"
    if distance == 0.0:
        if time == 0.0:
            return ""
        return f"the clock starts at 0 m, got {time:g} s there; times count from somewhere else"
    if not 0.0 < time <= LONGEST_SPRINT_S:
        return f"a time lies between 0 and {LONGEST_SPRINT_S:g} s, got {time:g} s"
    return ""


def refuse_too_many(runs: int, passings: int = 0) -> None:
    """Refuses a file with more runs or passings than one may hold.

    Raises
    ------
    InputError
    """
    if runs > MOST_SPRINTS or passings > MOST_PASSINGS:
        raise InputError(
            f"A file may hold up to {MOST_SPRINTS} runs and {MOST_PASSINGS} times, and this one "
            "holds more. Split it, for example by season.",
            code="too-many-runs",
        )


def sprints_of(
    runs: Mapping[Who, Sequence[Passing]],
    ledger: Ledger,
    *,
    origin: str,
    digits: int,
    conditions: Mapping[Who, Conditions] | None = None,
) -> tuple[Splits, ...]:
    """The sprints that some passings make.

    Parameters
    ----------
    runs : mapping of Who to sequence of Passing
        Possible ones (`impossible`), in any order.
    ledger : Ledger
        Is told of repeated and contradicting rows.
    origin : str
    digits : int
        Decimals with which the times are written.
    conditions : mapping of Who to Conditions, optional

    Returns
    -------
    tuple of Splits
        In the order of ``runs``.
    """
    rounding = resolution_sd(digits)
    found = (
        _sprint(
            who, passings, ledger, origin, rounding, (conditions or {}).get(who) or Conditions()
        )
        for who, passings in runs.items()
    )
    return tuple(sprint for sprint in found if sprint is not None)


def tell_resolution(digits: int, ledger: Ledger) -> None:
    """Says how finely the times are written, which is not how good they are."""
    ledger.note(
        "time-resolution",
        f"Times are written to {10.0**-digits:g} s; rounding alone gives each a standard deviation "
        f"of {resolution_sd(digits) * 1000.0:.2g} ms. How good the timing itself is, the file does "
        "not say.",
    )


def _sprint(
    who: Who,
    passings: Sequence[Passing],
    ledger: Ledger,
    origin: str,
    rounding_sd: float,
    conditions: Conditions,
) -> Splits | None:
    if len({passing.distance for passing in passings}) < len(passings):
        passings = _each_place_once(who, passings, ledger)
    gates = sorted((p for p in passings if p.distance > 0.0), key=lambda p: p.distance)
    if not gates:
        for start in passings:
            ledger.reject(start.line, "a start, and no gate after it")
        return None
    why = _too_fast(gates)
    if why:
        ledger.hold((gate.line for gate in gates), f"{_named(who)}: {why}")
        return None
    deviations = [gate.sd for gate in gates if gate.sd is not None]
    if 0 < len(deviations) < len(gates):
        ledger.note(
            "time-sd-incomplete",
            f"{_named(who)}: not every time has a standard deviation, so none was used.",
        )
    words: dict[str, Any] = {
        "origin": origin, "athlete": who.athlete, "run": who.run, "conditions": conditions,
        "rounding_sd": rounding_sd,
    }  # fmt: skip
    distances = np.array([gate.distance for gate in gates])
    times = np.array([gate.time for gate in gates])
    try:
        if len(deviations) < len(gates):
            return Splits(distances, times, **words)
        return Splits.of(distances, times, sd=deviations, **words)
    except InputError as error:
        ledger.hold((gate.line for gate in gates), f"{_named(who)}: {error.message}")
        return None


def _each_place_once(who: Who, passings: Sequence[Passing], ledger: Ledger) -> list[Passing]:
    """The passings without repeated and contradicting ones, which are written down."""
    places: dict[float, list[Passing]] = {}
    for passing in passings:
        places.setdefault(passing.distance, []).append(passing)
    kept: list[Passing] = []
    for place, same in places.items():
        times = {(passing.time, passing.sd) for passing in same}
        if len(times) == 1:
            kept.append(same[0])
            ledger.repeat(passing.line for passing in same[1:] if passing.line != same[0].line)
            continue
        shown = ", ".join(f"{time:g} s" for time in sorted({time for time, _ in times})[:6])
        ledger.hold(
            (passing.line for passing in same),
            f"{_named(who)} passes {place:g} m at different times: {shown}. Delete the wrong ones, "
            "or number the runs in a column 'run'",
        )
    return kept


def _too_fast(gates: Sequence[Passing]) -> str:
    """Which zone nobody can run in its time; empty where there is none."""
    before = Passing(0, 0.0, 0.0)
    for gate in gates:
        zone, time = gate.distance - before.distance, gate.time - before.time
        if zone > FASTEST_RUNNER_M_S * (time + _ROUNDING_S):
            return (
                f"nobody runs {zone:g} m in {time:.3g} s (from {before.distance:g} m on). Check the "
                "units, or delete the wrong time"
            )
        before = gate
    return ""


def _named(who: Who) -> str:
    name = who.athlete or "the athlete"
    return f"{name}, run {who.run}," if who.run else name
