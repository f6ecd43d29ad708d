"""When the sessions of a programme fall, and how the nights between them are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import InputError
from flyzone.model import Stimulus
from flyzone.virtual.athlete.programme import Programme

_LEAST_GAP_H = 12.0
_MORNING = 0.4
"""Of a day; other training comes then, so that it never falls on the moment of a sprint session."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A session that is due.

    Attributes
    ----------
    day : float, days
        From midnight before the first day.
    programme : Programme
    stimulus : Stimulus
    reps : int
        0 for other training.
    rests_s : tuple of float, s
        Before the reps from the second on, before they jitter; empty for other training.
    """

    day: float
    programme: Programme
    stimulus: Stimulus
    reps: int = 0
    rests_s: tuple[float, ...] = ()


def visits(
    programmes: Sequence[Programme], rng: np.random.Generator, first_at: float
) -> list[Visit]:
    """Every session that is due, by time; ``first_at`` is the hour of the first, as part of a day."""
    due: list[Visit] = []
    began = 0.0
    for programme in programmes:
        end = began + 7.0 * programme.weeks
        day, number = began + first_at, 0
        while programme.gaps_h and day < end:
            reps = programme.reps[number % len(programme.reps)]
            rests = _rests(programme, number, reps, float(rng.standard_normal()))
            due.append(Visit(day, programme, "max-velocity", reps, rests))
            gap = programme.gaps_h[number % len(programme.gaps_h)]
            jitter = programme.gap_jitter_h * float(rng.standard_normal())
            day += max(gap + jitter, _LEAST_GAP_H) / 24.0
            number += 1
        for stimulus, per_week in programme.others:
            if stimulus not in get_args(Stimulus) or not per_week > 0.0:
                raise InputError(
                    f"Other training is a stimulus and how often a week, got {stimulus!r} and "
                    f"{per_week}.",
                    code="virtual-programme",
                )
            count = round(per_week * programme.weeks)
            days = np.floor(began + 7.0 * (np.arange(count) + rng.random()) / per_week) + _MORNING
            due += [Visit(day, programme, stimulus) for day in days.tolist() if day < end]
        began = end
    return sorted(due, key=lambda visit: visit.day)


def _rests(programme: Programme, number: int, reps: int, normal: float) -> tuple[float, ...]:
    spread = math.exp(programme.rest_spread * normal)
    if not programme.rest_plan:
        return (programme.rest_s * spread,) * (reps - 1)
    planned = programme.rest_plan[number % len(programme.rest_plan)]
    return tuple(rest * spread for rest in planned)


def nights(
    programmes: Sequence[Programme], rng: np.random.Generator
) -> tuple[NDArray[np.float64], list[Programme]]:
    """Sleep (h) of the night before each day and two more, and the programme of each day."""
    ends = np.cumsum([7.0 * programme.weeks for programme in programmes])
    days = np.searchsorted(ends, np.arange(math.ceil(float(ends[-1]))), side="right")
    of = [programmes[int(one)] for one in days]
    all_nights = [*of, of[-1], of[-1]]
    mean = np.array([programme.sleep_h for programme in all_nights])
    sd = np.array([programme.sleep_sd for programme in all_nights])
    return np.clip(mean + sd * rng.standard_normal(len(mean)), 3.0, 11.0), of
