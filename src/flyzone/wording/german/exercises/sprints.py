"""Texte der Sprints in der Ebene."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_PAIN = (
    "Bei jedem Schmerz, vor allem in Oberschenkelrückseite, Wade oder Achillessehne: sofort "
    "aufhören, bevor aus einem Ziehen ein Riss wird."
)
_TIRED = "Wenn heute kein voller Einsatz möglich ist: Mit 90 % ist es eine andere Einheit."
_FLY_STEPS = (
    "Im Anlauf die Geschwindigkeit gleichmäßig aufbauen; volle Geschwindigkeit an der ersten "
    "Linie der Zone.",
    "Hoch und locker durch die Zone sprinten; dort wird die Zeit genommen.",
    "Über den ganzen Auslauf langsamer werden, ohne zu bremsen. Zurückgehen und so lange "
    "pausieren wie vorgegeben.",
)
_FLY_CUES = (
    "Hüfte hoch",
    "Nach unten und hinten in den Boden",
    "Schnell und locker: Kiefer, Hände, Schultern",
)
_FLY_WATCH = (
    "Erst an der Linie Gas geben",
    "Hinter der Zone scharf bremsen",
    "Die Pause abkürzen",
)
_EXPOSURE = (
    "Dass gelegentliches Laufen über 95 % der Höchstgeschwindigkeit mit weniger Verletzungen "
    "einhergeht, stammt von einer Mannschaft in einer Saison. Nach 20 m Anlauf beschleunigen die "
    "Schnellsten noch."
)


def _fly(zone: int, purpose: str) -> ExerciseText:
    return ExerciseText(
        f"Fliegend {zone} m",
        purpose,
        _FLY_STEPS,
        _FLY_CUES,
        _FLY_WATCH,
        f"{_PAIN} {_TIRED}",
        _EXPOSURE,
    )


_DRIVE_CUES = (
    "Den Boden wegdrücken",
    "Lange erste Schritte, flache Fersen",
    "Den Rumpf von selbst aufrichten lassen",
)
_DRIVE_WATCH = (
    "Nach zwei Schritten aufrecht",
    "Schnelle kurze Schritte, die nicht voranbringen",
    "Kopf zu früh oben",
)
_STOP = "Über den ganzen Auslauf langsamer werden."
_STAND = "Start aus dem Stand, ein Fuß vorn."

SPRINTS: Final[dict[str, ExerciseText]] = {
    "fly-10": _fly(
        10,
        "Höchstgeschwindigkeit in ihrer reinsten und kürzesten Form, und die Zahl, der man folgt.",
    ),
    "fly-20": _fly(20, "Höchstgeschwindigkeit, gehalten über etwa zehn Schritte."),
    "fly-30": _fly(
        30,
        "Höchstgeschwindigkeit, so lange gehalten, wie es geht: für Athleten, deren Technik hält.",
    ),
    "acceleration-10": ExerciseText(
        "Antritt 10 m",
        "Die ersten Schritte: Kraft nach vorn.",
        (_STAND, "Voller Einsatz über 10 m.", _STOP),
        _DRIVE_CUES,
        _DRIVE_WATCH,
        _PAIN,
    ),
    "acceleration-20": ExerciseText(
        "Antritt 20 m",
        "Beschleunigung bis etwa vier Fünftel der Höchstgeschwindigkeit.",
        (_STAND, "Voller Einsatz über 20 m.", _STOP),
        _DRIVE_CUES,
        _DRIVE_WATCH,
        _PAIN,
    ),
    "acceleration-30": ExerciseText(
        "Antritt 30 m",
        "Beschleunigung bis in den aufrechten Lauf: der Weg zur Höchstgeschwindigkeit, wo für "
        "fliegende Sprints der Platz fehlt.",
        (_STAND, "Voller Einsatz über 30 m, allmählich aufrichten.", _STOP),
        _DRIVE_CUES,
        _DRIVE_WATCH,
        _PAIN,
    ),
    "three-point-start": ExerciseText(
        "Dreipunktstart",
        "Beschleunigung von tief unten, mit klarem Winkel der ersten Schritte; der Start der 40 "
        "Yards.",
        (
            "Eine Hand an der Linie, der Fuß der anderen Seite vorn, die Hüfte etwas über den "
            "Schultern.",
            "Beide Füße drücken ab; der freie Arm schwingt nach vorn.",
            _STOP,
        ),
        ("Mit beiden Beinen abdrücken", "Eine Linie von Ferse bis Kopf", "Große Arme"),
        (
            "Gewicht auf dem hinteren Fuß",
            "Heraussteigen statt abdrücken",
            "Sofort aufrecht",
        ),
        _PAIN,
    ),
    "block-start": ExerciseText(
        "Blockstart",
        "Beschleunigung aus den Blöcken, für alle, die im Wettkampf daraus starten.",
        (
            "Blöcke einstellen: etwa zwei Fußlängen bis zum ersten, drei bis zum zweiten Klotz.",
            "Bei „Fertig“ warten, bis alles ruhig ist; gegen beide Klötze drücken.",
            _STOP,
        ),
        (
            "Gegen beide Klötze drücken",
            "Nach vorn, nicht nach oben",
            "Geduld: über 20 m und mehr aufrichten",
        ),
        (
            "Zuerst die Hände wegziehen",
            "Vorderes Knie bei „Fertig“ gestreckt",
            "Stolpernder erster Schritt",
        ),
        f"{_PAIN} Nicht, bevor der Dreipunktstart sicher und gerade ist.",
    ),
    "wicket-run": ExerciseText(
        "Minihürdenlauf",
        "Rhythmus und Fußaufsatz des aufrechten Sprints, über Marken, die die Schrittlänge "
        "vorgeben.",
        (
            "Etwa zehn Minihürden oder flache Marken, deren Abstände bis zur Schrittlänge bei "
            "hoher Geschwindigkeit wachsen.",
            "Gleichmäßig anlaufen und mit etwa neun Zehnteln der vollen Geschwindigkeit über jede "
            "steigen.",
            "Die Marken verändern, nicht den Athleten: Ein kürzerer oder längerer Schritt als der "
            "eigene hilft niemandem.",
        ),
        ("Drübersteigen, aufsetzen", "Hüfte hoch", "Jeder Schritt klingt gleich"),
        (
            "Zu weite Abstände: Der Fuß greift nach vorn",
            "Blick nach unten",
            "Trippelschritte zwischen den Marken",
        ),
        f"{_PAIN} Bei Hürden, die nicht umfallen.",
        "Mit Absicht unter vollem Einsatz: eine Übung, kein Schnelligkeitstraining. Gefunden "
        "wurde keine Studie, nach der sie jemanden schneller macht.",
    ),
    "sprint-80": ExerciseText(
        "Sprint 80 m",
        "Geschwindigkeit halten, wenn sie nachzulassen beginnt: was über 100 m nach 60 "
        "entscheidet.",
        ("Start aus dem Stand.", "Voller Einsatz mit lockeren Schultern bis zum Ende.", _STOP),
        ("Die Technik halten, nicht die Luft", "Hoch bis zur Linie", "Kurze Kontakte"),
        ("Drücken, wenn es schwer wird", "Zu kurze Pausen: acht Minuten und mehr"),
        f"{_PAIN} In den ersten Wochen nach einer Unterbrechung.",
    ),
    "sprint-120": ExerciseText(
        "Sprint 120 m",
        "Sprintausdauer für 100 bis 200 m.",
        (
            "Start aus dem Stand; die Kurve ist erlaubt.",
            "Voller Einsatz, gleichmäßig bis zum Ende.",
            _STOP,
        ),
        ("In der Mitte locker bleiben", "Hoch bis zur Linie"),
        ("Drücken, wenn es schwer wird", "Zu kurze Pausen: zwölf Minuten und mehr"),
        f"{_PAIN} In den ersten Wochen nach einer Unterbrechung.",
    ),
    "speed-endurance-run": ExerciseText(
        "Schnelligkeitsausdauerlauf",
        "Schnelle Läufe ermüdet wiederholen: für 200 bis 400 m und Mannschaftssport.",
        (
            "60 bis 80 m mit 90 bis 95 % der vollen Geschwindigkeit.",
            "Zurückgehen; zwischen den Serien eine lange Pause.",
        ),
        ("Jeder Lauf in derselben Zeit", "Die Serie beenden, wenn die Technik leidet"),
        ("Den ersten als Rennen laufen, im letzten einbrechen",),
        f"{_PAIN} Anstelle von Schnelligkeitstraining: Es macht nicht schneller.",
        "Die Methode nennt das Kondition: „nie mit 90 % laufen, wenn 100 % möglich sind“. Andere "
        "zählen es zum Sprinttraining.",
    ),
    "assisted-fly": ExerciseText(
        "Fliegend mit Zugunterstützung",
        "Etwas schneller als allein möglich, von einem Seil gezogen, für einen schnelleren "
        "Schritt.",
        (
            "Ein Helfer oder ein Gerät zieht gleichmäßig und sanft; höchstens 5 % über die eigene "
            "Geschwindigkeit.",
            "Anlaufen, die Zone kommen lassen, dahinter das Seil lösen.",
            _STOP,
        ),
        ("Schnell unter der Hüfte", "Mit dem Zug laufen, nie zurücklehnen"),
        ("Zu starker Zug: längere Schritte, härteres Bremsen", "Ein plötzlicher Zug"),
        f"{_PAIN} Nach einer Verletzung der Oberschenkelrückseite. Ohne jemanden, der das schon "
        "gemacht hat.",
        "Ob sich ein Zug auf das Laufen allein überträgt, ist schwach belegt, und je schneller er "
        "zieht, desto mehr bremsen die Beine.",
    ),
}
