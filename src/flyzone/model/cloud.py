"""A cloud: speeds and accelerations of many sprints together, from training or a match."""

from __future__ import annotations

from dataclasses import dataclass, field

from flyzone.errors import InputError
from flyzone.model.arrays import Floats, HoldsArrays, fixed
from flyzone.model.conditions import Conditions


@dataclass(frozen=True, slots=True, eq=False)
class Cloud(HoldsArrays):
    """Samples of speed and acceleration, in any order.

    Attributes
    ----------
    velocities, accelerations : ndarray, shape (n,), m/s and m/s²
        Along the path.
    origin : str
    athlete, run : str or None
    conditions : Conditions

    Raises
    ------
    InputError
        If lengths differ or a number is not finite.
    """

    velocities: Floats
    accelerations: Floats
    origin: str = "not stated"
    athlete: str | None = None
    run: str | None = None
    conditions: Conditions = field(default_factory=Conditions)

    def __post_init__(self) -> None:
        for name in ("velocities", "accelerations"):
            object.__setattr__(self, name, fixed(getattr(self, name), f"Cloud {name}"))
        if len(self.velocities) != len(self.accelerations):
            raise InputError(
                f"Each speed needs its acceleration, got {len(self.velocities)} and "
                f"{len(self.accelerations)}. Check for missing samples.",
                code="cloud-length",
            )

    def __len__(self) -> int:
        return len(self.velocities)
