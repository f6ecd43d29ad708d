"""Tables of split times, long and wide: real ones, and small ones made up here."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from tests.devices.text_files import DATA, codes, gates, lines_of, read, real, refused, told


def test_the_splits_of_five_simulated_athletes_are_read() -> None:
    reading = read(real(DATA / "shorts_split_times.csv"))
    assert reading.dialect == "splits-csv"
    assert [sprint.athlete for sprint in reading.splits] == [
        "John", "Kimberley", "Jim", "James", "Samantha",
    ]  # fmt: skip
    john = reading.splits[0]
    assert john.distances.tolist() == [5, 10, 15, 20, 30, 40]
    assert john.times.tolist() == [1.201, 1.967, 2.656, 3.314, 4.591, 5.849]
    assert john.covariance is None
    assert {"units-not-stated", "body-mass-in-file", "time-resolution"} <= codes(reading)
    assert "John: mass 75 (unit not stated)" in told(reading, "body-mass-in-file")
    assert "0.001 s" in told(reading, "time-resolution")
    assert (reading.rejected, reading.held) == ((), ())


def test_the_wide_table_of_vescovi_is_read_and_its_intervals_agree() -> None:
    data = real(DATA / "shorts_vescovi.csv")
    reading = read(data)
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert len(reading.splits) == len(rows) == 52
    for sprint, row in zip(reading.splits, rows, strict=True):
        assert sprint.athlete == row["athlete"]
        assert sprint.distances.tolist() == [5, 10, 20, 30, 35]
        assert_allclose(sprint.times, [float(row[f"t_{d}m"]) for d in (5, 10, 20, 30, 35)])
        assert sprint.conditions.surface == row["surface"]
    assert (reading.rejected, reading.held) == ((), ())
    body = reading.bodies["FMSS-130"]
    assert (body.mass_kg, body.height_m) == (54.8, pytest.approx(1.634))
    assert len(reading.bodies) == 52


def test_the_championship_races_are_read_with_their_wind() -> None:
    data = real(DATA / "championships_splits.csv")
    reading = read(data)
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert sum(len(sprint) for sprint in reading.splits) == len(rows) == 128
    assert {sprint.run for sprint in reading.splits} == {row["race_id"] for row in rows}
    berlin = next(sprint for sprint in reading.splits if sprint.run == "bolt_2009_nsa")
    assert berlin.athlete == "Usain Bolt"
    assert berlin.times[-1] == 9.58
    assert berlin.conditions.wind_m_s == 0.9
    assert "reaction_time_s" in told(reading, "columns-not-used")


LANGUAGES = [
    "Name;Distanz (m);Zeit (s)",
    "Nom;Distance (m);Temps (s)",
    "Nombre;Distancia (m);Tiempo (s)",
    "Atleta;Distanza (m);Tempo (s)",
    "Atleta;Distância (m);Tempo (s)",
    "Navn;Avstand (m);Tid (s)",
    "Namn;Sträcka (m);Tid (s)",
    "Naam;Afstand (m);Tijd (s)",
    "athlete;distance_m;time_s",
]


@pytest.mark.parametrize("headings", LANGUAGES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_headings_of_any_language_with_decimal_commas(headings: str, encoding: str) -> None:
    text = f"{headings}\r\nZoé;10;1,94\r\nZoé;20;3,1\r\n"
    reading = read(text.encode(encoding))
    assert gates(reading) == [("Zoé", None, [10, 20], [1.94, 3.1])]
    assert "units-not-stated" not in codes(reading)


def test_units_of_headings_become_si() -> None:
    reading = read("athlete,distance (yd),time (ms)\nA,10,1700\nA,40,5100\n")
    assert_allclose(reading.splits[0].distances, [9.144, 36.576])
    assert_allclose(reading.splits[0].times, [1.7, 5.1])
    assert "0.001 s" in told(reading, "time-resolution")
    assert refused("athlete,distance (furlongs),time (s)\nA,1,24\n").code == "unit-unknown"


def test_thousands_of_milliseconds_are_no_fractions() -> None:
    reading = read("athlete;distance (m);time (ms)\nA;10;1.700,5\nA;20;2.900,5\n")
    assert_allclose(reading.splits[0].times, [1.7005, 2.9005])
    text = "athlete;distance (m);time (ms)\nA;10;1,700\nA;20;2,900\n"
    open_marks = refused(text, "splits-csv")
    assert open_marks.code == "decimal-mark-open"


def test_minutes_are_read() -> None:
    reading = read("athlete,distance_m,time_s\nA,200,24.9\nA,400,1:02.34\n")
    assert reading.splits[0].times.tolist() == [24.9, 62.34]


def test_rows_that_cannot_be_read_are_told_and_the_rest_goes_on() -> None:
    reading = read(
        "athlete,distance_m,time_s\n"
        "A,10,1.9\n"
        "A,20,DNF\n"
        "A,30\n"
        "A,40,\n"
        "A,-5,1.0\n"
        "A,50,1e400\n"
        "A,60,nan\n"
        "A,2000,300\n"
        "A,70,601\n"
        "A,0,0.15\n"
        "A,80,8.9\n"
    )
    assert gates(reading) == [("A", None, [10, 80], [1.9, 8.9])]
    assert lines_of(reading.rejected) == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    reasons = [row.reason for row in reading.rejected]
    assert reasons[0] == "'DNF' under 'time_s' is no number"
    assert reasons[2] == "nothing stands under 'time_s'"
    assert "the clock starts at 0 m" in reasons[-1]
    assert reading.rejected[0].text == "A,20,DNF"


def test_the_start_gate_is_no_split() -> None:
    reading = read("athlete,distance_m,time_s\nA,0,0\nA,10,1.9\nB,0,0\n")
    assert gates(reading) == [("A", None, [10], [1.9])]
    assert lines_of(reading.rejected) == [4]


def test_a_repeated_row_is_used_once_and_told() -> None:
    reading = read("athlete,distance_m,time_s\nA,10,1.9\nA,20,3.1\nA,10,1.9\n")
    assert gates(reading) == [("A", None, [10, 20], [1.9, 3.1])]
    assert told(reading, "repeated-rows").endswith("line 4.")


def test_conflicting_rows_are_held_and_not_used() -> None:
    reading = read("athlete,distance_m,time_s\nA,10,1.9\nA,20,3.1\nA,10,1.8\nB,10,2.0\n")
    assert gates(reading) == [("A", None, [20], [3.1]), ("B", None, [10], [2.0])]
    (held,) = reading.held
    assert held.lines == (2, 4)
    assert held.texts == ("A,10,1.9", "A,10,1.8")
    assert "1.8 s, 1.9 s" in held.reason


def test_runs_with_numbers_do_not_conflict() -> None:
    reading = read("athlete,run,distance_m,time_s\nA,1,10,1.9\nA,2,10,1.8\nA,1,20,3.1\n")
    assert gates(reading) == [("A", "1", [10, 20], [1.9, 3.1]), ("A", "2", [10], [1.8])]


def test_a_run_whose_times_fall_is_held_whole() -> None:
    reading = read("athlete,distance_m,time_s\nA,10,3.1\nA,20,1.9\nB,10,1.8\n")
    assert gates(reading) == [("B", None, [10], [1.8])]
    assert [held.lines for held in reading.held] == [(2, 3)]


def test_a_run_faster_than_anyone_is_held() -> None:
    reading = read("athlete,distance_m,time_s\nA,10,1.9\nA,60,4.9\nB,10,1.8\n")
    (held,) = reading.held
    assert "nobody runs 50 m in 3 s" in held.reason
    assert gates(reading) == [("B", None, [10], [1.8])]


def test_stated_deviations_become_a_covariance() -> None:
    reading = read("athlete,distance_m,time_s,time_sd_s\nA,10,1.9,0.01\nA,20,3.1,0.02\n")
    covariance = reading.splits[0].covariance
    assert covariance is not None
    assert_allclose(np.sqrt(np.diag(covariance)), [0.01, 0.02])
    half = read("athlete,distance_m,time_s,time_sd_s\nA,10,1.9,0.01\nA,20,3.1,\n")
    assert half.splits[0].covariance is None
    assert "time-sd-incomplete" in codes(half)


def test_wind_that_changes_within_a_run_is_left_out_and_told() -> None:
    reading = read(
        "athlete,distance_m,time_s,wind_m_s\nA,10,1.9,1.0\nA,20,3.1,2.0\nB,10,2.0,-1.5\n"
    )
    assert [sprint.conditions.wind_m_s for sprint in reading.splits] == [None, -1.5]
    assert "conditions-unclear" in codes(reading)


def test_each_row_of_an_athlete_keeps_its_own_conditions() -> None:
    reading = read("name,wind (m/s),surface,10 m (s)\nA,0.5,track,1.90\nA,-1,grass,1.95\n")
    assert [(run.run, run.conditions.wind_m_s, run.conditions.surface) for run in reading.splits] == [
        ("1", 0.5, "track"), ("2", -1.0, "grass"),
    ]  # fmt: skip


def test_a_wind_without_a_unit_is_not_used() -> None:
    reading = read("athlete,distance_m,time_s,wind\nA,10,1.9,1.0\n")
    assert reading.splits[0].conditions.wind_m_s is None
    assert "wind" in told(reading, "columns-not-used")


def test_names_in_two_columns_are_joined() -> None:
    reading = read("Vorname;Nachname;Distanz (m);Zeit (s)\nAnn;von  Ott;10;1,9\n")
    assert reading.splits[0].athlete == "Ann von Ott"


def test_long_intervals_are_added_up_where_the_numbers_prove_them() -> None:
    text = "athlete,distance_m,Split time (s)\nA,10,1.9\nA,20,1.2\nA,30,1.1\n"
    reading = read(text)
    assert_allclose(reading.splits[0].times, [1.9, 3.1, 4.2])
    assert "gate to gate" not in told(reading, "times-counted")
    assert "intervals" in told(reading, "times-counted")
    assert refused(text, times_are="sums").code == "times-are"


def test_a_column_for_each_gate_is_a_run_in_each_row() -> None:
    reading = read("name,10 m,20 m\nA,1.90,3.10\nA,1.85,3.02\nB,1.80,\n")
    assert gates(reading) == [
        ("A", "1", [10, 20], [1.9, 3.1]),
        ("A", "2", [10, 20], [1.85, 3.02]),
        ("B", None, [10], [1.8]),
    ]


def test_zones_are_added_up_from_the_start() -> None:
    reading = read("name;0-10 m (s);10-20 m (s);20-30 m (s)\nA;1,90;1,20;1,10\n")
    assert_allclose(reading.splits[0].times, [1.9, 3.1, 4.2])
    assert reading.zones == ()


def test_intervals_that_contradict_the_times_are_held() -> None:
    reading = read("name,t_5m,t_10m,split_5_10m\nA,1.04,1.82,0.78\nB,1.04,1.82,0.98\n")
    assert gates(reading) == [("A", None, [5, 10], [1.04, 1.82])]
    (held,) = reading.held
    assert held.lines == (3,)
    assert "0.98 s from 5 to 10 m" in held.reason


def test_rounding_is_no_contradiction() -> None:
    reading = read("name,t_5m,t_10m,split_5_10m\nA,1.04,1.82,0.79\n")
    assert len(reading.splits) == 1
    assert reading.held == ()


def test_a_zone_without_its_start_is_a_fly_time() -> None:
    reading = read("name,Fly 10 m (s),30-60 m (s)\nA,0.95,3.01\n")
    fly, zone = reading.zones
    assert (fly.length_m, fly.from_m, fly.to_m, fly.time.value) == (10, None, None, 0.95)
    assert (zone.length_m, zone.from_m, zone.to_m, zone.time.value) == (30, 30, 60, 3.01)
    assert_allclose(fly.time.sd, 0.01 / np.sqrt(12))
    assert "zone-sd-is-rounding" in codes(reading)


def test_numbered_gates_need_their_places() -> None:
    text = "name,Split 1,Split 2,Split 3\nA,1.9,1.2,1.1\nB,1.8,1.15,1.05\n"
    error = refused(text)
    assert error.code == "gate-places"
    assert "3 places" in error.message
    reading = read(text, distances_m=(10, 20, 30))
    assert_allclose(reading.splits[0].times, [1.9, 3.1, 4.2])
    assert read(text, distances_m=(0, 10, 20, 30)).splits == reading.splits
    for wrong in ((10, 20), (10, 20, 20), (10, 30, 20), (float("nan"), 20, 30)):
        assert refused(text, distances_m=wrong).code == "gate-places"


def test_places_that_are_known_are_not_taken_from_the_user() -> None:
    reading = read("name,10 m,20 m\nA,1.9,3.1\n", distances_m=(5, 10))
    assert reading.splits[0].distances.tolist() == [10, 20]
    assert "distances-not-needed" in codes(reading)


def test_splits_at_places_that_may_count_either_way_are_asked() -> None:
    text = "name,Split 5 m,Split 30 m\nA,1.0,4.3\n"
    assert refused(text).code == "times-open"
    assert read(text, times_are="cumulative").splits[0].times.tolist() == [1.0, 4.3]
    assert_allclose(read(text, times_are="intervals").splits[0].times, [1.0, 5.3])


def test_a_row_of_a_run_that_stands_twice_is_held() -> None:
    text = "name,run,10 m,20 m\nA,1,1.9,3.1\nA,1,1.9,3.2\nA,2,1.9,3.3\nA,2,1.9,3.3\n"
    reading = read(text)
    assert gates(reading) == [("A", "2", [10, 20], [1.9, 3.3])]
    assert [held.lines for held in reading.held] == [(2, 3)]
    assert "line 5" in told(reading, "repeated-rows")


def test_a_row_without_a_time_is_told() -> None:
    reading = read("name,10 m,20 m\nA,1.9,3.1\nB,-,\nMean,1.9 s,3.1\n")
    assert lines_of(reading.rejected) == [3, 4]


def test_a_time_of_day_beside_the_gates_is_no_total() -> None:
    reading = read("Date,Time,Name,10 m (s),20 m (s)\n2024-05-01,10:14:03,A,1.90,3.10\n")
    assert gates(reading) == [("A", None, [10, 20], [1.9, 3.1])]
    assert told(reading, "columns-not-used") == "Columns that were not used: Date, Time."


def test_the_time_with_a_unit_is_the_measured_one() -> None:
    reading = read("Time;Name;Distanz (m);Zeit (s)\n10:14:03;A;10;1,9\n10:14:03;A;20;3,1\n")
    assert gates(reading) == [("A", None, [10, 20], [1.9, 3.1])]


def test_a_history_of_repetitions_is_sent_where_it_belongs() -> None:
    error = refused(
        "athlete,session,started_at,rep,distance_m,time_s\nA,1,2024-05-01T10:00,1,30,2.9\n"
    )
    assert error.code == "rep-history"


def test_decimal_commas_between_commas_are_explained() -> None:
    error = refused("athlete,distance,time\nA,10,1,94\nA,20,3,10\n")
    assert error.code == "nothing-read"
    assert "do commas stand both between columns and in numbers?" in error.message


def test_a_file_with_more_runs_than_anyone_makes_is_refused() -> None:
    rows = "".join(f"{i},10,1.9\n" for i in range(15_001))
    assert refused("athlete,distance_m,time_s\n" + rows).code == "too-many-runs"


NAMES = st.sampled_from(["A", "B", "Zoë", ""])
PLACES = st.sampled_from(["5", "10", "20", "30", "x", "", "-3", "5000"])
TIMES = st.one_of(
    st.floats(0.5, 12.0).map(lambda t: f"{t:.2f}"),
    st.sampled_from(["1.9", "DNS", "", "0", "nan", "9999", "1:02.5"]),
)


@given(st.lists(st.tuples(NAMES, PLACES, TIMES), min_size=1, max_size=25))
def test_every_row_is_in_a_result_rejected_held_or_repeated(rows: list[tuple[str, ...]]) -> None:
    # The first row is good, so that the file is one of splits whatever follows.
    text = "athlete,distance_m,time_s\nZ,10,1.9\n" + "".join(f"{','.join(row)}\n" for row in rows)
    reading = read(text, "splits-csv")
    used = sum(len(sprint) for sprint in reading.splits)
    held = [line for group in reading.held for line in group.lines]
    assert len(held) == len(set(held))
    aside = {*lines_of(reading.rejected), *held}
    repeated = 0
    if "repeated-rows" in codes(reading):
        repeated = int(told(reading, "repeated-rows").split()[0])
    assert len(aside) == len(reading.rejected) + len(held)
    assert used + len(aside) + repeated == len(rows) + 1


CELLS = st.one_of(
    st.floats(0.8, 3.5).map(lambda t: f"{t:.2f}"), st.sampled_from(["", "-", "x", "1.5", "0"])
)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["", "1", "2"]), CELLS, CELLS), max_size=15))
def test_every_run_of_a_wide_table_is_read_rejected_held_or_repeated(
    rows: list[tuple[str, ...]],
) -> None:
    text = "name,run,5 m (s),10 m (s)\nZ,1,1.0,1.8\n" + "".join(
        f"{','.join(row)}\n" for row in rows
    )
    reading = read(text)
    held = [line for group in reading.held for line in group.lines]
    aside = [*lines_of(reading.rejected), *held]
    repeated = 0
    if "repeated-rows" in codes(reading):
        repeated = int(told(reading, "repeated-rows").split()[0])
    assert len(aside) == len(set(aside))
    assert len(reading.splits) + len(aside) + repeated == len(rows) + 1


@given(
    st.lists(st.lists(st.floats(0.3, 1.5), min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from([(";", ","), (",", "."), ("\t", ","), ("|", ".")]),
)
def test_what_is_written_is_read_back(runs: list[list[float]], marks: tuple[str, str]) -> None:
    separator, decimal = marks
    places = (5, 10, 15)
    table = [["athlete", "distance_m", "time_s"]]
    expected = []
    for count, steps in enumerate(runs):
        times = np.round(np.cumsum(np.array(steps) + 0.3), 3)
        expected.append(times)
        table += [
            [f"A{count}", str(place), f"{time:.3f}".replace(".", decimal)]
            for place, time in zip(places, times, strict=True)
        ]
    reading = read("\n".join(separator.join(row) for row in table))
    assert len(reading.splits) == len(runs)
    for sprint, times in zip(reading.splits, expected, strict=True):
        assert_allclose(sprint.times, times, rtol=1e-12)


def test_a_body_counts_when_it_is_whole_and_has_units() -> None:
    reading = read(
        "athlete,mass_kg,height_cm,distance_m,time_s\n"
        "Mia,55,168,10,1.9\nMia,55,168,20,3.1\n"
        "Lea,60,,10,1.8\nLea,60,,20,3.0\n"
        "Ida,61,170,10,1.8\nIda,62,170,20,3.0\n"
        "Eva,600,170,10,1.8\nEva,600,170,20,3.0\n"
    )
    assert {name: (b.mass_kg, b.height_m) for name, b in reading.bodies.items()} == {
        "Mia": (55.0, pytest.approx(1.68))
    }
    said = told(reading, "body-mass-in-file")
    assert "Lea: mass 60 kg" in said
    assert "Ida: different ones" in said
    assert "Eva: The body mass must lie between" in said


def test_a_body_without_units_is_told_and_not_used() -> None:
    reading = read(
        "athlete,mass,height,distance_m,time_s\nMia,55,1.68,10,1.9\nMia,55,1.68,20,3.1\n"
    )
    assert not reading.bodies
    assert "Mia: mass 55 (unit not stated), height 1.68 (unit not stated)" in told(
        reading, "body-mass-in-file"
    )
