"""Texts of what warms up."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_GENTLE = "Pain in the place that it moves."


def _mobility(
    name: str, purpose: str, steps: tuple[str, ...], cues: tuple[str, ...], watch: tuple[str, ...]
) -> ExerciseText:
    return ExerciseText(name, purpose, steps, cues, watch, _GENTLE)


WARM_UP: Final[dict[str, ExerciseText]] = {
    "easy-jog": ExerciseText(
        "Easy jog",
        "Warmth: heart, muscles, tendons.",
        ("Run so easily that you can talk.",),
        ("Easy",),
        ("Too fast",),
        "Fever or illness.",
    ),
    "leg-swing": _mobility(
        "Leg swing, forward and back",
        "Hamstrings and hip flexors in motion.",
        ("Hold on to something; swing one leg, a little higher each time.",),
        ("Loose", "Tall"),
        ("Forcing the height",),
    ),
    "leg-swing-across": _mobility(
        "Leg swing, across",
        "Inner and outer thigh in motion.",
        ("Face a wall; swing one leg across and out.",),
        ("Loose", "Hips stay square"),
        ("Forcing the height",),
    ),
    "hip-circle": _mobility(
        "Hip circle",
        "The hip joint in all directions.",
        ("Lift one knee, draw a large circle outward, then inward.",),
        ("Large and slow", "Tall"),
        ("The trunk swings along",),
    ),
    "knee-hug-walk": _mobility(
        "Knee hug, walking",
        "Glutes, and balance on one leg.",
        ("With each step pull one knee to the chest, on the toes of the other foot.",),
        ("Tall", "On the toes"),
        ("Bending to the knee",),
    ),
    "lunge-with-rotation": _mobility(
        "Lunge with rotation",
        "Hip flexors and the middle of the back.",
        ("A long lunge; turn the trunk over the front leg; next leg.",),
        ("Long step", "Turn from the ribs"),
        ("The knee falls inward",),
    ),
    "inchworm": _mobility(
        "Inchworm",
        "Hamstrings, calves and shoulders.",
        ("From standing walk the hands out to a plank; walk the feet up to the hands.",),
        ("Legs as straight as they like", "Trunk firm"),
        ("Sagging in the plank",),
    ),
    "hamstring-sweep": _mobility(
        "Hamstring sweep",
        "Hamstrings in motion, without a hold.",
        ("One heel ahead, toe up; hinge and sweep both hands past it; next leg.",),
        ("Hip back", "Straight back"),
        ("Holding the stretch",),
    ),
    "ankle-rock": _mobility(
        "Ankle rock",
        "A mobile, ready ankle.",
        ("In a short lunge rock the knee over the toes, the heel down.",),
        ("Heel down", "Knee over the middle toe"),
        ("The arch collapses",),
    ),
    "glute-bridge": _mobility(
        "Glute bridge",
        "Hips that extend.",
        ("On the back, both feet on the floor; hips up, hold a second.",),
        ("Ribs down", "Squeeze"),
        ("Arching the back",),
    ),
    "build-up": ExerciseText(
        "Build-up",
        "Speed, a step nearer each time: 60, 70, 80, 90 % of full speed.",
        ("Build up evenly over the metres; walk back.", "Each one a little faster than the last."),
        ("Smooth", "Tall", "Relaxed face"),
        ("The first one too fast", "Racing the last one"),
        "Any pain: then the session is over before it began.",
    ),
}
