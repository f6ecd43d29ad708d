"""Clips in a folder count once, when all of each is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flyzone.video.arrivals import Arrivals, is_clip_name


def box(kind: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


FILM = os.urandom(300_000)
MP4 = box(b"ftyp", b"isom") + box(b"mdat", FILM) + box(b"moov", b"index")
FRAGMENTED = box(b"ftyp", b"isom") + box(b"moov", box(b"mvex")) + box(b"moof") + box(b"mdat", FILM)


def names(arrivals: Arrivals, now_s: float) -> list[str]:
    return [arrival.path.name for arrival in arrivals.look(now_s)]


@pytest.fixture
def arrivals(tmp_path: Path) -> Arrivals:
    folder = Arrivals(tmp_path, settle_s=0.5, patience_s=20.0)
    assert folder.look(0.0) == []
    return folder


def test_a_whole_clip_counts_once_it_has_settled(arrivals: Arrivals) -> None:
    (arrivals.folder / "IMG_1.MOV").write_bytes(MP4)
    assert names(arrivals, 1.0) == []
    assert names(arrivals, 1.4) == []
    assert names(arrivals, 1.6) == ["IMG_1.MOV"]
    assert names(arrivals, 9.0) == []


def test_a_clip_without_its_index_is_still_growing(arrivals: Arrivals) -> None:
    clip = arrivals.folder / "a.mp4"
    clip.write_bytes(MP4[:200_000])
    assert [names(arrivals, t) for t in (1.0, 3.0, 9.0)] == [[], [], []]
    clip.write_bytes(MP4)
    assert [names(arrivals, t) for t in (9.5, 10.1)] == [[], ["a.mp4"]]


def test_a_clip_that_stays_incomplete_is_handed_on_after_patience(arrivals: Arrivals) -> None:
    (arrivals.folder / "a.mp4").write_bytes(MP4[:200_000])
    (arrivals.folder / "b.mp4").write_bytes(b"")
    assert [names(arrivals, t) for t in (1.0, 20.5)] == [[], []]
    assert sorted(names(arrivals, 21.5)) == ["a.mp4", "b.mp4"]


@pytest.mark.parametrize(("name", "content"), [("a.ts", FILM), ("a.mp4", FRAGMENTED)])
def test_where_nothing_proves_the_end_the_wait_is_longer(
    arrivals: Arrivals, name: str, content: bytes
) -> None:
    (arrivals.folder / name).write_bytes(content)
    assert [names(arrivals, t) for t in (1.0, 2.0, 5.0)] == [[], [], []]
    assert names(arrivals, 6.5) == [name]


def test_what_was_there_at_the_start_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "old.mp4").write_bytes(MP4)
    folder = Arrivals(tmp_path, settle_s=0.5)
    assert [names(folder, t) for t in (0.0, 1.0, 2.0)] == [[], [], []]
    os.utime(tmp_path / "old.mp4", (1e9, 1e9))
    assert [names(folder, t) for t in (3.0, 4.0)] == [[], []]


def test_what_was_growing_at_the_start_counts_when_it_is_done(tmp_path: Path) -> None:
    clip = tmp_path / "new.mp4"
    clip.write_bytes(MP4[:200_000])
    folder = Arrivals(tmp_path, settle_s=0.5)
    assert names(folder, 0.0) == []
    clip.write_bytes(MP4)
    assert [names(folder, t) for t in (1.0, 1.6)] == [[], ["new.mp4"]]


def test_existing_clips_count_when_asked_for_the_oldest_first(tmp_path: Path) -> None:
    for name, mtime in (("b.mp4", 10), ("a.mp4", 20)):
        (tmp_path / name).write_bytes(MP4)
        os.utime(tmp_path / name, (mtime, mtime))
    folder = Arrivals(tmp_path, existing=True, settle_s=0.5)
    assert [names(folder, t) for t in (0.0, 0.6)] == [[], ["b.mp4", "a.mp4"]]


def test_a_new_date_on_the_same_bytes_is_no_new_clip(arrivals: Arrivals) -> None:
    clip = arrivals.folder / "a.mp4"
    clip.write_bytes(MP4)
    assert [names(arrivals, t) for t in (1.0, 1.6)] == [[], ["a.mp4"]]
    os.utime(clip, (1e9, 1e9))
    assert [names(arrivals, t) for t in (2.0, 3.0, 4.0)] == [[], [], []]


def test_another_clip_under_the_same_name_counts(arrivals: Arrivals) -> None:
    clip = arrivals.folder / "a.mp4"
    clip.write_bytes(MP4)
    heads = []
    for now_s in (1.0, 1.6):
        heads += [arrival.head for arrival in arrivals.look(now_s)]
    clip.write_bytes(MP4.replace(FILM, FILM[::-1]))
    os.utime(clip, (1e9, 1e9))
    for now_s in (2.0, 2.6):
        heads += [arrival.head for arrival in arrivals.look(now_s)]
    assert len(set(heads)) == 2


@pytest.mark.parametrize(
    "name",
    [".hidden.mp4", "._IMG_1.MOV", "IMG_1.MOV.part", "clip.mp4.tmp", "clip.mp4.crdownload",
     "~clip.mp4", "playlist.m3u8", "clip.mp4.setup.json", "notes.txt", "mp4"],
)  # fmt: skip
def test_unfinished_and_other_files_are_nobodys_business(name: str) -> None:
    assert not is_clip_name(name)


def test_a_rename_makes_a_clip_count(arrivals: Arrivals) -> None:
    part = arrivals.folder / "a.mp4.part"
    part.write_bytes(MP4)
    assert [names(arrivals, t) for t in (1.0, 2.0)] == [[], []]
    part.rename(arrivals.folder / "a.mp4")
    assert [names(arrivals, t) for t in (3.0, 3.6)] == [[], ["a.mp4"]]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_or_a_folder_named_like_a_clip_is_never_opened(arrivals: Arrivals) -> None:
    os.mkfifo(arrivals.folder / "pipe.mp4")
    (arrivals.folder / "folder.mp4").mkdir()
    (arrivals.folder / "nowhere.mp4").symlink_to(arrivals.folder / "gone.mp4")
    assert [names(arrivals, t) for t in (1.0, 30.0)] == [[], []]


def test_a_folder_that_is_gone_is_told_and_may_come_back(tmp_path: Path) -> None:
    place = tmp_path / "card"
    place.mkdir()
    folder = Arrivals(place, settle_s=0.5)
    folder.look(0.0)
    place.rmdir()
    with pytest.raises(OSError, match="card"):
        folder.look(1.0)
    place.mkdir()
    (place / "a.mp4").write_bytes(MP4)
    assert [names(folder, t) for t in (2.0, 2.6)] == [[], ["a.mp4"]]
