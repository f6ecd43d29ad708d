"""What is said of a plan: why this, why on this day, which wishes clash."""

from __future__ import annotations

from typing import Final

PLAN: Final[dict[str, str]] = {
    # What keeps training off a day (flyzone.training.planning.blocks).
    "plan-not-available": "No time to train on this day.",
    "plan-forbidden": "This day was asked to stay free.",
    "plan-not-released": (
        "Nothing at full effort before whoever treats the injury ({place}) releases him."
    ),
    "plan-competition": "The day of {what}: nothing else.",
    "plan-beside-fixed": "{what} takes place on this day; a low session beside it adds nothing.",
    "plan-recovering": (
        "{hours:.0f} h after {what} ({day}): full recovery takes {needed:.0f} h before the next "
        "maximal session."
    ),
    "plan-before-competition": (
        "{hours:.0f} h before {what} ({day}): nothing maximal in the last {needed:.0f} h."
    ),
    "plan-before-fixed": (
        "{hours:.0f} h before {what} ({day}), which is sprinted too and stays: {needed:.0f} h lie "
        "between two maximal sessions."
    ),
    "plan-strength-gap": (
        "{hours:.0f} h from {what} ({day}): {needed:.0f} h lie between two of the same kind."
    ),
    "plan-short-night": "The coming night is known to be short: no speed before it.",
    # Why a session is there.
    "plan-big-three-sprint": "One of the big three: sprint at maximal velocity.",
    "plan-big-three-jump": "One of the big three: jump explosively.",
    "plan-big-three-lift": "One of the big three: lift heavy on one leg.",
    "plan-target": "{stimulus} serves the target {target}.",
    "plan-on-high-day": "On a high day, so that the low days stay low.",
    "plan-low-day": "A low day: it costs the next maximal session nothing.",
    "plan-preferred": "A weekday that he prefers.",
    "plan-is-competition": "{what}: the plan is made around it.",
    "plan-is-fixed": "Other training ({what}): it stays where it is.",
    "plan-recovered": (
        "{hours:.0f} h after {what} ({day}), and {needed:.0f} h are needed: recovered."
    ),
    "plan-share-full": "The full dose ({count:.0f} sprint {count:plural:session|sessions} this week).",
    "plan-share-increase": (
        "{percent:.0f} % of the full dose, {count:.0f} sprint {count:plural:session|sessions} this "
        "week: no more than the "
        "weeks before allow."
    ),
    "plan-share-unload": (
        "{percent:.0f} % of the full dose, {count:.0f} sprint {count:plural:session|sessions}: the "
        "week unloads. Fewer "
        "reps, at full effort."
    ),
    "plan-share-taper": (
        "{percent:.0f} % of the full dose, {count:.0f} sprint {count:plural:session|sessions}: the "
        "taper. Fewer reps, at "
        "full effort."
    ),
    "plan-return-step": (
        "Step {step:.0f} of the return: {percent:.0f} % of full effort, only if the step before went "
        "without pain. Any pain ends it."
    ),
    "plan-return-wait": "Between two steps of the return, or waiting to be released.",
    # Why a day of rest.
    "plan-before-sprint": (
        "{hours:.0f} h before {what} on {day}, which is to be met recovered ({needed:.0f} h)."
    ),
    "plan-enough-days": "The week holds the {most:.0f} training days that were asked for at the most.",
    "plan-enough-high-days": "The week holds the {most:.0f} high days that he bears.",
    "plan-lighter-week": "A lighter week: rest is the point of it.",
    "plan-spread": "Rest: the training days lie better spread like this.",
    # Of the plan as a whole.
    "plan-history-unknown": (
        "{who}: what he did before is not known, so the plan starts small (with {start:g} full sprint "
        "session(s) a week, in parts)."
    ),
    "plan-level-unknown": "{who}: his level is not known, so he is planned for as a beginner.",
    "plan-unload-week": (
        "{who}: the week from {day} unloads: {percent:.0f} % of the sprinting of the weeks before."
    ),
    "plan-taper-week": (
        "{who}: the week from {day} tapers: {percent:.0f} % of the sprinting of the weeks before."
    ),
    "plan-away-week": "{who}: {lost:.0f} days of the week from {day} are lost: it asks for nothing.",
    "plan-return-week": "{who}: the week from {day} is one of return after an injury.",
    "plan-fixed-too-close": (
        "{who}: {second} on {day} comes {hours:.0f} h after {first}, and {needed:.0f} h of recovery "
        "are asked for. Both are fixed, so they stay: judge them yourself."
    ),
    # Of a plan that was changed.
    "plan-changed": "Changed: was {before}, is {after}.",
    "plan-missed": "{who}: {what} on {day} was planned and not done.",
    "plan-on-top": "{who}: {what} on {day} was done and not planned.",
    # Of a day that somebody moved.
    "plan-moved-here": "Moved here from {before} by {by}.",
    "plan-moved-away": "Moved from here to {after} by {by}.",
    "plan-moved-anyway": "Moved here by {by} although a rule objects: {what}",
    "plan-move-twice": "{day} would hold two sprint sessions, or two sessions of one kind.",
    "plan-move-minutes": (
        "{minutes:.0f} minutes on {day}, and {most:.0f} are to be had for training."
    ),
    "plan-move-strength-alone": (
        "Jumps and heavy lifts belong to a sprint day, so that low days stay low: {day} is none."
    ),
    "plan-move-low-beside": "A low session beside a hard one adds nothing on {day}.",
    "plan-move-most-days": (
        "The week from {day} would hold more than the {most:.0f} training days that were asked for."
    ),
    "plan-move-high-days": "The week from {day} would hold more than the {most:.0f} high days he bears.",
    "plan-move-breaks": "The check of finished plans objects: {what}.",
}
