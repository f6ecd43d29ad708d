"""The app's texts in English: one file for each page, keyed ``PAGE.TEXT``."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.app.account import ACCOUNT
from flyzone.wording.english.app.board import BOARD
from flyzone.wording.english.app.clip_timer import CLIP_TIMER
from flyzone.wording.english.app.clips import CLIPS
from flyzone.wording.english.app.coach import COACH
from flyzone.wording.english.app.plan import PLAN
from flyzone.wording.english.app.profile import PROFILE
from flyzone.wording.english.app.progress import PROGRESS
from flyzone.wording.english.app.publishing import PUBLISHING
from flyzone.wording.english.app.session import SESSION
from flyzone.wording.english.app.shell import SHELL
from flyzone.wording.english.app.squad import SQUAD
from flyzone.wording.english.app.today import TODAY
from flyzone.wording.english.app.trust import TRUST
from flyzone.wording.english.app.upload import UPLOAD

TEXTS: Final[dict[str, str]] = {
    **SHELL,
    **PLAN,
    **PROGRESS,
    **SESSION,
    **ACCOUNT,
    **CLIP_TIMER,
    **CLIPS,
    **UPLOAD,
    **TODAY,
    **COACH,
    **PUBLISHING,
    **SQUAD,
    **BOARD,
    **TRUST,
    **PROFILE,
}
