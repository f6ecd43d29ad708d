"""Drawing the frames of a stage.

The empty scene is drawn once.  For each frame only the patches around the figures are drawn anew:
the shadow darkens the ground, then every figure is painted at several instants of the exposure and
the instants are averaged, which is motion blur.  Each joint is taken at the time when its own row
of the picture opens, which is the rolling shutter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.virtual.cast import Actor, Stage
from flyzone.virtual.draw import SHIFT, Figure, capsule, to_fixed
from flyzone.virtual.light import Light, Noise
from flyzone.virtual.scenario import Camera
from flyzone.virtual.scene import Background, paint_cone

Array = NDArray[np.float64]
Image = NDArray[np.uint8]
Box = tuple[int, int, int, int]  # left, top, right, bottom; the last two exclusive

_CHUNK = 48  # frames whose outlines are computed together
_BLUR_STEP_PX = 1.2
_MOST_INSTANTS = 16
_MESH = 24  # pixels between the nodes of a moving camera's map


def draw_frames(stage: Stage) -> Iterator[tuple[int, Image]]:
    """Each presented frame's index and upright picture, shape (height, width, 3), uint8 BGR."""
    studio = _Studio(stage)
    timeline = stage.timeline
    last: Image | None = None
    for first in range(0, len(timeline.time), _CHUNK):
        index = np.arange(first, min(first + _CHUNK, len(timeline.time)))
        shots = studio.shoot(timeline.time[index])
        for k, i in enumerate(index):
            if timeline.shown[i] == i or last is None:
                last = studio.frame(float(timeline.time[i]), shots, k)
            yield int(i), last


@dataclass(frozen=True)
class _Shot:
    """One actor's outlines over a chunk of frames."""

    actor: Actor
    figure: Figure
    instants: int
    shadow: Array | None
    depth: Array
    boxes: list[Box | None]
    cones: list[int]


