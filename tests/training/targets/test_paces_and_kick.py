"""What top speed does to slower paces, and when a kick is promised."""

from __future__ import annotations

import math

import numpy as np
import pytest

from flyzone.errors import InputError
from flyzone.model import Measurement
from flyzone.training.rules.book import RuleBook
from flyzone.training.rules.targets import TARGET_RULES
from flyzone.training.targets import Finish, Kick, what_kick_does, what_top_speed_does
from flyzone.units import m_s_from_mph

BOOK = RuleBook({rule.key: rule for rule in TARGET_RULES})
TEN_MPH = m_s_from_mph(10.0)


def speed(value: float, sd: float = 0.1) -> Measurement:
    return Measurement(value, sd, "m/s", "test")


def test_ten_mph_is_half_of_twenty_and_83_per_cent_of_twelve() -> None:
    (pace,) = what_top_speed_does(
        speed(m_s_from_mph(12.0)), speed(m_s_from_mph(20.0)), (TEN_MPH,), BOOK, athlete="Mia"
    )
    share = pace.reasons[0]
    assert share.code == "pace-share"
    assert share.numbers["now"] == pytest.approx(83.3, abs=0.05)
    assert share.numbers["then"] == pytest.approx(50.0, abs=1e-9)
    assert share.numbers["mph"] == pytest.approx(10.0)
    assert pace.reasons[1].code == "pace-aerobic-unknown"


def test_the_numbers_of_the_sheet_for_seven_metres_a_second() -> None:
    (pace,) = what_top_speed_does(
        speed(8.5), speed(9.0), (7.0,), BOOK, athlete="Mia", mas=speed(5.0)
    )
    now, then = pace.now, pace.then
    assert now.percent_mss.value == pytest.approx(82.35, abs=0.005)
    assert then.percent_mss.value == pytest.approx(77.78, abs=0.005)
    limit = pace.reasons[1]
    assert limit.code == "pace-time-limit"
    assert limit.numbers["now"] == pytest.approx(43.047, abs=5e-4)
    assert limit.numbers["then"] == pytest.approx(53.319, abs=5e-4)
    assert "association" in limit.caveat


@pytest.mark.parametrize("pace", [4.5, 8.49])
def test_no_time_limit_is_promised_outside_the_model(pace: float) -> None:
    (target,) = what_top_speed_does(
        speed(8.5), speed(9.0), (pace,), BOOK, athlete="Mia", mas=speed(5.0)
    )
    assert [reason.code for reason in target.reasons] == ["pace-share", "pace-outside-model"]


def finishes(slope: float, noise: float, seed: int = 1, count: int = 8) -> list[Finish]:
    rng = np.random.default_rng(seed)
    tops = np.linspace(8.4, 9.2, count)
    kicks = 5.6 * (tops / 8.8) ** slope * np.exp(noise * rng.standard_normal(count))
    return [Finish(400.0, float(400.0 / k), float(v)) for k, v in zip(kicks, tops, strict=True)]


RISE = Measurement(2.0, 0.0, "%", "wish")


def asked(races: list[Finish]) -> Kick:
    return what_kick_does(speed(8.8), RISE, races, BOOK)


def test_without_own_finishes_no_seconds_are_promised() -> None:
    kick = asked([])
    assert kick.change is None
    assert [reason.code for reason in kick.reasons] == ["kick-scenario", "kick-too-few"]
    assert "fresh efforts" in kick.reasons[0].caveat


def test_finishes_at_one_top_speed_cannot_tell() -> None:
    kick = asked([Finish(400.0, 70.0 + i, 8.8) for i in range(8)])
    assert kick.reasons[1].code == "kick-too-alike"
    assert kick.change is None


def test_finishes_without_a_link_promise_nothing() -> None:
    kick = asked(finishes(-0.5, 0.01))
    assert kick.reasons[1].code == "kick-no-link"
    assert kick.change is None


def test_a_link_in_his_own_finishes_is_found_again() -> None:
    kick = asked(finishes(0.7, 0.0))
    assert kick.change is not None
    assert kick.change.value == pytest.approx(1.4, rel=1e-9)
    assert kick.reasons[0].code == "kick-fitted"
    assert "kick-beyond" not in {reason.code for reason in kick.reasons}
    far = what_kick_does(speed(9.1), RISE, finishes(0.7, 0.0), BOOK)
    assert "kick-beyond" in {reason.code for reason in far.reasons}


def test_the_interval_of_a_kick_holds_the_truth_nine_times_in_ten() -> None:
    held = []
    for seed in range(400):
        kick = asked(finishes(2.0, 0.02, seed))
        if kick.low is not None and kick.high is not None:
            held.append(kick.low <= 4.0 <= kick.high)
    assert len(held) > 380
    assert 0.86 < np.mean(held) < 0.95


def test_an_uncertain_rise_widens_the_interval() -> None:
    sure = asked(finishes(0.7, 0.005)).change
    unsure = what_kick_does(
        speed(8.8), Measurement(2.0, 1.0, "%", "trend"), finishes(0.7, 0.005), BOOK
    ).change
    assert sure is not None
    assert unsure is not None
    assert unsure.sd > sure.sd
    assert unsure.sd == pytest.approx(math.hypot(sure.sd, sure.value / 2.0), rel=1e-9)


def test_finishes_that_cannot_be_are_refused() -> None:
    with pytest.raises(InputError, match="Nobody kicks faster"):
        Finish(400.0, 40.0, 9.0)
    with pytest.raises(InputError, match="one last stretch"):
        asked([*finishes(0.7, 0.0), Finish(200.0, 35.0, 8.8)])
    with pytest.raises(InputError, match="rise"):
        what_kick_does(speed(8.8), speed(9.0), finishes(0.7, 0.0), BOOK)
