"""What a faster fly 10 does elsewhere: over 40 yards and 100 m, to every slower pace, to a last kick."""

from flyzone.training.targets.kick import Finish, Kick, what_kick_does
from flyzone.training.targets.paces import PaceTarget, what_top_speed_does
from flyzone.training.targets.sprints import SprintTarget, Targets, what_faster_fly_does

__all__ = [
    "Finish",
    "Kick",
    "PaceTarget",
    "SprintTarget",
    "Targets",
    "what_faster_fly_does",
    "what_kick_does",
    "what_top_speed_does",
]
