"""What speaks against a profile: the known biases of its input, looked for in its own numbers.

A fit always gives numbers.  Whether they mean what their names say depends on how the clock was
started, whether the athlete reached his top speed, whether he had begun to slow, and on what the
device left in the record.  Each doubt here is a question to the numbers, with the answer's size.
"""

from __future__ import annotations

import numpy as np

from flyzone.errors import FitError
from flyzone.model import FittedSprint, Reason, Splits
from flyzone.science.curve import velocity_at_time
from flyzone.science.fit_splits import fit_splits
from flyzone.science.intervals import quantile
from flyzone.science.reach import reach
from flyzone.science.slowing import chance_of_slowing

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
        found.append(
            Reason("scatter" if fit.error_known else "rounding", {"factor": fit.scatter_factor})
        )
    return tuple(found)


def doubts_of_splits(splits: Splits, fit: FittedSprint) -> tuple[Reason, ...]:
    """What split times give cause to doubt: the trigger, the length of the run, slowing."""
    freed = _freed(splits) if fit.correction == "none" else None
    return (*_trigger(splits, fit, freed), *_length(fit), *_slowing(splits, fit, freed))


def doubts_of_trace(fit: FittedSprint) -> tuple[Reason, ...]:
    """What a trace gives cause to doubt: whether it shows the acceleration and the top speed."""
    if fit.input == "in-situ":
        return (Reason("edge-of-noise", source="Clavel2023"),)
    return _length(fit)


def _length(fit: FittedSprint) -> tuple[Reason, ...]:
    """Whether the input ends before the athlete is near his top speed."""
    shown = reach(fit)
    assert shown is not None
    reached = float(velocity_at_time(shown, fit.mss, fit.mac) / fit.mss)
    if reached >= _NEAR_TOP:
        return ()
    return (Reason("top-speed-extrapolated", {"percent": 100.0 * reached}),)


def _freed(splits: Splits) -> FittedSprint | None:
    """The fit with a time correction as well, where the times can tell how good it is."""
    if len(splits) < 3 or (len(splits) < 4 and splits.covariance is None):
        return None
    try:
        return fit_splits(splits, "time")
    except FitError:
        return None


def _trigger(splits: Splits, fit: FittedSprint, freed: FittedSprint | None) -> tuple[Reason, ...]:
    """Whether the clock starts with the athlete, asked by fitting a time correction as well."""
    if fit.correction != "none":
        return ()
    se = None if freed is None else freed.se("TC")
    if freed is None or se is None:
        return (Reason("trigger-unchecked", {"n": len(splits)}, source="Vescovi2021"),)
    shift = freed.value("TC")
    if abs(shift) <= quantile(freed, _CLEAR) * se:
        return ()
    numbers = {
        "tc": shift, "se": se, "mac": fit.mac, "mac_time": freed.mac, "mss": fit.mss,
        "mss_time": freed.mss,
    }  # fmt: skip
    code = "trigger-before-clock" if shift < 0.0 else "clock-before-start"
    return (Reason(code, numbers, source="Vescovi2021"),)


def _slowing(splits: Splits, fit: FittedSprint, freed: FittedSprint | None) -> tuple[Reason, ...]:
    """Whether the athlete loses speed after his fastest stretch, by more than the scatter allows.

    A trigger that is off would pass for scatter, so the curve with a time correction is asked where
    the times can carry it.
    """
    speeds = np.diff(splits.distances) / np.diff(splits.times)
    if len(speeds) < 2:
        return ()
    fastest = int(np.argmax(speeds))
    drop = 1.0 - float(speeds[-1] / speeds[fastest])
    place, end = float(splits.distances[fastest + 1]), float(splits.distances[-1])
    curve = freed if freed is not None and freed.degrees_of_freedom > 2 else fit
    if drop < _SLOWED or chance_of_slowing(splits, curve, place) > 1.0 - _CLEAR:
        return ()
    return (Reason("slowing", {"percent": 100.0 * drop, "fastest_m": place, "last_m": end}),)
