"""Everything in one file: it comes back to the last byte, and what is hostile in it stays outside."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.storage.samples import (
    OWNER,
    Squad,
    bring_in,
    session,
    sessions_of,
    squad,
    take_out,
    uid,
)

from flyzone.errors import FlyzoneError, InputError, OutputError
from flyzone.model import Athlete, Session
from flyzone.storage import Store, everything, open_store


@pytest.fixture
def filled(store: Store) -> tuple[Store, Squad]:
    """A store with one of everything, a change and a deletion in its trail."""
    team = squad()
    with store.writing(OWNER) as w:
        w.save_many(team.records)
        w.save(replace(team.mia, note="changed"))
        w.delete(Session, team.one(Session, team.tom).id)
    return store, team


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def write(path: Path, values: list[Any]) -> Path:
    text = b"".join(
        value if isinstance(value, bytes) else json.dumps(value).encode() + b"\n"
        for value in values
    )
    path.write_bytes(gzip.compress(text))
    return path


def test_out_in_and_out_again_gives_the_same_bytes(
    filled: tuple[Store, Squad], new_url: Callable[[], str], tmp_path: Path
) -> None:
    store, _ = filled
    first, second = tmp_path / "first.jsonl.gz", tmp_path / "second.jsonl.gz"
    count = take_out(store, first)
    with open_store(new_url()) as other:
        done = bring_in(other, first)
        assert take_out(other, second) == count
    assert (done.new, done.changed, done.same) == (count, 0, 0)
    assert first.read_bytes() == second.read_bytes()
    assert {line["kind"] for line in lines(first)[1:-1]} == set(everything.KINDS)


def test_both_databases_write_the_same_bytes(filled: tuple[Store, Squad], tmp_path: Path) -> None:
    store, _ = filled
    there, here = tmp_path / "there.jsonl.gz", tmp_path / "here.jsonl.gz"
    take_out(store, there)
    with open_store(str(tmp_path / "here.db")) as other:
        bring_in(other, there)
        take_out(other, here)
    assert there.read_bytes() == here.read_bytes()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_session_survives_the_way_through_a_file(
    store: Store, new_url: Callable[[], str], tmp_path: Path, data: st.DataObject
) -> None:
    athlete = Athlete(uid(), "Mia")
    with store.writing(OWNER) as w:
        w.save_many([athlete, data.draw(sessions_of(athlete.id))])
    take_out(store, tmp_path / "a.gz")
    with open_store(str(tmp_path / f"{uid()}.db")) as other:
        bring_in(other, tmp_path / "a.gz")
        take_out(other, tmp_path / "b.gz")
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_into_a_filled_store_the_file_merges_and_what_it_changes_is_in_the_trail(
    filled: tuple[Store, Squad], tmp_path: Path
) -> None:
    store, team = filled
    path = tmp_path / "all.gz"
    count = take_out(store, path)
    done = bring_in(store, path)
    assert (done.new, done.changed, done.same) == (0, 0, count)
    new = Athlete(uid(), "Zoe")
    with store.writing(OWNER) as w:
        w.save_many([new, replace(team.mia, note="later")])
        before = len(w.audit(limit=1000))
    done = bring_in(store, path)
    assert (done.new, done.changed, done.same) == (0, 1, count - 1)
    with store.reading(OWNER) as r:
        assert new in r.athletes()
        assert r.athlete(team.mia.id).note == "changed"
        assert len(r.audit(limit=1000)) == before + 1
        (entry,) = r.audit(team.mia.id, limit=1)
    assert (entry.before, entry.after) == ({"note": "later"}, {"note": "changed"})


def test_a_coach_and_an_athlete_take_what_they_see_and_import_nothing(
    filled: tuple[Store, Squad], tmp_path: Path
) -> None:
    store, team = filled
    for viewer in (team.coach, team.herself):
        take_out(store, tmp_path / "mine.gz", viewer)
        text = gzip.decompress((tmp_path / "mine.gz").read_bytes()).decode()
        assert team.mia.id in text
        assert team.tom.id not in text
        with pytest.raises(InputError, match="only the owner"):
            bring_in(store, tmp_path / "mine.gz", viewer)


def test_an_export_is_for_its_user_alone_and_replaces_nothing_when_it_fails(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "all.jsonl.gz"
    take_out(store, path)
    assert path.stat().st_mode & 0o077 == 0
    for wrong in (tmp_path / "all.txt", tmp_path / "no" / "all.gz", tmp_path):
        with pytest.raises(OutputError):
            take_out(store, wrong)


def change(index: int, **fields: Any) -> Callable[[list[Any]], list[Any]]:
    def apply(values: list[Any]) -> list[Any]:
        values[index]["record"].update(fields)
        return values

    return apply


def place(values: list[Any], kind: str) -> int:
    return next(n for n, line in enumerate(values) if line.get("kind") == kind)


def doubled(values: list[Any]) -> list[Any]:
    n = place(values, "session")
    twin = json.loads(json.dumps(values[n]))
    twin["record"]["id"] = "ffffffff-ffff-4fff-bfff-ffffffffffff"
    twin["record"]["reps"] = []
    return [*values[: n + 1], twin, *values[n + 1 : -1], {"records": values[-1]["records"] + 1}]


HOSTILE: dict[str, Callable[[list[Any]], list[Any]]] = {
    "no header": lambda v: v[1:],
    "another version": lambda v: [{"flyzone_export": 3}, *v[1:]],
    "a version of nonsense": lambda v: [{"flyzone_export": "x" * 5000}, *v[1:]],
    "cut off": lambda v: v[:-1],
    "cut off in a line": lambda v: [*v[:-2], b'{"kind": "aud'],
    "wrong count": lambda v: [*v[:-1], {"records": 3}],
    "more after the end": lambda v: [*v, v[1]],
    "no JSON": lambda v: [*v[:3], b"hello\n", *v[3:]],
    "no object": lambda v: [*v[:3], [1, 2], *v[3:]],
    "not UTF-8": lambda v: [*v[:3], b'{"kind": "\xff\xfe"}\n', *v[3:]],
    "deep": lambda v: [*v[:3], b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"\n", *v[3:]],
    "a huge number": lambda v: [*v[:3], b'{"kind": ' + b"9" * 6000 + b"}\n", *v[3:]],
    "an unknown kind": lambda v: [*v[:3], {"kind": "spell", "record": {}}, *v[3:]],
    "no record": lambda v: [*v[:3], {"kind": "athlete"}, *v[3:]],
    "one twice": lambda v: [*v[:2], v[1], *v[2:]],
    "out of order": lambda v: [v[0], v[2], v[1], *v[3:]],
    "an unknown field": change(1, shoe=42),
    "a name of control characters": change(1, name="\x1b[2J"),
    "a number for a name": change(1, name=7),
    "a body that is none": change(1, body={"mass_kg": -5, "height_m": 1.7}),
    "not a number": lambda v: [
        *v[:1], json.dumps(v[1]).replace('"note"', '"mas_m_s": NaN, "note"').encode() + b"\n", *v[2:]
    ],
    "a session of nobody": lambda v: change(place(v, "session"), athlete_id=uid())(v),
    "a time faster than any human": lambda v: [
        v[place(v, "session")]["record"]["reps"][0].update(time_s=0.5), v
    ][1],
    "two sessions at one time": doubled,
    "a moment without offset": lambda v: change(
        place(v, "session"), started_at="2026-05-01T17:30:00"
    )(v),
    "a day in the year 10000": lambda v: change(place(v, "jump"), at="10000-01-01T00:00:00Z")(v),
    "a forged trail": lambda v: change(place(v, "audit"), action="blessed")(v),
}  # fmt: skip


def test_a_file_that_is_not_right_is_refused_as_a_whole(
    filled: tuple[Store, Squad], new_url: Callable[[], str], tmp_path: Path
) -> None:
    store, _ = filled
    good, bad = tmp_path / "good.gz", tmp_path / "bad.gz"
    take_out(store, good)
    with open_store(new_url()) as other:
        for name, spoil in HOSTILE.items():
            write(bad, spoil(lines(good)))
            message = refusal(other, bad)
            assert 20 < len(message) < 1000, name
            with other.reading(OWNER) as r:
                assert set(r.counts().values()) == {0}, name
        # The whole one still goes in.
        bring_in(other, good)


def refusal(store: Store, path: Path) -> str:
    """What the store says to a file; nothing if it takes it."""
    try:
        bring_in(store, path)
    except InputError as error:
        return error.message
    return ""


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"\x1f\x8b", gzip.compress(b""), gzip.compress(b"{}" * 3)[:-5]],
    ids=["empty", "text", "a beginning", "nothing packed", "cut off"],
)
def test_a_file_that_is_no_export_is_refused(
    sqlite_path: Path, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(content)
    with open_store(str(sqlite_path)) as store:
        with pytest.raises(InputError, match="no whole export"):
            bring_in(store, path)
        with pytest.raises(InputError, match="cannot be read"):
            bring_in(store, tmp_path / "none.gz")


def test_an_export_that_lost_its_last_bytes_is_refused(
    filled: tuple[Store, Squad], new_url: Callable[[], str], tmp_path: Path
) -> None:
    store, _ = filled
    path = tmp_path / "a.gz"
    take_out(store, path)
    whole = path.read_bytes()
    with open_store(new_url()) as other:
        for length in (len(whole) - 1, len(whole) - 9, len(whole) // 2, 30):
            path.write_bytes(whole[:length])
            with pytest.raises(InputError, match="no whole export"):
                bring_in(other, path)
        with other.reading(OWNER) as r:
            assert set(r.counts().values()) == {0}


@pytest.mark.parametrize("bomb", ["one line", "many lines", "blanks"])
def test_a_file_that_unpacks_to_something_huge_is_stopped_early(
    sqlite_path: Path, tmp_path: Path, bomb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everything, "LONGEST_LINE", 1_000_000)
    path = tmp_path / "bomb.gz"
    with gzip.open(path, "wb", compresslevel=9) as packed:
        packed.write(b'{"flyzone_export":1}\n')
        for n in range(60):
            if bomb == "one line":
                packed.write(b" " * 1_000_000)
            elif bomb == "blanks":
                packed.write(b" " * 999_000 + b"\n")
            else:
                note = "x" * 1900
                for m in range(500):
                    one = {
                        "id": f"00000000-0000-4000-8000-{n:06d}{m:06d}",
                        "name": "A",
                        "note": note,
                    }
                    packed.write(json.dumps({"kind": "athlete", "record": one}).encode() + b"\n")
    with open_store(str(sqlite_path)) as store:
        with pytest.raises(FlyzoneError, match=r"unpacks to more|no JSON"):
            bring_in(store, path)
        with store.reading(OWNER) as r:
            assert r.counts()["athlete"] == 0


def test_a_line_of_the_trail_is_never_changed_by_a_file(
    filled: tuple[Store, Squad], tmp_path: Path
) -> None:
    store, _ = filled
    path = tmp_path / "a.gz"
    take_out(store, path)
    values = lines(path)
    values[place(values, "audit")]["record"]["who"] = "Somebody else"
    with pytest.raises(InputError, match="never changed") as caught:
        bring_in(store, write(path, values))
    assert caught.value.code == "store-trail"
    assert "lines" in caught.value.message


def test_an_export_reads_and_an_import_writes_page_by_page(
    sqlite_path: Path, tmp_path: Path
) -> None:
    with open_store(str(sqlite_path)) as store:
        with store.writing(OWNER) as w:
            many = [Athlete(uid(), f"Athlete {n}") for n in range(1300)]
            w.save_many([*many, session(many[0].id, 1.05)])
        take_out(store, tmp_path / "a.gz")
    with open_store(str(tmp_path / "other.db")) as other:
        done = bring_in(other, tmp_path / "a.gz")
        assert done.new == 2 * 1301
