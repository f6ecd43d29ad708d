"""The lane camera: between pixels and metres of the lane, with the covariance of its own parameters.

Inside, the world is right-handed as the camera sees it: X to the right along the run, Y away from
the camera, Z up.  The user's lane frame differs from it by two signs only: which way his x grows in
the picture, and which side of the lane his y counts positive (he may choose either).

The camera is a pinhole with square pixels, its principal point in the middle of the picture, and one
radial term: a point at normalised image place p (in units of the focal length) is seen at
p * (1 + k1 * |p|^2).  Eight numbers describe it:

    X, Y       camera place along and across, m
    log Z      log of its height above the ground, m
    yaw, pitch, roll   rad; all zero looks square at the lane and level; pitch > 0 looks up
    log f      log of the focal length, px
    k1         radial distortion

A runner's pixel is read where its ray meets the vertical plane of his lane, y = const.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

PARAMETERS = ("X", "Y", "log_Z", "yaw", "pitch", "roll", "log_f", "k1")
_UNDISTORT_STEPS = 12


def camera_axes(yaw: float, pitch: float, roll: float) -> Array:
    """Right, down and forward axes of the camera in the world, as rows.

    Parameters
    ----------
    yaw, pitch, roll : float, rad
        Yaw turns to the left, pitch up, roll clockwise as the photographer sees it.

    Returns
    -------
    ndarray, shape (3, 3)
    """
    cy, sy = np.cos(yaw), np.sin(yaw)
    cp, sp = np.cos(pitch), np.sin(pitch)
    cr, sr = np.cos(roll), np.sin(roll)
    forward = np.array([-sy * cp, cy * cp, sp])
    level_right = np.array([cy, sy, 0.0])
    level_down = np.cross(forward, level_right)
    right = cr * level_right + sr * level_down
    down = cr * level_down - sr * level_right
    return np.stack([right, down, forward])


def project(theta: Array, points: Array, size: tuple[int, int]) -> Array:
    """Pixels of world points.

    Parameters
    ----------
    theta : ndarray, shape (8,)
        `PARAMETERS`.
    points : ndarray, shape (n, 3), m
        In the camera-side world frame (X right, Y away, Z up).
    size : (int, int), px
        Width and height of the upright picture.

    Returns
    -------
    ndarray, shape (n, 2), px
        NaN where a point lies behind the camera.
    """
    centre = np.array([theta[0], theta[1], np.exp(theta[2])])
    seen = (points - centre) @ camera_axes(theta[3], theta[4], theta[5]).T
    depth = np.where(seen[:, 2] > 1e-6, seen[:, 2], np.nan)
    p = seen[:, :2] / depth[:, None]
    r2 = np.sum(p * p, axis=1)
    f = np.exp(theta[6])
    middle = (np.array(size) - 1) / 2.0
    return np.asarray(middle + f * p * (1.0 + theta[7] * r2)[:, None])


def rays(theta: Array, pixels: Array, size: tuple[int, int]) -> Array:
    """Directions in the world of the rays through pixels.

    Parameters
    ----------
    theta : ndarray, shape (8,)
    pixels : ndarray, shape (n, 2), px
    size : (int, int), px

    Returns
    -------
    ndarray, shape (n, 3)
        Not normalised; the component along the optical axis is 1.
    """
    middle = (np.array(size) - 1) / 2.0
    distorted = (pixels - middle) / np.exp(theta[6])
    p = distorted.copy()
    for _ in range(_UNDISTORT_STEPS):
        p = distorted / (1.0 + theta[7] * np.sum(p * p, axis=1))[:, None]
    axes = camera_axes(theta[3], theta[4], theta[5])
    return np.asarray(np.column_stack([p, np.ones(len(p))]) @ axes)


def meet_plane(theta: Array, pixels: Array, size: tuple[int, int], across: float) -> Array:
    """Where rays through pixels meet the vertical plane Y = ``across``.

    Returns
    -------
    ndarray, shape (n, 2), m
        X and Z; NaN where the ray does not reach the plane.
    """
    direction = rays(theta, pixels, size)
    ahead = np.where(direction[:, 1] > 1e-9, direction[:, 1], np.nan)
    reach = (across - theta[1]) / ahead
    reach = np.where(reach > 0, reach, np.nan)
    return np.column_stack(
        [theta[0] + reach * direction[:, 0], np.exp(theta[2]) + reach * direction[:, 2]]
    )


@dataclass(frozen=True)
class LaneCamera:
    """A camera whose place in the user's lane frame is known, with its uncertainty.

    Attributes
    ----------
    theta : ndarray, shape (8,)
        `PARAMETERS`, in the camera-side world frame.
    shares : dict of str to ndarray, shape (8, 8)
        Independent shares of the covariance of ``theta``: "marks" (taps), "cones" (as placed) and
        "camera" (what the marks leave open and the priors hold).
    size : (int, int), px
        Width and height of the upright picture.
    along_sign, across_sign : int, +1 or -1
        User x = along_sign * X, user y = across_sign * Y.
    """

    theta: Array
    shares: dict[str, Array]
    size: tuple[int, int]
    along_sign: int = 1
    across_sign: int = 1

    @cached_property
    def _signs(self) -> Array:
        return np.array([self.along_sign, self.across_sign, 1.0])

    @property
    def covariance(self) -> Array:
        """Covariance of ``theta``, shape (8, 8)."""
        return np.asarray(sum(self.shares.values()))

    @property
    def height_m(self) -> float:
        """Height of the lens above the ground, m."""
        return float(np.exp(self.theta[2]))

    @property
    def distance_m(self) -> float:
        """Distance from the lens to the vertical plane y = 0, m."""
        return float(-self.theta[1])

    @property
    def focal_px(self) -> float:
        """Focal length, px."""
        return float(np.exp(self.theta[6]))

    def to_pixels(self, points: ArrayLike) -> Array:
        """Pixels of lane points, shape (n, 3) in m to shape (n, 2) in px."""
        return project(self.theta, np.atleast_2d(points).astype(float) * self._signs, self.size)

    def to_lane(self, pixels: ArrayLike, across: float = 0.0) -> Array:
        """Lane x and height z where pixels' rays meet the vertical plane y = ``across``.

        Parameters
        ----------
        pixels : array_like, shape (n, 2), px
        across : float, m
            User's y of the plane.

        Returns
        -------
        ndarray, shape (n, 2), m
        """
        met = meet_plane(
            self.theta, np.atleast_2d(pixels).astype(float), self.size, across * self.across_sign
        )
        return np.asarray(met * np.array([self.along_sign, 1.0]))

    def place_sensitivity(self, x: ArrayLike, z: float, across: float = 0.0) -> tuple[Array, Array]:
        """How a place read in the lane plane moves with the camera and with the plane.

        Parameters
        ----------
        x : array_like, shape (n,), m
            Places along the lane.
        z : float, m
            Height above the ground at which they were read.
        across : float, m
            User's y of the plane in which they were read.

        Returns
        -------
        by_camera : ndarray, shape (n, 8)
            d x / d theta, the pixel held fixed.
        by_across : ndarray, shape (n,)
            d x / d across (m per m), the pixel held fixed.
        """
        x = np.atleast_1d(x).astype(float)
        pixels = self.to_pixels(np.column_stack([x, np.full_like(x, across), np.full_like(x, z)]))
        plane = across * self.across_sign

        def read(theta: Array, at: float) -> Array:
            return self.along_sign * meet_plane(theta, pixels, self.size, at)[:, 0]

        by_camera = np.empty((len(x), len(self.theta)))
        for k in range(len(self.theta)):
            step = np.zeros_like(self.theta)
            step[k] = 1e-5
            by_camera[:, k] = (
                read(self.theta + step, plane) - read(self.theta - step, plane)
            ) / 2e-5
        by_across = (read(self.theta, plane + 1e-3) - read(self.theta, plane - 1e-3)) / 2e-3
        return by_camera, np.asarray(self.across_sign * by_across)

    def ground_row_sensitivity(self, x: float) -> float:
        """How far up the lane plane a ground point appears to rise per metre across.

        The z at which a foot on the ground at y = dy is read in the plane y = 0, per dy (in the
        user's sign of y), at lane place ``x``; it is what lets a high camera see the lateral place.
        """
        pixel = self.to_pixels([[x, 0.05, 0.0], [x, -0.05, 0.0]])
        z = self.to_lane(pixel)[:, 1]
        return float((z[0] - z[1]) / 0.1)

    def ground_height_sd(self, x: float) -> float:
        """How uncertain the height z = 0 is when read at lane place ``x`` in the plane y = 0, m."""
        pixel = self.to_pixels([[x, 0.0, 0.0]])
        slope = np.empty(len(self.theta))
        for k in range(len(self.theta)):
            step = np.zeros_like(self.theta)
            step[k] = 1e-5
            up = meet_plane(self.theta + step, pixel, self.size, 0.0)[0, 1]
            down = meet_plane(self.theta - step, pixel, self.size, 0.0)[0, 1]
            slope[k] = (up - down) / 2e-5
        return float(np.sqrt(max(float(slope @ self.covariance @ slope), 0.0)))
