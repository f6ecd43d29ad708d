"""FinishLynx start lists, read and written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.devices.watch_files import OPTIONS, SHARED, source

from flyzone.devices import lynx_evt, lynx_lif, lynx_ppl
from flyzone.devices.finishlynx import FORMATS
from flyzone.devices.lynx_evt import write_evt
from flyzone.errors import InputError, OutputError
from flyzone.model import Person, Reading, StartList

REAL = SHARED / "devices" / "lynx_startlist_anonymised.evt"


def read(data: bytes) -> Reading:
    return lynx_evt.read(source(data), OPTIONS)


@pytest.mark.skipif(not REAL.is_file(), reason="the real start list is not here")
def test_a_real_start_list_with_a_relay() -> None:
    reading = read(REAL.read_bytes())
    assert [
        (heat.event, heat.round, heat.heat, heat.distance_m) for heat in reading.start_lists
    ] == [
        ("3", "1", "1", 3200.0),
        ("7", "1", "1", 100.0),
        ("11", "1", "1", 100.0),
        ("9", "1", "3", 100.0),
    ]
    assert [len(heat.entries) for heat in reading.start_lists] == [2, 3, 5, 3]
    relay, hurdles = reading.start_lists[:2]
    assert relay.entries[0] == Person("", "School A", "", "SCHA  A", "1")
    assert hurdles.entries[1] == Person("908", "Last02", "First02", "School B", "4")
    assert (reading.rejected, reading.held) == ((), ())


def test_tabs_and_spaces_lead_and_quotes_hold_commas() -> None:
    data = (
        b'5,1,2,"100 m, men"\r\n\t7,1,"Jones, Jr.",Steve,Club\r\n 8,2,Smith,"Al ""Ace""",Club\r\n'
    )
    (heat,) = read(data).start_lists
    assert heat.name == "100 m, men"
    assert [(p.number, p.last_name, p.first_name) for p in heat.entries] == [
        ("7", "Jones, Jr.", "Steve"),
        ("8", "Smith", 'Al "Ace"'),
    ]
    assert heat.distance_m is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_survive_their_encoding(encoding: str) -> None:
    data = "5,1,2,100 m\n,7,1,Müller,Zoë,Köln\n".encode(encoding)
    reading = read(data)
    assert reading.start_lists[0].entries[0].last_name == "Müller"
    assumed = "encoding-assumed" in [n.code for n in reading.notices]
    assert assumed == (encoding == "cp1252")


def test_every_line_is_accounted_for() -> None:
    data = (
        b"; a remark\n,1,1,Early,Bird\n5,1,2,100 m,,,,,,abc\n,7,1,A,B\n,,,,\n"
        b"five,1,2,x\n,8,1,C,D\n\n6,1,1,200 m,,,,,,200\n,9,1,E,F\n"
    )
    reading = read(data)
    assert [heat.event for heat in reading.start_lists] == ["5", "6"]
    assert {row.line for row in reading.rejected} == {2, 3, 5, 6, 7}
    assert reading.start_lists[0].distance_m is None
    assert "line 1" in next(n.message for n in reading.notices if n.code == "remarks")


def test_a_heat_that_stands_twice_with_other_runners_is_held() -> None:
    data = b"5,1,1,100 m\n,7,1,A,B\n5,1,1,100 m\n,8,1,C,D\n6,1,1,200 m\n,9,1,E,F\n"
    reading = read(data)
    assert [heat.event for heat in reading.start_lists] == ["6"]
    assert reading.held[0].lines == (1, 2, 3, 4)


def test_a_heat_that_stands_twice_alike_is_read_once() -> None:
    data = b"5,1,1,100 m\n,7,1,A,B\n5,1,1,100 m\n,7,1,A,B\n"
    reading = read(data)
    assert len(reading.start_lists) == 1
    assert [row.line for row in reading.rejected] == [3, 4]


def test_a_runner_who_stands_in_two_lanes_is_held() -> None:
    reading = read(b"5,1,1,100 m\n,7,1,A,B\n,7,2,A,B\n,8,3,C,D\n")
    assert [p.number for p in reading.start_lists[0].entries] == ["8"]
    assert reading.held[0].lines == (2, 3)


