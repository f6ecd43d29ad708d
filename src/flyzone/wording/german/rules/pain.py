"""Regeln zu Schmerz und Warnzeichen."""

from __future__ import annotations

from typing import Final, get_args

from flyzone.model.athlete import Place
from flyzone.training.rules import RULES
from flyzone.wording.german.vocabulary import VOCABULARY
from flyzone.wording.rule_text import RuleText

_NUMBERS = "Eine Übereinkunft: Zu diesen Zahlen wurde keine Studie gefunden."
_BLOCKS = {place: VOCABULARY[place] for place in get_args(Place)} | {"other": "andere Stellen"}

PAIN_RULES: Final[dict[str, RuleText]] = {
    "pain-blocks": RuleText(
        "Etwas schmerzt mehr, als die Grenze der Stelle erlaubt, oder hat in einem Lauf überhaupt "
        "geschmerzt.",
        "Keine Sprints, bis jemand Fachkundiges freigegeben hat: Aus einem Ziehen wird bei voller "
        "Geschwindigkeit ein Riss.",
        _NUMBERS,
        {
            **{
                place: f"Schmerz ({where}), über dem nicht gesprintet wird"
                for place, where in _BLOCKS.items()
                if place in RULES["pain-blocks"].thresholds
            },
            "in_rep": "Schmerz in einem Lauf, wo auch immer, über dem das Sprinten vorbei ist",
        },
    ),
    "pain-clearance": RuleText(
        "Ein Schmerz verbietet das Sprinten.",
        "Ein Arzt oder ein Physiotherapeut gibt frei; ein Trainer oder ein Elternteil einen "
        "geringeren Schmerz; ein Erwachsener selbst einen geringeren; ein Minderjähriger, oder "
        "wer sein Alter nicht angegeben hat, nie selbst. Die Freigabe muss jünger sein als der "
        "Schmerz.",
        "",
        {
            "doctor": "Wen ein Arzt freigeben darf",
            "physiotherapist": "Wen ein Physiotherapeut freigeben darf",
            "coach": "Wen ein Trainer freigeben darf",
            "parent": "Wen ein Elternteil freigeben darf",
            "athlete": "Wen der Athlet selbst freigeben darf",
            "medical_above": "Schmerz, über dem nur ein Arzt oder ein Physiotherapeut freigibt",
        },
    ),
    "pain-gone": RuleText(
        "Ein Schmerz außerhalb der Muskeln und Sehnen, die beim Sprinten reißen, wurde später mit "
        "null angegeben.",
        "Er braucht keine Freigabe mehr, wenn er nicht stark war.",
        _NUMBERS,
        {
            "severity": "Stärkster Schmerz, der ohne Freigabe vergeht",
            "days": "Tage, nach denen die Angabe null zählt",
        },
    ),
    "pain-mild": RuleText(
        "Etwas schmerzt ein wenig, oder die Muskeln schmerzen nach dem Training.",
        "Weniger Läufe, und keiner durch einen Schmerz hindurch, der zunimmt.",
        _NUMBERS,
        {"days": "Tage, die ein leichter Schmerz zählt, wenn niemand nachgefragt hat"},
    ),
    "pain-return": RuleText(
        "Ein Schmerz wurde freigegeben.",
        "Zurück in Stufen, jede ohne Schmerz und an einem eigenen Tag gelaufen, vor allem "
        "Maximalen: die eine Ausnahme davon, nie mit 90 % zu laufen.",
        "Eine Übereinkunft zur Rückkehr in den Sprint; Anteile und Tage sind nicht das Ergebnis "
        "einer Studie, und wer die Verletzung behandelt, geht vor.",
        {
            **{f"step_{step}": f"Einsatz der Stufe {step} der Rückkehr" for step in range(1, 6)},
            "days": "Tage von einer Stufe zur nächsten",
            "fast": "Einsatz, ab dem eine Stufe schnell ist",
            "fast_days": "Tage von einer schnellen Stufe zur nächsten",
            "weeks": (
                "Wochen ohne Schmerz, nach denen eine Rückkehr vorbei ist, die niemand "
                "aufgeschrieben hat"
            ),
        },
    ),
    "sign-doctor": RuleText(
        "Brustschmerz, Ohnmacht, Herzrasen, Atemnot in Ruhe oder ein Schlag auf den Kopf.",
        "Kein Sport, bis ein Arzt ihn für unbedenklich erklärt hat; bei Brustschmerz, Ohnmacht "
        "oder Atemnot jetzt den Notruf wählen.",
        "",
        {"emergency_hours": "Stunden, in denen ein solches Zeichen ein Notfall ist"},
    ),
}
