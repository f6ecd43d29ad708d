"""The charts of measured sprints: a `SprintProfile` in, an Altair chart out; they compute nothing.

Each chart carries its units, its errors, where its numbers come from, and what is known to bias
them, so that it can be handed on alone.  `flyzone.reports.chart_file` writes one to a file.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from flyzone.model import SprintProfile
from flyzone.reports.chart_points import known_axis
from flyzone.reports.chart_theme import BETWEEN_PX, EDGE_PX, axes_width, known_width, page
from flyzone.reports.chart_words import (
    error_text,
    input_text,
    other_numbers_text,
    plain,
    warning_lines,
    whose,
)
from flyzone.reports.compare_chart import compare_panel, known_count
from flyzone.reports.force_velocity_chart import chosen, definition_text, force_velocity_panels
from flyzone.reports.speed_chart import speed_panels

_TWO_COLUMNS_PX = 1000


def profile_chart(
    profile: SprintProfile, *, x: str = "time", width: int = 720, definition: str | None = None
) -> alt.VConcatChart:
    """Speed with residuals, and force and power, of one sprint.

    Parameters
    ----------
    profile : SprintProfile
    x : {"time", "distance"}
        What speed is drawn over.
    width : int, px
        Of the whole picture: 360 for a phone; from 1000 on two columns.
    definition : str, optional
        Of force and velocity; the profile's first where none is named.

    Returns
    -------
    VConcatChart

    Raises
    ------
    InputError
        If the axis, the width or the definition is none that there is.
    """
    along, whole = known_axis(x), known_width(width)
    found = chosen(profile, definition)
    several = whole >= _TWO_COLUMNS_PX
    column = axes_width((whole - BETWEEN_PX) // 2 + EDGE_PX if several else whole)
    speed = speed_panels(profile, along, column)
    force = force_velocity_panels(profile, column, definition)
    columns = [speed, force] if several else [speed + force]
    lines = _about(profile)
    if found is not None:
        lines.insert(3, definition_text(found))
    what = "Speed, residuals, force and power" if found else "Speed and residuals"
    return page(columns, whose(profile), lines, whole, f"{what} of {whose(profile)}.")


def speed_chart(profile: SprintProfile, *, x: str = "time", width: int = 720) -> alt.VConcatChart:
    """Speed of one sprint with its residuals; see `profile_chart`."""
    along, whole = known_axis(x), known_width(width)
    panels = speed_panels(profile, along, axes_width(whole))
    about = f"Speed over {along} of {whose(profile)}, with residuals."
    return page([panels], whose(profile), _about(profile), whole, about)


def force_velocity_chart(
    profile: SprintProfile, *, width: int = 720, definition: str | None = None
) -> alt.VConcatChart:
    """Force and power of one sprint over speed; see `profile_chart`."""
    whole = known_width(width)
    found = chosen(profile, definition)
    panels = force_velocity_panels(profile, axes_width(whole), definition)
    lines = _about(profile)[1:]
    if found is not None:
        lines.insert(2, definition_text(found))
    about = f"Force and power over speed of {whose(profile)}."
    return page([panels], whose(profile), lines, whole, about)


def compare_chart(
    profiles: Sequence[SprintProfile], *, x: str = "time", width: int = 720
) -> alt.VConcatChart:
    """Speed curves of several athletes or runs, one over the other.

    Parameters
    ----------
    profiles : sequence of SprintProfile
        As many as there are colours that can be told apart, 7.
    x : {"time", "distance"}
    width : int, px

    Returns
    -------
    VConcatChart

    Raises
    ------
    InputError
        If there are none or too many, or the axis or the width is none that there is.
    """
    along, whole = known_axis(x), known_width(width)
    known_count(profiles)
    panel = compare_panel(profiles, along, axes_width(whole))
    lines = [
        "Beside each curve: MSS in m/s with its 90 % interval. Shaded: the 90 % band, where the "
        "error is known."
    ]
    origins = list(dict.fromkeys(plain(profile.origin, 40) for profile in profiles))
    lines.append(f"Origin: {'; '.join(origins)}.")
    if len(origins) > 1:
        lines.append("Measured by different means, each with a bias of its own.")
    warned = sum(bool(profile.warnings) for profile in profiles)
    if warned:
        lines.append(f"Sprints with warnings: {warned}. Their own charts say which.")
    about = f"Speed over {along} of {len(profiles)} sprints."
    return page([[panel]], "Speed curves", lines, whole, about)


def _about(profile: SprintProfile) -> list[str]:
    return [
        other_numbers_text(profile),
        input_text(profile),
        error_text(profile),
        *warning_lines(profile),
    ]
