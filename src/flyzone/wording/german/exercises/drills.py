"""Texte des Lauf-ABC."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_CARRY = (
    "Ob Lauf-ABC den Schritt bei voller Geschwindigkeit verändert, ist nicht gezeigt: Es ist "
    "Übung, und es wärmt auf."
)
_FRONT = (
    "Die Beinarbeit vor dem Körper ist umstritten: kein Zusammenhang mit der "
    "Höchstgeschwindigkeit bei 24 Sprintern (Haugen 2018). Dass der Fuß genau unter der Hüfte "
    "aufsetzen soll, wird nie angesagt: Die Schnellsten setzen ihn 0,25 bis 0,40 m davor auf (aus "
    "dem Gedächtnis, ungeprüft)."
)
_CALM = "Schmerz. Zum Auspowern am Ende: Müdes Lauf-ABC lehrt müde Technik."
_BACK = "Zurücklehnen"

DRILLS: Final[dict[str, ExerciseText]] = {
    "a-march": ExerciseText(
        "A-Gehen",
        "Die Form des Schritts, langsam: Knie hoch, Fußspitze angezogen, groß.",
        (
            "Gehen; jedes Knie auf Hüfthöhe, der Fuß unter dem Knie.",
            "Unter dem Körper aufsetzen.",
        ),
        ("Groß", "Fußspitze angezogen, Ferse unter dem Gesäß", "Ellbogen im rechten Winkel"),
        (_BACK, "Auf gebeugtem Bein stehen"),
        _CALM,
        _CARRY,
    ),
    "a-skip": ExerciseText(
        "A-Skip",
        "Dasselbe im Rhythmus: Haltung vor dem Körper und ein Fuß, der nach unten schlägt.",
        (
            "Hopserlauf; jedes Knie auf Hüfthöhe.",
            "Den Fuß nach unten treiben, Ballen zuerst, unter den Körper.",
        ),
        ("Hüfte hoch", "Nach unten, nicht nach vorn", "Rhythmus vor Höhe"),
        (_BACK, "Den Fuß nach vorn werfen", "Auf den Boden klatschen"),
        _CALM,
        _FRONT,
    ),
    "b-skip": ExerciseText(
        "B-Skip",
        "Der Fuß kommt zurück, bevor er aufsetzt: aktiv, gegen das Greifen nach vorn.",
        ("Wie der A-Skip; das Knie öffnet sich, dann zieht das ganze Bein nach hinten unten.",),
        ("Zuerst das Knie, dann ziehen", "Aus der Hüfte", "Groß"),
        ("Ein Kick aus dem Knie", _BACK),
        f"{_CALM} Frischer Schmerz in der Oberschenkelrückseite.",
        _FRONT,
    ),
    "dribble": ExerciseText(
        "Dribblings",
        "Das Rad des Schritts, klein: über Knöchel, Wade, Knie.",
        ("Kleine schnelle Kreise des Fußes auf Knöchelhöhe; über die Meter größer werden lassen.",),
        ("Das Rad vor dem Körper", "Ferse an der Innenseite des anderen Beins", "Groß"),
        ("Nach hinten abdrücken", "Hüpfen"),
        _CALM,
        _FRONT,
    ),
    "high-knees": ExerciseText(
        "Kniehebelauf",
        "Kniehub mit schnellen Kontakten.",
        ("Mit wenig Raumgewinn laufen; Oberschenkel auf Hüfthöhe.",),
        ("Groß", "Schnell nach unten", "Arme treiben"),
        (_BACK, "Sitzen"),
        _CALM,
        _CARRY,
    ),
    "ankling": ExerciseText(
        "Fußgelenksarbeit",
        "Ein steifes Sprunggelenk in kleinen Schritten.",
        (
            "Kleine Schritte aus dem Sprunggelenk, Knie fast gestreckt.",
            "Schnell weg vom Ballen.",
        ),
        ("Fußspitze angezogen", "Heißer Boden"),
        ("Nach vorn greifen", "Weiche Sprunggelenke"),
        f"{_CALM} Schmerz in Achillessehne oder Wade.",
        _CARRY,
    ),
    "straight-leg-bound": ExerciseText(
        "Lauf mit gestreckten Beinen",
        "Zug aus der Hüfte mit steifem Bein.",
        (
            "Beine fast gestreckt; unter den Körper zurückziehen.",
            "Die Geschwindigkeit wächst über die Meter.",
        ),
        ("Aus der Hüfte", "Fußspitze angezogen", "Groß, nicht zurücklehnen"),
        ("Das Knie beugen", "Auf der Ferse landen"),
        f"{_CALM} Eine frühere Verletzung der Oberschenkelrückseite.",
        _CARRY,
    ),
    "wall-drill": ExerciseText(
        "Wanddrill",
        "Der Winkel der Beschleunigung, im Stand.",
        (
            "Hände an einer Wand, der Körper eine Linie in 45 Grad.",
            "Ein Knie heben; wechseln, halten, wechseln.",
        ),
        ("Eine Linie", "Knie hoch, Fußspitze angezogen", "Die Wand wegdrücken"),
        ("Hüfte hinter der Linie", "Ein runder Rücken"),
        _CALM,
        _CARRY,
    ),
    "arm-drill": ExerciseText(
        "Armarbeit",
        "Arme, die die Beine treiben: Ellbogen nahe dem rechten Winkel, kein Kreuzen der "
        "Mittellinie.",
        (
            "Sitzen oder stehen; aus der Schulter schwingen, langsam, dann schnell.",
            "Hände von der Hüfte bis zum Kinn.",
        ),
        ("Ellbogen nach hinten", "Daumen streift die Hüfte", "Lockere Hände"),
        ("Die Mittellinie kreuzen", "Gestreckte Arme", "Hochgezogene Schultern"),
        _CALM,
        "Der Ellbogen öffnet und schließt sich in einem guten Sprint, etwa von 60 bis 140 Grad "
        "(aus dem Gedächtnis, ungeprüft): 90 ist ein Mittel, kein Gips.",
    ),
}
