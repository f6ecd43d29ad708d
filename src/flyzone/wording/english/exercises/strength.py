"""Texts of the lifts."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_ONE_LEG = (
    "That strength on one leg serves sprinting better than strength on two is the method's view; it "
    "is not shown."
)
_TENDON = "Heavy loads make the tendon stiffer; how much of that reaches the track is not known."
_NO_PAIN = "Pain, or a back that cannot be held straight."

STRENGTH: Final[dict[str, ExerciseText]] = {
    "weighted-step-up": ExerciseText(
        "Weighted step-up",
        "Force from one leg through hip and knee, the first of the heavy single-leg lifts.",
        (
            "A box at which the thigh is level at the most; the whole foot on it.",
            "Rise by the upper leg alone; the lower one does not push off.",
            "Down slowly, the same leg until the set is done.",
        ),
        ("Push the box away", "Tall at the top", "Lower leg passive"),
        ("Bouncing off the lower foot", "The knee falls inward", "A box that is too high"),
        f"{_NO_PAIN} A box that rocks.",
        _ONE_LEG,
    ),
    "rear-foot-elevated-split-squat": ExerciseText(
        "Rear-foot-elevated split squat",
        "The heaviest load that one leg can take safely.",
        (
            "The rear foot on a box of knee height or lower; the front foot far enough forward.",
            "Down until the rear knee is near the floor, up with force.",
        ),
        ("Weight on the front leg", "Straight down, straight up", "Knee over the foot"),
        ("Pushing with the rear leg", "The knee falls inward", "Leaning back"),
        f"{_NO_PAIN} Groin or hip that pinches: a lower box, or the plain split squat.",
        _ONE_LEG,
    ),
    "split-squat": ExerciseText(
        "Split squat",
        "Force from one leg, with both feet on the floor to learn it.",
        ("A long step; both feet point ahead.", "Straight down, then up from the front leg."),
        ("Straight down", "Front heel on the floor", "Knee over the foot"),
        ("A step that is too short", "The knee falls inward"),
        _NO_PAIN,
        _ONE_LEG,
    ),
    "split-squat-bodyweight": ExerciseText(
        "Split squat, body weight",
        "The single-leg pattern where there are no weights.",
        ("A long step.", "Three seconds down, up with force."),
        ("Slow down, fast up", "Knee over the foot"),
        ("Bouncing at the bottom",),
        _NO_PAIN,
        "Without load it keeps the pattern; it is not the heavy lift that the week asks for.",
    ),
    "single-leg-squat": ExerciseText(
        "Single-leg squat to a box",
        "Strength and a steady pelvis on one leg.",
        ("Stand on one leg in front of the box.", "Sit down slowly, stand up without a swing."),
        ("Hips level", "Knee over the foot", "Quiet contact"),
        ("Falling onto the box", "The pelvis drops to one side"),
        "An earlier knee injury, or pain in front of the knee.",
        _ONE_LEG,
    ),
    "single-leg-romanian-deadlift": ExerciseText(
        "Single-leg Romanian deadlift",
        "The hinge on one leg: hamstrings and glutes at length.",
        (
            "Stand on one leg, the knee a little bent, the weight in the opposite hand or both.",
            "Push the hip back until the trunk is nearly level; the pelvis stays square.",
            "Drive the hip forward.",
        ),
        ("Hip back, not chest down", "Square pelvis", "Long spine"),
        ("A round back", "The hip opens outward", "Bending the knee into a squat"),
        _NO_PAIN,
        _ONE_LEG,
    ),
    "romanian-deadlift": ExerciseText(
        "Romanian deadlift",
        "The hinge: the posterior chain under load.",
        ("Hips back, weights close to the thighs.", "To mid-shin with a straight back; stand up."),
        ("Hip back", "Weights shave the legs", "Stand tall"),
        ("A round back", "Squatting it"),
        "An earlier back injury; pain; a back that cannot be held straight.",
    ),
    "hip-thrust": ExerciseText(
        "Hip thrust",
        "Hip extension with a short lever: glutes.",
        ("Shoulder blades on a box, the weight on the hips.", "Up until the trunk is level; hold."),
        ("Chin in, ribs down", "Push through the heels"),
        ("Arching the lower back at the top",),
        "Back pain.",
        "Stronger thrusts do not reliably make faster sprints.",
    ),
    "single-leg-bridge": ExerciseText(
        "Single-leg bridge",
        "Hip extension and hamstrings where there are no weights.",
        ("On the back, one foot on the floor, the other leg lifted.", "Hips up, hold two seconds."),
        ("Hips level", "Push the heel into the floor"),
        ("Arching the back", "The pelvis drops to one side"),
        "Hamstring pain or cramp.",
        "A light exercise: it does not replace a heavy hinge.",
    ),
    "nordic-curl": ExerciseText(
        "Nordic curl",
        "Hamstrings strong while they lengthen: the best known guard against a strain.",
        (
            "Kneel, the heels held down by a partner or an anchor.",
            "Lean forward in one line, as slowly as possible; catch yourself with the hands.",
            "Push back up. Few reps, and start with fewer: it makes very sore at first.",
        ),
        ("One line from knee to head", "Fight it all the way down"),
        ("Bending at the hip", "Too many in the first weeks"),
        "Fresh hamstring pain. Within two days before a race or a maximal session at first.",
        "That it prevents strains is supported for team sports (from memory, unverified); that it "
        "makes faster is not shown.",
    ),
    "calf-raise": ExerciseText(
        "Calf raise on one leg",
        "A strong calf and a stiff tendon for short contacts: stiffness, not size.",
        ("On the edge of a step, loaded.", "Up fully, one second hold, three seconds down."),
        ("Over the big toe", "Knee straight", "Slow down"),
        ("Bouncing", "Rolling to the outer edge"),
        "Pain in Achilles or calf that grows during the set.",
        _TENDON,
    ),
    "calf-raise-bodyweight": ExerciseText(
        "Calf raise, body weight",
        "The calf where there are no weights.",
        ("On one leg, on a step.", "Up fully, slowly down."),
        ("Over the big toe", "Full height"),
        ("Bouncing",),
        "Pain in Achilles or calf that grows during the set.",
        "Light loads change the tendon little.",
    ),
    "calf-isometric": ExerciseText(
        "Calf hold",
        "Tendon stiffness by heavy holds: push against what does not move, or hold a heavy load.",
        ("Ankle at a right angle or a little raised, knee straight.", "Build up the force in one "
         "second, hold for five."),
        ("Push the floor away", "As hard as the numbers ask"),
        ("Jerking into it", "Holding the breath throughout"),
        "Pain in Achilles or calf that grows during the set.",
        _TENDON,
    ),
}  # fmt: skip
