"""Regeln der Erholung: wie lange nach welcher Einheit wieder maximal gesprintet wird."""

from __future__ import annotations

from typing import Final

from flyzone.training.rules import STANDARD
from flyzone.wording.rule_text import RuleText

_FLOOR = (
    "Eine Übereinkunft der Praxis, nicht das Ergebnis einer Studie. 48 Stunden sind das Mindeste: "
    "Manche Zeichen der Ermüdung halten 72 Stunden an, und das Nervensystem ist nicht die einzige "
    "Ursache."
)
_SOFT = (
    "Eine Übereinkunft: Gefunden wurde keine Studie, die sagt, wie lange das einen maximalen "
    "Sprint beeinträchtigt."
)


def _recovery(key: str, what: str, after: str) -> tuple[str, RuleText]:
    """A sprinted session: in the nominative, and behind "nach"."""
    rule = f"recovery-{key}"
    hours = STANDARD.value(rule, "hours")
    text = RuleText(
        f"Die letzte Einheit war: {what}.",
        f"Danach {hours:g} Stunden lang keine maximalen Sprints.",
        _FLOOR,
        {"hours": f"Stunden Erholung nach {after}"},
    )
    return rule, text


def _soft(key: str, what: str, after: str) -> tuple[str, RuleText]:
    """A session that only tires: in the nominative, and behind "nach"."""
    rule = f"recovery-{key}"
    none, fewer = STANDARD.value(rule, "no_hours"), STANDARD.value(rule, "hours")
    said = []
    if none:
        said.append(f"Danach {none:g} Stunden lang keine maximalen Sprints")
    if fewer:
        said.append(f"bis {fewer:g} Stunden danach weniger maximale Läufe")
    advice = "; ".join(said) or "Danach darf sofort maximal gesprintet werden"
    text = RuleText(
        f"Die letzte Einheit war: {what}.",
        f"{advice[0].upper()}{advice[1:]}.",
        _SOFT,
        {
            "no_hours": f"Stunden ohne maximale Sprints nach {after}",
            "hours": f"Stunden mit weniger Läufen nach {after}",
        },
    )
    return rule, text


RECOVERY_RULES: Final[dict[str, RuleText]] = {
    **dict(
        (
            _recovery("acceleration", "Beschleunigungen", "Beschleunigungen"),
            _recovery(
                "max-velocity",
                "Sprints mit Höchstgeschwindigkeit",
                "Sprints mit Höchstgeschwindigkeit",
            ),
            _recovery("sprint-endurance", "Sprintausdauer", "Sprintausdauer"),
            _recovery("speed-endurance", "Schnelligkeitsausdauer", "Schnelligkeitsausdauer"),
            _recovery("resisted", "Sprints mit Widerstand", "Sprints mit Widerstand"),
            _recovery("assisted", "Sprints mit Zugunterstützung", "Sprints mit Zugunterstützung"),
            _recovery("hill", "Bergsprints", "Bergsprints"),
            _recovery("race", "ein Wettkampf", "einem Wettkampf"),
            _recovery("match", "ein Spiel", "einem Spiel"),
            _soft("plyometrics", "Sprünge", "Sprüngen"),
            _soft("heavy-lift", "schweres einbeiniges Krafttraining", "schwerem Krafttraining"),
            _soft("tempo", "Tempoläufe", "Tempoläufen"),
            _soft("interval-run", "harte Intervalle", "harten Intervallen"),
            _soft("long-run", "ein langer Lauf", "einem langen Lauf"),
            _soft("easy-run", "ein lockerer Lauf", "einem lockeren Lauf"),
            _soft("skills", "Lauf-ABC und Technik", "Lauf-ABC und Technik"),
        )
    ),
    "recovery-age": RuleText(
        "Der Athlet ist minderjährig oder im Alter der Masters.",
        "Ab dem Alter der Masters mehr Stunden Erholung nach allem, was gesprintet wird; für "
        "Minderjährige die Stunden der Erwachsenen, die ein Trainer verlängern kann.",
        "Eine Übereinkunft: Gefunden wurde keine Studie, die sagt, wie viele Stunden mehr es "
        "sind, und Athleten eines Alters unterscheiden sich. Die 48 Stunden stammen aus der "
        "Praxis mit Erwachsenen.",
        {
            "masters_years": "Das Alter der Masters",
            "masters_hours": "Mehr Stunden Erholung ab dem Alter der Masters",
            "minor_hours": "Mehr Stunden Erholung für Minderjährige",
        },
    ),
    "recovery-volume": RuleText(
        "In der letzten Einheit wurde viel weiter gesprintet als sonst.",
        "Danach mehr Stunden Erholung.",
        "Eine Übereinkunft: Dass mehr Sprinten längere Erholung verlangt, ist plausibel; wie viel "
        "längere, wurde in keiner Studie gefunden.",
        {
            "ratio": "Ab welchem Vielfachen eine Einheit groß ist",
            "sessions": "Frühere maximale Einheiten, die es braucht, um die übliche zu kennen",
            "hours": "Mehr Stunden Erholung nach einer großen Einheit",
        },
    ),
    "what-was-done": RuleText(
        "Eine Einheit wurde eingetragen.",
        "Sie zählt als das, was in ihr gemacht wurde, nicht als das, was sie heißt: Läufe mit "
        "voller Geschwindigkeit machen sie zu einer maximalen Einheit, und ohne einen solchen war "
        "sie keine.",
        "Geschwindigkeiten werden mit den sonst über dieselbe Zone üblichen verglichen, ohne "
        "Rücksicht auf den Wind.",
        {
            "full": "Einsatz, ab dem ein Lauf ein maximaler ist",
            "slow": (
                "Geschwindigkeit, unter der ein Lauf kein maximaler war, obwohl voller Einsatz "
                "verlangt war"
            ),
            "usual_reps": (
                "Läufe über eine Zone, die es braucht, um die übliche Geschwindigkeit darin zu "
                "kennen"
            ),
            "least_reps": "Maximale Läufe, ab denen eine Einheit eine maximale ist",
            "long_m": "Strecke, ab der maximale Läufe Sprintausdauer sind",
            "hard_exertion": "Anstrengung, ab der anderes Laufen als harte Intervalle zählt",
            "heavy_share": "Last, ab der schwer gehoben wird",
            "heavy_reps": "Meiste Wiederholungen eines schweren Satzes",
            "contacts": "Sprünge an einem Tag, ab denen es Sprungtraining ist",
        },
    ),
}
