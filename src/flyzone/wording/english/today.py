"""What is said of today: may he sprint, and why."""

from __future__ import annotations

from typing import Final

TODAY: Final[dict[str, str]] = {
    # Recovery: hours since what was really done.
    "today-recovering": (
        "{since:.1f} h have passed since the last {kind} session; {needed:.0f} h without maximal "
        "sprinting belong after it, {left:.1f} h are left."
    ),
    "today-legs-tired": (
        "{since:.1f} h have passed since the last {kind} session; until {needed:.0f} h after it the "
        "legs carry some of it: fewer reps."
    ),
    "today-recovered": (
        "The last maximal session ({kind}) was {since:.0f} h ago; {needed:.0f} h were needed."
    ),
    "today-really-was": (
        "The session called {named}, {since:.0f} h ago, counts as what was done in it: {was}."
    ),
    "today-only-warm-up": (
        "The session called {named}, {since:.0f} h ago, was broken off before its first rep: it "
        "needs no recovery."
    ),
    "today-large-session": (
        "The last sessions hold a large one: {metres:.0f} m at full effort, his usual is "
        "{usual:.0f} m. It asks for {extra:.0f} h more."
    ),
    "today-hours-for-age": (
        "At {years:d} years {extra:.0f} h more are kept between maximal sessions."
    ),
    "today-hours-age-not-known": (
        "His age is not known: {extra:.0f} h more are kept, as for a minor."
    ),
    "today-hours-of-adults": (
        "At {years:d} years the adults' hours are kept; a coach may lengthen them."
    ),
    "today-end-not-known": (
        "The end of the {kind} session that began {hours:.1f} h ago is not known: the hours are "
        "counted from its start. Add its duration, or wait that much longer."
    ),
    # Sleep.
    "today-night-very-short": "{slept:.1f} h of sleep: no maximal sprinting on such a night.",
    "today-night-short": "{slept:.1f} h of sleep: fewer reps today.",
    "today-nights-short": (
        "{short:d} of the last {nights:d} nights had {limit:.0f} h or less: fewer reps today."
    ),
    "today-nights-too-short": (
        "{short:d} of the last {nights:d} nights had {limit:.0f} h or less: sleep first."
    ),
    "today-night-coming": (
        "The coming night will have about {expected:.1f} h: sprint after a whole night, not before "
        "a short one."
    ),
    "today-session-wasted": (
        "After the last maximal session ({kind}, {since:.0f} h ago) he slept {slept:.1f} h: it may "
        "have been wasted. It needs its recovery all the same."
    ),
    "today-sleep-not-known": "How long he slept last night is not known.",
    # Pain and warning signs.
    "today-pain-blocks": (
        "Pain ({place}), {severity:g} of 10, {hours:.0f} h ago, and nobody has cleared it since: "
        "no sprinting."
    ),
    "today-pain-blocks-unrated": (
        "Pain ({place}) ended a session {hours:.0f} h ago, and nobody has cleared it since: no "
        "sprinting."
    ),
    "today-clear-by": "It may be cleared ({place}) by: {roles}.",
    "today-clearance-refused": (
        "The clearance ({place}) by {role} does not count here: somebody more competent must look."
    ),
    "today-return-step": (
        "Back after pain ({place}): step {step:d} of {steps:d}, runs at {percent:.0f} % and no "
        "faster. Write down whether they hurt."
    ),
    "today-return-wait": (
        "Back after pain ({place}): the next step is {step:d} of {steps:d} ({percent:.0f} %). Days to "
        "wait for it: {days:d}."
    ),
    "today-step-not-known": (
        "Whether the last runs hurt ({place}) was not said: they do not count as a step. Enter the "
        "pain of those reps, 0 if there was none."
    ),
    "today-pain-mild": "Mild pain ({place}), {severity:g} of 10: fewer reps, none if it grows.",
    "today-pain-not-asked": "Whether anything hurts today is not known.",
    "today-sign": ("{sign}, {hours:.0f} h ago: no sport until a doctor has said that it is safe."),
    "today-emergency": (
        "{sign}, {hours:.0f} h ago: this may be an emergency. Stop, do not train, and call the "
        "emergency number now if it lasts or comes back; see a doctor today in any case."
    ),
    # Readiness.
    "today-jump-below": (
        "Readiness jump ({kind}): {percent:+.1f} % against his mean of {n:d} days: fewer reps."
    ),
    "today-jump-far-below": (
        "Readiness jump ({kind}): {percent:+.1f} % against his mean of {n:d} days, far below."
    ),
    "today-jump-usual": (
        "Readiness jump ({kind}): {percent:+.1f} % against his mean of {n:d} days; that he is below "
        "his usual is not sure."
    ),
    "today-jump-cannot-tell": (
        "Readiness jump ({kind}): {n:d} earlier days are known, {needed:.0f} are needed to tell."
    ),
    "today-first-rep-below": (
        "First rep over {kind}: speed {percent:+.1f} % against his first reps of {n:d} sessions: "
        "fewer reps."
    ),
    "today-first-rep-far-below": (
        "First rep over {kind}: speed {percent:+.1f} % against his first reps of {n:d} sessions, far "
        "below: end it here."
    ),
    "today-first-rep-usual": (
        "First rep over {kind}: speed {percent:+.1f} % against his first reps of {n:d} sessions; "
        "that he is below his usual is not sure."
    ),
    "today-first-rep-cannot-tell": (
        "First rep over {kind}: first reps of {n:d} earlier sessions are known, {needed:.0f} are "
        "needed to tell."
    ),
    "today-very-sore": "Soreness {soreness:g} of 10: fewer reps.",
    "today-not-ready": "He feels {ready:g} of 10 ready: fewer reps.",
    "today-unlike-him": (
        "{sign} {value:.3g}, against {usual:.3g} on {n:d} earlier days: unlike him."
    ),
    "today-signs-together": "{n:d} such signs together: fewer reps.",
    # Load.
    "today-week-up": (
        "He ran {ratio:.1f} times as far in the last 7 days as in a week of the 3 before."
    ),
    "today-sprint-up": (
        "He sprinted {ratio:.1f} times as far in the last 7 days as in a week of the 3 before."
    ),
    "today-few-exposures": ("{n:d} maximal sessions in {days:.0f} days: a reason to sprint."),
    "today-long-pause": (
        "No maximal session for {days:.0f} days: begin with few reps, each only as fast as it stays "
        "easy."
    ),
    "today-first-session": (
        "No maximal session of his is known: begin with few reps, each only as fast as it stays easy."
    ),
    # What was not said.
    "today-age-not-known": ("His age is not known: he counts as a minor. Enter his date of birth."),
    "today-no-checkin": "No check-in today: sleep, pain and soreness are not known.",
    "today-no-session": "No session of his is known: enter what he did in the last two weeks.",
    # What instead.
    "today-instead-rest": "Rest.",
    "today-instead-fewer": "Sprint at full effort, about {percent:.0f} % of the usual reps.",
    "today-instead-step": "Runs at {percent:.0f} % of full effort, as the step of the return.",
    "today-instead-tempo": "Tempo running at {percent:.0f} % of full effort or less.",
    "today-instead-skills": "Drills: A-skip, B-skip, and what is easy.",
}
