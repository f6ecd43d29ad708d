"""Files of clips: names that nobody chose, whole or not there, for the server's user alone."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from tests.storage.samples import uid

from flyzone.errors import InputError
from flyzone.storage import ClipFiles
from flyzone.storage.files import PARTS


@pytest.fixture
def files(tmp_path: Path) -> ClipFiles:
    return ClipFiles(tmp_path / "files")


@pytest.mark.parametrize("wicked", ["../../etc", "a/b", "", ".", "x" * 36, "con", "\0" * 36])
def test_an_id_that_is_no_uuid_is_no_place(files: ClipFiles, wicked: str) -> None:
    for ask in (files.folder_of, files.make_folder, files.remove, files.sizes, files.upload_path):
        with pytest.raises(InputError):
            ask(wicked)


def test_a_uuid_in_any_spelling_is_one_place(files: ClipFiles) -> None:
    clip = uid()
    assert (
        files.folder_of(clip.upper()) == files.folder_of("{" + clip + "}") == files.folder_of(clip)
    )


@pytest.mark.parametrize("wicked", ["../original", "passwd", "", "still.jpg/../../x"])
def test_a_part_is_of_the_list_or_nowhere(files: ClipFiles, wicked: str) -> None:
    with pytest.raises(InputError, match=r"still\.jpg"):
        files.path(uid(), wicked)  # type: ignore[arg-type]


def test_a_part_appears_when_it_is_whole_and_not_before(files: ClipFiles) -> None:
    clip = uid()
    with files.writing(clip, "still.jpg") as temporary:
        temporary.write_bytes(b"half")
        assert not files.exists(clip, "still.jpg")
        temporary.write_bytes(b"whole")
    assert files.path(clip, "still.jpg").read_bytes() == b"whole"
    with contextlib.suppress(ZeroDivisionError), files.writing(clip, "still.jpg") as temporary:
        temporary.write_bytes(b"worse")
        raise ZeroDivisionError
    assert files.path(clip, "still.jpg").read_bytes() == b"whole"
    assert [one.name for one in files.folder_of(clip).iterdir()] == ["still.jpg"]


def test_nobody_else_may_read_them(files: ClipFiles) -> None:
    clip = uid()
    with files.writing(clip, "still.jpg") as temporary:
        temporary.write_bytes(b"x")
    assert files.path(clip, "still.jpg").stat().st_mode & 0o777 == 0o600
    for folder in (files.folder_of(clip), files.folder_of(clip).parent, files.make_upload_folder()):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_removing_a_clip_removes_all_of_it_and_nothing_else(files: ClipFiles) -> None:
    clip, other = uid(), uid()
    for one in (clip, other):
        for part in PARTS:
            with files.writing(one, part) as temporary:
                temporary.write_bytes(b"123")
    # What a worker that was killed has left.
    (files.folder_of(clip) / ".overlay.0011.partial.mp4").write_bytes(b"half")
    assert files.sizes(clip) == dict.fromkeys(PARTS, 3)
    assert files.all_ids() == tuple(sorted((clip, other)))
    assert files.remove(clip) == len(PARTS) + 1
    assert not files.folder_of(clip).exists()
    assert files.all_ids() == (other,)
    assert files.remove(clip) == 0
    files.remove_part(other, "overlay.mp4")
    files.remove_part(other, "overlay.mp4")
    assert "overlay.mp4" not in files.sizes(other)


def test_an_upload_becomes_the_original(files: ClipFiles) -> None:
    clip = uid()
    files.make_upload_folder()
    files.upload_path(clip).write_bytes(b"film")
    assert files.all_upload_ids() == (clip,)
    files.take_over(files.upload_path(clip), clip)
    assert files.path(clip, "original").read_bytes() == b"film"
    assert files.all_upload_ids() == ()


def test_strange_names_beside_the_clips_are_no_clips(files: ClipFiles) -> None:
    files.make_folder(uid())
    (files.folder / "clips" / "lost+found").mkdir()
    assert len(files.all_ids()) == 1
    assert files.free_bytes() > 0
