"""Today's level before today's first rep: what his earlier sessions say of it, and how surely.

    ln time of a rep = level of the day + warm-up + rep-to-rep variation + timing error

    level of the day = usual level + form of the day       SD v, anew each session
    usual level      = a random walk over the days         what is old is slowly forgotten
    warm-up          = a, a/2, a/5 on reps 1, 2, 3         a and each part learnt, and varying a little
    variation        = independent, SD s

Given s, v and a rough size of a, everything is Gaussian, and a Kalman filter over his earlier sessions
gives the distribution of the usual level and his warm-up.  s, v, the size of a, and how often his sessions
hold a drop are not known: the filter runs for every point of a grid of them, and each point is weighted
by how well it predicted his earlier times.  So an athlete without a history is judged by what is common
among athletes, and one with a history by his own scatter; nothing in between needs a special case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from flyzone.model.arrays import Floats
from flyzone.training.guard.series import TimedRep

# The grid.  Rep-to-rep SD: 0.7-1.0 % over 40 m [Haugen2012], 1-1.5 % over a fly 10 (from memory);
# beginners and rough clocks show more.  The weights are nearly flat, because a prior that is surer of
# 1 % stops too many steady sessions of an athlete who has 2 %.
REP_SD = np.array([0.005, 0.0065, 0.0085, 0.011, 0.0142, 0.0185, 0.024, 0.031])
_REP_SD_MIDDLE, _REP_SD_WIDTH = 0.013, 0.7
# Day-to-day SD of form: about half to one per cent.
DAY_SD = np.array([0.003, 0.006, 0.010, 0.016])
_DAY_SD_MIDDLE, _DAY_SD_WIDTH = 0.007, 0.5
# How much slower the first rep is: some are ready at once, some lose two per cent.
WARM_UP = np.array([0.0, 0.01, 0.02])
_WARM_UP_WEIGHT = np.array([0.4, 0.35, 0.25])

# How often a drop begins at a rep of his earlier sessions: hardly ever, sometimes, often.
DROP_RATE = np.array([0.003, 0.03, 0.2])
_DROP_RATE_WEIGHT = np.array([0.75, 0.15, 0.10])

WARM_REPS = 3
_FADE = np.array([1.0, 0.5, 0.2])
# Around each size: of the whole, of each rep's part; and from session to session.
_HIS = 0.004**2 * np.outer(_FADE, _FADE) + np.diag([0.0020, 0.0025, 0.0015]) ** 2
EACH_DAY = 0.003**2 * np.outer(_FADE, _FADE) + np.diag([0.001, 0.002, 0.001]) ** 2

DRIFT_PER_DAY = 0.0007**2
"""Variance of the random walk of the usual level, a day: 0.5 % in two months, 1.3 % in a year."""
UNKNOWN = 0.2
"""SD of the level of somebody whose times nobody knows."""
_KEPT = 0.998
"""Share of the grid's weight that is carried into a session."""


