"""What is asked of a plan, as a form shows it, and as the wishes of `flyzone plan` read it.

A form says less than the wishes can: one window for all weekdays that are ticked, a few races and free
days.  A field that is empty is no wish.  What cannot be read is left as it was typed, so that the wishes
themselves say what was expected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flyzone.errors import InputError
from flyzone.wire.wishes import WEEK

RACES, FREE_DAYS, OTHERS = 3, 3, 2
"""Rows of the form at least; one more than are filled."""
_MINUTES = 90.0


@dataclass(frozen=True, slots=True)
class WishesForm:
    """The fields as they are typed.

    Attributes
    ----------
    first_day, weeks : str
    train : tuple of str
        Weekdays on which he can train, such as ``"mon"``.
    minutes, starts : str
        On each of them.
    fewest, most : str
        Training days a week.
    target : str
    races : tuple of (str, str, str)
        Day, kind and importance.
    free_days : tuple of str
    others : tuple of (str, str)
        Weekday and stimulus of other training.
    returning, step, released_on : str
        The place of an injury, the last step without pain, and when he was released.
    grounds : tuple of str
        Ids; empty plans without places.
    """

    first_day: str
    weeks: str
    train: tuple[str, ...]
    minutes: str
    starts: str
    fewest: str
    most: str
    target: str
    races: tuple[tuple[str, ...], ...]
    free_days: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    returning: str
    step: str
    released_on: str
    grounds: tuple[str, ...]

    def span(self, today: date) -> tuple[date, int]:
        """The first day, and how many weeks.

        Raises
        ------
        InputError
            If they are no day and no number.
        """
        try:
            first = date.fromisoformat(self.first_day) if self.first_day else next_monday(today)
            return first, int(self.weeks)
        except ValueError:
            raise InputError(
                f"A plan begins on a day and has a number of weeks, got {self.first_day[:20]!r} and "
                f"{self.weeks[:20]!r}. Choose both again.",
                code="wishes-day",
            ) from None


def next_monday(today: date) -> date:
    """Today if it is one."""
    return today + timedelta(days=-today.weekday() % 7)


def wishes_of_form(form: WishesForm) -> dict[str, Any]:
    """The form as an athlete's wishes."""
    window = {"minutes": form.minutes or _MINUTES, "starts": form.starts or None}
    wishes: dict[str, Any] = {
        "week": {day: (window if day in form.train else None) for day in WEEK},
        "days_a_week": [form.fewest or 2, form.most or max(len(form.train), 2)],
        "target": form.target,
        "competitions": [
            {"day": day, "kind": kind, "importance": importance}
            for day, kind, importance in form.races
            if day
        ],
        "forbidden": [day for day in form.free_days if day],
        "fixed": [
            {"weekday": day, "stimulus": stimulus} for day, stimulus in form.others if day
        ],
    }  # fmt: skip
    if form.returning:
        wishes["returning"] = {
            "place": form.returning,
            "step": form.step or 0,
            "released_on": form.released_on or None,
        }
    return wishes


def form_of(wishes: Mapping[str, Any], today: date, grounds: Sequence[str]) -> WishesForm:
    """The form as it was filled last; wishes that it cannot show are not in it."""
    week = wishes.get("week") or {}
    windows = [week[day] for day in WEEK if week.get(day)]
    window = windows[0] if windows else {}
    train = tuple(day for day in WEEK if day not in week or week[day]) if week else WEEK[:5:2]
    fewest, most = wishes.get("days_a_week") or (2, 3)
    back = wishes.get("returning") or {}
    races = [
        (str(one["day"]), str(one["kind"]), str(one.get("importance", "B")))
        for one in wishes.get("competitions", ())
    ]
    free = [str(day) for day in wishes.get("forbidden", ())]
    others = [
        (str(one["weekday"]), str(one["stimulus"]))
        for one in wishes.get("fixed", ())
        if one.get("weekday")
    ]
    return WishesForm(
        first_day=next_monday(today).isoformat(),
        weeks="4",
        train=tuple(train),
        minutes=f"{float(window.get('minutes', _MINUTES)):g}",
        starts=str(window.get("starts") or "")[:5],
        fewest=str(fewest),
        most=str(most),
        target=str(wishes.get("target", "max-velocity")),
        races=tuple(races),
        free_days=tuple(free),
        others=tuple(others),
        returning=str(back.get("place", "")),
        step=str(back.get("step", 0)),
        released_on=str(back.get("released_on") or ""),
        grounds=tuple(grounds),
    )
