"""Publishing: who may be on a board that anybody sees."""

from __future__ import annotations

from typing import Final

PUBLISHING: Final[dict[str, str]] = {
    "publishing.title": "Öffentliche Tafel",
    "publishing.to": "Auf der öffentlichen Tafel?",
    "publishing.is-on": "Auf der öffentlichen Tafel als „{name}“.",
    "publishing.said": "So gesagt von {by}, {day}.",
    "publishing.is-off": "Nicht auf der öffentlichen Tafel.",
    "publishing.why-never-asked": "Noch hat niemand zugestimmt.",
    "publishing.why-taken-back": "Die Zustimmung wurde zurückgenommen oder verweigert.",
    "publishing.why-guardian-must": "Erziehungsberechtigte haben nicht zugestimmt.",
    "publishing.why-alias-missing": "Der Deckname fehlt oder verrät den Namen.",
    "publishing.adult": (
        "Erwachsene stimmen selbst zu und können das jederzeit zurücknehmen; es gilt sofort."
    ),
    "publishing.minor": (
        "Minderjährig, oder das Alter ist nicht bekannt: Nur Erziehungsberechtigte stimmen "
        "zu, nur unter einem Decknamen. Sie und der Athlet selbst können das jederzeit "
        "zurücknehmen; es gilt sofort."
    ),
    "publishing.alias": "Name auf der Tafel",
    "publishing.alias-adult": "Leer: der richtige Name.",
    "publishing.alias-minor": "Ein Deckname, in dem nichts vom richtigen Namen steht, etwa Komet.",
    "publishing.by-athlete": "Wer es gesagt hat",
    "publishing.by-guardian": "Wer von den Erziehungsberechtigten es gesagt hat",
    "publishing.by-help": (
        "Du schreibst auf, was dir jemand gesagt hat; der Name bleibt dabei stehen."
    ),
    "publishing.give": "Zustimmen",
    "publishing.take-back": "Nicht auf die öffentliche Tafel",
    "publishing.he-himself": "Das sagt nur der Athlet selbst.",
    "publishing.ask-guardian": (
        "Zustimmen können nur Erziehungsberechtigte, oder der Eigentümer, der aufschreibt, "
        "was sie gesagt haben."
    ),
    "publishing.history": "Was gesagt wurde",
    "publishing.yes": "Zugestimmt",
    "publishing.no": "Verweigert oder zurückgenommen",
    "publishing.as": "als „{alias}“",
    "publishing.role-athlete": "der Athlet",
    "publishing.role-guardian": "erziehungsberechtigt",
}