@dataclass(frozen=True, slots=True, eq=False)
class GuardPrior:
    """What is known of one athlete's level before a session, for one kind of run.

    Attributes
    ----------
    rep_sd, day_sd : ndarray, shape (g,)
        The points of the grid.
    cell : ndarray of int, shape (g,)
        Place in the whole grid, whose last axis is `DROP_RATE`.
    log_weight : ndarray, shape (g,)
    mean : ndarray, shape (g, 4)
        Usual level, as ln(s) above ``origin``, and the warm-up of the first three reps.
    covariance : ndarray, shape (g, 4, 4)
    origin : float or None
        ln(s); ``None`` where nothing is known.
    sessions, reps : int
        That it rests on.
    """

    rep_sd: Floats
    day_sd: Floats
    cell: npt.NDArray[np.int_]
    log_weight: Floats
    mean: Floats
    covariance: Floats
    origin: float | None = None
    sessions: int = 0
    reps: int = 0

    @classmethod
    def unknown(cls) -> GuardPrior:
        """Of somebody without a history."""
        rates = np.arange(len(DROP_RATE))
        grid = np.meshgrid(REP_SD, DAY_SD, np.arange(len(WARM_UP)), rates, indexing="ij")
        s, v, warm, often = (axis.ravel() for axis in grid)
        a = WARM_UP[warm]
        log_weight = (
            -0.5 * (np.log(s / _REP_SD_MIDDLE) / _REP_SD_WIDTH) ** 2
            - 0.5 * (np.log(v / _DAY_SD_MIDDLE) / _DAY_SD_WIDTH) ** 2
            + np.log(_WARM_UP_WEIGHT[warm] * _DROP_RATE_WEIGHT[often])
        )
        mean = np.column_stack([np.zeros_like(a), a[:, None] * _FADE])
        covariance = np.zeros((len(s), 4, 4))
        covariance[:, 0, 0] = UNKNOWN**2
        covariance[:, 1:, 1:] = _HIS
        return cls(s, v, np.arange(len(s)), log_weight, mean, covariance)

    def after(self, days: float) -> GuardPrior:
        """The same after some days: less sure of the level."""
        covariance = self.covariance.copy()
        covariance[:, 0, 0] = np.minimum(covariance[:, 0, 0] + DRIFT_PER_DAY * days, UNKNOWN**2)
        return replace(self, covariance=covariance)

    def learn(self, reps: Sequence[TimedRep], drops: Floats, log_priors: Floats) -> GuardPrior:
        """The same after a session: one step of the Kalman filter, averaged over ways to drop.

        Parameters
        ----------
        reps : sequence of TimedRep, n > 0
        drops : ndarray, shape (n, w)
            Ways in which that session may have held a drop; one of them is none.
        log_priors : ndarray, shape (rates, w)
            Of each way, for each `DROP_RATE`.
        """
        prior = self if self.origin is not None else replace(self, origin=reps[0].log_time)
        seen = prior.expect(reps)
        gain = np.linalg.solve(seen.root, seen.design @ prior.covariance)
        rest = seen.white[:, :, None] - np.linalg.solve(seen.root, drops)
        log_share = log_priors[prior.cell % len(DROP_RATE)] - 0.5 * (rest**2).sum(axis=1)
        largest = log_share.max(axis=1, keepdims=True)
        share = np.exp(log_share - largest)
        total = share.sum(axis=1, keepdims=True)
        share /= total
        # Each way moves the state by its own whitened rest; kept are the mean and the spread of that.
        middle = np.einsum("gnw,gw->gn", rest, share)
        moved = np.einsum("gni,gnw->giw", gain, rest - middle[:, :, None])
        spread = (moved * share[:, None, :]) @ np.swapaxes(moved, 1, 2)
        diagonal = np.log(np.diagonal(seen.root, axis1=1, axis2=2)).sum(axis=1)
        return replace(
            prior,
            log_weight=prior.log_weight + (largest + np.log(total))[:, 0] - diagonal,
            mean=prior.mean + np.einsum("gni,gn->gi", gain, middle),
            covariance=prior.covariance - np.swapaxes(gain, 1, 2) @ gain + spread,
            sessions=prior.sessions + 1,
            reps=prior.reps + len(reps),
        )

    def expect(self, reps: Sequence[TimedRep], *, odd_day: float = 0.0) -> Expected:
        """How times of a session without a drop are distributed, beside the times that came.

        Parameters
        ----------
        reps : sequence of TimedRep
            In their order, from the first one on.
        odd_day : float
            A further SD of the level of this one day.
        """
        n = len(reps)
        design = np.zeros((n, 4))
        design[:, 0] = 1.0
        cold = [row for row, rep in enumerate(reps) if rep.place < WARM_REPS]
        design[cold, [1 + reps[row].place for row in cold]] = 1.0
        timing = np.array([rep.sd for rep in reps])
        level = self.day_sd**2 + odd_day**2
        covariance = design @ self.covariance @ design.T + level[:, None, None]
        covariance += design[:, 1:] @ EACH_DAY @ design[:, 1:].T
        covariance[:, range(n), range(n)] += self.rep_sd[:, None] ** 2 + timing**2
        root = np.asarray(np.linalg.cholesky(covariance), dtype=np.float64)
        origin = self.origin if self.origin is not None else reps[0].log_time
        off = np.array([rep.log_time for rep in reps]) - origin - self.mean @ design.T
        white = np.asarray(np.linalg.solve(root, off[..., None])[..., 0], np.float64)
        # What a time tells of the level of the day: their covariance.
        shared: Floats = self.covariance[:, 0, :] @ design.T + level[:, None]
        return Expected(
            design, root, white, shared, self.mean[:, 0], self.covariance[:, 0, 0] + level, origin
        )

    def likely(self, kept: float = _KEPT) -> GuardPrior:
        """The same without the points of the grid that hardly count."""
        weight = self.weight
        order = np.argsort(-weight)
        few = int(np.searchsorted(np.cumsum(weight[order]), kept)) + 1
        return self._at(np.sort(order[:few]))

    def for_today(self) -> GuardPrior:
        """The same as far as today depends on it: how often he dropped before is averaged out."""
        if self.origin is None:
            # Where the level may lie anywhere, the form of the day changes nothing.
            return self._at(
                np.flatnonzero((self.day_sd == DAY_SD[1]) & (self.cell % len(DROP_RATE) == 0))
            )
        _, first, which = np.unique(
            self.cell // len(DROP_RATE), return_index=True, return_inverse=True
        )
        share = self.weight
        total = np.bincount(which, share)
        share = share / total[which]
        mean = np.zeros((len(first), 4))
        np.add.at(mean, which, share[:, None] * self.mean)
        off = self.mean - mean[which]
        covariance = np.zeros((len(first), 4, 4))
        each = self.covariance + off[:, :, None] * off[:, None, :]
        np.add.at(covariance, which, share[:, None, None] * each)
        averaged = replace(
            self._at(first), log_weight=np.log(total), mean=mean, covariance=covariance
        )
        return averaged.likely()

    def _at(self, points: npt.NDArray[np.int_]) -> GuardPrior:
        return replace(
            self,
            rep_sd=self.rep_sd[points],
            day_sd=self.day_sd[points],
            cell=self.cell[points],
            log_weight=self.log_weight[points],
            mean=self.mean[points],
            covariance=self.covariance[points],
        )

    @property
    def weight(self) -> Floats:
        """Probability of each point of the grid."""
        weight = np.exp(self.log_weight - self.log_weight.max())
        return np.asarray(weight / weight.sum())

    @property
    def usual(self) -> tuple[float, float] | None:
        """His usual level, ln(s), and its SD with the form of the day; ``None`` if not known."""
        if self.origin is None:
            return None
        level, weight = self.mean[:, 0], self.weight
        middle = float(weight @ level)
        spread = weight @ (self.covariance[:, 0, 0] + self.day_sd**2 + (level - middle) ** 2)
        return self.origin + middle, float(np.sqrt(spread))

    def forgotten(self) -> GuardPrior:
        """The same athlete whose level is not known any more."""
        return self.after(UNKNOWN**2 / DRIFT_PER_DAY)


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """The times of a session beside what was expected of them without a drop.

    Attributes
    ----------
    design : ndarray, shape (n, 4)
    root : ndarray, shape (g, n, n)
        Lower Cholesky factor of the covariance: that of the first k reps is its upper left corner.
    white : ndarray, shape (g, n)
        Times less their expectation, made independent with SD 1.
    shared : ndarray, shape (g, n)
        Covariance of the level of the day and each time.
    level, level_variance : ndarray, shape (g,)
        Of the day, before its first rep, above ``origin``.
    origin : float
        ln(s).
    """

    design: Floats
    root: Floats
    white: Floats
    shared: Floats
    level: Floats
    level_variance: Floats
    origin: float
