"""Has he dropped? The sequential decision, weighed after every rep.

Beside "no drop" stand many ways to have dropped: a step at rep j of some size, or a fade that goes on
from rep j.  Each predicts the times as exactly as "no drop" does; the times say which predicted better,
and a drop that lasts gathers evidence from rep to rep while noise does not.  A rep may also be mistimed:
a time far off is explained by that until another one repeats it.

All is averaged over what is not known of him (`level.GuardPrior`).  The whole computation is one
Cholesky factor per point of the grid, and running sums over the reps: the factor of the first k reps is
the corner of the factor of all, so that every verdict comes from the same sums and none can see a later
rep.

The odds of a drop are honest odds; when they end the session is another question.  A guard that looks
after every rep has many chances to be wrong, so the bar rises from rep to rep: it spends most of its
5 % of false stops early, since most sessions are short, and nobody tells the guard how long this one
will be.  The bar was set by simulation (docs/guard-accuracy.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from statistics import median

import numpy as np
import numpy.typing as npt

from flyzone.model.arrays import Floats
from flyzone.training.guard.level import Expected, GuardPrior
from flyzone.training.guard.series import TimedRep

HAZARD = 0.1
"""Probability that a drop begins at a rep, where none began before: four sessions in ten of six reps
hold one.  A guess; the bar is set against it."""
STEPS = np.array([0.01, 0.015, 0.02, 0.03, 0.04, 0.055, 0.08, 0.13])
"""Sizes of a sudden drop that are weighed."""
STEP_WEIGHT = np.array([0.16, 0.16, 0.21, 0.21, 0.13, 0.10, 0.02, 0.01])
FADES = np.array([0.005, 0.01])
"""Sizes of a fade, a rep."""
FADE_SHARE = 0.25
ODD_DAY, ODD_DAY_SHARE = 0.06, 0.03
"""One day in thirty is unlike the others altogether: ill, a head wind, or not meant."""
MISTIMED, MISTIMED_SHARE = 0.12, 0.01
"""SD of the error of a mistimed rep, and how often that happens."""
SUSPECT = 0.05
"""Only a time this far from his usual level, or from the median so far, may be called mistimed."""
SETTLED = 0.95
"""Probability from which a rep is put aside as mistimed, once a later one has been run."""

# The bar: how it rises, and how much higher it is the less his scatter is known (in reps beyond one
# a session).  Found by simulation, so that in every condition at most 5 % of steady sessions of ten
# reps are stopped.  A short history needs the highest one: without any, today's level is free, and
# that alone is careful.
LAST_RISE = 12
LITTLE_KNOWN, KNOWN = 9.0, 1.0
NOTHING_KNOWN = 1.6
ROUNDING = 1e-9
"""A drop counts as the smallest that matters up to this share of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """What the times say after each rep; every array has shape (n,), by rep.

    Attributes
    ----------
    p_drop : ndarray
        Probability that he is now below today's level by the smallest drop that matters, or more.
    loss, loss_sd : ndarray
        How far below, as a share of today's level, and its SD.
    level, level_sd : ndarray
        Today's level, warm and without the drop: ln(s), and its SD.
    rep_sd : ndarray
        His rep-to-rep SD.
    p_mistimed : ndarray
        Probability that this very rep was mistimed.
    """

    p_drop: Floats
    loss: Floats
    loss_sd: Floats
    level: Floats
    level_sd: Floats
    rep_sd: Floats
    p_mistimed: Floats

    @property
    def odds(self) -> Floats:
        """Odds of a drop."""
        return np.asarray(self.p_drop / np.maximum(1.0 - self.p_drop, 1e-12))


def weigh_drops(
    prior: GuardPrior,
    reps: Sequence[TimedRep],
    *,
    smallest: float = 0.01,
    likelier: Sequence[float] | None = None,
) -> Weighed:
    """What the times of a session say of a drop, after each of them.

    Parameters
    ----------
    prior : GuardPrior
        Of this athlete and this kind of run, for the day.
    reps : sequence of TimedRep, n > 0
    smallest : float
        The smallest drop that matters, as a share.
    likelier : sequence of float, shape (n,), optional
        How many times likelier than usual a drop begins at each rep, because something else was seen.

    Returns
    -------
    Weighed
        The k-th values use the first k reps alone.
    """
    likelier = [1.0] * len(reps) if likelier is None else list(likelier)
    weighed, mistimed = _weigh(prior, reps, smallest, np.array(likelier))
    # One rep at a time may be mistimed.  Once a later one has shown it, it is put aside, so that
    # another one may be.
    settled = np.argwhere(np.tril(mistimed, -1) > SETTLED)
    if not len(settled):
        return weighed
    after, rep = (int(index) for index in settled[0])
    if after + 1 == len(reps):
        return weighed
    others = [*reps[:rep], *reps[rep + 1 :]]
    rest = weigh_drops(
        prior, others, smallest=smallest, likelier=[*likelier[:rep], *likelier[rep + 1 :]]
    )
    return _joined(weighed, rest, after + 1)


