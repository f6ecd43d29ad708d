"""Cameras and marks for the tests of the lane camera: a phone beside a straight."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from flyzone.geometry import LaneCamera
from flyzone.geometry.camera import PARAMETERS
from flyzone.model import ClipSetup, Mark

SIZE = (1280, 720)
ENDS = tuple((x, y, 0.0) for x in (0.0, 10.0) for y in (-0.61, 0.61))
ENDS_AND_MIDDLE = tuple((x, y, 0.0) for x in (0.0, 5.0, 10.0) for y in (-0.61, 0.61))


def camera(
    *, x=5.0, y=-15.0, height=1.6, yaw=0.0, pitch=-2.0, roll=0.0, focal=1100.0, k1=0.0,
    size=SIZE, along_sign=1, across_sign=1,
) -> LaneCamera:  # fmt: skip
    """A camera without error; angles in degrees, ``x`` and ``y`` as the camera sees them."""
    theta = np.array(
        [x, y, np.log(height), *np.radians([yaw, pitch, roll]), np.log(focal), k1], dtype=float
    )
    nothing = np.zeros((len(PARAMETERS), len(PARAMETERS)))
    return LaneCamera(theta, {"marks": nothing}, size, along_sign, across_sign)


def marked(
    seen_by: LaneCamera,
    places=ENDS,
    *,
    taps: np.ndarray | float = 0.0,
    cones: np.ndarray | float = 0.0,
    **setup,
) -> ClipSetup:
    """The setup of a user who taps these places in this camera's picture.

    ``taps`` (px) and ``cones`` (m) are the errors that he makes; he believes the nominal places.
    """
    true = np.array(places, dtype=float) + cones
    pixels = seen_by.to_pixels(true) + taps
    marks = tuple(
        Mark((float(u), float(v)), place) for (u, v), place in zip(pixels, places, strict=True)
    )
    return ClipSetup(marks, zone_m=setup.pop("zone_m", (0.0, 10.0)), **setup)


def mistapped(setup: ClipSetup, index: int, by: tuple[float, float]) -> ClipSetup:
    """The same setup with one mark tapped off by so many pixels."""
    marks = list(setup.marks)
    (u, v), lane = marks[index].pixel, marks[index].lane
    marks[index] = Mark((u + by[0], v + by[1]), lane)
    return replace(setup, marks=tuple(marks))


def sd_of_length(camera: LaneCamera, share: str | None = None, z: float = 1.15) -> float:
    """Standard deviation of the zone's apparent length at trunk height, m."""
    by_camera, _ = camera.place_sensitivity([0.0, 10.0], z)
    difference = by_camera[1] - by_camera[0]
    covariance = camera.covariance if share is None else camera.shares[share]
    return float(np.sqrt(difference @ covariance @ difference))
