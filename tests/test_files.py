"""A file on disk is whole or not there, and an older one stays until then."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from flyzone.errors import OutputError
from flyzone.files import check_target, reserve_beside, written_whole


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_gets_its_name_only_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    with written_whole(target) as temporary:
        assert (temporary.parent, temporary.suffix) == (tmp_path, ".csv")
        temporary.write_text("whole", encoding="utf-8")
        assert not target.exists()
    assert target.read_text(encoding="utf-8") == "whole"
    assert names(tmp_path) == ["a.csv"]


def test_its_content_reaches_the_disk_before_the_name_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda number: (happened.append("fsync"), fsync(number)))
    monkeypatch.setattr(os, "replace", lambda a, b: (happened.append("replace"), replace(a, b)))
    with written_whole(tmp_path / "a.csv"):
        pass
    assert happened == ["fsync", "replace"]


def test_an_exception_of_the_writer_passes_and_keeps_the_older_file(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old", encoding="utf-8")

    def half() -> None:
        with written_whole(target) as temporary:
            temporary.write_text("half", encoding="utf-8")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        half()
    assert target.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    ("number", "code", "advice"),
    [
        (errno.ENOSPC, "output-disk-full", "Free some space"),
        (errno.EACCES, "output-write", "permissions"),
    ],
)
def test_a_failing_disk_keeps_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, advice: str
) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old", encoding="utf-8")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)

    def write() -> None:
        with written_whole(target, what="table") as temporary:
            temporary.write_text("new", encoding="utf-8")

    with pytest.raises(OutputError, match=rf"The table a\.csv.*untouched.*{advice}") as caught:
        write()
    assert caught.value.code == code
    assert target.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="may write to") as caught:
        reserve_beside(tmp_path / "a.csv")
    assert caught.value.code == "output-folder"


def test_a_link_keeps_being_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    with written_whole(link) as temporary:
        temporary.write_text("new", encoding="utf-8")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("name", ["a\0b.csv", "x" * 300 + ".csv"])
def test_impossible_names_are_refused(tmp_path: Path, name: str) -> None:
    def write() -> None:
        with written_whole(tmp_path / name):
            pass

    with pytest.raises(OutputError):
        write()
    assert names(tmp_path) == []


def test_a_name_of_many_bytes_can_be_written(tmp_path: Path) -> None:
    # 80 letters of three bytes each: the temporary name must not be too long where the name is not.
    with written_whole(tmp_path / ("走" * 80 + ".csv")):
        pass
    assert names(tmp_path) == ["走" * 80 + ".csv"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.txt", "output-suffix"),
        ("no/such/a.csv", "output-folder"),
        ("folder.csv", "output-not-a-file"),
    ],
)
def test_unusable_targets_are_refused_before_any_work(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OutputError) as caught:
        check_target(tmp_path / name, (".csv",))
    assert caught.value.code == code


def test_good_targets_pass(tmp_path: Path) -> None:
    (tmp_path / "old.CSV").touch()
    check_target(tmp_path / "old.CSV", (".csv",))
    check_target(tmp_path / "new.csv", (".csv", ".txt"))
