"""Every address of the app, in one place: pages and templates ask here and write none themselves."""

from __future__ import annotations

from urllib.parse import quote

HOME = "/"
LOGIN = "/login"
LOGOUT = "/logout"
FIRST_RUN = "/first-run"
JOIN = "/join/{secret}"
ACCOUNT = "/account"
PATTERNS = "/patterns"

TODAY = "/athletes/{athlete_id}/today"
CHECKIN = "/athletes/{athlete_id}/check-in"
PROGRESS = "/athletes/{athlete_id}/progress"
PLAN = "/athletes/{athlete_id}/plan"
PROFILE = "/athletes/{athlete_id}/profile"

SESSION = "/session"
CLIPS = "/clips"
CLIP = "/clips/{clip_id}"
SQUAD = "/squad"
BOARD = "/board"
PROJECTOR = "/projector"
COACH = "/coach"

API = "/api/v1"
STATIC = "/static"


def url(pattern: str, **words: str) -> str:
    """The address of a pattern such as `TODAY`, its words filled in and escaped."""
    return pattern.format(**{name: quote(word, safe="") for name, word in words.items()})
