"""Force and power over speed, in one definition; or why there are none.

Two definitions of F0 and V0 give different numbers for the same sprint, so that a chart holds one of
them and names it.
"""

from __future__ import annotations

from dataclasses import replace

import altair as alt

from flyzone.errors import InputError
from flyzone.model import ForceVelocity, SprintProfile
from flyzone.reports.chart_panel import Axis, Panel, end_of_axis, highest, with_label_room
from flyzone.reports.chart_theme import (
    CURVE,
    DARK,
    FAINT,
    GUTTER_PX,
    SMALL_PX,
    TEXT_PX,
    wrapped,
)
from flyzone.reports.chart_words import estimate_text, plain, why_not_measured

_FORCE_PX, _POWER_PX = 210, 160
_HEAD_PX, _LINE_PX = 22, TEXT_PX + 5


def force_velocity_panels(
    profile: SprintProfile, width: int, definition: str | None = None
) -> list[alt.LayerChart]:
    """Force above power over speed, without title and theme; the reason where there are none.

    Parameters
    ----------
    profile : SprintProfile
    width : int, px
        Of the axes.
    definition : str, optional
        Which of the profile's definitions; the first where none is named.

    Returns
    -------
    list of LayerChart

    Raises
    ------
    InputError
        If the profile has none of that definition.
    """
    found = chosen(profile, definition)
    if found is None:
        return [_not_measured(profile, width)]
    v0 = found.values["V0"]
    x = Axis("speed (m/s)", 0.0, 1.04 * end_of_axis([v0.value], [v0.high_90]))
    return [_force(found, width, replace(x, shown=False)), _power(found, width, x)]


def chosen(profile: SprintProfile, definition: str | None) -> ForceVelocity | None:
    """The force-velocity profile of a definition, or the first; ``None`` where there is none.

    Raises
    ------
    InputError
        If there are some, and none of that definition.
    """
    if not profile.force_velocity:
        return None
    if definition is None:
        return profile.force_velocity[0]
    for found in profile.force_velocity:
        if found.definition == definition:
            return found
    raise InputError(
        f"There is no force-velocity profile of the definition {definition!r}. Expected one of "
        f"{', '.join(found.definition for found in profile.force_velocity)}.",
        code="chart-definition",
    )


def definition_text(found: ForceVelocity) -> str:
    """The definition with its settings; others give other numbers for the same sprint."""
    return f"Force-velocity definition: {plain(found.basis, 120)}; compare it with no other."


def _force(found: ForceVelocity, width: int, x: Axis) -> alt.LayerChart:
    f0, v0 = found.values["F0"], found.values["V0"]
    end = end_of_axis([f0.value], [f0.high_90, highest(found.force)])
    panel = Panel(width, _FORCE_PX, x, Axis("force (N/kg)", 0.0, 1.12 * end))
    layers = [] if found.force is None else panel.band(found.force, CURVE)
    # The line that the definition makes of the curve; V0 lies beyond what was run.
    layers += panel.line([0.0, v0.value], [f0.value, 0.0], DARK, strokeDash=[5, 4])
    layers += panel.whisker(f0.value, (f0.low_90, f0.high_90), DARK, upright=True)
    layers += panel.whisker(v0.value, (v0.low_90, v0.high_90), DARK, upright=False)
    # The corner above a falling line is empty whatever the numbers are.
    words = f"{estimate_text('F0', f0)}\n{estimate_text('V0', v0)}"
    style = {"align": "right", "baseline": "top", "fontWeight": "bold", "lineHeight": _LINE_PX}
    layers += panel.note(words, width - 2, 2, **style)
    layers += panel.note("F0", 9, panel.y_px(end) - 2, baseline="bottom", align="left")
    layers += panel.note(
        "V0", panel.x_px(v0.value), _FORCE_PX - 9, baseline="bottom", align="center"
    )
    if found.force is not None:
        dashed = "dashed: the line of the definition"
        place = {"align": "left", "baseline": "bottom", "color": FAINT, "fontSize": SMALL_PX}
        layers += panel.note(dashed, 8, _FORCE_PX - 6, **place)
    return panel.layered(layers)


def _power(found: ForceVelocity, width: int, x: Axis) -> alt.LayerChart:
    most = found.values["Pmax"]
    end = end_of_axis([most.value], [most.high_90, highest(found.power)])
    y = with_label_room(Axis("power (W/kg)", 0.0, end), _POWER_PX)
    panel = Panel(width, _POWER_PX, x, y)
    layers = panel.level(most.value, estimate_text("Pmax", most), DARK, (most.low_90, most.high_90))
    layers += [] if found.power is None else panel.band(found.power, CURVE)
    return panel.layered(layers)


def _not_measured(profile: SprintProfile, width: int) -> alt.LayerChart:
    lines = wrapped(why_not_measured(profile, "force_velocity"), width + GUTTER_PX)
    nothing = Axis("", 0.0, 1.0, shown=False)
    panel = Panel(width, _HEAD_PX + len(lines) * _LINE_PX, nothing, nothing)
    style = {"align": "left", "baseline": "top", "lineHeight": _LINE_PX}
    head = panel.note("force and power: not measured", -GUTTER_PX, 0, fontWeight="bold", **style)
    text = panel.note("\n".join(lines), -GUTTER_PX, _HEAD_PX, color=FAINT, **style)
    return panel.layered(head + text)
