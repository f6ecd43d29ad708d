"""Words that sentences receive in place of numbers, in German: places, stimuli, faults, roles."""

from __future__ import annotations

from typing import Final

VOCABULARY: Final[dict[str, str]] = {
    # Places of the body.
    "hamstring": "hinterer Oberschenkel", "achilles": "Achillessehne", "calf": "Wade",
    "quadriceps": "vorderer Oberschenkel", "groin": "Leiste", "hip": "Hüfte", "knee": "Knie",
    "shin": "Schienbein", "ankle": "Sprunggelenk", "foot": "Fuß", "back": "Rücken",
    "other": "andere Stelle", "unknown": "Stelle nicht bekannt",
    "place not said": "Stelle nicht genannt", "not known": "nicht bekannt",
    # Stimuli, and what ended a session.
    "acceleration": "Beschleunigung", "max-velocity": "Höchstgeschwindigkeit",
    "sprint-endurance": "Sprintausdauer", "speed-endurance": "Schnelligkeitsausdauer",
    "resisted": "Sprints mit Widerstand", "assisted": "Sprints mit Zugunterstützung",
    "hill": "Bergsprints", "plyometrics": "Sprünge", "heavy-lift": "schweres Krafttraining",
    "race": "Wettkampf", "match": "Spiel", "tempo": "Tempoläufe", "interval-run": "Intervallläufe",
    "long-run": "langer Lauf", "easy-run": "lockerer Lauf", "skills": "Lauf-ABC", "rest": "Ruhe",
    "planned": "wie geplant", "guard": "Wächter", "pain": "Schmerz", "weather": "Wetter",
    # People.
    "doctor": "Arzt", "physiotherapist": "Physiotherapeut", "coach": "Trainer",
    "parent": "Elternteil", "athlete": "Athlet",
    "beginner": "Anfänger", "trained": "trainiert", "advanced": "fortgeschritten",
    # Warning signs.
    "chest-pain": "Brustschmerz", "fainting": "Ohnmacht", "palpitations": "Herzrasen",
    "breathless-at-rest": "Atemnot in Ruhe", "head-injury": "Kopfverletzung",
    # What a day feels like, and the heart.
    "ready": "Bereitschaft", "soreness": "Muskelkater", "stress": "Stress",
    "heart-rate": "Ruhepuls", "heart-rate-variability": "Herzfrequenzvariabilität",
    # How a time was taken.
    "hand": "Handzeit", "manual": "von Hand", "stopwatch": "Stoppuhr", "freelap": "Freelap",
    "single-beam": "einfache Lichtschranke", "app": "App", "video": "Video",
    "gates": "Lichtschranken", "gps": "GPS", "radar": "Radar", "laser": "Laser",
    # Jumps that show readiness.
    "countermovement": "Sprung mit Ausholbewegung", "squat": "Sprung aus der Hocke",
    "drop": "Niedersprung", "hop": "Hüpfer", "pogo": "Pogo-Sprung", "broad": "Weitsprung aus dem "
    "Stand",
    "bound": "Sprunglauf",
    # Where training takes place, and with what.
    "track": "Laufbahn", "straight": "Gerade", "gym": "Kraftraum", "grass": "Rasen",
    "anywhere": "beliebig", "anchor": "Fußhalterung", "blocks": "Startblöcke", "box": "Kasten",
    "sled": "Schlitten", "tow-line": "Zugseil", "weights": "Gewichte", "wickets": "Minihürden",
    # Faults of form.
    "overstriding": "zu weiter Fußaufsatz", "low-hips": "tiefe Hüfte",
    "back-side-mechanics": "zu viel Beinarbeit hinter dem Körper", "low-knees": "tiefe Knie",
    "heel-strike": "Fersenaufsatz", "braking-shank": "bremsender Unterschenkel",
    "long-contact": "lange Bodenkontaktzeit", "trunk-lean": "Rumpfneigung",
    "asymmetry": "Asymmetrie", "arms-crossing": "Arme kreuzen die Mittellinie",
    "arms-narrow": "zu enge Arme", "arms-straight": "zu gestreckte Arme",
    "form-fading": "nachlassende Technik",
    # Targets.
    "40-yards": "40 Yards", "100-m": "100 m", "5-km-kick": "Endspurt über 5 km",
    "field-sport": "Feldspiel",
}  # fmt: skip
