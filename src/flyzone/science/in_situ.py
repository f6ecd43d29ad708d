"""The acceleration-speed profile of training and matches, from a cloud of GPS or LPS samples.

Nobody sprints all out from a standing start in a match, but over enough training each speed is met
with the hardest acceleration that the athlete has at it.  The upper edge of the cloud of samples,
acceleration over speed, is a line from MAC at rest to MSS at none ([Morin2021]_, [Clavel2023]_).

The edge is found as the R package ``shorts`` does: speeds in bins, the largest accelerations of each
bin, the bins from the hardest acceleration on, a least-squares line through what remains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from flyzone.errors import FitError, InputError
from flyzone.model import Cloud, Trace
from flyzone.model.arrays import Floats
from flyzone.model.fitted import FittedSprint

_SLOWEST_S = 0.25


@dataclass(frozen=True, slots=True)
class InSituSettings:
    """How the edge of the cloud is found.

    Attributes
    ----------
    velocity_threshold : float or None, m/s
        Samples below it do not count; ``None``: the speed of the hardest acceleration kept.
    velocity_step : float, m/s
        Width of a bin.
    per_bin : int
        How many of the largest accelerations of each bin are kept.
    acceleration_threshold : float, m/s²
        Samples below it do not count.
    """

    velocity_threshold: float | None = None
    velocity_step: float = 0.2
    per_bin: int = 2
    acceleration_threshold: float = 0.0

    def __post_init__(self) -> None:
        if not (0.0 < self.velocity_step <= 5.0 and self.per_bin >= 1):
            raise InputError(
                "A bin must be above 0 and up to 5 m/s wide and keep at least one sample, got "
                f"{self.velocity_step:g} m/s and {self.per_bin}.",
                code="in-situ-settings",
            )


def cloud_of(traces: Sequence[Trace]) -> Cloud:
    """The samples of one athlete's traces as one cloud.

    Parameters
    ----------
    traces : sequence of Trace
        With speeds; accelerations are those of the device where it states them, else the slope of
        the speeds by central differences.

    Returns
    -------
    Cloud

    Raises
    ------
    InputError
        If there is no trace, or one has no speeds.
    FitError
        If samples are too far apart to show the acceleration of a sprint.
    """
    velocities, accelerations = [], []
    for trace in traces:
        if trace.velocities is None:
            raise InputError(
                "An in-situ profile needs speeds, got distances only. Export the speed as well.",
                code="in-situ-speed",
            )
        velocities.append(trace.velocities)
        accelerations.append(_accelerations(trace))
    if not velocities:
        raise InputError(
            "An in-situ profile needs a recording of speed, got none.", code="in-situ-speed"
        )
    first = traces[0]
    return Cloud(
        np.concatenate(velocities), np.concatenate(accelerations), first.origin, first.athlete
    )


def _accelerations(trace: Trace) -> Floats:
    assert trace.velocities is not None
    if trace.accelerations is not None:
        return trace.accelerations
    step = float(np.median(np.diff(trace.times)))
    if step > _SLOWEST_S:
        raise FitError(
            f"Samples {step:.2g} s apart cannot show the acceleration of a sprint, which changes "
            f"within a second. Expected {1.0 / _SLOWEST_S:g} Hz or more, better 10; use a device "
            "that records faster.",
            code="in-situ-rate",
        )
    return np.gradient(trace.velocities, trace.times)


def fit_in_situ(
    velocities: Floats, accelerations: Floats, settings: InSituSettings | None = None
) -> FittedSprint:
    """MSS and MAC from the upper edge of a cloud of samples.

    Parameters
    ----------
    velocities, accelerations : ndarray, shape (n,), m/s and m/s²
        Of many sprints together, in any order; acceleration along the path.
    settings : InSituSettings, optional

    Returns
    -------
    FittedSprint
        ``at`` holds the speeds and ``observed`` the accelerations of the edge.

    Raises
    ------
    FitError
        If the edge does not fall from an acceleration at rest to a top speed.

    Notes
    -----
    The edge is made of the largest samples of each bin, so noise of the accelerations moves it
    outward: the profile is biased upward where samples are noisy, more so the more there are.  The
    standard errors know the scatter of the edge and not that bias.
    """
    how = settings or InSituSettings()
    if velocities.shape != accelerations.shape:
        raise InputError(
            f"Each speed needs its acceleration, got {velocities.size} and {accelerations.size}.",
            code="in-situ-length",
        )
    keep = (accelerations >= how.acceleration_threshold) & (velocities >= 0.0)
    v, a = _edge(velocities[keep], accelerations[keep], how)
    if v.size:
        # The first of equally hard ones, as the original picks it.
        floor = how.velocity_threshold
        floor = float(v[int(np.argmax(a))]) if floor is None else floor
        v, a = v[v >= floor], a[v >= floor]
    if len(v) < 4 or np.ptp(v) == 0.0:
        raise FitError(
            f"Only {len(v)} samples form the edge of the cloud; at least 4 at different speeds are "
            "needed. Use more training, or a lower velocity threshold.",
            code="in-situ-too-few",
        )
    design = np.column_stack([np.ones_like(v), v])
    (mac, slope), *_ = np.linalg.lstsq(design, a, rcond=None)
    mss = -mac / slope if slope < 0.0 else np.inf
    if not (mac > 0.0 and np.isfinite(mss)):
        raise FitError(
            "The hardest accelerations do not fall with speed, so that they show no top speed. "
            "Use recordings with sprints up to full speed.",
            code="fit-undetermined",
        )
    freedom = len(v) - 2
    variance = float(np.sum((a - design @ [mac, slope]) ** 2)) / freedom
    # From intercept and slope to MSS = -MAC / slope and MAC.
    turn = np.array([[-1.0 / slope, mac / slope**2], [1.0, 0.0]])
    covariance = turn @ np.linalg.inv(design.T @ design) @ turn.T * variance
    return FittedSprint(
        input="in-situ",
        correction="none",
        names=("MSS", "MAC"),
        values=np.array([mss, mac]),
        covariance=covariance,
        degrees_of_freedom=freedom,
        error_known=False,
        at=v,
        observed=a,
        predicted=design @ np.array([mac, slope]),
    )


def _edge(v: Floats, a: Floats, how: InSituSettings) -> tuple[Floats, Floats]:
    if not v.size:
        return v, a
    # Bins (lo, hi] from 0, the lowest closed; the last one that ends at or below max + 1 counts.
    edges = np.arange(0.0, float(v.max()) + 1.0 + 1e-12, how.velocity_step)
    bins = np.searchsorted(edges, v, side="left")
    bins[v == 0.0] = 1
    chosen = []
    for one in np.unique(bins[(bins >= 1) & (bins < len(edges))]):
        rows = np.flatnonzero(bins == one)
        hardest = rows[np.argsort(-a[rows], kind="stable")]
        chosen.append(hardest[: how.per_bin])
    rows = np.concatenate(chosen) if chosen else np.array([], dtype=int)
    return v[rows], a[rows]
