"""The start order: names are taken from the front, and each command gives a new order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.errors import InputError
from flyzone.model.order import LONGEST_NAME, StartOrder, order_of, parse_order

SQUAD = order_of(["Mia", "Lea", "Tim"])
NAMES = st.lists(st.sampled_from(["Mia", "Lea", "Tim", "Åsa", "Bo"]), max_size=8)


def taken(order: StartOrder, runs: int) -> list[str | None]:
    names: list[str | None] = []
    for _ in range(runs):
        name, order = order.take()
        names.append(name)
    return names


def test_runs_get_the_names_in_order_and_then_none() -> None:
    assert taken(SQUAD, 5) == ["Mia", "Lea", "Tim", None, None]


def test_a_repeated_name_is_a_second_rep() -> None:
    assert taken(order_of(["Mia", "Mia", "Lea"]), 3) == ["Mia", "Mia", "Lea"]


def test_who_is_skipped_gets_no_run_and_is_not_counted_as_having_run() -> None:
    order = SQUAD.skip()
    assert order.waiting == ("Lea", "Tim")
    assert order.ran == ()


def test_swap_exchanges_the_next_two_or_two_by_name() -> None:
    assert SQUAD.swap().waiting == ("Lea", "Mia", "Tim")
    assert SQUAD.swap("tim", "Mia").waiting == ("Tim", "Lea", "Mia")


def test_repeat_puts_the_last_runner_first_again() -> None:
    _, order = SQUAD.take()
    assert order.repeat().waiting == ("Mia", "Lea", "Tim")
    assert taken(order.repeat(), 2) == ["Mia", "Lea"]


def test_next_moves_who_waits_and_adds_who_does_not() -> None:
    assert SQUAD.put_next("ti").waiting == ("Tim", "Mia", "Lea")
    assert SQUAD.put_next("Åsa  Berg").waiting == ("Åsa Berg", "Mia", "Lea", "Tim")


def test_next_moves_one_rep_of_several() -> None:
    assert order_of(["Mia", "Lea", "Mia", "Lea"]).put_next("lea").waiting == (
        "Lea", "Mia", "Mia", "Lea",
    )  # fmt: skip


def test_commands_leave_the_old_order_as_it_was() -> None:
    before = StartOrder(SQUAD.waiting, ("Bo",))
    before.skip(), before.swap(), before.repeat(), before.put_next("Tim"), before.take()
    assert before == StartOrder(("Mia", "Lea", "Tim"), ("Bo",))


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: StartOrder().skip(), "order-nobody-waits"),
        (lambda: StartOrder().repeat(), "order-nobody-ran"),
        (lambda: order_of(["Mia"]).swap(), "order-too-few"),
        (lambda: SQUAD.swap("Mia"), "order-swap"),
        (lambda: SQUAD.swap("Mia", "mia"), "order-swap"),
        (lambda: SQUAD.swap("Mia", "Bo"), "order-unknown-name"),
        (lambda: order_of(["Maria", "Mara"]).swap("Mar", "Mara"), "order-ambiguous-name"),
        (lambda: order_of(["Maria", "Mara"]).put_next("mar"), "order-ambiguous-name"),
        (lambda: SQUAD.put_next("  "), "order-bad-name"),
        (lambda: order_of(["x" * (LONGEST_NAME + 1)]), "order-bad-name"),
        (lambda: order_of(["Mia\x1b[2J"]), "order-bad-name"),
        (lambda: order_of([" ", ""]), "order-empty"),
        (lambda: parse_order("# nobody\n\n"), "order-empty"),
        (lambda: order_of(["Mia"] * 10_001), "order-too-long"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(deed, code: str) -> None:
    with pytest.raises(InputError) as caught:
        deed()
    assert caught.value.code == code
    assert len(caught.value.message.split(". ")) > 1, "no next step"


def test_a_whole_name_is_meant_even_where_another_begins_with_it() -> None:
    assert order_of(["Mia Berg", "Mia"]).put_next("mia").waiting == ("Mia", "Mia Berg")


def test_a_list_may_have_a_mark_blank_lines_and_comments() -> None:
    text = "\ufeff# 100 m squad\r\nMia\r\n\r\n  Lea  # late\r\nDoe, Jane\r\n#Tim\r\nC#Major\r\n"
    assert parse_order(text).waiting == ("Mia", "Lea", "Doe, Jane", "C#Major")


def test_a_single_line_may_use_commas() -> None:
    assert parse_order("Mia, Lea,,Mia\n").waiting == ("Mia", "Lea", "Mia")


@given(NAMES, NAMES)
def test_taking_keeps_every_name_once(waiting: list[str], ran: list[str]) -> None:
    order = StartOrder(tuple(waiting), tuple(ran))
    name, after = order.take()
    assert sorted(after.waiting + after.ran) == sorted(waiting + ran)
    assert (name is None) == (not waiting)


@given(NAMES.filter(lambda names: len(names) >= 2))
def test_swapping_twice_changes_nothing(waiting: list[str]) -> None:
    order = order_of(waiting)
    assert order.swap().swap() == order


@given(NAMES.filter(bool))
def test_after_repeat_the_same_athlete_runs_and_the_others_follow(waiting: list[str]) -> None:
    name, order = order_of(waiting).take()
    again, rest = order.repeat().take()
    assert again == name
    assert rest.waiting == order.waiting
