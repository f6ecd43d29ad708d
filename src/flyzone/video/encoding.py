"""From frames to what an encoder takes: pixel formats, even sizes, and each encoder's options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.errors import OutputError

BT601 = 6
"""ITU-T H.273 code of SMPTE 170M, the colour matrix that `to_picture` uses."""

_NEEDS_EVEN_SIZE = ("libx264", "libx265", "libsvtav1")
_QUALITY_OPTIONS = ("libx264", "libx264rgb", "libx265", "libsvtav1", "libvpx-vp9")
_STUDIO_RANGE = np.round(16 + np.arange(256) * (219 / 255)).astype(np.uint8)


def coded_size(codec: str, pix_fmt: str, width: int, height: int) -> tuple[int, int]:
    """Size in the file: some encoders take only even ones where colour is halved.

    Returns
    -------
    (int, int), px
        Width and height.
    """
    even = codec in _NEEDS_EVEN_SIZE and pix_fmt.startswith(("yuv420", "yuvj420"))
    return (width + width % 2, height + height % 2) if even else (width, height)


def to_picture(
    frame: NDArray[np.uint8], size: tuple[int, int], coded: tuple[int, int], pix_fmt: str
) -> av.VideoFrame:
    """A frame as the encoder takes it.

    Parameters
    ----------
    frame : ndarray, shape (H, W, 3) BGR or (H, W) gray, uint8
    size, coded : (int, int), px
        Width and height that the frame must have, and those in the file; the edge is repeated
        to fill the difference.
    pix_fmt : str

    Returns
    -------
    av.VideoFrame

    Raises
    ------
    OutputError
        If the frame has another size or type.
    """
    expected = (size[1], size[0])
    if frame.dtype != np.uint8 or frame.shape not in (expected, (*expected, 3)):
        raise OutputError(
            f"A frame of shape {expected} or {(*expected, 3)} of uint8 was expected, "
            f"got {frame.shape} of {frame.dtype}. Resize it or open the writer with its size.",
            code="output-frame",
        )
    more_rows, more_columns = coded[1] - size[1], coded[0] - size[0]
    if more_rows or more_columns:
        frame = cast(
            NDArray[np.uint8],
            cv2.copyMakeBorder(frame, 0, more_rows, 0, more_columns, cv2.BORDER_REPLICATE),
        )
    even = frame.shape[0] % 2 == 0 and frame.shape[1] % 2 == 0
    if pix_fmt == "yuv420p" and even:
        picture = av.VideoFrame(frame.shape[1], frame.shape[0], "yuv420p")
        if frame.ndim == 2:
            # Studio range, as the colour path: black is 16 and white 235.
            _fill_plane(picture, 0, cast(NDArray[np.uint8], cv2.LUT(frame, _STUDIO_RANGE)))
            for plane in (1, 2):
                np.frombuffer(cast(Any, picture.planes[plane]), np.uint8)[:] = 128
        else:
            rows, columns = frame.shape[:2]
            planes = cast(NDArray[np.uint8], cv2.cvtColor(frame, cv2.COLOR_BGR2YUV_I420))
            chroma = planes[rows:].reshape(2, rows // 2, columns // 2)
            _fill_plane(picture, 0, planes[:rows])
            _fill_plane(picture, 1, chroma[0])
            _fill_plane(picture, 2, chroma[1])
        return picture
    layout = "gray" if frame.ndim == 2 else "bgr24"
    picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format=layout)
    return picture.reformat(format=pix_fmt, dst_colorspace="ITU601")


def encoder_options(
    codec: str,
    crf: float | None,
    preset: str | None,
    bframes: int | None,
    more: Mapping[str, str],
) -> dict[str, str]:
    """Options that give an encoder this quality and speed, under the names that it knows.

    Parameters
    ----------
    codec : str
    crf : float or None
        Constant quality, for encoders that know it.
    preset : str or None
    bframes : int or None
    more : mapping of str to str
        Options that outrank these.

    Returns
    -------
    dict of str to str
    """
    options: dict[str, str] = {}
    if crf is not None and codec in _QUALITY_OPTIONS:
        options["crf"] = f"{crf:g}"
        if codec == "libvpx-vp9":
            options["b"] = "0"
    if preset is not None and codec.startswith(("libx264", "libx265")):
        options["preset"] = preset
    if codec == "libvpx-vp9":
        options.update(deadline="realtime", **{"cpu-used": "8"})
    elif codec == "libsvtav1":
        options["preset"] = "8"
    if bframes is not None:
        options["bf"] = str(bframes)
    if codec == "libx265":
        options["x265-params"] = "log-level=none" + (
            f":bframes={bframes}" if bframes is not None else ""
        )
    options.update(more)
    return options


def _fill_plane(picture: av.VideoFrame, index: int, values: NDArray[np.uint8]) -> None:
    plane = picture.planes[index]
    # Rows are padded to what the decoder's vector code likes, so copy by row and not as one block.
    target = np.frombuffer(cast(Any, plane), np.uint8).reshape(-1, plane.line_size)
    target[: values.shape[0], : values.shape[1]] = values
