"""The colour planes of a decoded picture, upright, at half resolution."""

from __future__ import annotations

import av
import numpy as np
import pytest

from flyzone.video.chroma import chroma_planes
from flyzone.video.orientation import Orientation

UPRIGHT = Orientation()


def picture(name: str, width: int = 36, height: int = 20) -> av.VideoFrame:
    """A picture whose U grows to the right and whose V grows downwards."""
    rows, columns = -(-height // 2), -(-width // 2)
    u = np.broadcast_to(60 + 4 * np.arange(columns), (rows, columns)).astype(np.uint16)
    v = np.broadcast_to(90 + 5 * np.arange(rows)[:, None], (rows, columns)).astype(np.uint16)
    frame = av.VideoFrame(width, height, name)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    paired = name in ("nv12", "p010le")
    values = [np.stack([u, v], axis=-1).reshape(rows, -1)] if paired else [u, v]
    shift = 8 if name == "p010le" else 2 if "10le" in name else 0
    deep = "10le" in name
    for plane, value in zip(list(frame.planes)[1:], values, strict=True):
        kind = np.uint16 if deep else np.uint8
        stride = plane.line_size // kind().itemsize
        padded = np.zeros((plane.buffer_size // plane.line_size, stride), kind)
        padded[:rows, : value.shape[1]] = value << shift
        plane.update(padded.tobytes())
    return frame


PLANAR, PAIRED = ("yuv420p", "yuvj420p", "yuv420p10le"), ("nv12", "p010le")


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [(name, 36, 20) for name in PLANAR + PAIRED] + [(name, 37, 21) for name in PLANAR],
)
def test_every_layout_of_phones_gives_the_same_planes(name: str, width: int, height: int) -> None:
    planes = chroma_planes(picture(name, width, height), UPRIGHT)
    assert planes is not None
    u, v = planes
    assert u.shape == v.shape == (-(-height // 2), -(-width // 2))
    assert u.dtype == np.uint8
    assert (u[0] == 60 + 4 * np.arange(u.shape[1])).all()
    assert (v[:, 0] == 90 + 5 * np.arange(v.shape[0])).all()


def test_colour_is_turned_with_the_picture() -> None:
    u, v = chroma_planes(picture("yuv420p"), Orientation(mirror_columns=True, mirror_rows=True))
    assert (np.diff(u[0].astype(int)) == -4).all()
    assert (np.diff(v[:, 0].astype(int)) == -5).all()
    turned, _ = chroma_planes(picture("yuv420p"), Orientation(transpose=True))
    assert turned.shape == (18, 10)


@pytest.mark.parametrize("name", ["gray", "rgb24", "yuv444p"])
def test_pictures_without_half_resolution_colour_have_none(name: str) -> None:
    assert chroma_planes(av.VideoFrame(36, 20, name), UPRIGHT) is None
