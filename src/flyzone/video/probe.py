"""Opening a clip safely and saying what is in it.

A clip is hostile input until proven otherwise.  It is opened as a Python file, so that no name can
be taken for a protocol; only containers that cameras and phones write are tried, so that a
playlist cannot lead to other files; and pictures beyond a sane size are refused before memory is
taken for them.  libav's errors become a `VideoError` here, and nowhere else.
"""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import av
from av.container import InputContainer
from av.sidedata.sidedata import Type as SideDataType
from av.stream import Disposition
from av.video.stream import VideoStream

from flyzone.errors import VideoError
from flyzone.video.metadata import CaptureTags, read_capture_tags
from flyzone.video.orientation import Orientation, orientation_from_matrix
from flyzone.video.wholeness import check_wholeness

MOST_PIXELS = 8192 * 8192
"""Largest picture that is decoded; beyond it a small file could ask for all memory."""

_DEMUXERS = "mov,matroska,avi,mpegts,mpeg,flv,ogg,asf,mxf,nut,ivf"
_READ_BUFFER = 1 << 20
_NO_VIDEO = (
    av.error.InvalidDataError,
    av.error.ArgumentError,  # what libav says to a container that is not among those allowed
    av.error.EOFError,
    av.error.DemuxerNotFoundError,
    UnicodeError,
)


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """What a clip says about its picture, before its frames are read.

    Attributes
    ----------
    width, height : int, px
        Of the upright picture (rotation applied).
    rotation_deg : {0, 90, 180, 270}
        Clockwise turn from the coded picture to the upright one.
    orientation : Orientation
        The same with mirroring, as used.
    container, codec, pixel_format : str
        As libav names them.
    bits : int
        Bits per luma sample.
    full_range : bool
        Luma uses 0-255 instead of 16-235 (of 255).
    interlaced : bool
        The first frame is interlaced: its two halves were filmed at different times.
    declared_fps : float or None, Hz
        The average rate that the container declares; it may be wrong, the timestamps decide.
    time_base_s : float, s
        Unit of the timestamps.
    declared_duration_s : float or None, s
    declared_frames : int or None
    tags : CaptureTags
        Capture rate and origin as tagged.
    has_audio : bool
    truncated : bool
        The file is shorter than its container says.
    """

    width: int
    height: int
    rotation_deg: int
    orientation: Orientation
    container: str
    codec: str
    pixel_format: str
    bits: int
    full_range: bool
    interlaced: bool
    declared_fps: float | None
    time_base_s: float
    declared_duration_s: float | None
    declared_frames: int | None
    tags: CaptureTags
    has_audio: bool
    truncated: bool

    @property
    def capture_fps(self) -> float | None:
        """Rate of the camera as tagged in Hz, or ``None``."""
        return self.tags.capture_fps


def probe(path: Path) -> StreamInfo:
    """What is in a clip, from its container and its first frame.

    Parameters
    ----------
    path : Path

    Returns
    -------
    StreamInfo

    Raises
    ------
    VideoError
        If there is no such file, it may not be read, it is no video, it was cut before its index,
        it has no video stream, no frame can be decoded, or its picture is too large.
    """
    whole = _check_file(path)
    with opened(path, threads=1) as (container, stream):
        first = next(_first_frames(path, container, stream), None)
        if first is None and not stream.codec_context.width * stream.codec_context.height:
            # libav itself refused the size, by the limit above, and forgot it.
            raise VideoError(
                f"{path.name} states no size of its picture that can be read; at most "
                f"{MOST_PIXELS // 1_000_000} million pixels were expected. The file is damaged or "
                "not from a camera: copy it again, or scale it down.",
                code="clip-size",
            )
        if first is None:
            raise VideoError(
                f"{path.name} has a video stream ({stream.codec_context.name}) but no frame in it "
                "could be decoded. Copy the clip again from the phone; if it plays there, export "
                "it as H.264 MP4.",
                code="clip-no-frames",
            )
        matrix = cast(Any, first.side_data).get(SideDataType.DISPLAYMATRIX)
        orientation = orientation_from_matrix(bytes(matrix)) if matrix else Orientation()
        width, height = first.width, first.height
        if orientation.transpose:
            width, height = height, width
        rate = stream.average_rate or stream.base_rate
        time_base = stream.time_base
        return StreamInfo(
            width=width,
            height=height,
            rotation_deg=orientation.rotation_deg,
            orientation=orientation,
            container=container.format.name,
            codec=stream.codec_context.codec.canonical_name,
            pixel_format=first.format.name,
            bits=first.format.components[0].bits,
            full_range=first.format.name.startswith("yuvj") or int(first.color_range) == 2,
            interlaced=bool(first.interlaced_frame),
            declared_fps=float(rate) if rate else None,
            time_base_s=float(time_base) if time_base else 0.0,
            declared_duration_s=_declared_duration(container, stream),
            declared_frames=stream.frames or None,
            tags=read_capture_tags(container.metadata, stream.metadata),
            has_audio=bool(container.streams.audio),
            truncated=whole,
        )


