"""Records out of XML: their order, their content, and what limits them."""

from __future__ import annotations

import pytest

from flyzone.devices.doubts import Doubts
from flyzone.devices.recordings.guarded_xml import DEEPEST, records_of, root_of
from flyzone.errors import InputError

NAMES = frozenset({"lap", "point"})


def test_records_come_in_the_order_in_which_they_begin_with_their_own_content() -> None:
    data = (
        b'<a:file xmlns:a="x">\n<a:lap a:start="now">\n<sum><time> 5 </time></sum>'
        b"<note>a<b>c</b>d</note>\n<point><x>1</x><x>2</x></point><time>6</time></a:lap></a:file>"
    )
    lap, point = records_of(data, NAMES, Doubts())
    assert (lap.name, lap.line, lap.attributes) == ("lap", 2, {"start": "now"})
    # Of an element that holds others, only what follows the last of them is text; of twins the first.
    assert lap.leaves == {"sum/time": "5", "note/b": "c", "note": "d", "time": "6"}
    assert (point.line, point.leaves, point.complete) == (4, {"x": "1"}, True)


def test_references_and_character_data_are_text() -> None:
    (point,) = records_of(b"<f><point><x>1&lt;2<![CDATA[<3]]></x></point></f>", NAMES, Doubts())
    assert point.leaves == {"x": "1<2<3"}


def test_long_texts_are_clipped() -> None:
    (point,) = records_of(b"<f><point><x>" + b"9" * 10_000 + b"</x></point></f>", NAMES, Doubts())
    assert len(point.leaves["x"]) == 256


@pytest.mark.parametrize("cut", [b"<y>2", b"<y", b"&", b"</x>", b"\xff"])
def test_what_is_complete_before_a_break_is_known_from_what_is_not(cut: bytes) -> None:
    doubts = Doubts()
    data = b"<f>\n<point><x>1</x></point>\n<point><x>3</x>\n" + cut
    whole, broken = records_of(data, NAMES, doubts)
    assert (whole.complete, broken.complete) == (True, False)
    assert doubts.rejected[0].line == 4
    assert "line 4" in doubts.notices[0].message


def test_nesting_is_limited() -> None:
    def nested(depth: int) -> bytes:
        return b"<a>" * depth + b"</a>" * depth

    assert records_of(nested(DEEPEST), NAMES, Doubts()) == []
    with pytest.raises(InputError) as caught:
        records_of(nested(DEEPEST + 1), NAMES, Doubts())
    assert caught.value.code == "xml-too-large"


def test_what_is_kept_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flyzone.devices.recordings.guarded_xml._MOST_KEPT", 1_000_000)
    crowd = b"<point" + b"".join(b' a%d="1"' % i for i in range(60)) + b"/>"
    data = b"<f>" + crowd * 1_000 + b"</f>"
    with pytest.raises(InputError) as caught:
        records_of(data, NAMES, Doubts())
    assert caught.value.code == "xml-too-large"


def test_a_file_that_is_too_large_is_not_even_begun() -> None:
    with pytest.raises(InputError, match="32 MB") as caught:
        records_of(b" " * 32_000_001, NAMES, Doubts())
    assert caught.value.code == "xml-too-large"


@pytest.mark.parametrize(
    ("data", "root"),
    [
        (b'<?xml version="1.0"?><!-- <b> --><c:gpx a="1">', "gpx"),
        (b"<gpx/>", "gpx"),
        (b"<!DOCTYPE gpx>\n<gpx>", "gpx"),
        (b"<!-- never ends <gpx>", ""),
        (b"text", ""),
    ],
)
def test_the_outermost_element_is_found(data: bytes, root: str) -> None:
    assert root_of(data) == root
