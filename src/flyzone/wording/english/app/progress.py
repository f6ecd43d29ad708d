"""Progress."""

from __future__ import annotations

from typing import Final

PROGRESS: Final[dict[str, str]] = {
    "progress.title": "Progress: {name}",
    "progress.heading": "Is it working?",
    "progress.call-faster": "Faster",
    "progress.call-slower": "Slower",
    "progress.call-steady": "No change that matters",
    "progress.call-cannot-tell": "Cannot be told yet",
    "progress.choose": "Times that count",
    "progress.series-fly": "Flying sprints",
    "progress.series-start": "Starts from standing",
    "progress.series-name-fly": "Fly {length}",
    "progress.series-name-start": "Start over {length}",
    "progress.numbers": "In numbers",
    "progress.interval-lead": "Brackets hold the truth nine times in ten, if the model is true.",
    "progress.between": "{low} to {high}",
    "progress.level": "level now",
    "progress.level-speed": "as a speed",
    "progress.per-week": "change a week; minus is faster",
    "progress.per-week-percent": "the same in per cent",
    "progress.p-gain": "probability of a gain",
    "progress.p-gain-swc": "probability of a gain that matters",
    "progress.swc": "more than {swc} %",
    "progress.plateau": "probability of a plateau",
    "progress.plateau-yes": "called",
    "progress.plateau-no": "not called",
    "progress.forecast": "if training goes on so",
    "progress.rep-sd": "from rep to rep",
    "progress.from": "{sessions} sessions, {reps} reps, {weeks} weeks",
    "progress.why": "And if not, why?",
    "progress.causes-lead": "The likeliest causes; their probabilities add up to 1.",
    "progress.both": "Rest and recovery both too short: probability {p}.",
    "progress.cause-rest_too_short": "Too little rest between reps",
    "progress.cause-recovery_too_short": "Too little recovery between sessions",
    "progress.cause-not_maximal": "Reps that are not maximal",
    "progress.cause-method_changed": "Timed in another way than before",
    "progress.cause-wind": "Wind",
    "progress.cause-detraining": "A pause",
    "progress.cause-too_many_reps": "Too many reps in a session",
    "progress.cause-too_few_exposures": "Too few sprint sessions",
    "progress.cause-still_adapting": "Too early to show",
    "progress.cause-none": "Nothing: it is working, or nothing speaks against it",
    "progress.cause-cannot_tell": "Cannot be told from these records",
    "progress.advice": "What to do",
    "progress.looked-at": "What was looked at",
    "progress.not-measured": "What is not known",
    "progress.bests": "Personal bests",
    "progress.bests-flying": "Flying",
    "progress.bests-standing": "From standing",
    "progress.no-bests": "No timed sprint yet. Time one in a session, or from a clip.",
    "progress.distance": "Distance",
    "progress.time": "Time",
    "progress.when": "When",
    "progress.how": "How",
    "progress.error-unknown": "error not stated",
    "progress.profile": "Force-velocity profile",
    "progress.profile-origin": "Measured with",
    "progress.no-profile": (
        "No force-velocity profile is kept yet. It needs split times of one sprint from standing "
        "(gates at 5, 10, 20 and 30 m, say), a radar or a laser: a coach or the athlete sends it as a "
        "result of the kind “profile”."
    ),
    "progress.value-between": "{value} ({low} to {high})",
    "progress.value-alone": "{value} (error not known)",
    "progress.reserve": "Speed reserve",
    "progress.reserve-asr": "reserve: top speed less aerobic speed",
    "progress.reserve-srr": "ratio: top speed over aerobic speed",
    "progress.reserve-from-level": (
        "Top speed is taken from the level of the flying times ({mss}), which is never above it."
    ),
    "progress.reserve-from-profile": "Top speed is that of the latest profile ({mss}).",
    "progress.reserve-mas": (
        "Aerobic speed ({mas}) is as it was entered; its error is not known and not in these numbers."
    ),
    "progress.reserve-cost": (
        "Running at aerobic speed takes {cost} of top speed; with 2 % more top speed it would take "
        "{raised}. That is arithmetic, and no promise of a faster race."
    ),
    "progress.no-reserve-mas": (
        "Not known without maximal aerobic speed. Measure it with a shuttle or a six-minute run and "
        "enter it on the athlete's page."
    ),
    "progress.no-reserve-mss": "Not known without top speed. Time a fly 10 in a few sessions.",
    "progress.no-reserve-order": (
        "Aerobic speed is entered above top speed: one of them is wrong. Check the unit of aerobic "
        "speed on the athlete's page."
    ),
    "progress.jumps": "Jumps and stiffness",
    "progress.no-jumps": (
        "No jump is recorded. A countermovement jump before each session (three of them, by mat or "
        "app) tells readiness and explosive strength; pogos or drop jumps with their contact time also "
        "tell reactive strength (RSI) and, with body mass, stiffness."
    ),
    "progress.jumps-lead": (
        "The mean of each day. Three jumps or more tell their own error; hollow points have none."
    ),
    "progress.stiffness-missing": (
        "Stiffness while sprinting is not measured yet: it needs contact and flight times of a clip."
    ),
    "progress.stiffness-caveat": (
        "Stiffness supposes a sine-shaped ground force. Compare an athlete with himself only."
    ),
    "progress.jump-countermovement": "Countermovement jump",
    "progress.jump-squat": "Squat jump",
    "progress.jump-drop": "Drop jump",
    "progress.jump-hop": "Hop",
    "progress.jump-pogo": "Pogo",
    "progress.jump-broad": "Broad jump",
    "progress.jump-bound": "Bound",
    "progress.jump-from": "{jump} from {drop} m",
    "progress.jump-of": "{jump}: {quantity}",
    "progress.of-height": "height",
    "progress.of-distance": "distance",
    "progress.of-rsi": "RSI",
    "progress.of-stiffness": "stiffness",
    "progress.unit-height": "m",
    "progress.unit-distance": "m",
    "progress.unit-rsi": "m/s",
    "progress.unit-stiffness": "kN/m",
    "progress.jump-count": "Jumps",
    "progress.load": "What was done, day by day",
    "progress.load-lead": (
        "Metres at full effort, run-ins included; the darker, the more. After a maximal session the "
        "next one waits; {kept} of {gaps} gaps were long enough, counted from start to start."
    ),
    "progress.load-caption": "The last twelve weeks, the latest first",
    "progress.load-week": "Week from",
    "progress.load-nothing": "nothing recorded",
    "progress.load-no-gaps": "No two maximal sessions in these weeks.",
    "progress.load-kept": "{hours} h after the last, enough ({needed} h)",
    "progress.load-broken": "only {hours} h after the last, {needed} h are asked for",
    "progress.load-legend-kept": "long enough after the last maximal session",
    "progress.load-legend-broken": "too soon after it",
    "progress.load-legend-other": "other training",
    "progress.chart-trend-axis": "{what} (s), less is faster",
    "progress.chart-level": "level, 90 %",
    "progress.chart-ahead": "if training goes on so",
    "progress.chart-session": "session, 90 %",
    "progress.chart-session-tip": "{day}: {time} ({low} to {high})",
    "progress.chart-trend-about": (
        "{what}: {sessions} sessions from {first} to {last}, with the level and its 90 % band; the "
        "level now is {level}."
    ),
    "progress.chart-profile-about": "F0, V0 and Pmax of {n} profiles over time.",
    "progress.chart-jumps-about": "{n} series of jumps over time.",
    "progress.chart-alt-trend": "Chart of the trend; its numbers stand above it.",
    "progress.chart-alt-profile": "Chart of the profiles; their numbers stand below it.",
    "progress.chart-alt-jumps": "Chart of the jumps; their numbers stand below it.",
    "progress.chart-failed": "The chart could not be drawn. Its numbers stand beside it.",
    **{
        f"stimulus.{key}": text
        for key, text in {
            "acceleration": "acceleration", "max-velocity": "maximal velocity",
            "sprint-endurance": "sprint endurance", "speed-endurance": "speed endurance",
            "resisted": "resisted sprints", "assisted": "assisted sprints", "hill": "hill sprints",
            "plyometrics": "jumps", "heavy-lift": "heavy lift", "race": "race", "match": "match",
            "tempo": "tempo runs", "interval-run": "interval run", "long-run": "long run",
            "easy-run": "easy run", "skills": "skills",
        }.items()
    },
}  # fmt: skip
