"""Markers and motions hold together, and do not change."""

from __future__ import annotations

import numpy as np
import pytest

from flyzone.errors import InputError
from flyzone.model.motion import Markers, Motion

GAP = float("nan")


def test_gaps_are_allowed_and_nothing_can_be_changed() -> None:
    positions = np.zeros((2, 1, 3))
    positions[1] = GAP
    markers = Markers(("C7",), [0.0, 0.01], positions, 100.0)
    positions[0] = 9.0
    assert markers.positions[0, 0, 0] == 0.0
    assert np.isnan(markers.positions[1]).all()
    with pytest.raises(ValueError, match="read-only"):
        markers.positions[0, 0, 0] = 1.0
    motion = Motion("x", [0.0, 0.1], {"knee": [1.0, GAP]})
    with pytest.raises(TypeError):
        motion.columns["hip"] = motion.columns["knee"]


@pytest.mark.parametrize(
    ("names", "times", "shape", "rate", "code"),
    [
        (("A",), [0.0, 0.1], (2, 2, 3), 100.0, "motion-shape"),
        (("A",), [0.1, 0.0], (2, 1, 3), 100.0, "not-increasing"),
        (("A", "A"), [0.0], (1, 2, 3), 100.0, "motion-name"),
        ((" A",), [0.0], (1, 1, 3), 100.0, "motion-name"),
        (("",), [0.0], (1, 1, 3), 100.0, "motion-name"),
        (("A\tB",), [0.0], (1, 1, 3), 100.0, "motion-name"),
        ((), [0.0], (1, 0, 3), 100.0, "motion-empty"),
        (("A",), [], (0, 1, 3), 100.0, "motion-empty"),
        (("A",), [0.0], (1, 1, 3), 0.0, "motion-rate"),
    ],
)
def test_markers_that_do_not_hold_together_are_refused(
    names: tuple[str, ...], times: list[float], shape: tuple[int, ...], rate: float, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        Markers(names, times, np.zeros(shape), rate)
    assert caught.value.code == code


def test_infinity_is_no_gap() -> None:
    with pytest.raises(InputError, match="not-a-number for a gap") as caught:
        Motion("x", [0.0], {"a": [float("inf")]})
    assert caught.value.code == "motion-infinite"
