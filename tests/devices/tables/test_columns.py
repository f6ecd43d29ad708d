"""What headings say, in nine languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from flyzone.devices.tables.columns import Column, column_of, columns_of
from flyzone.errors import InputError
from flyzone.units import METRES_PER_MILE


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("athlete", "athlete"), ("Name", "athlete"), ("Läufer", "athlete"), ("Athlète", "athlete"),
        ("Nombre", "athlete"), ("Atleta", "athlete"), ("Utøver", "athlete"), ("Löpare", "athlete"),
        ("Speler", "athlete"), ("Last Name", "family-name"), ("Prénom", "given-name"),
        ("run", "run"), ("race_id", "run"), ("Versuch", "run"), ("Essai", "run"), ("Løp", "run"),
        ("distance_m", "distance"), ("Distanz", "distance"), ("Strecke (m)", "distance"),
        ("Distancia", "distance"), ("Distanza (m)", "distance"), ("Avstånd", "distance"),
        ("Afstand (m)", "distance"),
        ("time_s", "time"), ("Zeit (s)", "time"), ("Temps [s]", "time"), ("Tiempo", "time"),
        ("Tempo (s)", "time"), ("Tid (s)", "time"), ("Tijd", "time"), ("TEMPS", "time"),
        ("velocity_m_s", "velocity"), ("Geschwindigkeit (km/h)", "velocity"),
        ("Vitesse (m/s)", "velocity"), ("Velocidad", "velocity"), ("Velocità (m/s)", "velocity"),
        ("Velocidade", "velocity"), ("Hastighet (m/s)", "velocity"), ("Snelheid", "velocity"),
        ("Tempo (km/h)", "velocity"), ("raw_velocity", "raw-velocity"),
        ("Gesamtzeit", "total"), ("Temps total", "total"), ("totalTimeSeconds", "total"),
        ("bodyweight", "mass"), ("Gewicht (kg)", "mass"), ("Körpergröße (cm)", "height"),
        ("taille", "height"), ("wind_m_s", "wind"), ("time_sd_s", "time-sd"),
        ("m/s", "velocity"), ("s", "time"), ("m", "distance"),
    ],
)  # fmt: skip
def test_a_heading_is_understood(heading: str, quantity: str) -> None:
    assert column_of(heading).quantity == quantity


@pytest.mark.parametrize(
    "heading",
    [
        "", "reaction_time_s", "official_time_s", "bestSplitSeconds", "Date", "start time", "x", "y",
        "raw_acceleration", "Vitesse moyenne (km/h)", "10 m speed (km/h)", "age", "max velocity",
        "t" * 500, "Lap", "min",
    ],
)  # fmt: skip
def test_what_is_no_measured_quantity_is_left_alone(heading: str) -> None:
    assert column_of(heading).quantity == "other"


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("time_ms", 1e-3), ("Zeit in s", 1.0), ("Time (mm:ss.00)", 1.0), ("Time(useconds)", 1e-6),
        ("distance (yd)", 0.9144), ("Distance (ft)", 0.3048), ("distance_cm", 0.01),
        ("speed_kmh", 1 / 3.6), ("speed km/h", 1 / 3.6), ("speed (mph)", METRES_PER_MILE / 3600),
        ("v (m s-1)", 1.0), ("velocity [m/s]", 1.0),
    ],
)  # fmt: skip
def test_units_become_si(heading: str, factor: float) -> None:
    found = column_of(heading).factor
    assert found is not None
    assert_allclose(found, factor)


@pytest.mark.parametrize(
    "heading", ["time (frames)", "velocity (knots)", "Zeit (m)", "distance (s)"]
)
def test_a_unit_that_is_not_known_is_not_taken_for_another(heading: str) -> None:
    assert column_of(heading).factor is None
    assert column_of(heading).unit is not None


@pytest.mark.parametrize(
    ("heading", "from_m", "to_m", "kind"),
    [
        ("t_5m", None, 5.0, "cumulative"),
        ("10m", None, 10.0, "cumulative"),
        ("30 m (s)", None, 30.0, "cumulative"),
        ("Split 10 m (s)", None, 10.0, "open"),
        ("Zwischenzeit 20m", None, 20.0, "open"),
        ("Temps de passage 10 m (s)", None, 10.0, "cumulative"),
        ("Time at 10 yd", None, 9.144, "cumulative"),
        ("split_5_10m", 5.0, 10.0, "interval"),
        ("0-10 m", 0.0, 10.0, "interval"),
        ("10–20 m (s)", 10.0, 20.0, "interval"),
        ("0-10 (m)", 0.0, 10.0, "interval"),
        ("10m-20m", 10.0, 20.0, "interval"),
        ("5 to 10m", 5.0, 10.0, "interval"),
        ("2,5-7,5 m", 2.5, 7.5, "interval"),
    ],
)
def test_places_and_zones_are_read_from_headings(
    heading: str, from_m: float | None, to_m: float, kind: str
) -> None:
    column = column_of(heading)
    assert (column.from_m, column.to_m, column.kind) == (from_m, to_m, kind)
    assert column.is_gate


@pytest.mark.parametrize(
    ("heading", "number", "kind"),
    [
        ("Split 1", 1, "open"), ("L2", 2, "open"), ("t3", 3, "open"), ("gate 4", 4, "open"),
        ("splitTwo", 2, "open"), ("cumulativeThree", 3, "cumulative"), ("Lap 3", 3, "interval"),
        ("Split 1 (s)", 1, "open"), ("Zwischenzeit 2", 2, "open"),
    ],
)  # fmt: skip
def test_numbered_gates_are_read_from_headings(heading: str, number: int, kind: str) -> None:
    column = column_of(heading)
    assert (column.number, column.kind, column.to_m) == (number, kind, None)


def test_a_fly_is_a_zone_without_a_place() -> None:
    column = column_of("Flying 10 m (s)")
    assert (column.fly, column.from_m, column.to_m) == (True, None, 10.0)


def test_tempo_among_german_headings_is_asked_about() -> None:
    with pytest.raises(InputError) as caught:
        columns_of(["Strecke", "Tempo"])
    assert caught.value.code == "heading-tempo"
    assert [column.quantity for column in columns_of(["Distanza", "Tempo"])] == ["distance", "time"]


@given(st.text(max_size=90))
def test_any_heading_is_some_column(heading: str) -> None:
    assert isinstance(column_of(heading), Column)
