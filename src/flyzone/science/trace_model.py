"""What radar, tether or a tracked position should show, for every way in which it may be shifted.

    velocity            v(t - TC)                       radar, laser; TC is where the athlete sets off
    velocity-distance   v(T(x - DC))                    tether, encoder
    position            x(t - TC) + DC                  laser distance, LPS, a clip's path
    position, flying    x(t + T(FD)) - FD               the record begins FD after the start

v, x and T are those of `flyzone.science.curve`.  A record that begins before the athlete moves has
samples at t < TC, where the curve runs below zero: such samples pull on the fit, and should be left
out first (`flyzone.science.trim`).

As in `flyzone.science.split_model` the fit runs in log MSS, log MAC and the root of FD.
"""

from __future__ import annotations

import numpy as np

from flyzone.model.arrays import Floats
from flyzone.science.curve import covered, elapsed
from flyzone.science.least_squares import Model, Rows
from flyzone.science.split_model import passing

_EARLIEST = -60.0
"""In units of TAU; further back the exponential overflows, and no start lies there."""


def velocity_model(times: Floats) -> Model:
    """Speed at each time (n,), s; parameters log MSS, log MAC, TC."""

    def model(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
        mss, mac = np.exp(at[:, 0:1]), np.exp(at[:, 1:2])
        since = np.maximum((times - at[:, 2:3]) * mac / mss, _EARLIEST)
        rest = np.exp(-since)
        speed = -mss * np.expm1(-since)
        swing = mss * rest * since
        return speed, np.stack([speed - swing, swing, -mac * rest], axis=-1)

    return model


def velocity_distance_model(positions: Floats, *, shifted: bool) -> Model:
    """Speed at each place (n,), m; parameters log MSS, log MAC and, if shifted, DC."""

    def model(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
        mss, mac = np.exp(at[:, 0:1]), np.exp(at[:, 1:2])
        run = positions - (at[:, 2:3] if shifted else 0.0)
        delta = np.maximum(run, 0.0) * mac / mss**2
        u = elapsed(delta)
        rest = np.exp(-u)
        rise = -1.0 / np.expm1(-np.maximum(u, 1e-12))
        speed = -mss * np.expm1(-u)
        swing = mss * rest * rise * delta
        slopes = [speed - 2.0 * swing, swing]
        if shifted:
            slopes.append(-rest * rise * mac / mss)
        return speed, np.stack(slopes, axis=-1)

    return model


def position_model(times: Floats, *, timed: bool, placed: bool) -> Model:
    """Place at each time (n,), s; parameters log MSS, log MAC, TC if timed, DC if placed."""

    def model(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
        late = at[:, 2:3] if timed else np.zeros((len(at), 1))
        place, slopes, speed = _place(times - late, at)
        more = []
        if timed:
            more.append(-speed)
        if placed:
            place = place + at[:, -1:]
            more.append(np.ones_like(place))
        return place, np.concatenate([slopes, *(column[..., None] for column in more)], axis=-1)

    return model


def flying_position_model(times: Floats, flying_m: float | None = None) -> Model:
    """Place at each time (n,), s, of a record that begins FD after the start.

    Parameters are log MSS, log MAC and, unless FD is known (m), its root.
    """

    def model(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
        root = at[:, 2:3] if flying_m is None else np.full((len(at), 1), np.sqrt(flying_m))
        crossed, crossed_slopes, pace = passing(root**2, at)
        place, slopes, speed = _place(times + crossed, at)
        slopes = slopes + speed[..., None] * crossed_slopes
        if flying_m is None:
            towards = 2.0 * root * (speed * pace - 1.0)
            slopes = np.concatenate([slopes, towards[..., None]], axis=-1)
        return place - root**2, slopes

    return model


def _place(since: Floats, at: Floats) -> tuple[Floats, Floats, Floats]:
    """Place (m, n), its slopes in log MSS and log MAC (m, n, 2), and speed (m, n)."""
    mss, mac = np.exp(at[:, 0:1]), np.exp(at[:, 1:2])
    length = mss**2 / mac
    u = np.maximum(since * mac / mss, _EARLIEST)
    run, share = covered(u), -np.expm1(-u)
    swing = length * u * share
    slopes = np.stack([2.0 * length * run - swing, swing - length * run], axis=-1)
    return length * run, slopes, mss * share
