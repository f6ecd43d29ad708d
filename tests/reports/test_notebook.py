from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from tests.reports.builders import steady_run, timed_clip

from flyzone.model import ErrorSource
from flyzone.reports.notebook import timing_html


def parsed(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(html.replace("<br>", "<br/>"))


def test_a_run_shows_its_time_speed_and_warnings() -> None:
    html = timing_html(timed_clip(steady_run(athlete="Ada")))
    text = "".join(parsed(html).itertext())
    for words in ("Ada", "1.250 s ± 0.004", "8.00 m/s · 28.8 km/h", "made-up", "lateral place"):
        assert words in text


def test_the_bars_fill_their_width_by_share_of_the_variance() -> None:
    html = timing_html(timed_clip(steady_run()))
    widths = [float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)"', html)]
    assert widths == pytest.approx([0.64 * 240, 0.36 * 240], abs=0.02)


def test_a_source_has_one_colour_in_all_runs() -> None:
    second = replace(
        steady_run(2.0), error_budget=(ErrorSource("marks", 0.003), ErrorSource("sway", 0.001))
    )
    html = timing_html(timed_clip(steady_run(), second))
    found = re.findall(r'fill="(#\w+)"><title>([\w ]+):', html)
    assert len(found) == 4
    colours: dict[str, set[str]] = {}
    for colour, source in found:
        colours.setdefault(source, set()).add(colour)
    assert all(len(c) == 1 for c in colours.values())
    assert len({next(iter(c)) for c in colours.values()}) == 3


def test_words_from_outside_cannot_become_markup() -> None:
    evil = "<script>alert('x')</script>&"
    run = replace(steady_run(athlete=evil), error_budget=(ErrorSource(evil, 0.004),))
    html = timing_html(timed_clip(run))
    assert "<script" not in html
    assert "<to>" not in html  # from the warning
    text = "".join(parsed(html).itertext())
    assert evil in text
    assert "Something <to> tell." in text


def test_a_clip_without_a_run_says_why() -> None:
    text = "".join(parsed(timing_html(timed_clip())).itertext())
    assert "No run was timed." in text
    assert "Nobody ran & nobody walked." in text


def test_a_slowed_clip_says_so() -> None:
    assert "slowed 8 times" in timing_html(timed_clip(steady_run(), slowed=8.0))
    assert "slowed" not in timing_html(timed_clip(steady_run()))


def test_nothing_is_loaded_from_elsewhere() -> None:
    html = timing_html(timed_clip(steady_run()))
    assert not re.search(r"https?:|src=|href=|url\(", html)