def test_no_event_is_an_error_with_an_example() -> None:
    with pytest.raises(InputError, match="11,1,1,Girls 100 Meters") as caught:
        read(b"hello\nworld\n")
    assert caught.value.code == "lynx-empty"


def test_each_file_of_finishlynx_is_taken_for_itself() -> None:
    evt = b"5,1,2,100 m\n,7,1,A,B,C\n"
    lif = b"5,1,2,100 m,0.5,m/s\n1,7,1,A,B,C,10.84\nDNF,8,2,D,E,F,\n"
    ppl = b"7,A,B,C\n8,D,E,F\n"
    assert FORMATS == (lynx_evt.FORMAT, lynx_lif.FORMAT, lynx_ppl.FORMAT)
    for index, data in enumerate((evt, lif, ppl)):
        claims = [form.recognise(source(data)) for form in FORMATS]
        best = max(range(3), key=lambda k: claims[k].certainty if claims[k] else 0.0)
        assert best == index
    assert lynx_evt.recognise(source(evt, "lynx.evt")).certainty > 0.8
    assert all(form.recognise(source(b"a,b,c\n1,2,3\n")) is None for form in FORMATS)


def words(longest: int = 12) -> st.SearchStrategy[str]:
    letters = st.characters(codec="utf-8", categories=["L", "N", "P", "S"])
    return st.text(letters, max_size=longest).filter(lambda text: text == text.strip())


numbers = st.integers(0, 999).map(str)
people = st.builds(
    Person, numbers, last_name=words(), first_name=words(), affiliation=words(), lane=numbers
)
heats = st.builds(
    StartList,
    event=numbers,
    round=numbers,
    heat=numbers,
    name=words(),
    entries=st.lists(people, min_size=1, max_size=6, unique_by=lambda p: p.number).map(tuple),
    distance_m=st.none() | st.floats(0.01, 1e5) | st.integers(1, 10000).map(float),
)


@given(st.lists(heats, min_size=1, max_size=4, unique_by=lambda h: (h.event, h.round, h.heat)))
@settings(max_examples=50)
def test_what_is_written_is_read_back(tmp_path_factory, lists: list[StartList]) -> None:
    path = tmp_path_factory.getbasetemp() / "round_trip.evt"
    write_evt(lists, path)
    reading = read(path.read_bytes())
    assert list(reading.start_lists) == lists
    assert (reading.rejected, reading.held) == ((), ())


def heat(**changes: str) -> StartList:
    words = {"event": "1", "round": "1", "heat": "1", "name": "100 m"} | changes
    return StartList(**words, entries=(Person("7", "Müller", "Zoë"),))


def test_windows_1252_is_written_on_request_and_its_limits_are_told(tmp_path: Path) -> None:
    write_evt([heat()], tmp_path / "a.evt", encoding="cp1252")
    assert "Müller".encode("cp1252") in (tmp_path / "a.evt").read_bytes()
    with pytest.raises(InputError, match="UTF-8") as caught:
        write_evt([heat(name="走る")], tmp_path / "a.evt", encoding="cp1252")
    assert caught.value.code == "lynx-encoding"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"event": "one"}, "lynx-number"),
        ({"heat": ""}, "lynx-number"),
        ({"name": "two\nlines"}, "lynx-field"),
        ({"name": " blank"}, "lynx-field"),
        ({"name": "x" * 300}, "lynx-field"),
    ],
)
def test_what_would_not_be_read_back_is_refused(
    tmp_path: Path, change: dict[str, str], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        write_evt([heat(**change)], tmp_path / "a.evt")
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_nobody_and_two_heats_of_one_number_are_refused(tmp_path: Path) -> None:
    nobody = StartList("1", "1", "1", "100 m", (Person("", "", ""),))
    for lists, code in (([nobody], "lynx-field"), ([heat(), heat(name="x")], "lynx-number")):
        with pytest.raises(InputError) as caught:
            write_evt(lists, tmp_path / "a.evt")
        assert caught.value.code == code


def test_the_name_of_the_file_must_say_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_evt([heat()], tmp_path / "a.txt")
    assert caught.value.code == "output-suffix"
