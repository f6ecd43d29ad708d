"""When an athlete passes each gate, for every way in which the clock may have been started.

The clock of a timing gate rarely starts with the athlete's first movement, and the start line is
rarely where he first moved.  Each correction says how the two are tied [Vescovi2021]_:

    none            T(d)
    time            T(d) + TC           the clock starts -TC after (TC < 0) the first movement
    flying          T(d + FD) - T(FD)   he starts FD behind the line; the clock, when he crosses it
    distance        T(d - DC)           the distances are too long by DC
    time-distance   T(d - DC) + TC

T is `flyzone.science.curve.time_at_distance`.  TC is *added to the model*: a flying trigger gives
TC < 0, a gun with its reaction time TC > 0; the "+0.3 s" of the literature is TC = -0.3.

The fit runs in log MSS and log MAC, which keeps both positive and makes their errors nearly normal,
and in the square root of FD: at FD = 0 the time T(FD) has an infinite slope in FD and a finite one
in its root, so that a minimum at FD = 0 is found and not stopped short of.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from flyzone.errors import InputError
from flyzone.model.arrays import Floats
from flyzone.science.curve import elapsed
from flyzone.science.least_squares import Model, Rows

Correction = Literal["none", "time", "distance", "time-distance", "flying"]
CORRECTIONS: tuple[Correction, ...] = get_args(Correction)

NAMES: dict[Correction, tuple[str, ...]] = {
    "none": ("MSS", "MAC"),
    "time": ("MSS", "MAC", "TC"),
    "distance": ("MSS", "MAC", "DC"),
    "time-distance": ("MSS", "MAC", "TC", "DC"),
    "flying": ("MSS", "MAC", "FD"),
}
"""Parameters of each correction, in the order in which all arrays hold them."""

_ROOM = 1e-9
"""A distance correction stays this far (m) below the first gate, where T(0) has no slope."""


def known_correction(correction: str) -> Correction:
    """The correction of that name.

    Raises
    ------
    InputError
        If there is none.
    """
    for known in CORRECTIONS:
        if known == correction:
            return known
    raise InputError(
        f"There is no correction called {correction!r}. Expected one of "
        f"{', '.join(CORRECTIONS)}, or flying=M with the distance in metres.",
        code="fit-correction",
    )


def known_flying(given: ArrayLike | None, kind: Correction, count: int) -> Floats | None:
    """Flying distances that are known, one for each athlete, shape (count,), m.

    Raises
    ------
    InputError
        If they go with another correction than ``"flying"``, or are none.
    """
    if given is None:
        return None
    flying = np.asarray(given, dtype=np.float64)
    if kind != "flying":
        raise InputError(
            f"A known flying distance goes with the correction 'flying', got {kind!r}.",
            code="fit-correction",
        )
    if not np.all(np.isfinite(flying) & (flying >= 0.0) & (flying <= 50.0)):
        raise InputError(
            f"A flying distance must lie between 0 and 50 m, got {given}. It is how far behind the "
            "first beam the athlete started.",
            code="fit-flying",
        )
    return np.broadcast_to(flying, (count,)).copy()


def split_model(distances: Floats, correction: Correction, flying_m: Floats | None = None) -> Model:
    """Times at the gates as a function of the fit's parameters.

    Parameters
    ----------
    distances : ndarray, shape (m, n), m
        NaN where a problem has fewer than n gates.
    correction : str
    flying_m : ndarray, shape (m,), m, optional
        A flying distance that is known and not fitted; only with ``"flying"``.

    Returns
    -------
    callable
        See `flyzone.science.least_squares.Model`.
    """
    where = np.where(np.isfinite(distances), distances, 1.0)

    def plain(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
        times, slopes, _ = passing(where[rows], at)
        return times, slopes

    def time(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
        times, slopes, _ = passing(where[rows], at)
        return times + at[:, 2:3], _with(slopes, np.ones_like(times))

    def distance(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
        times, slopes, pace = passing(np.maximum(where[rows] - at[:, 2:3], 0.0), at)
        return times, _with(slopes, -pace)

    def time_distance(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
        times, slopes, pace = passing(np.maximum(where[rows] - at[:, 3:4], 0.0), at)
        return times + at[:, 2:3], _with(slopes, np.ones_like(times), -pace)

    def flying(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
        root = at[:, 2:3]
        times, slopes = _flown(where[rows], at, root**2)
        # d/d root = 2 root d/dFD; near zero 2 root / v(root²) tends to sqrt(2 / MAC).
        mss, mac = np.exp(at[:, 0:1]), np.exp(at[:, 1:2])
        _, _, pace = passing(where[rows] + root**2, at)
        behind = elapsed(root**2 * mac / mss**2)
        crossing = np.where(
            root > 1e-8,
            2.0 * root / (mss * -np.expm1(-np.maximum(behind, 1e-300))),
            np.sqrt(2.0 / mac),
        )
        return times, _with(slopes, 2.0 * root * pace - crossing)

    def flying_known(at: Floats, rows: Rows) -> tuple[Floats, Floats]:
        assert flying_m is not None
        return _flown(where[rows], at, flying_m[rows][:, None])

    if correction == "flying" and flying_m is not None:
        return flying_known
    models: dict[Correction, Model] = {
        "none": plain, "time": time, "distance": distance, "time-distance": time_distance,
        "flying": flying,
    }  # fmt: skip
    return models[correction]


def start_of_fit(distances: Floats, times: Floats, correction: Correction) -> Floats:
    """First guesses, shape (m, p), from the fastest stretch and the line through the last gates."""
    gaps = np.diff(distances, axis=1, prepend=0.0)
    spent = np.diff(times, axis=1, prepend=0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        speeds = np.where(spent > 0.0, gaps / spent, np.nan)
    mss = 1.03 * np.nanmax(speeds, axis=1)
    # Far out t = d / MSS + TAU (+ TC): a lag between what any human shows is a fair first TAU.
    lag = np.nanmax(times - distances / mss[:, None], axis=1)
    tau = np.clip(lag, 0.4, 2.0) if correction == "none" else np.full(len(mss), 1.15)
    rest = np.zeros((len(mss), len(NAMES[correction]) - 2))
    if correction == "flying":
        rest[:] = 0.4
    return np.column_stack([np.log(mss), np.log(mss / tau), rest])


def bounds_of_fit(distances: Floats, correction: Correction) -> tuple[Floats, Floats]:
    """Lower and upper bounds, shape (m, p)."""
    shape = (len(distances), len(NAMES[correction]))
    low, high = np.full(shape, -np.inf), np.full(shape, np.inf)
    # No human, and no useful number beyond: a fit that ends here has not found a sprint.
    low[:, 0], high[:, 0] = np.log(0.05), np.log(1e4)
    low[:, 1], high[:, 1] = np.log(1e-3), np.log(1e5)
    if correction == "flying":
        low[:, 2] = 0.0
    if "DC" in NAMES[correction]:
        high[:, -1] = np.nanmin(distances, axis=1) - _ROOM
    return low, high


def natural(at: Floats, correction: Correction, *, flying_known: bool = False) -> Floats:
    """The fit's parameters as MSS, MAC and the correction in m/s, m/s², s and m."""
    values = at.copy()
    values[:, :2] = np.exp(at[:, :2])
    if correction == "flying" and not flying_known:
        values[:, 2] = at[:, 2] ** 2
    return values


