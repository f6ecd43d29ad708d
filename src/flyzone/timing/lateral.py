"""Where across the lane the runner was, from his feet on the ground.

A foot on the ground beyond the middle of the lane stands higher in the picture.  Read in the plane
y = 0 it appears at the height ``y * k``, where k grows with the camera's height over its distance: a
camera on a stand sees the lateral place, one near the ground does not.  The reading joins what the
user knows beforehand (``lateral_sd_m`` about the middle), each by its precision.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from flyzone.geometry import LaneCamera
from flyzone.timing.passage import Passage

_SHOE_HALF_WIDTH_M = 0.045
_SHOE_SD_M = 0.03
HALF_LANE_M = 0.61
LANE_WIDTH_M = 1.22
_OTHER_LANE_SD_M = 0.25
_OTHER_LANE_ODDS = 0.2
_DOUBT = 3.0
_LOWER_M = 0.12
"""The lowest visible edge of a shoe lies half its width nearer to the camera than its middle, and
steps fall a few centimetres to either side of the line of progress."""


@dataclass(frozen=True)
class Lateral:
    """Lateral place as used, and as seen alone.

    Attributes
    ----------
    mean_m, sd_m : float, m
        Used for timing: what is seen joined with what is known beforehand.
    seen_m, seen_sd_m : float or None, m
        From the feet alone; None where they could not be read.
    known_sd_m : float, m
        Beforehand, about the middle of the lane.
    """

    mean_m: float
    sd_m: float
    seen_m: float | None
    seen_sd_m: float
    known_sd_m: float = 0.10
    certain: bool = True
    """False where something lies below what was taken for the foot: it may be a knee."""

    @property
    def beside(self) -> bool:
        """Whether the feet say another lane, and what is known beforehand cannot explain it."""
        if self.seen_m is None or not self.certain or abs(self.seen_m) <= HALF_LANE_M:
            return False
        in_lane = float(np.hypot(self.seen_sd_m, max(self.known_sd_m, 0.05)))
        next_lane = float(np.hypot(self.seen_sd_m, _OTHER_LANE_SD_M))
        here = -0.5 * (self.seen_m / in_lane) ** 2 - np.log(in_lane)
        there = -0.5 * ((abs(self.seen_m) - LANE_WIDTH_M) / next_lane) ** 2 - np.log(next_lane)
        return bool(there + np.log(_OTHER_LANE_ODDS) > here)

    @property
    def doubtful(self) -> bool:
        """Whether the feet and what is known beforehand contradict each other."""
        if self.seen_m is None:
            return False
        return abs(self.seen_m) > _DOUBT * float(np.hypot(self.seen_sd_m, self.known_sd_m))


def locate_across(
    passage: Passage, camera: LaneCamera, zone_m: tuple[float, float], known_sd_m: float
) -> Lateral:
    """Lateral place of a passage.

    Parameters
    ----------
    passage : Passage
    camera : LaneCamera
    zone_m : (float, float), m
    known_sd_m : float, m
        How well the place about y = 0 is known beforehand.

    Returns
    -------
    Lateral
    """
    if not np.isfinite(passage.sole_m):
        return Lateral(0.0, known_sd_m, None, float("inf"), known_sd_m)
    middle = float(np.mean(zone_m))
    per_metre = camera.ground_row_sensitivity(middle)
    if abs(per_metre) < 1e-3:
        return Lateral(0.0, known_sd_m, None, float("inf"), known_sd_m)
    towards_camera = -np.sign(per_metre)
    seen = passage.sole_m / per_metre - towards_camera * _SHOE_HALF_WIDTH_M
    row_sd = float(np.hypot(passage.sole_sd_m, camera.ground_height_sd(middle)))
    seen_sd = float(np.hypot(row_sd / abs(per_metre), _SHOE_SD_M))
    weight_known, weight_seen = 1 / max(known_sd_m, 1e-4) ** 2, 1 / seen_sd**2
    total = weight_known + weight_seen
    lateral = Lateral(
        float(seen * weight_seen / total), float(total**-0.5), float(seen), seen_sd, known_sd_m,
        certain=not passage.floor_m < passage.sole_m - _LOWER_M,
    )  # fmt: skip
    if not lateral.doubtful:
        return lateral
    if not lateral.certain:  # a knee over an unseen shoe: it is told, and not used
        return replace(lateral, mean_m=0.0, sd_m=known_sd_m)
    # One of the two is wrong, and which is not known: the bar must reach from one to the other.
    return replace(lateral, sd_m=float(np.hypot(lateral.sd_m, 0.5 * abs(seen))))
