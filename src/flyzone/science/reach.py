"""How far along its curve an input goes: from there on, the curve is drawn by faith."""

from __future__ import annotations

from flyzone.model.fitted import FittedSprint
from flyzone.science.curve import time_at_distance

_SHORTEST_S = 1e-3


def reach(fit: FittedSprint) -> float | None:
    """Time from the first movement to the last observation, s, as the fitted curve has it.

    Parameters
    ----------
    fit : FittedSprint

    Returns
    -------
    float or None
        ``None`` for the edge of a cloud, which has no last moment.
    """
    if fit.input == "in-situ":
        return None
    told = {name: fit.value(name) for name in (*fit.names, *fit.given)}
    behind, late, off = (told.get(name, 0.0) for name in ("FD", "TC", "DC"))
    last = float(fit.at[-1])
    if fit.input in ("splits", "velocity-distance"):
        return float(time_at_distance(last + behind - off, fit.mss, fit.mac))
    started = float(time_at_distance(behind, fit.mss, fit.mac))
    return max(last - late + started, _SHORTEST_S)
