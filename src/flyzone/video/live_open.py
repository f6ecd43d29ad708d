"""What may be watched live, and how it is opened.

Only what a person names on the command line is opened, only by protocols of cameras, and only as
containers that hold a film themselves: a playlist, which could lead anywhere, is none of them.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from flyzone.errors import VideoError
from flyzone.video.live_bytes import GrowingFile, PipeBytes
from flyzone.video.probe import MOST_PIXELS

SourceKind = Literal["device", "stream", "file", "pipe"]

SCHEMES = ("rtsp", "rtsps", "udp", "tcp", "srt", "rtmp", "http", "https")
"""Addresses that are opened, when the user names one."""

STANDARD_INPUT = ("-", "pipe:", "pipe:0")

OPEN_TIMEOUT_S = 10.0

_PROTOCOLS = "rtsp,rtp,udp,tcp,tls,srt,rtmp,http,https,httpproxy"
_DEMUXERS = "mov,matroska,avi,mpegts,mpeg,flv,ogg,nut,rtsp,mpjpeg,mjpeg,h264,hevc"
# libav looks at five seconds of a stream before it gives a frame, for sound that may follow.
_PROBE = {"analyzeduration": "300000", "probesize": "500000"}
_DEVICE = "video4linux2,v4l2"


def source_kind(source: str) -> SourceKind:
    """What kind of live source a user means.

    Parameters
    ----------
    source : str
        ``-`` or ``pipe:`` for standard input, an address, a device, or a file.

    Raises
    ------
    VideoError
        If it is none of them.
    """
    if source in STANDARD_INPUT:
        return "pipe"
    if "://" in source and not os.path.exists(source):
        scheme = urlsplit(source).scheme.lower()
        if scheme in SCHEMES:
            return "stream"
        raise VideoError(
            f"{source} begins with {scheme}://, expected one of "
            f"{', '.join(s + '://' for s in SCHEMES)}. Give the address under which the camera "
            "sends.",
            code="live-address",
        )
    try:
        mode = os.stat(source).st_mode
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise VideoError(
            f"{source} cannot be watched ({reason}). Expected a folder, a camera such as "
            "/dev/video0, an address such as rtsp://..., or a file that is being written. "
            "Check the name.",
            code="live-missing",
        ) from None
    if stat.S_ISCHR(mode):
        return "device"
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISFIFO(mode):
        return "pipe"
    raise VideoError(
        f"{source} is neither a folder, a camera, a pipe nor a file. Check the name.",
        code="live-missing",
    )


def failed(source: str, detail: str) -> VideoError:
    """The error that says why a source cannot be read, or broke off."""
    return VideoError(
        f"{source} could not be read ({detail}). Expected a camera or a stream with a "
        "film in it. Check the address and that nothing else holds the camera.",
        code="live-unreadable",
    )


@contextlib.contextmanager
def opened_live(
    source: str, kind: SourceKind, *, options: Mapping[str, str], idle_s: float,
    stopped: Callable[[], bool],
) -> Iterator[tuple[InputContainer, VideoStream]]:  # fmt: skip
    """Open a live source for decoding and close it afterwards.

    Parameters
    ----------
    source : str
    kind : {"device", "stream", "file", "pipe"}
    options : mapping of str to str
        For the device or protocol, as libav names them.
    idle_s : float, s
        How long nothing may come in.
    stopped : callable
        Whether to give up waiting.

    Yields
    ------
    (InputContainer, VideoStream)

    Raises
    ------
    VideoError
        If it holds no film.  libav's own errors are left to the caller, who knows what they mean
        for a source that has been read before.
    """
    limits = {"max_pixels": str(MOST_PIXELS)}
    with contextlib.ExitStack() as stack:
        if kind == "device":
            container = av.open(
                source, "r", format=_DEVICE, options=dict(options),
                timeout=(OPEN_TIMEOUT_S, idle_s),
            )  # fmt: skip
        elif kind == "stream":
            container = av.open(
                source, "r", options={**limits, **options},
                container_options={
                    "format_whitelist": _DEMUXERS, "protocol_whitelist": _PROTOCOLS,
                    **_PROBE, **options,
                },
                timeout=(OPEN_TIMEOUT_S, idle_s), metadata_errors="replace",
            )  # fmt: skip
        else:
            file = stack.enter_context(contextlib.closing(_bytes(source, kind, idle_s, stopped)))
            container = av.open(
                cast(Any, file), "r", options=limits, buffer_size=1 << 15,
                metadata_errors="replace",
                container_options={
                    "format_whitelist": _DEMUXERS, "protocol_whitelist": "", **_PROBE,
                },
            )  # fmt: skip
        stack.enter_context(contextlib.closing(container))
        if not container.streams.video:
            raise failed(source, "it holds no film")
        stream = container.streams.video[0]
        stream.codec_context.options = {**stream.codec_context.options, **limits}
        stream.codec_context.thread_count = 2
        stream.thread_type = "AUTO"
        yield container, stream


def _bytes(
    source: str, kind: SourceKind, idle_s: float, stopped: Callable[[], bool]
) -> GrowingFile | PipeBytes:
    if kind == "file":
        return GrowingFile(Path(source), idle_s=idle_s, stopped=stopped)
    if source in STANDARD_INPUT:
        return PipeBytes(0)
    return PipeBytes(os.open(source, os.O_RDONLY))
