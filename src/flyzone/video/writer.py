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
import secrets
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import av
import cv2
import numpy as np
from av.video.stream import VideoStream
from numpy.typing import NDArray

from flyzone.errors import OutputError

CONTAINERS = (".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi")
RIGHT_ANGLES = (0, 90, 180, 270)
_NEEDS_EVEN_SIZE = ("libx264", "libx265", "libsvtav1")
_QUICKTIME = (".mp4", ".mov", ".m4v")
_QUALITY_OPTIONS = ("libx264", "libx264rgb", "libx265", "libsvtav1", "libvpx-vp9")
_BT601 = 6  # ITU-T H.273 code of SMPTE 170M, the matrix that cv2.COLOR_BGR2YUV_I420 uses


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
        _check_target(self.path)
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
        pad = codec in _NEEDS_EVEN_SIZE and pix_fmt.startswith(("yuv420", "yuvj420"))
        self._coded_width = self.width + (self.width % 2 if pad else 0)
        self._coded_height = self.height + (self.height % 2 if pad else 0)
        self._pix_fmt = pix_fmt
        self._last_pts: int | None = None
        self._interval = max(1, round(1 / (frame_rate * self._time_base)))
        self._done = False
        self._container: av.container.OutputContainer | None = None
        self._temporary = _reserve_beside(self.path)
        try:
            self._open(
                codec,
                rate=frame_rate,
                rotation_deg=rotation_deg,
                metadata=metadata or {},
                threads=threads,
                options=_encoder_options(codec, crf, preset, bframes, options or {}),
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
        except av.error.FFmpegError as problem:
            raise OutputError(
                f"This machine's libav has no encoder called {codec!r}. "
                "Choose another, such as libx264.",
                code="output-codec",
            ) from problem
        context = stream.codec_context
        context.width, context.height = self._coded_width, self._coded_height
        context.pix_fmt = self._pix_fmt
        context.time_base = self._time_base
        context.thread_count = threads
        if self._pix_fmt.startswith("yuv"):
            context.colorspace = _BT601
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
            picture = self._to_picture(frame)
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
            os.replace(self._temporary, self.path)
        except BaseException as problem:
            self._discard()
            if isinstance(problem, (av.error.FFmpegError, OSError)):
                raise self._failure(problem) from problem
            raise
        self._done = True

    def _to_picture(self, frame: NDArray[np.uint8]) -> av.VideoFrame:
        expected = (self.height, self.width)
        if frame.dtype != np.uint8 or frame.shape not in (expected, (*expected, 3)):
            raise OutputError(
                f"A frame of shape {expected} or {(*expected, 3)} of uint8 was expected, "
                f"got {frame.shape} of {frame.dtype}. Resize it or open the writer with its size.",
                code="output-frame",
            )
        more_rows, more_columns = self._coded_height - self.height, self._coded_width - self.width
        if more_rows or more_columns:
            frame = cast(
                NDArray[np.uint8],
                cv2.copyMakeBorder(frame, 0, more_rows, 0, more_columns, cv2.BORDER_REPLICATE),
            )
        even = frame.shape[0] % 2 == 0 and frame.shape[1] % 2 == 0
        if self._pix_fmt == "yuv420p" and even:
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
        return picture.reformat(format=self._pix_fmt, dst_colorspace="ITU601")

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


_STUDIO_RANGE = np.round(16 + np.arange(256) * (219 / 255)).astype(np.uint8)


def _fill_plane(picture: av.VideoFrame, index: int, values: NDArray[np.uint8]) -> None:
    plane = picture.planes[index]
    # Rows are padded to what the decoder's vector code likes, so copy by row and not as one block.
    target = np.frombuffer(cast(Any, plane), np.uint8).reshape(-1, plane.line_size)
    target[: values.shape[0], : values.shape[1]] = values


def _encoder_options(
    codec: str,
    crf: float | None,
    preset: str | None,
    bframes: int | None,
    more: Mapping[str, str],
) -> dict[str, str]:
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
        options["preset"] = "12"
    if bframes is not None:
        options["bf"] = str(bframes)
    if codec == "libx265":
        options["x265-params"] = "log-level=none" + (
            f":bframes={bframes}" if bframes is not None else ""
        )
    options.update(more)
    return options


def _check_target(path: Path) -> None:
    if path.suffix.lower() not in CONTAINERS:
        raise OutputError(
            f"The name of a clip must end in one of {', '.join(CONTAINERS)}, "
            f"got {path.name!r}. Rename the output.",
            code="output-container",
        )
    if not path.parent.is_dir():
        raise OutputError(
            f"The folder {path.parent} for {path.name} does not exist. Create it first.",
            code="output-folder",
        )
    if path.exists() and not path.is_file():
        raise OutputError(
            f"{path} is not an ordinary file, so a clip cannot take its place. "
            "Choose another name.",
            code="output-not-a-file",
        )


def _reserve_beside(path: Path) -> Path:
    # Hidden and with the target's suffix, from which libav takes the container.
    temporary = path.with_name(f".{path.stem[:80]}.{secrets.token_hex(4)}.partial{path.suffix}")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        full = problem.errno == errno.ENOSPC
        raise OutputError(
            f"The clip {path.name} cannot be written to {path.parent} ({reason}). "
            "Choose a folder that you may write to and that has space.",
            code="output-disk-full" if full else "output-folder",
        ) from problem
    return temporary
