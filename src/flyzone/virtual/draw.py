"""Drawing a figure: shaded tapered cylinders, sorted by depth, to a small part of a pixel.

Each body part is one or more convex shapes round two circles (a tapered capsule).  It is painted
three times, dark, plain and light, each narrower and shifted towards the light, which reads as a
rounded limb.  All outlines of all instants of a frame are computed in one go; only the filling
happens shape by shape.

OpenCV's anti-aliased fill takes corners in fixed point; its centroids are right to a hundredth of
a pixel, but its soft edge makes every shape wider by ``EDGE_PX`` all round, so the outlines are
drawn that much narrower.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.virtual.body import INDEX
from flyzone.virtual.scenario import Colour, Looks

Array = NDArray[np.float64]
Image = NDArray[np.uint8]

SHIFT = 6
EDGE_PX = 0.6
_ARC = 7  # corners on each round end
_TONES = ((1.0, 0.0, 0.70), (0.74, 0.22, 1.0), (0.38, 0.42, 1.16))  # girth, shift, brightness


@dataclass(frozen=True, slots=True)
class Part:
    """A tapered capsule: from one place to another, with two radii (shares of body height).

    A place is a mixture of joints: ((joint index, weight), ...).
    """

    start: tuple[tuple[int, float], ...]
    end: tuple[tuple[int, float], ...]
    start_radius: float
    end_radius: float
    colour: Colour
    layer: float = 0.0  # added to the depth, in m: positive is drawn earlier


def _at(**weights: float) -> tuple[tuple[int, float], ...]:
    return tuple((INDEX[name], weight) for name, weight in weights.items())


def _between(a: str, b: str, share: float) -> tuple[tuple[int, float], ...]:
    return ((INDEX[a], 1.0 - share), (INDEX[b], share))


def body_parts(looks: Looks) -> list[Part]:
    """Every part of a clothed figure, nose and hair included."""
    parts: list[Part] = []
    for s in ("left", "right"):
        knee, ankle = f"knee_{s}", f"ankle_{s}"
        parts += [
            Part(_at(**{f"hip_{s}": 1.0}), _at(**{knee: 1.0}), 0.050, 0.031, looks.skin),
            Part(
                _at(**{f"hip_{s}": 1.0}), _between(f"hip_{s}", knee, 0.42), 0.054, 0.050,
                looks.shorts, -0.002,
            ),
            Part(_at(**{knee: 1.0}), _between(knee, ankle, 0.35), 0.030, 0.033, looks.skin, -0.001),
            Part(
                _between(knee, ankle, 0.35), _at(**{ankle: 1.0}), 0.033, 0.019,
                looks.skin, -0.0012,
            ),
            Part(
                _between(knee, ankle, 0.86), _at(**{ankle: 1.0}), 0.0225, 0.021,
                looks.socks, -0.002,
            ),
            Part(
                _at(**{f"heel_{s}": 1.0}), _at(**{f"ball_{s}": 1.0}), 0.018, 0.017,
                looks.shoes, -0.004,
            ),
            Part(
                _at(**{ankle: 1.0}), _at(**{f"ball_{s}": 1.0}), 0.023, 0.017,
                looks.shoes, -0.003,
            ),
            Part(
                _at(**{f"ball_{s}": 1.0}), _at(**{f"toe_{s}": 1.0}), 0.017, 0.0125,
                looks.shoes, -0.004,
            ),
            Part(
                _at(**{f"shoulder_{s}": 1.0}), _at(**{f"elbow_{s}": 1.0}), 0.029, 0.022,
                looks.skin,
            ),
            Part(
                _at(**{f"elbow_{s}": 1.0}), _at(**{f"wrist_{s}": 1.0}), 0.023, 0.015,
                looks.skin, -0.001,
            ),
            Part(
                _at(**{f"wrist_{s}": 1.0}), _at(**{f"hand_{s}": 1.0}), 0.016, 0.022,
                looks.skin, -0.002,
            ),
        ]  # fmt: skip
        if looks.sleeves:
            parts.append(
                Part(
                    _at(**{f"shoulder_{s}": 1.0}), _between(f"shoulder_{s}", f"elbow_{s}", 0.5),
                    0.036, 0.031, looks.shirt, -0.002,
                )
            )  # fmt: skip
    parts += [
        # The trunk: pelvis in shorts, then both flanks of the shirt, then the neck and head.
        Part(_at(hip_left=1.0), _at(hip_right=1.0), 0.058, 0.058, looks.shorts, 0.0),
        Part(
            _at(mid_hip=1.0), _between("mid_hip", "mid_shoulder", 0.25), 0.062, 0.058,
            looks.shorts, 0.0,
        ),
        Part(
            _between("mid_hip", "mid_shoulder", 0.22), _between("mid_hip", "mid_shoulder", 0.80),
            0.060, 0.072, looks.shirt, -0.001,
        ),
        Part(
            ((INDEX["mid_hip"], 0.2), (INDEX["mid_shoulder"], 0.4), (INDEX["shoulder_left"], 0.4)),
            ((INDEX["mid_hip"], 0.2), (INDEX["mid_shoulder"], 0.4), (INDEX["shoulder_right"], 0.4)),
            0.066, 0.066, looks.shirt, -0.0015,
        ),
        Part(
            _between("shoulder_left", "mid_shoulder", 0.25),
            _between("shoulder_right", "mid_shoulder", 0.25), 0.044, 0.044, looks.shirt, -0.0018,
        ),
        Part(_at(mid_shoulder=1.0), _at(neck=1.0), 0.033, 0.029, looks.skin, 0.001),
        Part(_at(head=1.0), _between("head", "neck", 0.42), 0.056, 0.047, looks.skin, -0.003),
    ]  # fmt: skip
    return parts


def _weights(parts: list[Part]) -> tuple[Array, Array]:
    out = np.zeros((2, len(parts), len(INDEX)))
    for i, part in enumerate(parts):
        for j, weight in part.start:
            out[0, i, j] += weight
        for j, weight in part.end:
            out[1, i, j] += weight
    return out[0], out[1]


class Painter:
    """Draws one figure.

    Parameters
    ----------
    looks : Looks
    height : float, m
        Body height; girths scale with it.
    build : float
    light : (float, float)
        Direction towards the light in the picture (x right, y down), at most unit length.
    sign : {1, -1}
        Which way along the picture the face looks: 1 is to the right.
    """

    def __init__(
        self, looks: Looks, height: float, build: float, light: tuple[float, float], sign: int
    ) -> None:
        self._parts = body_parts(looks)
        self._start, self._end = _weights(self._parts)
        self._radii = height * build * np.array(
            [[p.start_radius, p.end_radius] for p in self._parts]
        )
        self._radii[-1] /= build  # heads do not grow with the girth
        self._layer = np.array([p.layer for p in self._parts])
        self._light = np.array(light)
        self._colours = [
            [tuple(min(255.0, c * tone) for c in reversed(p.colour)) for _, _, tone in _TONES]
            for p in self._parts
        ]
        self._head_radius = 0.056 * height
        self._hair = tuple(float(c) for c in reversed(looks.hair))
        self._skin = tuple(float(c) for c in reversed(looks.skin))
        self._dark = tuple(0.35 * c for c in self._skin)
        self._sign = sign

    def segments(self, joints: Array) -> tuple[Array, Array, Array]:
        """Ends (s, parts, 3) and radii (parts, 2) of all parts in the world, m."""
        return self._start @ joints, self._end @ joints, self._radii

    def outlines(self, pixels: Array, depth: Array, focal_px: Array | float) -> Figure:
        """Outlines of a figure at several instants.

        Parameters
        ----------
        pixels : ndarray, shape (s, 24, 2)
            Joints in the picture.
        depth : ndarray, shape (s, 24), m
        focal_px : float or ndarray, shape (s,)
        """
        start, end = self._start @ pixels, self._end @ pixels
        zs, ze = depth @ self._start.T, depth @ self._end.T
        scale = np.asarray(focal_px, dtype=np.float64).reshape(-1, 1)
        rs, re = self._radii[:, 0] * scale / zs, self._radii[:, 1] * scale / ze
        order = np.argsort(-(0.5 * (zs + ze) + self._layer), axis=1)
        layers = [
            capsule(
                start + shift * rs[..., None] * self._light,
                end + shift * re[..., None] * self._light,
                np.maximum(girth * rs - EDGE_PX, 0.2),
                np.maximum(girth * re - EDGE_PX, 0.2),
            )
            for girth, shift, _ in _TONES
        ]
        head = self._start[-1] @ pixels
        return Figure(
            outlines=np.stack(layers, 2),
            order=order,
            head=head,
            head_radius=self._head_radius * scale[:, 0] / zs[:, -1],
            up=_unit(head - pixels[:, INDEX["neck"]]),
        )

    def paint(self, canvas: Image, figure: Figure, instant: int, origin: Array) -> None:
        """Fill one instant's shapes into a patch whose upper left pixel is ``origin``."""
        corners = to_fixed(figure.outlines[instant], origin)
        colours = self._colours
        head_part = len(self._parts) - 1
        for i in figure.order[instant]:
            for tone, colour in zip(corners[i], colours[i], strict=True):
                cv2.fillConvexPoly(canvas, tone, colour, cv2.LINE_AA, SHIFT)
            if i == head_part:
                self._paint_head(canvas, figure, instant, origin)

    def _paint_head(self, canvas: Image, figure: Figure, instant: int, origin: Array) -> None:
        centre, radius, up = (
            figure.head[instant], figure.head_radius[instant], figure.up[instant]
        )  # fmt: skip
        ahead = self._sign * np.array([-up[1], up[0]])
        # A cap of hair over crown and back of the head; a nose, an eye and an ear in front of it.
        angle = np.radians(np.linspace(62.0, 232.0, 13))[:, None]
        cap = centre + 1.06 * radius * (np.cos(angle) * ahead + np.sin(angle) * up)
        brow = centre + radius * (0.10 * ahead + 0.42 * up)
        nape = centre + radius * (-0.42 * ahead - 0.50 * up)
        self._fill(canvas, np.vstack([cap, nape[None], brow[None]]), self._hair, origin)
        for place, size, colour in (
            ((0.98, -0.18), 0.15, self._skin),
            ((0.66, 0.10), 0.10, self._dark),
            ((-0.12, -0.08), 0.16, self._skin),
            ((0.72, -0.52), 0.09, self._dark),
        ):
            spot = centre + radius * (place[0] * ahead + place[1] * up)
            ring = capsule(spot, spot, size * radius, size * radius)
            self._fill(canvas, ring, colour, origin)

    @staticmethod
    def _fill(canvas: Image, shape: Array, colour: tuple[float, ...], origin: Array) -> None:
        cv2.fillPoly(canvas, [to_fixed(shape, origin)], colour, cv2.LINE_AA, SHIFT)


