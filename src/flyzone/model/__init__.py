"""The frozen words of the domain: plain data, no behaviour that needs a file or a clock."""

from flyzone.model.account import Account, Manner
from flyzone.model.athlete import Athlete, Group, Level, Place, Sex
from flyzone.model.checkin import CheckIn, Clearance, Pain, WarningSign
from flyzone.model.clip import CameraPlace, StoredClip
from flyzone.model.cloud import Cloud
from flyzone.model.conditions import Body, Conditions, StartType, Trigger
from flyzone.model.fitted import FittedSprint
from flyzone.model.history import History
from flyzone.model.measurement import Measurement, SharedError
from flyzone.model.plan import Dose, Plan, PlannedDay, PlannedSession
from flyzone.model.power import Jump, JumpKind, Lift
from flyzone.model.profile import (
    Band,
    Estimate,
    FailedSprint,
    ForceVelocity,
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
from flyzone.model.reason import Reason
from flyzone.model.rep import MAXIMAL, Ending, Rep, Session, Stimulus
from flyzone.model.rule_change import RuleChange
from flyzone.model.setup import ClipSetup, LanePoint, Mark, Pixel
from flyzone.model.splits import Splits, splits_of_table
from flyzone.model.squad import Consent, Ground, WishList
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
    "MAXIMAL",
    "Account",
    "Activity",
    "Athlete",
    "Band",
    "Body",
    "CameraPlace",
    "Channel",
    "CheckIn",
    "Clearance",
    "ClipInfo",
    "ClipSetup",
    "ClipTiming",
    "Cloud",
    "Conditions",
    "Consent",
    "Direction",
    "Dose",
    "Ending",
    "ErrorSource",
    "Estimate",
    "FailedSprint",
    "FittedSprint",
    "ForceVelocity",
    "Ground",
    "Group",
    "HeldRows",
    "History",
    "Jump",
    "JumpKind",
    "LanePoint",
    "Lap",
    "Level",
    "Lift",
    "Manner",
    "Mark",
    "Measurement",
    "NotMeasured",
    "Notice",
    "Pain",
    "Person",
    "Pixel",
    "Place",
    "Plan",
    "PlannedDay",
    "PlannedSession",
    "RaceResult",
    "RaceTime",
    "Reading",
    "Reason",
    "RejectedRow",
    "Rep",
    "RuleChange",
    "Session",
    "Sex",
    "SharedError",
    "Split",
    "Splits",
    "Sprint",
    "SprintProfile",
    "StartList",
    "StartType",
    "Stimulus",
    "StoredClip",
    "TimedRun",
    "Trace",
    "Trajectory",
    "Trigger",
    "WarningSign",
    "WishList",
    "ZoneTime",
    "splits_of_table",
]
