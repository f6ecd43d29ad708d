"""What is said of why it is not working, and what to change or test."""

from __future__ import annotations

from typing import Final

DIAGNOSIS: Final[dict[str, str]] = {
    # What was looked at.
    "diagnosis-no-sprints": "No maximal sprint with a time is on record, so that nothing can be told.",
    "diagnosis-window": (
        "Looked at: {sessions:d} sessions with {reps:d} timed maximal reps, {days:.0f} days up to "
        "the last."
    ),
    "diagnosis-cut-sessions": (
        "Sessions that the guard ended: {n:d}. Their last rep is left out of plain comparisons, "
        "because it was slow partly by luck."
    ),
    "diagnosis-trend": (
        "Rested times change by {percent:+.2f} ± {error:.2f} % a week (minus is faster)."
    ),
    "diagnosis-both": "Rest and recovery are both too short.",
    # Rest between reps.
    "diagnosis-rest-asked": (
        "The median rest is {rest:.0f} s, and about {asked:.0f} s are asked for this distance: "
        "{below:d} of {n:d} rests were shorter than asked."
    ),
    "diagnosis-rest-varied": (
        "After rests up to {border:.0f} s (in {short_n:d} sessions) reps from the third on are "
        "{short:+.1f} ± {short_error:.1f} % against the first (plus is slower); after longer ones (in "
        "{long_n:d}) {long:+.1f} ± {long_error:.1f} %."
    ),
    "diagnosis-rest-steady": (
        "Rests hardly vary; reps from the third on are {percent:+.1f} ± {error:.1f} % against the "
        "first (plus is slower) in {n:d} sessions."
    ),
    "diagnosis-rest-cost": (
        "Warm-up, form and trend allowed for, rests shorter than asked cost {percent:.1f} ± "
        "{error:.1f} % in the reps that they touch."
    ),
    "diagnosis-rest-unknown": "Most rests between reps are not on record.",
    "diagnosis-rest-never-varied": (
        "Rests hardly vary (median {rest:.0f} s), so that short ones cannot be compared with long "
        "ones."
    ),
    "diagnosis-slowing": (
        "Whatever the rest, reps slow in the course of a session by {percent:.1f} ± {error:.1f} % on "
        "average."
    ),
    # Recovery between sessions.
    "diagnosis-gap-asked": (
        "{below:d} of {n:d} sessions came sooner than the {asked:.0f} h that the rules ask (median "
        "gap {gap:.0f} h)."
    ),
    "diagnosis-gap-varied": (
        "After gaps below {hours:.0f} h (n = {short_n:d}) the first three reps are {short:+.1f} ± "
        "{short_error:.1f} % against those after longer ones (n = {long_n:d}; plus is slower)."
    ),
    "diagnosis-sleep-varied": (
        "After nights below {hours:.0f} h (n = {short_n:d}) the first three reps are {short:+.1f} ± "
        "{short_error:.1f} % against those after longer ones (n = {long_n:d}; plus is slower)."
    ),
    "diagnosis-gap-cost": (
        "Form and trend allowed for, short gaps and short nights cost {percent:.1f} ± {error:.1f} % "
        "in the sessions that they touch."
    ),
    "diagnosis-gap-never-varied": (
        "{below:d} of {n:d} gaps were short: too few full ones to compare with."
    ),
    # Other causes.
    "diagnosis-scatter": (
        "Reps of one session scatter by {percent:.1f} % (SD), warm-up and tiring included; beyond "
        "{usual:.1f} % they are hardly maximal. {asked_below:.0f} % of reps were asked for below full "
        "effort."
    ),
    "diagnosis-method-step": (
        "The way of timing changed ({methods}): late times against early ones {percent:+.1f} ± "
        "{error:.1f} % by that alone (plus is slower)."
    ),
    "diagnosis-wind-step": (
        "The wind changed: late times against early ones {percent:+.1f} ± {error:.1f} % by that alone "
        "(plus is slower)."
    ),
    "diagnosis-few-exposures": (
        "Maximal sessions: {per_week:.1f} a week, and at least about {asked:.1f} are asked."
    ),
    "diagnosis-new": "The record is {days:.0f} days old; {asked:.0f} are needed to judge a change.",
    "diagnosis-return": (
        "Without a maximal session for {days:.0f} days; the return cost {percent:+.1f} ± {error:.1f} "
        "% (plus is slower)."
    ),
    "diagnosis-nothing-costs": (
        "What short rests ({rest:.1f} %) and short recovery ({recovery:.1f} %) are likely to cost is "
        "set against {loss:.1f} %, from which on it counts."
    ),
    "diagnosis-few-sessions": "{n:d} sessions are on record; {needed:.0f} are needed to tell.",
    # What to change or test.
    "advise-longer-rest": "Rest {seconds:.0f} s between maximal reps, and look again in three weeks.",
    "advise-rest-test": (
        "Test it: six sessions with rests drawn by lot show what short rest costs this athlete "
        "(flyzone rest-test)."
    ),
    "advise-longer-gaps": (
        "Leave at least {hours:.0f} h between maximal sessions, and look again in three weeks."
    ),
    "advise-sleep": "Sleep at least {hours:.0f} h before a maximal session, or move it.",
    "advise-full-effort": "Run every timed rep at full effort, and time it the same way each time.",
    "advise-one-method": (
        "Keep one way of timing, or run both side by side once (flyzone compare) so that they can be "
        "set against each other."
    ),
    "advise-wind": "Measure the wind, or sprint in both directions and take the mean.",
    "advise-more-exposures": "Sprint at full effort at least {per_week:.1f} times a week.",
    "advise-wait": "Keep on, and judge when some more weeks are on record.",
    "advise-return": "Give the return three weeks of regular sprints before the trend is judged.",
    "advise-fewer-reps": "Run fewer reps in a session, or rest longer than the rule asks.",
    "advise-keep-on": "Keep on: nothing in the record needs a change.",
    "advise-record-more": "Record every maximal rep with its time and the rest before it.",
}
