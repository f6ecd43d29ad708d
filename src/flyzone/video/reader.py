"""Reading clips: frames in the order in which they are shown, each with its own time.

Time comes from the timestamps that the camera wrote and never from counting frames: phones film at
uneven rates, drop frames, trim with edit lists and store slow motion.  libav applies the edit list
(frames trimmed away are decoded but never come out) and gives presentation timestamps; this module
turns them into seconds since the first frame shown.

Frames stream through: memory does not grow with the length of a clip.  The luma plane is handed
on as the decoder holds it, without a copy or a colour conversion, because timing needs nothing else
and conversion would cost more than everything around it.

Faults inside a clip are repaired by these rules, counted, and told (`ReadReport`):

- a damaged packet or frame is passed over if it cannot be decoded; the rest is read;
- a missing timestamp is the one before plus the interval before it; frames before the first
  timestamp are left out;
- a frame whose timestamp does not advance is left out: its time cannot be known, and one frame less
  costs little, one frame at a wrong time costs a wrong result;
- timestamps that stay behind for longer are a clock that restarted (clips joined end to end), and
  such a clip is refused;
- AVI keeps no timestamps but counts frames, in the order in which they are stored; the frames shown
  take these places one after the other.  A damaged AVI that is not just cut short is refused, since
  every frame lost moves all later ones.
"""

from __future__ import annotations

import contextlib
import os
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import av
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

from flyzone.errors import VideoError
from flyzone.model import Notice
from flyzone.video.chroma import chroma_planes
from flyzone.video.duplicates import REPEAT_LEVELS, RepeatDetector
from flyzone.video.orientation import Orientation
from flyzone.video.probe import StreamInfo, check_size, opened, probe

_MOST_FRAMES_BEHIND = 5
_SHORT_S = 0.5
_UNDECODABLE = (av.error.InvalidDataError, av.error.ExternalError, av.error.UndefinedError)
_PLANAR_LUMA = ("yuv", "nv", "gray", "p0", "p2", "p4")


@dataclass(slots=True)
class ReadReport:
    """What had to be repaired while reading; complete once the frames have been read to the end.

    Attributes
    ----------
    frames : int
        Frames handed out.
    damaged : int
        Packets that could not be decoded, and frames that the decoder marked as damaged.
    repaired_timestamps, dropped_frames : int
        Missing timestamps filled in; frames left out because their time did not advance.
    truncated : bool
        The file is shorter than its container says, or its damage ends the clip early.
    last_time_s, interval_s : float, s
        Time of the last frame read, and the interval before it.
    """

    frames: int = 0
    damaged: int = 0
    repaired_timestamps: int = 0
    dropped_frames: int = 0
    truncated: bool = False
    last_time_s: float = 0.0
    interval_s: float = 0.0

    def notices(self) -> tuple[Notice, ...]:
        """What a person should know about these faults."""
        found = []
        if self.truncated:
            found.append(
                Notice(
                    "clip-truncated",
                    f"The clip breaks off: {self.last_time_s:.2f} s of it could be read. Runs "
                    "after that are not in the result; copy the clip again from the phone.",
                )
            )
        if self.damaged:
            found.append(
                Notice(
                    "clip-damaged",
                    f"{self.damaged} parts of the clip are damaged and were passed over; check "
                    "the result against the picture or copy the clip again.",
                )
            )
        if self.repaired_timestamps:
            found.append(
                Notice(
                    "timestamps-repaired",
                    f"{self.repaired_timestamps} frames had no timestamp and were placed one "
                    "interval after the frame before.",
                )
            )
        if self.dropped_frames:
            found.append(
                Notice(
                    "timestamps-backward",
                    f"{self.dropped_frames} frames were left out because they had no timestamp or "
                    "one not later than that of the frame before.",
                )
            )
        return tuple(found)


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


