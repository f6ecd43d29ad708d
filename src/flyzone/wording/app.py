"""The app's own texts, buttons and headings, in every language; and how each writes a day."""

from __future__ import annotations

from datetime import date

from flyzone.wording.english.app import TEXTS as ENGLISH
from flyzone.wording.german.app import TEXTS as GERMAN

TEXTS: dict[str, dict[str, str]] = {"en": ENGLISH, "de": GERMAN}
"""Texts by language (BCP 47); a test compares their keys and their fields."""


def weekday(language: str, day: date) -> str:
    """The short name of a day of the week."""
    return TEXTS[language]["calendar.weekdays"].split()[day.weekday()]


def month(language: str, number: int) -> str:
    """The short name of a month, 1 to 12."""
    return TEXTS[language]["calendar.months"].split()[number - 1]


def day_and_month(language: str, day: date) -> str:
    """Such as ``24 Nov``."""
    return TEXTS[language]["calendar.day"].format(day=day.day, month=month(language, day.month))
