"""What is drawn on a frame of a clip: the zone, the trunk's path so far, and the clock.

Everything on the lane is given in lane metres and drawn through the clip's own camera, so that it
lies on the ground of the picture; for a hand-held clip it goes on through the homography from the
marked frame to the frame at hand.  Places are drawn as they were measured: nothing here moves a
line to make it look better.

What the panel says at a moment is worked out by `cards_at`, apart from how it is painted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.geometry import LaneCamera
from flyzone.model import ClipTiming, TimedRun
from flyzone.reports.lettering import Picture, fitting_size, letters, stamp, text_width
from flyzone.reports.palette import BLACK, ENTRY, EXIT, PATH, WHITE, YELLOW, Colour, bgr
from flyzone.reports.wording import clock_text, run_name, speed_text, stretch_text, time_text

Array = NDArray[np.float64]
State = Literal["waiting", "running", "done"]

HALF_LANE_M = 0.61
GATE_M = 2.0
USUAL_TRUNK_M = 1.15
_TRUNK_SHARE = 0.643  # middle of the trunk over standing height
_PIECE_M = 0.5  # straight lines bend in a lens: they are drawn in pieces
_MOST_CARDS = 2
_MOST_SPLITS = 4
_FRACTION_BITS = 3
_FARTHEST_PX = 2.0**17


@dataclass(frozen=True, slots=True)
class Card:
    """What the panel says about one run at one moment.

    Attributes
    ----------
    name : str
        Who, and over which zone.
    clock : str
        The running clock, or the result with its standard deviation.
    state : {"waiting", "running", "done"}
    details : tuple of str
        Smaller lines: speed, splits.
    """

    name: str
    clock: str
    state: State
    details: tuple[str, ...]


def cards_at(timing: ClipTiming, time_s: float) -> tuple[Card, ...]:
    """What the panel says at a moment of a clip.

    Every runner who is in the zone has his clock; a result stays until the next runner enters.

    Parameters
    ----------
    timing : ClipTiming
    time_s : float, s
        Real seconds since the first frame.

    Returns
    -------
    tuple of Card
        At most two, in the order of entry; empty where the clip holds no run.
    """
    runs = sorted(timing.runs, key=lambda run: run.entry_s)
    if not runs:
        return ()
    entered = [i for i, run in enumerate(runs) if run.entry_s <= time_s]
    if not entered:
        return (_card(timing, runs, 0, time_s),)
    shown = [i for i in entered if time_s < runs[i].exit_s or i == entered[-1]]
    return tuple(_card(timing, runs, i, time_s) for i in shown[-_MOST_CARDS:])


def _card(timing: ClipTiming, runs: list[TimedRun], i: int, time_s: float) -> Card:
    run = runs[i]
    who = run_name(run, i + 1, len(runs))
    name = f"{who} · {stretch_text(*timing.zone_m)}"
    passed = run.entry_s
    splits = []
    for split in run.splits:
        passed += split.time_s
        # The last line is the exit itself; rounding must not hold back its split.
        if passed <= time_s + 1e-6 and len(run.splits) > 1:
            splits.append(
                f"{stretch_text(split.from_m, split.to_m)}: "
                f"{time_text(split.time_s, split.time_sd_s)}"
            )
    shown = tuple(splits[-_MOST_SPLITS:])
    if time_s < run.entry_s:
        return Card(name, clock_text(0.0), "waiting", ())
    if time_s < run.exit_s:
        return Card(name, clock_text(time_s - run.entry_s), "running", shown)
    result = time_text(run.time_s, run.time_sd_s)
    return Card(name, result, "done", (f"{speed_text(run.speed_m_s)}  (±: 1 SD)", *shown))


class OverlayPainter:
    """Paints the frames of one clip.

    Parameters
    ----------
    camera : LaneCamera
        Of the marked frame.
    timing : ClipTiming
    athlete_height_m : float or None, m
        Sets the height at which the trunk's path is drawn.
    """

    def __init__(
        self, camera: LaneCamera, timing: ClipTiming, *, athlete_height_m: float | None = None
    ) -> None:
        self._timing = timing
        self._runs = sorted(timing.runs, key=lambda run: run.entry_s)
        width, height = camera.size
        # Sizes follow the shorter side, so that portrait and landscape read alike.
        self._unit = min(width, height) / 720
        self._size = camera.size
        start, end = timing.zone_m
        self._ground = camera.to_pixels(
            np.vstack(
                [
                    _piecewise((start, -HALF_LANE_M, 0.0), (end, -HALF_LANE_M, 0.0)),
                    _piecewise((end, HALF_LANE_M, 0.0), (start, HALF_LANE_M, 0.0)),
                ]
            )
        )
        self._gates = [(camera.to_pixels(_gate(line)), line) for line in timing.zone_m]
        trunk = USUAL_TRUNK_M if athlete_height_m is None else _TRUNK_SHARE * athlete_height_m
        self._paths = []
        for run in self._runs:
            path = np.array(run.path, dtype=float).reshape(-1, 2)
            # A path is read in the middle plane of the lane, so this lands on the body itself.
            points = np.column_stack([path[:, 1], np.zeros(len(path)), np.full(len(path), trunk)])
            self._paths.append((path[:, 0], camera.to_pixels(points)))
        slow = timing.clip.slow_motion_factor
        self._panel_above = self._more_room_above()
        self._note = f"slowed {slow:.3g}x, times are real" if slow > 1.02 else ""

    def paint(self, picture: Picture, time_s: float, motion: Array | None = None) -> Picture:
        """Draws on one frame, in place.

        Parameters
        ----------
        picture : ndarray, shape (height, width, 3), uint8
            Blue, green, red.
        time_s : float, s
            Real seconds since the first frame.
        motion : ndarray, shape (3, 3), optional
            Homography from the marked frame's pixels to this frame's; None for a still camera.

        Returns
        -------
        ndarray
            The same picture.
        """
        self._paint_zone(picture, time_s, motion)
        for run, (times, pixels) in zip(self._runs, self._paths, strict=True):
            if self._is_shown(run, time_s):
                self._paint_path(picture, times, pixels, time_s, motion)
        self._paint_panel(picture, time_s)
        return picture

    def _is_shown(self, run: TimedRun, time_s: float) -> bool:
        """From the first sighting until the next runner is in the zone."""
        later = [r.entry_s for r in self._runs if r.entry_s > run.entry_s]
        begun = bool(run.path) and time_s >= run.path[0][0]
        return begun and (time_s < run.exit_s or not later or time_s < later[0])

    def _paint_zone(self, picture: Picture, time_s: float, motion: Array | None) -> None:
        ground = _seen(self._ground, motion)
        if len(ground) > 2:
            _tint(picture, ground, ENTRY, 0.35)
            self._line(picture, ground, WHITE, 1.6, closed=True)
        active = [run for run in self._runs if run.entry_s <= time_s]
        direction = (active[-1] if active else self._runs[0]).direction if self._runs else None
        for k, (pixels, line) in enumerate(self._gates):
            posts = _seen(pixels, motion)
            if len(posts) < 2:
                continue
            leftmost = pixels[0, 0] <= self._gates[1 - k][0][0, 0]
            first = leftmost == (direction != "right-to-left")
            colour = ENTRY if first else EXIT
            crossed = [r.entry_s if first else r.exit_s for r in active[-1:]]
            just = any(0.0 <= time_s - t < 0.25 for t in crossed)
            self._line(picture, posts, WHITE if just else colour, 5.0 if just else 3.0)
            self._label(picture, posts, f"{line:g} m", colour)

    def _label(self, picture: Picture, posts: Array, text: str, colour: Colour) -> None:
        tile = letters(text, self._text_px(26, 10), colour)
        top = posts[np.argmin(posts[:, 1])]
        left = int(posts[:, 0].mean() - tile.shape[1] / 2)
        left = max(0, min(left, picture.shape[1] - tile.shape[1]))
        stamp(picture, tile, left, max(0, int(top[1]) - tile.shape[0]))

    def _paint_path(
        self, picture: Picture, times: Array, pixels: Array, time_s: float, motion: Array | None
    ) -> None:
        past = int(np.searchsorted(times, time_s, side="right"))
        points = pixels[:past]
        if 0 < past < len(times):
            share = (time_s - times[past - 1]) / (times[past] - times[past - 1])
            here = pixels[past - 1] + share * (pixels[past] - pixels[past - 1])
            points = np.vstack([points, here])
        drawn = _seen(points, motion)
        if len(drawn) == 0:
            return
        self._line(picture, drawn, PATH, 3.0)
        if past < len(times):
            centre = tuple(int(v) for v in np.rint(drawn[-1] * 2**_FRACTION_BITS))
            for radius, colour in ((8.0, BLACK), (5.5, WHITE)):
                cv2.circle(
                    picture, centre, max(8, round(radius * self._unit * 2**_FRACTION_BITS)),
                    bgr(colour), cv2.FILLED, cv2.LINE_AA, _FRACTION_BITS,
                )  # fmt: skip

    def _line(
        self, picture: Picture, points: Array, colour: Colour, thickness: float,
        *, closed: bool = False,
    ) -> None:  # fmt: skip
        fixed = [_fixed(points)]
        thin = max(1, round(thickness * self._unit))
        edge = thin + 2 * max(1, round(1.3 * self._unit))
        for width, paint in ((edge, BLACK), (thin, colour)):
            cv2.polylines(picture, fixed, closed, bgr(paint), width, cv2.LINE_AA, _FRACTION_BITS)

    def _text_px(self, at_720: float, least: int) -> int:
        return max(least, round(at_720 * self._unit))

    def _more_room_above(self) -> bool:
        """Whether the panel hides less above the gates than below the ground of the zone."""
        rows = np.concatenate([self._ground[:, 1], *(pixels[:, 1] for pixels, _ in self._gates)])
        rows = rows[np.isfinite(rows)]
        return bool(rows.size == 0 or rows.min() >= self._size[1] - rows.max())

    def _paint_panel(self, picture: Picture, time_s: float) -> None:
        cards = cards_at(self._timing, time_s)
        lines: list[tuple[str, int, Colour]] = []
        big, small = self._text_px(64, 16), self._text_px(28, 10)
        room = self._size[0] * 0.94
        if not cards:
            lines.append(("no run", big, WHITE))
            lines.append((f"zone {stretch_text(*self._timing.zone_m)}", small, WHITE))
        for card in cards:
            lines.append((card.name, small, WHITE))
            lines.append((card.clock, big, YELLOW if card.state == "running" else WHITE))
            lines.extend((detail, small, WHITE) for detail in card.details)
        if self._note:
            lines.append((self._note, small, EXIT))
        fitted = [(text, fitting_size(text, size, room), colour) for text, size, colour in lines]
        tiles = [letters(text, size, colour) for text, size, colour in fitted]
        # The panel keeps its width while digits change.
        width = max(round(text_width(text, size) / 16 + 1) * 16 for text, size, _ in fitted)
        margin = max(3, round(10 * self._unit))
        height = sum(tile.shape[0] for tile in tiles)
        first = 0 if self._panel_above else max(0, self._size[1] - height - 2 * margin)
        corner = picture[
            first + margin // 2 : first + height + 3 * margin // 2, margin // 2 : 2 * margin + width
        ]
        cv2.convertScaleAbs(corner, corner, 0.45)
        top = first + margin
        for tile in tiles:
            stamp(picture, tile, margin, top)
            top += tile.shape[0]


def _gate(line: float) -> Array:
    """Two posts beside the lane and a bar between their tops, shape (n, 3), m."""
    near, far = (line, -HALF_LANE_M), (line, HALF_LANE_M)
    return np.vstack(
        [
            _piecewise((*near, 0.0), (*near, GATE_M)),
            _piecewise((*near, GATE_M), (*far, GATE_M)),
            _piecewise((*far, GATE_M), (*far, 0.0)),
        ]
    )


def _piecewise(start: tuple[float, ...], end: tuple[float, ...]) -> Array:
    a, b = np.array(start, dtype=float), np.array(end, dtype=float)
    pieces = max(2, int(np.ceil(np.linalg.norm(b - a) / _PIECE_M)) + 1)
    return np.asarray(a + np.linspace(0.0, 1.0, pieces)[:, None] * (b - a))


def _seen(pixels: Array, motion: Array | None) -> Array:
    """Pixels in this frame; points behind the camera are left out."""
    points = pixels[np.isfinite(pixels).all(axis=1)]
    if motion is None or len(points) == 0:
        return points
    return np.asarray(cv2.perspectiveTransform(points[None], motion)[0], dtype=np.float64)


def _fixed(points: Array) -> NDArray[np.int32]:
    near = np.clip(points, -_FARTHEST_PX, _FARTHEST_PX)
    return np.asarray(np.rint(near * 2**_FRACTION_BITS), dtype=np.int32).reshape(-1, 1, 2)


def _tint(picture: Picture, outline: Array, colour: Colour, opacity: float) -> None:
    """Lays a see-through colour on a polygon, in place."""
    height, width = picture.shape[:2]
    low = np.clip(np.floor(outline.min(axis=0)), 0, (width, height)).astype(int)
    high = np.clip(np.ceil(outline.max(axis=0)) + 1, 0, (width, height)).astype(int)
    if (high <= low).any():
        return
    part = picture[low[1] : high[1], low[0] : high[0]]
    painted = part.copy()
    cv2.fillPoly(painted, [_fixed(outline - low)], bgr(colour), cv2.LINE_AA, _FRACTION_BITS)
    cv2.addWeighted(painted, opacity, part, 1.0 - opacity, 0.0, part)
