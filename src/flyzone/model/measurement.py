"""A measured number: never without its error, its unit, and where it came from.

Two kinds of error stand in a standard deviation.  One is drawn anew each time (a tap, a frame, a
step), and averaging shrinks it.  The other is shared: every time read through one saved camera place
carries the same mis-placed cone, every gate run the same tape measure.  Averaging never shrinks a
shared error, and a difference between two runs that share it is free of it.  So a shared error
keeps its name and its signed effect, and `flyzone.science.combine` adds effects of one name before
it squares them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from flyzone.errors import InputError
from flyzone.model.arrays import number


@dataclass(frozen=True, slots=True)
class SharedError:
    """One error that several measurements carry together.

    Attributes
    ----------
    source : str
        Its name.  Equal names are one and the same error: name the thing, such as
        ``"cones of camera place 12"``, not the kind.
    effect : float
        Signed change of the value for one standard deviation of the source, in the value's unit.
    """

    source: str
    effect: float

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise InputError(
                "A shared error needs a name, got an empty one. Name the thing that is shared.",
                code="measurement-shared",
            )
        effect = number(self.effect, f"The effect of {self.source!r}", "measurement-shared")
        object.__setattr__(self, "effect", effect)


@dataclass(frozen=True, slots=True)
class Measurement:
    """A value with its standard deviation, unit and origin.

    Attributes
    ----------
    value : float
        In ``unit``.
    sd : float
        Standard deviation of all its errors together, in ``unit``; zero only for what is exact by
        definition.
    unit : str
        Such as ``"s"`` or ``"m/s"``.
    origin : str
        How it was obtained, such as ``"phone clip, 240 fps"``.
    shared : tuple of SharedError
        The part of ``sd`` that other measurements carry too; each source stands once.

    Raises
    ------
    InputError
        If a number is not finite, ``sd`` is negative, the shared part is larger than ``sd``, a
        source stands twice, or unit or origin is empty.
    """

    value: float
    sd: float
    unit: str
    origin: str
    shared: tuple[SharedError, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "shared", tuple(self.shared))
        object.__setattr__(
            self, "value", number(self.value, "A measured value", "measurement-value")
        )
        object.__setattr__(self, "sd", number(self.sd, "A standard deviation", "measurement-sd"))
        if self.sd < 0.0:
            raise InputError(
                f"A standard deviation must be zero or more, got {self.sd:g}. State how well the "
                "value is known.",
                code="measurement-sd",
            )
        if not self.unit.strip() or not self.origin.strip():
            raise InputError(
                "A measurement needs its unit and its origin, got "
                f"unit {self.unit!r}, origin {self.origin!r}. Write both.",
                code="measurement-origin",
            )
        names = [error.source for error in self.shared]
        if len(set(names)) != len(names):
            raise InputError(
                f"Each shared error may stand once, got {', '.join(names)}. Add up the effects of "
                "one source.",
                code="measurement-shared",
            )
        # A millionth of slack: the parts were squared, added and rooted by somebody.
        if self.shared_sd > self.sd * (1.0 + 1e-6):
            raise InputError(
                f"The shared errors ({self.shared_sd:g} {self.unit}) cannot be larger than all "
                f"errors together ({self.sd:g} {self.unit}). `sd` holds the shared ones too.",
                code="measurement-shared",
            )

    @property
    def shared_sd(self) -> float:
        """Standard deviation of the shared errors alone, in ``unit``."""
        return math.hypot(*(error.effect for error in self.shared))

    @property
    def own_sd(self) -> float:
        """Standard deviation of what is drawn anew in each measurement, in ``unit``."""
        # As a product, because the squares of large numbers overflow.
        shared = self.shared_sd
        return math.sqrt(max(self.sd - shared, 0.0)) * math.sqrt(self.sd + shared)
