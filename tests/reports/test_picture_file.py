from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from flyzone.errors import OutputError
from flyzone.reports.picture_file import save_picture

PICTURE = np.zeros((6, 8, 3), dtype=np.uint8)
PICTURE[..., 2] = 200  # red, in the order blue, green, red


def test_a_picture_is_read_back_as_it_was(tmp_path: Path) -> None:
    save_picture(PICTURE, tmp_path / "p.png")
    with Image.open(tmp_path / "p.png") as picture:
        assert picture.size == (8, 6)
        assert picture.getpixel((0, 0)) == (200, 0, 0)
    assert [p.name for p in tmp_path.iterdir()] == ["p.png"]


def test_a_link_keeps_being_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.png"
    real.write_bytes(b"old")
    link = tmp_path / "link.png"
    link.symlink_to(real)
    save_picture(PICTURE, link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "output-disk-full"), (errno.EACCES, "output-write")]
)
def test_a_failed_write_keeps_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    good = tmp_path / "p.png"
    good.write_bytes(b"old")

    def fail(self: Image.Image, target: Path, **_: object) -> None:
        Path(target).write_bytes(b"half")
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Image.Image, "save", fail)
    with pytest.raises(OutputError, match="untouched") as caught:
        save_picture(PICTURE, good)
    assert caught.value.code == code
    assert good.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["p.png"]
