"""Light that changes with time, and the sensor's noise."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.virtual.scenario import Camera, Scene

Array = NDArray[np.float64]
Image = NDArray[np.uint8]

_TILES = 6
WHOLE = (slice(None), slice(None))


class Light:
    """Gain on the whole picture: daylight, a passing cloud, floodlights on alternating current."""

    def __init__(self, scene: Scene, camera: Camera, height: int, phase: float) -> None:
        self._scene, self._camera, self._phase = scene, camera, phase
        self._rows = np.arange(height) / height * camera.readout_s
        self.flickers = scene.mains_hz > 0 and scene.flicker > 0
        self.is_constant = scene.cloud_gain == 1.0 and not self.flickers

    def gain(self, time: float) -> Array:
        """Gain of each row of the frame that opens at ``time``, shape (height,) or ()."""
        scene = self._scene
        share = np.clip((time - scene.cloud_start_s) / max(scene.cloud_ramp_s, 1e-6), 0.0, 1.0)
        cloud = 1.0 + (scene.cloud_gain - 1.0) * share * share * (3.0 - 2.0 * share)
        base = np.asarray(scene.light * cloud, dtype=np.float64)
        if not self.flickers:
            return base
        rate = 2.0 * scene.mains_hz
        exposure = self._camera.exposure_s
        # A row collects the mean of the ripple over its exposure.
        depth = scene.flicker * np.sinc(rate * exposure)
        middle = time + self._rows + 0.5 * exposure
        return np.asarray(base * (1.0 + depth * np.cos(2.0 * np.pi * rate * middle + self._phase)))

    def apply(self, picture: Image, gain: Array) -> Image:
        """The picture under a gain, clipped at white."""
        if gain.ndim == 0:
            if gain == 1.0:
                return picture
            return np.asarray(cv2.convertScaleAbs(picture, alpha=float(gain)), dtype=np.uint8)
        factor = np.broadcast_to(gain[:, None, None].astype(np.float32), picture.shape)
        lit = cv2.multiply(picture, np.ascontiguousarray(factor), dtype=cv2.CV_8U)
        return np.asarray(lit, dtype=np.uint8)


class Noise:
    """A few pictures of sensor noise, used in turn by chance.

    Shot noise grows with the root of the level, so the tiles are made for a given background.
    """

    def __init__(self, scene: Scene, background: Image, rng: np.random.Generator) -> None:
        self._rng = rng
        self.tiles: list[NDArray[np.int16]] = []
        if scene.read_noise <= 0 and scene.shot_noise <= 0:
            return
        level = cv2.cvtColor(background, cv2.COLOR_BGR2GRAY).astype(np.float32)
        spread = np.sqrt(scene.read_noise**2 + scene.shot_noise**2 * level / 255.0)
        height, width = level.shape
        room = 2 * _TILES
        shape = (height + room, width + room)
        # One field, shifted for each tile: no pixel of a tile matches the same pixel of another.
        field = rng.standard_normal(shape, dtype=np.float32)
        # Dithered rounding keeps the SD right even where it is below one level.
        dither = rng.random(shape, dtype=np.float32) - 0.5
        for k in range(_TILES):
            part = slice(2 * k, 2 * k + height), slice(2 * k, 2 * k + width)
            tile = np.rint(field[part] * spread + dither[part]).astype(np.int16)
            self.tiles.append(cv2.merge([tile, tile, tile]).astype(np.int16, copy=False))

    def add(self, picture: Image, tile: int | None, part: tuple[slice, slice] = WHOLE) -> Image:
        """The picture (or the ``part`` of the frame that it shows) with a tile's noise."""
        if tile is None:
            return picture
        return np.asarray(cv2.add(picture, self.tiles[tile][part], dtype=cv2.CV_8U), dtype=np.uint8)

    def choose(self) -> int | None:
        """Index of the next frame's tile; ``None`` without noise."""
        return int(self._rng.integers(len(self.tiles))) if self.tiles else None
