"""What else may be why, where neither rest nor recovery costs anything that counts.

Each of these takes its part of the belief that is left, in this order: what shows in the times (another
way of timing, a return after a break, slowing whatever the rest), what the calendar shows (too rarely,
not long enough), and last a change of the wind, which the trend allows for anyway where it was
measured.  What remains is ``none``: nothing is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit, ndtr

from flyzone.model.arrays import Floats
from flyzone.training.diagnosis.model import Cells, Columns, after_break, without
from flyzone.training.diagnosis.records import DAY_S, NEARLY, Records
from flyzone.training.rules import RuleBook

RARE, NEW = 0.9, 0.9
"""Belief that too few exposures, or too short a time, is why, where it is so and he is not improving."""
RARELY_FALLING = 0.2
"""Belief, before the times are read, that they fall as they should though he sprints too rarely."""
_TREND = (-0.1, 0.3)
"""Per cent a week: as wide as all trends together."""
_OUT_OF_HABIT = 2.0
"""A gap so many times his median one is a break; with shorter ones he only sprints rarely."""
_FALLING, _STEADY = (-0.25, 0.15), (0.05, 0.2)
"""Trend, per cent a week, of times that fall as they should, and of those that do not."""
_SLOWING = (0.05, 0.12)
"""Per rep: wider than where it stands beside a cost, because here nothing else could slow him."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A cost, per cent, with its SD, and how sure it is that it counts."""

    mean: float
    sd: float
    counts: float


NO_EFFECT = Effect(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Others:
    """What the record says of the other causes.

    Attributes
    ----------
    method, wind, back, slowing : Effect
        What they cost late against early, at a return, and in a mean rep.
    trend : Effect
        Per cent a week; nothing of it counts as a cost.
    steady : float
        Belief that the times do not fall as they should.
    per_week, days, break_days : float
        Sessions a week, days since his first, the longest gap.
    few, new : bool
        Against the rules.
    """

    method: Effect
    wind: Effect
    back: Effect
    slowing: Effect
    trend: Effect
    steady: float
    per_week: float
    days: float
    break_days: float
    few: bool
    new: bool


def others_of(
    records: Records, columns: Columns, cells: Cells, belief: Floats, book: RuleBook
) -> Others:
    """Costs of the other causes, if no dose costs anything.

    Parameters
    ----------
    records, columns, cells
        The data.
    belief : ndarray, shape (C,)
        In each cell.
    book : RuleBook
    """
    loss = book.value("diagnosis-loss", "percent")
    n = len(columns.names)
    prior_mean, prior_sd = np.append(columns.mean, _TREND[0]), np.append(columns.sd, _TREND[1])
    slowing = columns.names.index("slowing")
    prior_mean[slowing], prior_sd[slowing] = _SLOWING
    precision = cells.gram[:, : n + 1, : n + 1] + np.diag(1.0 / prior_sd**2)
    covariance = np.linalg.inv(precision)
    mean = np.einsum(
        "cij,cj->ci", covariance, cells.gram[:, : n + 1, -1] + prior_mean / prior_sd**2
    )

    def effect(direction: Floats, threshold: float) -> Effect:
        if not direction.any():
            return NO_EFFECT
        centre = mean @ direction
        variance = np.einsum("i,cij,j->c", direction, covariance, direction)
        total = float(belief @ centre)
        square = float(belief @ (centre**2 + variance))
        counts = float(belief @ ndtr((centre - threshold) / np.sqrt(variance)))
        return Effect(total, float(np.sqrt(max(square - total**2, 0.0))), counts)

    late_early = _late_minus_early(records, columns.x)
    break_days = book.value("diagnosis-detraining", "days")
    back = after_break(records, DAY_S * break_days)
    gaps = np.diff(records.hard) / DAY_S
    days = (records.starts[-1] - records.hard[0]) / DAY_S
    window = min(days, 7.0 * book.value("diagnosis-data", "weeks"))
    recent = records.hard > records.starts[-1] - DAY_S * window - 1.0
    per_week = _per_week(np.diff(records.hard[recent]) / DAY_S, break_days)
    few = len(gaps) > 0 and per_week < NEARLY * book.value("diagnosis-exposures", "per_week")
    odds = logit(1.0 - RARELY_FALLING) if few else 0.0
    return Others(
        method=effect(_only(columns, "method", late_early), loss),
        wind=effect(_only(columns, "wind", late_early), loss),
        back=effect(_only(columns, "return", np.ones(n)), loss) if back.any() else NO_EFFECT,
        slowing=effect(
            _only(columns, "slowing", columns.x.mean(axis=0)),
            book.value("diagnosis-loss", "slowing"),
        ),
        trend=effect(np.append(np.zeros(n), 1.0), np.inf),
        steady=float(
            belief @ expit(odds + _fit(cells, columns, _STEADY) - _fit(cells, columns, _FALLING))
        ),
        per_week=per_week,
        days=days,
        break_days=float(gaps.max()) if len(gaps) else 0.0,
        few=few,
        new=days < book.value("diagnosis-adapting", "days"),
    )


def share_out(left: float, others: Others, *, varied: bool) -> dict[str, float]:
    """The belief that is left, by cause; what slows him whatever the rest is only told if rests varied."""
    found: dict[str, float] = {}
    for cause, part in (
        ("method_changed", others.method.counts),
        ("detraining", others.back.counts),
        ("too_many_reps" if varied else "cannot_tell", others.slowing.counts),
        ("too_few_exposures", RARE * others.steady * others.few),
        ("still_adapting", NEW * others.steady * others.new),
        ("wind", others.wind.counts),
    ):
        found[cause] = left * part
        left -= found[cause]
    found["none"] = left
    return found


def _per_week(gaps: Floats, break_days: float) -> float:
    """Sessions a week, from the gaps (days) between them; a break is no habit, and is left out."""
    if len(gaps) == 0:
        return 0.0
    usual = gaps[gaps < max(break_days, _OUT_OF_HABIT * float(np.median(gaps)))]
    return len(usual) / max(float(usual.sum()) / 7.0, 1.0)


def _fit(cells: Cells, columns: Columns, trend: tuple[float, float]) -> Floats:
    """Log likelihood of each cell with this prior of the trend, if no dose costs anything."""
    n = len(columns.names) + 1
    mine = [*range(n), cells.gram.shape[1] - 1]
    mean, sd = np.append(columns.mean, trend[0]), np.append(columns.sd, trend[1])
    left, log_likelihood = without(cells.gram[:, mine][:, :, mine], mean, sd)
    return np.asarray(log_likelihood - 0.5 * left[:, -1, -1])


def _only(columns: Columns, name: str, weights: Floats) -> Floats:
    """The weights of the columns of this name, and nothing for the others and the trend."""
    mine = np.array([column.startswith(name) for column in columns.names])
    return np.append(np.where(mine, weights, 0.0), 0.0)


def _late_minus_early(records: Records, x: Floats) -> Floats:
    """Mean of each column in the last third of the sessions minus that in the first third."""
    sessions = len(records.starts)
    early = records.session < max(sessions / 3.0, 1.0)
    late = records.session >= min(2.0 * sessions / 3.0, sessions - 1)
    return np.asarray(x[late].mean(axis=0) - x[early].mean(axis=0))
