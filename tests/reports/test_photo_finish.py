from __future__ import annotations

import numpy as np
import pytest
from tests.reports.builders import steady_run, timed_clip

from flyzone.reports.palette import PAPER, VERMILION, bgr
from flyzone.reports.photo_finish import draw_page
from flyzone.reports.slit import HALF_SPAN_M, PIXELS_PER_M, SlitPicture

ROWS, COLUMNS = 480, 2 * round(HALF_SPAN_M * PIXELS_PER_M) + 1


def grey_slit(sd_s: float = 0.003, speed: float = 8.0, *, rightward: bool = True) -> SlitPicture:
    picture = np.full((ROWS, COLUMNS, 3), 120, dtype=np.uint8)
    return SlitPicture(0.0, 1.0, sd_s, speed, rightward, picture, np.ones(COLUMNS, dtype=bool))


def panels(page: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two pictures of the first row of a page, found by their grey."""
    grey = (np.abs(page.astype(int) - 120).max(axis=2) < 3).sum(axis=0) > 200
    columns = np.flatnonzero(grey)
    gap = int(np.argmax(np.diff(columns)))
    return page[:, columns[0] : columns[gap] + 1], page[:, columns[gap + 1] : columns[-1] + 1]


def red_columns(part: np.ndarray) -> np.ndarray:
    red = (part == np.array(bgr(VERMILION))).all(axis=2).sum(axis=0)
    return np.flatnonzero(red > 0.9 * ROWS)


def test_the_crossing_is_in_the_middle_and_its_band_holds_95_per_cent() -> None:
    sd_s, speed = 0.008, 8.0
    page = draw_page(timed_clip(steady_run()), [(grey_slit(sd_s, speed), grey_slit(sd_s, speed))])
    for part in panels(page):
        columns = red_columns(part)
        assert columns.mean() == pytest.approx((part.shape[1] - 1) / 2, abs=1)
        width = 2 * 1.96 * sd_s * speed * PIXELS_PER_M
        assert np.ptp(columns) == pytest.approx(width, abs=2)


def test_a_larger_error_is_drawn_as_a_wider_band() -> None:
    widths = [
        np.ptp(red_columns(panels(draw_page(timed_clip(steady_run()), [(slit, slit)]))[0]))
        for slit in (grey_slit(0.006), grey_slit(0.012))
    ]
    assert widths[1] == pytest.approx(2 * widths[0], abs=3)


def test_every_run_has_a_row() -> None:
    heights = []
    for count in (1, 2, 3):
        timing = timed_clip(*(steady_run(1.0 + k) for k in range(count)))
        heights.append(draw_page(timing, [(grey_slit(), grey_slit())] * count).shape[0])
    assert heights[1] - heights[0] == heights[2] - heights[1] > ROWS


def test_time_runs_against_the_runner_so_that_he_is_not_mirrored() -> None:
    right, left = grey_slit(rightward=True), grey_slit(rightward=False)
    middle = (COLUMNS - 1) / 2
    assert float(right.column_at(-0.05)) == pytest.approx(middle + 0.05 * 8 * PIXELS_PER_M)
    assert float(left.column_at(-0.05)) == pytest.approx(middle - 0.05 * 8 * PIXELS_PER_M)
    pages = [draw_page(timed_clip(steady_run()), [(slit, slit)]) for slit in (right, left)]
    assert not np.array_equal(pages[0], pages[1])


def test_columns_without_a_frame_are_hatched() -> None:
    slit = grey_slit()
    seen = slit.seen.copy()
    seen[:100] = False
    holed = SlitPicture(0.0, 1.0, 0.003, 8.0, True, slit.picture, seen)
    whole = draw_page(timed_clip(steady_run()), [(slit, slit)])
    page = draw_page(timed_clip(steady_run()), [(holed, slit)])
    different = (page != whole).any(axis=2).sum(axis=0)
    assert 95 <= int((different > 300).sum()) <= 100


def test_a_clip_without_a_run_gets_a_page_that_says_why() -> None:
    page = draw_page(timed_clip(), [])
    ink = (page.astype(int).max(axis=2) < 130).sum(axis=1)
    assert (page[0, 0] == bgr(PAPER)).all()
    assert ink[120:190].sum() > 500  # the sentence
    assert ink[205:250].sum() > 200  # the reason


def test_a_very_long_name_stays_off_the_result() -> None:
    slits = [(grey_slit(), grey_slit())]
    short = draw_page(timed_clip(steady_run(athlete="A")), slits)
    long = draw_page(timed_clip(steady_run(athlete="A" * 120)), slits)
    assert np.array_equal(short[:, short.shape[1] * 2 // 3 :], long[:, long.shape[1] * 2 // 3 :])
