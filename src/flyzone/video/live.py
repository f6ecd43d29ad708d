"""A camera or a stream, frame by frame as it comes.

Frames are decoded on a thread of their own and wait in a short queue.  If whoever takes them falls
behind, every second one is left out and counted, and all of them once the queue is full: memory
stays as it is however long the camera runs, and half the rate costs little, because every frame has
its own time.  Only a growing file is read as fast as it is taken, since nothing of it gets lost.

The time of a frame is its presentation timestamp.  Streams of bare pictures have none (libav would
count frames at a rate that it made up), so there the time at which a frame came in has to do.
Timestamps that go back, or leap, break the film: what comes after is a new stretch.

Only what a person names on the command line is opened, only by protocols of cameras, and only as
containers that hold a film themselves: a playlist, which could lead anywhere, is none of them.
"""

from __future__ import annotations

import contextlib
import os
import stat
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Any, Literal, cast
from urllib.parse import urlsplit

import av
import numpy as np
from av.container import InputContainer
from av.sidedata.sidedata import Type as SideDataType
from av.video.stream import VideoStream
from numpy.typing import NDArray

from flyzone.errors import VideoError
from flyzone.video.duplicates import RepeatDetector
from flyzone.video.frame import Frame, luma_plane
from flyzone.video.live_bytes import GrowingFile, PipeBytes
from flyzone.video.orientation import Orientation, orientation_from_matrix
from flyzone.video.probe import MOST_PIXELS, check_size

SourceKind = Literal["device", "stream", "file", "pipe"]

SCHEMES = ("rtsp", "rtsps", "udp", "tcp", "srt", "rtmp", "http", "https")
"""Addresses that are opened, when the user names one."""

OPEN_TIMEOUT_S = 10.0
STALL_S = 10.0

_PROTOCOLS = "rtsp,rtp,udp,tcp,tls,srt,rtmp,http,https,httpproxy"
_DEMUXERS = "mov,matroska,avi,mpegts,mpeg,flv,ogg,nut,rtsp,mpjpeg,mjpeg,h264,hevc"
# libav looks at five seconds of a stream before it gives a frame, for sound that may follow.
_PROBE = {"analyzeduration": "300000", "probesize": "500000"}
_DEVICE = "video4linux2,v4l2"
_QUEUE_BYTES = 100_000_000
_QUEUE_LIMITS = (4, 60)
_BREAK_S = 2.0
_REMEMBERED_PACKETS = 300
_DELAY_WINDOW = 900
_GONE = (av.error.EOFError, av.error.ExitError)


@dataclass(frozen=True, slots=True)
class LiveInfo:
    """What a source says about itself once its first frame is there.

    Attributes
    ----------
    width, height : int, px
        Of the upright picture.
    rotation_deg : {0, 90, 180, 270}
    time_base_s : float, s
        Unit of the timestamps.
    by_arrival : bool
        The source gives no timestamps: times are those at which frames came in.
    """

    width: int
    height: int
    rotation_deg: int
    time_base_s: float
    by_arrival: bool


@dataclass(frozen=True, slots=True)
class LiveFrame:
    """A frame and how it came.

    Attributes
    ----------
    frame : Frame
        Its time counts from the first frame of the source.
    new_stretch : bool
        Time is broken before it: nobody can be followed from the frame before to this one.
    """

    frame: Frame
    new_stretch: bool


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
    if source in ("-", "pipe:", "pipe:0"):
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


