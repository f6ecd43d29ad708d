"""Conditions and bodies hold what nature allows; what is not known stays out."""

from __future__ import annotations

import math
import pickle
from typing import Any

import numpy as np
import pytest

from flyzone.errors import InputError
from flyzone.model import Body, Conditions


def test_what_is_not_known_is_none() -> None:
    known = Conditions(wind_m_s=-1.2, start="block", trigger="gun")
    assert known.temperature_c is None
    assert known.wind_m_s == -1.2


def test_numbers_of_every_kind_are_kept_as_plain_floats() -> None:
    made = Conditions(wind_m_s=np.float32(1.5), altitude_m=np.int64(84))
    assert (type(made.wind_m_s), type(made.altitude_m)) == (float, float)
    assert type(Body(np.int64(70), 1.8).mass_kg) is float


@pytest.mark.parametrize(
    "word",
    [
        {"wind_m_s": 41.0},
        {"wind_m_s": math.nan},
        {"wind_m_s": "2.0"},
        {"wind_m_s": True},
        {"wind_sd_m_s": -0.1},
        {"temperature_c": 300.0},  # kelvin
        {"pressure_hpa": 760.0e2},  # pascal
        {"pressure_hpa": 101.3},  # kilopascal
        {"altitude_m": 9001.0},
        {"start": "crouch"},
        {"trigger": "laser"},
    ],
)
def test_what_nature_does_not_allow_is_refused(word: dict[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        Conditions(**word)
    assert caught.value.code == "conditions"
    assert len(caught.value.message.split(". ")) > 1, "no next step"


@pytest.mark.parametrize(
    ("mass", "height"), [(70.0, 180.0), (70.0, None), (None, 1.8), (math.inf, 1.8), (9.9, 1.8)]
)
def test_a_body_outside_human_limits_is_refused(mass: Any, height: Any) -> None:
    with pytest.raises(InputError) as caught:
        Body(mass, height)
    assert caught.value.code == "conditions"


def test_limits_themselves_are_allowed() -> None:
    assert Body(10.0, 0.8) == Body(10, 0.8)
    assert Conditions(altitude_m=9000.0, pressure_hpa=300.0).altitude_m == 9000.0


def test_they_are_words_that_can_be_compared_hashed_and_sent() -> None:
    made = Conditions(wind_m_s=1.0, surface="Mondo")
    assert pickle.loads(pickle.dumps(made)) == made
    assert len({made, Conditions(wind_m_s=1.0, surface="Mondo")}) == 1
    assert pickle.loads(pickle.dumps(Body(70, 1.8))) == Body(70, 1.8)
