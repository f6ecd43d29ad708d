"""Texte der Sprints gegen einen Schlitten."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

RESISTED: Final[dict[str, ExerciseText]] = {
    "sled-push": ExerciseText(
        "Schlittenschieben",
        "Kraft nach vorn im Winkel der ersten Schritte.",
        (
            "Arme gestreckt, Hände zwischen Hüft- und Brusthöhe, der Körper eine Linie in 45 Grad.",
            "Mit vollem Einsatz und kräftigen Schritten schieben; die Linie vom Kopf bis zur "
            "Ferse bricht nicht.",
            "Ganz ausruhen: Es ist ein Sprint, kein Rausschmeißer.",
        ),
        ("45 Grad, eine Linie", "Den Boden nach hinten drücken", "Ganzer Fuß, flache Ferse"),
        (
            "Hüfte über der Linie",
            "Gebeugte Arme, Brust am Schlitten",
            "So schwer, dass daraus ein Gehen wird",
        ),
        "Schmerz in Wade, Achillessehne oder Rücken. Ein Boden, auf dem der Schlitten ruckt.",
        "Die passende Last ist umstritten; die Körpermasse sagt ohne die Reibung des Bodens "
        "wenig, also eine nehmen, bei der die 45 Grad und ein Laufrhythmus bleiben (Lasten aus "
        "dem Gedächtnis, ungeprüft).",
    ),
    "sled-tow": ExerciseText(
        "Zugschlittensprint",
        "Beschleunigung gegen eine leichte Last, die den Schritt lässt, wie er ist.",
        (
            "Gurt an der Hüfte, mindestens drei Meter Seil.",
            "Das Seil spannen, dann mit vollem Einsatz sprinten.",
            "Den Schlitten auslaufen lassen; zurückgehen.",
        ),
        ("Länger drücken", "Vorlage aus den Sprunggelenken", "Arme wie im Sprint"),
        (
            "Eine Last, die um mehr als ein Zehntel bis ein Fünftel bremst",
            "Vorlage aus der Hüfte",
        ),
        "Schmerz in Wade, Achillessehne oder Rücken.",
        "Welche Last die beste ist, ist umstritten (Lasten aus dem Gedächtnis, ungeprüft).",
    ),
}
