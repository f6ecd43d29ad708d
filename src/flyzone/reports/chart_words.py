"""What is written on charts: who ran, numbers with their intervals, and what is known of the error.

Words that came from outside (names, origins, reasons) are made plain first: one line, only letters
that show, cut where they are long.  They reach a chart as data or as plain titles, never as part of
an expression.
"""

from __future__ import annotations

from collections.abc import Mapping

from flyzone.model import Estimate, SprintProfile
from flyzone.units import kmh

_DECIMALS: Mapping[str, int] = {"W/kg": 1, "N/kg": 2, "m/s": 2, "m/s^2": 2, "s": 2, "m": 2}
_MOST_WARNINGS = 3
_UNITS: Mapping[str, str] = {"m/s^2": "m/s²"}
_MEASURED = {
    "splits": "split times",
    "velocity": "samples of speed over time",
    "velocity-distance": "samples of speed over distance",
    "position": "samples of distance over time",
    "in-situ": "samples at the edge of a cloud of acceleration over speed",
}


def plain(text: str, most: int = 60) -> str:
    """Words from outside in one line of at most so many letters, without what does not show."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def whose(profile: SprintProfile, number: int | None = None) -> str:
    """Who ran and which run, else "Sprint", with its number where there are several."""
    parts = [plain(part, 40) for part in (profile.athlete, profile.run) if part and plain(part)]
    if parts:
        return ", ".join(parts)
    return "Sprint" if number is None else f"Sprint {number}"


def estimate_text(name: str, estimate: Estimate) -> str:
    """A number with its interval, such as "MSS 9.50 m/s (9.31–9.69)"."""
    return f"{name} {value_text(estimate)} ({interval_text(estimate)})"


def value_and_interval(estimate: Estimate) -> str:
    """A number and its interval without unit, such as "9.50 (9.31–9.69)"."""
    return f"{_number(estimate.value, estimate.unit)} ({interval_text(estimate)})"


def value_text(estimate: Estimate) -> str:
    """A number with its unit, such as "9.50 m/s"."""
    unit = _UNITS.get(estimate.unit, estimate.unit)
    return f"{_number(estimate.value, estimate.unit)} {unit}".rstrip()


def interval_text(estimate: Estimate) -> str:
    """The interval of a number, such as "9.31–9.69", or that it is not known."""
    if estimate.low_90 is None or estimate.high_90 is None:
        return "error not known"
    low, high = (_number(end, estimate.unit) for end in (estimate.low_90, estimate.high_90))
    return f"{low} to {high}" if low.startswith("−") else f"{low}–{high}"


def top_speed_text(estimate: Estimate) -> str:
    """The label of the line at top speed; km/h too, as coaches read it."""
    return f"{estimate_text('MSS', estimate)} · {kmh(estimate.value):.1f} km/h"


def input_text(profile: SprintProfile) -> str:
    """What was measured, how, and how clock and start were tied."""
    count = f"{len(profile.fit.at)} {_MEASURED[profile.fit.input]}"
    left_out = sum(profile.samples_left_out.values())
    if left_out:
        count += f" ({left_out} left out)"
    text = f"Origin: {plain(profile.origin, 80)}; {count}"
    if profile.fit.input != "in-situ":
        correction = profile.fit.correction
        text += "; start not corrected" if correction == "none" else f"; correction: {correction}"
    return text + "."


def error_text(profile: SprintProfile) -> str:
    """What is known of the error, and so what bands and brackets mean."""
    if profile.fit.covariance is None:
        return "The error is not known, so that no band is drawn."
    meaning = "Bands and brackets hold the truth nine times in ten, if the model is true."
    if profile.fit.error_known:
        return f"Error as stated with the input. {meaning}"
    return f"No error was stated; it is taken from the scatter around the curve. {meaning}"


def other_numbers_text(profile: SprintProfile) -> str:
    """All numbers of the curve but MSS, which stands at its line."""
    texts = []
    for name, estimate in profile.estimates.items():
        # Pmax of a force-velocity profile is another number.
        words = "PMAX without air drag" if name == "PMAX" else name
        if name in profile.fit.given:
            texts.append(f"{words} {value_text(estimate)} (given)")
        elif name != "MSS":
            known = profile.fit.covariance is not None
            number = estimate_text(words, estimate) if known else f"{words} {value_text(estimate)}"
            texts.append(number)
    # A line may break between numbers, not within one.
    return "; ".join(text.replace(" ", "\N{NO-BREAK SPACE}") for text in texts)


def warning_lines(profile: SprintProfile) -> list[str]:
    """What is known to bias the numbers: a picture that is handed on must say it."""
    lines = [f"Warning: {plain(notice.message, 220)}" for notice in profile.warnings]
    if len(lines) > _MOST_WARNINGS:
        more = len(lines) - _MOST_WARNINGS
        lines[_MOST_WARNINGS:] = [f"And {more} more warning{'s' * (more > 1)}."]
    return lines


def why_not_measured(profile: SprintProfile, quantity: str) -> str:
    """The reason why a quantity is not there."""
    for item in profile.not_measured:
        if item.quantity == quantity:
            return plain(item.reason, 300)
    return "no reason stated"


def _number(value: float, unit: str) -> str:
    decimals = _DECIMALS.get(unit, 3)
    # A minus is a minus and not a hyphen, and nothing is minus zero.
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")
