"""One frame as shown: its place, its time, and its picture without a copy.

The luma plane is handed on as the decoder holds it, because timing needs nothing else and a colour
conversion would cost more than everything around it.
"""

from __future__ import annotations

from typing import Any, cast

import av
import numpy as np
from numpy.typing import NDArray

from flyzone.video.chroma import chroma_planes
from flyzone.video.duplicates import REPEAT_LEVELS
from flyzone.video.orientation import Orientation

_PLANAR_LUMA = ("yuv", "nv", "gray", "p0", "p2", "p4")


class Frame:
    """One frame as shown.

    Attributes
    ----------
    index : int
        0-based, over the frames shown.
    time_s : float, s
        Since the first frame shown, as the clip plays (slow motion not taken out).
    luma : ndarray, shape (H, W), uint8, read-only
        Upright brightness as the decoder made it.  It may be a view of the decoder's memory: it
        stays valid as long as it is held, but every frame held keeps its whole picture alive, and
        the decoder must not be kept waiting for many.  Copy what is to be kept.
    change : float, luma levels
        How much the picture differs from the one before (`flyzone.video.duplicates`).
    """

    __slots__ = ("_orientation", "_picture", "change", "index", "luma", "time_s")

    def __init__(
        self,
        index: int,
        time_s: float,
        luma: NDArray[np.uint8],
        change: float,
        *,
        picture: av.VideoFrame,
        orientation: Orientation,
    ) -> None:
        self.index = index
        self.time_s = time_s
        self.luma = luma
        self.change = change
        self._picture = picture
        self._orientation = orientation

    @property
    def repeats(self) -> bool:
        """Whether the picture shows nothing that the frame before did not show."""
        return self.change <= REPEAT_LEVELS

    def bgr(self) -> NDArray[np.uint8]:
        """The upright picture in colour, converted when asked for.

        Returns
        -------
        ndarray, shape (H, W, 3), uint8
            Blue, green, red; a copy.
        """
        picture = self._picture.to_ndarray(format="bgr24")
        return np.ascontiguousarray(self._orientation.upright(picture))

    def chroma(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
        """The upright U and V planes at half resolution; ``None`` where the clip has none."""
        return chroma_planes(self._picture, self._orientation)

    def __repr__(self) -> str:
        rows, columns = self.luma.shape
        return f"<Frame {self.index} at {self.time_s:.4f} s, {columns} x {rows}>"


def luma_plane(picture: av.VideoFrame) -> NDArray[np.uint8]:
    """Brightness of a decoded picture, not turned.

    Parameters
    ----------
    picture : av.VideoFrame

    Returns
    -------
    ndarray, shape (H, W), uint8, read-only
        A view of the decoder's memory for 8-bit luma planes; deeper ones lose their lowest bits;
        RGB and packed formats are converted.
    """
    layout = picture.format
    name, bits = layout.name, layout.components[0].bits
    direct = name.startswith(_PLANAR_LUMA) and (layout.is_planar or name.startswith("gray"))
    if not direct or layout.is_big_endian or bits > 16:
        picture, bits, name = picture.reformat(format="gray"), 8, "gray"
    plane = cast(Any, picture.planes[0])
    rows, columns, stride = picture.height, picture.width, plane.line_size
    if bits <= 8:
        luma = np.frombuffer(plane, np.uint8).reshape(-1, stride)[:rows, :columns]
    else:
        deep = np.frombuffer(plane, np.uint16).reshape(-1, stride // 2)[:rows, :columns]
        # P010 and its kin keep their bits at the top of the word, all others at the bottom.
        shift = 8 if name.startswith("p") else bits - 8
        luma = cast(NDArray[np.uint8], (deep >> shift).astype(np.uint8))
    luma.flags.writeable = False
    return luma
