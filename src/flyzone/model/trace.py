"""A trace: speed or place, sample by sample, as radar, laser, tether, GPS or a clip give it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flyzone.errors import InputError
from flyzone.model.arrays import Floats, HoldsArrays, columns_of, fixed, increasing, number
from flyzone.model.conditions import Conditions

FASTEST_M_S = 25.0
"""Twice what a human can run; a larger sample is a fault of the device or of the unit."""


@dataclass(frozen=True, slots=True, eq=False)
class Trace(HoldsArrays):
    """Samples of one recording, in order of time.

    Attributes
    ----------
    times : ndarray, shape (n,), s
        On the device's clock, increasing; its zero is where the device put it.
    velocities : ndarray, shape (n,), m/s, or None
        Along the run.
    positions : ndarray, shape (n,), m, or None
        Along the run, from where the device put zero.
    velocity_sd, position_sd : float or None
        Of a single sample, m/s and m; ``None`` where nobody said.
    origin : str
        How it was obtained, such as ``"radar, 46.875 Hz"``.
    athlete, run : str or None
    conditions : Conditions
    accelerations : ndarray, shape (n,), m/s², or None
        Along the run, where the device states them itself.
    scale_sd : float
        Relative standard deviation that all lengths share, such as that of a filmed lane: 0.01 where
        every distance may be 1 % too long.

    Raises
    ------
    InputError
        If neither velocities nor positions are there, lengths differ, a number is not finite, or
        times do not increase.
    """

    times: Floats
    velocities: Floats | None = None
    positions: Floats | None = None
    velocity_sd: float | None = None
    position_sd: float | None = None
    origin: str = "not stated"
    athlete: str | None = None
    run: str | None = None
    conditions: Conditions = field(default_factory=Conditions)
    accelerations: Floats | None = None
    scale_sd: float = 0.0

    def __post_init__(self) -> None:
        times = fixed(self.times, "Sample times")
        if len(times) < 2:
            raise InputError(
                f"A trace needs at least two samples, got {len(times)}. Check that the recording is "
                "whole.",
                code="trace-short",
            )
        increasing(times, "Sample times")
        object.__setattr__(self, "times", times)
        if self.velocities is None and self.positions is None:
            raise InputError(
                "A trace needs velocities or positions, got neither. Give one of them.",
                code="trace-empty",
            )
        for name in ("velocities", "positions", "accelerations"):
            values = getattr(self, name)
            if values is None:
                continue
            array = fixed(values, f"Sample {name}")
            if len(array) != len(times):
                raise InputError(
                    f"Each sample needs its time, got {len(array)} {name} and {len(times)} times. "
                    "Check for missing samples.",
                    code="trace-length",
                )
            object.__setattr__(self, name, array)
        scale = number(self.scale_sd, "scale_sd", "trace-sd")
        if not 0.0 <= scale < 1.0:
            raise InputError(
                f"scale_sd must be a share from 0 to below 1, got {scale:g}. Divide per cent by 100.",
                code="trace-sd",
            )
        object.__setattr__(self, "scale_sd", scale)
        for name in ("velocity_sd", "position_sd"):
            if getattr(self, name) is None:
                continue
            sd = number(getattr(self, name), name, "trace-sd")
            if sd <= 0.0:
                raise InputError(
                    f"{name} must be above zero, got {sd:g}. Leave it out where it is not known.",
                    code="trace-sd",
                )
            object.__setattr__(self, name, sd)

    @classmethod
    def of_table(cls, table: Any, **words: Any) -> Trace:
        """A trace from a table.

        Parameters
        ----------
        table : DataFrame or mapping of columns
            ``time_s`` with ``velocity_m_s``, ``distance_m`` or both.
        **words
            ``origin``, ``athlete``, ``run``, ``conditions``, ``velocity_sd``, ``position_sd``.

        Raises
        ------
        InputError
            If a column is missing or holds no trace.
        """
        columns = columns_of(table, "time_s and velocity_m_s or distance_m")
        if "time_s" not in columns or not columns.keys() & {"velocity_m_s", "distance_m"}:
            raise InputError(
                "The table must have the columns time_s and velocity_m_s or distance_m, got "
                f"{', '.join(columns) or 'none'}. Rename the columns.",
                code="trace-columns",
            )
        return cls(
            columns["time_s"], columns.get("velocity_m_s"), columns.get("distance_m"), **words
        )

    def __len__(self) -> int:
        return len(self.times)
