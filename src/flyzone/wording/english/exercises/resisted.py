"""Texts of the sprints against a sled."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

RESISTED: Final[dict[str, ExerciseText]] = {
    "sled-push": ExerciseText(
        "Sled push",
        "Horizontal force in the angle of the first steps.",
        (
            "Arms straight, hands at hip to chest height, the body in one line at 45 degrees.",
            "Push with full effort and powerful steps; the line from head to heel does not break.",
            "Rest fully: it is a sprint, not a finisher.",
        ),
        ("45 degrees, one line", "Push the ground back", "Full foot pressure, heel low"),
        ("Hips above the line", "Bent arms, chest on the sled", "So heavy that it is a walk"),
        "Pain in calf, Achilles or back. A floor on which the sled jerks.",
        "The load that suits is disputed; body mass says little without the friction of the floor, so "
        "take one that keeps the 45 degrees and a running rhythm (loads from memory, unverified).",
    ),
    "sled-tow": ExerciseText(
        "Sled tow",
        "Acceleration against a light load that leaves the stride as it is.",
        (
            "Harness at the hips, three metres of line or more.",
            "Tighten the line, then sprint with full effort.",
            "Let the sled come to rest; walk back.",
        ),
        ("Push longer", "Lean from the ankles", "Arms as in a sprint"),
        ("A load that slows by more than a tenth to a fifth", "Leaning from the waist"),
        "Pain in calf, Achilles or back.",
        "What load is best is disputed (loads from memory, unverified).",
    ),
}