class LiveSource:
    """Frames from a camera, a stream, a pipe or a growing file, decoded on a thread.

    Parameters
    ----------
    source : str
        As `source_kind` knows it.
    options : mapping of str to str, optional
        For the device or protocol, as libav names them.
    idle_s : float, s
        When a file that no longer grows has ended, and when a stream that sends nothing has
        failed.

    Attributes
    ----------
    info : LiveInfo
        Once `open` has returned.
    read, dropped : int
        Frames decoded, and those left out because the queue was full.
    problem : VideoError or None
        Why the source broke off; ``None`` if it ended in good order.
    """

    def __init__(
        self, source: str, *, options: Mapping[str, str] | None = None, idle_s: float = STALL_S
    ) -> None:
        self.source = source
        self.kind = source_kind(source)
        self.info: LiveInfo
        self.read = 0
        self.dropped = 0
        self.problem: VideoError | None = None
        self._options = dict(options or {})
        self._idle_s = idle_s
        self._queue: Queue[LiveFrame | None] = Queue(_QUEUE_LIMITS[0])
        self._stop = threading.Event()
        self._ready = threading.Event()
        self._delays: deque[float] = deque(maxlen=_DELAY_WINDOW)
        self._thread = threading.Thread(target=self._run, name="flyzone-camera", daemon=True)

    def open(
        self, timeout_s: float = OPEN_TIMEOUT_S + 5.0, asked: threading.Event | None = None
    ) -> None:
        """Starts reading and waits for the first frame.

        Parameters
        ----------
        timeout_s : float, s
        asked : threading.Event, optional
            Set by somebody who no longer wants to wait.

        Raises
        ------
        VideoError
            If it cannot be opened, holds no film, or sends nothing in time.
        """
        self._thread.start()
        deadline = time.monotonic() + timeout_s
        while not self._ready.wait(0.05):
            if time.monotonic() > deadline or (asked is not None and asked.is_set()):
                self.stop()
                raise VideoError(
                    f"{self.source} sent no picture within {timeout_s:.0f} s. Check that the "
                    "camera is on, sends, and can be reached from here.",
                    code="live-no-picture",
                )
        if self.problem is not None:
            raise self.problem

    def take(self, timeout_s: float) -> LiveFrame | None:
        """The next frame; ``None`` if none came in time (or none will: `ended`)."""
        try:
            return self._queue.get(timeout=timeout_s)
        except Empty:
            return None

    @property
    def ended(self) -> bool:
        """Whether all frames have been taken and no more will come."""
        return not self._thread.is_alive() and self._queue.empty()

    def came_in_s(self, time_s: float) -> float:
        """When a frame of this time came in, on the monotonic clock.

        Notes
        -----
        The shortest delay of the last frames counts: what came later than that was held up on its
        way.  What the camera itself takes before it sends is not known here.
        """
        return time_s + (min(self._delays) if self._delays else 0.0)

    def stop(self) -> None:
        """Reads no further; the thread ends at its next frame or time-out."""
        self._stop.set()
        with contextlib.suppress(Empty):
            while True:
                self._queue.get_nowait()

    def _run(self) -> None:
        try:
            with self._opened() as (container, stream):
                self._read_frames(container, stream)
        except VideoError as problem:
            self.problem = problem
        except _GONE as problem:
            # libav says "exit requested" when a time-out of ours has passed.
            if isinstance(problem, av.error.ExitError):
                self.problem = self._failed("nothing came in for too long")
        except (av.error.FFmpegError, OSError, ValueError) as problem:
            detail = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
            self.problem = self._failed(detail)
        if not self._ready.is_set() and self.problem is None:
            self.problem = self._failed("it ended before its first picture")
        self._ready.set()

    def _failed(self, detail: str) -> VideoError:
        return VideoError(
            f"{self.source} could not be read ({detail}). Expected a camera or a stream with a "
            "film in it. Check the address and that nothing else holds the camera.",
            code="live-unreadable",
        )

    @contextlib.contextmanager
    def _opened(self) -> Any:
        limits = {"max_pixels": str(MOST_PIXELS)}
        with contextlib.ExitStack() as stack:
            if self.kind == "device":
                container = av.open(
                    self.source, "r", format=_DEVICE, options=self._options,
                    timeout=(OPEN_TIMEOUT_S, self._idle_s),
                )  # fmt: skip
            elif self.kind == "stream":
                container = av.open(
                    self.source, "r", options={**limits, **self._options},
                    container_options={
                        "format_whitelist": _DEMUXERS, "protocol_whitelist": _PROTOCOLS,
                        **_PROBE, **self._options,
                    },
                    timeout=(OPEN_TIMEOUT_S, self._idle_s), metadata_errors="replace",
                )  # fmt: skip
            else:
                container = av.open(
                    cast(Any, stack.enter_context(contextlib.closing(self._bytes()))), "r",
                    options=limits, buffer_size=1 << 15, metadata_errors="replace",
                    container_options={
                        "format_whitelist": _DEMUXERS, "protocol_whitelist": "", **_PROBE,
                    },
                )  # fmt: skip
            stack.enter_context(contextlib.closing(container))
            if not container.streams.video:
                raise self._failed("it holds no film")
            stream = container.streams.video[0]
            stream.codec_context.options = {**stream.codec_context.options, **limits}
            stream.codec_context.thread_count = 2
            stream.thread_type = "AUTO"
            yield container, stream

    def _bytes(self) -> GrowingFile | PipeBytes:
        if self.kind == "file":
            return GrowingFile(Path(self.source), idle_s=self._idle_s, stopped=self._stop.is_set)
        if self.source in ("-", "pipe:", "pipe:0"):
            return PipeBytes(0)
        return PipeBytes(os.open(self.source, os.O_RDONLY))

    def _read_frames(self, container: InputContainer, stream: VideoStream) -> None:
        flags = cast(Any, container.format).flags
        clock = _LiveTimes(
            float(stream.time_base or 0),
            by_arrival=bool(flags & av.format.Flags.no_timestamps.value),
        )
        repeats = RepeatDetector()
        orientation = Orientation()
        size: tuple[int, int] | None = None
        broken = False
        for packet in container.demux(stream):
            if self._stop.is_set():
                return
            clock.packet(packet.pts)
            try:
                pictures = packet.decode()
            except (av.error.InvalidDataError, av.error.ExternalError, av.error.UndefinedError):
                continue  # a stream joined in its middle begins with what cannot be decoded
            for picture in pictures:
                if size is None:
                    check_size(Path(self.source), picture.width, picture.height)
                    size = (picture.width, picture.height)
                    orientation = _orientation(picture)
                elif size != (picture.width, picture.height):
                    raise self._failed(
                        f"its picture changed from {size[0]} x {size[1]} to "
                        f"{picture.width} x {picture.height}, where the marks no longer fit"
                    )
                placed = clock.place(picture.pts)
                if placed is None:
                    continue
                time_s, came_in_s, new_stretch = placed
                luma = luma_plane(picture)
                change = repeats.change(luma)
                if not orientation.is_upright:
                    luma = orientation.upright(luma)
                    luma.flags.writeable = False
                frame = Frame(
                    self.read, time_s, luma, change, picture=picture, orientation=orientation
                )
                self._delays.append(came_in_s - time_s)
                if self.read == 0:
                    self._begin(frame, orientation, clock)
                self.read += 1
                broken = broken or new_stretch
                if self._hand_on(LiveFrame(frame, broken)):
                    broken = False

    def _begin(self, frame: Frame, orientation: Orientation, clock: _LiveTimes) -> None:
        height, width = frame.luma.shape
        self.info = LiveInfo(
            width, height, orientation.rotation_deg, clock.unit_s, clock.by_arrival
        )
        low, high = _QUEUE_LIMITS
        self._queue.maxsize = max(low, min(high, int(_QUEUE_BYTES / (1.5 * width * height))))
        self._ready.set()

    def _hand_on(self, frame: LiveFrame) -> bool:
        if self.kind != "file":
            behind = self._queue.qsize() > self._queue.maxsize // 2
            try:
                if behind and frame.frame.index % 2:
                    raise Full
                self._queue.put_nowait(frame)
            except Full:
                self.dropped += 1
                return False
            return True
        while not self._stop.is_set():
            with contextlib.suppress(Full):
                self._queue.put(frame, timeout=0.2)
                return True
        return False