def natural_slopes(at: Floats, correction: Correction, *, flying_known: bool = False) -> Floats:
    """Derivative of each of `natural` with respect to its own parameter of the fit, (m, p)."""
    slopes = np.ones_like(at)
    slopes[:, :2] = np.exp(at[:, :2])
    if correction == "flying" and not flying_known:
        slopes[:, 2] = 2.0 * at[:, 2]
    return slopes


def passing(distances: Floats, at: Floats) -> tuple[Floats, Floats, Floats]:
    """Times (m, n), their slopes in log MSS and log MAC (m, n, 2), and 1 / v (m, n)."""
    mss, mac = np.exp(at[:, 0:1]), np.exp(at[:, 1:2])
    tau = mss / mac
    delta = distances / (mss * tau)
    u = elapsed(delta)
    # du/d delta = 1 / (1 - exp(-u)); at the start line itself, where it is infinite, delta is 0.
    rise = -1.0 / np.expm1(-np.maximum(u, 1e-12))
    slopes = np.stack([tau * (u - 2.0 * rise * delta), tau * (rise * delta - u)], axis=-1)
    return tau * u, slopes, rise / mss


def _flown(distances: Floats, at: Floats, flying: Floats) -> tuple[Floats, Floats]:
    """Times and slopes as seen by a clock that starts ``flying`` metres (m, 1) after the start."""
    reached, reached_slopes, _ = passing(distances + flying, at)
    crossed, crossed_slopes, _ = passing(flying, at)
    return reached - crossed, reached_slopes - crossed_slopes


def _with(slopes: Floats, *more: Floats) -> Floats:
    return np.concatenate([slopes, np.stack(more, axis=-1)], axis=-1)
