"""A clip timed on the phone itself: the arithmetic of two taps, and the taps themselves on virtual clips."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from flyzone.virtual import Camera, Encoding, Runner, Scenario, render

pytestmark = pytest.mark.gate


@pytest.fixture
def ask(page_of: Callable[..., Any]) -> Callable[..., Any]:
    """Asks the module itself."""
    page = page_of(None)
    page.goto("/patterns")

    def asked(name: str, *arguments: Any) -> Any:
        script = f"""async (given) => {{
            const module = await import('/static/js/clip_time.js');
            try {{ return module.{name}(...given); }} catch (problem) {{ return problem.message; }}
        }}"""
        return page.evaluate(script, list(arguments))

    return asked


TAPS = {
    "first": 1.0, "second": 2.05, "interval": 1 / 240, "exact": True, "slowed": 1, "zone": 10,
    "cones": "both", "distance": None,
}  # fmt: skip


def test_the_time_between_two_taps_has_the_error_of_two_frames_and_of_the_eye(
    ask: Callable[..., Any],
) -> None:
    found = ask("timeFromTaps", TAPS)
    speed = 10 / 1.05
    assert found["time_s"] == pytest.approx(1.05)
    parts = {one["source"]: one["sd_s"] for one in found["budget"]}
    assert parts["frames"] == pytest.approx(1 / 240 / np.sqrt(6))
    assert parts["eye"] == pytest.approx(np.sqrt(2) * 0.05 / speed)
    assert found["time_sd_s"] == pytest.approx(np.hypot(parts["frames"], parts["eye"]))
    # A browser that does not say which frame it shows: a whole frame at each tap.
    vague = ask("timeFromTaps", TAPS | {"exact": False, "interval": 1 / 30})
    assert vague["budget"][0]["sd_s"] == pytest.approx(np.sqrt(2) / 30)


def test_slow_motion_is_real_seconds(ask: Callable[..., Any]) -> None:
    slow = TAPS | {"second": 1.0 + 8 * 1.05, "interval": 1 / 30, "slowed": 8}
    assert ask("timeFromTaps", slow)["time_s"] == pytest.approx(1.05)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"second": 1.0}, "same-frame"),
        ({"second": 1.7}, "too-fast"),
        ({"second": 9.0}, "too-slow"),
        ({"cones": "near"}, "camera-distance"),
        ({"interval": 0}, "frame-rate"),
    ],
)
def test_taps_that_give_no_time_say_why(
    ask: Callable[..., Any], change: dict[str, Any], code: str
) -> None:
    assert ask("timeFromTaps", TAPS | change) == code


@pytest.mark.parametrize("cones", ["near", "far"])
def test_cones_on_one_side_are_seen_past_as_rays_through_them_say(
    ask: Callable[..., Any], cones: str
) -> None:
    """A second way: rays from random cameras through the cones, met with the runner's path."""
    rng = np.random.default_rng(3)
    distance, half = 12.0, 0.61
    offset = -half if cones == "near" else half
    camera = np.column_stack(
        [
            rng.uniform(-3, 13, 20_000),
            np.full(20_000, distance) * (1 + 0.1 * rng.normal(size=20_000)),
        ]
    )
    runner = 0.1 * rng.normal(size=20_000)
    reach = [
        camera[:, 0] + (x - camera[:, 0]) * (camera[:, 1] + runner) / (camera[:, 1] + offset)
        for x in (0.0, 10.0)
    ]
    length = reach[1] - reach[0]
    found = ask("seenLength", 10, cones, distance)
    assert found["length"] == pytest.approx(np.median(length), rel=0.002)
    assert found["sd"] == pytest.approx(length.std(), rel=0.1)


def test_the_frame_interval_is_found_where_frames_were_left_out(ask: Callable[..., Any]) -> None:
    rng = np.random.default_rng(5)
    for rate in (30, 60, 120, 240):
        times = np.arange(60) / rate
        kept = times[rng.random(60) > 0.3].tolist()
        assert ask("frameInterval", kept) == pytest.approx(1 / rate, rel=1e-6)
    assert ask("frameInterval", [0.0, 0.1]) is None


@pytest.mark.parametrize("fps", [60.0, 120.0])
def test_taps_at_the_right_frames_of_a_virtual_clip_give_its_truth_within_the_error(
    page_of: Callable[..., Any], tmp_path: Path, fps: float
) -> None:
    made = render(
        Scenario(
            runners=(Runner(speed_m_s=9.2),),
            camera=Camera(distance_m=15.0, height_m=1.6),
            encoding=Encoding(fps=fps, lead_in_s=0.3, lead_out_s=0.3),
            seed=11,
        ),
        tmp_path,
    )
    (truth,) = json.loads(Path(made.truth).read_text(encoding="utf-8"))["runners"]
    page = page_of(None, width=412, height=900)
    page.goto("/patterns")
    page.get_by_role("button", name="Time a clip on this phone").click()
    page.set_input_files("#clip-timer-file", made.clip)
    page.wait_for_selector("[data-part=steps]:not([hidden])", timeout=20_000)
    assert page.locator("[data-part=rate]").text_content() == f"{fps:.0f} fps"
    for line, at in (("first", truth["entry_s"]), ("second", truth["exit_s"])):
        _go_to(page, at, 1 / fps)
        page.locator(f"[data-part={line}]").click()
    page.locator("[data-part=take]").click()
    shown = page.locator("#clip-time")
    shown.filter(has_text=".").wait_for()
    time_s, sd_s = map(float, str(shown.text_content()).split())
    # A perfect eye: what is left is the frames.
    assert abs(time_s - truth["time_s"]) < 3 * np.sqrt(1 / 6) / fps + 0.001
    assert abs(time_s - truth["time_s"]) < 3 * sd_s
    assert sd_s < 0.012


def _go_to(page: Any, at: float, interval: float) -> None:
    """By slider near it, then frame by frame to the nearest, as a thumb does."""
    shown = page.locator("[data-part=clock]")
    before = shown.text_content()
    slider = page.locator("[data-part=position]")
    slider.evaluate(
        "(one, at) => { one.value = at; one.dispatchEvent(new Event('input')); }", at - 0.1
    )
    for _ in range(60):
        now = _changed(page, before)
        if abs(now - at) <= 0.5 * interval + 0.0006:
            return
        before = shown.text_content()
        page.get_by_role("button", name="One frame on" if now < at else "One frame back").click()
    raise AssertionError(f"no frame near {at} s, the last was {now} s")


def _changed(page: Any, before: str | None) -> float:
    """The time of the frame once another one is shown."""
    page.wait_for_function(
        "before => document.querySelector('[data-part=clock]').textContent !== before", arg=before
    )
    return float(str(page.locator("[data-part=clock]").text_content()).split()[0])
