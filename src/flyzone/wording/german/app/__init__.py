"""The app's texts in German: one file for each page, keyed ``PAGE.TEXT``."""

from __future__ import annotations

from typing import Final

from flyzone.wording.german.app.account import ACCOUNT
from flyzone.wording.german.app.clip_timer import CLIP_TIMER
from flyzone.wording.german.app.session import SESSION
from flyzone.wording.german.app.shell import SHELL
from flyzone.wording.german.app.today import TODAY

TEXTS: Final[dict[str, str]] = {**SHELL, **SESSION, **ACCOUNT, **CLIP_TIMER, **TODAY}
