"""Faces made unrecognisable in pictures that leave the app.

Nothing here recognises a face.  What is known is where heads can be: the runners were timed, so their
trunks' places are known in every frame and a head is above them; whoever else moves differs from the
empty scene, and his head is the top of that; and whoever stands still, or sits, is higher than a knee.
So there are two covers:

``"all"``
    Everything higher than 0.7 m in the lane's plane becomes coarse blocks, except the timed runners'
    bodies below their shoulders, and the tops of everything that moves.  It hides whoever stands.
``"moving"``
    Only heads become blocks: those of the timed runners, and the tops of everything that moves.  Who
    stands still is not found.

Either may miss somebody: a child between camera and lane, a face on a poster below the line, a runner
who was not timed and bends down.  Pictures must be looked at before they are published.

Blocks are a third of a head wide or more: finer ones could be read again from many frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.errors import InputError
from flyzone.geometry import LaneCamera
from flyzone.model import TimedRun

Array = NDArray[np.float64]
Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]

Cover = Literal["all", "moving"]
COVERS: Final[tuple[str, ...]] = get_args(Cover)

KEEP_BELOW_M: Final = 0.7
"""What is lower in the lane's plane stays sharp: ground, cones, feet."""

_USUAL_HEIGHT_M = 1.75
_SHOULDERS, _HEAD_TOP = 0.76, 1.10
_HALF_HEAD_M, _AHEAD_M = 0.42, 0.14
_HALF_BODY_M = 0.85
_HEAD_M = 0.24
_BLOCK_SHARE = 1.0 / 3.0
_LEAST_BLOCK_PX = 6
_BEYOND_S = 1.5
_WORKING_WIDTH = 480
_MOST_SAMPLES = 33
_LEAST_LEVELS = 14
_LEAST_PERSON_M = 0.45
_TOP_SHARE = 0.21


