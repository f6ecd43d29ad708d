"""Texts of the drills."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_CARRY = "Whether drills change the stride at full speed is not shown: they are practice, and they warm up."
_FRONT = (
    "Front-side mechanics are disputed: no link with top speed in 24 sprinters (Haugen 2018). The foot "
    "is never cued to land under the hip exactly: the fastest land 0.25 to 0.40 m ahead of it (from "
    "memory, unverified)."
)
_CALM = "Pain. As a finisher: tired drills teach tired form."

DRILLS: Final[dict[str, ExerciseText]] = {
    "a-march": ExerciseText(
        "A-march",
        "The shape of the stride, slowly: knee up, toe up, tall.",
        ("Walk; each knee to hip height, the foot under the knee.", "Step down beneath you."),
        ("Tall", "Toe up, heel under the buttock", "Elbows at a right angle"),
        ("Leaning back", "Standing on a bent leg"),
        _CALM,
        _CARRY,
    ),
    "a-skip": ExerciseText(
        "A-skip",
        "The same in rhythm: front-side posture and a foot that strikes down.",
        ("Skip; each knee to hip height.", "Drive the foot down, ball first, beneath you."),
        ("Tall hips", "Down, not out", "Rhythm before height"),
        ("Leaning back", "Kicking the foot forward", "Slapping the floor"),
        _CALM,
        _FRONT,
    ),
    "b-skip": ExerciseText(
        "B-skip",
        "The foot comes back before it lands: active, against reaching.",
        ("As the A-skip; the knee opens, then the whole leg is swept back and down.",),
        ("Knee first, then sweep", "From the hip", "Tall"),
        ("A kick from the knee", "Leaning back"),
        f"{_CALM} Fresh hamstring pain.",
        _FRONT,
    ),
    "dribble": ExerciseText(
        "Dribble",
        "The wheel of the stride, small: over the ankle, the calf, the knee.",
        ("Small quick circles of the foot at ankle height; make them larger over the metres.",),
        ("Wheel in front of you", "Heel to the inside of the other leg", "Tall"),
        ("Pushing out behind", "Bouncing"),
        _CALM,
        _FRONT,
    ),
    "high-knees": ExerciseText(
        "High knees",
        "Knee lift with quick contacts.",
        ("Run with little way forward; thighs to hip height.",),
        ("Tall", "Quick down", "Arms drive"),
        ("Leaning back", "Sitting"),
        _CALM,
        _CARRY,
    ),
    "ankling": ExerciseText(
        "Ankling",
        "A stiff ankle in small steps.",
        ("Small steps from the ankle, knees nearly straight.", "Quick off the ball of the foot."),
        ("Toe up", "Hot floor"),
        ("Reaching", "Soft ankles"),
        f"{_CALM} Pain in Achilles or calf.",
        _CARRY,
    ),
    "straight-leg-bound": ExerciseText(
        "Straight-leg bound",
        "Pull from the hip with a stiff leg.",
        ("Legs nearly straight; sweep them back under you.", "Speed grows over the metres."),
        ("From the hip", "Toe up", "Tall, no lean back"),
        ("Bending the knee", "Landing on the heel"),
        f"{_CALM} An earlier hamstring injury.",
        _CARRY,
    ),
    "wall-drill": ExerciseText(
        "Wall drill",
        "The angle of acceleration, standing still.",
        (
            "Hands on a wall, the body one line at 45 degrees.",
            "Lift one knee; switch, hold, switch.",
        ),
        ("One line", "Knee up, toe up", "Push the wall"),
        ("Hips behind the line", "A round back"),
        _CALM,
        _CARRY,
    ),
    "arm-drill": ExerciseText(
        "Arm drill",
        "Arms that drive the legs: elbows near a right angle, no crossing of the midline.",
        ("Sit or stand; swing from the shoulder, slowly, then fast.", "Hands from hip to chin."),
        ("Elbow back", "Thumb brushes the hip", "Loose hands"),
        ("Crossing the midline", "Straight arms", "Shrugged shoulders"),
        _CALM,
        "The elbow opens and closes in a good sprint, from about 60 to 140 degrees (from memory, "
        "unverified): 90 is a mean, not a plaster.",
    ),
}
