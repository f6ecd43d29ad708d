from __future__ import annotations

import numpy as np
import pytest

from flyzone.reports.lettering import fitting_size, font, letters, stamp, text_width, written
from flyzone.reports.palette import ORANGE


@pytest.mark.parametrize("text", ["1.053 s ± 0.004", "9.50 m/s · 34.2 km/h", "0-10 m"])
def test_the_carried_font_has_every_letter_of_a_result(text: str) -> None:
    line, face = written(text, 30)
    assert line == text
    assert face.getname() == font(30).getname()
    assert bytes(face.getmask("±")) != bytes(face.getmask("\U0010ffff"))


def test_dashes_that_the_font_lacks_are_written_as_hyphens() -> None:
    assert written("0–10 m", 20)[0] == "0-10 m"


def test_a_name_keeps_its_letters_or_loses_only_its_accents() -> None:
    assert written("Zoë Łuk", 20)[0] in ("Zoë Łuk", "Zoe Luk")


def test_letters_that_no_font_has_are_question_marks_and_never_boxes() -> None:
    assert written("A\U0010fffe", 20)[0] == "A?"


def test_letters_are_drawn_in_their_colour_on_a_dark_edge() -> None:
    tile = letters("I", 60, ORANGE)
    solid = tile[tile[..., 3] == 255][:, :3]
    assert (solid == ORANGE).all(axis=1).any()
    assert (solid.max(axis=1) < 40).any()


def test_text_shrinks_to_the_room_it_has() -> None:
    size = fitting_size("a rather long line of text", 60, 200)
    assert size < 60
    assert text_width("a rather long line of text", size) <= 200
    assert fitting_size("short", 20, 500) == 20


@pytest.mark.parametrize(("left", "top"), [(-5, -5), (28, 28), (100, 0), (0, -100)])
def test_a_stamp_over_the_edge_is_cut_off(left: int, top: int) -> None:
    picture = np.full((32, 32, 3), 100, dtype=np.uint8)
    tile = np.full((10, 10, 4), 255, dtype=np.uint8)
    stamp(picture, tile, left, top)
    rows = max(0, min(32, top + 10) - max(0, top))
    columns = max(0, min(32, left + 10) - max(0, left))
    assert int((picture == 255).all(axis=2).sum()) == rows * columns


def test_a_stamp_turns_red_green_blue_into_the_pictures_order() -> None:
    picture = np.zeros((4, 4, 3), dtype=np.uint8)
    stamp(picture, np.full((1, 1, 4), (10, 20, 30, 255), dtype=np.uint8), 1, 2)
    assert picture[2, 1].tolist() == [30, 20, 10]
