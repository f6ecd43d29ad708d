"""Regeln der Pausen in der Einheit."""

from __future__ import annotations

from typing import Final

from flyzone.training.rules import STANDARD
from flyzone.wording.rule_text import RuleText

_PRACTICE = "Eine Übereinkunft der Praxis, nicht das Ergebnis einer Studie."


def _rest(key: str, what: str, extra: str = "") -> tuple[str, RuleText]:
    """What lies between two reps; `what` in brackets, so that it needs no case."""
    rule = f"session-rest-{key}"
    least, most = (STANDARD.value(rule, end) / 60.0 for end in ("least", "most"))
    text = RuleText(
        f"Zwischen zwei Läufen ({what}).",
        f"{least:g} bis {most:g} Minuten pausieren{extra}.",
        _PRACTICE,
        {
            "least": f"Kürzeste Pause zwischen Läufen ({what})",
            "most": f"Längste Pause zwischen Läufen ({what})",
        },
    )
    return rule, text


REST_RULES: Final[dict[str, RuleText]] = {
    **dict(
        (
            _rest("acceleration", "Beschleunigung"),
            _rest("max-velocity", "Höchstgeschwindigkeit"),
            _rest("sprint-endurance", "Sprintausdauer"),
            _rest("speed-endurance", "Schnelligkeitsausdauer"),
            _rest("resisted", "Sprints mit Widerstand"),
            _rest("assisted", "Sprints mit Zugunterstützung"),
            _rest("tempo", "Tempoläufe"),
            _rest(
                "other",
                "alles andere mit vollem Einsatz, auch Bergsprints",
                "; an einem Hang zuerst hinuntergehen",
            ),
        )
    ),
    "session-rest-distance": RuleText(
        "Nach einem maximalen Sprint.",
        "Eine Minute je zehn Meter pausieren, Anlauf und Zone zusammen.",
        "Nicht das Ergebnis einer Studie.",
        {"per_metre": "Pause für einen Meter maximalen Sprint"},
    ),
    "session-rest-phosphocreatine": RuleText(
        "Nach einem maximalen Sprint.",
        "Pausieren, bis das Kreatinphosphat wieder bei neun Zehnteln ist.",
        "Kreatinphosphat ist nicht die einzige Grenze: Die Leistung braucht länger. Gemessen nach "
        "30 s Radfahren; nach kurzen Sprints kommt es schneller zurück (aus dem Gedächtnis, "
        "ungeprüft), sodass diese Pause eher zu lang ist. Sie verkürzt nie eine andere.",
        {"share": "Kreatinphosphat, das zurück sein soll"},
    ),
    "session-rest-effort": RuleText(
        "Es war weniger als voller Einsatz verlangt.",
        "Halb oder ein Viertel so lang pausieren.",
        f"{_PRACTICE} Abgelesen aus den Pausen der Schnelligkeitsausdauer (90-95 %) und der "
        "Tempoläufe (60-70 %).",
        {
            "hard": "Einsatz, unter dem die Pause halb so lang ist",
            "easy": "Einsatz, bis zu dem sie ein Viertel ist",
        },
    ),
    "session-rest-loss": RuleText(
        "Geschwindigkeit ist schon verloren, und die Einheit geht weiter.",
        "Länger pausieren, um ein Viertel je Prozent.",
        "Eine Vermutung: Wie viel länger, wurde nicht gemessen.",
        {"per_percent": "Längere Pause je 1 % Verlust"},
    ),
    "session-rest-heart-rate": RuleText(
        "Der Puls ist noch nicht heruntergekommen.",
        "Länger pausieren. Ein niedriger Puls verkürzt die Pause nie.",
        "Dass der Puls Bereitschaft für einen maximalen Sprint von einigen Sekunden anzeigt, ist "
        "nicht belegt (aus dem Gedächtnis, ungeprüft).",
        {
            "bpm": "Puls, auf den gewartet wird",
            "longer": "Längere Pause, solange er darüber liegt",
        },
    ),
    "session-rest-ready": RuleText(
        "Der Athlet fühlt sich nicht bereit.",
        "Länger pausieren. Sich bereit zu fühlen verkürzt die Pause nie.",
        "Wie viel länger, wurde nicht gemessen.",
        {
            "ready": "Bereitschaft, die genügt",
            "longer": "Längere Pause für jeden Punkt, der fehlt",
        },
    ),
}
