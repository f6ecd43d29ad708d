"""The virtual phone's camera: a pinhole with a bent lens, exposed row by row, in a moving hand.

It is written apart from ``flyzone.geometry`` on purpose: a renderer that shared the estimator's
camera would hide the estimator's mistakes.

A point goes world -> camera axes (right, down, ahead) -> turned by the hand's small rotation ->
undistorted x/f -> lens distortion -> pixels -> the small warp that electronic stabilisation leaves.
Everything after the world point may change with time, so all methods take the time of each point,
and ``expose`` finds the time: row r of R is open from t + r/R * readout on.  Pixel (0, 0) is the
centre of the upper left pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flyzone.virtual.scenario import Camera

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Motion:
    """Camera motion sampled on a grid of times, linearly interpolated.

    Attributes
    ----------
    time : ndarray, shape (m,), s
    turn : ndarray, shape (m, 3), rad
        Small rotation about the camera's right, down and ahead axes.
    zoom : ndarray, shape (m,)
        Factor on the focal length.
    warp : ndarray, shape (m, 4)
        What stabilisation leaves: shift x, y in pixels, turn in rad, stretch minus 1.
    """

    time: Array
    turn: Array
    zoom: Array
    warp: Array

    def at(self, time: Array) -> tuple[Array, Array, Array]:
        """Turn, zoom and warp at each time, the last axis as in the attributes."""

        def column(table: Array) -> Array:
            return np.stack([np.interp(time, self.time, c) for c in table.T], -1)

        nearest = np.clip(np.searchsorted(self.time, time, "right") - 1, 0, len(self.time) - 1)
        # A lens switch is a jump, so the zoom is held, not interpolated.
        return column(self.turn), self.zoom[nearest], column(self.warp)


class Lens:
    """A placed camera.

    Parameters
    ----------
    camera : Camera
    width, height : int, px
    zone : (float, float), m
        Aimed at, and kept in view, where the camera's fields leave that open.
    motion : Motion or None
        ``None``: a tripod.
    turned_deg : {0, 90, 180, 270}
        Clockwise turn from the sensor's picture, whose rows are read out one after another, to the
        upright one.
    """

    def __init__(
        self,
        camera: Camera,
        width: int,
        height: int,
        zone: tuple[float, float],
        motion: Motion | None = None,
        turned_deg: int = 0,
    ) -> None:
        self.camera, self.width, self.height, self.motion = camera, width, height, motion
        self._turned_deg = turned_deg
        yaw = np.radians(camera.yaw_deg)
        middle = 0.5 * (zone[0] + zone[1])
        x = camera.x_m if camera.x_m is not None else middle - camera.distance_m * np.tan(yaw)
        self.position: Array = np.array([x, -camera.distance_m, camera.height_m])
        along = camera.distance_m / np.cos(yaw)
        pitch = (
            np.radians(camera.pitch_deg)
            if camera.pitch_deg is not None
            else np.arctan2(0.9 - camera.height_m, along)
        )
        self.rotation = _axes(yaw, float(pitch), np.radians(camera.roll_deg))
        self.pitch_deg = float(np.degrees(pitch))
        self.centre: Array = np.array(
            [
                0.5 * (width - 1) + camera.centre_offset_px[0],
                0.5 * (height - 1) + camera.centre_offset_px[1],
            ]
        )
        self.focal_px = self._focal(zone)
        # Radii with and without distortion, for undoing it; as far as the lens maps one to one.
        straight = np.linspace(0.0, 3.0, 30001)
        bent = straight * (1.0 + straight**2 * (camera.k1 + straight**2 * camera.k2))
        falls = np.flatnonzero(np.diff(bent) <= 0.0)
        usable = int(falls[0]) + 1 if len(falls) else len(bent)
        self._straight_radius, self._bent_radius = straight[:usable], bent[:usable]

    @property
    def is_still(self) -> bool:
        """Whether the picture of the ground never moves."""
        return self.motion is None

    @property
    def hfov_deg(self) -> float:
        """Horizontal field of view before distortion."""
        return float(np.degrees(2.0 * np.arctan(0.5 * self.width / self.focal_px)))

    def project(self, points: Array, time: Array | float | None = None) -> tuple[Array, Array]:
        """Pixels of world points seen at given times, and their depth.

        Parameters
        ----------
        points : ndarray, shape (..., 3), m
        time : ndarray, shape (...), s; or None
            ``None``: by the unmoved camera.

        Returns
        -------
        pixels : ndarray, shape (..., 2)
        depth : ndarray, shape (...), m
            Along the optical axis; points at or behind the camera have depth <= 0.
        """
        seen = (np.asarray(points) - self.position) @ self.rotation.T
        zoom: Array | float = 1.0
        warp = None
        if self.motion is not None and time is not None:
            turn, zoom, warp = self.motion.at(np.broadcast_to(time, seen.shape[:-1]))
            seen = _turned(seen, turn)
        depth = seen[..., 2]
        safe = np.where(np.abs(depth) < 1e-6, 1e-6, depth)
        pixels = self._bend(seen[..., :2] / safe[..., None], zoom)
        if warp is not None:
            pixels = self._stabilise(pixels, warp)
        return pixels, depth

    def rays(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """World directions of pixels of the unmoved camera, not normalised; undoes ``project``.

        ``pixels`` has shape (..., 2); the answer (..., 3), in the same precision.
        """
        precision = np.asarray(pixels).dtype
        steady = (pixels - self.centre.astype(precision)) / precision.type(self.focal_px)
        flat = self._unbend(steady).astype(precision, copy=False)
        right, down, ahead = self.rotation.astype(precision)
        return np.asarray(flat[..., :1] * right + flat[..., 1:] * down + ahead)

    def still_pixels(self, pixels: Array, time: Array) -> Array:
        """Where the unmoved camera would see what a moved one sees at ``pixels``.

        Shapes (..., 2) and (...): used to fetch a moving camera's background from one picture.
        """
        if self.motion is None:
            return np.asarray(pixels)
        turn, zoom, warp = self.motion.at(time)
        steady = self._unstabilise(np.asarray(pixels), warp)
        flat = self._unbend((steady - self.centre) / (self.focal_px * zoom[..., None]))
        back = _turned(_ahead_one(flat), turn, inverse=True)
        return self._bend(back[..., :2] / back[..., 2:], 1.0)

    def focal_at(self, time: Array) -> Array:
        """Focal length at each time, px: a lens switch changes it."""
        zoom: Array | float = 1.0 if self.motion is None else self.motion.at(time)[1]
        return np.asarray(self.focal_px * zoom * np.ones(np.shape(time)))

    def expose(self, frame_time: Array, pixel: Array) -> Array:
        """When each pixel's sensor row opens: the frame's time is the first row's.

        Parameters
        ----------
        frame_time : ndarray, s
        pixel : ndarray, shape (..., 2), px
            In the upright picture; beyond its border by one picture at most.
        """
        across = np.clip(pixel[..., 0], -self.width, 2 * self.width) / self.width
        down = np.clip(pixel[..., 1], -self.height, 2 * self.height) / self.height
        row = {0: down, 90: 1.0 - across, 180: 1.0 - down, 270: across}[self._turned_deg]
        return np.asarray(frame_time + row * self.camera.readout_s)

    def _bend(self, flat: Array, zoom: Array | float) -> Array:
        r2 = (flat[..., 0] ** 2 + flat[..., 1] ** 2)[..., None]
        scale = 1.0 + r2 * (self.camera.k1 + r2 * self.camera.k2)
        focal = self.focal_px * np.asarray(zoom)
        return flat * scale * (focal[..., None] if focal.ndim else focal) + self.centre

    def _unbend(self, bent: Array) -> Array:
        if self.camera.k1 == 0.0 and self.camera.k2 == 0.0:
            return bent
        radius = np.hypot(bent[..., 0], bent[..., 1])
        straight = np.interp(radius, self._bent_radius, self._straight_radius)
        return np.asarray(bent * (straight / np.maximum(radius, 1e-12))[..., None])

    def _stabilise(self, pixels: Array, warp: Array) -> Array:
        p = pixels - self.centre
        turn, stretch = warp[..., 2:3], 1.0 + warp[..., 3:4]
        swapped = np.stack([-p[..., 1], p[..., 0]], -1)
        return stretch * (np.cos(turn) * p + np.sin(turn) * swapped) + self.centre + warp[..., :2]

    def _unstabilise(self, pixels: Array, warp: Array) -> Array:
        p = pixels - self.centre - warp[..., :2]
        turn, stretch = warp[..., 2:3], 1.0 + warp[..., 3:4]
        swapped = np.stack([-p[..., 1], p[..., 0]], -1)
        return (np.cos(turn) * p - np.sin(turn) * swapped) / stretch + self.centre

    def _focal(self, zone: tuple[float, float]) -> float:
        if self.camera.hfov_deg is not None:
            return float(0.5 * self.width / np.tan(np.radians(self.camera.hfov_deg) / 2.0))
        margin = self.camera.margin_m
        ends = np.array([[zone[0] - margin, 0.0, 0.9], [zone[1] + margin, 0.0, 0.9]])
        seen = (ends - self.position) @ self.rotation.T
        half = float(np.abs(seen[:, 0] / np.maximum(seen[:, 2], 0.1)).max())
        return float(0.5 * self.width / min(half, np.tan(np.radians(45.0))))


def _axes(yaw: float, pitch: float, roll: float) -> Array:
    """Rows: the camera's right, down and ahead axes in the world."""
    ahead = np.array([np.sin(yaw) * np.cos(pitch), np.cos(yaw) * np.cos(pitch), np.sin(pitch)])
    right = np.array([np.cos(yaw), -np.sin(yaw), 0.0])
    down = np.cross(ahead, right)
    # The camera turned clockwise (seen from behind) sees the world turned the other way.
    return np.stack(
        [
            np.cos(roll) * right + np.sin(roll) * down,
            -np.sin(roll) * right + np.cos(roll) * down,
            ahead,
        ]
    )


