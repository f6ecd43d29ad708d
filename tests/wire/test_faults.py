"""A document that somebody wrote: read whatever his editor did to it, or all its faults at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from flyzone.errors import InputError
from flyzone.wire.faults import checked, read_document
from flyzone.wire.reason import EXACT


class Inner(BaseModel):
    model_config = EXACT

    many: list[float] = []


class Asked(BaseModel):
    model_config = EXACT

    count: int
    name: str = ""
    inner: Inner = Inner()


def read(path: Path) -> Asked:
    return read_document(path, Asked, "things", "docs/things.md")


def test_a_document_is_read_with_or_without_a_mark_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_text(json.dumps({"count": 3, "name": "Müller"}), encoding=encoding)
        assert read(path) == Asked(count=3, name="Müller")


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "document-json", "docs/things.md shows how things look"),
        (b"{", "document-json", "line 1"),
        (b"\xff\xfe{\x00}\x00", "document-json", "could not be read"),
        (b'{"count": 1, "count": 2}', "document-json", "the key 'count' stands twice"),
        (b'{"count": 1, "inner": {"many": [], "many": [1]}}', "document-json", "'many'"),
        (b"[" * 100_000, "document-json", "could not be read"),
        (b'{"count": ' + b"9" * 5000 + b"}", "document-json", "could not be read"),
        (b'{"count": 1, "inner": {"many": [NaN]}}', "document-faults", "inner.many[0]"),
        (b'{"count": 1, "inner": {"many": [1e999]}}', "document-faults", "inner.many[0]"),
        (b"{}", "document-faults", "count: is missing"),
        (b'{"count": 1, "cuont": 2}', "document-faults", "cuont: no such key"),
        (b"3", "document-faults", "the whole: "),
        (b'"x"', "document-faults", "the whole: "),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_helps(
    tmp_path: Path, data: bytes, code: str, words: str
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == code
    assert words in caught.value.message
    assert str(path) in caught.value.message


def test_a_file_that_is_not_there_is_a_folder_or_is_too_large_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 5_000_001)
    for path, code in (
        (tmp_path / "missing.json", "file-missing"),
        (tmp_path, "document-json"),
        (large, "document-large"),
    ):
        with pytest.raises(InputError) as caught:
            read(path)
        assert caught.value.code == code


def test_all_faults_come_at_once_the_first_dozen_in_full() -> None:
    with pytest.raises(InputError) as caught:
        checked({"inner": {"many": ["x" * 500] * 20}}, Asked, "It", "docs/things.md")
    message = caught.value.message
    assert message.startswith("It has 21 faults:")
    assert message.count("\n  - ") == 13
    assert "and 9 more" in message
    assert max(map(len, message.splitlines())) < 200
    with pytest.raises(InputError, match="It has 1 fault:"):
        checked({"count": "x"}, Asked, "It", "docs/things.md")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["count", "name", "inner", "many", "x"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_json_value_is_a_document_or_an_input_error(value: object) -> None:
    try:
        found = checked(value, Asked, "It", "docs/things.md")
    except InputError:
        return
    assert isinstance(found, Asked)