@contextlib.contextmanager
def opened(path: Path, *, threads: int) -> Iterator[tuple[InputContainer, VideoStream]]:
    """Open a clip for decoding and close it afterwards.

    Parameters
    ----------
    path : Path
    threads : int
        Decoder threads; 0 takes one for each core.

    Yields
    ------
    (InputContainer, VideoStream)

    Raises
    ------
    VideoError
        As for `probe`; libav's errors inside the block are worded as well.
    """
    with contextlib.ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            container = stack.enter_context(
                av.open(
                    file,
                    "r",
                    container_options={"format_whitelist": _DEMUXERS, "protocol_whitelist": ""},
                    options={"max_pixels": str(MOST_PIXELS)},
                    buffer_size=_READ_BUFFER,
                    metadata_errors="replace",
                )
            )
            stream = _choose_stream(path, container)
            context = stream.codec_context
            check_size(path, context.width, context.height)
            context.options = {**context.options, "max_pixels": str(MOST_PIXELS)}
            context.thread_count = threads
            stream.thread_type = "AUTO"
            yield container, stream
        except (av.error.FFmpegError, OSError, UnicodeError) as problem:
            raise worded(path, problem) from problem


def check_size(path: Path, width: int, height: int) -> None:
    """Refuse a picture that no phone films and that would take all memory.

    Raises
    ------
    VideoError
        If the picture has more than `MOST_PIXELS` pixels.
    """
    if width * height > MOST_PIXELS:
        raise VideoError(
            f"{path.name} says that its picture is {width} x {height} pixels; at most "
            f"{MOST_PIXELS // 1_000_000} million pixels are read. The file is damaged or not from "
            "a camera: copy it again, or scale it down.",
            code="clip-size",
        )


def worded(path: Path, problem: BaseException) -> VideoError:
    """The `VideoError` that says in plain words what libav or the system said."""
    if isinstance(problem, FileNotFoundError):
        return VideoError(
            f"There is no file {path}. Check the name and the folder.", code="clip-missing"
        )
    if isinstance(problem, PermissionError):
        return VideoError(
            f"{path} may not be read by this user. Change its permissions or copy it.",
            code="clip-permission",
        )
    if isinstance(problem, _NO_VIDEO):
        return VideoError(
            f"{path.name} is not a video that can be read: an MP4, MOV, WebM, MKV or AVI clip was "
            "expected. Check that it is the right file and that it plays on the phone.",
            code="clip-not-a-video",
        )
    if isinstance(problem, av.error.DecoderNotFoundError):
        return VideoError(
            f"{path.name} uses a codec that this machine cannot decode. Export it as H.264 MP4.",
            code="clip-codec",
        )
    detail = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return VideoError(
        f"{path.name} could not be read ({detail}). Copy the clip again from the phone.",
        code="clip-unreadable",
    )


def _check_file(path: Path) -> bool:
    """Raise for what is no readable clip; otherwise whether the file was cut."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise VideoError(
                f"{path} is a folder, a video file was expected. Name one clip inside it.",
                code="clip-folder",
            )
        if not stat.S_ISREG(status.st_mode):
            raise VideoError(
                f"{path} is not an ordinary file, a video file was expected. "
                "Save the clip to a file first.",
                code="clip-not-a-file",
            )
        if status.st_size == 0:
            raise VideoError(
                f"{path.name} is empty (0 bytes), a video was expected. Copy the clip again.",
                code="clip-empty",
            )
        whole = check_wholeness(path)
    except (OSError, ValueError) as problem:
        # ValueError: a name with a zero byte, which no file has.
        missing = FileNotFoundError() if isinstance(problem, ValueError) else problem
        raise worded(path, missing) from problem
    if whole.lacks_index:
        raise VideoError(
            f"{path.name} is cut short: the index (moov) of this MP4/MOV is not all there, so "
            "none of its frames can be found. The copy or the recording was interrupted: copy the "
            "clip again from the phone.",
            code="clip-truncated",
        )
    return whole.missing_bytes > 0


def _choose_stream(path: Path, container: InputContainer) -> VideoStream:
    films = [
        stream
        for stream in container.streams.video
        if not stream.disposition & Disposition.attached_pic
    ]
    if not films:
        found = sorted({str(stream.type) for stream in container.streams}) or ["nothing"]
        raise VideoError(
            f"{path.name} holds no film, only {' and '.join(found)}; a video stream was expected. "
            "Check that it is the right file.",
            code="clip-no-video",
        )
    stream = films[0]
    # PyAV gives a stream whose codec this libav does not know no decoder at all.
    if cast(Any, stream).codec_context is None:
        raise worded(path, av.error.DecoderNotFoundError(0, "no decoder"))
    return stream


def _first_frames(
    path: Path, container: InputContainer, stream: VideoStream
) -> Iterator[av.VideoFrame]:
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            continue
        for frame in frames:
            check_size(path, frame.width, frame.height)
            yield frame


def _declared_duration(container: InputContainer, stream: VideoStream) -> float | None:
    if stream.duration is not None and stream.time_base:
        return float(stream.duration * stream.time_base)
    if container.duration is not None:
        return container.duration / 1_000_000
    return None
