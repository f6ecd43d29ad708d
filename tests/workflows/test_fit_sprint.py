"""Which curve goes with which input, which samples count, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.sprints import GATES, MAC, MSS, from_rest, radar, splits

from flyzone.errors import FitError, FlyzoneError, InputError
from flyzone.model import Cloud, Splits, Trace
from flyzone.science.curve import position_at_time, velocity_at_time
from flyzone.workflows.fit_sprint import SLOWEST_M_S, ProfileOptions, fit_sprint

FREE = ProfileOptions("time-distance")
TIMES = np.arange(0.0, 6.0, 0.02)
SPEEDS, PLACES = velocity_at_time(TIMES, MSS, MAC), position_at_time(TIMES, MSS, MAC)
AT = np.repeat(np.linspace(0.1, 8.0, 40), 3)
INPUTS = {
    "splits": (splits(), "none"),
    "velocity": (Trace(TIMES + 1.0, SPEEDS), "time"),
    "position": (Trace(TIMES, positions=PLACES), "none"),
    "in-situ": (Cloud(AT, MAC * (1.0 - AT / MSS)), "none"),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_each_input_has_its_curve_and_all_give_the_truth(kind: str) -> None:
    sprint, correction = INPUTS[kind]
    fit = fit_sprint(sprint).fit
    assert (fit.input, fit.correction) == (kind, correction)
    assert (fit.mss, fit.mac) == pytest.approx((MSS, MAC), rel=1e-4)


def test_a_trace_of_both_is_fitted_over_time_unless_it_is_told_over_distance() -> None:
    both = Trace(TIMES, SPEEDS, PLACES)
    assert fit_sprint(both).fit.input == "velocity"
    found = fit_sprint(both, ProfileOptions(over="distance"))
    assert found.fit.input == "velocity-distance"
    assert (found.fit.mss, found.fit.mac) == pytest.approx((MSS, MAC), rel=1e-4)
    # The first sample stands still: it tells nothing over distance, and is counted.
    assert found.left_out == {"at-rest": 1}


@pytest.mark.parametrize("correction", ["none", "time", "distance", "time-distance", "flying"])
def test_each_correction_reaches_the_fit(correction: str) -> None:
    fit = fit_sprint(splits(gates=[*GATES, 50.0], flying=0.3), ProfileOptions(correction)).fit
    assert fit.correction == correction
    if correction == "flying":
        assert fit.value("FD") == pytest.approx(0.3, abs=1e-4)
    told = fit_sprint(splits(flying=0.3), ProfileOptions("flying", flying_m=0.3)).fit
    assert dict(told.given) == {"FD": 0.3}
    assert (told.mss, told.mac) == pytest.approx((MSS, MAC), rel=1e-5)


def test_the_largest_sample_may_be_told_to_be_the_top_speed() -> None:
    record = radar()
    fit = fit_sprint(Trace(record.times, record.velocities), ProfileOptions(top_speed="observed"))
    assert fit.fit.mss == pytest.approx(record.velocities.max())


# --- trimming


@pytest.mark.parametrize(
    ("trim", "standing", "cut"),
    [("auto", 2.0, True), ("auto", 0.6, False), ("always", 0.6, True), ("never", 2.0, False)],
)
def test_a_record_is_cut_as_told_or_where_it_is_clearly_uncut(
    trim: str, standing: float, cut: bool
) -> None:
    record = radar(standing=standing)
    found = fit_sprint(Trace(record.times, record.velocities), ProfileOptions(trim=trim))  # type: ignore[arg-type]
    codes = [reason.code for reason in found.doubts]
    assert ("trimmed" in codes) == cut
    assert (found.left_out.get("standing", 0) > 0) == cut
    assert sum(found.left_out.values()) + len(found.fit.at) == len(record.times)


def test_standing_that_is_not_cut_is_told_with_what_cutting_would_give() -> None:
    record = radar(standing=0.6)
    trace = Trace(record.times, record.velocities)
    (reason,) = (r for r in fit_sprint(trace).doubts if r.code == "standing-samples")
    cut = fit_sprint(trace, ProfileOptions(trim="always")).fit
    assert reason.numbers["mss"] == pytest.approx(cut.mss, rel=1e-9)
    assert reason.numbers["mac"] == pytest.approx(cut.mac, rel=1e-9)
    assert reason.numbers["seconds"] == pytest.approx(0.6, abs=0.2)
    assert fit_sprint(trace, ProfileOptions(trim="never")).doubts == ()


# --- what is refused


@pytest.mark.parametrize("from_m", [20.0, 30.0])
@pytest.mark.parametrize("noise", [0.0, 0.01, 0.03])
def test_a_fly_zone_shows_no_acceleration_and_is_refused_with_that_reason(
    from_m: float, noise: float
) -> None:
    places, times = from_rest(seconds=6.0, noise=noise)
    inside = (places > from_m) & (places < from_m + 12.0)
    zone = Trace(times[inside], positions=places[inside])
    with pytest.raises(FitError, match="does not show the acceleration") as caught:
        fit_sprint(zone, FREE)
    assert caught.value.code == "fit-no-acceleration"
    assert "first metres" in caught.value.message


def test_a_zone_that_hardly_shows_the_acceleration_gives_no_profile_that_is_worth_nothing() -> None:
    """Thirty filmed zones from 16 m on, the trunk seen to 6 cm: MAC is known to 25 % or refused."""
    reasons = []
    for seed in range(30):
        places, times = from_rest(seconds=6.0, noise=0.06, seed=seed)
        inside = (places > 16.0) & (places < 28.0)
        try:
            fit = fit_sprint(Trace(times[inside], positions=places[inside]), FREE).fit
        except FitError as error:
            assert error.code == "fit-no-acceleration"  # noqa: PT017
            reasons.append(error.message)
            continue
        se = fit.se("MAC")
        assert se is not None
        assert se <= 0.25 * fit.mac
    assert len(reasons) >= 27
    assert any("MAC could be anything" in reason for reason in reasons)
    assert any("it begins at" in reason for reason in reasons)


def test_a_clip_from_rest_is_fitted_whatever_its_clock_and_lane_count_from() -> None:
    places, times = from_rest(noise=0.01)
    fit = fit_sprint(Trace(times, positions=places), FREE).fit
    assert fit.mss == pytest.approx(MSS, rel=0.03)
    assert fit.mac == pytest.approx(MAC, rel=0.05)
    assert fit.value("TC") == pytest.approx(0.7, abs=0.03)
    assert fit.value("DC") == pytest.approx(0.4, abs=0.03)


@pytest.mark.parametrize(
    ("sprint", "options", "code"),
    [
        (splits(gates=GATES[:2]), ProfileOptions("time"), "fit-too-few"),
        (splits(), ProfileOptions("time", flying_m=0.3), "fit-correction"),
        (splits(), ProfileOptions("flying", flying_m=-1.0), "fit-flying"),
        (Splits.of([10, 20, 30], [5.0, 10.0, 15.1]), None, "fit-undetermined"),
        (Trace(TIMES, SPEEDS), ProfileOptions("distance"), "profile-correction"),
        (Trace(TIMES, SPEEDS), ProfileOptions("flying", flying_m=0.3), "profile-flying"),
        (Trace(TIMES, SPEEDS), ProfileOptions(over="distance"), "profile-over"),
        (Trace(TIMES, positions=PLACES), ProfileOptions(over="distance"), "profile-over"),
        (Trace(TIMES, SPEEDS, PLACES), ProfileOptions("time", over="distance"), "fit-correction"),
        (Trace(TIMES, -SPEEDS), None, "fit-undetermined"),
        (Trace(TIMES, positions=-PLACES), None, "fit-undetermined"),
        (Trace(TIMES, 0.2 * SPEEDS), None, "fit-slow"),
        (Trace(TIMES[:4], SPEEDS[:4]), None, "fit-too-few"),
        (Trace(TIMES[200:], SPEEDS[200:]), None, "fit-no-acceleration"),
        (Trace(np.arange(0.0, 90.0, 0.1), np.full(900, 5.0)), None, "fit-long"),
        (Cloud([5.0, 6.0], [3.0, 2.0]), None, "in-situ-too-few"),
    ],
)
def test_what_cannot_be_fitted_is_refused_with_its_reason(
    sprint: Splits | Trace | Cloud, options: ProfileOptions | None, code: str
) -> None:
    with pytest.raises(FlyzoneError) as caught:
        fit_sprint(sprint, options)
    assert caught.value.code == code
    assert caught.value.message.count(".") >= 1


def test_a_walk_is_no_sprint() -> None:
    with pytest.raises(FitError, match="is a walk"):
        fit_sprint(splits(mss=SLOWEST_M_S - 0.1, mac=5.0))
    assert fit_sprint(splits(mss=SLOWEST_M_S + 0.1, mac=5.0)).fit.mss > SLOWEST_M_S


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"correction": "fly"}, "fit-correction"),
        ({"trim": "some"}, "profile-trim"),
        ({"top_speed": "guessed"}, "fit-top-speed"),
        ({"over": "steps"}, "profile-over"),
        ({"mass_kg": 75.0, "height_m": 180.0}, "conditions"),
        ({"mass_kg": float("nan"), "height_m": 1.8}, "conditions"),
        ({"distance_m": 0.0}, "profile-distance"),
        ({"distance_m": 1000.0}, "profile-distance"),
        ({"distance_m": float("nan")}, "profile-distance"),
        ({"mas_m_s": -4.0}, "not-positive"),
        ({"mas_m_s": float("inf")}, "not-finite"),
    ],
)
def test_options_that_make_no_sense_are_refused_at_once(words: dict, code: str) -> None:
    with pytest.raises(InputError) as caught:
        ProfileOptions(**words)
    assert caught.value.code == code
    with pytest.raises(InputError):
        replace(ProfileOptions(), **words)
