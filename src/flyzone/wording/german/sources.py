"""Where a reason or a rule comes from, in German, where that is said in words.

Keys of docs/references.bib stay as they are.
"""

from __future__ import annotations

from typing import Final

_METHOD = "Regel der Methode"
_COACHES = "Praxis von Trainern"
_TABLE = "Haugen2019, Tabelle 2"

SOURCES: Final[dict[str, str]] = {
    "The method's rule": _METHOD,
    "Coaches' practice": _COACHES,
    "The method's rule; Coaches' practice": f"{_METHOD}; {_COACHES}",
    "Haugen2019, table 2": _TABLE,
    "The method's rule; Haugen2019, table 2": f"{_METHOD}; {_TABLE}",
    "Coaches' practice; Haugen2019, table 2": f"{_COACHES}; {_TABLE}",
    "The method's rule: never run at 90 % when you can run at 100 %": (
        f"{_METHOD}: nie mit 90 % laufen, wenn 100 % möglich sind"
    ),
    "The method's rule: rest until you feel almost fully recovered": (
        f"{_METHOD}: pausieren, bis man sich fast ganz erholt fühlt"
    ),
    "The method's rule: tired is not faster": f"{_METHOD}: müde ist nicht schneller",
    "Coaches' convention (1 min per 10 m, or work to rest 1:20 to 1:40)": (
        "Übereinkunft von Trainern (1 min je 10 m, oder Arbeit zu Pause 1:20 bis 1:40)"
    ),
    "Care: what is at stake is a tear, what it costs is a session": (
        "Vorsicht: Auf dem Spiel steht ein Riss, der Preis ist eine Einheit"
    ),
    "A randomised crossover within one athlete; Haugen2019, table 2, for the range of rests": (
        f"Ausgeloster Vergleich an einem Athleten; {_TABLE}, für die Spanne der Pausen"
    ),
    "Fading by coaches' tables": "Nachlassen nach Tabellen von Trainern",
    "Fitted curves of sprinters and players": "Angepasste Kurven von Sprintern und Spielern",
    "Haugen2012; the championship reactions of SCIENCE, section 1": (
        "Haugen2012; Reaktionen bei Meisterschaften (SCIENCE, Abschnitt 1)"
    ),
    "flyzone: no decision that noise could have made": (
        "flyzone: keine Entscheidung, die der Zufall getroffen haben könnte"
    ),
    "SCIENCE: typical errors of methods": "SCIENCE: typische Fehler der Messmethoden",
    "The athlete's own record": "Die eigenen Aufzeichnungen des Athleten",
    "championships: top speed 12.34 m/s; corrected MAC near 10 m/s²": (
        "Meisterschaften: Höchstgeschwindigkeit 12,34 m/s; korrigierte MAC nahe 10 m/s²"
    ),
}
