"""Measurements for tests: how to make them briefly, let hypothesis draw them, and throw their dice."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from flyzone.model import Measurement, SharedError

SOURCES = ("cones", "tape", "trigger")


def known(value: float, unit: str, own: float = 0.0, **shared: float) -> Measurement:
    """A measurement from its own error and its signed shared ones."""
    errors = tuple(SharedError(source, effect) for source, effect in shared.items())
    return Measurement(value, math.hypot(own, *shared.values()), unit, "made up", errors)


@st.composite
def measurements(
    draw: st.DrawFn, unit: str = "s", low: float = 0.5, high: float = 20.0
) -> Measurement:
    """Values within limits, with own errors up to 0.1 and any of three shared ones."""
    effects = st.floats(-0.1, 0.1)
    shared = draw(st.dictionaries(st.sampled_from(SOURCES), effects))
    return known(draw(st.floats(low, high)), unit, draw(st.floats(0.0, 0.1)), **shared)


def throws(inputs: Sequence[Measurement], count: int, seed: int = 1) -> list[NDArray[np.float64]]:
    """So many possible true values of each input: one throw for each source and each own error."""
    rng = np.random.default_rng(seed)
    dice = {
        source: rng.standard_normal(count)
        for source in sorted({error.source for one in inputs for error in one.shared})
    }
    return [
        one.value
        + one.own_sd * rng.standard_normal(count)
        + sum((error.effect * dice[error.source] for error in one.shared), np.zeros(count))
        for one in inputs
    ]
