"""Index and time of each frame from its timestamp, also where timestamps are faulty.

The rules:

- a missing timestamp is the one before plus the interval before it; frames before the first
  timestamp are left out;
- a frame whose timestamp does not advance is left out: its time cannot be known, and one frame less
  costs little, one frame at a wrong time costs a wrong result;
- timestamps that stay behind for longer are a clock that restarted (clips joined end to end), and
  such a clip is refused.

Times count from the first frame shown; libav has applied the edit list before.
"""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from typing import Any, cast

import av
from av.video.stream import VideoStream

from flyzone.errors import VideoError
from flyzone.video.read_report import ReadReport

_MOST_FRAMES_BEHIND = 5


class FrameTimes:
    """Gives the decoded pictures of one reading their index and time.

    Parameters
    ----------
    path : Path
        For messages.
    stream : VideoStream
        Its time base and declared rate.
    report : ReadReport
        Where repairs are counted.
    """

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
