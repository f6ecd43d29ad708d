"""Which age group an athlete starts in: by the year of his birth, masters by the day.

Youth and juniors count by the age that is reached on 31 December of the year, so that nobody changes
groups in the middle of a season; masters begin on the day of the 35th birthday.  Younger than U14 goes
with U14.  A birthday that is not known has no group.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

AgeGroup = Literal["U14", "U16", "U18", "U20", "senior", "masters"]

MASTERS_FROM_YEARS = 35
_UNDER: tuple[tuple[int, AgeGroup], ...] = ((14, "U14"), (16, "U16"), (18, "U18"), (20, "U20"))


def age_group(born: date | None, day: date) -> AgeGroup | None:
    """The age group of a day; ``None`` where the birthday is not known, or lies ahead.

    Parameters
    ----------
    born : date or None
    day : date
        The day that counts: of the board, of the meeting.
    """
    if born is None or born > day:
        return None
    at_the_end_of_the_year = day.year - born.year
    for years, group in _UNDER:
        if at_the_end_of_the_year < years:
            return group
    birthdays = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return "masters" if birthdays >= MASTERS_FROM_YEARS else "senior"
