"""A profile holds every number that the fit gives, with errors that a second method finds too."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from tests.sprints import GATES, MAC, MSS, fits_of, gate_times, radar, splits

import flyzone
from flyzone.errors import InputError
from flyzone.model import Cloud, Conditions, Splits, SprintProfile, Trace
from flyzone.science.air import Air, air_density
from flyzone.science.curve import distance_to_fraction, time_at_distance
from flyzone.science.force_velocity_spreadsheet import spreadsheet_profile
from flyzone.science.load import Load
from flyzone.science.optimal_profile import optimal_curve
from flyzone.workflows.fit_sprint import ProfileOptions
from flyzone.workflows.profile_sprint import profile_sprint
from flyzone.workflows.profiled_sprint import ProfiledSprint

WHOLE = ProfileOptions(
    "time", mass_kg=75.0, height_m=1.8, mas_m_s=4.5, distance_m=30.0,
    conditions=Conditions(wind_m_s=0.5, temperature_c=25.0, pressure_hpa=1000.0),
)  # fmt: skip
GIVEN = Splits.of(GATES, gate_times(flying=0.2), sd=0.01, athlete="Åsa", run="2", origin="gates")
PROFILE = profile_sprint(GIVEN, WHOLE)


def values(profile: SprintProfile) -> dict[str, float]:
    """Every number of a profile by name; those of force and velocity with their definition."""
    found = {name: one.value for name, one in (profile.estimates | profile.derived).items()}
    for forces in profile.force_velocity:
        found |= {f"{forces.definition} {n}": one.value for n, one in forces.values.items()}
    return found


def errors(profile: SprintProfile) -> dict[str, float | None]:
    found = {name: one.se for name, one in (profile.estimates | profile.derived).items()}
    for forces in profile.force_velocity:
        found |= {f"{forces.definition} {n}": one.se for n, one in forces.values.items()}
    return found


def test_the_standard_error_of_every_number_is_that_of_repeated_sprints() -> None:
    """Errors of 1 ms, for which all formulas are straight: none may be off by a quarter."""
    rng = np.random.default_rng(1)
    quick = replace(WHOLE, distance_m=None)
    many = []
    for _ in range(120):
        times = gate_times(flying=0.2, noise=0.001, rng=rng)
        many.append(values(profile_sprint(Splits.of(GATES, times, sd=0.001), quick)))
    told = errors(profile_sprint(Splits.of(GATES, gate_times(flying=0.2), sd=0.001), quick))
    assert len(told) == 5 + 3 + 2 + 6 + 4
    for name, error in told.items():
        scatter = np.std([one[name] for one in many])
        assert error == pytest.approx(scatter, rel=0.25), name


def test_what_is_known_of_the_sprint_stays_with_its_profile() -> None:
    assert (PROFILE.athlete, PROFILE.run, PROFILE.origin) == ("Åsa", "2", "gates")
    assert PROFILE.body is not None
    assert PROFILE.body.mass_kg == 75.0
    assert PROFILE.conditions == WHOLE.conditions
    assert list(PROFILE.estimates) == ["MSS", "MAC", "TAU", "PMAX", "TC"]
    assert PROFILE.not_measured == ()


def test_run_in_and_reserve_follow_their_definitions() -> None:
    fit = PROFILE.fit
    for share, name in ((0.90, "90"), (0.95, "95"), (0.99, "99")):
        expected = distance_to_fraction(share, fit.mss, fit.mac)
        assert PROFILE.derived[f"distance_to_{name}_percent_m"].value == pytest.approx(expected)
    assert PROFILE.derived["speed_reserve_m_s"].value == pytest.approx(fit.mss - 4.5)
    assert PROFILE.derived["speed_reserve_ratio"].value == pytest.approx(fit.mss / 4.5)


def test_a_reserve_below_nothing_is_not_measured() -> None:
    profile = profile_sprint(splits(), ProfileOptions(mas_m_s=12.0))
    assert "speed_reserve_m_s" not in profile.derived
    assert "speed-reserve" not in {reason.code for reason in profile.reasons}
    (missing,) = (one for one in profile.not_measured if one.quantity == "speed_reserve")
    assert "12 m/s is not below MSS 8.50" in missing.reason


def test_force_and_velocity_are_those_of_the_science_in_both_definitions() -> None:
    first, second = PROFILE.force_velocity
    assert (first.definition, second.definition) == ("samozino-spreadsheet", "analytic-3.x")
    air = Air(float(air_density(25.0, 1000.0)), 0.5)
    fit = PROFILE.fit
    line = spreadsheet_profile(fit.mss, fit.mac, Load.of(75.0, 1.8, air))
    for name, value in line.quantities().items():
        assert first.values[name].value == pytest.approx(float(value)), name
    for forces in PROFILE.force_velocity:
        assert forces.force is not None
        assert forces.power is not None
        power = forces.force.at * forces.force.middle
        assert forces.power.middle == pytest.approx(power)
    assert first.values["V0"].value > fit.mss


def test_without_a_body_there_are_no_forces_and_the_reason_is_told() -> None:
    for told in ({}, {"mass_kg": 75.0}, {"height_m": 1.8}):
        profile = profile_sprint(splits(), ProfileOptions(**told))
        assert profile.force_velocity == ()
        assert "force_velocity" in {one.quantity for one in profile.not_measured}


def test_standard_values_of_the_air_are_named_and_measured_ones_are_not() -> None:
    body = {"mass_kg": 75.0, "height_m": 1.8}
    said = {n.code: n.message for n in profile_sprint(splits(), ProfileOptions(**body)).warnings}
    for word in ("temperature 20", "1013.25 hPa", "no wind"):
        assert word in said["drag-assumed"]
    assert "drag-assumed" not in {n.code for n in PROFILE.warnings}


def test_what_the_user_tells_of_the_air_goes_before_the_file_and_the_rest_stays() -> None:
    windy = replace(splits(), conditions=Conditions(wind_m_s=2.5, temperature_c=5.0))
    told = ProfileOptions(conditions=Conditions(temperature_c=30.0))
    profile = profile_sprint(windy, told)
    assert profile.conditions == Conditions(wind_m_s=2.5, temperature_c=30.0)
    assert "wind-strong" in {n.code for n in profile.warnings}


def test_a_distance_without_a_body_asks_the_speed_curve_itself() -> None:
    profile = profile_sprint(splits(sd=0.01), ProfileOptions(distance_m=20.0))
    (reason,) = (r for r in profile.reasons if r.code.startswith("distance-"))
    best = optimal_curve(20.0, profile.fit.mss, profile.fit.mac)
    assert reason.numbers["imbalance"] == pytest.approx(float(best.imbalance))
    assert reason.numbers["gain"] == pytest.approx(float(best.time_gain))
    assert "disputed" in reason.caveat


def test_where_the_model_has_no_answer_only_that_answer_is_missing() -> None:
    """A tailwind faster than the athlete leaves no force at any speed, and no balance of it."""
    options = ProfileOptions(
        mass_kg=75, height_m=1.8, distance_m=30, conditions=Conditions(wind_m_s=12.0)
    )
    profile = profile_sprint(splits(sd=0.01), options)
    assert profile.estimates["MSS"].value == pytest.approx(MSS)
    missing = {one.quantity: one.reason for one in profile.not_measured}
    assert set(missing) == {"force_velocity", "optimal_balance"}
    assert "wind" in missing["force_velocity"]


def test_a_told_flying_distance_is_an_exact_number_of_the_profile() -> None:
    profile = profile_sprint(splits(flying=0.3), ProfileOptions("flying", flying_m=0.3))
    fd = profile.estimates["FD"]
    assert (fd.value, fd.se, fd.low_90, fd.unit) == (0.3, 0.0, None, "m")


def test_two_times_and_two_numbers_leave_no_error_anywhere() -> None:
    profile = profile_sprint(splits(gates=GATES[:2]), replace(WHOLE, correction="none"))
    assert set(errors(profile).values()) == {None}
    assert profile.speed_over_time.low is None
    assert "standard errors" in {one.quantity for one in profile.not_measured}
    assert "distance-without-error" in {reason.code for reason in profile.reasons}


def test_bands_hold_the_curve_and_reach_as_far_as_was_measured() -> None:
    times, places = PROFILE.speed_over_time, PROFILE.speed_over_distance
    for band in (times, places):
        assert band.low is not None
        assert band.high is not None
        assert np.all(band.low <= band.middle)
        assert np.all(band.middle <= band.high)
    late = PROFILE.fit.value("TC")
    assert times.at[-1] == pytest.approx(time_at_distance(40.0, PROFILE.fit.mss, PROFILE.fit.mac))
    assert times.at[-1] == pytest.approx(GIVEN.times[-1] - late, abs=0.005)
    assert places.at[-1] == pytest.approx(40.0)
    speeds = np.linspace(0.2, 8.0, 60)
    cloud = Cloud(speeds, MAC * (1.0 - speeds / MSS))
    assert profile_sprint(cloud).speed_over_time.at[-1] == 6.0


def test_an_athlete_may_be_compared_with_a_plain_list_of_fits() -> None:
    rng = np.random.default_rng(2)
    peers = fits_of(np.linspace(8.0, 9.0, 9), np.linspace(7.0, 8.0, 9), rng)
    profile = profile_sprint(splits(mss=9.5, mac=5.5, sd=0.01), peers=peers, earlier=peers[:3])
    codes = [reason.code for reason in profile.reasons]
    assert codes[:2] == ["force-limited", "rose"]
    assert "train-force" in codes


# --- the profile as people use it


def test_a_profile_crosses_processes_and_equals_its_copy() -> None:
    copy = pickle.loads(pickle.dumps(PROFILE))
    assert copy == PROFILE
    assert hash(copy) == hash(PROFILE)
    assert isinstance(copy, ProfiledSprint)
    assert copy != replace(PROFILE, athlete="Bo")


def test_tables_document_and_chart_say_the_same_numbers() -> None:
    table = PROFILE.estimates_table()
    document = PROFILE.to_dict()
    mss = PROFILE.estimates["MSS"].value
    assert table.loc[table.quantity == "MSS", "value"].item() == mss
    assert document["model"]["MSS"]["value"] == pytest.approx(mss)
    assert PROFILE.residuals_table()["residual"].tolist() == PROFILE.fit.residuals.tolist()
    for along in ("time", "distance"):
        assert "vconcat" in PROFILE.chart(x=along, width=400).to_dict()
    with pytest.raises(InputError):
        PROFILE.chart(x="steps")


def test_a_notebook_shows_a_name_as_text() -> None:
    evil = replace(PROFILE, athlete="<script>alert(1)</script>")
    page = evil._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_python_door_gives_the_same_profile() -> None:
    assert flyzone.profile_sprint(GIVEN, WHOLE) == PROFILE


def test_left_out_samples_are_counted_in_the_profile() -> None:
    record = radar(standing=2.0)
    profile = profile_sprint(Trace(record.times, record.velocities))
    assert profile.samples_left_out["standing"] > 80
    assert profile.to_dict()["fit"]["left_out"] == dict(profile.samples_left_out)
    assert "trimmed" in {n.code for n in profile.warnings}
