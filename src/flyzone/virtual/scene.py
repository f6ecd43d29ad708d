"""The place: ground with lane lines, horizon, clutter and cones, drawn once per clip.

The background is one picture, larger than the frame by ``border`` pixels on every side so that a
hand-held camera can look past the edge.  The ground is found by casting a ray through every pixel,
lens distortion included; clutter is painted on upright planes at its true distance.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.virtual.camera import Lens
from flyzone.virtual.scenario import Scene

Array = NDArray[np.float64]
Image = NDArray[np.uint8]
Floats = NDArray[Any]  # single precision is enough for colours

LANE_WIDTH_M = 1.22
_LINE_M = 0.05
_HORIZON = np.float32(-1e-3)  # rays flatter than this are sky


def _bgr(blue: float, green: float, red: float) -> NDArray[np.float32]:
    return np.array([blue, green, red], dtype=np.float32)


_GROUND_BGR = {
    "track": _bgr(66, 78, 150), "grass": _bgr(58, 122, 84), "asphalt": _bgr(112, 110, 108)
}  # fmt: skip
_GRASS_BGR, _LINE_BGR = _bgr(60, 118, 78), _bgr(222, 226, 228)
_HAZE_BGR, _ZENITH_BGR = _bgr(214, 212, 206), _bgr(214, 168, 118)
_SWAY_STEPS = 16
SWAY_PERIOD_S = 2.4
_CONE_HEIGHT_M, _CONE_RADIUS_M = 0.16, 0.09


class Background:
    """The empty scene as the unmoved camera sees it.

    Attributes
    ----------
    border : int, px
        Pixels drawn beyond each edge of the frame.
    pictures : list of ndarray, shape (height + 2 border, width + 2 border, 3), uint8
        One, or ``SWAY_PERIOD_S`` worth of waving trees.
    """

    def __init__(
        self,
        scene: Scene,
        lens: Lens,
        cones: Array,
        border: int,
        rng: np.random.Generator,
    ) -> None:
        self.border, self._lens, self._cones = border, lens, cones
        picture = self._ground(scene, rng)
        trees = None
        if scene.clutter:
            trees = self._clutter(picture, rng)
        self.cone_shapes = [cone_outline(lens, cone) for cone in cones]
        for shape in self.cone_shapes:
            paint_cone(picture, shape, np.array([-border, -border], dtype=np.float64))
        self.pictures: list[Image] = [picture]
        if scene.tree_sway_px > 0 and trees is not None:
            self.pictures = _waving(picture, trees, scene.tree_sway_px)

    def at(self, time: float) -> Image:
        """The picture at a time."""
        share = (time / SWAY_PERIOD_S) % 1.0
        return self.pictures[int(share * len(self.pictures)) % len(self.pictures)]

    def inner(self, picture: Image) -> Image:
        """The part of a picture that the unmoved frame shows."""
        b = self.border
        return picture[b : b + self._lens.height, b : b + self._lens.width]

    def _ground(self, scene: Scene, rng: np.random.Generator) -> Image:
        b, lens = self.border, self._lens
        columns = np.arange(-b, lens.width + b, dtype=np.float32)
        rows = np.arange(-b, lens.height + b, dtype=np.float32)
        ray = lens.rays(np.stack(np.meshgrid(columns, rows), -1))
        picture = np.empty((*ray.shape[:2], 3), np.uint8)
        upward = ray[..., 2] / np.sqrt(ray[..., 0] ** 2 + ray[..., 1] ** 2 + ray[..., 2] ** 2)
        sky = np.clip(3.0 * upward, 0.0, 1.0)[..., None]
        picture[:] = (_HAZE_BGR + sky * (_ZENITH_BGR - _HAZE_BGR)).astype(np.uint8)
        below = np.flatnonzero((ray[..., 2] < _HORIZON).any(axis=1))
        if len(below):
            part = slice(int(below[0]), int(below[-1]) + 1)
            ground, seen = self._earth(scene, ray[part], rng)
            picture[part][seen] = ground[seen]
        return picture

    def _earth(
        self, scene: Scene, ray: NDArray[np.float32], rng: np.random.Generator
    ) -> tuple[Image, NDArray[np.bool_]]:
        """Colours of the ground along rays, and which rays meet it."""
        lens = self._lens
        seen = ray[..., 2] < _HORIZON
        reach = np.float32(lens.position[2]) / np.maximum(-ray[..., 2], -_HORIZON)
        x = np.float32(lens.position[0]) + reach * ray[..., 0]
        y = np.float32(lens.position[1]) + reach * ray[..., 1]
        footprint = np.abs(np.gradient(y, axis=0)) + np.float32(1e-4)
        # The speckle fades where a pixel covers more than a grain.
        shade = _speckle(x, y, 0.02, rng) * (9.0 / (1.0 + footprint / 0.02))
        shade += _speckle(x, y, 0.7, rng) * (7.0 / (1.0 + footprint / 0.7))
        near_edge = -LANE_WIDTH_M * (scene.lanes[0] + 0.5)
        far_edge = LANE_WIDTH_M * (scene.lanes[1] + 0.5)
        inside = _cover(y, near_edge, far_edge, footprint)[..., None]
        ground = _GRASS_BGR + inside * (_GROUND_BGR[scene.surface] - _GRASS_BGR)
        ground += shade[..., None]
        # Distance to the nearest lane line, which alone can touch a pixel's footprint.
        nearest = LANE_WIDTH_M * (np.rint(y / LANE_WIDTH_M - 0.5) + 0.5)
        marked = (nearest > near_edge - 0.1) & (nearest < far_edge + 0.1)
        line = marked * _cover(y - nearest, -0.5 * _LINE_M, 0.5 * _LINE_M, footprint)
        ground += line[..., None] * (_LINE_BGR - ground)
        haze = np.clip(reach / 250.0, 0.0, 0.6)[..., None]
        ground += haze * (_HAZE_BGR - ground)
        return np.clip(ground, 0.0, 255.0).astype(np.uint8), seen

    def _clutter(self, picture: Image, rng: np.random.Generator) -> NDArray[np.float32]:
        """Trees, a stand and a fence; returns where the trees are, 0 to 1."""
        trees = np.zeros(picture.shape[:2], np.uint8)
        for _ in range(26):
            x, y = rng.uniform(-60.0, 70.0), rng.uniform(45.0, 75.0)
            tall = rng.uniform(6.0, 12.0)
            trunk = self._quad(x - 0.25, x + 0.25, y, 0.0, 0.5 * tall)
            if trunk is None:
                continue
            _fill(picture, trunk, (50, 62, 74))
            for _ in range(38):
                place = self._flat(
                    x + rng.normal(0.0, 0.16 * tall), y, tall * rng.uniform(0.35, 1.0)
                )
                radius = (
                    self._lens.focal_px
                    * rng.uniform(0.07, 0.14)
                    * tall
                    / (y + self._lens.camera.distance_m)
                )
                if place is None:
                    break
                tone = rng.uniform(0.55, 1.1)
                _disc(picture, place, radius, tuple(tone * c for c in (44.0, 96.0, 64.0)))
                _disc(trees, place, radius, (255.0,))
        for row in range(6):
            low, deep = 0.4 + 0.45 * row, 26.0 + 0.8 * row
            for seat in range(34):
                x = -6.0 + 0.62 * seat
                quad = self._quad(x, x + 0.56, deep, low, low + 0.42)
                if quad is None:
                    continue
                tone = rng.uniform(0.8, 1.1)
                colour = (150.0, 96.0, 58.0) if (seat + row) % 7 else (196.0, 196.0, 190.0)
                _fill(picture, quad, tuple(tone * c for c in colour))
        for post in range(-14, 30):
            quad = self._quad(post * 1.5 - 0.03, post * 1.5 + 0.03, 14.0, 0.0, 1.05)
            if quad is not None:
                _fill(picture, quad, (168, 172, 170))
        for height in (0.35, 0.7, 1.02):
            for post in range(-14, 30):
                quad = self._quad(
                    post * 1.5, post * 1.5 + 1.5, 14.0, height - 0.025, height + 0.025
                )
                if quad is not None:
                    _fill(picture, quad, (182, 186, 184))
        return cv2.GaussianBlur(trees, (0, 0), 2.5).astype(np.float32) / 255.0

    def _flat(self, x: float, y: float, z: float) -> Array | None:
        pixel, depth = self._lens.project(np.array([x, y, z]))
        size = max(self._lens.width, self._lens.height)
        if depth < 1.0 or np.abs(pixel - self._lens.centre).max() > 3.0 * size:
            return None
        return np.asarray(pixel + self.border)

    def _quad(self, x0: float, x1: float, y: float, z0: float, z1: float) -> Array | None:
        corners = [self._flat(x, y, z) for x, z in ((x0, z0), (x1, z0), (x1, z1), (x0, z1))]
        found = [c for c in corners if c is not None]
        return np.array(found) if len(found) == 4 else None


def cone_outline(lens: Lens, cone: Array) -> tuple[Array, Array, float]:
    """Base ring and body of a cone standing at ``cone`` (3,), in still pixels, and its depth."""
    angle = np.linspace(0.0, 2.0 * np.pi, 16, endpoint=False)
    ring = cone + np.stack(
        [_CONE_RADIUS_M * np.cos(angle), _CONE_RADIUS_M * np.sin(angle), 0.0 * angle], -1
    )
    base, _ = lens.project(ring)
    top, _ = lens.project(
        cone + np.array([[-0.02, 0.0, _CONE_HEIGHT_M], [0.02, 0.0, _CONE_HEIGHT_M]])
    )
    _, depth = lens.project(cone)
    body = np.array([base[base[:, 0].argmin()], top[0], top[1], base[base[:, 0].argmax()]])
    return base, body, float(depth)


def paint_cone(picture: Image, shape: tuple[Array, Array, float], origin: Array) -> None:
    """Paint a cone from its outline, in a picture whose first pixel is ``origin``."""
    base, body, _ = shape
    _fill(picture, base - origin, (24, 92, 214))
    _fill(picture, body - origin, (32, 116, 248))


def _fill(picture: Image, corners: Array, colour: tuple[float, ...]) -> None:
    cv2.fillConvexPoly(picture, np.rint(corners * 64).astype(np.int32), colour, cv2.LINE_AA, 6)


def _disc(picture: Image, centre: Array, radius: float, colour: tuple[float, ...]) -> None:
    middle = (round(float(centre[0]) * 16), round(float(centre[1]) * 16))
    cv2.circle(picture, middle, max(1, round(radius * 16)), colour, -1, cv2.LINE_AA, 4)


def _cover(y: Floats, low: float, high: float, footprint: Floats) -> Floats:
    """Share of each pixel's footprint that lies between two lines."""
    top = np.minimum(y + 0.5 * footprint, high)
    bottom = np.maximum(y - 0.5 * footprint, low)
    return np.clip((top - bottom) / footprint, 0.0, 1.0)


