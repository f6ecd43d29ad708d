"""Was davon gesagt wird, warum es nicht vorangeht, und was zu ändern oder zu testen ist."""

from __future__ import annotations

from typing import Final

_AGAINST = "{percent:+.1f} ± {error:.1f} %"
_SHORT_LONG = (
    "(n = {short_n:d}) sind die ersten drei Läufe {short:+.1f} ± {short_error:.1f} % gegen die "
    "nach längeren "
    "(n = {long_n:d}; plus ist langsamer)."
)

DIAGNOSIS: Final[dict[str, str]] = {
    # Was angesehen wurde.
    "diagnosis-no-sprints": (
        "Es ist kein maximaler Sprint mit Zeit erfasst; darum lässt sich nichts sagen."
    ),
    "diagnosis-window": (
        "Angesehen: {sessions:d} {sessions:plural:Einheit|Einheiten} mit {reps:d} "
        "{reps:plural:gestoppten "
        "maximalen Lauf|gestoppten maximalen "
        "Läufen}, {days:.0f} {days:plural:Tag|Tage} bis zur letzten."
    ),
    "diagnosis-cut-sessions": (
        "Vom Wächter beendete Einheiten: {n:d}. Ihr letzter Lauf bleibt bei einfachen "
        "Vergleichen außen vor, "
        "weil er zum Teil zufällig langsam war."
    ),
    "diagnosis-trend": (
        "Ausgeruhte Zeiten ändern sich um {percent:+.2f} ± {error:.2f} % pro Woche (minus ist "
        "schneller)."
    ),
    "diagnosis-both": "Die Pausen und die Erholung sind beide zu kurz.",
    # Pause zwischen den Läufen.
    "diagnosis-rest-asked": (
        "Die mittlere Pause (Median) ist {rest:.0f} s, für diese Strecke sind etwa {asked:.0f} s "
        "verlangt: "
        "{below:d} von {n:d} Pausen waren kürzer."
    ),
    "diagnosis-rest-varied": (
        "Nach Pausen bis {border:.0f} s (Einheiten: {short_n:d}) sind die Läufe ab dem dritten "
        "{short:+.1f} ± "
        "{short_error:.1f} % gegen den ersten (plus ist langsamer); nach längeren (Einheiten: "
        "{long_n:d}) "
        "{long:+.1f} ± {long_error:.1f} %."
    ),
    "diagnosis-rest-steady": (
        f"Die Pausen sind fast gleich; die Läufe ab dem dritten sind {_AGAINST} gegen den ersten "
        f"(plus ist "
        "langsamer). Einheiten: {n:d}."
    ),
    "diagnosis-rest-cost": (
        "Aufwärmeffekt, Tagesform und Trend herausgerechnet, kosten zu kurze Pausen "
        "{percent:.1f} ± "
        "{error:.1f} % in den betroffenen Läufen."
    ),
    "diagnosis-rest-unknown": "Die meisten Pausen zwischen den Läufen sind nicht erfasst.",
    "diagnosis-rest-never-varied": (
        "Die Pausen sind fast gleich (Median {rest:.0f} s); kurze lassen sich deshalb nicht mit "
        "langen "
        "vergleichen."
    ),
    "diagnosis-slowing": (
        "Wie lang die Pause auch ist: Im Lauf einer Einheit werden die Läufe im Mittel um "
        "{percent:.1f} ± "
        "{error:.1f} % langsamer."
    ),
    # Erholung zwischen den Einheiten.
    "diagnosis-gap-asked": (
        "{below:d} von {n:d} Einheiten kamen früher als die {asked:.0f} h, die die Regeln "
        "verlangen (Abstand "
        "im Median {gap:.0f} h)."
    ),
    "diagnosis-gap-varied": f"Nach Abständen unter {{hours:.0f}} h {_SHORT_LONG}",
    "diagnosis-sleep-varied": f"Nach Nächten unter {{hours:.0f}} h {_SHORT_LONG}",
    "diagnosis-gap-cost": (
        "Tagesform und Trend herausgerechnet, kosten kurze Abstände und kurze Nächte "
        "{percent:.1f} ± "
        "{error:.1f} % in den betroffenen Einheiten."
    ),
    "diagnosis-gap-never-varied": (
        "{below:d} von {n:d} Abständen waren kurz: zu wenige volle zum Vergleichen."
    ),
    # Andere Ursachen.
    "diagnosis-scatter": (
        "Die Läufe einer Einheit streuen um {percent:.1f} % (SD), Aufwärmeffekt und Ermüdung "
        "eingeschlossen; "
        "über {usual:.1f} % sind sie kaum maximal. Für {asked_below:.0f} % der Läufe war weniger "
        "als voller "
        "Einsatz verlangt."
    ),
    "diagnosis-method-step": (
        "Die Zeitmessung hat gewechselt ({methods}): späte gegen frühe Zeiten allein dadurch "
        f"{_AGAINST} (plus ist langsamer)."
    ),
    "diagnosis-wind-step": (
        f"Der Wind war anders: späte gegen frühe Zeiten allein dadurch {_AGAINST} (plus ist "
        f"langsamer)."
    ),
    "diagnosis-few-exposures": (
        "Maximale Einheiten: {per_week:.1f} pro Woche, verlangt sind mindestens etwa {asked:.1f}."
    ),
    "diagnosis-new": (
        "Die Aufzeichnung ist {days:.0f} {days:plural:Tag|Tage} alt; um eine Veränderung zu "
        "beurteilen, "
        "braucht es {asked:.0f}."
    ),
    "diagnosis-return": (
        "{days:.0f} {days:plural:Tag|Tage} ohne maximale Einheit; der Wiedereinstieg kostete "
        f"{_AGAINST} (plus ist langsamer)."
    ),
    "diagnosis-nothing-costs": (
        "Was kurze Pausen ({rest:.1f} %) und kurze Erholung ({recovery:.1f} %) wahrscheinlich "
        "kosten, wird an "
        "{loss:.1f} % gemessen; ab da zählt es."
    ),
    "diagnosis-few-sessions": (
        "{n:d} {n:plural:Einheit ist|Einheiten sind} erfasst; für eine Aussage braucht es "
        "{needed:.0f}."
    ),
    # Was zu ändern oder zu testen ist.
    "advise-longer-rest": (
        "Zwischen maximalen Läufen {seconds:.0f} s pausieren und in drei Wochen wieder nachsehen."
    ),
    "advise-rest-test": (
        "Testen: Sechs Einheiten mit ausgelosten Pausen zeigen, was kurze Pausen diesen Athleten "
        "kosten "
        "(flyzone rest-test)."
    ),
    "advise-longer-gaps": (
        "Zwischen maximalen Einheiten mindestens {hours:.0f} h lassen und in drei Wochen wieder "
        "nachsehen."
    ),
    "advise-sleep": (
        "Vor einer maximalen Einheit mindestens {hours:.0f} h schlafen, sonst die Einheit "
        "verschieben."
    ),
    "advise-full-effort": (
        "Jeden gestoppten Lauf mit vollem Einsatz laufen und die Zeit jedes Mal gleich nehmen."
    ),
    "advise-one-method": (
        "Bei einer Messmethode bleiben oder beide einmal nebeneinander laufen lassen (flyzone "
        "compare), damit "
        "sie sich vergleichen lassen."
    ),
    "advise-wind": "Den Wind messen oder in beide Richtungen sprinten und mitteln.",
    "advise-more-exposures": "Mindestens {per_week:.1f}-mal pro Woche mit vollem Einsatz sprinten.",
    "advise-wait": "So weitermachen und urteilen, wenn einige Wochen mehr erfasst sind.",
    "advise-return": (
        "Dem Wiedereinstieg drei Wochen regelmäßiger Sprints geben, bevor der Trend beurteilt wird."
    ),
    "advise-fewer-reps": "Weniger Läufe je Einheit, oder längere Pausen, als die Regel verlangt.",
    "advise-keep-on": "So weitermachen: Nichts in der Aufzeichnung verlangt eine Änderung.",
    "advise-record-more": "Jeden maximalen Lauf mit seiner Zeit und der Pause davor erfassen.",
}
