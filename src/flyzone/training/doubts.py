"""What speaks against a profile: the known biases of its input, looked for in its own numbers.

A fit always gives numbers.  Whether they mean what their names say depends on how the clock was
started, whether the athlete reached his top speed, whether he had begun to slow, and on what the
device left in the record.  Each doubt here is a question to the numbers, with the answer's size.
"""

from __future__ import annotations

import numpy as np

from flyzone.errors import FitError
from flyzone.model import FittedSprint, Reason, Splits
from flyzone.science.curve import velocity_at_distance, velocity_at_time
from flyzone.science.fit_splits import fit_splits
from flyzone.science.intervals import quantile

FASTEST_MSS_M_S = 12.6
"""Just above the fastest top speed on record (laser 12.34 m/s, Berlin 2009)."""
LARGEST_MAC_M_S2 = 12.0
"""Above what corrected fits of world-class finals give (about 10 m/s²)."""
_CLEAR = 0.99
_NEAR_TOP = 0.95
_SLOWED = 0.005
_ROUGH = 0.15


def doubts_of_fit(fit: FittedSprint) -> tuple[Reason, ...]:
    """What the fit itself gives cause to doubt, whatever the input was."""
    found = []
    if fit.covariance is None:
        found.append(Reason("no-error-known", {"n": len(fit.at), "p": len(fit.names)}))
    if fit.mss > FASTEST_MSS_M_S or fit.mac > LARGEST_MAC_M_S2:
        found.append(
            Reason(
                "beyond-human",
                {
                    "mss": fit.mss, "mac": fit.mac, "fastest": FASTEST_MSS_M_S,
                    "largest": LARGEST_MAC_M_S2,
                },
                source="championships: top speed 12.34 m/s; corrected MAC near 10 m/s²",
            )
        )  # fmt: skip
    found += [Reason("at-bound", {"name": name}) for name in fit.at_bound if name in ("FD", "DC")]
    for name in ("MSS", "MAC"):
        se = fit.se(name)
        if se is not None and se > _ROUGH * fit.value(name):
            found.append(Reason("rough", {"name": name, "percent": 100.0 * se / fit.value(name)}))
    if fit.correlation_factor > 1.0:
        found.append(
            Reason("residuals-correlated", {"factor": fit.correlation_factor}, source="DenHaan1997")
        )
    if fit.scatter_factor > 1.0:
        found.append(Reason("scatter", {"factor": fit.scatter_factor}))
    return tuple(found)


def doubts_of_splits(splits: Splits, fit: FittedSprint) -> tuple[Reason, ...]:
    """What split times give cause to doubt: the trigger, the length of the run, slowing."""
    return (*_trigger(splits, fit), *_length(splits, fit), *_slowing(splits, fit))


def doubts_of_trace(fit: FittedSprint) -> tuple[Reason, ...]:
    """What a trace gives cause to doubt: whether it shows the acceleration and the top speed."""
    if fit.input == "in-situ":
        return (Reason("edge-of-noise", source="Clavel2023"),)
    reached = float(np.max(_speed_of(fit)) / fit.mss)
    if reached < _NEAR_TOP:
        return (Reason("top-speed-extrapolated", {"percent": 100.0 * reached}),)
    return ()


def _speed_of(fit: FittedSprint) -> np.ndarray:
    if fit.input == "velocity-distance":
        return fit.predicted
    if fit.input == "velocity":
        return fit.predicted
    since = np.maximum(fit.at - (fit.value("TC") if "TC" in fit.names else 0.0), 0.0)
    if "FD" in fit.names:
        return np.asarray(np.gradient(fit.predicted, fit.at))
    return velocity_at_time(since, fit.mss, fit.mac)


def _trigger(splits: Splits, fit: FittedSprint) -> tuple[Reason, ...]:
    """Whether the clock starts with the athlete, asked by fitting a time correction as well."""
    if fit.correction != "none":
        return ()
    if (len(splits) < 4 and splits.covariance is None) or len(splits) < 3:
        return (Reason("trigger-unchecked", {"n": len(splits)}, source="Vescovi2021"),)
    try:
        freed = fit_splits(splits, "time")
    except FitError:
        return (Reason("trigger-unchecked", {"n": len(splits)}, source="Vescovi2021"),)
    shift, se = freed.value("TC"), freed.se("TC")
    if se is None or abs(shift) <= quantile(freed, _CLEAR) * se:
        return ()
    numbers = {
        "tc": shift, "se": se, "mac": fit.mac, "mac_time": freed.mac, "mss": fit.mss,
        "mss_time": freed.mss,
    }  # fmt: skip
    code = "trigger-before-clock" if shift < 0.0 else "clock-before-start"
    return (Reason(code, numbers, source="Vescovi2021"),)


def _length(splits: Splits, fit: FittedSprint) -> tuple[Reason, ...]:
    end = float(splits.distances[-1])
    reached = float(velocity_at_distance(end, fit.mss, fit.mac) / fit.mss)
    if reached >= _NEAR_TOP:
        return ()
    return (Reason("top-speed-extrapolated", {"percent": 100.0 * reached, "distance": end}),)


def _slowing(splits: Splits, fit: FittedSprint) -> tuple[Reason, ...]:
    """Whether a late stretch is slower than an earlier one, by more than the scatter allows."""
    if len(splits) < 3:
        return ()
    gaps, spent = np.diff(splits.distances), np.diff(splits.times)
    speeds = gaps / spent
    fastest = int(np.argmax(speeds))
    if fastest == len(speeds) - 1:
        return ()
    last = len(speeds) - 1
    drop = 1.0 - speeds[last] / speeds[fastest]
    sd = fit.residual_sd if splits.sd is None else float(np.mean(splits.sd))
    # Speeds of stretches carry the error of two times each.
    noise = (
        0.0 if sd is None else np.sqrt(2.0) * sd * np.hypot(1.0 / spent[last], 1.0 / spent[fastest])
    )
    if drop < max(_SLOWED, noise):
        return ()
    return (
        Reason(
            "slowing",
            {
                "percent": 100.0 * drop, "fastest_m": float(splits.distances[fastest + 1]),
                "last_m": float(splits.distances[-1]),
            },
        ),
    )  # fmt: skip
