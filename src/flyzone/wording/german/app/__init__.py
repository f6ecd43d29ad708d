"""The app's texts in German: one file for each page, keyed ``PAGE.TEXT``."""

from __future__ import annotations

from typing import Final

from flyzone.wording.german.app.account import ACCOUNT
from flyzone.wording.german.app.board import BOARD
from flyzone.wording.german.app.clip_timer import CLIP_TIMER
from flyzone.wording.german.app.clips import CLIPS
from flyzone.wording.german.app.coach import COACH
from flyzone.wording.german.app.plan import PLAN
from flyzone.wording.german.app.profile import PROFILE
from flyzone.wording.german.app.progress import PROGRESS
from flyzone.wording.german.app.publishing import PUBLISHING
from flyzone.wording.german.app.session import SESSION
from flyzone.wording.german.app.shell import SHELL
from flyzone.wording.german.app.squad import SQUAD
from flyzone.wording.german.app.today import TODAY
from flyzone.wording.german.app.trust import TRUST
from flyzone.wording.german.app.upload import UPLOAD

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
