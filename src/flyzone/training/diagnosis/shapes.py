"""How much of a cause a rep or a session took: doses, under several ideas of how recovery runs.

Nobody knows the curve by which sprint speed comes back in one athlete.  Phosphocreatine returns with a
half-time of half a minute to a minute after short sprints, performance later; what one session leaves
in the next fades within one day or several, and part of it over weeks.  So each cause comes in several
shapes, and the diagnosis averages over them by how well each fits.

A dose of one is, for rest, what 90 s between five reps leave beyond a rest of 240 s, and for recovery
what two weeks of daily sessions leave beyond sessions two days apart.  Beside each dose stands its
excess: the part that would be gone, had the rest or the gap been what the rules ask.

What he did before the record began nobody wrote down.  So each shape of recovery comes twice: as if he
had rested, and as if he had trained as he did in the record, which then opens with a tired athlete.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from flyzone.model.arrays import Floats
from flyzone.training.diagnosis.records import Records

DEPLETION = 0.4
"""Share of the phosphocreatine at hand that a sprint of some seconds uses: 30-55 % in 6 s
[TurnerStewart2013]_."""

REST_SHAPES: tuple[tuple[str, float], ...] = (
    ("saturating", 25.0), ("saturating", 55.0), ("saturating", 150.0),
    ("adding", 55.0), ("adding", 150.0), ("single", 55.0),
    ("shortfall-single", 0.0), ("shortfall-adding", 0.0),
)  # fmt: skip
"""What is left after a rest t, with its half-time in seconds: ``saturating`` stores that empty by a
share in each rep and refill; ``adding`` and ``single`` where every rep leaves 2^(-t / half-time), with
or without what the reps before left; ``shortfall`` where the share of the asked rest that was missed
counts.  55 s is the half-time after 30 s all-out [Bogdanis1995]_; performance takes longer."""

GAP_HALF_LIVES: tuple[float, ...] = (12.0, 24.0, 48.0, 168.0)
"""Hours in which what a session leaves is halved: two time scales, days and weeks."""

POOLS = (1, 3)
"""Of these half-lives, the two that also come together, in equal parts."""

SHORTFALLS: tuple[float, ...] = (1.0, 0.25)
"""Of the asked hours, the part over which a missed gap grows to its full weight."""

TOUCHED = 0.2
"""Of a dose: an excess below it touches nobody."""

TIRED = 1.0 / 3.0
"""Belief that before the record he trained as he did in it; else he had rested, as before a new block."""
_BEFORE_S = 28 * 86_400.0
"""How long before the record he may have trained as he did in it."""

_CONTRAST = (90.0, 240.0)
_REPS = 5
_HOUR = 3600.0


@dataclass(frozen=True, slots=True, eq=False)
class Doses:
    """One cause in K shapes, for each of the n reps.

    Attributes
    ----------
    dose, excess : ndarray, shape (n, K)
    touched : ndarray, shape (n, K)
        One where the excess is at least `TOUCHED`.
    belief : ndarray, shape (K,)
        In each shape, if the cause costs something; together one.
    """

    dose: Floats
    excess: Floats
    touched: Floats
    belief: Floats


def rest_doses(records: Records) -> Doses:
    """What short rests left in each rep.

    A rest that nobody wrote down counts as the athlete's usual one, and as the asked one where he has
    none.
    """
    known = np.concatenate([rests for rests, _ in records.all_rests])
    usual = float(np.nanmedian(known)) if np.isfinite(known).any() else np.nan
    dose = np.zeros((len(records.y), len(REST_SHAPES)))
    excess = np.zeros_like(dose)
    for s, (rests, asked) in enumerate(records.all_rests):
        taken = np.where(np.isnan(rests), asked if np.isnan(usual) else usual, rests)
        mine = records.session == s
        left, kept = left_in_reps(taken, asked), left_in_reps(np.maximum(taken, asked), asked)
        dose[mine] = left[records.order[mine]]
        excess[mine] = (left - kept)[records.order[mine]]
    return _in_units(dose, excess, np.array(_rest_unit()), np.ones(dose.shape[1]))


def left_in_reps(rest: Floats, asked: Floats) -> Floats:
    """What the reps before left in each rep of a session, for every shape of rest.

    Parameters
    ----------
    rest, asked : ndarray, shape (reps,), s
        Before each rep; what stands before the first is not used.

    Returns
    -------
    ndarray, shape (reps, shapes)
        Unscaled; zero in the first rep.
    """
    left = np.zeros((len(rest), len(REST_SHAPES)))
    for i in range(1, len(rest)):
        for k, (kind, half) in enumerate(REST_SHAPES):
            before = left[i - 1, k]
            if kind == "saturating":
                left[i, k] = (before + DEPLETION * (1.0 - before)) * 2.0 ** (-rest[i] / half)
                continue
            if kind.startswith("shortfall"):
                new = max(0.0, 1.0 - rest[i] / asked[i])
            else:
                new = 2.0 ** (-rest[i] / half)
            left[i, k] = new + (before if kind.endswith("adding") else 0.0)
    return left


@cache
def _rest_unit() -> tuple[float, ...]:
    short, full = (np.full(_REPS, seconds) for seconds in _CONTRAST)
    beyond = left_in_reps(short, full) - left_in_reps(full, full)
    return tuple(beyond[1:].mean(axis=0))


def gap_doses(records: Records, sleep_asked: float) -> Doses:
    """What the sessions before, and short nights, left in each session, given to each of its reps.

    Parameters
    ----------
    records : Records
    sleep_asked : float, h
        Nights below it are short.

    Returns
    -------
    Doses
        Nights stand among them only where a short one is known.
    """
    columns: list[tuple[Floats, Floats]] = []
    belief: list[float] = []
    for as_before in (False, True):
        hard = _hard_sessions(records, as_before=as_before)
        fading = [_lingering(records.starts, *hard, half) for half in GAP_HALF_LIVES]
        pools = np.array([fading[k] for k in POOLS]).mean(axis=0)
        columns += [*fading, (pools[0], pools[1])]
        columns += [_missed(records.starts, *hard, width) for width in SHORTFALLS]
        belief += [TIRED if as_before else 1.0 - TIRED] * (len(columns) - len(belief))
    short_night = np.nan_to_num(np.maximum(sleep_asked - records.sleep, 0.0))
    if np.any(short_night > 0.0):
        columns.append((short_night / 2.0, short_night / 2.0))
        belief.append(1.0)
    dose = np.stack([left for left, _ in columns], axis=1)[records.session]
    excess = np.stack([over for _, over in columns], axis=1)[records.session]
    return _in_units(dose, excess, np.ones(len(columns)), np.array(belief))


def _hard_sessions(records: Records, *, as_before: bool) -> tuple[Floats, Floats, Floats]:
    """Times, loads and asked gaps of all hard sessions, with or without weeks like them before."""
    at, load, asked = records.hard, records.load, records.asked_gap
    if not as_before or len(at) < 2:
        return at, load, asked
    usual = float(np.median(np.diff(at)))
    earlier = at[0] - usual * np.arange(np.ceil(_BEFORE_S / max(usual, _HOUR)), 0.0, -1.0)
    many = np.ones(len(earlier))
    return (
        np.concatenate([earlier, at]),
        np.concatenate([many, load]),
        np.concatenate([many * np.median(asked), asked]),
    )


def _lingering(
    starts: Floats, hard: Floats, load: Floats, asked_gap: Floats, half: float
) -> tuple[Floats, Floats]:
    """What fades by halves, and the part of it that would be gone, had no gap been too short."""
    mine = np.searchsorted(hard, starts)
    gaps = np.diff(hard, prepend=hard[0])
    asked = np.concatenate([[0.0], asked_gap[:-1]])
    spaced = np.cumsum(np.maximum(gaps, asked))
    left, kept = (_faded(at[mine, None] - at, half) @ load for at in (hard, spaced))
    days: Floats = _HOUR * 24.0 * np.arange(1.0, 15.0)
    one = float(_faded(days, half).sum() - _faded(2.0 * days[:7], half).sum())
    return left / one, np.maximum(left - kept, 0.0) / one


def _missed(
    starts: Floats, hard: Floats, load: Floats, asked_gap: Floats, width: float
) -> tuple[Floats, Floats]:
    """The share of the asked hours that was missed."""
    gaps = np.diff(hard, prepend=-np.inf)
    asked = np.concatenate([[_HOUR], asked_gap[:-1]])
    missed = np.clip((asked - gaps) / (width * np.maximum(asked, _HOUR)), 0.0, 1.0)
    # In the unit of the others: a gap of a day where two are asked is one.
    mine = (missed / min(0.5 / width, 1.0))[np.searchsorted(hard, starts)]
    return mine, mine


def _faded(since: Floats, half: float) -> Floats:
    """What is left after so many seconds of something that is halved in so many hours."""
    return np.where(since > 0.0, 2.0 ** (-np.maximum(since, 0.0) / (_HOUR * half)), 0.0)


def _in_units(dose: Floats, excess: Floats, one: Floats, belief: Floats) -> Doses:
    touched = np.asarray(excess / one >= TOUCHED, dtype=np.float64)
    return Doses(dose / one, excess / one, touched, belief / belief.sum())
