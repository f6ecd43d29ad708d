"""The colour planes of a decoded picture, at half resolution, without conversion.

A red shirt before a green hedge may have the hedge's brightness: only colour tells them apart.  And
a shadow darkens the track but hardly changes its colour, which is how it is told from dark shorts.
"""

from __future__ import annotations

from typing import Any, cast

import av
import numpy as np
from numpy.typing import NDArray

from flyzone.video.orientation import Orientation

Gray = NDArray[np.uint8]

_HALVED = ("yuv420p", "yuvj420p", "yuv420p10le", "yuv420p12le", "nv12", "p010le")


def chroma_planes(picture: av.VideoFrame, orientation: Orientation) -> tuple[Gray, Gray] | None:
    """Upright U and V planes.

    Parameters
    ----------
    picture : av.VideoFrame
    orientation : Orientation
        Turn from the coded picture to the upright one.

    Returns
    -------
    (ndarray, ndarray), each shape (ceil(H / 2), ceil(W / 2)), uint8, or None
        None for pictures that do not hold 4:2:0 colour.
    """
    name = picture.format.name
    if name not in _HALVED:
        return None
    rows, columns = -(-picture.height // 2), -(-picture.width // 2)
    if name in ("nv12", "p010le"):
        pairs = _plane(picture, 1, 8 if name == "nv12" else 16, rows, 2 * columns)
        u, v = pairs[:, 0::2], pairs[:, 1::2]
    else:
        bits = picture.format.components[0].bits
        u, v = (_plane(picture, k, bits, rows, columns) for k in (1, 2))
    return orientation.upright(np.ascontiguousarray(u)), orientation.upright(
        np.ascontiguousarray(v)
    )


def _plane(picture: av.VideoFrame, index: int, bits: int, rows: int, columns: int) -> Gray:
    plane = cast(Any, picture.planes[index])
    if bits <= 8:
        return np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:rows, :columns]
    deep = np.frombuffer(plane, np.uint16).reshape(-1, plane.line_size // 2)[:rows, :columns]
    return cast(Gray, (deep >> (bits - 8)).astype(np.uint8))
