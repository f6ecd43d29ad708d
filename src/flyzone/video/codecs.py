"""What this machine's PyAV and OpenCV can do: which codecs decode, which encode.

Phones write H.264 and HEVC, Android and the web also VP9 and AV1; overlays are written as H.264.
A codec that is listed may still fail, so the one that everything hangs on, H.264, is proved by
writing and reading back a few frames in memory.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Literal

import av
import cv2
import numpy as np

Use = Literal["decode", "encode"]

# Any of the names gives the ability; FFmpeg's own av1 decoder needs a graphics card.
_DECODERS = {
    "h264": ("h264",),
    "hevc": ("hevc",),
    "vp9": ("vp9", "libvpx-vp9"),
    "av1": ("libdav1d",),
}
_ENCODERS = {"libx264": ("libx264",)}


@dataclass(frozen=True, slots=True)
class Codec:
    """One codec in one direction, and whether it is there.

    Attributes
    ----------
    name : str
    use : {"decode", "encode"}
    available : bool
    """

    name: str
    use: Use
    available: bool


def probe_codecs() -> tuple[Codec, ...]:
    """Codecs that clips and overlays need, decoders first, each marked as there or not."""
    decoders = [Codec(n, "decode", _any_known(names, "r")) for n, names in _DECODERS.items()]
    encoders = [Codec(n, "encode", _any_known(names, "w")) for n, names in _ENCODERS.items()]
    return (*decoders, *encoders)


def h264_round_trip(frames: int = 5) -> int:
    """Write a few drawn frames as H.264 in memory and read them back.

    Parameters
    ----------
    frames : int
        How many to write.

    Returns
    -------
    int
        How many came back; 0 where writing or reading failed.
    """
    memory = io.BytesIO()
    try:
        with av.open(memory, "w", format="mp4") as out:
            stream = out.add_stream("libx264", rate=30)
            stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
            for shade in np.linspace(40, 200, frames):
                picture = np.full((64, 64), shade, dtype=np.uint8)
                out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="gray")))
            out.mux(stream.encode(None))
        memory.seek(0)
        with av.open(memory, "r") as clip:
            return sum(1 for _ in clip.decode(video=0))
    except (av.FFmpegError, ValueError):
        # UnknownCodecError is a ValueError.  "It does not work" is the answer sought here.
        return 0


def library_versions() -> dict[str, str]:
    """Versions of PyAV, of the FFmpeg codecs inside it, and of OpenCV."""
    return {
        "PyAV": av.__version__,
        "libavcodec": ".".join(str(part) for part in av.library_versions["libavcodec"]),
        "OpenCV": cv2.__version__,
    }


def _any_known(names: tuple[str, ...], mode: Literal["r", "w"]) -> bool:
    return any(_known(name, mode) for name in names)


def _known(name: str, mode: Literal["r", "w"]) -> bool:
    try:
        av.codec.Codec(name, mode)
    except ValueError:  # UnknownCodecError is one
        return False
    return True
