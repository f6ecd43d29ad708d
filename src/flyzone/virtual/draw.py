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
EDGE_PX = 0.63
_ARC = 9  # corners on each round end
_TONES = ((1.0, 0.0, 0.70), (0.74, 0.22, 1.0), (0.38, 0.42, 1.16))  # girth, shift, brightness


Place = tuple[tuple[int, float], ...]  # a mixture of joints: (joint index, weight), ...


@dataclass(frozen=True, slots=True)
class Part:
    """A tapered capsule from one place to another; radii are shares of body height."""

    start: Place
    end: Place
    start_radius: float
    end_radius: float


@dataclass(frozen=True, slots=True)
class Coat:
    """Parts of one colour that are shaded together, so that no seam shows where they meet."""

    colour: Colour
    parts: tuple[Part, ...]


def _on(joint: str) -> Place:
    return ((INDEX[joint], 1.0),)


def _mix(a: str, b: str, share: float) -> Place:
    return ((INDEX[a], 1.0 - share), (INDEX[b], share))


def _leg(side: str, looks: Looks) -> tuple[Coat, ...]:
    hip, knee, ankle = f"hip_{side}", f"knee_{side}", f"ankle_{side}"
    heel, ball, toe = f"heel_{side}", f"ball_{side}", f"toe_{side}"
    calf = _mix(knee, ankle, 0.33)
    bare = (
        Part(_on(hip), _on(knee), 0.050, 0.031),
        Part(_on(knee), calf, 0.029, 0.033),
        Part(calf, _on(ankle), 0.033, 0.019),
    )
    shoe = (
        Part(_on(heel), _on(ball), 0.018, 0.017),
        Part(_on(ankle), _on(ball), 0.022, 0.017),
        Part(_on(ball), _on(toe), 0.017, 0.0125),
    )
    return (
        Coat(looks.skin, bare),
        Coat(looks.socks, (Part(_mix(knee, ankle, 0.86), _on(ankle), 0.0225, 0.021),)),
        Coat(looks.shoes, shoe),
        Coat(looks.shorts, (Part(_on(hip), _mix(hip, knee, 0.42), 0.054, 0.050),)),
    )


def _arm(side: str, looks: Looks) -> tuple[Coat, ...]:
    shoulder, elbow, wrist = f"shoulder_{side}", f"elbow_{side}", f"wrist_{side}"
    bare = (
        Part(_on(shoulder), _on(elbow), 0.029, 0.022),
        Part(_on(elbow), _on(wrist), 0.023, 0.015),
        Part(_on(wrist), _on(f"hand_{side}"), 0.016, 0.022),
    )
    sleeve = Part(_on(shoulder), _mix(shoulder, elbow, 0.5), 0.036, 0.031)
    return (Coat(looks.skin, bare), *((Coat(looks.shirt, (sleeve,)),) if looks.sleeves else ()))


def _trunk(looks: Looks) -> tuple[Coat, ...]:
    def chest(side: str) -> Place:
        return (
            (INDEX["mid_hip"], 0.2), (INDEX["mid_shoulder"], 0.4), (INDEX[f"shoulder_{side}"], 0.4)
        )  # fmt: skip

    pelvis = (
        Part(_on("hip_left"), _on("hip_right"), 0.058, 0.058),
        Part(_on("mid_hip"), _mix("mid_hip", "mid_shoulder", 0.25), 0.062, 0.058),
    )
    shirt = (
        Part(
            _mix("mid_hip", "mid_shoulder", 0.22), _mix("mid_hip", "mid_shoulder", 0.8), 0.06, 0.07
        ),
        Part(chest("left"), chest("right"), 0.066, 0.066),
        Part(
            _mix("shoulder_left", "mid_shoulder", 0.25),
            _mix("shoulder_right", "mid_shoulder", 0.25), 0.044, 0.044,
        ),
    )  # fmt: skip
    return (
        Coat(looks.skin, (Part(_on("mid_shoulder"), _on("neck"), 0.033, 0.029),)),
        Coat(looks.shorts, pelvis),
        Coat(looks.shirt, shirt),
        Coat(looks.skin, (Part(_on("head"), _mix("head", "neck", 0.42), 0.056, 0.047),)),
    )


# Each group is drawn as a whole; groups are sorted by the depth of two of their joints.
_GROUP_DEPTH = (
    ("hip_left", "knee_left"), ("hip_right", "knee_right"), ("shoulder_left", "elbow_left"),
    ("shoulder_right", "elbow_right"), ("mid_hip", "mid_shoulder"),
)  # fmt: skip


_TRUNK = len(_GROUP_DEPTH) - 1

# The head in its own radii, forward and up: a cap of hair over crown and back, then (forward,
# upward, size) of nose, eye, ear and mouth.
_CAP = np.radians(np.linspace(62.0, 232.0, 13))
_HAIR = np.vstack(
    [1.06 * np.stack([np.cos(_CAP), np.sin(_CAP)], -1), [[-0.42, -0.50], [0.10, 0.42]]]
)
_FACE = ((0.98, -0.18, 0.15), (0.66, 0.10, 0.10), (-0.12, -0.08, 0.16), (0.72, -0.52, 0.09))


