"""From the model to how much of the belief falls on each cause.

Each of the two great causes, short rest and short recovery, either costs nothing or costs about one of
four sizes, in one of its shapes.  Every pair of the two is a hypothesis; its likelihood is closed-form.
A cause is at work where what it costs in the reps (or sessions) that it touches is above the rule's
threshold and would be gone with the rest (or gap) that the rules ask.  Where both are, the main one is
the one that costs more over all reps, and the belief falls on that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from flyzone.model.arrays import Floats
from flyzone.training.diagnosis.model import (
    FREE,
    HELD_BACK,
    Cells,
    Columns,
    without,
)
from flyzone.training.diagnosis.shapes import Doses

SIZES = np.array([0.6, 1.2, 2.4, 4.8])
"""Per cent of time that a dose of one costs: from what hardly matters to more than is published."""
SIZE_SPREAD = 0.35
"""SD around a size, as a share of it, so that together they cover the range without holes."""
NOTHING = 0.3
"""Prior belief that a dose costs nothing that could be seen: few repeat maximal sprints every 90 s, or
every day, without slowing."""
_EXACT = 1e-4
_WORTH_SHOWING = 1.5
"""The size that a record must be able to show before its silence counts."""
_FAR = 10.0
"""A cell whose log likelihood lies so far below the best one is left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The hypotheses about one of the two causes.

    Attributes
    ----------
    column : ndarray of int, shape (K,)
        Which shape; the first hypothesis is "nothing".
    mean, sd, log_prior : ndarray, shape (K,)
        Of the cost of a dose of one.
    touched, everywhere : ndarray, shape (K,)
        Mean excess in the reps that it touches, and in all reps; zero where it touches too few.
    """

    column: NDArray[np.int64]
    mean: Floats
    sd: Floats
    log_prior: Floats
    touched: Floats
    everywhere: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Beliefs:
    """How the belief is spread.

    Attributes
    ----------
    scatter : float
        That his reps are not maximal: the rep-to-rep SD is above the threshold.
    rest, recovery : float
        That this is the main cause.
    both : float
        That both are at work.
    neither : float
    rest_cost, recovery_cost : (float, float), per cent
        Mean and SD of what each costs in what it touches, whatever the cause.
    rest_shown, recovery_shown : float
        How surely this record would show a cost, 0 to 1; one where there was nothing to show.
    cells : ndarray, shape (C,)
        Belief in each cell of the noise grid if neither is at work.
    """

    scatter: float
    rest: float
    recovery: float
    both: float
    neither: float
    rest_cost: tuple[float, float]
    recovery_cost: tuple[float, float]
    rest_shown: float
    recovery_shown: float
    cells: Floats


def beliefs_of(
    cells: Cells,
    columns: Columns,
    rest: Doses,
    gap: Doses,
    loss: float,
    share: float,
    scatter: float,
) -> Beliefs:
    """How the belief is spread over short rest, short recovery, both and neither.

    Parameters
    ----------
    cells, columns, rest, gap
        The data.
    loss : float, per cent
        What a cause must cost to count.
    share : float
        Of the reps that it must touch.
    scatter : float, per cent
        Rep-to-rep SD above which efforts are not maximal.
    """
    gram, log_cell = without(cells.gram, columns.mean, columns.sd)
    log_cell = log_cell + cells.log_constant
    some = _worth_it(gram, log_cell)
    gram, log_cell, rep_sd = gram[some], log_cell[some], cells.rep_sd[some]
    sides = side_of(rest, share), side_of(gap, share)
    # The trend, too, is integrated out; its prior depends on whether something costs.
    (free, log_free), (held, log_held) = (
        without(gram, np.array([mean]), np.array([sd])) for mean, sd in (FREE, HELD_BACK)
    )
    costs = np.logical_or.outer(*(side.mean * side.touched > loss for side in sides))
    pairs = _Pairs(free, held, costs, sides, log_free, log_held)
    log_pair = pairs.log_likelihood + log_cell[:, None, None]
    log_pair += np.add.outer(sides[0].log_prior, sides[1].log_prior)
    weight = np.exp(log_pair - log_pair.max())
    weight /= weight.sum()
    scattered = rep_sd > scatter
    w = weight * ~scattered[:, None, None]
    a = _above(pairs.means[0], pairs.sds[0], sides[0].touched[:, None], loss)
    b = _above(pairs.means[1], pairs.sds[1], sides[1].touched[None, :], loss)
    more = pairs.first_costs_more(sides)
    in_cells = np.zeros(len(some))
    in_cells[some] = (w * (1.0 - a) * (1.0 - b)).sum(axis=(1, 2))
    neither = float(in_cells.sum())
    by_cell = weight.sum(axis=(1, 2))
    return Beliefs(
        scatter=float(weight[scattered].sum()),
        rest=float(np.sum(w * a * (1.0 - b + b * more))),
        recovery=float(np.sum(w * b * (1.0 - a * more))),
        both=float(np.sum(w * a * b)),
        neither=neither,
        rest_cost=_moments(weight, pairs.means[0], pairs.sds[0], sides[0].touched[:, None]),
        recovery_cost=_moments(weight, pairs.means[1], pairs.sds[1], sides[1].touched[None, :]),
        rest_shown=_shown(pairs.own[0], by_cell, sides[0]),
        recovery_shown=_shown(pairs.own[1], by_cell, sides[1]),
        cells=in_cells / neither if neither > 0.0 else np.full(len(some), 1.0 / len(some)),
    )


def _worth_it(gram: Floats, log_cell: Floats) -> NDArray[np.bool_]:
    """Which cells matter, if nothing costs anything or if everything may cost something."""
    nothing = log_cell - 0.5 * gram[:, -1, -1]
    n = gram.shape[1] - 1
    free, log_free = without(gram, np.zeros(n), np.full(n, SIZES[2]))
    anything = log_cell + log_free - 0.5 * free[:, -1, -1]
    return np.asarray(
        (nothing > nothing.max() - _FAR) | (anything > anything.max() - _FAR), dtype=np.bool_
    )


def side_of(doses: Doses, share: float) -> Side:
    """The hypotheses about one cause."""
    shapes = doses.dose.shape[1]
    column = np.concatenate([[0], np.repeat(np.arange(shapes), len(SIZES))])
    mean = np.concatenate([[0.0], np.tile(SIZES, shapes)])
    sd = np.concatenate([[_EXACT], np.tile(SIZES * SIZE_SPREAD, shapes)])
    each = np.repeat((1.0 - NOTHING) * doses.belief / len(SIZES), len(SIZES))
    log_prior = np.log(np.concatenate([[NOTHING], each]))
    count = doses.touched.sum(axis=0)
    enough = count >= np.maximum(share * len(doses.dose), 1.0)
    touched = np.where(
        enough, (doses.excess * doses.touched).sum(axis=0) / np.maximum(count, 1.0), 0.0
    )
    everywhere = np.where(enough, doses.excess.mean(axis=0), 0.0)
    return Side(column, mean, sd, log_prior, touched[column], everywhere[column])


class _Pairs:
    """Posterior of the two costs for every pair of hypotheses, in closed form.

    `log_likelihood` has the shape (C, K1, K2), `means` and `sds` have one such array for each cost;
    `own` is how much the times tell of each shape by itself.
    """

    def __init__(
        self,
        free: Floats,
        held: Floats,
        costs: NDArray[np.bool_],
        sides: tuple[Side, Side],
        log_free: Floats,
        log_held: Floats,
    ) -> None:
        one, two = sides
        i, j = one.column, one.column.max() + 1 + two.column
        self.own = free[:, i, i], free[:, j, j]
        p, q = 1.0 / one.sd**2, 1.0 / two.sd**2

        def either(if_held: Floats, if_free: Floats) -> Floats:
            return np.where(costs, if_held, if_free)

        a = either(held[:, i, i][:, :, None], free[:, i, i][:, :, None]) + p[:, None]
        b = either(held[:, j, j][:, None, :], free[:, j, j][:, None, :]) + q
        c = either(held[:, i[:, None], j[None, :]], free[:, i[:, None], j[None, :]])
        u = either(held[:, i, -1][:, :, None], free[:, i, -1][:, :, None])
        v = either(held[:, j, -1][:, None, :], free[:, j, -1][:, None, :])
        u += (p * one.mean)[:, None]
        v += q * two.mean
        det = a * b - c**2
        self.means = (b * u - c * v) / det, (a * v - c * u) / det
        self.sds = np.sqrt(b / det), np.sqrt(a / det)
        self.covariance = -c / det
        left = either(
            (log_held - 0.5 * held[:, -1, -1])[:, None, None],
            (log_free - 0.5 * free[:, -1, -1])[:, None, None],
        )
        prior = np.add.outer(one.mean**2 * p, two.mean**2 * q)
        scale = np.multiply.outer(one.sd**2, two.sd**2)
        fit = self.means[0] * u + self.means[1] * v
        self.log_likelihood = left + 0.5 * (fit - prior - np.log(det * scale))

    def first_costs_more(self, sides: tuple[Side, Side]) -> Floats:
        """Probability that the first costs more over all reps than the second."""
        e, f = sides[0].everywhere[:, None], sides[1].everywhere[None, :]
        variance = (e * self.sds[0]) ** 2 + (f * self.sds[1]) ** 2 - 2.0 * e * f * self.covariance
        more = (e * self.means[0] - f * self.means[1]) / np.sqrt(np.maximum(variance, 1e-12))
        return np.asarray(ndtr(more))


def _above(mean: Floats, sd: Floats, excess: Floats, loss: float) -> Floats:
    """Probability that a cost of this mean and SD for a dose of one is above the threshold."""
    return np.where(excess > 0.0, ndtr((mean - loss / np.maximum(excess, 1e-9)) / sd), 0.0)


def _moments(weight: Floats, mean: Floats, sd: Floats, excess: Floats) -> tuple[float, float]:
    centre = float(np.sum(weight * mean * excess))
    square = float(np.sum(weight * (mean**2 + sd**2) * excess**2))
    return centre, float(np.sqrt(max(square - centre**2, 0.0)))


def _shown(precision: Floats, weight: Floats, side: Side) -> float:
    """How surely a cost worth showing would show, given what the columns leave to see of each shape."""
    shapes = np.arange(1, len(side.column), len(SIZES))
    if not np.any(side.touched[shapes] > 0.0):
        return 1.0
    z = _WORTH_SHOWING * np.sqrt(np.maximum(precision[:, shapes], 0.0))
    return float(weight @ ndtr(z - 1.645).mean(axis=1))
