"""Tables of reps for answers without a store: what was not used is told, or ends it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.training_builders import START, rep_table, session, uid

from flyzone.errors import InputError
from flyzone.workflows.rep_files import rep_file


def spoilt(path: Path, *rows: str) -> Path:
    rep_table(path, [("Mia", [session()])])
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)
    return path


def test_athletes_stand_in_the_order_of_the_table_with_their_sessions(tmp_path: Path) -> None:
    later = session((1.0,), START + timedelta(days=3))
    path = rep_table(tmp_path / "reps.csv", [("Tom", [session()]), ("Mia", [later, session()])])
    found = rep_file(path)
    assert [one.name for one in found.athletes] == ["Tom", "Mia"]
    mia = found.of("Mia")
    assert mia is not None
    assert [one.started_at for one in mia.sessions] == [START, later.started_at]
    assert found.of("mia") is None
    assert found.notices == ()


def test_ids_come_from_who_knows_them(tmp_path: Path) -> None:
    path = rep_table(tmp_path / "reps.csv", [("Mia", [session()])])
    found = rep_file(path, athlete_id=lambda name: uid("of", name))
    assert found.athletes[0].sessions[0].athlete_id == uid("of", "Mia")
    assert rep_file(path).athletes[0].athlete_id == rep_file(path).athletes[0].athlete_id


def test_rows_that_were_not_used_are_told_with_their_lines_the_first_five(tmp_path: Path) -> None:
    rows = [f"Mia,s9,{START.isoformat()},{n},10,0.1,,,,," for n in range(1, 9)]
    found = rep_file(spoilt(tmp_path / "reps.csv", *rows))
    told = [one for one in found.notices if one.code == "row-rejected"]
    assert [one.message.split(":")[0] for one in told] == [
        f"reps.csv, line {n}" for n in range(5, 10)
    ]
    assert "faster than any human" in told[0].message
    (more,) = [one for one in found.notices if one.code == "rows-not-used"]
    assert more.message == "reps.csv: 3 more rows were not used."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f"Mia,s9,{START.isoformat()},1,10,0.1,,,,,", "faster than any human"),
        (f"Mia,s0,{START.isoformat()},1,10,1.09,,,,,", "rep 1 stands twice"),
    ],
)
def test_where_every_row_counts_one_that_cannot_be_used_ends_it(
    tmp_path: Path, row: str, words: str
) -> None:
    with pytest.raises(InputError, match=words) as caught:
        rep_file(spoilt(tmp_path / "reps.csv", row), every_row=True)
    assert caught.value.code == "rep-row"
    assert "line" in caught.value.message


def test_moments_without_an_offset_are_in_the_zone_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "reps.csv"
    text = rep_table(path, [("Mia", [session()])]).read_text("utf-8").replace("+00:00", "")
    path.write_text(text, encoding="utf-8")
    berlin = rep_file(path, zone=ZoneInfo("Europe/Berlin"))
    assert berlin.athletes[0].sessions[0].started_at == START - timedelta(hours=1)
    assert berlin.notices == ()
    assert [one.code for one in rep_file(path).notices] == ["time-zone-assumed"]


@pytest.mark.parametrize("text", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"\x00" * 100])
def test_what_is_no_such_table_is_refused(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "reps.csv"
    path.write_bytes(text)
    with pytest.raises(InputError):
        rep_file(path)
    with pytest.raises(InputError):
        rep_file(tmp_path / "missing.csv")
    with pytest.raises(InputError):
        rep_file(tmp_path)
