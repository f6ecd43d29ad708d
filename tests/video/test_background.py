"""The empty lane, learnt from strips that hold people."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from flyzone.video.background import RollingBackground, sort_samples


@given(st.integers(1, 10).flatmap(lambda n: arrays(np.uint8, (n, 2, 3))))
def test_sorting_pixel_by_pixel_is_sorting(stack: np.ndarray) -> None:
    assert (np.stack(sort_samples(list(stack))) == np.sort(stack, axis=0)).all()


def strips(seconds: float, fps: float = 30.0, *, drift: float = 0.0):
    """Strips of a lane on which a bright block passes, one column a frame."""
    lane = np.random.default_rng(0).integers(60, 120, (4, 100)).astype(np.uint8)
    for n in range(round(seconds * fps)):
        strip = (lane + drift * n / fps).astype(np.uint8)
        at = n * 100 // round(seconds * fps)
        strip[:, at : at + 4] = 250
        yield n / fps, strip, lane


def through(seconds: float, **kind):
    rolling: RollingBackground[int] = RollingBackground()
    out, held = [], 0
    for n, (time_s, strip, _) in enumerate(strips(seconds, **kind)):
        out += list(rolling.feed(time_s, strip, n))
        held = max(held, n + 1 - len(out))
    return out + list(rolling.finish()), held


def test_every_strip_comes_back_once_in_order_with_what_was_given() -> None:
    out, _ = through(5.0)
    assert [extra for _, _, extra, _ in out] == list(range(150))
    for (time_s, strip, extra, _), (fed_s, fed, _) in zip(out, strips(5.0), strict=True):
        assert time_s == fed_s
        assert (strip == fed).all()
        assert extra == round(fed_s * 30)


def test_who_passes_is_no_part_of_the_empty_lane() -> None:
    out, _ = through(5.0)
    lane = next(strips(5.0))[2]
    for _, _, _, background in out:
        assert np.mean(background.level == lane) > 0.97
        assert background.level.max() < 200


def test_the_background_follows_the_light() -> None:
    out, _ = through(8.0, drift=8.0)
    for time_s, strip, _, background in out[40:-40:20]:
        off = np.median(background.level.astype(int) - strip)
        assert abs(off) <= 3, f"{off} levels off at {time_s:.1f} s"


def test_restless_places_are_known() -> None:
    rng = np.random.default_rng(1)
    rolling: RollingBackground[None] = RollingBackground()
    out = []
    for n in range(90):
        strip = np.full((4, 100), 100, dtype=np.uint8)
        strip[:, :50] = rng.integers(70, 130, (4, 50))
        out += list(rolling.feed(n / 30, strip, None))
    spread = out[-1][3].spread
    assert spread[:, :50].mean() > 15
    assert spread[:, 50:].max() == 0


def test_memory_does_not_grow_with_the_clip() -> None:
    assert through(20.0)[1] == through(6.0)[1] <= 60


def test_a_clip_of_a_few_frames_still_has_a_background() -> None:
    out, _ = through(0.2)
    assert len(out) == 6
    assert out[0][3].level.shape == (4, 100)
