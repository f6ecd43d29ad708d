"""What stands on every page, and on those before somebody is let in."""

from __future__ import annotations

from typing import Final

SHELL: Final[dict[str, str]] = {
    "shell.skip": "Skip to the content",
    "shell.demo": "Demo: everybody and every time here is made up.",
    "shell.places": "Places",
    "shell.tabs": "Pages about {name}",
    "nav.profile": "Athlete",
    "nav.today": "Today",
    "nav.session": "Session",
    "nav.clips": "Clips",
    "nav.progress": "Progress",
    "nav.plan": "Plan",
    "nav.squad": "Squad",
    "nav.board": "Board",
    "nav.coach": "Coach",
    "calendar.weekdays": "Mon Tue Wed Thu Fri Sat Sun",
    "calendar.months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "calendar.day": "{day} {month}",
    "reason.rule": "Rule",
    "reason.source": "Source",
    "reason.caveat": "What speaks against it",
    "reason.changed": "Changed",
    "reason.changed-by": "{threshold} to {value}, by {by}, {day}",
    "verdict.go": "Go",
    "verdict.wait": "Rest longer",
    "verdict.stop": "Stop",
    "trouble.title": "That did not work",
    "trouble.home": "To the first page",
    "first-run.title": "Welcome to flyzone",
    "first-run.lead": (
        "Make the account of the owner: whoever has it sees everything in this store. Coaches, "
        "athletes and guardians are invited afterwards."
    ),
    "first-run.go": "Make the account",
    "log-in.title": "Log in",
    "log-in.name": "Name",
    "log-in.password": "Password",
    "log-in.password-help": "At least {shortest} characters; three or four words are easy to type.",
    "log-in.go": "Log in",
    "log-in.forgotten": (
        "Password forgotten? Your coach or the owner of this store makes you a link for a new one."
    ),
    "join.title": "You are invited",
    "join.as-owner": "You become an owner of this store: you see everything in it.",
    "join.as-coach": "You become a coach.",
    "join.as-athlete": "You become an athlete: you see your own data.",
    "join.as-guardian": "You become a guardian: you see the data of those whom you answer for.",
    "join.as-board": "This device shows the public board and nothing else.",
    "join.password-anew": "Choose a new password.",
    "join.go": "Join",
    "patterns.lead": "every component that pages are made of",
    "patterns.sample": "A sentence that shows how such a text looks when it is a little longer.",
}
