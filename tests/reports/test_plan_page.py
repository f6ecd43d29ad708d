"""A plan as a page: everything that the plan says, and nothing of it as markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser
from pathlib import Path
from uuid import UUID

import pytest

from flyzone.errors import OutputError
from flyzone.model import Dose, Plan, PlannedDay, PlannedSession, Reason
from flyzone.reports.plan_page import plan_page, write_plan_page

ONE, TWO = str(UUID(int=1)), str(UUID(int=2))
MONDAY = date(2026, 3, 2)
EVIL = "<script>alert(1)</script> & \"'"


def a_plan() -> Plan:
    days = []
    for who in (ONE, TWO):
        for n in range(14):
            day = MONDAY + timedelta(days=n)
            dose = Dose("fly-20", 1, 4, distance_m=20.0, run_in_m=20.0, rest_s=270.0, effort=1.0)
            session = PlannedSession(
                str(UUID(int=100 + n)), who, day, "max-velocity", (dose,), time(17), 2700.0, EVIL,
                reasons=(Reason("why-this", {"text": EVIL}),),
            )  # fmt: skip
            sessions = (session,) if n % 3 == 0 else ()
            days.append(PlannedDay(who, day, sessions, (Reason("why-then", {"text": f"day {n}"}),)))
    notes = (Reason("note", {"text": "a note"}, caveat="Disputed."),)
    return Plan(str(UUID(int=3)), datetime(2026, 3, 1, 20, tzinfo=UTC), tuple(days), notes)


def say(reason: Reason) -> str:
    return str(reason.numbers["text"])


class Reader(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def test_all_that_the_plan_says_is_on_the_page() -> None:
    page = plan_page(a_plan(), names={ONE: "Ann", TWO: "Bob"}, say=say, title="Spring")
    text = " ".join(read(page).text)
    for words in (
        "Spring", "Ann", "Bob", "Monday 2026-03-02", "17:00 max-velocity", "45 min", "4 x 20 m",
        "rest 4.5 min", "a note", "Disputed.", "Week 2, from 2026-03-09", "rest",
    ):  # fmt: skip
        assert words in text
    for n in range(14):
        assert f"day {n}" in text
    assert sum(tag == "article" for tag, _ in read(page).tags) == 28


def test_what_speaks_against_a_rule_stands_once_and_is_pointed_to() -> None:
    plan = a_plan()
    page = plan_page(replace(plan, notes=plan.notes * 3), names={}, say=say)
    assert page.count("Disputed.") == 1
    links = [attrs["href"] for tag, attrs in read(page).tags if tag == "a"]
    assert links == ["#caveat-1"] * 3
    assert ("li", {"id": "caveat-1"}) in read(page).tags


def test_a_name_or_a_note_is_text_and_never_markup() -> None:
    page = plan_page(a_plan(), names={ONE: EVIL, TWO: EVIL}, say=say, title=EVIL)
    reader = read(page)
    assert "script" not in {tag for tag, _ in reader.tags}
    assert EVIL in "".join(reader.text)
    assert "\x00" not in plan_page(a_plan(), names={ONE: "A\x00B"}, say=say)


def test_the_page_needs_no_network_and_no_script() -> None:
    page = plan_page(a_plan(), names={}, say=say)
    assert not re.search(r"https?:|src=|@import|url\(|\son\w+=", page.replace(EVIL, ""))
    tags = read(page).tags
    assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in tags
    assert "@media print" in page
    assert page.startswith("<!DOCTYPE html>")


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_plan_page(a_plan(), tmp_path / "plan.html", names={}, say=say)
    assert (tmp_path / "plan.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(OutputError, match=r"must end in \.html"):
        write_plan_page(a_plan(), tmp_path / "plan.txt", names={}, say=say)