def bar(place: int, prior: GuardPrior, odds: float, growth: float) -> float:
    """The odds that a drop must pass to end the session.

    Parameters
    ----------
    place : int
        How many times of this kind he has run, this one included.
    prior : GuardPrior
    odds : float
        At the second time, for an athlete whose scatter is well known.
    growth : float
        From each time to the next, up to the twelfth.

    Returns
    -------
    float
        Higher where little is known of his scatter: noise that is larger than thought would look
        like a drop.
    """
    careful = NOTHING_KNOWN
    if prior.origin is not None:
        careful = 1.0 + LITTLE_KNOWN / (prior.reps - prior.sessions + KNOWN)
    return float(odds * growth ** (min(place, LAST_RISE) - 2) * careful)


@lru_cache(maxsize=64)
def ways_to_drop(n: int) -> tuple[Floats, npt.NDArray[np.int_], Floats]:
    """The ways to have dropped in n reps: drops (n, w), first rep (w,), share of its rep's (w,).

    The first way is no drop at all; its first rep lies behind the last.
    """
    reps = np.arange(n)
    drops, began, share = [np.zeros(n)], [n], [1.0]
    for first in range(1, n):
        since = np.maximum(reps - first + 1.0, 0.0)
        for size, part in zip(STEPS, STEP_WEIGHT / STEP_WEIGHT.sum(), strict=True):
            drops.append(size * (since > 0.0))
            began.append(first)
            share.append((1.0 - FADE_SHARE) * part)
        for slope in FADES:
            drops.append(slope * since)
            began.append(first)
            share.append(FADE_SHARE / len(FADES))
    return np.array(drops).T, np.array(began), np.array(share)


def log_prior(likelier: Floats, hazard: float = HAZARD) -> Floats:
    """Of each way, shape (w,), if a drop is so many times likelier at each rep, shape (n,)."""
    _, began, share = ways_to_drop(len(likelier))
    odds = hazard / (1.0 - hazard) * likelier
    begins = odds / (1.0 + odds)
    begins[0] = 0.0
    none_before = np.concatenate([[1.0], np.cumprod(1.0 - begins)])
    return np.asarray(np.log(none_before[began] * np.append(begins, 1.0)[began] * share))


def _days(prior: GuardPrior, reps: Sequence[TimedRep]) -> tuple[Expected, Floats, Floats]:
    """What was expected, the log weight, and the rep-to-rep SD: usual days first, then odd ones."""
    usual = prior.expect(reps)
    if prior.origin is None:
        return usual, prior.log_weight, prior.rep_sd
    odd = prior.expect(reps, odd_day=ODD_DAY)
    both = Expected(
        usual.design,
        np.concatenate([usual.root, odd.root]),
        np.concatenate([usual.white, odd.white]),
        np.concatenate([usual.shared, odd.shared]),
        np.concatenate([usual.level, odd.level]),
        np.concatenate([usual.level_variance, odd.level_variance]),
        usual.origin,
    )
    log_weight = np.concatenate(
        [prior.log_weight + np.log1p(-ODD_DAY_SHARE), prior.log_weight + np.log(ODD_DAY_SHARE)]
    )
    return both, log_weight, np.concatenate([prior.rep_sd, prior.rep_sd])


def _suspects(reps: Sequence[TimedRep], usual: tuple[float, float] | None) -> npt.NDArray[np.bool_]:
    """Which reps may be mistimed, as seen after each: shape (after, rep)."""
    times = np.array([rep.log_time for rep in reps])
    seen = np.zeros((len(reps), len(reps)), dtype=bool)
    for after in range(len(reps)):
        so_far = times[: after + 1]
        far = np.abs(so_far - median(so_far.tolist())) > SUSPECT
        if usual is not None:
            far |= np.abs(so_far - usual[0]) > SUSPECT
        seen[after, : after + 1] = far
    return seen


