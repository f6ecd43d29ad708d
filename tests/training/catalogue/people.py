"""Athletes and places of all kinds, known and unknown."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from flyzone.model import Athlete, Body, Level, Place, Stimulus
from flyzone.training.catalogue import EQUIPMENT, PLACE_KINDS
from flyzone.training.catalogue.place import TrainingPlace

DAY = date(2026, 5, 1)
STIMULI: tuple[Stimulus, ...] = get_args(Stimulus)
LEVELS: tuple[Level, ...] = get_args(Level)
EVERYTHING = TrainingPlace(
    120.0, 12.0, frozenset(EQUIPMENT), frozenset({"track", "grass", "gym", "hill"})
)


def athlete(**fields: object) -> Athlete:
    """An adult of the trained level, healthy and known, but for what is given."""
    known = {
        "id": "11111111-1111-4111-8111-111111111111",
        "name": "Mia",
        "born": date(1998, 3, 1),
        "level": "trained",
        "body": Body(70.0, 1.75),
        "lands_well": True,
        "kidney_disease": False,
    }
    return Athlete(**{**known, **fields})  # type: ignore[arg-type]


def athletes() -> st.SearchStrategy[Athlete]:
    maybe = st.sampled_from([None, True, False])
    return st.builds(
        athlete,
        born=st.none() | st.dates(date(1960, 1, 1), date(2018, 1, 1)),
        level=st.none() | st.sampled_from(LEVELS),
        injuries=st.lists(st.sampled_from(get_args(Place)), unique=True, max_size=3).map(tuple),
        body=st.none() | st.builds(Body, st.floats(35.0, 150.0), st.just(1.75)),
        lands_well=maybe,
        kidney_disease=maybe,
    )


def places() -> st.SearchStrategy[TrainingPlace]:
    return st.builds(
        TrainingPlace,
        st.none() | st.floats(0.0, 150.0),
        st.none() | st.floats(0.0, 25.0),
        st.frozensets(st.sampled_from(EQUIPMENT)),
        st.frozensets(st.sampled_from(PLACE_KINDS)),
    )
