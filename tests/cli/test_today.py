"""``flyzone today``: an answer for a person, for a program, and on the athlete's own clock."""

from __future__ import annotations

import pytest
from tests.cli.shell import document, refusal, said

pytestmark = pytest.mark.usefixtures("squad")


def sprinted(at: str) -> None:
    document(
        "log", "run", "Lea", "--stimulus", "max-velocity", "--minutes", "60", "--times", "1.01,1.02",
        "--rep-distance", "10", "--at", at,
    )  # fmt: skip


def test_an_answer_names_its_reasons_and_what_is_not_known() -> None:
    document("athlete", "add", "Ann")
    answer = document("today", "Ann", "--now", "2026-06-01T10:00:00+02:00")
    assert answer["verdict"] == "change"
    unknown = {one["code"] for one in answer["not_known"]}
    assert unknown >= {"today-age-not-known", "today-no-checkin", "today-no-session"}
    shown = said("today", "Ann", "--now", "2026-06-01T10:00:00+02:00")
    assert shown.startswith("Ann: yes, with a change\n")
    assert "Sprinting again" not in shown, "from now on is no news"


def test_the_hours_pass_over_a_change_of_clocks() -> None:
    sprinted("2026-03-28T10:00")
    answer = document("today", "Lea", "--now", "2026-03-29T12:00")
    assert answer["verdict"] == "no"
    # An hour later on the clock: the night between was an hour short.
    assert answer["sprint_from"] == "2026-03-30T12:00:00+02:00"
    shown = said("today", "Lea", "--now", "2026-03-29T12:00")
    assert "from Monday 30 March, 12:00" in shown


def test_what_came_later_is_not_known_yet() -> None:
    sprinted("2026-06-02T17:00")
    before = document("today", "Lea", "--now", "2026-06-01T10:00")
    assert all("0.0 h" not in one["text"] for one in before["reasons"])
    assert document("today", "Lea", "--now", "2026-06-02T19:00")["verdict"] == "no"


def test_a_warning_sign_comes_before_everything() -> None:
    document("checkin", "Lea", "--sign", "fainting", "--at", "2026-06-01T09:00")
    answer = document("today", "Lea", "--now", "2026-06-01T10:00")
    assert (answer["verdict"], answer["reasons"][0]["code"]) == ("no", "today-emergency")
    assert "sprint_from" not in answer
    assert "when somebody who may has cleared" in said("today", "Lea", "--now", "2026-06-01T10:00")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["Tom"], "unknown-athlete"),
        (["Lea", "--now", "9999-12-31T23:59:59-12:00"], "moment"),
        (["Lea", "--now", "0001-01-01T00:00"], "moment"),
        (["Lea", "--now", "2026-03-29T02:30"], "moment"),
        (["Lea", "--now", "noon"], "moment"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(arguments: list[str], code: str) -> None:
    assert refusal("today", *arguments)["code"] == code
