"""When the trunk crossed each line, and how sure that is.

The lines are places on the lane; the path is what the camera saw.  Between the two lie errors that
behave differently, so each is carried to the crossing times on its own, as a covariance between all
lines: an error that shifts entry and exit alike drops out of the time between them, one that
stretches the zone does not.

    marks, cones, camera   the lane camera's covariance, by where it comes from
    lateral place          the runner beside the plane in which he was read
    tracking               the path's own posterior, sway apart
    sway                   the trunk's ripple that could not be told from swinging limbs
    rolling shutter        rows of the picture are exposed one after another
    frame clock            the rate of the clip's clock, and how finely it writes times
    camera motion          what is left of a hand-held camera's motion
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flyzone.errors import TimingError
from flyzone.geometry import LaneCamera
from flyzone.timing.path import TrunkPath

Array = NDArray[np.float64]

_TIMESTAMP_FRAMES = 4.0
"""How many frames' timestamps carry one crossing, at least: the path is fitted over many."""


@dataclass(frozen=True)
class Shutter:
    """How the picture's rows are exposed.

    Attributes
    ----------
    readout_s, readout_sd_s : float, s
        Time from the first to the last row.
    scan : (float, float)
        Direction in the upright picture in which exposure proceeds, as fractions of (width, height):
        (0, 1) for a clip stored upright, (-1, 0) or (1, 0) for one stored turned.
    known : bool
        False where the direction itself is unknown (a portrait clip whose turning left no trace).
    """

    readout_s: float
    readout_sd_s: float
    scan: tuple[float, float] = (0.0, 1.0)
    known: bool = True


def usual_shutter(fps: float, *, rotation_deg: int, portrait: bool) -> Shutter:
    """Shutter of an unknown phone: the readout lies between nothing and one frame, 20 ms at most.

    Parameters
    ----------
    fps : float, Hz
        Rate at which frames were captured.
    rotation_deg : int
        Clockwise turn that the container asks for.
    portrait : bool
        Whether the upright picture is higher than wide.
    """
    longest = min(1.0 / fps, 0.020)
    scan = {0: (0.0, 1.0), 90: (-1.0, 0.0), 180: (0.0, -1.0), 270: (1.0, 0.0)}[rotation_deg % 360]
    known = not (portrait and rotation_deg % 180 == 0)
    return Shutter(0.42 * longest, 0.27 * longest, scan, known)


@dataclass(frozen=True)
class Crossings:
    """Times at which the trunk crossed lines, with their covariance by source.

    Attributes
    ----------
    lines : ndarray, shape (k,), m
    times : ndarray, shape (k,), s
        Real seconds since the first presented frame.
    speeds : ndarray, shape (k,), m/s
        Signed, at the crossing.
    shares : dict of str to ndarray, shape (k, k), s²
        Independent sources; their sum is the covariance of ``times``.
    """

    lines: Array
    times: Array
    speeds: Array
    shares: dict[str, Array]

    def sd(self, line: int) -> float:
        """Standard deviation of one crossing's time, s."""
        return float(
            np.sqrt(sum(max(float(share[line, line]), 0.0) for share in self.shares.values()))
        )

    def between(self, first: int, last: int) -> tuple[float, dict[str, float]]:
        """Time from one crossing to another and each source's standard deviation of it, s."""
        pick = np.zeros(len(self.lines))
        pick[last] += 1
        pick[first] -= 1
        shares = {
            name: float(np.sqrt(max(float(pick @ share @ pick), 0.0)))
            for name, share in self.shares.items()
        }
        return float(self.times[last] - self.times[first]), shares


