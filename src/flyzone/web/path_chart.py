"""The path of a run as a small drawing: place along the lane over time, as SVG without a style of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from flyzone.web.words import Words

_WIDTH, _HEIGHT = 360, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 12, 12, 44


def path_chart(words: Words, run: Mapping[str, Any], zone_m: Sequence[float]) -> Markup:
    """Place along the lane over time, the zone and its two crossings marked.

    Parameters
    ----------
    words : Words
    run : mapping
        A run of the document of ``flyzone time --json``.
    zone_m : sequence of float, m
    """
    path = run["path"]
    times = [point[0] for point in path] + [run["entry_s"], run["exit_s"]]
    places = [point[1] for point in path] + list(zone_m)
    first, last = min(times), max(times)
    low, high = min(places), max(places)

    def x(time: float) -> float:
        return float(round(_LEFT + (time - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT), 1))

    def y(place: float) -> float:
        share = (place - low) / (high - low)
        return float(round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1))

    line = " ".join(f"{x(time)},{y(place)}" for time, place in path)
    entry, leave = run["entry_s"], run["exit_s"]
    described = words("clip.path-alt", entry=words.seconds(entry, 3), exit=words.seconds(leave, 3))
    floor = _HEIGHT - _BOTTOM
    parts = [
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(described)}">',
        f'<rect class="zone" x="{x(entry)}" y="{_TOP}" width="{round(x(leave) - x(entry), 1)}" '
        f'height="{floor - _TOP}"/>',
        f'<path class="axis" d="M{_LEFT} {_TOP}V{floor}H{_WIDTH - _RIGHT}"/>',
        *(
            f'<path class="axis" d="M{_LEFT} {y(place)}H{_WIDTH - _RIGHT}"/>'
            f'<text class="end" x="{_LEFT - 6}" y="{y(place) + 4}">'
            f"{escape(words.distance(place))}</text>"
            for place in zone_m
        ),
        *(
            f'<text class="middle" x="{x(time)}" y="{floor + 16}">'
            f"{escape(words.number(time, 2))}</text>"
            for time in (entry, leave)
        ),
        f'<polyline class="line" points="{line}"/>',
        f'<text class="middle" x="{(_LEFT + _WIDTH - _RIGHT) // 2}" y="{_HEIGHT - 6}">'
        f"{escape(words('clip.path-time'))}</text>",
        "</svg>",
    ]
    return Markup("".join(parts))
