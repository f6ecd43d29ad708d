"""Reading clips: frames in the order in which they are shown, each with its own time.

Time comes from the timestamps that the camera wrote and never from counting frames: phones film at
uneven rates, drop frames, trim with edit lists and store slow motion.  libav applies the edit list
(frames trimmed away are decoded but never come out) and gives presentation timestamps; this module
turns them into seconds since the first frame shown.

Frames stream through: memory does not grow with the length of a clip.

Faults inside a clip are repaired by these rules, counted, and told (`ReadReport`):

- a damaged packet or frame is passed over if it cannot be decoded; the rest is read;
- missing and backward timestamps are judged by `flyzone.video.frame_times`;
- AVI keeps no timestamps but counts frames, in the order in which they are stored; the frames shown
  take these places one after the other.  A damaged AVI that is not just cut short is refused, since
  every frame lost moves all later ones.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import av
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream

from flyzone.errors import VideoError
from flyzone.video.duplicates import RepeatDetector
from flyzone.video.frame import Frame, luma_plane
from flyzone.video.frame_times import FrameTimes
from flyzone.video.probe import StreamInfo, check_size, opened, probe
from flyzone.video.read_report import ReadReport

__all__ = ["Clip", "Frame", "ReadReport", "StreamInfo", "open_clip"]

_SHORT_S = 0.5
_UNDECODABLE = (av.error.InvalidDataError, av.error.ExternalError, av.error.UndefinedError)


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
            clock = FrameTimes(self.path, stream, report)
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
        self, container: InputContainer, stream: VideoStream, clock: FrameTimes, start_s: float
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
