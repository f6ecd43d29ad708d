from __future__ import annotations

from typing import Any

import pytest

from bench import child, page, peak_mb, verdict

ONE: dict[str, Any] = {
    "sample": "1080p", "compared": True, "frames": 300, "duration_s": 10.0, "start_up_s": 0.5,
    "time_s": [2.4, 2.6], "decode_s": [2.0, 2.0], "ratios": [1.2, 1.3], "peak_mb": 200.0,
    "decode_peak_mb": 90.0, "cpu_ratio": 1.4,
    "apart": {"reading": 1.0, "lane camera": 0.1, "watching": 1.0, "judging": 0.2},
}  # fmt: skip


def test_the_verdict_names_what_is_over() -> None:
    assert verdict(ONE) == "holds"
    assert verdict(ONE | {"ratios": [1.6, 1.7]}) == "over 1.5 decodes"
    assert verdict(ONE | {"peak_mb": 450.0}) == "over 400 MB"
    assert verdict(ONE | {"ratios": [9.0], "compared": False}) == "holds"


def test_the_page_shows_median_and_range_of_the_ratios() -> None:
    assert "| 1.25 (1.20-1.30) | 1.40 |" in page([ONE], "2026-01-01")


def test_peak_memory_is_in_megabytes() -> None:
    assert 10.0 < peak_mb() < 20000.0


def test_a_child_that_fails_ends_the_benchmark_with_what_it_said() -> None:
    with pytest.raises(SystemExit, match="'decode' ended with status 1"):
        child("decode", "/nowhere")
