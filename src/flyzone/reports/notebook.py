"""A timed clip as a small piece of HTML, for a notebook.

It carries its own styles, needs no script and loads nothing.  Every word that came from outside is
escaped.  Colours of text are left to the notebook, so that it reads on light and on dark grounds.
"""

from __future__ import annotations

from html import escape

from flyzone.model import ClipTiming, TimedRun
from flyzone.reports.palette import SERIES, css
from flyzone.reports.wording import run_name, speed_text, stretch_text, time_text

_BAR_WIDTH, _BAR_HEIGHT = 240, 14
_CELL = "padding:4px 12px;text-align:left;vertical-align:middle;"


def timing_html(timing: ClipTiming) -> str:
    """A table of the runs with time, speed, and where each error comes from; then the warnings.

    Parameters
    ----------
    timing : ClipTiming

    Returns
    -------
    str
        HTML without a document around it.
    """
    clip = timing.clip
    about = f"Fly zone {stretch_text(*timing.zone_m)}; {clip.frames} frames at {clip.fps:.4g} Hz"
    if clip.variable_frame_rate:
        about += ", variable rate"
    if clip.slow_motion_factor > 1.02:
        about += f", slowed {clip.slow_motion_factor:.3g} times (times are real seconds)"
    parts = ['<div class="flyzone-timing">', f"<p>{escape(about)}</p>"]
    parts.append(_runs(timing) if timing.runs else _nothing(timing))
    if timing.warnings:
        items = "".join(
            f"<li><code>{escape(notice.code)}</code>: {escape(notice.message)}</li>"
            for notice in timing.warnings
        )
        parts.append(f"<details><summary>Warnings ({len(timing.warnings)})</summary>"
                     f"<ul>{items}</ul></details>")  # fmt: skip
    parts.append("</div>")
    return "".join(parts)


def _runs(timing: ClipTiming) -> str:
    names = ("Run", "Direction", "Time ± SD", "Speed", "Splits", "Where the error comes from")
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>' for name in names)
    # One colour for a source over all runs of the clip.
    sources = list(dict.fromkeys(s.source for run in timing.runs for s in run.error_budget))
    colours = {name: css(SERIES[i % len(SERIES)]) for i, name in enumerate(sources)}
    rows = "".join(
        _row(run, run_name(run, number, len(timing.runs)), colours)
        for number, run in enumerate(timing.runs, 1)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(run: TimedRun, name: str, colours: dict[str, str]) -> str:
    splits = "<br>".join(
        escape(f"{stretch_text(s.from_m, s.to_m)}: {time_text(s.time_s, s.time_sd_s)}")
        for s in run.splits
    )
    cells = (
        escape(name),
        escape(run.direction),
        f"<b>{escape(time_text(run.time_s, run.time_sd_s))}</b>",
        escape(speed_text(run.speed_m_s)),
        splits,
        _budget(run, colours),
    )
    return "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"


def _budget(run: TimedRun, colours: dict[str, str]) -> str:
    """A bar whose parts are the sources' shares of the variance, and the largest in words."""
    ranked = sorted(run.error_budget, key=lambda source: -source.sd_s)
    total = sum(source.sd_s**2 for source in ranked)
    if total <= 0:
        return ""
    left = 0.0
    bars = []
    for source in ranked:
        width = _BAR_WIDTH * source.sd_s**2 / total
        bars.append(
            f'<rect x="{left:.2f}" y="0" width="{width:.2f}" height="{_BAR_HEIGHT}" '
            f'fill="{colours[source.source]}"><title>'
            f"{escape(source.source)}: {source.sd_s * 1e3:.2f} ms</title></rect>"
        )
        left += width
    words = ", ".join(f"{source.source} {source.sd_s * 1e3:.1f} ms" for source in ranked[:3])
    return (
        f'<svg width="{_BAR_WIDTH}" height="{_BAR_HEIGHT}" role="img" '
        f'aria-label="Shares of the variance">{"".join(bars)}</svg>'
        f"<br><small>{escape(words)}</small>"
    )


def _nothing(timing: ClipTiming) -> str:
    reasons = "".join(
        f"<li>{escape(item.quantity)}: {escape(item.reason)}</li>" for item in timing.not_measured
    )
    return f"<p><b>No run was timed.</b></p><ul>{reasons}</ul>"