def _groups(looks: Looks) -> tuple[tuple[Coat, ...], ...]:
    return (
        _leg("left", looks), _leg("right", looks), _arm("left", looks), _arm("right", looks),
        _trunk(looks),
    )  # fmt: skip


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
        groups = _groups(looks)
        parts = [part for group in groups for coat in group for part in coat.parts]
        self._start = _weights([p.start for p in parts])
        self._end = _weights([p.end for p in parts])
        girth = height * np.array([[p.start_radius, p.end_radius] for p in parts])
        girth[:-1] *= build  # a head does not grow with the girth
        self._radii = girth
        self._group_depth = np.array([[INDEX[a], INDEX[b]] for a, b in _GROUP_DEPTH])
        self._light = np.array(light)
        # What to fill, in order: for each group, (part, tone, colour) with tones outermost.
        self._strokes: list[list[tuple[int, int, tuple[float, ...]]]] = []
        first = 0
        for group in groups:
            strokes = []
            for coat in group:
                members = range(first, first + len(coat.parts))
                first += len(coat.parts)
                for tone, (_, _, brightness) in enumerate(_TONES):
                    colour = tuple(min(255.0, brightness * c) for c in reversed(coat.colour))
                    strokes += [(i, tone, colour) for i in members]
            self._strokes.append(strokes)
        self._head_radius = 0.056 * height
        hair, skin = (tuple(float(c) for c in reversed(x)) for x in (looks.hair, looks.skin))
        dark = tuple(0.35 * c for c in skin)
        self._head_colours = (hair, skin, dark, skin, dark)
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
        order = np.argsort(-depth[:, self._group_depth].mean(-1), axis=1)
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
        radius = self._head_radius * scale[:, 0] / zs[:, -1]
        up = _unit(head - pixels[:, INDEX["neck"]])
        return Figure(np.stack(layers, 2), order, self._head(head, radius, up))

    def paint(self, canvas: Image, figure: Figure, instant: int, origin: Array) -> None:
        """Fill one instant's shapes into a patch whose upper left pixel is ``origin``."""
        corners = to_fixed(figure.outlines[instant], origin)
        for group in figure.order[instant]:
            for part, tone, colour in self._strokes[group]:
                cv2.fillConvexPoly(canvas, corners[part, tone], colour, cv2.LINE_AA, SHIFT)
            if group == _TRUNK:
                for shapes, colour in zip(figure.head, self._head_colours, strict=True):
                    corners_2d = to_fixed(shapes[instant], origin)
                    cv2.fillPoly(canvas, [corners_2d], colour, cv2.LINE_AA, SHIFT)

    def _head(self, centre: Array, radius: Array, up: Array) -> list[Array]:
        """Hair, nose, eye, ear and mouth: corners, each of shape (s, corners, 2)."""
        ahead = self._sign * np.stack([-up[:, 1], up[:, 0]], -1)

        def at(forward: Array, upward: Array) -> Array:
            place = forward[:, None] * ahead[:, None] + upward[:, None] * up[:, None]
            return np.asarray(centre[:, None] + radius[:, None, None] * place)

        ring = np.linspace(0.0, 2.0 * np.pi, 10, endpoint=False)
        shapes = [at(_HAIR[:, 0], _HAIR[:, 1])]
        for forward, upward, size in _FACE:
            shapes.append(at(forward + size * np.cos(ring), upward + size * np.sin(ring)))
        return shapes


@dataclass(frozen=True, slots=True)
class Figure:
    """Outlines of one figure at s instants, in pixels.

    Attributes
    ----------
    outlines : ndarray, shape (s, parts, tones, 18, 2)
    order : ndarray of int, shape (s, groups)
        Groups from far to near.
    head : list of ndarray, shape (s, corners, 2)
        Hair, nose, eye, ear and mouth.
    """

    outlines: Array
    order: NDArray[np.intp]
    head: list[Array]


def _weights(places: list[Place]) -> Array:
    out = np.zeros((len(places), len(INDEX)))
    for i, place in enumerate(places):
        for joint, weight in place:
            out[i, joint] += weight
    return out


def capsule(start: Array, end: Array, start_radius: Array, end_radius: Array) -> Array:
    """Corners of the hull of two circles.

    Parameters
    ----------
    start, end : ndarray, shape (..., 2)
    start_radius, end_radius : ndarray, shape (...)

    Returns
    -------
    ndarray, shape (..., 18, 2)
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
        return np.asarray(centre[..., None, :] + radius[..., None, None] * ring)

    return np.concatenate([arc(end, end_radius, far), arc(start, start_radius, near)], axis=-2)


def to_fixed(points: Array, origin: Array) -> NDArray[np.int32]:
    """Fixed-point corners for corners in picture pixels, on a patch whose corner is ``origin``."""
    fixed: NDArray[np.int32] = np.rint((points - origin) * (1 << SHIFT)).astype(np.int32)
    return fixed


def _unit(vectors: Array) -> Array:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))
