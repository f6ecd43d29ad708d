"""The frozen words of the domain: plain data, no behaviour that needs a file or a clock."""

from flyzone.model.cloud import Cloud
from flyzone.model.conditions import Body, Conditions, StartType, Trigger
from flyzone.model.fitted import FittedSprint
from flyzone.model.measurement import Measurement, SharedError
from flyzone.model.profile import (
    Band,
    Estimate,
    FailedSprint,
    ForceVelocity,
    Reason,
    SprintProfile,
)
from flyzone.model.reading import (
    Activity,
    Channel,
    HeldRows,
    Lap,
    Person,
    RaceResult,
    RaceTime,
    Reading,
    RejectedRow,
    StartList,
    Trajectory,
    ZoneTime,
)
from flyzone.model.setup import ClipSetup, LanePoint, Mark, Pixel
from flyzone.model.splits import Splits, splits_of_table
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
from flyzone.model.trace import Trace

Sprint = Splits | Trace | Cloud
"""What can be profiled."""

__all__ = [
    "Activity",
    "Band",
    "Body",
    "Channel",
    "ClipInfo",
    "ClipSetup",
    "ClipTiming",
    "Cloud",
    "Conditions",
    "Direction",
    "ErrorSource",
    "Estimate",
    "FailedSprint",
    "FittedSprint",
    "ForceVelocity",
    "HeldRows",
    "LanePoint",
    "Lap",
    "Mark",
    "Measurement",
    "NotMeasured",
    "Notice",
    "Person",
    "Pixel",
    "RaceResult",
    "RaceTime",
    "Reading",
    "Reason",
    "RejectedRow",
    "SharedError",
    "Split",
    "Splits",
    "Sprint",
    "SprintProfile",
    "StartList",
    "StartType",
    "TimedRun",
    "Trace",
    "Trajectory",
    "Trigger",
    "ZoneTime",
    "splits_of_table",
]
