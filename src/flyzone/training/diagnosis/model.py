"""The model that is averaged over: a linear one with Gaussian priors, under many sizes of noise.

    100 log(time) = level of the kind + warm-up + slowing from rep to rep + wind + way of timing
                    + return after a break + trend + rest dose x cost + gap dose x cost
                    + form of the day + noise of the rep + timing error

Given the three numbers that set the noise (SD of a rep, SD of a day, how long a day's form lasts) all
of it is Gaussian, so that what is not asked about is integrated out exactly, once for each cell of a
grid of those numbers.  What remains of any data set is a small Gram matrix for the doses; every
hypothesis is read from that.

A session that the guard ended needs no correction here: the guard's decision depends on measured times
alone, so that the likelihood of the times is the same as if the number of reps had been planned.
(A plain mean of last reps would be biased: the one that ended a session was slow partly by luck.)

All priors are in per cent of time.  They are wide guesses from SCIENCE's numbers, not results.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from flyzone.model.arrays import Floats
from flyzone.training.diagnosis.records import DAY_S, Records
from flyzone.training.diagnosis.shapes import Doses

REP_SDS = np.array([0.4, 0.6, 0.85, 1.2, 1.5, 1.8, 2.15, 2.8, 4.0, 6.5])
"""Maximal sprints over 10-40 m repeat to 0.7-1.5 % [Hopkins2000]_; larger is not maximal."""
DAY_SDS = np.array([0.15, 0.4, 0.8, 1.4, 2.5])
LASTING = np.array([0.0, 0.5])
"""Correlation of a day's form with that of the session before."""
SCATTER = 0.05
"""Prior share of athletes whose reps are not maximal: spread over the large SDs."""
FREE, HELD_BACK = (-0.2, 0.2), (-0.1, 0.25)
"""Trend, per cent a week: mean and SD where nothing costs, and where something does.  They lie near
each other: who is held back may gain all the same, and then less."""

