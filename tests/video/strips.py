"""Drawn lane strips (synthetic): an empty lane of known texture, and figures of known place."""

from __future__ import annotations

import numpy as np
from tests.geometry.builders import camera

from flyzone.geometry import LaneCamera
from flyzone.video.background import Background
from flyzone.video.strip import StripGrid, lay_grid, split_strip

SIZE = (960, 540)
U, V = 118, 150
"""Colour of the empty lane: reddish, as tracks are."""


def filmed_by(**changes) -> LaneCamera:
    """A small camera square to the lane."""
    return camera(**({"size": SIZE, "focal": 820.0} | changes))


def grid(**changes) -> StripGrid:
    """The strip of a zone of ten metres."""
    return lay_grid(filmed_by(**changes), (0.0, 10.0))


def empty_lane(on: StripGrid, *, seed: int = 0, noise: float = 0.0, light: float = 1.0):
    """Strip of a lane with nobody on it, with a texture that is the same for the same seed."""
    rows, columns = len(on.z), len(on.x)
    texture = np.random.default_rng(77).normal(0, 6, (rows, columns))
    grey = 120 + texture + np.random.default_rng(seed).normal(0, noise, (rows, columns))
    strip = np.full((rows + rows // 2, columns), 128, dtype=np.uint8)
    strip[:rows] = np.clip(light * grey, 0, 255)
    _, u, v = split_strip(strip, rows)
    u[:], v[:] = 128 + light * (U - 128), 128 + light * (V - 128)
    return strip


def known(on: StripGrid) -> Background:
    """The background that many such strips teach."""
    level = empty_lane(on)
    return Background(level, np.full_like(level, 2))


def block(strip, on: StripGrid, x: float, z: tuple[float, float], width: float, **look) -> None:
    """Paints an upright block; edges that fall between strip pixels are blended.

    ``look``: ``grey`` (None keeps the lane's), ``uv`` (a pair or None) or ``dim`` (a shadow).
    """
    rows = len(on.z)
    luma, u, v = split_strip(strip, rows)
    for plane, step, value in (
        (luma, 1, look.get("grey")), (u, 2, (look.get("uv") or (None, None))[0]),
        (v, 2, (look.get("uv") or (None, None))[1]),
    ):  # fmt: skip
        height, columns = plane.shape
        # Places of plane pixels in strip pixels; those of a half plane lie between two.
        column = step * np.arange(columns) + (step - 1) / 2
        row = step * np.arange(height) + (step - 1) / 2
        half, pitch = width / 2 / on.pitch_m, on.pitch_m
        covered = np.clip((half - np.abs(column - on.column(x))) / step + 0.5, 0, 1)
        heights = on.z[0] - row * pitch
        inside = (heights >= z[0]) & (heights <= z[1])
        cover = inside[:, None] * covered[None, :]
        if "dim" in look:
            zero = 0 if step == 1 else 128
            target = zero + look["dim"] * (plane.astype(float) - zero)
        elif value is not None:
            target = np.full(plane.shape, float(value))
        else:
            continue
        plane[:] = np.rint(plane * (1 - cover) + target * cover)


def person(strip, on: StripGrid, x: float, *, spread: float = 0.3, **look) -> None:
    """Paints somebody 1.73 m tall: two legs, a trunk and a head."""
    look = look or {"grey": 220}
    for leg in (-0.5, 0.5):
        block(strip, on, x + leg * spread, (0.02, 0.85), 0.12, **look)
    block(strip, on, x, (0.80, 1.46), 0.30, **look)
    block(strip, on, x, (1.44, 1.73), 0.17, **look)
