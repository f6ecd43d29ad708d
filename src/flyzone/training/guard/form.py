"""Form that breaks down: faults that his first reps of the day did not show.

A fault that he always has says nothing about fatigue.  So a rep's faults are compared with those of
the first two reps of the session that a clip showed.
"""

from __future__ import annotations

from collections.abc import Sequence

from flyzone.model import Rep

FIRST = 2
"""Reps that tell which faults he always has."""


def new_faults(reps: Sequence[Rep]) -> list[int]:
    """For each rep, how many in a row up to it showed a fault that his first two reps did not.

    Parameters
    ----------
    reps : sequence of Rep
        In their order.

    Returns
    -------
    list of int
        0 for the first two reps, and for a rep without a new fault.
    """
    usual = {fault for rep in reps[:FIRST] for fault in rep.form}
    runs: list[int] = []
    for index, rep in enumerate(reps):
        new = index >= FIRST and bool(set(rep.form) - usual)
        runs.append(runs[-1] + 1 if new and runs else int(new))
    return runs
