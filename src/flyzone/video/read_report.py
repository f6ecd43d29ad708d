"""What had to be repaired or passed over while a clip was read, and how a person is told."""

from __future__ import annotations

from dataclasses import dataclass

from flyzone.model import Notice


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
