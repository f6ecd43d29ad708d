"""Texts of the sprints on the flat."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.exercises.text import ExerciseText

_PAIN = (
    "Any pain, above all in hamstring, calf or Achilles: stop at once, before a twinge is a tear."
)
_TIRED = "When full effort is not there today: at 90 % it is another session."
_FLY_STEPS = (
    "Build up speed smoothly through the run-in; full speed at the first line of the zone.",
    "Sprint through the zone, tall and loose; the time is taken in it.",
    "Slow down over the whole run-out, without braking. Walk back, and rest as long as prescribed.",
)
_FLY_CUES = (
    "Tall hips",
    "Down and back into the ground",
    "Fast and loose: jaw, hands, shoulders",
)
_FLY_WATCH = (
    "Starting the effort only at the line",
    "Braking hard behind the zone",
    "Cutting the rest short",
)
_EXPOSURE = (
    "That running above 95 % of top speed now and then goes with fewer injuries comes from one team in "
    "one season. After 20 m of run-in the fastest are still accelerating."
)


def _fly(zone: int, purpose: str) -> ExerciseText:
    return ExerciseText(
        f"Fly {zone}", purpose, _FLY_STEPS, _FLY_CUES, _FLY_WATCH, f"{_PAIN} {_TIRED}", _EXPOSURE
    )


_DRIVE_CUES = (
    "Push the ground away",
    "Long first steps, low heels",
    "Let the trunk rise by itself",
)
_DRIVE_WATCH = ("Standing up after two steps", "Quick short steps that go nowhere", "Head up early")
_STOP = "Slow down over the whole run-out."

SPRINTS: Final[dict[str, ExerciseText]] = {
    "fly-10": _fly(10, "Top speed, in its purest and shortest form, and the number to follow."),
    "fly-20": _fly(20, "Top speed, held for some ten steps."),
    "fly-30": _fly(30, "Top speed, held as long as it can be: for those who hold their form."),
    "acceleration-10": ExerciseText(
        "Acceleration 10 m",
        "The first steps: horizontal force.",
        ("Start from standing, one foot ahead.", "Full effort over 10 m.", _STOP),
        _DRIVE_CUES,
        _DRIVE_WATCH,
        _PAIN,
    ),
    "acceleration-20": ExerciseText(
        "Acceleration 20 m",
        "Acceleration up to about four fifths of top speed.",
        ("Start from standing, one foot ahead.", "Full effort over 20 m.", _STOP),
        _DRIVE_CUES,
        _DRIVE_WATCH,
        _PAIN,
    ),
    "acceleration-30": ExerciseText(
        "Acceleration 30 m",
        "Acceleration into upright running: the way to top speed where a fly has no room.",
        ("Start from standing, one foot ahead.", "Full effort over 30 m, rising gradually.", _STOP),
        _DRIVE_CUES,
        _DRIVE_WATCH,
        _PAIN,
    ),
    "three-point-start": ExerciseText(
        "Three-point start",
        "Acceleration from low, with a clear angle of the first steps; the start of the 40 yards.",
        (
            "One hand on the line, the opposite foot in front, hips a little above the shoulders.",
            "Both feet push; the free arm throws forward.",
            _STOP,
        ),
        ("Push with both legs", "One line from heel to head", "Big arms"),
        ("Weight on the back foot", "Stepping out instead of pushing", "Standing up at once"),
        _PAIN,
    ),
    "block-start": ExerciseText(
        "Block start",
        "Acceleration from the blocks, for those who race from them.",
        (
            "Set the blocks: about two feet to the first pad, three to the second.",
            "In 'set' wait until it is still; push against both pads.",
            _STOP,
        ),
        ("Push both pads", "Out, not up", "Patience: rise over 20 m and more"),
        ("Pulling the hands first", "The front knee straight in 'set'", "Stumbling first step"),
        f"{_PAIN} Not before the three-point start is safe and straight.",
    ),
    "wicket-run": ExerciseText(
        "Wicket run",
        "The rhythm and the foot strike of upright sprinting, over marks that set the step length.",
        (
            "About ten low wickets, or flat marks, the distances growing to his step length at speed.",
            "Run in smoothly and step over each at about nine tenths of full speed.",
            "Move the marks, not the athlete: a step shorter or longer than his own helps nobody.",
        ),
        ("Step over, step down", "Tall hips", "The same sound each step"),
        ("Marks too far apart: he reaches", "Looking down", "Chopping steps between the marks"),
        f"{_PAIN} Wickets that do not fall over.",
        "Below full effort on purpose: a drill, not speed work. No trial was found that it makes "
        "anybody faster.",
    ),
    "sprint-80": ExerciseText(
        "Sprint 80 m",
        "Holding speed when it begins to fall: what decides a 100 m after 60.",
        ("Start from standing.", "Full effort with relaxed shoulders to the end.", _STOP),
        ("Hold the form, not the breath", "Tall to the line", "Quick contacts"),
        ("Pressing when tired", "Resting too little: eight minutes and more"),
        f"{_PAIN} In the first weeks after a break.",
    ),
    "sprint-120": ExerciseText(
        "Sprint 120 m",
        "Sprint endurance for 100 to 200 m.",
        (
            "Start from standing; around the bend is allowed.",
            "Full effort, even to the end.",
            _STOP,
        ),
        ("Float through the middle", "Tall to the line"),
        ("Pressing when tired", "Resting too little: twelve minutes and more"),
        f"{_PAIN} In the first weeks after a break.",
    ),
    "speed-endurance-run": ExerciseText(
        "Speed endurance run",
        "Repeating fast runs while tired: for 200 to 400 m and team sports.",
        ("60 to 80 m at 90 to 95 % of full speed.", "Walk back; a long rest between the sets."),
        ("The same time each run", "Stop the set when the form goes"),
        ("Racing the first, dying in the last",),
        f"{_PAIN} In place of speed work: it does not make faster.",
        "The method calls this conditioning: 'never run at 90 % when you can run at 100 %'. Others "
        "count it as sprint training.",
    ),
    "assisted-fly": ExerciseText(
        "Assisted fly",
        "A little faster than he can run alone, pulled by a line, for a faster step.",
        (
            "A helper or a device pulls evenly and gently; no more than 5 % above his own speed.",
            "Run in, let the zone come, let go of the line behind it.",
            "Slow down over the whole run-out.",
        ),
        ("Quick under the hips", "Run with the pull, never lean back"),
        ("Too strong a pull: longer steps, harder braking", "A sudden pull"),
        f"{_PAIN} After a hamstring injury. Without somebody who has done it before.",
        "Whether a pull carries over to running alone is weakly founded, and the faster it pulls the "
        "more the legs brake.",
    ),
}
