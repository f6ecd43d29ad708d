"""The app's texts in English: one file for each page, keyed ``PAGE.TEXT``."""

from __future__ import annotations

from typing import Final

from flyzone.wording.english.app.account import ACCOUNT
from flyzone.wording.english.app.clip_timer import CLIP_TIMER
from flyzone.wording.english.app.session import SESSION
from flyzone.wording.english.app.shell import SHELL
from flyzone.wording.english.app.today import TODAY

TEXTS: Final[dict[str, str]] = {**SHELL, **SESSION, **ACCOUNT, **CLIP_TIMER, **TODAY}