class Clip:
    """A clip on disk, opened by `open_clip`; its frames can be read more than once.

    Attributes
    ----------
    path : Path
    stream : StreamInfo
        What the clip says about itself.
    report : ReadReport
        Of the latest reading by `frames`.
    """

    def __init__(self, path: Path, stream: StreamInfo, *, threads: int = 0) -> None:
        self.path = path
        self.stream = stream
        self.report = ReadReport(truncated=stream.truncated)
        self._threads = threads
        self._closed = False
        self._timestamps: list[int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """No frames can be read after this; readings under way end at their next frame."""
        self._closed = True

    def frames(self, start_s: float | None = None) -> Iterator[Frame]:
        """The frames in the order in which they are shown.

        Parameters
        ----------
        start_s : float, s, optional
            Leave out frames before this time (as the clip plays).  Index and time of the others
            are the same as without it.

        Yields
        ------
        Frame

        Raises
        ------
        VideoError
            If the clip is closed, changes its size, restarts its clock, or cannot be read.
        """
        if self._closed:
            raise VideoError(
                f"The clip {self.path.name} is closed. Open it again to read its frames.",
                code="clip-closed",
            )
        self.report = report = ReadReport(truncated=self.stream.truncated)
        return self._read(report, start_s)

    def _read(self, report: ReadReport, start_s: float | None) -> Iterator[Frame]:
        with opened(self.path, threads=self._threads) as (container, stream):
            clock = _FrameTimes(self.path, stream, report)
            skip_before = -np.inf if start_s is None else float(start_s)
            if start_s is not None and start_s > 0 and not _counts_frames(container.format.name):
                self._seek(container, stream, clock, start_s)
            repeats = RepeatDetector()
            orientation = self.stream.orientation
            for picture in self._pictures(container, stream, report):
                placed = clock.place(picture)
                if placed is None:
                    continue
                index, time_s = placed
                luma = luma_plane(picture)
                change = repeats.change(luma)
                report.interval_s = time_s - report.last_time_s
                report.last_time_s = time_s
                if time_s < skip_before:
                    continue
                if not orientation.is_upright:
                    luma = orientation.upright(luma)
                    luma.flags.writeable = False
                report.frames += 1
                yield Frame(index, time_s, luma, change, picture=picture, orientation=orientation)
                if self._closed:
                    return
            self._judge_end(report)

    def _judge_end(self, report: ReadReport) -> None:
        """Say whether reading ended early; refuse a clip whose frames have no times."""
        if report.dropped_frames and not report.frames and not report.last_time_s:
            raise VideoError(
                f"None of the {report.dropped_frames} frames of {self.path.name} has a timestamp, "
                "so nothing in it can be timed. Export it as MP4 from the program that made it.",
                code="clip-no-timestamps",
            )
        length = self.stream.declared_duration_s
        reached = report.last_time_s + 2 * report.interval_s
        short = 0.0 if length is None else length - reached
        if _counts_frames(self.stream.container) and not self.stream.truncated:
            if report.damaged or (report.last_time_s > 0 and short > 0):
                raise VideoError(
                    f"{self.path.name} is damaged. AVI keeps no timestamps, so that after a lost "
                    "frame the time of every later one is unknown. Copy the clip again, or export "
                    "it as MP4 from the original.",
                    code="clip-damaged",
                )
        elif report.damaged and short > _SHORT_S:
            report.truncated = True

    def _pictures(
        self, container: InputContainer, stream: VideoStream, report: ReadReport
    ) -> Iterator[av.VideoFrame]:
        size: tuple[int, int] | None = None
        for picture in _decoded(container, stream, report):
            shape = (picture.width, picture.height)
            if size is None:
                check_size(self.path, *shape)
                size = shape
            elif shape != size:
                raise VideoError(
                    f"The picture of {self.path.name} changes its size from "
                    f"{size[0]} x {size[1]} to {shape[0]} x {shape[1]}; marks would no longer "
                    "fit. Cut the clip there and time the parts one by one.",
                    code="clip-size-changes",
                )
            report.damaged += picture.is_corrupt
            yield picture

    def _seek(
        self, container: InputContainer, stream: VideoStream, clock: _FrameTimes, start_s: float
    ) -> None:
        """Go to the key frame before ``start_s``, if it can be known which frame that is."""
        stamps = self._packet_timestamps()
        if not stamps:
            return
        unit = cast(Any, stream.time_base)
        wanted = stamps[0] + int(start_s / unit)
        try:
            container.seek(wanted, stream=stream, backward=True)
        except av.error.FFmpegError:
            return
        clock.resume_within(stamps)

    def _packet_timestamps(self) -> list[int]:
        """Sorted timestamps of all frames from their packets, or nothing if some have none."""
        if self._timestamps is None:
            stamps: set[int] = set()
            whole = True
            with opened(self.path, threads=1) as (container, stream):
                for packet in _packets(container, stream, ReadReport()):
                    if not packet.size or packet.is_discard:
                        continue
                    whole = whole and packet.pts is not None
                    if packet.pts is not None:
                        stamps.add(packet.pts)
            self._timestamps = sorted(stamps) if whole else []
        return self._timestamps


class _FrameTimes:
    """Gives each decoded picture its index and time, by the rules at the top of the module."""

    def __init__(self, path: Path, stream: VideoStream, report: ReadReport) -> None:
        self._path = path
        self._unit = float(stream.time_base or 0)
        self._report = report
        rate = stream.average_rate or stream.base_rate
        usable = bool(rate) and self._unit > 0
        self._interval = max(1, round(1 / (float(cast(Any, rate)) * self._unit))) if usable else 0
        self._first: int | None = None
        self._last: int | None = None
        self._next_index = 0
        self._behind = 0
        self._stamps: list[int] | None = None

    def resume_within(self, stamps: list[int]) -> None:
        """Count on from wherever reading goes on, given the timestamps of all frames."""
        self._stamps = stamps
        self._first = stamps[0]

    def place(self, picture: av.VideoFrame) -> tuple[int, float] | None:
        """Index and time of a picture; ``None`` if it is to be left out."""
        stamp = picture.pts
        if stamp is None:
            if self._last is None or not self._interval:
                self._report.dropped_frames += 1
                return None
            stamp = self._last + self._interval
            self._report.repaired_timestamps += 1
        if self._stamps is not None:
            self._next_index = bisect_left(self._stamps, stamp)
            self._stamps = None
        if self._last is not None and stamp <= self._last:
            self._behind += 1
            self._report.dropped_frames += 1
            if self._behind > _MOST_FRAMES_BEHIND:
                seconds = (self._last - cast(int, self._first)) * self._unit
                raise VideoError(
                    f"The clock of {self._path.name} goes back after {seconds:.2f} s; timestamps "
                    "must increase. It looks like clips joined end to end: cut them apart and "
                    "time them one by one.",
                    code="clip-clock-restarts",
                )
            return None
        self._behind = 0
        if self._first is None:
            self._first = stamp
        if self._last is not None:
            self._interval = stamp - self._last
        self._last = stamp
        index = self._next_index
        self._next_index += 1
        return index, (stamp - self._first) * self._unit


def open_clip(path: str | os.PathLike[str], *, threads: int = 0) -> Clip:
    """Open a clip and read what it says about itself.

    Parameters
    ----------
    path : path
        An ordinary local file; never a URL or a device.
    threads : int
        Decoder threads; 0 takes one for each core.

    Returns
    -------
    Clip
        To be used in a ``with`` block.

    Raises
    ------
    VideoError
        If the file cannot be read as a video; its ``code`` says why.
    """
    name = os.fspath(path)
    if isinstance(name, str) and "://" in name and not os.path.exists(name):
        raise VideoError(
            f"{name} is an address, a file on this computer was expected. Download the clip and "
            "name the file.",
            code="clip-not-local",
        )
    where = Path(path)
    return Clip(where, probe(where), threads=threads)


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


def _decoded(
    container: InputContainer, stream: VideoStream, report: ReadReport
) -> Iterator[av.VideoFrame]:
    """All pictures that the decoder can make, in the order in which they are shown."""
    places: deque[int] | None = deque() if _counts_frames(container.format.name) else None
    for packet in _packets(container, stream, report):
        report.damaged += packet.is_corrupt
        if places is not None and packet.dts is not None:
            places.append(packet.dts)
        try:
            pictures = packet.decode()
        except _UNDECODABLE:
            report.damaged += 1
            continue
        for picture in pictures:
            if places:
                picture.pts = places.popleft()
            yield picture
    if report.truncated:
        # After a break the demuxer sends no end mark, and the decoder still holds pictures back.
        with contextlib.suppress(av.error.FFmpegError):
            yield from stream.codec_context.decode(None)


def _counts_frames(container: str) -> bool:
    """Whether a container keeps no timestamps; libav's for its B-frames are guesses."""
    return container == "avi"


def _packets(
    container: InputContainer, stream: VideoStream, report: ReadReport
) -> Iterator[av.Packet[VideoStream]]:
    """Packets of one stream up to the end or to where the container breaks off."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except (av.error.InvalidDataError, av.error.EOFError):
            report.damaged += 1
            report.truncated = True
            return
        if packet is None:
            return
        yield packet
