"""Activities from samples: pauses, laps, channels, and what must be said with them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flyzone.devices.doubts import Doubts
from flyzone.devices.recordings.activity import LONGEST_GAP_S, MOST_CHANNELS, activity_of, sound_lap
from flyzone.devices.recordings.watch_samples import EPOCH, Sample
from flyzone.model import Activity, Lap

BEGIN = datetime(2025, 5, 1, 16, 0, tzinfo=UTC)
BEGIN_S = (BEGIN - EPOCH).total_seconds()


def at(second: float, stretch: int = 0, **values: object) -> Sample:
    if not values:
        values = {"speed_m_s": 5.0}
    return Sample(f"record {second:g}", 0, BEGIN_S + second, stretch, **values)  # type: ignore[arg-type]


def activity(samples: list[Sample], doubts: Doubts | None = None, **words: object) -> Activity:
    found = activity_of(samples, doubts or Doubts(), source="FIT", **words)  # type: ignore[arg-type]
    assert found is not None
    return found


def codes(doubts: Doubts) -> list[str]:
    return [notice.code for notice in doubts.notices]


def test_an_activity_begins_with_its_first_good_sample() -> None:
    doubts = Doubts()
    found = activity([at(0, speed_m_s=40.0), *(at(i) for i in range(3, 9))], doubts)
    assert found.started_at == datetime(2025, 5, 1, 16, 0, 3, tzinfo=UTC)
    assert found.traces[0].times[0] == 0.0
    assert "13 m/s" in doubts.rejected[0].reason


def test_a_pause_begins_a_new_trace() -> None:
    doubts = Doubts()
    found = activity([at(i, stretch=int(i > 4)) for i in range(10)], doubts)
    assert [len(trace) for trace in found.traces] == [5, 5]
    assert "pauses" in codes(doubts)


def test_a_long_silence_begins_a_new_trace_and_a_short_one_does_not() -> None:
    short = activity([at(0), at(1), at(1 + LONGEST_GAP_S), at(2 + LONGEST_GAP_S)])
    assert [len(trace) for trace in short.traces] == [4]
    long = activity([at(0), at(1), at(2 + LONGEST_GAP_S), at(3 + LONGEST_GAP_S)])
    assert [len(trace) for trace in long.traces] == [2, 2]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"speed_m_s": 13.01}, "human runs"),
        ({"speed_m_s": -0.1}, "human runs"),
        ({"distance_m": -1.0}, "km long"),
        ({"distance_m": 2e7}, "km long"),
        ({"channels": {}}, "nothing else"),
    ],
)
def test_what_no_run_can_say_is_refused(values: dict[str, object], reason: str) -> None:
    doubts = Doubts()
    found = activity([at(0), at(1), at(2, **values), at(3)], doubts)
    assert len(found.traces[0]) == 3
    assert reason in doubts.rejected[0].reason


def test_one_sample_a_second_cannot_tell_an_acceleration_and_says_so() -> None:
    doubts = Doubts()
    activity([at(i) for i in (0, 1, 2, 9)], doubts)
    (notice,) = (n for n in doubts.notices if n.code == "gps-rate")
    assert "every 1 s" in notice.message
    assert "longest gap is 7 s" in notice.message
    assert "neither it nor the start" in notice.message
    assert "from memory, unverified" in notice.message
    assert "below 30 m" in notice.message


def test_a_faster_receiver_is_not_called_slow() -> None:
    doubts = Doubts()
    activity([at(i / 10) for i in range(9)], doubts)
    (notice,) = (n for n in doubts.notices if n.code == "gps-rate")
    assert "neither it nor the start" not in notice.message


def test_seconds_since_switching_on_are_no_date() -> None:
    doubts = Doubts()
    found = activity([Sample(f"record {i}", 0, 50.0 + i, speed_m_s=4.0) for i in range(3)], doubts)
    assert found.started_at is None
    assert found.traces[0].times.tolist() == [0.0, 1.0, 2.0]
    assert "no-date" in codes(doubts)


def test_samples_before_the_clock_was_set_are_refused_where_others_have_a_date() -> None:
    doubts = Doubts()
    early = Sample("record 1", 0, 12.0, speed_m_s=4.0)
    lap = Lap(start_s=12.0, time_s=5.0)
    found = activity([early, *(at(i) for i in range(4))], doubts, laps=[lap])
    assert found.started_at == BEGIN
    assert found.laps == ()
    assert len(doubts.rejected) == 2


def test_times_without_a_zone_give_no_moment() -> None:
    doubts = Doubts()
    assert activity([at(0), at(1)], doubts, zone_known=False).started_at is None
    assert "no-date" in codes(doubts)


def test_laps_count_from_the_beginning_in_order() -> None:
    laps = [Lap(start_s=BEGIN_S + 60.0, time_s=9.0), Lap(start_s=BEGIN_S, time_s=60.0)]
    found = activity([at(0), at(1)], laps=laps)
    assert [lap.start_s for lap in found.laps] == [0.0, 60.0]


def test_impossible_numbers_of_a_lap_are_left_out_one_by_one() -> None:
    doubts = Doubts()
    lap = sound_lap(
        Lap(0.0, 10.0, distance_m=-5.0, mean_speed_m_s=5.0, top_speed_m_s=65.535),
        "lap 1",
        7,
        doubts,
    )
    assert lap == Lap(0.0, 10.0, mean_speed_m_s=5.0)
    assert [row.line for row in doubts.rejected] == [7, 7]
    assert sound_lap(Lap(0.0, -1.0), "lap 2", 8, doubts) is None


def test_channels_keep_their_units_and_one_name_of_two_units_is_two() -> None:
    found = activity(
        [
            at(0, speed_m_s=5.0, channels={("power", "W"): 200.0, ("hr", "bpm"): 90.0}),
            at(1, speed_m_s=5.0, channels={("power", "hp"): 0.3, ("hr", "bpm"): 91.0}),
        ]
    )
    assert set(found.channels) == {"hr", "power (W)", "power (hp)"}
    assert found.channels["hr"].values.tolist() == [90.0, 91.0]
    assert found.channels["hr"].times.tolist() == [0.0, 1.0]
    assert found.channels["hr"].unit == "bpm"


def test_places_are_channels() -> None:
    found = activity([at(i, speed_m_s=5.0, place_deg=(52.0, 13.0 + i)) for i in range(2)])
    assert found.channels["longitude"].values.tolist() == [13.0, 14.0]
    assert found.channels["latitude"].unit == "deg"


def test_there_is_a_limit_to_channels_and_it_is_told() -> None:
    doubts = Doubts()
    crowd = {(f"c{i}", ""): 1.0 for i in range(MOST_CHANNELS + 3)}
    found = activity([at(0, speed_m_s=5.0, channels=crowd), at(1)], doubts)
    assert len(found.channels) == MOST_CHANNELS
    (notice,) = (n for n in doubts.notices if n.code == "channels-left-out")
    assert "3 were left out" in notice.message


def test_another_sport_is_told() -> None:
    doubts = Doubts()
    activity([at(0), at(1)], doubts, sport="cycling")
    assert "not-running" in codes(doubts)
    doubts = Doubts()
    activity([at(0), at(1)], doubts, sport="Running")
    assert "not-running" not in codes(doubts)


def test_nothing_is_no_activity() -> None:
    assert activity_of([], Doubts(), source="FIT") is None
