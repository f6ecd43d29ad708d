"""Names of the exercises in German, for sentences that name one; cues and steps are not in here."""

from __future__ import annotations

from typing import Final

EXERCISE_NAMES: Final[dict[str, str]] = {
    "fly-10": "Fliegend 10 m", "fly-20": "Fliegend 20 m", "fly-30": "Fliegend 30 m",
    "acceleration-10": "Antritt 10 m", "acceleration-20": "Antritt 20 m",
    "acceleration-30": "Antritt 30 m", "three-point-start": "Dreipunktstart",
    "block-start": "Blockstart", "wicket-run": "Minihürdenlauf", "sprint-80": "Sprint 80 m",
    "sprint-120": "Sprint 120 m", "speed-endurance-run": "Schnelligkeitsausdauerlauf",
    "assisted-fly": "Fliegend mit Zugunterstützung", "hill-sprint": "Bergsprint",
    "hill-sprint-low": "Bergsprint, flacher Hang", "sled-push": "Schlittenschieben",
    "sled-tow": "Zugschlittensprint", "weighted-step-up": "Step-up mit Gewicht",
    "rear-foot-elevated-split-squat": "Bulgarische Kniebeuge", "split-squat": "Split Squat",
    "split-squat-bodyweight": "Split Squat ohne Gewicht",
    "single-leg-squat": "Einbeinige Kniebeuge auf den Kasten",
    "single-leg-romanian-deadlift": "Einbeiniges rumänisches Kreuzheben",
    "romanian-deadlift": "Rumänisches Kreuzheben", "hip-thrust": "Hip Thrust",
    "single-leg-bridge": "Einbeinige Brücke", "nordic-curl": "Nordic Curl",
    "calf-raise": "Einbeiniges Wadenheben", "calf-raise-bodyweight": "Wadenheben ohne Gewicht",
    "calf-isometric": "Wadenhalten", "snap-down": "Snap-down", "low-hop": "Flache Hüpfer",
    "pogo": "Pogo-Sprung", "countermovement-jump": "Sprung mit Ausholbewegung",
    "broad-jump": "Weitsprung aus dem Stand", "box-jump": "Kastensprung", "bound": "Sprunglauf",
    "single-leg-hop": "Einbeinsprünge", "drop-jump": "Drop Jump", "depth-jump": "Tiefsprung",
    "a-march": "A-Gehen", "a-skip": "A-Skip", "b-skip": "B-Skip", "dribble": "Dribblings",
    "high-knees": "Kniehebelauf", "ankling": "Fußgelenksarbeit",
    "straight-leg-bound": "Lauf mit gestreckten Beinen", "wall-drill": "Wanddrill",
    "arm-drill": "Armarbeit", "easy-jog": "Lockeres Traben",
    "leg-swing": "Beinschwingen, vor und zurück", "leg-swing-across": "Beinschwingen, quer",
    "hip-circle": "Hüftkreisen", "knee-hug-walk": "Knie zur Brust im Gehen",
    "lunge-with-rotation": "Ausfallschritt mit Drehung", "inchworm": "Inchworm",
    "hamstring-sweep": "Dynamisches Dehnen der Oberschenkelrückseite",
    "ankle-rock": "Sprunggelenk wippen", "glute-bridge": "Beckenheben",
    "build-up": "Steigerungslauf", "walk": "Spaziergang",
    "static-stretching": "Statisches Dehnen", "rest-day": "Ruhetag", "tempo-run": "Tempolauf",
    "interval-run": "Intervallläufe", "long-run": "Langer Lauf", "easy-run": "Lockerer Lauf",
}  # fmt: skip
