"""Texts of the jumps."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_STOP = "Stop when the contacts grow long or loud."
_SURFACE = "Grass, track or a sprung floor; no concrete."

JUMPS: Final[dict[str, ExerciseText]] = {
    "snap-down": ExerciseText(
        "Snap-down",
        "The landing: the lesson that comes before every drop.",
        (
            "Stand tall on the toes, arms up.",
            "Drop quickly into a quarter squat and stick it without a sound.",
        ),
        ("Quiet", "Knees over the feet", "Still at once"),
        ("Knees falling inward", "Landing on the heels", "A round back"),
        "Knee pain.",
    ),
    "low-hop": ExerciseText(
        "Low hop",
        "Springy ankles with the least load: what beginners and the young do in place of drops.",
        ("Both feet, a hand's breadth high, on the spot or forward.", "Stiff and quiet.", _STOP),
        ("Ankles stiff", "Quick off the floor", "Tall"),
        ("Bending the knees", "Jumping for height"),
        f"Pain in Achilles, shin or foot. {_SURFACE}",
    ),
    "pogo": ExerciseText(
        "Pogo",
        "Short contacts from the ankles: reactive strength with little load.",
        ("Both feet, knees nearly straight.", "As high as a short contact allows.", _STOP),
        ("Toes up before landing", "Hot floor", "Bounce like a ball"),
        ("Heels down", "Long contacts", "Landing out of balance"),
        f"Pain in Achilles, shin or foot. {_SURFACE}",
        "That jumps help sprinting is fairly well supported; for pogos alone it is coaches' practice.",
    ),
    "countermovement-jump": ExerciseText(
        "Countermovement jump",
        "Explosive force up; and a height that shows readiness.",
        ("Dip quickly, jump as high as possible.", "Land softly, reset, next one."),
        ("Fast down, fast up", "Throw the arms"),
        ("A deep slow squat", "Landing stiff"),
        "Knee pain.",
    ),
    "broad-jump": ExerciseText(
        "Broad jump",
        "Explosive force forward.",
        ("Arms back, lean, jump far.", "Land on both feet and hold it."),
        ("Explode out, not up", "Swing the arms through", "Stick it"),
        ("Falling back", "Knees falling inward"),
        "Knee pain. A slippery floor.",
    ),
    "box-jump": ExerciseText(
        "Box jump",
        "Full effort up with hardly any landing.",
        ("A box of knee height, no higher.", "Jump high, land softly on it; step down."),
        ("Jump the ceiling, not the box", "Land as you took off"),
        ("A high box and pulled-up knees: that tests the hips", "Jumping down"),
        "A box that slides.",
    ),
    "bound": ExerciseText(
        "Bound",
        "Force into the ground in a long running stride.",
        (
            "A few steps of run-in, then leap from foot to foot.",
            "The foot comes down actively; hang a moment in each flight.",
            _STOP,
        ),
        ("Knee through", "Claw back and down", "Tall hips"),
        ("Reaching with the foot", "Collapsing in the stance"),
        f"An earlier Achilles injury; hamstring pain. {_SURFACE}",
    ),
    "single-leg-hop": ExerciseText(
        "Single-leg hop",
        "The hardest contact forces of the jumps: one leg, again and again.",
        ("A few steps of run-in.", "Hop on one leg, the free one swings through.", _STOP),
        ("Heel to the buttock and through", "Short contact", "Tall"),
        ("The pelvis drops", "Landing far in front"),
        f"An earlier injury of Achilles or knee. {_SURFACE}",
    ),
    "drop-jump": ExerciseText(
        "Drop jump",
        "Reactive strength: a short contact after a drop.",
        (
            "Step off the box (do not jump off).",
            "Rebound at once: contact first, height second; below a quarter of a second.",
            "Lower the box when the contact grows long.",
            _STOP,
        ),
        ("Hot floor", "Ankles stiff", "Up at once"),
        ("Heels down", "Jumping off the box", "A box that is too high"),
        "Under 18, or where the age is not known, before somebody competent has seen a safe landing "
        f"and said so. An earlier Achilles injury. {_SURFACE}",
    ),
    "depth-jump": ExerciseText(
        "Depth jump",
        "Great force after a higher drop, for the well trained.",
        (
            "Step off the box, land on both feet, jump as high as possible.",
            "Full rest; few of them.",
            _STOP,
        ),
        ("Land like a spring", "Up with everything"),
        ("Sinking deep", "Knees falling inward", "Too many"),
        "Under 18, or where the age is not known, before somebody competent has seen a safe landing "
        f"and said so. An earlier injury of Achilles, knee or back. {_SURFACE}",
        "Box heights are coaches' numbers, from memory and unverified.",
    ),
}