def _with_mistimed(
    log_p: Floats,
    level: Floats,
    rest: Floats,
    solve: Floats,
    toward: Floats,
    suspects: npt.NDArray[np.bool_],
) -> tuple[Floats, Floats]:
    """Beside "all timed rightly", one suspect mistimed: the last axis grows by the suspects."""
    probabilities, levels = [log_p], [level]
    for rep in np.flatnonzero(suspects.any(axis=0)):
        trace = solve[:, :, rep]
        told = np.cumsum(trace**2, axis=1)[:, :, None]
        found = np.cumsum(trace[:, :, None] * rest, axis=1)
        shrink = MISTIMED**2 / (1.0 + MISTIMED**2 * told)
        gain = 0.5 * found**2 * shrink + 0.5 * np.log(shrink / MISTIMED**2)
        gain = np.where(suspects[:, rep][None, :, None], gain + np.log(MISTIMED_SHARE), -np.inf)
        probabilities.append(log_p + gain[..., None])
        through = np.cumsum(toward * trace, axis=1)[:, :, None]
        levels.append(level - (found * shrink * through)[..., None])
    return np.concatenate(probabilities, axis=3), np.concatenate(levels, axis=3)


def _joined(first: Weighed, second: Weighed, at: int) -> Weighed:
    """The first up to a rep, then the second, which knows one rep less."""
    return Weighed(
        *(
            np.concatenate([getattr(first, one.name)[:at], getattr(second, one.name)[at - 1 :]])
            for one in fields(Weighed)
        )
    )


def _weigh(
    prior: GuardPrior, reps: Sequence[TimedRep], smallest: float, likelier: Floats
) -> tuple[Weighed, Floats]:
    """The same with one rep mistimed at most, and how surely each was, as seen after each rep."""
    n = len(reps)
    drops = ways_to_drop(n)[0]
    seen, log_weight, rep_sd = _days(prior, reps)
    solve = np.asarray(np.linalg.inv(seen.root), dtype=np.float64)
    # Independent, SD 1, given one way to have dropped: shape (g, reps, ways).
    rest: Floats = seen.white[:, :, None] - solve @ drops
    spread = np.log(np.diagonal(seen.root, axis1=1, axis2=2))[:, :, None]
    log_p = np.cumsum(-0.5 * rest**2 - spread, axis=1)
    log_p += log_weight[:, None, None] + log_prior(likelier)
    toward = (solve @ seen.shared[..., None])[..., 0]
    level = np.cumsum(toward[:, :, None] * rest, axis=1)

    suspects = _suspects(reps, prior.usual)
    log_p, level = log_p[..., None], level[..., None]
    if suspects.any():
        log_p, level = _with_mistimed(log_p, level, rest, solve, toward, suspects)
    weight = np.exp(log_p - log_p.max(axis=(0, 2, 3), keepdims=True))
    weight /= weight.sum(axis=(0, 2, 3), keepdims=True)

    by_way = weight.sum(axis=(0, 3))
    by_point = weight.sum(axis=(2, 3))
    loss = (by_way * drops).sum(axis=1)
    level += seen.level[:, None, None, None]
    middle = (weight * level).sum(axis=(0, 2, 3))
    known = np.cumsum(toward**2, axis=1)
    left = (by_point * np.maximum(seen.level_variance[:, None] - known, 0.0)).sum(axis=0)
    scatter = (weight * (level - middle[:, None, None]) ** 2).sum(axis=(0, 2, 3))
    mistimed = np.zeros((n, n))
    mistimed[:, suspects.any(axis=0)] = weight.sum(axis=(0, 2))[:, 1:]
    weighed = Weighed(
        p_drop=np.clip((by_way * (drops >= smallest * (1.0 - ROUNDING))).sum(axis=1), 0.0, 1.0),
        loss=loss,
        loss_sd=np.sqrt((by_way * (drops - loss[:, None]) ** 2).sum(axis=1)),
        level=seen.origin + middle,
        level_sd=np.sqrt(left + scatter),
        rep_sd=(by_point * rep_sd[:, None]).sum(axis=0),
        p_mistimed=np.diagonal(mistimed),
    )
    return weighed, mistimed
