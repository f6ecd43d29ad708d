"""The words of a profile hold numbers only, do not change, and cross processes."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from flyzone.errors import InputError
from flyzone.model import Band, Body, Estimate, FittedSprint, ForceVelocity, Reason, SprintProfile

BAND = Band([0.0, 1.0], [0.0, 5.0], [0.0, 4.9], [0.0, 5.1])
FORCES = ForceVelocity("analytic-3.x", "still air", {"F0": Estimate(7.4, "N/kg", 0.2)}, BAND)
FIT = FittedSprint(
    "splits", "none", ("MSS", "MAC"), [8.5, 7.5], None, 0, False, [10.0, 20.0], [2.0, 3.3],
    [2.0, 3.3],
)  # fmt: skip
PROFILE = SprintProfile(
    FIT,
    {"MSS": Estimate(8.5, "m/s")},
    BAND,
    BAND,
    (FORCES,),
    (Reason("run-in", {"percent": 95.0, "distance": 20.0}),),
    body=Body(75.0, 1.8),
    samples_left_out={"standing": 3},
)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf")])
def test_an_estimate_is_a_finite_number(bad: float) -> None:
    with pytest.raises(InputError, match="finite") as caught:
        Estimate(bad, "m/s")
    assert caught.value.code == "estimate"


def test_a_band_without_a_known_width_has_no_ends() -> None:
    band = Band([0.0, 1.0], [0.0, 5.0])
    assert band.low is None
    assert band.high is None
    assert not band.middle.flags.writeable
    with pytest.raises(InputError, match="Band high must be finite"):
        Band([0.0, 1.0], [0.0, 5.0], [0.0, 4.0], [0.0, np.inf])


@pytest.mark.parametrize("word", [BAND, FORCES, PROFILE, *PROFILE.reasons])
def test_each_word_crosses_processes_and_equals_its_copy(word: object) -> None:
    copy = pickle.loads(pickle.dumps(word))
    assert copy == word
    assert hash(copy) == hash(word)
    assert type(copy) is type(word)


def test_mappings_cannot_be_changed_from_outside() -> None:
    numbers = {"n": 3.0}
    reason = Reason("no-history", numbers)
    numbers["n"] = 4.0
    assert reason.numbers["n"] == 3.0
    for mapping in (reason.numbers, FORCES.values, PROFILE.estimates, PROFILE.samples_left_out):
        with pytest.raises(TypeError):
            mapping["x"] = 1  # type: ignore[index]
