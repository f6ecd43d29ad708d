"""Texte dessen, was aufwärmt."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_GENTLE = "Schmerz an der Stelle, die bewegt wird."


def _mobility(
    name: str, purpose: str, steps: tuple[str, ...], cues: tuple[str, ...], watch: tuple[str, ...]
) -> ExerciseText:
    return ExerciseText(name, purpose, steps, cues, watch, _GENTLE)


WARM_UP: Final[dict[str, ExerciseText]] = {
    "easy-jog": ExerciseText(
        "Lockeres Traben",
        "Wärme: Herz, Muskeln, Sehnen.",
        ("So locker laufen, dass man reden kann.",),
        ("Locker",),
        ("Zu schnell",),
        "Fieber oder Krankheit.",
    ),
    "leg-swing": _mobility(
        "Beinschwingen, vor und zurück",
        "Oberschenkelrückseite und Hüftbeuger in Bewegung.",
        ("Festhalten; ein Bein schwingen, jedes Mal etwas höher.",),
        ("Locker", "Groß"),
        ("Die Höhe erzwingen",),
    ),
    "leg-swing-across": _mobility(
        "Beinschwingen, quer",
        "Innen- und Außenseite des Oberschenkels in Bewegung.",
        ("Zur Wand gewandt; ein Bein nach innen und nach außen schwingen.",),
        ("Locker", "Becken bleibt gerade"),
        ("Die Höhe erzwingen",),
    ),
    "hip-circle": _mobility(
        "Hüftkreisen",
        "Das Hüftgelenk in alle Richtungen.",
        ("Ein Knie heben, einen großen Kreis nach außen ziehen, dann nach innen.",),
        ("Groß und langsam", "Aufrecht"),
        ("Der Rumpf schwingt mit",),
    ),
    "knee-hug-walk": _mobility(
        "Knie zur Brust im Gehen",
        "Gesäß, und Gleichgewicht auf einem Bein.",
        ("Bei jedem Schritt ein Knie zur Brust ziehen, auf den Zehen des anderen Fußes.",),
        ("Groß", "Auf den Zehen"),
        ("Sich zum Knie beugen",),
    ),
    "lunge-with-rotation": _mobility(
        "Ausfallschritt mit Drehung",
        "Hüftbeuger und die Mitte des Rückens.",
        ("Ein langer Ausfallschritt; den Rumpf über das vordere Bein drehen; nächstes Bein.",),
        ("Langer Schritt", "Aus den Rippen drehen"),
        ("Das Knie fällt nach innen",),
    ),
    "inchworm": _mobility(
        "Inchworm",
        "Oberschenkelrückseite, Waden und Schultern.",
        (
            "Aus dem Stand mit den Händen bis in den Stütz laufen; mit den Füßen zu den Händen "
            "laufen.",
        ),
        ("Beine so gestreckt, wie sie mögen", "Rumpf fest"),
        ("Im Stütz durchhängen",),
    ),
    "hamstring-sweep": _mobility(
        "Dynamisches Dehnen der Oberschenkelrückseite",
        "Oberschenkelrückseite in Bewegung, ohne Halten.",
        (
            "Eine Ferse vorn, Fußspitze angezogen; in der Hüfte beugen und mit beiden Händen "
            "daran vorbeistreichen; nächstes Bein.",
        ),
        ("Hüfte nach hinten", "Rücken gerade"),
        ("Die Dehnung halten",),
    ),
    "ankle-rock": _mobility(
        "Sprunggelenk wippen",
        "Ein bewegliches, bereites Sprunggelenk.",
        ("Im kurzen Ausfallschritt das Knie über die Zehen wippen, die Ferse am Boden.",),
        ("Ferse am Boden", "Knie über der mittleren Zehe"),
        ("Das Fußgewölbe sinkt ein",),
    ),
    "glute-bridge": _mobility(
        "Beckenheben",
        "Eine Hüfte, die sich streckt.",
        ("Auf dem Rücken, beide Füße am Boden; Hüfte hoch, eine Sekunde halten.",),
        ("Rippen tief", "Anspannen"),
        ("Ins Hohlkreuz gehen",),
    ),
    "build-up": ExerciseText(
        "Steigerungslauf",
        "Geschwindigkeit, jedes Mal einen Schritt näher: 60, 70, 80, 90 % der vollen "
        "Geschwindigkeit.",
        (
            "Über die Meter gleichmäßig steigern; zurückgehen.",
            "Jeder ein wenig schneller als der letzte.",
        ),
        ("Gleichmäßig", "Groß", "Lockeres Gesicht"),
        ("Der erste zu schnell", "Den letzten als Rennen laufen"),
        "Jeder Schmerz: Dann ist die Einheit vorbei, bevor sie begann.",
    ),
}
