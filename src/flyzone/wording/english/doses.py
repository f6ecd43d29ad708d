"""A dose in words, as a coach writes it on the board: ``4 x 20 m (run-in 20 m ...), rest 4 min``."""

from __future__ import annotations

from flyzone.model import Dose
from flyzone.training.catalogue import CATALOGUE


def dose_in_words(dose: Dose) -> str:
    """What is done, how hard, and how long to rest; the name of the exercise left out.

    Examples
    --------
    >>> dose_in_words(Dose("pogo", sets=3, reps=10, set_rest_s=90.0))
    '3 x 10, 90 s between sets'
    """
    what = [part for part in (_count(dose), _size(dose)) if part]
    words = " ".join(what) or "once"
    if CATALOGUE[dose.exercise].each_side:
        words += " each leg"
    extent = []
    if dose.run_in_m is not None:
        extent.append(f"run-in {dose.run_in_m:g} m")
    if dose.run_out_m is not None:
        extent.append(f"{dose.run_out_m:g} m clear behind")
    if extent:
        words += f" ({', '.join(extent)})"
    if dose.load:
        words += f", {dose.load}"
    if dose.effort is not None and dose.effort != 1.0:
        words += f", at {100.0 * dose.effort:.0f} %"
    elif dose.effort == 1.0:
        words += ", full effort"
    if dose.rest_s and dose.reps > 1:
        words += f", rest {time_in_words(dose.rest_s)}"
    if dose.set_rest_s and dose.sets > 1:
        words += f", {time_in_words(dose.set_rest_s)} between sets"
    return words


def time_in_words(seconds: float) -> str:
    """Seconds up to a minute and a half, else minutes.

    >>> time_in_words(90.0), time_in_words(210.0)
    ('90 s', '3.5 min')
    """
    return f"{seconds:g} s" if seconds <= 90.0 else f"{seconds / 60.0:.3g} min"


def _count(dose: Dose) -> str:
    sized = dose.distance_m is not None or dose.duration_s is not None
    times = " x" if sized else ""
    if dose.sets > 1:
        return f"{dose.sets} x {dose.reps}{times}"
    if dose.reps > 1:
        return f"{dose.reps}{times}"
    return ""


def _size(dose: Dose) -> str:
    if dose.distance_m is not None:
        return f"{dose.distance_m:g} m"
    return "" if dose.duration_s is None else time_in_words(dose.duration_s)
