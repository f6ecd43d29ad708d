"""The middle of the trunk from silhouettes, in spite of swinging arms.

Each height band of the silhouette (waist, belly, chest, shoulders, head ...) has a middle that follows
the runner, plus a false motion of its own: arms pull the chest's middle to and fro by several
centimetres, hands reach the chin, hips turn.  No band is clean, and which is cleanest differs with
runner, clothes and background.  So the bands are combined as instruments are: with the weights, adding
up to one, under which the combination is steadiest about a smooth run, given how the bands' deviations
vary together in this very run.  What all bands share, the runner's own motion, passes unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flyzone.timing.passage import trunk_middle

Array = NDArray[np.float64]

_LOWEST, _HIGHEST, _BANDS = 0.52, 0.98, 8
_LEAST_FILLED = 0.4
_RIDGE_M = 0.004
_SHRINK = 0.15
_KNOT_S = 0.45
_WILD_M = 0.15


@dataclass(frozen=True)
class Silhouettes:
    """One person's silhouettes over time, row by row.

    Attributes
    ----------
    times : ndarray, shape (n,), s
    heights : ndarray, shape (rows,), m
        Of the rows above the ground, decreasing.
    row_x : ndarray, shape (n, rows), m
        Middle of the silhouette in each row; NaN where it has nothing.
    row_weight : ndarray, shape (n, rows), m
        Width covered in each row.
    head : ndarray, shape (n,), m
        Height of the top of the head at each moment.
    top_m : float, m
        Height of the top of the head when running upright.
    """

    times: Array
    heights: Array
    row_x: Array
    row_weight: Array
    head: Array
    top_m: float


def trunk_places(seen: Silhouettes) -> tuple[Array, Array]:
    """Place of the trunk's middle in every silhouette.

    Parameters
    ----------
    seen : Silhouettes

    Returns
    -------
    places : ndarray, shape (n,), m
        NaN where too little of the person was seen.
    doubt : ndarray, shape (n,)
        Factor on the noise of each place: above 1 where bands are missing.
    """
    bands = _band_middles(seen)
    middle = _at_middle(seen, bands)
    level = _offsets(seen, bands, middle)
    own = bands - level
    common = np.full(len(own), np.nan)
    some = np.isfinite(own).any(axis=1)
    common[some] = np.nanmedian(own[some], axis=1)
    smooth = _smooth(seen.times, common)
    deviation = own - smooth[:, None]
    deviation = np.where(np.abs(deviation) < _WILD_M, deviation, np.nan)
    covariance = _covariance(deviation)
    return _combine(smooth, deviation, covariance)


def _band_middles(seen: Silhouettes) -> Array:
    """Middle of each height band at each moment, shape (n, bands); NaN where little was seen."""
    edges = np.linspace(_LOWEST, _HIGHEST, _BANDS + 1)
    out = np.full((len(seen.times), _BANDS), np.nan)
    weight = np.where(np.isfinite(seen.row_x), np.minimum(seen.row_weight, 0.30), 0.0)
    place = np.where(np.isfinite(seen.row_x), seen.row_x, 0.0)
    share = seen.heights[None, :] / seen.head[:, None]
    for k in range(_BANDS):
        inside = (share >= edges[k]) & (share < edges[k + 1])
        w = np.where(inside & (weight > 0.03), weight, 0.0)
        total = w.sum(axis=1)
        filled = (w > 0).sum(axis=1) / np.maximum(inside.sum(axis=1), 1)
        mean = (w * place).sum(axis=1) / np.maximum(total, 1e-9)
        # One more round without rows far off their band's mean: a fist, a flag, a fence post.
        near = np.abs(place - mean[:, None]) < 0.12
        w = np.where(near, w, 0.0)
        total = w.sum(axis=1)
        mean = (w * place).sum(axis=1) / np.maximum(total, 1e-9)
        out[:, k] = np.where((filled >= _LEAST_FILLED) & (total > 0), mean, np.nan)
    return out


def _at_middle(seen: Silhouettes, bands: Array) -> Array:
    """Silhouette's middle at the height of the trunk's middle, from the bands around it, (n,)."""
    centres = np.linspace(_LOWEST, _HIGHEST, _BANDS + 1)
    centres = (centres[:-1] + centres[1:]) / 2
    middle = np.array([trunk_middle(h, seen.top_m) / h for h in seen.head])
    weight = np.exp(-0.5 * ((centres[None, :] - middle[:, None]) / 0.07) ** 2)
    weight = np.where(np.isfinite(bands), weight, 0.0)
    total = weight.sum(axis=1)
    value = (weight * np.where(np.isfinite(bands), bands, 0.0)).sum(axis=1) / np.maximum(
        total, 1e-9
    )
    return np.where(total > 0.5, value, np.nan)


def _offsets(seen: Silhouettes, bands: Array, middle: Array) -> Array:
    """How far each band lies ahead of the trunk's middle, shape (n, bands).

    Constant in full stride; out of a crouch the lean fades, so it may change smoothly.
    """
    rising = np.ptp(seen.head) > 0.06 * seen.top_m
    out = np.zeros_like(bands)
    scaled = (seen.times - seen.times.mean()) / max(float(np.ptp(seen.times)), 1e-9)
    for k in range(bands.shape[1]):
        ahead = bands[:, k] - middle
        good = np.isfinite(ahead)
        if good.sum() < 8:
            out[:, k] = np.nan
            continue
        out[:, k] = np.median(ahead[good])
        if rising:
            out[:, k] = np.polyval(_robust_polynomial(scaled[good], ahead[good], 2), scaled)
    return out


def _robust_polynomial(t: Array, y: Array, degree: int) -> Array:
    weight = np.ones_like(t)
    fit = np.polyfit(t, y, degree, w=weight)
    for _ in range(3):
        off = np.abs(y - np.polyval(fit, t))
        weight = 1.0 / np.maximum(1.0, off / (1.5 * np.median(off) + 1e-4))
        fit = np.polyfit(t, y, degree, w=np.sqrt(weight))
    return np.asarray(fit)


def _smooth(t: Array, y: Array) -> Array:
    """Robust smooth curve: piecewise quadratic hat basis with knots every half second or so."""
    good = np.isfinite(y)
    if good.sum() < 4:
        return np.full_like(t, np.nan)
    span = float(t[-1] - t[0])
    pieces = max(1, round(span / _KNOT_S))
    knots = np.linspace(t[0], t[-1], pieces + 1)[1:-1]
    s = t - t.mean()
    basis = np.column_stack(
        [np.ones_like(s), s, s**2] + [np.clip(t - knot, 0, None) ** 2 for knot in knots]
    )
    # Slight damping of the kinks keeps the ends from swinging with the last arm stroke.
    damp = np.zeros((len(knots), basis.shape[1]))
    damp[:, 3:] = 0.02 * np.eye(len(knots))
    weight = np.ones(good.sum())
    fit = np.zeros(basis.shape[1])
    for _ in range(5):
        a = np.vstack([basis[good] * weight[:, None], damp])
        b = np.concatenate([y[good] * weight, np.zeros(len(knots))])
        fit = np.linalg.lstsq(a, b, rcond=None)[0]
        off = np.abs(y[good] - basis[good] @ fit)
        weight = 1.0 / np.sqrt(np.maximum(1.0, off / (2.5 * np.median(off) + 1e-3)))
    return np.asarray(basis @ fit)


def _covariance(deviation: Array) -> Array:
    """Second moments of the bands' deviations, pairwise over moments in which both were seen."""
    seen = np.isfinite(deviation)
    filled = np.where(seen, np.clip(deviation, -0.08, 0.08), 0.0)
    pairs = seen.T.astype(float) @ seen
    moments = (filled.T @ filled) / np.maximum(pairs, 1)
    spread = np.sqrt(np.maximum(np.diag(moments), 1e-8))
    # A band seldom seen says little about how it goes with the others, and is trusted less.
    rare = np.sum(seen, axis=0) / max(len(deviation), 1)
    moments = (1 - _SHRINK) * moments + _SHRINK * np.diag(spread**2)
    penalty = _RIDGE_M**2 + np.where(rare < 0.5, 0.05**2, 0.0)
    return np.asarray(moments + np.diag(penalty))


def _combine(smooth: Array, deviation: Array, covariance: Array) -> tuple[Array, Array]:
    """Steadiest combination of the bands seen at each moment, and its doubt against the best."""
    places = np.full(len(smooth), np.nan)
    spread = np.full(len(smooth), np.nan)
    cache: dict[bytes, tuple[Array, float]] = {}
    for i, row in enumerate(deviation):
        here = np.isfinite(row)
        if here.sum() < 2:
            continue
        key = here.tobytes()
        if key not in cache:
            part = covariance[np.ix_(here, here)]
            weight = np.asarray(np.linalg.solve(part, np.ones(here.sum())), dtype=np.float64)
            weight /= weight.sum()
            cache[key] = (weight, float(np.sqrt(weight @ part @ weight)))
        weight, spread[i] = cache[key]
        places[i] = smooth[i] + weight @ row[here]
    if not np.isfinite(spread).any():
        return places, np.ones_like(places)
    usual = np.nanmedian(spread)
    return places, np.where(np.isfinite(spread), np.maximum(spread / usual, 1.0), 1.0)
