"""The photo-finish print: for every run, what passed the entry and the exit line over time.

One row for a run, its entry on the left and its exit on the right.  Across each picture runs time
(the moment of crossing in the middle; the direction in which it grows is written below), upwards
the height above the ground in metres.  The red line is the measured crossing, the band around it
holds 95 % of what its error allows.  How the columns are drawn from few frames is told in `slit`.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from flyzone.model import ClipTiming, TimedRun
from flyzone.reports.lettering import Picture, fitting_size, letters, stamp
from flyzone.reports.palette import (
    FAINT_INK,
    INK,
    PAPER,
    RULE,
    VERMILION,
    WHITE,
    Colour,
    bgr,
)
from flyzone.reports.slit import PIXELS_PER_M, SlitPicture
from flyzone.reports.wording import run_name, speed_text, stretch_text, time_text

Array = NDArray[np.float64]

_MARGIN, _GUTTER = 88, 96
_HEAD, _FOOT = 96, 84
_ROW_TITLE, _ABOVE, _BELOW = 74, 72, 84
_TICKS_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
_LEAST_TICK_PX = 62
_TICK = 9


def draw_page(timing: ClipTiming, slits: Sequence[tuple[SlitPicture, SlitPicture]]) -> Picture:
    """The print.

    Parameters
    ----------
    timing : ClipTiming
    slits : sequence of (SlitPicture, SlitPicture)
        Entry and exit of every run of ``timing``, in its order.

    Returns
    -------
    ndarray, shape (height, width, 3), uint8
        Blue, green, red.
    """
    if not slits:
        return _empty_page(timing)
    rows, columns = slits[0][0].picture.shape[:2]
    width = 2 * _MARGIN + 2 * columns + _GUTTER
    row_height = _ROW_TITLE + _ABOVE + rows + _BELOW
    page = _paper(width, _HEAD + row_height * len(slits) + _FOOT)
    _page_title(page, timing)
    for i, (run, pair) in enumerate(zip(timing.runs, slits, strict=True)):
        top = _HEAD + i * row_height
        _row_title(page, run, run_name(run, i + 1, len(slits)), top)
        for k, slit in enumerate(pair):
            left = _MARGIN + k * (columns + _GUTTER)
            _panel(page, slit, "Exit" if k else "Entry", left, top + _ROW_TITLE + _ABOVE)
    rate = timing.clip.fps * timing.clip.slow_motion_factor
    _footer(
        page,
        f"Drawn from {rate:.3g} frames/s: between frames the runner is moved on at his measured "
        "speed (so a standing foot may show twice); what stands still is the line's own column.",
        "Red line: the crossing by the middle of the trunk, fitted over many frames and not read "
        "from this picture. Band: 95 % (1.96 x the time's SD / root 2).",
    )
    return page


def _paper(width: int, height: int) -> Picture:
    page = np.empty((height, width, 3), dtype=np.uint8)
    page[:] = bgr(PAPER)
    return page


def _page_title(page: Picture, timing: ClipTiming) -> None:
    start, end = timing.zone_m
    _write(page, "PHOTO FINISH", 40, INK, left=_MARGIN, top=26)
    about = f"fly zone {stretch_text(start, end)} ({end - start:g} m)"
    _write(page, about, 28, FAINT_INK, right=page.shape[1] - _MARGIN, top=36)
    _rule(page, _HEAD - 12)


def _row_title(page: Picture, run: TimedRun, name: str, top: int) -> None:
    result = time_text(run.time_s, run.time_sd_s)
    speed = speed_text(run.speed_m_s)
    right = page.shape[1] - _MARGIN
    used = _write(page, speed, 28, FAINT_INK, right=right, top=top + 24)
    used += 28 + _write(page, result, 44, INK, right=right - used - 28, top=top + 8)
    room = right - _MARGIN - used - 30
    _write(page, name, fitting_size(name, 40, room), INK, left=_MARGIN, top=top + 12)


def _panel(page: Picture, slit: SlitPicture, what: str, left: int, top: int) -> None:
    rows, columns = slit.picture.shape[:2]
    area = page[top : top + rows, left : left + columns]
    area[:] = slit.picture
    _hatch(area, ~slit.seen)
    _heights(page, slit, left, top)
    middle = (columns - 1) / 2
    _band(area, middle, 1.96 * slit.crossing_sd_s * slit.speed_m_s * PIXELS_PER_M)
    cv2.rectangle(page, (left - 1, top - 1), (left + columns, top + rows), bgr(INK), 1)
    _run_arrow(area, slit.rightward)
    caption = f"{what} at {slit.line_m:g} m: {slit.crossing_s:.3f} s"
    doubt = f"± {max(slit.crossing_sd_s, 0.001):.3f}"
    taken = _write(page, caption, 28, INK, left=left, top=top - _ABOVE + 2)
    _write(page, doubt, 28, FAINT_INK, left=left + taken + 12, top=top - _ABOVE + 2)
    _times(page, slit, left, top)


def _hatch(area: Picture, blank: NDArray[np.bool_]) -> None:
    """Columns without a frame are hatched, so that nobody takes them for a white wall."""
    if not blank.any():
        return
    rows, columns = np.indices(area.shape[:2])
    stripes = ((rows + columns) // 10 % 2).astype(bool)
    area[:, blank] = bgr(PAPER)
    area[stripes & blank[None, :]] = bgr(RULE)


def _heights(page: Picture, slit: SlitPicture, left: int, top: int) -> None:
    columns = slit.picture.shape[1]
    for height in (0.0, 0.5, 1.0, 1.5, 2.0):
        row = top + round(slit.row_at(height))
        line = page[row, left : left + columns]
        line[:] = (0.72 * line + 0.28 * np.array(bgr(WHITE))).astype(np.uint8)
        cv2.line(page, (left - _TICK, row), (left - 2, row), bgr(INK), 1)
        text = f"{height:g} m" if height == 2.0 else f"{height:g}"
        _write(page, text, 20, INK, right=left - _TICK - 4, top=row - 13)


def _band(area: Picture, middle: float, half_px: float) -> None:
    columns = np.arange(area.shape[1])
    inside = np.abs(columns - middle) <= max(half_px, 1.0)
    shade = np.array(bgr(VERMILION))
    area[:, inside] = (0.80 * area[:, inside] + 0.20 * shade).astype(np.uint8)
    at = round(middle)
    # Lighter beside the red, so that the line is told from a red shirt.
    area[:, at - 2 : at + 3] = (0.5 * area[:, at - 2 : at + 3] + 127).astype(np.uint8)
    area[:, at - 1 : at + 2] = bgr(VERMILION)
    if half_px > 2 * _TICK:
        for edge in np.flatnonzero(inside)[[0, -1]]:
            area[:, edge] = bgr(VERMILION)


def _run_arrow(area: Picture, rightward: bool) -> None:
    """Which way the athlete runs."""
    tail, head = (18, 92) if rightward else (92, 18)
    for thickness, colour in ((9, INK), (4, WHITE)):
        cv2.arrowedLine(
            area, (tail, 30), (head, 30), bgr(colour), thickness, cv2.LINE_AA, tipLength=0.32
        )


def _times(page: Picture, slit: SlitPicture, left: int, top: int) -> None:
    """Time after the crossing below the picture, time in the clip above it."""
    rows, columns = slit.picture.shape[:2]
    px_per_s = slit.speed_m_s * PIXELS_PER_M
    half_s = (columns - 1) / 2 / px_per_s
    step = next((s for s in _TICKS_S if s * px_per_s >= _LEAST_TICK_PX), _TICKS_S[-1])
    digits = max(1, round(-np.log10(step) + 0.4))
    below = top + rows
    for n in range(-int(half_s / step), int(half_s / step) + 1):
        column = left + round(float(slit.column_at(n * step)))
        cv2.line(page, (column, below + 1), (column, below + _TICK), bgr(INK), 1)
        text = f"{n * step:+.{digits}f}" if n else "0"
        _write(page, text, 20, INK, centre=column, top=below + _TICK + 2)
    first, last = slit.crossing_s - half_s, slit.crossing_s + half_s
    for n in range(int(np.ceil(first / step)), int(np.floor(last / step)) + 1):
        column = left + round(float(slit.column_at(n * step - slit.crossing_s)))
        cv2.line(page, (column, top - _TICK), (column, top - 2), bgr(FAINT_INK), 1)
        text = f"{n * step:.{digits}f}"
        _write(page, text, 18, FAINT_INK, centre=column, top=top - _TICK - 25)
    middle, row = left + columns // 2, below + 56
    width = _write(page, "seconds after the crossing", 20, FAINT_INK, centre=middle, top=row - 13)
    side = -1 if slit.rightward else 1
    start = middle + side * (width // 2 + 12)
    cv2.arrowedLine(
        page, (start, row), (start + side * 56, row), bgr(FAINT_INK), 2, cv2.LINE_AA, tipLength=0.3
    )


def _footer(page: Picture, *lines: str) -> None:
    room = page.shape[1] - 2 * _MARGIN
    for i, text in enumerate(lines):
        top = page.shape[0] - _FOOT + 12 + 28 * i
        _write(page, text, fitting_size(text, 20, room), FAINT_INK, left=_MARGIN, top=top)


def _empty_page(timing: ClipTiming) -> Picture:
    page = _paper(1660, 420)
    _page_title(page, timing)
    _write(page, "No run was timed in this clip.", 44, INK, left=_MARGIN, top=130)
    reason = timing.not_measured[0].reason if timing.not_measured else ""
    top = 210
    for line in _wrapped(reason, 100):
        _write(page, line, 24, FAINT_INK, left=_MARGIN, top=top)
        top += 36
    return page


def _wrapped(text: str, most: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _rule(page: Picture, row: int) -> None:
    page[row : row + 2, _MARGIN : page.shape[1] - _MARGIN] = bgr(RULE)


def _write(
    page: Picture, text: str, size: int, colour: Colour, *, top: int,
    left: int | None = None, right: int | None = None, centre: int | None = None,
) -> int:  # fmt: skip
    """Writes a line at its left end, right end or middle; gives its width, px."""
    tile = letters(text, size, colour, None)
    width = int(tile.shape[1])
    if right is not None:
        left = right - width
    elif centre is not None:
        left = centre - width // 2
    stamp(page, tile, left if left is not None else 0, top)
    return width
