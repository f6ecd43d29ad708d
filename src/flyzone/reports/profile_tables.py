"""A sprint profile as tables, and as a small piece of HTML for a notebook."""

from __future__ import annotations

from html import escape

import pandas as pd

from flyzone.model import Estimate, SprintProfile

_CELL = "padding:4px 12px;text-align:left;"
_COLUMNS = ["quantity", "value", "unit", "se", "low_90", "high_90", "definition"]


def estimates_table(profile: SprintProfile) -> pd.DataFrame:
    """One row for a number that was worked out.

    Returns
    -------
    DataFrame
        ``quantity``, ``value``, ``unit``, ``se`` (standard error), ``low_90`` and ``high_90`` (ends
        of the 90 % interval; NaN where not known), ``definition`` (of a force-velocity profile,
        else None).
    """
    rows: list[tuple[object, ...]] = [
        _row(name, one, None) for name, one in {**profile.estimates, **profile.derived}.items()
    ]
    for forces in profile.force_velocity:
        rows += [_row(name, one, forces.definition) for name, one in forces.values.items()]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    for name in ("value", "se", "low_90", "high_90"):
        table[name] = table[name].astype("float64")
    return table


def residuals_table(profile: SprintProfile) -> pd.DataFrame:
    """One row for an observation: ``at``, ``observed``, ``predicted``, ``residual`` (SI units)."""
    fit = profile.fit
    return pd.DataFrame(
        {
            "at": fit.at,
            "observed": fit.observed,
            "predicted": fit.predicted,
            "residual": fit.residuals,
        }
    )


def profile_html(profile: SprintProfile) -> str:
    """The numbers with their intervals, then the warnings; HTML without a document around it."""
    who = " · ".join(word for word in (profile.athlete, profile.run, profile.origin) if word)
    head = "".join(
        f'<th scope="col" style="{_CELL}">{name}</th>' for name in ("", "Value", "90 % interval")
    )
    rows = [(name, one) for name, one in profile.estimates.items()]
    if profile.force_velocity:
        rows += list(profile.force_velocity[0].values.items())
    body = "".join(_html_row(name, one) for name, one in rows)
    parts = [
        f'<div class="flyzone-profile"><p>{escape(who)}</p>',
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>",
    ]
    if profile.warnings:
        items = "".join(f"<li>{escape(one.message)}</li>" for one in profile.warnings)
        parts.append(
            f"<details><summary>Warnings ({len(profile.warnings)})</summary>"
            f"<ul>{items}</ul></details>"
        )
    parts.append("</div>")
    return "".join(parts)


def _row(name: str, one: Estimate, definition: str | None) -> tuple[object, ...]:
    return name, one.value, one.unit, one.se, one.low_90, one.high_90, definition


def _html_row(name: str, one: Estimate) -> str:
    interval = "not known" if one.low_90 is None else f"{one.low_90:.4g} to {one.high_90:.4g}"
    value = f"{one.value:.4g} {one.unit}"
    cells = "".join(f'<td style="{_CELL}">{escape(text)}</td>' for text in (value, interval))
    return f'<tr><th scope="row" style="{_CELL}">{escape(name)}</th>{cells}</tr>'