_WARM_UP = (0.8, 0.8)
_FIRST, _SECOND = (0.0, 0.4), (0.0, 0.25)
"""First reps are slower by about one per cent, which fades from rep to rep (to 0.35 of it in each);
how far each of the first two departs from that."""
_FADES = 0.35
_START = (0.0, 0.35)
_START_DAYS = 4.0
"""What he brought into the record from before it, sprints apart, fading."""
_SLOWING = (0.03, 0.09)
"""Per rep, whatever the rest: steady athletes with full rest hardly slow, and a decline under short
rests is first of all theirs."""
_WIND = (-0.5, 0.25)
"""Per m/s of tailwind: 0.010 s in 10 m for 2 m/s."""
_METHOD = (0.0, 1.5)
_RETURN = (0.5, 1.0)
_RETURN_DAYS = 14.0
_LEVEL_SD, _KIND_SD = 5.0, 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns of the model apart from the doses, with their priors.

    Attributes
    ----------
    x : ndarray, shape (n, N)
    mean, sd : ndarray, shape (N,)
    names : tuple of str
    weeks : ndarray, shape (n,)
        The column of the trend: before the last session, negative.
    """

    x: Floats
    mean: Floats
    sd: Floats
    names: tuple[str, ...]
    weeks: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """What the data say in each of C cells of the noise grid.

    Attributes
    ----------
    gram : ndarray, shape (C, P, P)
        Of all columns weighted by the inverse covariance: others, trend, doses, and last the times.
    log_constant : ndarray, shape (C,)
        What of the log likelihood does not depend on any column, with the prior of the cell.
    rep_sd : ndarray, shape (C,)
    """

    gram: Floats
    log_constant: Floats
    rep_sd: Floats


def columns_of(records: Records, break_s: float) -> Columns:
    """The columns apart from the doses.

    Parameters
    ----------
    records : Records
    break_s : float, s
        A gap from which on the sessions after it count as a return.
    """
    n = len(records.y)
    found: list[tuple[str, Floats, tuple[float, float]]] = [
        ("level", np.ones(n), (0.0, _LEVEL_SD)),
        ("warm-up", np.asarray(_FADES**records.order), _WARM_UP),
        ("first", (records.order == 0).astype(float), _FIRST),
        ("second", (records.order == 1).astype(float), _SECOND),
        (
            "start",
            np.exp((records.hard[0] - records.starts) / DAY_S / _START_DAYS)[records.session],
            _START,
        ),
        ("slowing", records.order.astype(float), _SLOWING),
    ]
    for kind in range(1, int(records.kind.max()) + 1):
        found.append((f"kind-{kind}", (records.kind == kind).astype(float), (0.0, _KIND_SD)))
    for method in range(1, int(records.method.max()) + 1):
        found.append((f"method-{method}", (records.method == method).astype(float), _METHOD))
    if np.isfinite(records.wind).any():
        found.append(("wind", np.nan_to_num(records.wind), _WIND))
    back = after_break(records, break_s)
    if back.any():
        found.append(("return", back[records.session], _RETURN))
    weeks = (records.starts - records.starts[-1]) / (7.0 * DAY_S)
    return Columns(
        np.stack([column for _, column, _ in found], axis=1),
        np.array([mean for _, _, (mean, _) in found]),
        np.array([sd for _, _, (_, sd) in found]),
        tuple(name for name, _, _ in found),
        weeks[records.session],
    )


def after_break(records: Records, break_s: float) -> Floats:
    """How near each session is to a return from a break: one at once, fading; zero without."""
    gaps = np.where(np.isfinite(records.gap), records.gap, 0.0)
    near = np.zeros(len(gaps))
    for back in np.flatnonzero(gaps >= break_s):
        near[back:] = np.exp((records.starts[back] - records.starts[back:]) / DAY_S / _RETURN_DAYS)
    return near


def cells_of(records: Records, columns: Columns, rest: Doses, gap: Doses) -> Cells:
    """The Gram matrices of the data under each size of noise.

    The covariance of a session's reps is diagonal plus a constant (the day's form), so that it falls
    into differences within sessions and the means of sessions, and only the means need a matrix.
    """
    x = np.column_stack([columns.x, columns.weeks, rest.dose, gap.dose, records.y])
    first = np.flatnonzero(np.diff(records.session, prepend=-1))
    lag = np.abs(np.subtract.outer(np.arange(len(first)), np.arange(len(first))))
    grid = list(product(DAY_SDS, LASTING))
    form = np.stack([sd**2 * lasting**lag for sd, lasting in grid])
    log_prior = np.add.outer(_log_prior_of_reps(), [_log_prior_of_a_day(sd) for sd, _ in grid])
    grams, constants = [], []
    for rep_sd, log_prior_here in zip(REP_SDS, log_prior, strict=True):
        weight = 1.0 / (rep_sd**2 + records.sd**2)
        weighted = weight[:, None] * x
        total = np.add.reduceat(weight, first)
        means = np.add.reduceat(weighted, first, axis=0) / total[:, None]
        within = x.T @ weighted - means.T @ (total[:, None] * means)
        covariance = form + np.diag(1.0 / total)
        grams.append(within + means.T @ np.linalg.solve(covariance, means[None]))
        log_det = np.linalg.slogdet(covariance)[1] + np.log(total).sum() - np.log(weight).sum()
        constants.append(-0.5 * log_det + log_prior_here)
    return Cells(np.concatenate(grams), np.concatenate(constants), np.repeat(REP_SDS, len(grid)))


def _log_prior_of_reps() -> Floats:
    usual = np.exp(-0.5 * (np.log(REP_SDS / 1.0) / 0.4) ** 2)
    large = (REP_SDS > 2.0).astype(float)
    share = (1.0 - SCATTER) * usual / usual.sum() + SCATTER * large / large.sum()
    return np.asarray(np.log(share))


def _log_prior_of_a_day(sd: float) -> float:
    return float(-0.5 * (np.log(sd / 0.6) / 0.7) ** 2)


def without(gram: Floats, mean: Floats, sd: Floats) -> tuple[Floats, Floats]:
    """A Gram matrix with its first columns integrated out.

    Parameters
    ----------
    gram : ndarray, shape (C, P, P)
        Its last column is of the times.
    mean, sd : ndarray, shape (N,)
        Prior of the effects of the first N columns.

    Returns
    -------
    gram : ndarray, shape (C, P - N, P - N)
    log_likelihood : ndarray, shape (C,)
        Its change by the integration, apart from what the new last entry holds.
    """
    n = len(mean)
    shifted = gram.copy()
    shifted[:, :, -1] -= gram[:, :, :n] @ mean
    shifted[:, -1, :] -= mean @ shifted[:, :n, :]
    precision = shifted[:, :n, :n] + np.diag(1.0 / sd**2)
    across = shifted[:, :n, n:]
    left = shifted[:, n:, n:] - across.transpose(0, 2, 1) @ np.linalg.solve(precision, across)
    return left, -0.5 * (np.linalg.slogdet(precision)[1] + 2.0 * np.log(sd).sum())