def _ahead_one(flat: Array) -> Array:
    """Directions in camera axes of undistorted x/f, y/f."""
    return np.concatenate([flat, np.ones((*flat.shape[:-1], 1))], -1)


def _turned(vectors: Array, turn: Array, *, inverse: bool = False) -> Array:
    """Vectors rotated by small rotation vectors (Rodrigues), shapes (..., 3)."""
    sign = -1.0 if inverse else 1.0
    angle = np.linalg.norm(turn, axis=-1, keepdims=True)
    axis = sign * turn / np.maximum(angle, 1e-12)
    cross = np.cross(axis, vectors)
    along = np.sum(axis * vectors, -1, keepdims=True) * axis
    return np.asarray(
        vectors * np.cos(angle) + cross * np.sin(angle) + along * (1.0 - np.cos(angle))
    )


def make_motion(
    camera: Camera, focal_px: float, span: tuple[float, float], rng: np.random.Generator
) -> Motion | None:
    """The camera's motion over a clip, or ``None`` for a tripod that nobody touches.

    Parameters
    ----------
    camera : Camera
    focal_px : float, px
    span : (float, float), s
        First and last time needed.
    rng : numpy Generator
    """
    moving = any((camera.shake_px, camera.drift_px, camera.stabilised_px))
    if not moving and camera.lens_switch_s is None and camera.bump_s is None:
        return None
    time = np.arange(span[0] - 0.1, span[1] + 0.1, 0.002)
    since = time - max(span[0], 0.0)
    share = np.clip(since / max(span[1] - max(span[0], 0.0), 1e-6), 0.0, 1.0)
    turn = np.zeros((len(time), 3))
    for axis, weight in ((0, 0.8), (1, 1.0), (2, 0.25)):
        turn[:, axis] += camera.shake_px * weight / focal_px * _wander(since, rng, 0.4, 6.0)
    # Turning the scene about the down axis by a negative angle moves it to the left.
    turn[:, 1] -= camera.drift_px / focal_px * share
    if camera.bump_s is not None:
        knock = 1.0 / (1.0 + np.exp(-(since - camera.bump_s) / 0.008))
        ring = np.where(
            since > camera.bump_s,
            np.exp(-(since - camera.bump_s) / 0.06) * np.sin(60.0 * (since - camera.bump_s)),
            0.0,
        )
        turn[:, 1] += camera.bump_px / focal_px * (knock + 0.4 * ring)
        turn[:, 0] += 0.5 * camera.bump_px / focal_px * knock
    zoom = np.ones(len(time))
    if camera.lens_switch_s is not None:
        zoom[since >= camera.lens_switch_s] = camera.lens_switch_factor
    warp = np.zeros((len(time), 4))
    half_width = 600.0
    for column, scale in ((0, 1.0), (1, 0.7), (2, 0.3 / half_width), (3, 0.3 / half_width)):
        warp[:, column] = camera.stabilised_px * scale * _wander(since, rng, 2.0, 12.0)
    return Motion(time, turn, zoom, warp)


def _wander(time: Array, rng: np.random.Generator, slowest: float, fastest: float) -> Array:
    """Smooth random path of unit RMS from a few sines; starts at zero."""
    rates = np.geomspace(slowest, fastest, 7)
    weights = rates**-0.7
    phases = rng.uniform(0.0, 2.0 * np.pi, len(rates))
    path = np.sum(weights * np.sin(2.0 * np.pi * rates * time[:, None] + phases), axis=1) * np.sqrt(
        2.0 / np.sum(weights**2)
    )
    return np.asarray(path - np.interp(0.0, time, path))
