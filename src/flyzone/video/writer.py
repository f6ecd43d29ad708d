"""Writing clips: frames and their timestamps in, one finished file out, or none at all.

A clip grows under a temporary name beside its target and takes the target's name only after the
container has been closed without error.  So a full disk, an exception or a killed program never
leaves half a clip under a good name, and an older good file stays until a better one is complete.

Timestamps are integers in ``time_base`` units and are written as given: a clip with a variable
rate is as easy to write as one with a fixed rate.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import av
import numpy as np
from av.video.stream import VideoStream
from numpy.typing import NDArray

from flyzone.errors import OutputError
from flyzone.files import check_target, reserve_beside, settle
from flyzone.video.encoding import BT601, coded_size, encoder_options, to_picture

CONTAINERS = (".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi")
"""Suffixes of the containers that can be written."""

RIGHT_ANGLES = (0, 90, 180, 270)
_QUICKTIME = (".mp4", ".mov", ".m4v")


class VideoWriter:
    """A clip being written; use it in a ``with`` block.

    Parameters
    ----------
    path : path
        Target; its suffix names the container (.mp4, .mov, .m4v, .webm, .mkv, .avi).
    width, height : int, px
        Size of the frames handed to `write`, as coded (before `rotation_deg`).
    codec : str
        Name of an encoder of libav.
    crf : float or None
        Constant quality where the encoder knows it; smaller is better.
    preset : str or None
        Speed of the encoder, for those that have presets.
    pix_fmt : str
        Pixel format in the file.
    time_base : Fraction, s
        Unit of the timestamps.  AVI has none of its own: its unit is one frame, 1 / `rate`.
    rotation_deg : {0, 90, 180, 270}, degrees clockwise
        How a player must turn the coded picture so that it stands upright, as phones flag it.
    metadata : mapping of str to str, optional
        Container tags.  In MP4 and MOV, keys keep their full names (``com.android.capture.fps``).
    threads : int
        Encoder threads; one keeps output the same on every machine.
    bframes : int, optional
        Bidirectional frames in a row; ``None`` leaves the choice to the encoder (AVI: none).
    rate : Fraction or float, Hz
        Nominal frame rate, used by the encoder's rate control only; the timestamps decide.
    options : mapping of str to str, optional
        More options for the encoder.

    Raises
    ------
    OutputError
        If the container, the codec, the size or the target cannot be used (at once), or if
        writing fails (later); the target is then as it was before.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        width: int,
        height: int,
        *,
        codec: str = "libx264",
        crf: float | None = 20,
        preset: str | None = "veryfast",
        pix_fmt: str = "yuv420p",
        time_base: Fraction = Fraction(1, 90000),
        rotation_deg: int = 0,
        metadata: Mapping[str, str] | None = None,
        threads: int = 1,
        bframes: int | None = None,
        rate: Fraction | float = 30,
        options: Mapping[str, str] | None = None,
    ) -> None:
        # A link is followed, so that the file it names is replaced and not the link itself.
        self.path = Path(os.path.realpath(path))
        self.width, self.height = int(width), int(height)
        self.frames_written = 0
        check_target(self.path, CONTAINERS, what="clip", code="output-container")
        if self.width < 1 or self.height < 1:
            raise OutputError(
                f"A clip needs a size of at least 1 x 1 pixels, got {width} x {height}. "
                "Check the size handed to the writer.",
                code="output-size",
            )
        if rotation_deg not in RIGHT_ANGLES:
            raise OutputError(
                f"A clip can be flagged as turned by 0, 90, 180 or 270 degrees, "
                f"got {rotation_deg}. Turn the frames themselves instead.",
                code="output-rotation",
            )
        frame_rate = Fraction(rate).limit_denominator(100_000)
        is_avi = self.path.suffix.lower() == ".avi"
        self._time_base = 1 / frame_rate if is_avi else Fraction(time_base)
        if is_avi and rotation_deg:
            raise OutputError(
                "AVI has no rotation flag. Write .mp4 or .mov, or turn the frames first.",
                code="output-rotation",
            )
        if bframes is None and is_avi:
            bframes = 0
        self._coded_size = coded_size(codec, pix_fmt, self.width, self.height)
        self._pix_fmt = pix_fmt
        self._last_pts: int | None = None
        self._interval = max(1, round(1 / (frame_rate * self._time_base)))
        self._done = False
        self._container: av.container.OutputContainer | None = None
        self._temporary = reserve_beside(self.path, what="clip")
        try:
            self._open(
                codec,
                rate=frame_rate,
                rotation_deg=rotation_deg,
                metadata=metadata or {},
                threads=threads,
                options=encoder_options(codec, crf, preset, bframes, options or {}),
            )
        except BaseException as problem:
            self._discard()
            if isinstance(problem, (av.error.FFmpegError, OSError, ValueError, TypeError)):
                raise self._failure(problem) from problem
            raise

    def _open(
        self,
        codec: str,
        *,
        rate: Fraction,
        rotation_deg: int,
        metadata: Mapping[str, str],
        threads: int,
        options: dict[str, str],
    ) -> None:
        container_options = {}
        if self.path.suffix.lower() in _QUICKTIME:
            flags = "+faststart" + ("+use_metadata_tags" if metadata else "")
            container_options["movflags"] = flags
        self._container = av.open(str(self._temporary), "w", container_options=container_options)
        self._container.metadata.update(metadata)
        try:
            # add_stream is overloaded on literal codec names; any other name is just a stream.
            stream = cast(VideoStream, cast(Any, self._container).add_stream(codec, rate=rate))
        except (av.error.FFmpegError, ValueError) as problem:
            raise OutputError(
                f"This machine's libav has no encoder called {codec!r}. "
                "Choose another, such as libx264.",
                code="output-codec",
            ) from problem
        context = stream.codec_context
        context.width, context.height = self._coded_size
        context.pix_fmt = self._pix_fmt
        context.time_base = self._time_base
        context.thread_count = threads
        if self._pix_fmt.startswith("yuv"):
            context.colorspace = BT601
        context.options = options
        stream.time_base = self._time_base
        if rotation_deg:
            # libav counts counter-clockwise, phones and people clockwise.
            stream.set_display_rotation(-rotation_deg)
        self._stream = stream

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._discard()

    def write(self, frame: NDArray[np.uint8], pts: int) -> None:
        """Add one frame.

        Parameters
        ----------
        frame : ndarray, shape (H, W, 3) BGR or (H, W) gray, uint8
        pts : int, in units of the time base
            Must be larger than that of the frame before.

        Raises
        ------
        OutputError
            If the frame has another size or type, time does not advance, or writing fails; the
            writer is then closed and its temporary file gone.
        """
        if self._done or self._container is None:
            raise OutputError(
                f"The clip {self.path.name} is already closed. Open a new writer.",
                code="output-closed",
            )
        try:
            if self._last_pts is not None and pts <= self._last_pts:
                raise OutputError(
                    f"Timestamps must increase, got {pts} after {self._last_pts}. "
                    "Write frames in the order in which they are shown.",
                    code="output-timestamps",
                )
            picture = to_picture(frame, (self.width, self.height), self._coded_size, self._pix_fmt)
            picture.pts = int(pts)
            picture.time_base = self._time_base
            if self._last_pts is not None:
                self._interval = int(pts) - self._last_pts
            # The last frame's own duration is unknown; the interval before it is the best guess.
            picture.duration = self._interval
            for packet in self._stream.encode(picture):
                self._container.mux(packet)
        except BaseException as problem:
            self._discard()
            if isinstance(problem, (av.error.FFmpegError, OSError)):
                raise self._failure(problem) from problem
            raise
        self._last_pts = int(pts)
        self.frames_written += 1

    def close(self) -> None:
        """Finish the clip and give it its name; does nothing when called again.

        Raises
        ------
        OutputError
            If nothing was written or the end of the clip cannot be written.
        """
        if self._done or self._container is None:
            return
        try:
            if not self.frames_written:
                raise OutputError(
                    f"No frame was written to {self.path.name}; a clip needs at least one. "
                    "Nothing was saved.",
                    code="output-empty",
                )
            for packet in self._stream.encode(None):
                self._container.mux(packet)
            self._container.close()
            self._container = None
            settle(self._temporary, self.path)
        except BaseException as problem:
            self._discard()
            if isinstance(problem, (av.error.FFmpegError, OSError)):
                raise self._failure(problem) from problem
            raise
        self._done = True

    def _discard(self) -> None:
        self._done = True
        container, self._container = self._container, None
        if container is not None:
            # The first failure is the one worth telling; closing a broken clip fails again.
            with contextlib.suppress(Exception):
                container.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink()

    def _failure(self, problem: BaseException) -> OutputError:
        number = getattr(problem, "errno", None)
        if number == errno.ENOSPC:
            return OutputError(
                f"The disk is full: {self.path.name} could not be written to "
                f"{self.path.parent}. Nothing was kept of it and an older file of that name is "
                "untouched. Free some space or choose another folder.",
                code="output-disk-full",
            )
        detail = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
        return OutputError(
            f"The clip {self.path.name} could not be written ({detail}). Nothing was kept of it "
            "and an older file of that name is untouched. Check the folder, the codec and the "
            "free space.",
            code="output-write",
        )