def _speckle(x: Floats, y: Floats, grain_m: float, rng: np.random.Generator) -> Floats:
    """Smooth random pattern of unit SD fixed to the ground."""
    size = 512
    noise = rng.standard_normal((size, size)).astype(np.float32)
    soft = np.asarray(cv2.GaussianBlur(noise, (0, 0), 1.0), dtype=np.float32)
    tile = soft / soft.std()
    column = np.mod(x / grain_m, size - 1).astype(np.float32)
    row = np.mod(y / grain_m, size - 1).astype(np.float32)
    return np.asarray(cv2.remap(tile, column, row, cv2.INTER_LINEAR))


def _waving(picture: Image, trees: NDArray[np.float32], sway_px: float) -> list[Image]:
    height, width = trees.shape
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    out = []
    for step in range(_SWAY_STEPS):
        angle = 2.0 * np.pi * step / _SWAY_STEPS
        # Neighbouring trees wave out of step.
        wave = np.sin(angle + columns / 90.0) + 0.5 * np.sin(2.0 * angle + rows / 25.0)
        shifted = (columns + sway_px * trees * wave).astype(np.float32)
        waved = cv2.remap(picture, shifted, rows, cv2.INTER_LINEAR)
        out.append(np.asarray(waved, dtype=np.uint8))
    return out
