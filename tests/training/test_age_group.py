"""Age groups: by the year of birth, masters by the day."""

from __future__ import annotations

from datetime import date

import pytest

from flyzone.training.age_group import age_group

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (date(2018, 1, 1), "U14"),
        (date(2013, 1, 1), "U14"),
        (date(2012, 12, 31), "U16"),
        (date(2011, 1, 1), "U16"),
        (date(2010, 12, 31), "U18"),
        (date(2009, 1, 1), "U18"),
        (date(2008, 12, 31), "U20"),
        (date(2007, 1, 1), "U20"),
        (date(2006, 12, 31), "senior"),
        (date(1991, 6, 2), "senior"),
        (date(1991, 6, 1), "masters"),
        (date(1950, 1, 1), "masters"),
        (None, None),
        (date(2026, 6, 2), None),
    ],
)
def test_the_group_of_a_birthday(born: date | None, group: str | None) -> None:
    assert age_group(born, DAY) == group


def test_nobody_changes_youth_groups_within_a_year() -> None:
    for year in range(2005, 2014):
        born = date(year, 7, 15)
        assert len({age_group(born, date(2026, month, 1)) for month in range(1, 13)}) == 1
