"""FIT: files of known content made by another library, and recordings of real watches."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

import pytest
from fit_tool.profile.profile_type import Sport
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.devices.watch_files import (
    OPTIONS,
    SHARED,
    START,
    fit_body,
    fit_file,
    fit_lap,
    fit_record,
    fit_timer,
    source,
)

from flyzone.devices import fit
from flyzone.devices.recordings.geodesy import steps_m
from flyzone.errors import InputError
from flyzone.model import Reading

FOLDER = SHARED / "devices"
real = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real recordings are not here")


def read(data: bytes) -> Reading:
    return fit.read(source(data), OPTIONS)


def codes(reading: Reading) -> list[str]:
    return [notice.code for notice in reading.notices]


@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.integers(0, 12_900), st.integers(0, 60)),
        min_size=2,
        max_size=40,
    )
)
@settings(max_examples=40)
def test_what_a_watch_wrote_is_read_back(rows: list[tuple[int, int, int]]) -> None:
    # Uneven gaps (smart recording), speed in mm/s, distance that grows, a heart rate.
    second, distance, messages, expected = 0, 0.0, [], []
    for gap, speed, heart in rows:
        second += gap
        distance += round(speed / 1000.0 * gap, 2)
        messages.append(
            fit_record(second, speed=speed / 1000.0, distance=distance, heart_rate=60 + heart)
        )
        expected.append((second - rows[0][0], speed / 1000.0, distance, 60 + heart))
    reading = read(fit_file(messages))
    (activity,) = reading.activities
    (trace,) = activity.traces
    times, speeds, distances, hearts = zip(*expected, strict=True)
    assert trace.times.tolist() == list(times)
    assert trace.velocities == pytest.approx(speeds, abs=1e-9)
    assert trace.positions == pytest.approx(distances, abs=0.0051)
    assert activity.channels["heart_rate"].values.tolist() == list(hearts)
    assert activity.channels["heart_rate"].unit == "bpm"
    assert activity.sport == "running"
    assert activity.started_at == START.replace(second=rows[0][0])
    assert reading.rejected == reading.held == ()


def test_the_timer_makes_pauses() -> None:
    records = [fit_record(i, speed=5.0) for i in range(10)]
    messages = [
        fit_timer(0, "start"), *records[:4], fit_timer(3, "stop_all"), fit_timer(5, "start"),
        *records[5:],
    ]  # fmt: skip
    reading = read(fit_file(messages))
    first, second = reading.activities[0].traces
    assert first.times.tolist() == [0.0, 1.0, 2.0, 3.0]
    assert second.times.tolist() == [5.0, 6.0, 7.0, 8.0, 9.0]
    assert "pauses" in codes(reading)


def test_laps_are_read_in_seconds_since_the_beginning() -> None:
    messages = [
        *(fit_record(i, speed=5.0) for i in range(6)),
        fit_lap(2, 3.5, total_distance=17.5, avg_speed=5.0, max_speed=5.5, avg_heart_rate=150),
    ]
    (lap,) = read(fit_file(messages)).activities[0].laps
    assert (lap.start_s, lap.time_s, lap.distance_m) == (2.0, 3.5, 17.5)
    assert (lap.mean_speed_m_s, lap.top_speed_m_s, lap.mean_heart_rate) == (5.0, 5.5, 150.0)


def test_a_speed_that_no_human_runs_is_refused_with_its_record() -> None:
    reading = read(fit_file(fit_record(i, speed=60.0 if i == 2 else 6.0) for i in range(5)))
    assert len(reading.activities[0].traces[0]) == 4
    (row,) = reading.rejected
    assert row.line == 0
    assert row.text.startswith("record 3; 2025-05-01T16:00:02Z; 60 m/s")


def test_records_of_one_second_that_differ_are_held() -> None:
    reading = read(fit_file(fit_record(i // 2, speed=6.0 + (i == 5)) for i in range(8)))
    (held,) = reading.held
    assert [text.split(";")[0] for text in held.texts] == ["record 5", "record 6"]
    assert reading.activities[0].traces[0].times.tolist() == [0.0, 1.0, 3.0]


def test_time_that_runs_backwards_is_held() -> None:
    reading = read(fit_file(fit_record(s, speed=6.0) for s in (0, 1, 2, 1.0e6, 3, 4)))
    assert reading.activities[0].traces[0].times.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert reading.held[0].texts[0].startswith("record 4")


def test_places_give_distance_where_the_device_gave_none() -> None:
    step = 5.0 / 111319.4908
    messages = [
        fit_record(i, speed=5.0, position_lat=0.0, position_long=10.0 + i * step) for i in range(6)
    ]
    (trace,) = read(fit_file(messages)).activities[0].traces
    # A semicircle is 9 mm wide.
    assert trace.positions == pytest.approx([5.0 * i for i in range(6)], abs=0.05)


def test_another_sport_is_named() -> None:
    reading = read(fit_file([fit_record(i, speed=6.0) for i in range(3)], sport=Sport.CYCLING))
    assert reading.activities[0].sport == "cycling"
    assert "not-running" in codes(reading)


def test_chained_files_are_activities_of_their_own() -> None:
    one = fit_file(fit_record(i, speed=4.0) for i in range(3))
    other = fit_file(fit_record(i + 900, speed=5.0) for i in range(4))
    reading = read(one + other)
    assert [len(activity.traces[0]) for activity in reading.activities] == [3, 4]


def test_a_wrong_checksum_keeps_the_records_and_is_told() -> None:
    data = bytearray(fit_file(fit_record(i, speed=4.0) for i in range(3)))
    data[-1] ^= 0xFF
    reading = read(bytes(data))
    assert len(reading.activities[0].traces[0]) == 3
    assert "checksum" in codes(reading)


def test_damage_in_the_middle_keeps_what_stands_before_it() -> None:
    whole = fit_file(fit_record(i, speed=4.0) for i in range(4))
    # The data of message 9, which nobody defined, in place of the checksum.
    body = whole[whole[0] : -2] + b"\x09\x01\x02"
    reading = read(fit_body(body))
    assert len(reading.activities[0].traces[0]) == 4
    assert "damaged" in codes(reading)
    assert "to its end" in reading.rejected[0].text


def test_every_truncation_fails_cleanly() -> None:
    data = fit_file(fit_record(i, speed=4.0) for i in range(4))
    for length in range(len(data)):
        with pytest.raises(InputError) as caught:
            read(data[:length])
        assert caught.value.code in ("fit-truncated", "fit-not", "fit-empty")


def test_a_truncated_file_says_how_much_of_it_could_be_read() -> None:
    data = fit_file(fit_record(i, speed=4.0) for i in range(4))
    with pytest.raises(InputError, match=r"truncated.*4 records.*Copy it from the watch") as caught:
        read(data[:-1])
    assert caught.value.code == "fit-truncated"


def test_a_file_without_records_is_told_what_it_lacks() -> None:
    with pytest.raises(InputError, match="timed samples") as caught:
        read(fit_file([]))
    assert caught.value.code == "fit-empty"


def test_the_signature_is_what_is_recognised() -> None:
    data = fit_file([])
    assert fit.recognise(source(data)).certainty == 1.0
    assert fit.recognise(source(b"time_s,velocity_m_s\n0,1\n", "run.fit")) is None
    with pytest.raises(InputError, match=r"\.FIT") as caught:
        read(b"time_s,velocity_m_s\n0,1\n")
    assert caught.value.code == "fit-not"


def test_a_file_made_to_keep_the_decoder_busy_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fit, "MOST_FIELDS", 10_000)
    # Messages without a field: one byte each.
    with pytest.raises(InputError, match="fields") as caught:
        read(fit_body(b"\x40\0\0\x14\0\0" + b"\0" * 3_000))
    assert caught.value.code == "fit-too-large"
    with pytest.raises(InputError, match="MB") as caught:
        read(fit_body(b"\0" * (fit.LARGEST_FIT + 1)))
    assert caught.value.code == "fit-too-large"


def test_a_timestamp_of_another_type_is_no_time() -> None:
    # The timestamp as a 64-bit float of 1e300.
    definition = b"\x40\0\0\x14\0\x02" + bytes([253, 8, 0x89, 6, 2, 0x84])
    record = b"\0" + struct.pack("<dH", 1e300, 4000)
    with pytest.raises(InputError, match="no time") as caught:
        read(fit_body(definition + record * 3))
    assert caught.value.code == "fit-empty"


@real
def test_a_garmin_fenix_5_with_smart_recording() -> None:
    reading = read((FOLDER / "garmin-fenix-5-run.fit").read_bytes())
    (activity,) = reading.activities
    (trace,) = activity.traces
    assert activity.sport == "running"
    assert activity.started_at == datetime(2017, 6, 11, 14, 34, 9, tzinfo=UTC)
    # Its own summary: 21 records, 157.56 m in 56.887 s; it stopped at 14:35:06.
    assert len(trace) == 21
    assert trace.times[-1] == 57.0
    assert trace.positions[-1] == 157.56
    assert activity.laps[0].time_s == 56.887
    assert activity.laps[0].top_speed_m_s == 3.658
    assert activity.channels["stance_time"].unit == "ms"
    assert "longest gap is 9 s" in next(n.message for n in reading.notices if n.code == "gps-rate")
    assert (reading.rejected, reading.held) == ((), ())


@real
def test_developer_fields_keep_their_names_and_units() -> None:
    reading = read((FOLDER / "developer-types-sample.fit").read_bytes())
    (activity,) = reading.activities
    assert len(activity.traces[0]) == 3424
    assert activity.laps[0].distance_m == 6753.99
    units = {name: channel.unit for name, channel in activity.channels.items()}
    assert units["Form Power"] == "Watts"
    assert units["Leg Spring Stiffness"] == "KN/m"
    assert units["Speed"] == "M/S"
    # The third record, as another decoder shows it.
    assert activity.channels["Leg Spring Stiffness"].values[2] == pytest.approx(8.325509071)
    assert activity.channels["Form Power"].values[2] == 26.0


@real
def test_an_older_garmin_standing_nearly_still() -> None:
    reading = read((FOLDER / "Activity.fit").read_bytes())
    (trace,) = reading.activities[0].traces
    assert trace.times.tolist() == [float(i) for i in range(14)]
    assert trace.velocities.max() == 0.368
    assert trace.positions[-1] == 5.73


@real
def test_the_truncated_recording_fails_cleanly() -> None:
    with pytest.raises(InputError, match="14 records") as caught:
        read((FOLDER / "activity-unexpected-eof.fit").read_bytes())
    assert caught.value.code == "fit-truncated"


@real
@pytest.mark.parametrize(
    "name", ["Activity.fit", "garmin-fenix-5-run.fit", "developer-types-sample.fit"]
)
def test_distance_by_places_agrees_with_the_device(name: str) -> None:
    # A second method: the path over the ellipsoid, against what the watch itself summed up.
    (activity,) = read((FOLDER / name).read_bytes()).activities
    places = (activity.channels["latitude"].values, activity.channels["longitude"].values)
    own = activity.laps[0].distance_m
    assert float(steps_m(*places).sum()) == pytest.approx(own, rel=0.03, abs=3.0)
