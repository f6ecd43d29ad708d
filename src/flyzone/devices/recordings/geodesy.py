"""How far apart two places on the Earth are, for the steps of a runner.

Over a few metres the WGS84 ellipsoid is a plane whose scale depends on the latitude: a radian of
latitude is ``M`` long and a radian of longitude ``N cos(latitude)``, with the radii of curvature M
(along the meridian) and N (across it).  With both taken at the middle of the step, the
distance is right to some millionths for steps of up to a kilometre, better than a receiver could
ever tell.  Height is left out: the distance is the horizontal one, which on a slope of 5 % is shorter
than the path by a thousandth.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from flyzone.model.arrays import Floats

SEMI_MAJOR_AXIS_M = 6378137.0
FLATTENING = 1.0 / 298.257223563
_ECCENTRICITY_SQUARED = FLATTENING * (2.0 - FLATTENING)


def steps_m(latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> Floats:
    """Horizontal distance from each place to the next.

    Parameters
    ----------
    latitude_deg, longitude_deg : array_like, shape (n,), degrees
        WGS84; a step across the date line is as short as it is.

    Returns
    -------
    ndarray, shape (n - 1,), m
    """
    latitude = np.radians(np.asarray(latitude_deg, dtype=np.float64))
    longitude = np.asarray(longitude_deg, dtype=np.float64)
    middle = (latitude[1:] + latitude[:-1]) / 2.0
    east_deg = (np.diff(longitude) + 180.0) % 360.0 - 180.0
    squared = 1.0 - _ECCENTRICITY_SQUARED * np.sin(middle) ** 2
    across = SEMI_MAJOR_AXIS_M / np.sqrt(squared)
    along = across * (1.0 - _ECCENTRICITY_SQUARED) / squared
    return np.hypot(along * np.diff(latitude), across * np.cos(middle) * np.radians(east_deg))
