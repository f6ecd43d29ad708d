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
PROGRESS_CHART = "/athletes/{athlete_id}/progress/{chart}"
CHART_BUNDLE = "/charts/{name}"
PLAN = "/athletes/{athlete_id}/plan"
PLAN_MOVE = "/athletes/{athlete_id}/plan/move"
PLAN_WISHES = "/athletes/{athlete_id}/plan/wishes"
PLAN_CALENDAR = "/athletes/{athlete_id}/plan/calendar"
PLAN_CALENDAR_END = "/athletes/{athlete_id}/plan/calendar/{token_id}/revoke"
CALENDAR = "/calendar/{secret}.ics"
SQUAD_PLAN = "/squad/plan"
PROFILE = "/athletes/{athlete_id}/profile"

SESSION = "/session"
CLIPS = "/clips"
CLIP_NEW = "/clips/new"
CLIP = "/clips/{clip_id}"
CLIP_MARKS = "/clips/{clip_id}/marks"
CLIP_STILL = "/clips/{clip_id}/still"
CLIP_ORDER = "/clips/{clip_id}/order"
CLIP_SEND = "/clips/{clip_id}/send"
CLIP_SHARE = "/clips/{clip_id}/share"
CLIP_KEEP = "/clips/{clip_id}/keep"
CLIP_DELETE = "/clips/{clip_id}/delete"
CLIP_MEDIA = "/clips/{clip_id}/media/{what}"
SQUAD = "/squad"
BOARD = "/board"
BOARD_OPEN = "/board/{secret}"
BOARD_OPEN_PROJECTOR = "/board/{secret}/projector"
PROJECTOR = "/projector"
PUBLISHING = "/athletes/{athlete_id}/publishing"
COACH = "/coach"
COACH_GROUP = "/coach/groups/{group_id}"
COACH_PEOPLE = "/coach/people"
COACH_RULES = "/coach/rules"
COACH_RULE = "/coach/rules/{rule}"
COACH_GROUNDS = "/coach/grounds"
COACH_GROUND = "/coach/grounds/{ground_id}"
COACH_CLEARANCES = "/coach/clearances"
COACH_TRAIL = "/coach/trail"

SERVICE_WORKER = "/sw.js"
MANIFEST = "/manifest.webmanifest"
ICON = "/icons/{size}.png"
OFFLINE = "/offline"

API = "/api/v1"
STATIC = "/static"


def url(pattern: str, **words: str) -> str:
    """The address of a pattern such as `TODAY`, its words filled in and escaped."""
    return pattern.format(**{name: quote(word, safe="") for name, word in words.items()})
