"""A dose in words, in German, as a coach writes it on the board: ``4 x 20 m (Anlauf 20 m ...)``."""

from __future__ import annotations

from flyzone.model import Dose
from flyzone.training.catalogue import CATALOGUE


def dose_in_words(dose: Dose) -> str:
    """What is done, how hard, and how long to rest; the name of the exercise left out.

    Examples
    --------
    >>> dose_in_words(Dose("pogo", sets=3, reps=10, set_rest_s=90.0))
    '3 x 10, 90 s zwischen den Sätzen'
    """
    what = [part for part in (_count(dose), _size(dose)) if part]
    words = " ".join(what) or "einmal"
    if CATALOGUE[dose.exercise].each_side:
        words += " je Bein"
    extent = []
    if dose.run_in_m is not None:
        extent.append(f"Anlauf {_number(dose.run_in_m)} m")
    if dose.run_out_m is not None:
        extent.append(f"{_number(dose.run_out_m)} m freier Auslauf")
    if extent:
        words += f" ({', '.join(extent)})"
    if dose.load:
        words += f", {_load(dose.load)}"
    if dose.effort is not None and dose.effort != 1.0:
        words += f", mit {100.0 * dose.effort:.0f} %"
    elif dose.effort == 1.0:
        words += ", voller Einsatz"
    if dose.rest_s and dose.reps > 1:
        words += f", Pause {time_in_words(dose.rest_s)}"
    if dose.set_rest_s and dose.sets > 1:
        words += f", {time_in_words(dose.set_rest_s)} zwischen den Sätzen"
    return words


def time_in_words(seconds: float) -> str:
    """Seconds up to a minute and a half, else minutes.

    >>> time_in_words(90.0), time_in_words(210.0)
    ('90 s', '3,5 min')
    """
    return f"{_number(seconds)} s" if seconds <= 90.0 else f"{_number(seconds / 60.0, 3)} min"


def _number(value: float, digits: int = 6) -> str:
    return f"{value:.{digits}g}".replace(".", ",")


_LOADS = {"body weight": "Körpergewicht", "body mass": "der Körpermasse", "box": "Kasten"}


def _load(load: str) -> str:
    for english, german in _LOADS.items():
        load = load.replace(english, german)
    return load.replace(".", ",")


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
        return f"{_number(dose.distance_m)} m"
    return "" if dose.duration_s is None else time_in_words(dose.duration_s)
