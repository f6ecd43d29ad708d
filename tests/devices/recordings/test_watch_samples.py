"""Which samples are trusted in their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flyzone.devices.doubts import Doubts
from flyzone.devices.recordings.watch_samples import Sample, in_order


def samples(*times: float, **values: float) -> list[Sample]:
    return [Sample(f"record {i}", i, time, **values) for i, time in enumerate(times, start=1)]


def longest_increasing(times: list[float]) -> int:
    """By the definition, in quadratic time."""
    best: list[int] = []
    for i, time in enumerate(times):
        best.append(1 + max((best[j] for j in range(i) if times[j] < time), default=0))
    return max(best, default=0)


@given(st.lists(st.integers(0, 12), max_size=14))
def test_the_longest_series_in_order_is_kept_and_all_others_are_held(times: list[int]) -> None:
    doubts = Doubts()
    given_samples = samples(*map(float, times), speed_m_s=3.0)
    kept = in_order(given_samples, doubts)
    assert [s.time_s for s in kept] == sorted({s.time_s for s in kept})
    first_of_each = list(dict.fromkeys(map(float, times)))
    assert len(kept) == longest_increasing(first_of_each)
    held = sum(len(h.lines) for h in doubts.held)
    assert len(kept) + held == len(first_of_each)


def test_one_wild_time_at_the_start_does_not_cost_the_rest() -> None:
    doubts = Doubts()
    kept = in_order(samples(900.0, 1.0, 2.0, 3.0, speed_m_s=3.0), doubts)
    assert [s.time_s for s in kept] == [1.0, 2.0, 3.0]
    assert doubts.held[0].lines == (1,)
    assert "backwards" in doubts.held[0].reason


def test_samples_of_one_moment_complete_each_other() -> None:
    doubts = Doubts()
    kept = in_order(
        [
            Sample("record 1", 1, 5.0, speed_m_s=4.0, channels={("heart_rate", "bpm"): 90.0}),
            Sample("record 2", 2, 5.0, distance_m=7.0, channels={("power", "W"): 200.0}),
        ],
        doubts,
    )
    (one,) = kept
    assert (one.speed_m_s, one.distance_m) == (4.0, 7.0)
    assert one.channels == {("heart_rate", "bpm"): 90.0, ("power", "W"): 200.0}
    assert doubts.held == []


def test_samples_of_one_moment_that_differ_are_all_held() -> None:
    for one, other in (
        ({"speed_m_s": 4.0}, {"speed_m_s": 5.0}),
        ({"place_deg": (1.0, 2.0)}, {"place_deg": (1.0, 2.1)}),
        ({"channels": {("hr", "bpm"): 90.0}}, {"channels": {("hr", "bpm"): 91.0}}),
    ):
        doubts = Doubts()
        group = [Sample("record 1", 1, 5.0, **one), Sample("record 2", 2, 5.0, **other)]
        later = Sample("record 3", 3, 6.0, speed_m_s=4.0)
        assert in_order([*group, later], doubts) == [later]
        assert [h.lines for h in doubts.held] == [(1, 2)]
        assert doubts.held[0].texts[0].startswith("record 1")


def test_a_notice_is_said_once() -> None:
    doubts = Doubts()
    for _ in range(3):
        doubts.note("code", "words")
    assert [(n.code, n.message) for n in doubts.notices] == [("code", "words")]