class _LiveTimes:
    """Seconds since the first frame, and when each frame came in."""

    def __init__(self, unit_s: float, *, by_arrival: bool) -> None:
        self.unit_s = unit_s
        self.by_arrival = by_arrival or unit_s <= 0
        self._arrivals: dict[int, float] = {}
        self._latest_s = 0.0
        self._first_s: float | None = None
        self._shift_s = 0.0
        self._last_s: float | None = None
        self._last_came_s = 0.0

    def packet(self, pts: int | None) -> None:
        """Takes note of when a packet came in; call before it is decoded."""
        self._latest_s = time.monotonic()
        if pts is not None:
            self._arrivals[pts] = self._latest_s
            if len(self._arrivals) > _REMEMBERED_PACKETS:
                del self._arrivals[next(iter(self._arrivals))]

    def place(self, pts: int | None) -> tuple[float, float, bool] | None:
        """Time, moment of arrival (monotonic clock), and whether time is broken before it."""
        if self._first_s is None and pts is None:
            self.by_arrival = True
        if pts is None and not self.by_arrival:
            return None  # one frame without a time among others that have one
        came_s = self._latest_s if pts is None else self._arrivals.pop(pts, self._latest_s)
        shown_s = came_s if self.by_arrival else cast(int, pts) * self.unit_s
        if self._first_s is None or self._last_s is None:
            self._first_s, self._last_s, self._last_came_s = shown_s, 0.0, came_s
            return 0.0, came_s, False
        time_s = shown_s - self._first_s + self._shift_s
        step_s = time_s - self._last_s
        broken = False
        if step_s <= 0 and step_s > -_BREAK_S:
            return None  # out of order or twice: its time cannot be known
        if step_s <= 0 or step_s > _BREAK_S:
            # The film goes on with another clock, or after a pause: real time bridges it.
            broken = True
            bridged_s = self._last_s + max(came_s - self._last_came_s, self.unit_s, 1e-3)
            self._shift_s += bridged_s - time_s
            time_s = bridged_s
        self._last_s, self._last_came_s = time_s, came_s
        return time_s, came_s, broken


def _orientation(picture: av.VideoFrame) -> Orientation:
    matrix = cast(Any, picture.side_data).get(SideDataType.DISPLAYMATRIX)
    return orientation_from_matrix(bytes(matrix)) if matrix else Orientation()


def arrival_sd_s(times_s: NDArray[np.float64]) -> float:
    """How much times of arrival scatter about an even beat, as a standard deviation.

    Parameters
    ----------
    times_s : ndarray, shape (n,), s
        Of the last frames.

    Returns
    -------
    float, s
        At least 1 ms; half an interval of 30 Hz where there are too few frames to tell.

    Notes
    -----
    Second differences do away with the beat; those of independent errors have six times their
    variance.  Frames that were left out make the scatter larger than it is, never smaller.
    """
    if times_s.size < 8:
        return 0.5 / 30
    bends = np.diff(times_s, n=2)
    return max(1e-3, float(np.sqrt(np.mean(bends**2) / 6)))