def find_crossings(
    path: TrunkPath,
    lines: ArrayLike,
    camera: LaneCamera,
    *,
    trunk_m: float,
    lateral_m: float,
    lateral_sd_m: float,
    shutter: Shutter,
    timestamp_sd_s: float,
    rate_sd: float,
    motion_sd_px: float = 0.0,
) -> Crossings:
    """Crossing times of the trunk's middle at lane lines.

    Parameters
    ----------
    path : TrunkPath
        In real seconds, read in the plane y = 0.
    lines : array_like, shape (k,), m
    camera : LaneCamera
    trunk_m : float, m
        Height of the trunk's middle.
    lateral_m, lateral_sd_m : float, m
        Where across the lane the runner was.
    shutter : Shutter
    timestamp_sd_s : float, s
        Of one frame's time.
    rate_sd : float
        Relative standard deviation of the clip's clock rate.
    motion_sd_px : float, px
        Left-over camera motion, independent at each line.

    Returns
    -------
    Crossings

    Raises
    ------
    TimingError
        If the path does not reach a line.
    """
    lines = np.atleast_1d(lines).astype(float)
    across = np.full_like(lines, lateral_m)
    height = np.full_like(lines, trunk_m)
    pixels = camera.to_pixels(np.column_stack([lines, across, height]))
    # Where the plane y = 0 was read when the runner, in his own plane, stood on the line.
    seen_at = camera.to_lane(pixels)[:, 0]
    frame_times = np.array([_crossing_time(path, place) for place in seen_at])
    speeds = path.speed(frame_times)
    width, depth = camera.size
    scanned = pixels[:, 0] / width * shutter.scan[0] + pixels[:, 1] / depth * shutter.scan[1]
    scanned = scanned - min(0.0, shutter.scan[0]) - min(0.0, shutter.scan[1])
    times = frame_times + shutter.readout_s * (scanned if shutter.known else 0.5)
    scanned = scanned - scanned.mean()  # what all lines share drops out of every difference
    readout_sd = shutter.readout_sd_s if shutter.known else shutter.readout_s
    if not shutter.known:  # the sensor may have been turned either way: rows lie along x
        scanned = pixels[:, 0] / width - np.mean(pixels[:, 0] / width)
    by_camera, by_across = camera.place_sensitivity(seen_at, trunk_m)
    slow = -1.0 / speeds
    camera_time = by_camera * slow[:, None]
    shares = {name: camera_time @ share @ camera_time.T for name, share in camera.shares.items()}
    lateral = by_across * slow * lateral_sd_m
    shares["lateral place"] = np.outer(lateral, lateral)
    whole = path.covariance(frame_times)
    tracking = path.covariance(frame_times, with_ripple=False)
    shares["tracking"] = tracking * np.outer(slow, slow)
    shares["sway"] = _positive(whole - tracking) * np.outer(slow, slow)
    shares["rolling shutter"] = np.outer(scanned, scanned) * readout_sd**2
    since = times - times[0]
    shares["frame clock"] = np.outer(since, since) * rate_sd**2 + np.eye(len(lines)) * (
        timestamp_sd_s**2 / _TIMESTAMP_FRAMES
    )
    if motion_sd_px > 0:
        metres = motion_sd_px / _pixels_per_metre(camera, seen_at, trunk_m)
        shares["camera motion"] = np.diag((metres * slow) ** 2)
    return Crossings(lines, times, speeds, shares)


def _positive(matrix: Array) -> Array:
    """Nearest matrix without negative variances (the shares of a posterior may overlap a little)."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    return np.asarray((vectors * np.clip(values, 0, None)) @ vectors.T)


def _pixels_per_metre(camera: LaneCamera, x: Array, z: float) -> Array:
    points = np.column_stack([x, np.zeros_like(x), np.full_like(x, z)])
    ahead = points + np.array([0.1, 0.0, 0.0])
    return np.asarray(np.hypot(*(camera.to_pixels(ahead) - camera.to_pixels(points)).T) / 0.1)


def _crossing_time(path: TrunkPath, place: float) -> float:
    """The moment at which the expected path meets a place; bisection, since it is monotonic there."""
    grid = np.linspace(path.times[0], path.times[-1], 256)
    side = np.sign(path.line[0]) * (path.place(grid) - place)
    if side[0] > 0 or side[-1] < 0:
        raise TimingError(
            f"The runner was not seen on both sides of the line at {place:.2f} m.",
            code="line-not-crossed",
        )
    k = int(np.flatnonzero(side <= 0)[-1])
    low, high = grid[k], grid[min(k + 1, len(grid) - 1)]
    for _ in range(40):
        middle = (low + high) / 2
        if np.sign(path.line[0]) * (path.place(middle)[0] - place) <= 0:
            low = middle
        else:
            high = middle
    return float((low + high) / 2)
