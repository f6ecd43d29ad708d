"""A change of a rule names whom it concerns, in the one spelling that others compare with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.training_builders import HIM, change, uid

from flyzone.errors import InputError


def test_a_change_is_for_everybody_a_group_or_an_athlete() -> None:
    assert change().athlete_id is None
    assert change(athlete_id=HIM.upper()).athlete_id == HIM
    assert change(group_id=uid("g").upper()).group_id == uid("g")
    with pytest.raises(InputError, match="got both"):
        change(athlete_id=HIM, group_id=uid("g"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"value": float("nan")}, "The new value must be a finite number"),
        ({"value": "60"}, "The new value must be a finite number"),
        ({"by": ""}, "Who changed a rule needs a name"),
        ({"at": datetime(2026, 5, 1)}, "needs its time zone"),
        ({"why": "\x00"}, "printable"),
        ({"athlete_id": "Mia"}, "An athlete needs a UUID"),
        ({"group_id": "Sprinters"}, "A group needs a UUID"),
    ],
)
def test_a_change_that_cannot_be_is_refused(words: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        change(**words)