class _Studio:
    """Everything that stays the same from frame to frame."""

    def __init__(self, stage: Stage) -> None:
        scenario = stage.scenario
        self.stage, self.lens = stage, stage.lens
        self.width, self.height = scenario.encoding.width, scenario.encoding.height
        border = 0 if self.lens.is_still else _border(scenario.camera, self.width)
        self.background = Background(
            scenario.scene, self.lens, stage.cones, border, stage.rng("scene")
        )
        self.light = Light(
            scenario.scene, scenario.camera, self.height, float(stage.rng("light").uniform(0, 6.28))
        )
        base = self.background.inner(self.background.pictures[0])
        dim = self.light.apply(np.ascontiguousarray(base), np.asarray(scenario.scene.light))
        self.noise = Noise(scenario.scene, dim, stage.rng("noise"))
        rows = np.arange(0, self.height + _MESH, _MESH, dtype=np.float64)
        columns = np.arange(0, self.width + _MESH, _MESH, dtype=np.float64)
        self._nodes = np.stack(np.meshgrid(columns, rows), -1)
        self._fill_rows, self._fill_columns = _filling(self.height), _filling(self.width)
        self._noisy: dict[tuple[int, int | None], Image] = {}
        self._sun = _sun_vector(scenario.scene.sun_azimuth_deg, scenario.scene.sun_elevation_deg)
        self._shadow = scenario.scene.shadow if self._sun is not None else 0.0
        self._shadow_blur = max(0.6, 0.02 * self.lens.focal_px / scenario.camera.distance_m)

    def shoot(self, frame_time: Array) -> list[_Shot]:
        """Outlines of every actor for a chunk of frames."""
        shots = []
        camera = self.stage.scenario.camera
        for actor in self.stage.actors:
            speed_px = actor.top_speed * self.lens.focal_px / actor.near_depth
            blur = speed_px * camera.exposure_s
            instants = int(np.clip(np.ceil(blur / _BLUR_STEP_PX), 1, _MOST_INSTANTS))
            inside = (np.arange(instants) + 0.5) / instants * camera.exposure_s
            opening = (frame_time[:, None] + inside).ravel()
            pixels, depth, when = self.stage.see(actor, opening)
            figure = actor.painter.outlines(pixels, depth, self.lens.focal_at(when[:, 0]))
            shadow = None
            if self._sun is not None and self._shadow > 0:
                shadow = self._shadow_outlines(actor, frame_time + 0.5 * camera.exposure_s)
            middle = depth.mean(1).reshape(-1, instants).mean(1)
            ahead = [
                i for i, (_, _, z) in enumerate(self.background.cone_shapes) if z < middle.mean()
            ]
            boxes = self._boxes(figure, shadow, middle, instants)
            early = (frame_time < actor.window[0]) | (frame_time > actor.window[1])
            shown = [None if out else box for out, box in zip(early, boxes, strict=True)]
            shots.append(_Shot(actor, figure, instants, shadow, middle, shown, ahead))
        return shots

    def frame(self, time: float, shots: list[_Shot], k: int) -> Image:
        """One finished picture."""
        tile = self.noise.choose()
        gain = self.light.gain(time)
        boxes = _merged([box for s in shots if (box := s.boxes[k]) is not None])
        if self.lens.is_still and self.light.is_constant:
            picture, frame = self._still(time, tile)
            for box in boxes:
                patch = self._patch(picture, box, shots, k, time)
                patch = self.light.apply(patch, gain)
                frame[_slices(box)] = self.noise.add(patch, tile, _slices(box))
            return frame
        picture = self._moved(time)
        for box in boxes:
            picture[_slices(box)] = self._patch(picture, box, shots, k, time)
        return self.noise.add(self.light.apply(picture, gain), tile)

    def _still(self, time: float, tile: int | None) -> tuple[Image, Image]:
        """The clean background, and a fresh copy of the noisy one."""
        clean = self.background.at(time)
        key = (id(clean), tile)
        if key not in self._noisy:
            self._noisy[key] = self.noise.add(self.light.apply(clean, self.light.gain(time)), tile)
            if len(self._noisy) > 24:  # waving trees times tiles would fill the memory
                self._noisy.pop(next(iter(self._noisy)))
        return clean, self._noisy[key].copy()

    def _moved(self, time: float) -> Image:
        """The background as the camera sees it now."""
        clean = self.background.at(time)
        if self.lens.is_still:
            return clean.copy()
        opened = self.lens.expose(np.asarray(time), self._nodes)
        middle = opened + 0.5 * self.lens.camera.exposure_s
        still = self.lens.still_pixels(self._nodes, middle) + self.background.border
        # Between its nodes the map is a plane to a few thousandths of a pixel.
        across, down = (
            self._fill_rows @ still[..., i].astype(np.float32) @ self._fill_columns.T
            for i in (0, 1)
        )
        seen = cv2.remap(clean, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        return np.asarray(seen, dtype=np.uint8)

    def _boxes(
        self, figure: Figure, shadow: Array | None, depth: Array, instants: int
    ) -> list[Box | None]:
        """The part of each frame that a figure and its shadow can touch."""
        frames = len(depth)
        corners = figure.outlines.reshape(frames, -1, 2)
        low, high = corners.min(1), corners.max(1)
        if shadow is not None:
            fallen = shadow.reshape(frames, -1, 2)
            low, high = np.minimum(low, fallen.min(1)), np.maximum(high, fallen.max(1))
        room = 3 + int(3 * self._shadow_blur)
        size = np.array([self.width, self.height])
        first = np.clip(np.floor(low) - room, 0, size).astype(int)
        last = np.clip(np.ceil(high) + room + 1, 0, size).astype(int)
        seen = (last > first).all(1) & (depth > 0.5)
        return [
            (int(a[0]), int(a[1]), int(b[0]), int(b[1])) if ok else None
            for a, b, ok in zip(first, last, seen, strict=True)
        ]

    def _patch(
        self,
        picture: Image,
        box: Box,
        shots: list[_Shot],
        k: int,
        time: float,
    ) -> Image:
        origin = np.array(box[:2], dtype=np.float64)
        ground = picture[_slices(box)].copy()
        self._cast_shadows(ground, shots, k, origin)
        inside = sorted(
            (s for s in shots if (own := s.boxes[k]) is not None and _overlap(box, own)),
            key=lambda s: -s.depth[k],
        )
        most = max((s.instants for s in inside), default=1)
        total: NDArray[np.uint16] | None = None
        for j in range(most):
            canvas = ground.copy() if most > 1 else ground
            for shot in inside:
                instant = k * shot.instants + j * shot.instants // most
                shot.actor.painter.paint(canvas, shot.figure, instant, origin)
                if self.lens.is_still:
                    for i in shot.cones:
                        self._near_cone(canvas, i, box, origin)
            if most == 1:
                return canvas
            total = canvas.astype(np.uint16) if total is None else total + canvas
        assert total is not None
        return ((total + most // 2) // most).astype(np.uint8)

    def _near_cone(self, canvas: Image, i: int, box: Box, origin: Array) -> None:
        shape = self.background.cone_shapes[i]
        low, high = shape[0].min(0), shape[0].max(0)
        top = shape[1][:, 1].min()
        if low[0] < box[2] and high[0] > box[0] and top < box[3] and high[1] > box[1]:
            paint_cone(canvas, shape, origin)

    def _cast_shadows(self, ground: Image, shots: list[_Shot], k: int, origin: Array) -> None:
        cast = [s.shadow[k] for s in shots if s.shadow is not None and s.boxes[k] is not None]
        if not cast:
            return
        mask = np.zeros(ground.shape[:2], np.uint8)
        for outlines in cast:
            for corners in to_fixed(outlines, origin):
                cv2.fillConvexPoly(mask, corners, 255, cv2.LINE_AA, SHIFT)
        soft = cv2.GaussianBlur(mask, (0, 0), self._shadow_blur)
        kept = 255 - cv2.convertScaleAbs(soft, alpha=self._shadow)
        cv2.multiply(ground, cv2.merge([kept, kept, kept]), dst=ground, scale=1.0 / 255.0)

    def _shadow_outlines(self, actor: Actor, opening: Array) -> Array:
        sun = self._sun
        assert sun is not None
        camera = self.stage.scenario.camera
        feet, _, _ = self.stage.see(actor, opening)
        lowest = np.argmax(feet[:, :, 1], axis=1)
        foot = np.clip(feet[np.arange(len(feet)), lowest], 0, (self.width, self.height))
        when = self.lens.expose(opening, foot)
        joints = actor.joints(when)
        start, end, girth = actor.painter.segments(joints)

        def on_ground(points: Array) -> tuple[Array, Array]:
            fallen = points - sun * (points[..., 2:] / sun[2])
            fallen[..., 2] = 0.0
            return self.lens.project(fallen, np.broadcast_to(when[:, None], fallen.shape[:-1]))

        (p, zp), (q, zq) = on_ground(start), on_ground(end)
        # Seen at a slant, a shadow's girth is somewhat less than the limb's.
        scale = 0.8 * self.lens.focal_px / max(camera.distance_m, 1.0)
        return capsule(p, q, girth[:, 0] * scale + 0 * zp, girth[:, 1] * scale + 0 * zq)


def _border(camera: Camera, width: int) -> int:
    """Pixels beyond the frame that a moving camera may look at."""
    wander = abs(camera.drift_px) + 3.5 * camera.shake_px + 3.0 * camera.stabilised_px
    if camera.bump_s is not None:
        wander += 1.6 * abs(camera.bump_px)
    if camera.lens_switch_s is not None and camera.lens_switch_factor < 1.0:
        wander += 0.5 * width * (1.0 / camera.lens_switch_factor - 1.0)
    return 40 + round(wander)


def _sun_vector(azimuth_deg: float, elevation_deg: float) -> Array | None:
    """Unit vector towards the sun; ``None`` when it casts no shadow."""
    if elevation_deg <= 1.0:
        return None
    a, e = np.radians(azimuth_deg), np.radians(elevation_deg)
    return np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])


def _filling(size: int) -> NDArray[np.float32]:
    """Weights, shape (size, nodes), that fill in linearly between nodes every ``_MESH`` pixels."""
    place = np.arange(size) / _MESH
    node = place.astype(int)
    weights = np.zeros((size, len(np.arange(0, size + _MESH, _MESH))), dtype=np.float32)
    rows = np.arange(size)
    weights[rows, node] = 1.0 - (place - node)
    weights[rows, node + 1] += place - node
    return weights


def _slices(box: Box) -> tuple[slice, slice]:
    return slice(box[1], box[3]), slice(box[0], box[2])


def _merged(boxes: list[Box]) -> list[Box]:
    """Boxes joined until none overlaps another."""
    out: list[Box] = []
    for box in boxes:
        current = box
        while True:
            hit = next((o for o in out if _overlap(o, current)), None)
            if hit is None:
                break
            out.remove(hit)
            current = (
                min(hit[0], current[0]), min(hit[1], current[1]),
                max(hit[2], current[2]), max(hit[3], current[3]),
            )  # fmt: skip
        out.append(current)
    return out


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
