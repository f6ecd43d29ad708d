"""The rest clock: published points, conventions, and that nothing shortens a rest."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flyzone.model import Rep
from flyzone.training.guard.rest import phosphocreatine_left, phosphocreatine_rest, rest_after
from flyzone.training.rules import STANDARD

ID = str(UUID(int=5))


def rep(distance: float = 10.0, run_in: float | None = 20.0, **fields: object) -> Rep:
    return Rep(ID, 1, distance, time_s=distance / 9.5, run_in_m=run_in, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("rest_s", "left"), [(0.0, 0.197), (90.0, 0.650), (360.0, 0.855)])
def test_phosphocreatine_after_thirty_seconds_as_bogdanis_found(rest_s: float, left: float) -> None:
    # They went down to 19.7 %; the curve, drawn through shorter sprints too, to 22 %.
    assert phosphocreatine_left(30.0, rest_s) == pytest.approx(left, abs=0.025)


@pytest.mark.parametrize(
    ("sprint_s", "low", "high"), [(6, 0.30, 0.55), (10, 0.40, 0.70), (30, 0.60, 0.80)]
)
def test_sprints_deplete_what_the_review_says(sprint_s: float, low: float, high: float) -> None:
    assert low <= 1.0 - phosphocreatine_left(sprint_s) <= high


@given(sprint_s=st.floats(1.0, 30.0), share=st.floats(0.5, 0.97))
def test_phosphocreatine_is_back_after_its_rest(sprint_s: float, share: float) -> None:
    rest = phosphocreatine_rest(sprint_s, share)
    assert phosphocreatine_left(sprint_s, rest) >= share - 1e-9


def test_a_fly_ten_rests_the_four_minutes_of_best_practice() -> None:
    rest = rest_after(rep(), "max-velocity", STANDARD)
    assert rest.seconds == 240.0
    assert rest.reasons[0].code == "guard-rest-work"


def test_a_long_acceleration_rests_by_its_metres() -> None:
    rest = rest_after(rep(60.0, 0.0), "acceleration", STANDARD)
    assert rest.seconds == 360.0
    assert rest.reasons[0].code == "guard-rest-distance"


def test_a_run_in_that_is_not_known_is_said_and_not_guessed() -> None:
    rest = rest_after(rep(60.0, None), "acceleration", STANDARD)
    assert rest.seconds == 360.0
    assert "guard-run-in-unknown" in [reason.code for reason in rest.reasons]


def test_less_effort_rests_less_long() -> None:
    seconds = [
        rest_after(rep(effort=effort), "max-velocity", STANDARD).seconds
        for effort in (0.6, 0.9, 0.95, 1.0)
    ]
    assert seconds == [60.0, 120.0, 240.0, 240.0]


@given(
    distance=st.sampled_from([10.0, 30.0, 60.0, 150.0]),
    stimulus=st.sampled_from(["acceleration", "max-velocity", "hill", "sprint-endurance", "tempo"]),
    loss=st.floats(0.0, 0.2),
    heart_rate=st.none() | st.floats(40.0, 220.0),
    ready=st.none() | st.floats(0.0, 10.0),
)
def test_nothing_that_he_shows_shortens_the_rest(
    distance: float, stimulus: str, loss: float, heart_rate: float | None, ready: float | None
) -> None:
    plain = rest_after(rep(distance), stimulus, STANDARD)  # type: ignore[arg-type]
    shown = rest_after(
        rep(distance), stimulus, STANDARD,  # type: ignore[arg-type]
        loss=loss, heart_rate_bpm=heart_rate, ready=ready,
    )  # fmt: skip
    assert shown.seconds >= plain.seconds == shown.due
