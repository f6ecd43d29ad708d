"""Texte der Sprünge."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_STOP = "Aufhören, wenn die Kontakte lang oder laut werden."
_SURFACE = "Rasen, Laufbahn oder ein federnder Boden; kein Beton."
_SHIN = f"Schmerz in Achillessehne, Schienbein oder Fuß. {_SURFACE}"
_KNEES = "Knie fallen nach innen"
_YOUNG = (
    "Unter 18, oder wenn das Alter nicht bekannt ist, bevor jemand Fachkundiges eine sichere "
    "Landung gesehen und das gesagt hat."
)

JUMPS: Final[dict[str, ExerciseText]] = {
    "snap-down": ExerciseText(
        "Snap-down",
        "Die Landung: die Lektion, die vor jedem Niedersprung kommt.",
        (
            "Hoch auf die Zehen, Arme oben.",
            "Schnell in eine viertel Kniebeuge fallen und lautlos stehen.",
        ),
        ("Leise", "Knie über den Füßen", "Sofort still"),
        (_KNEES, "Auf den Fersen landen", "Ein runder Rücken"),
        "Knieschmerz.",
    ),
    "low-hop": ExerciseText(
        "Flache Hüpfer",
        "Federnde Sprunggelenke mit der geringsten Last: was Anfänger und Junge anstelle von "
        "Niedersprüngen machen.",
        (
            "Beide Füße, eine Handbreit hoch, auf der Stelle oder vorwärts.",
            "Steif und leise.",
            _STOP,
        ),
        ("Sprunggelenke steif", "Schnell weg vom Boden", "Hoch"),
        ("Die Knie beugen", "Auf Höhe springen"),
        _SHIN,
    ),
    "pogo": ExerciseText(
        "Pogo-Sprung",
        "Kurze Kontakte aus den Sprunggelenken: Reaktivkraft mit wenig Last.",
        (
            "Beide Füße, Knie fast gestreckt.",
            "So hoch, wie ein kurzer Kontakt es erlaubt.",
            _STOP,
        ),
        ("Fußspitzen vor der Landung anziehen", "Heißer Boden", "Springen wie ein Ball"),
        ("Fersen am Boden", "Lange Kontakte", "Aus dem Gleichgewicht landen"),
        _SHIN,
        "Dass Sprünge dem Sprint helfen, ist recht gut gestützt; für Pogo-Sprünge allein ist es "
        "Praxis von Trainern.",
    ),
    "countermovement-jump": ExerciseText(
        "Sprung mit Ausholbewegung",
        "Explosive Kraft nach oben; und eine Höhe, die Bereitschaft zeigt.",
        (
            "Schnell ausholen, so hoch wie möglich springen.",
            "Weich landen, neu aufstellen, der nächste.",
        ),
        ("Schnell hinunter, schnell hinauf", "Mit den Armen schwingen"),
        ("Eine tiefe langsame Kniebeuge", "Steif landen"),
        "Knieschmerz.",
    ),
    "broad-jump": ExerciseText(
        "Weitsprung aus dem Stand",
        "Explosive Kraft nach vorn.",
        ("Arme nach hinten, Vorlage, weit springen.", "Auf beiden Füßen landen und stehen."),
        ("Nach vorn explodieren, nicht nach oben", "Arme durchschwingen", "Stehen bleiben"),
        ("Nach hinten fallen", _KNEES),
        "Knieschmerz. Ein rutschiger Boden.",
    ),
    "box-jump": ExerciseText(
        "Kastensprung",
        "Voller Einsatz nach oben, fast ohne Landung.",
        (
            "Ein Kasten von Kniehöhe, nicht höher.",
            "Hoch springen, weich darauf landen; hinuntersteigen.",
        ),
        ("An die Decke springen, nicht auf den Kasten", "Landen wie abgesprungen"),
        (
            "Ein hoher Kasten und hochgezogene Knie: Das prüft die Hüfte",
            "Hinunterspringen",
        ),
        "Ein Kasten, der rutscht.",
    ),
    "bound": ExerciseText(
        "Sprunglauf",
        "Kraft in den Boden in einem langen Laufschritt.",
        (
            "Einige Schritte anlaufen, dann von Fuß zu Fuß springen.",
            "Der Fuß setzt aktiv auf; in jedem Flug einen Augenblick stehen.",
            _STOP,
        ),
        ("Knie durchziehen", "Nach hinten unten greifen", "Hüfte hoch"),
        ("Mit dem Fuß nach vorn greifen", "Im Stand einsinken"),
        "Eine frühere Verletzung der Achillessehne; Schmerz in der Oberschenkelrückseite. "
        f"{_SURFACE}",
    ),
    "single-leg-hop": ExerciseText(
        "Einbeinsprünge",
        "Die härtesten Kontaktkräfte unter den Sprüngen: ein Bein, immer wieder.",
        ("Einige Schritte anlaufen.", "Auf einem Bein springen, das freie schwingt durch.", _STOP),
        ("Ferse zum Gesäß und durch", "Kurzer Kontakt", "Hoch"),
        ("Das Becken kippt", "Weit vorn landen"),
        f"Eine frühere Verletzung von Achillessehne oder Knie. {_SURFACE}",
    ),
    "drop-jump": ExerciseText(
        "Drop Jump",
        "Reaktivkraft: ein kurzer Kontakt nach einem Fall.",
        (
            "Vom Kasten steigen (nicht abspringen).",
            "Sofort abspringen: zuerst der Kontakt, dann die Höhe; unter einer viertel Sekunde.",
            "Den Kasten senken, wenn der Kontakt lang wird.",
            _STOP,
        ),
        ("Heißer Boden", "Sprunggelenke steif", "Sofort hinauf"),
        ("Fersen am Boden", "Vom Kasten abspringen", "Ein zu hoher Kasten"),
        f"{_YOUNG} Eine frühere Verletzung der Achillessehne. {_SURFACE}",
    ),
    "depth-jump": ExerciseText(
        "Tiefsprung",
        "Große Kraft nach einem höheren Fall, für gut Trainierte.",
        (
            "Vom Kasten steigen, auf beiden Füßen landen, so hoch wie möglich springen.",
            "Volle Pause; wenige davon.",
            _STOP,
        ),
        ("Landen wie eine Feder", "Mit allem hinauf"),
        ("Tief einsinken", _KNEES, "Zu viele"),
        f"{_YOUNG} Eine frühere Verletzung von Achillessehne, Knie oder Rücken. {_SURFACE}",
        "Kastenhöhen sind Zahlen von Trainern, aus dem Gedächtnis und ungeprüft.",
    ),
}
