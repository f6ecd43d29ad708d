"""FinishLynx people files."""

from __future__ import annotations

import pytest
from tests.devices.watch_files import OPTIONS, source

from flyzone.devices import lynx_ppl
from flyzone.errors import InputError
from flyzone.model import Person, Reading


def read(text: str) -> Reading:
    return lynx_ppl.read(source(text.encode()), OPTIONS)


def test_people_are_read_and_every_other_line_is_named() -> None:
    reading = read(
        '; U18\n832,Last01,First01,School A\nB7,"Jones, Jr.",Steve,\n9,Solo,\nno id,A,B\n12,,\n'
    )
    assert reading.people == (
        Person("832", "Last01", "First01", "School A"),
        Person("B7", "Jones, Jr.", "Steve"),
        Person("9", "Solo", ""),
    )
    assert [row.line for row in reading.rejected] == [5, 6]
    assert [n.code for n in reading.notices] == ["remarks"]


def test_one_id_of_two_people_is_held_and_a_repeated_line_is_read_once() -> None:
    reading = read("1,A,B,C\n2,D,E,F\n1,G,H,I\n2,D,E,F\n")
    assert reading.people == (Person("2", "D", "E", "F"),)
    assert reading.held[0].lines == (1, 3)
    assert [row.line for row in reading.rejected] == [4]


def test_the_claim_is_weak_without_the_ending() -> None:
    data = b"832,Last01,First01,School A\n"
    assert lynx_ppl.recognise(source(data, "lynx.ppl")).certainty == 0.6
    assert lynx_ppl.recognise(source(data, "x.csv")).certainty == 0.2
    assert lynx_ppl.recognise(source(b"10,1.94,2.05\n20,3.1,3.2\n", "lynx.ppl")) is None


def test_no_people_is_an_error() -> None:
    with pytest.raises(InputError, match="id, last name") as caught:
        read("a,b\n")
    assert caught.value.code == "lynx-empty"
