"""The planner: weeks or a season for one athlete or a squad, with a reason for every day."""

from flyzone.training.planning.clash import PlanClash
from flyzone.training.planning.replan import replan
from flyzone.training.planning.week import plan_weeks
from flyzone.training.planning.wish import Wish
from flyzone.training.planning.wishes import (
    AthleteWishes,
    Competition,
    Facility,
    FixedSession,
    Returning,
    Slot,
    Window,
    Wishes,
)

__all__ = [
    "AthleteWishes",
    "Competition",
    "Facility",
    "FixedSession",
    "PlanClash",
    "Returning",
    "Slot",
    "Window",
    "Wish",
    "Wishes",
    "plan_weeks",
    "replan",
]
