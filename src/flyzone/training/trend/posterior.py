"""From a regression to what is believed of the level at any time: exact, for each way of varying.

Given how an athlete varies, everything is normal and linear: the level is a straight line plus a slope
that drifts (an integrated random walk, the smoothing spline of statisticians), day form is an
autoregression from session to session, reps scatter.  So the level at any time, given the data, is
normal, and its mean and variance are those of generalised least squares.  How he varies is not known:
the same is done for each of some hundreds of ways (`flyzone.training.trend.prior`), weighted by how
well each explains the data.

Reps enter through sessions.  Within a session reps differ by columns and by scatter alone, so a session
is its weighted mean, and what its reps tell among themselves is added to the normal equations.  What
remains are matrices of sessions.  All of them are factored in one call: the Cholesky factor of

    [ V    M  ]
    [ M'   cI ]      with c large

holds in its lower left block W = M' L^-T, so that W W' = M' V^-1 M for all columns M at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flyzone.model.arrays import Floats
from flyzone.training.trend import prior
from flyzone.training.trend.design import Design
from flyzone.training.trend.mixture import Mixture

Ints = NDArray[np.int64]

_NODES = np.array([-1.5, 0.0, 1.5])
"""Rep-to-rep standard deviations, in posterior standard deviations of their logarithm."""
_BORDER = 1e16
_FEW = 64
"""Ways of varying that a whole band is drawn with: the most probable ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """The level at Q times under C ways of varying.

    Attributes
    ----------
    mean : ndarray, shape (C, Q), log s
        Less the centre of the design.
    covariance : ndarray, shape (C, Q, Q)
    average, cautious : ndarray, shape (C,)
        Weights of the ways; see `flyzone.training.trend.prior`.
    rep_sds : ndarray, shape (C,)
        Rep-to-rep standard deviation of each way, errors of timing apart.
    ways : ndarray of int, shape (C,)
        Places in `flyzone.training.trend.prior.cells`.
    effects : ndarray, shape (p,)
        Mean of each column of the regression.
    """

    mean: Floats
    covariance: Floats
    average: Floats
    cautious: Floats
    rep_sds: Floats
    ways: Ints
    effects: Floats

    @property
    def rep_sd(self) -> float:
        """Mean of the rep-to-rep standard deviation."""
        return float(self.average @ self.rep_sds)

    def combined(self, shares: Floats, *, cautious: bool = False) -> Mixture:
        """What is believed of a sum of levels, each taken with its share, shape (Q,)."""
        variance = np.einsum("i,cij,j->c", shares, self.covariance, shares)
        weight = self.cautious if cautious else self.average
        return Mixture(weight, self.mean @ shares, np.sqrt(np.maximum(variance, 1e-16)))


def levels(design: Design, weeks: Floats) -> Levels:
    """The level at some times.

    Parameters
    ----------
    design : Design
    weeks : ndarray, shape (Q,)
        Since the first session.
    """
    rep_sds, log_prior = _rep_sds(design)
    beliefs = prior.cells()
    count = len(beliefs.memory)
    ways = np.tile(np.arange(count), len(rep_sds))
    rep_sds = np.repeat(rep_sds, count)
    solved = _solve(design, rep_sds, ways, weeks)
    seen = solved.evidence + np.repeat(log_prior, count)
    average = _weights(seen + beliefs.average[ways])
    cautious = _weights(seen + beliefs.cautious[ways])
    return Levels(
        solved.mean, solved.covariance, average, cautious, rep_sds, ways, average @ solved.effects
    )