@dataclass(frozen=True, slots=True)
class Figure:
    """Outlines of one figure at s instants: corners (s, parts, tones, corners, 2) in pixels."""

    outlines: Array
    order: NDArray[np.intp]
    head: Array
    head_radius: Array
    up: Array

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom over all instants, px."""
        low = self.outlines.min(axis=(0, 1, 2, 3))
        high = self.outlines.max(axis=(0, 1, 2, 3))
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def capsule(start: Array, end: Array, start_radius: Array, end_radius: Array) -> Array:
    """Corners of the hull of two circles.

    Parameters
    ----------
    start, end : ndarray, shape (..., 2)
    start_radius, end_radius : ndarray, shape (...)

    Returns
    -------
    ndarray, shape (..., 14, 2)
    """
    gap = end - start
    length = np.maximum(np.hypot(gap[..., 0], gap[..., 1]), 1e-9)
    heading = np.arctan2(gap[..., 1], gap[..., 0])
    # The common tangents leave the circles at this angle from the axis.
    opening = np.arccos(np.clip((start_radius - end_radius) / length, -1.0, 1.0))
    share = np.linspace(-1.0, 1.0, _ARC)
    far = heading[..., None] + share * opening[..., None]
    near = heading[..., None] + np.pi + share * (np.pi - opening[..., None])

    def arc(centre: Array, radius: Array, angle: Array) -> Array:
        ring = np.stack([np.cos(angle), np.sin(angle)], -1)
        return centre[..., None, :] + radius[..., None, None] * ring

    return np.concatenate([arc(end, end_radius, far), arc(start, start_radius, near)], axis=-2)


def to_fixed(points: Array, origin: Array) -> NDArray[np.int32]:
    """Fixed-point corners for corners in picture pixels, on a patch whose corner is ``origin``."""
    return np.rint((points - origin) * (1 << SHIFT)).astype(np.int32)


def _unit(vectors: Array) -> Array:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))
