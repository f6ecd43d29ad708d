"""Was von einer Bestenliste gesagt wird."""

from __future__ import annotations

from typing import Final

BOARD: Final[dict[str, str]] = {
    "board-tied": (
        "Zeiten, die sich bei ihren Fehlern nicht mit {percent:.0f} % Wahrscheinlichkeit "
        "unterscheiden, "
        "teilen sich einen Rang."
    ),
    "board-error-typical": (
        "{n:d} {n:plural:Zeit kam|Zeiten kamen} ohne Angabe des Fehlers; dafür steht der "
        "typische Fehler "
        "der Messmethode (bis {largest:.3f} s)."
    ),
}
