"""A camera or a stream, frame by frame as it comes.

Frames are decoded on a thread of their own and wait in a short queue.  If whoever takes them falls
behind, every second one is left out and counted, and all of them once the queue is full: memory
stays as it is however long the camera runs, and half the rate costs little, because every frame has
its own time.  A growing file or a pipe is read as fast as it is taken; what is not read waits.

Frames get their times from `flyzone.video.live_times`; what may be opened is said by
`flyzone.video.live_open`.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Full, Queue
from typing import Any, cast

import av
from av.container import InputContainer
from av.sidedata.sidedata import Type as SideDataType
from av.video.stream import VideoStream

from flyzone.errors import VideoError
from flyzone.video.duplicates import RepeatDetector
from flyzone.video.frame import Frame, luma_plane
from flyzone.video.live_open import OPEN_TIMEOUT_S, SourceKind, failed, opened_live, source_kind
from flyzone.video.live_times import LiveTimes
from flyzone.video.orientation import Orientation, orientation_from_matrix
from flyzone.video.probe import check_size

STALL_S = 10.0
"""How long a source may send nothing."""

_OPENING_S = OPEN_TIMEOUT_S + 5.0
_QUEUE_BYTES = 100_000_000
_QUEUE_LIMITS = (4, 60)
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
        self.kind: SourceKind = source_kind(source)
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

    def open(self, timeout_s: float = _OPENING_S, asked: threading.Event | None = None) -> None:
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
            with opened_live(
                self.source, self.kind, options=self._options, idle_s=self._idle_s,
                stopped=self._stop.is_set,
            ) as (container, stream):  # fmt: skip
                self._read_frames(container, stream)
        except VideoError as problem:
            self.problem = problem
        except _GONE as problem:
            # libav says "exit requested" when a time-out of ours has passed.
            if isinstance(problem, av.error.ExitError):
                self.problem = failed(self.source, "nothing came in for too long")
        except (av.error.FFmpegError, OSError, ValueError) as problem:
            detail = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
            self.problem = failed(self.source, detail)
        if not self._ready.is_set() and self.problem is None:
            self.problem = failed(self.source, "it ended before its first picture")
        self._ready.set()

    def _read_frames(self, container: InputContainer, stream: VideoStream) -> None:
        flags = cast(Any, container.format).flags
        clock = LiveTimes(
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
                    raise failed(
                        self.source,
                        f"its picture changed from {size[0]} x {size[1]} to "
                        f"{picture.width} x {picture.height}, where the marks no longer fit",
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

    def _begin(self, frame: Frame, orientation: Orientation, clock: LiveTimes) -> None:
        height, width = frame.luma.shape
        self.info = LiveInfo(
            width, height, orientation.rotation_deg, clock.unit_s, clock.by_arrival
        )
        low, high = _QUEUE_LIMITS
        self._queue.maxsize = max(low, min(high, int(_QUEUE_BYTES / (1.5 * width * height))))
        self._ready.set()

    def _hand_on(self, frame: LiveFrame) -> bool:
        if self.kind in ("device", "stream"):
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


def _orientation(picture: av.VideoFrame) -> Orientation:
    matrix = cast(Any, picture.side_data).get(SideDataType.DISPLAYMATRIX)
    return orientation_from_matrix(bytes(matrix)) if matrix else Orientation()
