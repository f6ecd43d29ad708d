"""What a faster fly 10 does over other distances: against direct integration and drawn people."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.integrate import quad

from flyzone.errors import FitError, InputError
from flyzone.model import Measurement
from flyzone.science.curve import time_at_distance, velocity_at_distance
from flyzone.science.flying import FlyZone, fly_time, top_speed_of_fly
from flyzone.training.rules.book import RuleBook
from flyzone.training.rules.targets import TARGET_RULES
from flyzone.training.targets import Targets, what_faster_fly_does
from flyzone.training.targets.sprints import FORTY_YARDS_M

BOOK = RuleBook({rule.key: rule for rule in TARGET_RULES})
MAC = Measurement(8.0, 0.3, "m/s^2", "profile")


def fly(seconds: float, sd: float = 0.008) -> Measurement:
    return Measurement(seconds, sd, "s", "video")


def asked(gain: float = 0.03, mac: Measurement | None = MAC, **more: object) -> Targets:
    return what_faster_fly_does(fly(1.10), gain, BOOK, mac=mac, **more)  # type: ignore[arg-type]


def test_without_a_gain_nothing_changes() -> None:
    targets = asked(0.0)
    assert targets.rise.value == pytest.approx(0.0, abs=1e-9)
    for sprint in targets.sprints:
        assert sprint.change.value == pytest.approx(0.0, abs=1e-9)
        assert sprint.then.value == pytest.approx(sprint.now.value, abs=1e-9)


def test_times_now_are_those_of_the_curve_through_his_fly_time() -> None:
    mss = float(top_speed_of_fly(1.10, 30.0, 10.0, 8.0))
    targets = asked()
    assert targets.top_speed_now.value == pytest.approx(mss, rel=1e-9)
    expected = float(time_at_distance(FORTY_YARDS_M, mss, 8.0))
    assert targets.sprints[0].now.value == pytest.approx(expected, rel=1e-9)


def test_his_new_curve_takes_the_new_fly_time_and_mac_follows_half_way() -> None:
    targets = asked(0.05, distances_m=(40.0,))
    now, then = targets.top_speed_now.value, targets.top_speed_then.value
    mac = 8.0 * (then / now) ** 0.5
    assert float(fly_time(30.0, 10.0, then, mac)) == pytest.approx(1.05, rel=1e-9)
    assert targets.sprints[0].then.value == pytest.approx(
        float(time_at_distance(40.0, then, mac)), rel=1e-9
    )
    assert targets.rise.value == pytest.approx(100 * (then / now - 1), rel=1e-9)


def test_where_mac_is_unknown_the_curve_has_the_time_constant_of_people() -> None:
    targets = asked(mac=None)
    mss = targets.top_speed_now.value
    assert float(fly_time(30.0, 10.0, mss, mss / 1.20)) == pytest.approx(1.10, rel=1e-9)
    assert targets.sprints[0].now.sd > 2 * asked().sprints[0].now.sd
    assert "target-mac-unknown" in {reason.code for reason in targets.reasons}


def test_fading_agrees_with_integrating_the_fading_speed() -> None:
    targets = asked(distances_m=(100.0,))
    mss = targets.top_speed_now.value

    def speed(x: float) -> float:
        fades = 1.0 - 0.05 * max(x - 60.0, 0.0) / 40.0
        return float(velocity_at_distance(x, mss, 8.0)) * fades

    late, _ = quad(lambda x: 1.0 / speed(x), 60.0, 100.0)
    expected = float(time_at_distance(60.0, mss, 8.0)) + late
    # His speed still rises a little behind 60 m, which the closed form puts before the fading.
    assert targets.sprints[0].now.value == pytest.approx(expected, abs=0.002)
    fade = next(reason for reason in targets.reasons if reason.code == "target-fade")
    bound = float(time_at_distance(100.0, mss, 8.0))
    assert fade.numbers["bound"] == pytest.approx(bound, rel=1e-9)
    assert targets.sprints[0].now.value > bound
    assert "unverified" in fade.caveat


def bisected(time: np.ndarray, mac_of: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Top speeds of the curves that take these times through a fly 10 from 30 m."""
    low, high = np.full_like(time, 5.0), np.full_like(time, 15.0)
    for _ in range(60):
        middle = (low + high) / 2.0
        slow = fly_time(30.0, 10.0, middle, mac_of(middle)) > time
        low, high = np.where(slow, middle, low), np.where(slow, high, middle)
    return low


@pytest.mark.parametrize("known", [True, False])
def test_errors_are_those_of_drawn_people(known: bool) -> None:
    rng = np.random.default_rng(8)
    count = 4000
    t, gain = rng.normal(1.10, 0.008, count), rng.normal(0.03, 0.004, count)
    follows = rng.uniform(0.0, 1.0, count)
    fade, more = rng.normal(0.05, 0.025, count), rng.normal(0.0, 0.01, count)
    own_mac, tau = rng.normal(8.0, 0.3, count), rng.normal(1.20, 0.15, count)
    mss = bisected(t, (lambda _: own_mac) if known else (lambda v: v / tau))
    mac = own_mac if known else mss / tau
    faster = bisected(t - gain, lambda v: mac * (v / mss) ** follows)
    quicker = mac * (faster / mss) ** follows

    def time(distance: float, v: np.ndarray, a: np.ndarray, lost: np.ndarray) -> np.ndarray:
        early = time_at_distance(min(distance, 60.0), v, a)
        late = time_at_distance(distance, v, a) - early
        return early - late * np.log1p(-lost) / lost

    targets = what_faster_fly_does(
        fly(1.10), Measurement(0.03, 0.004, "s", "trend"), BOOK, mac=MAC if known else None
    )
    for sprint in targets.sprints:
        now = time(sprint.distance_m, mss, mac, fade)
        change = time(sprint.distance_m, faster, quicker, fade + more) - now
        assert sprint.now.sd == pytest.approx(now.std(), rel=0.08)
        assert sprint.change.sd == pytest.approx(change.std(), rel=0.08)
        assert sprint.change.value == pytest.approx(change.mean(), abs=0.003)
        assert 0.87 < np.mean((change > sprint.low) & (change < sprint.high)) < 0.93


def test_a_change_is_known_better_than_the_times() -> None:
    for mac in (None, MAC):
        for sprint in asked(mac=mac).sprints:
            assert sprint.change.sd < 0.5 * sprint.now.sd
            assert sprint.low < sprint.change.value < sprint.high < 0.0


def test_a_larger_gain_gains_more() -> None:
    changes = [asked(gain).sprints[0].change.value for gain in (-0.02, 0.01, 0.03, 0.05)]
    assert changes == sorted(changes, reverse=True)
    assert changes[0] > 0.0


def test_forty_yards_alone_say_nothing_of_fading() -> None:
    codes = {reason.code for reason in asked(distances_m=(FORTY_YARDS_M,)).reasons}
    assert codes == {"target-mac-known", "target-acceleration-follows", "target-clocks"}


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(InputError, match="less than all"):
        asked(1.2)
    with pytest.raises(InputError, match="1 to 100 m"):
        asked(distances_m=(400.0,))
    with pytest.raises(InputError, match="MAC"):
        asked(mac=Measurement(8.0, 0.3, "m/s", "wrong unit"))
    with pytest.raises(FitError, match="No top speed"):
        what_faster_fly_does(
            fly(0.9), 0.02, BOOK, mac=Measurement(2.0, 0.1, "m/s^2", "p"), zone=FlyZone(5.0, 10.0)
        )
