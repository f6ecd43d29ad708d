"""The board, on a screen and on a wall."""

from __future__ import annotations

from typing import Final

BOARD: Final[dict[str, str]] = {
    "board.title": "Board",
    "board.caption-all": "{what}, all time",
    "board.caption-today": "{what}, {day}",
    "board.flying": "Flying {distance}",
    "board.standing": "{distance} from a standing start",
    "board.rank": "Rank",
    "board.name": "Name",
    "board.time": "Time",
    "board.speed": "Speed",
    "board.wind": "Wind",
    "board.wind-of": "wind {wind}",
    "board.how": "Timed by",
    "board.day": "Day",
    "board.tied": "shared rank: the order may be noise",
    "board.typical": "error not stated: the one typical of the method",
    "board.error-unknown": "error not known",
    "board.not-known": "not known",
    "board.standing-first": "first mark",
    "board.standing-best": "personal best",
    "board.standing-equalled": "best equalled within the error",
    "board.none-all": "No times over this distance yet.",
    "board.none-today": "No times over this distance today.",
    "board.public": "public board",
    "board.public-only": "As the public sees it",
    "board.lost": "No connection: this board may be old. It comes back by itself.",
    "board.distance": "Distance",
    "board.start": "Start",
    "board.start-flying": "flying",
    "board.start-standing": "standing",
    "board.span": "Times of",
    "board.span-all": "all time",
    "board.span-today": "today",
    "board.order": "Of each",
    "board.order-best": "the best",
    "board.order-latest": "the latest",
    "board.group": "Group",
    "board.everybody": "everybody",
    "board.age": "Age group",
    "board.age-U14": "U14 and younger",
    "board.age-U16": "U16",
    "board.age-U18": "U18",
    "board.age-U20": "U20",
    "board.age-senior": "seniors",
    "board.age-masters": "masters (35 and older)",
    "board.sex": "Sex",
    "board.female": "female",
    "board.male": "male",
    "board.another": "Another board: distance, start, day, group, age",
    "board.more": "{n} more: choose a group or an age group.",
    "board.show": "Show",
    "board.projector": "For the wall",
    "board.full-screen": "Full screen",
    "board.back": "Back",
    "board.how-to-read": "How to read this board",
    "board.about-ties": (
        "Who is not slower than the first of a rank with the stated probability shares that "
        "rank: an order that noise may have made is none. Wind is shown and not taken out."
    ),
    "board.about-ages": (
        "Age groups count the age that is reached on 31 December of this year; masters begin "
        "on the 35th birthday. All times of an athlete count in the group of today."
    ),
    "board.about-today": (
        "A mark of today is a personal best when it is faster than the old one with that "
        "probability, and otherwise equals it within the error."
    ),
    "board.about-public": (
        "On the public board is only who agreed. A minor is there under an alias only, and "
        "only while a guardian agrees; so is whoever's age is not known."
    ),
}
