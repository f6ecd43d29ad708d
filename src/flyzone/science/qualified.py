"""A number that rests on more than what was measured, with what its reader must know."""

from __future__ import annotations

from dataclasses import dataclass

from flyzone.model import Measurement, Notice


@dataclass(frozen=True, slots=True)
class Qualified:
    """A measurement that went through a model or a convention.

    Attributes
    ----------
    measurement : Measurement
    caveats : tuple of Notice
        What was supposed, and which constants nobody could confirm.  To be shown with the number.
    """

    measurement: Measurement
    caveats: tuple[Notice, ...]