class HeadHider:
    """Covers the heads in the frames of one clip.

    Parameters
    ----------
    camera : LaneCamera
        Of the marked frame.
    runs : sequence of TimedRun
    height_m : float or None, m
        Of the athletes; a usual one where it is not known.
    cover : {"all", "moving"}

    Raises
    ------
    InputError
        If there is no such cover.
    """

    def __init__(
        self,
        camera: LaneCamera,
        runs: Sequence[TimedRun],
        *,
        height_m: float | None = None,
        cover: str = "all",
    ) -> None:
        if cover not in COVERS:
            raise InputError(
                f"Heads are covered by {' or '.join(COVERS)}, got {cover[:20]!r}. Choose one of them.",
                code="unknown-cover",
            )
        self._camera, self._runs, self._cover = camera, tuple(runs), cover
        self._height = height_m or _USUAL_HEIGHT_M
        width, height = camera.size
        self._ratio = min(1.0, _WORKING_WIDTH / width)
        self._small = (max(1, round(width * self._ratio)), max(1, round(height * self._ratio)))
        middle = camera.to_lane([[(width - 1) / 2.0, (height - 1) / 2.0]])[0, 0]
        ends = camera.to_pixels([[middle, 0.0, 0.0], [middle, 0.0, 1.0]])
        self._px_per_m = float(np.hypot(*(ends[1] - ends[0])))
        self._block = max(_LEAST_BLOCK_PX, round(_BLOCK_SHARE * _HEAD_M * self._px_per_m))
        self._line = self._lower_edge()
        self._empty: Picture | None = None

    def learn(self, frames: Iterable[tuple[Callable[[], Picture], Array | None]]) -> None:
        """Learns the empty scene from frames in order of time, each with its camera motion.

        A frame is a function that gives its picture: only few are asked.
        They are spread over the clip, and memory does not grow with its length.
        """
        kept: list[Picture] = []
        every = 1
        for seen, (picture, motion) in enumerate(frames):
            if seen % every == 0:
                kept.append(self._still(picture(), motion))
                if len(kept) > _MOST_SAMPLES:
                    kept, every = kept[::2], 2 * every
        if kept:
            self._empty = np.asarray(np.median(np.stack(kept), axis=0), dtype=np.uint8)

    def hide(self, picture: Picture, time_s: float, motion: Array | None = None) -> Picture:
        """Covers the heads of one frame, in place.

        Parameters
        ----------
        picture : ndarray, shape (height, width, 3), uint8
        time_s : float, s
            Real seconds since the first frame.
        motion : ndarray, shape (3, 3), optional
            From the marked frame's pixels to this frame's; None for a still camera.

        Returns
        -------
        ndarray
            The same picture.
        """
        mask = self._mask(picture, time_s, motion)
        if mask.any():
            # Whole blocks only: what is half covered would show its edge.
            rows, columns = mask.shape
            size = (-(-columns // self._block), -(-rows // self._block))
            grown = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8))
            coarse = cv2.resize(grown, size, interpolation=cv2.INTER_AREA)
            blocks = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
            full = (size[0] * self._block, size[1] * self._block)
            covered = cv2.resize(coarse, full, interpolation=cv2.INTER_NEAREST)[:rows, :columns]
            large = cv2.resize(blocks, full, interpolation=cv2.INTER_NEAREST)[:rows, :columns]
            chosen = (covered > 0) | mask
            picture[chosen] = large[chosen]
        return picture

    def _mask(self, picture: Picture, time_s: float, motion: Array | None) -> Mask:
        mask = np.zeros(picture.shape[:2], dtype=np.uint8)
        tops = self._moving_tops(picture, motion)
        if self._cover == "all":
            cv2.fillPoly(mask, [_fixed(_seen(self._line, motion))], 255, shift=_SHIFT)
            for run in self._runs:
                body = self._box(run, time_s, 0.0, _SHOULDERS * self._height, 0.0, _HALF_BODY_M)
                if body is not None:
                    cv2.fillPoly(mask, [_fixed(_seen(body, motion))], 0, shift=_SHIFT)
        else:
            mask[tops] = 255
        for run in self._runs:
            head = self._box(
                run, time_s, (_SHOULDERS + 0.02) * self._height, _HEAD_TOP * self._height,
                _AHEAD_M, _HALF_HEAD_M,
            )  # fmt: skip
            if head is not None:
                cv2.fillPoly(mask, [_fixed(_seen(head, motion))], 255, shift=_SHIFT)
        if self._cover == "all":
            self._bent_heads(mask, tops, time_s, motion)
        return mask > 0

    def _bent_heads(self, mask: Picture, tops: Mask, time_s: float, motion: Array | None) -> None:
        """Who runs bent, or still crouches in the blocks, carries his head lower.

        Around a timed runner it is the top of what moves ahead of his hips; elsewhere the top of whatever
        moves, above the line or below it.
        """
        ahead, bodies = np.zeros_like(mask), np.zeros_like(mask)
        for run in self._runs:
            front = self._box(run, time_s, 0.36 * self._height, 1.1 * self._height, 0.5, 0.5)
            body = self._box(run, time_s, 0.0, _HEAD_TOP * self._height, 0.0, _HALF_BODY_M)
            if front is not None and body is not None:
                cv2.fillPoly(ahead, [_fixed(_seen(front, motion))], 255, shift=_SHIFT)
                cv2.fillPoly(bodies, [_fixed(_seen(body, motion))], 255, shift=_SHIFT)
        mask[tops & ((ahead > 0) | (bodies == 0))] = 255

    def _box(
        self, run: TimedRun, time_s: float, low: float, high: float, ahead: float, half: float
    ) -> Array | None:
        """A runner's rectangle in the lane's plane at a moment, as pixels; None long before and after."""
        path = np.asarray(run.path, dtype=float).reshape(-1, 2)
        if len(path) < 2 or not path[0, 0] - _BEYOND_S <= time_s <= path[-1, 0] + _BEYOND_S:
            return None
        times, places = path.T
        pace = float((places[-1] - places[0]) / (times[-1] - times[0]))
        x = float(np.interp(time_s, times, places))
        x += pace * (min(time_s - times[0], 0.0) + max(time_s - times[-1], 0.0))
        x += np.sign(pace) * ahead
        left, right = x - half, x + half
        corners = np.array([[left, low], [right, low], [right, high], [left, high]])
        found = self._camera.to_pixels(np.insert(corners, 1, 0.0, axis=1))
        return found if np.all(np.isfinite(found)) else None

    def _lower_edge(self) -> Array:
        """The part of the picture that lies higher than `KEEP_BELOW_M` in the lane's plane."""
        width, height = self._camera.size
        columns = np.linspace(0.0, width - 1.0, 9)
        where = self._camera.to_lane(np.column_stack([columns, np.full(9, (height - 1) / 2.0)]))
        points = np.column_stack([where[:, 0], np.zeros(9), np.full(9, KEEP_BELOW_M)])
        edge = self._camera.to_pixels(points)
        edge = edge[np.all(np.isfinite(edge), axis=1)]
        slope, level = (
            np.polyfit(edge[:, 0], edge[:, 1], 1) if len(edge) > 1 else (0.0, height / 2.0)
        )
        # Far beyond the picture's sides, so that a camera that moved still sees the edge.
        left, right = -float(width), 2.0 * width
        return np.array(
            [[left, -2.0 * height], [right, -2.0 * height], [right, slope * right + level],
             [left, slope * left + level]]
        )  # fmt: skip

    def _still(self, picture: Picture, motion: Array | None) -> Picture:
        """A frame in the marked frame's pixels, small."""
        if motion is not None:
            size = (picture.shape[1], picture.shape[0])
            picture = np.asarray(
                cv2.warpPerspective(
                    picture, motion, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                    borderMode=cv2.BORDER_REPLICATE,
                ),
                dtype=np.uint8,
            )  # fmt: skip
        return np.asarray(
            cv2.resize(picture, self._small, interpolation=cv2.INTER_AREA), dtype=np.uint8
        )

    def _moving_tops(self, picture: Picture, motion: Array | None) -> Mask:
        """The top of everything that differs from the empty scene and is as large as a person."""
        shape = picture.shape[:2]
        if self._empty is None:
            return np.zeros(shape, dtype=bool)
        differs = cv2.absdiff(self._still(picture, motion), self._empty).max(axis=2)
        noise = float(np.median(differs))
        moving = (differs > _LEAST_LEVELS + 3.0 * noise).astype(np.uint8)
        moving = cv2.morphologyEx(moving, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
        px_per_m = self._px_per_m * self._ratio
        close = max(3, round(0.18 * px_per_m))
        moving = cv2.morphologyEx(moving, cv2.MORPH_CLOSE, np.ones((close, close), np.uint8))
        count, labels, stats, _ = cv2.connectedComponentsWithStats(moving)
        tops = np.zeros_like(moving)
        for label in range(1, count):
            tall = int(stats[label, cv2.CC_STAT_HEIGHT])
            if tall < _LEAST_PERSON_M * px_per_m * 0.6:
                continue
            reach = max(2, round(_TOP_SHARE * max(tall, 0.9 * px_per_m)))
            part = labels == label
            for column in np.flatnonzero(part.any(axis=0)):
                first = int(np.argmax(part[:, column]))
                # Hair before dark trees is not seen to move, the shoulders below it are.
                tops[max(0, first - (2 * reach) // 3) : first + reach, column] = 1
        around = max(1, round(0.08 * px_per_m))
        tops = cv2.dilate(tops, np.ones((2 * around + 1, 2 * around + 1), np.uint8))
        full = cv2.resize(tops, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST)
        if motion is not None:
            full = cv2.warpPerspective(full, motion, (shape[1], shape[0]), flags=cv2.INTER_NEAREST)
        return np.asarray(full > 0)


_SHIFT = 4


def _seen(points: Array, motion: Array | None) -> Array:
    if motion is None:
        return points
    return np.asarray(cv2.perspectiveTransform(points[None], motion)[0], dtype=np.float64)


def _fixed(points: Array) -> NDArray[np.int32]:
    return np.asarray(np.rint(np.clip(points, -1e6, 1e6) * 2**_SHIFT), dtype=np.int32)
