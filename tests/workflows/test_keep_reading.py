"""From a device's file to sessions: whose, when and what for are told and never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import numpy as np
import pytest
from tests.training_builders import HIM, START

from flyzone.errors import InputError
from flyzone.model import Activity, Conditions, Lap, Measurement, Reading, Splits, Trace, ZoneTime
from flyzone.model.reading import ROUNDING_ONLY
from flyzone.training.comparable import comparable_times, typical_timing_sd
from flyzone.workflows.keep_reading import how_timed, is_his, sessions_of_reading

TIME = Measurement(1.06, 0.004, "s", "laser")
ZONE = ZoneTime(10.0, TIME, 20.0, 30.0)
SPLITS = Splits.of([10.0, 20.0], [1.9, 3.1], origin="gates", conditions=Conditions(wind_m_s=0.5))
TRACE = Trace([0.0, 600.0], positions=[0.0, 2000.0])
RUN = Activity("running", START, (TRACE, replace(TRACE, times=[700.0, 1300.0])))


def reading(**words: Any) -> Reading:
    return Reading("a-device", "a heading", **words)


def kept(given: Reading, **words: Any) -> Any:
    return sessions_of_reading(given, HIM, "Mia", **({"at": START} | words))


def test_zone_times_make_one_session_of_flying_reps() -> None:
    (session,), notices = kept(reading(zones=(ZONE, replace(ZONE, from_m=None, to_m=None))))
    assert (session.started_at, session.stimulus, session.source) == (
        START, "max-velocity", "a-device",
    )  # fmt: skip
    first, second = session.reps
    assert (first.number, first.distance_m, first.time_s) == (1, 10.0, 1.06)
    assert (first.time_sd_s, first.run_in_m, first.method) == (0.004, 20.0, "laser")
    assert (second.number, second.run_in_m) == (2, None)
    assert notices == ()


def test_a_file_kept_again_gives_the_same_ids_in_whatever_zone_its_moment_is_written() -> None:
    there = START.astimezone(timezone(timedelta(hours=2)))
    (one,), _ = kept(reading(zones=(ZONE,)))
    (other,), _ = kept(reading(zones=(ZONE,)), at=there)
    assert (one.id, one.reps[0].id) == (other.id, other.reps[0].id)
    (later,), _ = kept(reading(zones=(ZONE,)), at=START + timedelta(days=1))
    assert later.id != one.id


def test_a_zone_time_with_its_own_moment_needs_no_other_and_days_are_sessions() -> None:
    zones = tuple(
        replace(ZONE, at=START + timedelta(hours=hours)) for hours in (24.2, 0.2, 0.1, 24.0)
    )
    sessions, _ = kept(reading(zones=zones), at=None)
    assert [len(one.reps) for one in sessions] == [2, 2]
    for session in sessions:
        assert session.started_at == min(rep.at for rep in session.reps)
    assert {one.started_at for one in sessions} == {
        START + timedelta(hours=24), START + timedelta(hours=0.1),
    }  # fmt: skip


def test_reps_are_numbered_as_they_were_run_where_the_file_tells_when() -> None:
    zones = tuple(replace(ZONE, at=START + timedelta(minutes=m)) for m in (10, 0, 5))
    (session,), _ = kept(reading(zones=zones), at=None)
    moments = [rep.at for rep in session.reps]
    assert moments == sorted(moments)


def test_sprints_from_standing_are_accelerations_over_their_last_split() -> None:
    (session,), _ = kept(reading(splits=(SPLITS,)))
    (rep,) = session.reps
    assert session.stimulus == "acceleration"
    assert (rep.distance_m, rep.time_s, rep.run_in_m, rep.wind_m_s) == (20.0, 3.1, 0.0, 0.5)
    assert rep.time_sd_s is None
    covariance = np.diag([1e-6, 4e-6])
    (session,), _ = kept(reading(splits=(replace(SPLITS, covariance=covariance),)))
    assert session.reps[0].time_sd_s == pytest.approx(0.002)


def test_a_run_of_a_watch_is_its_distance_and_its_length_with_the_pause() -> None:
    (session,), _ = kept(reading(activities=(RUN,)), at=None, stimulus="easy-run")
    assert (session.distance_m, session.duration_s, session.reps) == (4000.0, 1300.0, ())
    laps = Activity("running", START, (), (Lap(0.0, 300.0, 1000.0), Lap(300.0, 310.0, 1000.0)))
    (session,), _ = kept(reading(activities=(laps,)), at=None, stimulus="interval-run")
    assert (session.distance_m, session.duration_s) == (2000.0, 610.0)
    bare = Activity("running", START, (), (Lap(0.0, 300.0),))
    (session,), _ = kept(reading(activities=(bare,)), at=None, stimulus="easy-run")
    assert (session.distance_m, session.duration_s) == (None, 300.0)


@pytest.mark.parametrize(
    ("given", "words", "code"),
    [
        (reading(zones=(ZONE,)), {"at": None}, "keep-moment"),
        (reading(splits=(SPLITS,)), {"at": None}, "keep-moment"),
        (reading(activities=(replace(RUN, started_at=None),)),
         {"at": None, "stimulus": "easy-run"}, "keep-moment"),
        (reading(activities=(replace(RUN, started_at=datetime(2026, 5, 1)),)),
         {"at": None, "stimulus": "easy-run"}, "keep-moment"),
        (reading(activities=(RUN,)), {}, "keep-stimulus"),
        (reading(zones=(ZONE,), splits=(SPLITS,)), {}, "keep-two-kinds"),
        (reading(), {}, "keep-nothing"),
        (reading(traces=(TRACE,)), {}, "keep-nothing"),
        (reading(zones=(replace(ZONE, athlete="Tom"),)), {}, "keep-nothing"),
        (reading(zones=(replace(ZONE, time=replace(TIME, value=0.5)),)), {}, "rep-too-fast"),
        (reading(zones=(ZONE,)), {"stimulus": "speed"}, "session"),
        (reading(zones=(ZONE,)), {"at": datetime(2026, 5, 1)}, "import"),
    ],
)  # fmt: skip
def test_what_the_file_does_not_say_is_asked_for(
    given: Reading, words: dict[str, Any], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        kept(given, **words)
    assert caught.value.code == code


def test_a_watch_without_a_zone_is_placed_by_who_keeps_it() -> None:
    naive = replace(RUN, started_at=datetime(2026, 5, 1, 9))
    (session,), _ = kept(reading(activities=(naive,)), stimulus="easy-run")
    assert session.started_at == START


def test_rows_of_others_are_left_out_and_that_is_told() -> None:
    zones = tuple(replace(ZONE, athlete=name) for name in ("Tom", "MIA", None, "Mi"))
    (session,), (notice,) = kept(reading(zones=zones))
    assert len(session.reps) == 2
    assert notice.code == "keep-others"
    assert notice.message.startswith("2 times of others than Mia")
    assert [is_his(name, "Mia") for name in ("mia", None, "Mia M")] == [True, True, False]


def test_rounding_alone_is_not_the_error_of_a_clock() -> None:
    rounded = Measurement(1.06, 0.0003, "s", f"gates{ROUNDING_ONLY}")
    assert how_timed(rounded) == ("gates", None)
    assert how_timed(TIME) == ("laser", 0.004)
    assert how_timed(replace(TIME, sd=0.0)) == ("laser", None)
    (session,), _ = kept(reading(zones=(replace(ZONE, time=rounded),)))
    times = comparable_times([session])
    assert times.stated.tolist() == [False]
    assert times.sd[0] == pytest.approx(typical_timing_sd("gates", 1.06) / 1.06, rel=0.01)
