"""Regeln der Übungen: wer was darf, was eine Anlage hergibt, und das Aufwärmen."""

from __future__ import annotations

from typing import Final

from flyzone.wording.rule_text import RuleText

CATALOGUE_RULES: Final[dict[str, RuleText]] = {
    "fly-set-up": RuleText(
        "Mit Höchstgeschwindigkeit wird durch eine Zone gesprintet.",
        "20 m zum Aufbauen der Geschwindigkeit, die Zone, danach 30 m frei, um gleichmäßig "
        "langsamer zu werden. Ist die Gerade kürzer, gibt zuerst die Zone nach, dann der Auslauf "
        "bis zu seinem Mindestmaß, dann der Anlauf.",
        "20 bis 40 m Anlauf sind Praxis; die Schnellsten brauchen 50 m und mehr bis zur "
        "Höchstgeschwindigkeit, beschleunigen nach 20 m also noch. Das Mindestmaß des Auslaufs "
        "ist Mechanik, keine Studie: Aus 9,5 m/s verlangt ein Halt in 20 m 2,3 m/s², in 30 m 1,5 "
        "m/s².",
        {
            "run_in_m": "Anlauf vor einer fliegenden Zone",
            "run_in_least_m": (
                "Anlauf, unter dem die Höchstgeschwindigkeit zu fern ist, um sie zu trainieren"
            ),
            "run_out_m": "Freier Auslauf hinter einer fliegenden Zone",
            "run_out_least_m": "Freier Auslauf, unter dem niemand fliegend sprintet",
        },
    ),
    "race-day": RuleText(
        "Die Einheit ist ein Wettkampf oder ein Spiel.",
        "Dafür aufwärmen; der Wettkampf selbst ist der Hauptteil.",
    ),
    "landing-first": RuleText(
        "Der Athlet ist unter 18, sein Alter ist nicht bekannt, oder jemand hat ihn schlecht "
        "landen sehen.",
        "Kein Tiefsprung und kein Drop Jump, bevor jemand Fachkundiges eine sichere Landung vom "
        "Kasten gesehen und das gesagt hat. Stattdessen Pogo-Sprünge und flache Hüpfer.",
        "Gefunden wurde keine Studie, die ein Alter festlegt; auf die sichere Landung kommt es "
        "an, und sie muss gesehen werden.",
    ),
    "level-first": RuleText(
        "Eine Übung verlangt mehr Training, als der Athlet hat.",
        "Zuerst eine leichtere. Ein Niveau, das nicht bekannt ist, zählt als das eines Anfängers.",
        "Zahlen von Trainern, aus dem Gedächtnis und ungeprüft; gefunden wurde keine Studie, die "
        "sie festlegt.",
    ),
    "earlier-injury": RuleText(
        "Auf eine frühere Verletzung ist zu achten.",
        "Übungen, die die Stelle am meisten belasten, werden ersetzt, andere beginnen mit weniger "
        "Wiederholungen, und vor einem Sprint gibt es mehr Steigerungen.",
        "Eine frühere Verletzung ist das bekannteste Risiko einer neuen (aus dem Gedächtnis, "
        "ungeprüft); wie viel weniger genug ist, ist nicht bekannt.",
        {"share": "Wiederholungen nach einer früheren Verletzung"},
    ),
    "lifting-supervised": RuleText(
        "Der Athlet ist unter 18, oder sein Alter ist nicht bekannt.",
        "Krafttraining nur, wenn jemand Fachkundiges daneben steht; Technik geht vor Last.",
        "Dass beaufsichtigtes Krafttraining für Junge sicher ist, gilt weithin (aus dem "
        "Gedächtnis, ungeprüft).",
    ),
    "what-the-place-has": RuleText(
        "Für eine Übung fehlen Laufbahn, Hang oder Gerät.",
        "Die nächste Übung, die die Anlage erlaubt; lieber keine als eine unsichere.",
    ),
    "volume-not-effort": RuleText(
        "Eine Einheit wird kleiner: eine Entlastungswoche, eine Rückkehr, eine kurze Stunde.",
        "Weniger Läufe. Einsatz und Pause bleiben, wie sie sind.",
        "Gefunden wurde keine Studie, die bei Sprintern weniger Läufe mit langsameren vergleicht.",
    ),
    "warm-up": RuleText(
        "Eine Einheit beginnt.",
        "Lockeres Laufen, dann Beweglichkeit in Bewegung, dann Lauf-ABC, dann Steigerungen mit "
        "60, 70, 80 und 90 %.",
        "Dynamisches Dehnen änderte die Leistung, Minuten später gemessen, im Mittel um +1,3 %; "
        "die Reihenfolge ist Praxis von Trainern.",
        {
            "minutes": "Ein Aufwärmen",
            "least_minutes": "Das kürzeste Aufwärmen",
            "most_minutes": "Das längste Aufwärmen",
        },
    ),
    "no-static-before": RuleText(
        "Statisches Dehnen vor Schnelligkeitstraining wird erwogen.",
        "Davor keines; wenn überhaupt, nach der Einheit.",
        "Umstritten: Folgt dem Dehnen Bewegung, bleibt keine klare Wirkung, und kurzes Halten "
        "kostet wenig.",
    ),
}
