"""What the user tells about a filmed lane: marks, zone, and how well each is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Pixel = tuple[float, float]
LanePoint = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One point that the user tapped and whose place on the lane he knows.

    Attributes
    ----------
    pixel : (float, float), px
        x right, y down, in the upright frame (rotation applied).
    lane : (float, float, float), m
        x along the run, y across (0 is the middle of the runner's lane), z up.
    """

    pixel: Pixel
    lane: LanePoint


@dataclass(frozen=True, slots=True)
class ClipSetup:
    """The lane as marked by the user, for one camera place.

    Attributes
    ----------
    marks : tuple of Mark
        Two or more.
    zone_m : (float, float), m
        Start and end of the fly zone along the lane; start < end.
    athlete_height_m : float or None, m
    capture_fps : float or None, Hz
        The true rate of a clip that was exported as slow motion.
    view : {"side", "front"}
    mark_frame : int
        0-based frame on which the marks were tapped.
    lateral_sd_m : float, m
        How well the runner's place across the lane is known.
    mark_sd_m : float, m
        How well each cone was placed.
    """

    marks: tuple[Mark, ...]
    zone_m: tuple[float, float]
    athlete_height_m: float | None = None
    capture_fps: float | None = None
    view: Literal["side", "front"] = "side"
    mark_frame: int = 0
    lateral_sd_m: float = 0.10
    mark_sd_m: float = 0.01
