"""SETUP.json: read back what was written, and refuse the rest in words that help."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.errors import SetupError
from flyzone.model import ClipSetup, Mark
from flyzone.wire import json_schema, load_setup, parse_setup, setup_document

MINIMAL = {
    "marks": [
        {"pixel": [100, 800], "lane": [0.0, -0.61, 0.0]},
        {"pixel": [1800.5, 802], "lane": [10, -0.61]},
    ],
    "zone": [0, 10],
}


def setup_with(**changes: Any) -> dict[str, Any]:
    return {**MINIMAL, **changes}


def refusal(document: object) -> SetupError:
    with pytest.raises(SetupError) as caught:
        parse_setup(document)
    return caught.value


pixels = st.floats(-100_000, 100_000)
metres = st.floats(-1_000, 1_000)
marks = st.builds(Mark, pixel=st.tuples(pixels, pixels), lane=st.tuples(metres, metres, metres))
deviations = st.floats(0, 10)
setups = st.builds(
    ClipSetup,
    marks=st.lists(marks, min_size=2, max_size=8).map(tuple),
    zone_m=st.tuples(metres, metres)
    .filter(lambda zone: zone[0] != zone[1])
    .map(lambda zone: (min(zone), max(zone))),
    athlete_height_m=st.none() | st.floats(0.8, 2.6),
    capture_fps=st.none() | st.floats(1e-3, 100_000),
    view=st.sampled_from(["side", "front"]),
    mark_frame=st.integers(0, 10_000_000),
    lateral_sd_m=deviations,
    mark_sd_m=deviations,
)


@given(setups)
def test_a_setup_written_as_json_is_read_back_the_same(setup: ClipSetup) -> None:
    assert parse_setup(json.loads(json.dumps(setup_document(setup)))) == setup


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("abc", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["pixel", "lane", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*ClipSetup.__slots__, "zone", "mark"]), json_values))
def test_whatever_json_holds_is_read_or_refused_as_a_setup_error(document: dict[str, Any]) -> None:
    # Any other exception fails the test.
    with suppress(SetupError):
        setup = parse_setup(document)
        assert setup.zone_m[0] < setup.zone_m[1]


def test_only_marks_and_zone_are_required_and_the_rest_has_the_documented_defaults() -> None:
    setup = parse_setup(MINIMAL)
    assert setup.marks[1] == Mark(pixel=(1800.5, 802.0), lane=(10.0, -0.61, 0.0))
    assert setup.zone_m == (0.0, 10.0)
    assert (setup.athlete_height_m, setup.capture_fps) == (None, None)
    assert (setup.view, setup.mark_frame) == ("side", 0)
    assert (setup.lateral_sd_m, setup.mark_sd_m) == (0.10, 0.01)


def test_tuples_are_as_good_as_lists_for_the_python_door() -> None:
    as_tuples = {
        "marks": tuple(
            {"pixel": tuple(mark["pixel"]), "lane": tuple(mark["lane"])}
            for mark in MINIMAL["marks"]  # type: ignore[attr-defined]
        ),
        "zone": (0, 10),
    }
    assert parse_setup(as_tuples) == parse_setup(MINIMAL)


BAD_VALUES = [
    ("marks", [], "too-few-marks", "got 0"),
    ("marks", MINIMAL["marks"][:1], "too-few-marks", "got 1"),
    ("marks", "cones", "setup-bad-value", '"cones" (text)'),
    ("zone", [10, 0], "zone-backwards", "Swap the two"),
    ("zone", [4, 4], "zone-zero-length", "Give the zone a length"),
    ("zone", [4], "setup-bad-value", "two numbers"),
    ("zone", [0, 5, 10], "setup-bad-value", "two numbers"),
    ("zone", [0, True], "setup-bad-value", "zone[1]"),
    ("zone", ["0", 10], "setup-bad-value", "without quotation marks"),
    ("zone", [0, float("nan")], "setup-bad-value", "not a finite number"),
    ("zone", [float("-inf"), 0], "setup-bad-value", "not a finite number"),
    ("zone", [0, 1_000_000], "setup-bad-value", "1000000"),
    ("athlete_height_m", 0.79, "setup-bad-value", "0.8 to 2.6"),
    ("athlete_height_m", 180, "setup-bad-value", "centimetres"),
    ("athlete_height_m", True, "setup-bad-value", "true/false"),
    ("capture_fps", 0, "setup-bad-value", "more than 0"),
    ("capture_fps", -240, "setup-bad-value", "-240"),
    ("capture_fps", "240", "setup-bad-value", "without quotation marks"),
    ("capture_fps", 10**400, "setup-bad-value", "capture_fps"),
    ("view", "top", "setup-bad-value", '"side" or "front"'),
    ("mark_frame", -1, "setup-bad-value", "whole number"),
    ("mark_frame", 2.0, "setup-bad-value", "whole number"),
    ("mark_frame", False, "setup-bad-value", "whole number"),
    ("lateral_sd_m", -0.1, "setup-bad-value", "standard deviation"),
    ("mark_sd_m", -0.01, "setup-bad-value", "standard deviation"),
    ("mark_sd_m", None, "setup-bad-value", "null"),
]


@pytest.mark.parametrize(("key", "value", "code", "words"), BAD_VALUES)
def test_a_bad_value_is_refused_with_its_path_and_what_came(
    key: str, value: object, code: str, words: str
) -> None:
    error = refusal(setup_with(**{key: value}))
    assert error.code == code
    assert key in error.message
    assert words in error.message


ENDLESS: list[Any] = []
ENDLESS.append(ENDLESS)


@pytest.mark.parametrize(
    "value",
    [{(1, 2): 3}, ENDLESS, 10**5_000, b"zone", object()],
    ids=["odd keys", "endless", "vast", "bytes", "object"],
)
def test_values_that_only_python_can_pass_are_refused_too(value: object) -> None:
    message = refusal(setup_with(zone=value)).message
    assert message.startswith("the setup: zone")
    assert "two numbers, [start, end]" in message


@pytest.mark.parametrize("key", ["marks", "zone"])
def test_a_missing_key_is_named(key: str) -> None:
    error = refusal({k: v for k, v in MINIMAL.items() if k != key})
    assert error.code == "setup-missing-key"
    assert f"{key}: missing" in error.message


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("athlete_heigth_m", "athlete_height_m"), ("zones", "zone"), ("capture_FPS", "capture_fps")],
)
def test_a_misspelt_key_is_refused_with_the_nearest_known_one(wrong: str, meant: str) -> None:
    error = refusal(setup_with(**{wrong: 1.8}))
    assert error.code == "setup-unknown-key"
    assert f"Did you mean {meant}?" in error.message


def test_a_key_unlike_any_known_one_gets_the_list_of_known_ones() -> None:
    assert "Known keys: marks, zone," in refusal(setup_with(wind=2.0)).message


@pytest.mark.parametrize("document", [None, [], "setup", 3, True])
def test_a_document_that_is_no_object_is_refused(document: object) -> None:
    assert "expected a JSON object" in refusal(document).message


@pytest.mark.parametrize(
    ("mark", "path"),
    [
        ({"pixel": [1], "lane": [0, 0]}, "marks[2].pixel:"),
        ({"pixel": [1, 2], "lane": [0]}, "marks[2].lane:"),
        ({"pixel": [1, 2], "lane": [0, 0, 0, 0]}, "marks[2].lane:"),
        ({"pixel": [1, None], "lane": [0, 0]}, "marks[2].pixel[1]:"),
        ({"lane": [0, 0]}, "marks[2].pixel: missing"),
        ([1, 2], "marks[2]: expected an object"),
    ],
)
def test_a_bad_mark_is_named_by_its_path(mark: object, path: str) -> None:
    assert path in refusal(setup_with(marks=[*MINIMAL["marks"], mark])).message


def test_all_faults_are_gathered_into_one_error() -> None:
    error = refusal({"zone": [10, 0], "mark_frame": -1, "athlete_height_m": 3.0})
    assert error.code == "setup-invalid"
    assert "4 faults" in error.message
    for path in ("marks: missing", "zone:", "mark_frame:", "athlete_height_m:"):
        assert path in error.message


def test_a_fault_repeated_hundreds_of_times_is_counted_and_not_all_listed() -> None:
    error = refusal(setup_with(marks=[{"pixel": [1, 2], "lane": [0]}] * 300))
    assert error.code == "setup-bad-value"
    assert "300 faults" in error.message
    assert "and 288 more" in error.message
    assert len(error.message.splitlines()) < 20


def test_a_key_that_is_a_whole_page_is_cut() -> None:
    assert len(refusal(setup_with(**{"k" * 10_000: 1})).message) < 400


def test_a_setup_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "setup.json"
    file.write_text(json.dumps(MINIMAL), encoding="utf-8")
    assert load_setup(file) == parse_setup(MINIMAL)
    assert load_setup(str(file)) == parse_setup(MINIMAL)


def test_a_byte_order_mark_from_a_windows_editor_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "setup.json"
    file.write_text(json.dumps(MINIMAL), encoding="utf-8-sig")
    assert load_setup(file) == parse_setup(MINIMAL)


BAD_FILES = [
    (b'{"marks": [],\n "zone": [0, 10}', "setup-not-json", "line 2, column 16"),
    (b"", "setup-not-json", "line 1, column 1"),
    (b"\xff\xd8\xff\xe0 a photograph", "setup-not-json", "UTF-8"),
    (b"[" * 100_000, "setup-not-json", "without end"),
    (b'{"zone": [0, ' + b"9" * 5_000 + b"]}", "setup-not-json", "thousands of digits"),
    (b'{"zone": [0, 10], "zone": [0, 20]}', "setup-repeated-key", "'zone' twice"),
    (b'{"zone": [0, NaN], "marks": []}', "setup-invalid", "not a finite number"),
    (b" " * 1_000_001, "setup-too-large", "1000 kB"),
]


@pytest.mark.parametrize(("content", "code", "words"), BAD_FILES)
def test_a_file_that_is_no_setup_is_refused_by_name(
    tmp_path: Path, content: bytes, code: str, words: str
) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes(content)
    with pytest.raises(SetupError) as caught:
        load_setup(file)
    assert caught.value.code == code
    assert words in caught.value.message
    assert "mine.json" in caught.value.message


def test_a_missing_file_is_refused_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"no setup file at .*nowhere\.json") as caught:
        load_setup(tmp_path / "nowhere.json")
    assert caught.value.code == "setup-missing"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="is a folder") as caught:
        load_setup(tmp_path)
    assert caught.value.code == "setup-is-directory"


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    with pytest.raises(SetupError, match="Permission denied") as caught:
        load_setup(tmp_path / "setup.json")
    assert caught.value.code == "setup-unreadable"


def test_a_path_that_no_disk_can_hold_is_refused() -> None:
    with pytest.raises(SetupError) as caught:
        load_setup("setup\0.json")
    assert caught.value.code == "setup-unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /dev/zero")
def test_an_endless_file_is_read_no_further_than_the_limit() -> None:
    with pytest.raises(SetupError) as caught:
        load_setup(os.path.join("/dev", "zero"))
    assert caught.value.code == "setup-too-large"


def test_the_schema_names_every_key_that_the_reader_knows() -> None:
    schema = json_schema("setup")
    assert schema["$id"] == "urn:flyzone:schema:setup:1"
    assert schema["required"] == ["marks", "zone"]
    assert schema["additionalProperties"] is False
    assert set(setup_document(parse_setup(MINIMAL))) < set(schema["properties"])