def band(design: Design, fit: Levels, weeks: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the level at many times, both shape (Q,), log s.

    With the most probable ways of varying only: enough for a drawing, and quicker.
    """
    best = np.argsort(fit.average)[-_FEW:]
    weight = fit.average[best] / fit.average[best].sum()
    solved = _solve(design, fit.rep_sds[best], fit.ways[best], weeks)
    middle = weight @ solved.mean
    own = np.einsum("cqq->cq", solved.covariance)
    return middle, np.sqrt(weight @ (own + (solved.mean - middle) ** 2))


def session_means(design: Design, fit: Levels) -> tuple[Floats, Floats]:
    """Each session's mean as of the usual zone and method, and its own error, shape (S,), log s."""
    part = _by_session(design, fit.rep_sd)
    return part.y - part.x[:, 2:] @ fit.effects[2:], np.sqrt(part.variance)


@dataclass(frozen=True, slots=True, eq=False)
class _Sessions:
    """Weighted session means (S,), (S, p), their variance, and the normal equations within."""

    y: Floats
    x: Floats
    variance: Floats
    xx: Floats
    xy: Floats
    rest: float


@dataclass(frozen=True, slots=True, eq=False)
class _Solved:
    evidence: Floats
    mean: Floats
    covariance: Floats
    effects: Floats


def _by_session(design: Design, rep_sd: float) -> _Sessions:
    precision = 1.0 / (rep_sd**2 + design.sd**2)
    count = len(design.weeks)
    total = np.bincount(design.session, precision, count)
    sums = np.zeros((count, design.x.shape[1] + 1))
    both = np.column_stack([design.x, design.y])
    np.add.at(sums, design.session, precision[:, None] * both)
    means = sums / total[:, None]
    inside = both - means[design.session]
    normal = inside.T @ (precision[:, None] * inside)
    rest = float(normal[-1, -1] - np.log(precision).sum() + np.log(total).sum())
    return _Sessions(
        means[:, -1], means[:, :-1], 1.0 / total, normal[:-1, :-1], normal[:-1, -1], rest
    )


def _rep_sds(design: Design) -> tuple[Floats, Floats]:
    """Rep-to-rep standard deviations worth trying, and the log density of each before the data."""
    part = _by_session(design, prior.REP_SD_MEDIAN)
    shrunk = part.xx + np.diag(design.column_sd**-2.0)
    within = design.y - part.y[design.session]
    within = within - (design.x - part.x[design.session]) @ np.linalg.solve(shrunk, part.xy)
    free = len(design.y) - len(design.weeks)
    # Each free difference tells the logarithm with variance 1 / (2 free); the prior is one more.
    trust = 1.0 / prior.REP_SD_SPREAD**2
    middle = np.log(prior.REP_SD_MEDIAN)
    if free > 0:
        seen = float(within @ within) / free - float(np.mean(design.sd**2))
        seen = 0.5 * np.log(max(seen, prior.REP_SD_LEAST**2))
        middle = (trust * middle + 2.0 * free * seen) / (trust + 2.0 * free)
    nodes = middle + _NODES / np.sqrt(trust + 2.0 * free)
    distance = (nodes - np.log(prior.REP_SD_MEDIAN)) / prior.REP_SD_SPREAD
    return np.exp(nodes), -0.5 * distance**2


def _solve(design: Design, rep_sds: Floats, ways: Ints, at: Floats) -> _Solved:
    """Generalised least squares for each pair of a rep-to-rep SD and a way of varying."""
    beliefs, weeks = prior.cells(), design.weeks
    count, p = len(weeks), design.x.shape[1]
    different, node = np.unique(rep_sds, return_inverse=True)
    parts = [_by_session(design, float(one)) for one in different]
    apart = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    form = np.array([memory**apart for memory in prior.FORM_MEMORY])
    memory = np.searchsorted(prior.FORM_MEMORY, beliefs.memory[ways])
    drift = beliefs.drift[ways, None, None] ** 2

    # NumPy's Cholesky reads the lower triangle only.
    size = count + p + 1 + len(at)
    joint = np.zeros((len(ways), size, size))
    joint[:, :count, :count] = beliefs.form_sd[ways, None, None] ** 2 * form[memory]
    joint[:, :count, :count] += drift * _drifted(weeks, weeks)
    joint[:, count : count + p, :count] = np.array([part.x.T for part in parts])[node]
    joint[:, count + p, :count] = np.array([part.y for part in parts])[node]
    joint[:, count + p + 1 :, :count] = drift * _drifted(at, weeks)
    own, border = np.arange(count), np.arange(count, size)
    alone = np.array([part.variance for part in parts])[node] + beliefs.session_sd[ways, None] ** 2
    joint[:, own, own] += alone
    joint[:, border, border] = _BORDER
    factor = np.linalg.cholesky(joint)
    white = factor[:, count:, :count]
    gram = white @ white.transpose(0, 2, 1)

    xx, xy, yy = gram[:, :p, :p], gram[:, :p, p], gram[:, p, p]
    kx, ky, kk = gram[:, p + 1 :, :p], gram[:, p + 1 :, p], gram[:, p + 1 :, p + 1 :]
    normal = xx + np.array([part.xx for part in parts])[node] + np.diag(design.column_sd**-2.0)
    right = xy + np.array([part.xy for part in parts])[node]
    spread = np.linalg.inv(normal)
    effects = np.einsum("cij,cj->ci", spread, right)
    misfit = yy - np.einsum("ci,ci->c", right, effects)
    log_v = 2.0 * np.log(factor[:, own, own]).sum(axis=1)
    rest = np.array([part.rest for part in parts])[node]
    evidence = -0.5 * (misfit + log_v + np.linalg.slogdet(normal)[1] + rest)

    line = np.zeros((len(at), p))
    line[:, 0], line[:, 1] = 1.0, at
    lever = line - kx
    mean = np.einsum("cqi,ci->cq", lever, effects) + ky
    covariance = drift * _drifted(at, at) - kk + lever @ spread @ lever.transpose(0, 2, 1)
    return _Solved(evidence, mean, covariance, effects)


def _drifted(one: Floats, other: Floats) -> Floats:
    """Covariance of what a slope that drifts by 1 per root of a week has added since week 0."""
    early = np.minimum.outer(one, other)
    late = np.maximum.outer(one, other)
    return np.asarray(early**2 * (3.0 * late - early) / 6.0)


def _weights(log_weight: Floats) -> Floats:
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(weight / weight.sum())
