"""The frozen words of the domain: plain data, no behaviour that needs a file or a clock."""

from flyzone.model.setup import ClipSetup, LanePoint, Mark, Pixel
from flyzone.model.timed import (
    ClipInfo,
    ClipTiming,
    Direction,
    ErrorSource,
    Notice,
    NotMeasured,
    Split,
    TimedRun,
)

__all__ = [
    "ClipInfo",
    "ClipSetup",
    "ClipTiming",
    "Direction",
    "ErrorSource",
    "LanePoint",
    "Mark",
    "NotMeasured",
    "Notice",
    "Pixel",
    "Split",
    "TimedRun",
]
