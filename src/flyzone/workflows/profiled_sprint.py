"""What `flyzone.profile_sprint` gives: the profile, as tables, as a chart and as a notebook shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flyzone.model import SprintProfile

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class ProfiledSprint(SprintProfile):
    """A profile that turns into tables and charts and shows itself in a notebook.

    Attributes are those of `flyzone.model.SprintProfile`.
    """

    def estimates_table(self) -> pd.DataFrame:
        """One row a number: quantity, value, unit, se, low_90, high_90, definition."""
        from flyzone.reports.profile_tables import estimates_table  # noqa: PLC0415

        return estimates_table(self)

    def residuals_table(self) -> pd.DataFrame:
        """One row an observation: at, observed, predicted, residual."""
        from flyzone.reports.profile_tables import residuals_table  # noqa: PLC0415

        return residuals_table(self)

    def to_dict(self) -> dict[str, Any]:
        """The document of ``flyzone profile --json``."""
        from flyzone.wire.profile import profile_document  # noqa: PLC0415

        return profile_document(self)

    def chart(self, x: str = "time", width: int = 720) -> alt.VConcatChart:
        """Speed with its band and residuals, force and power; ``x`` is time or distance."""
        from flyzone.reports.charts import profile_chart  # noqa: PLC0415

        return profile_chart(self, x=x, width=width)

    def _repr_html_(self) -> str:
        from flyzone.reports.profile_tables import profile_html  # noqa: PLC0415

        return profile_html(self)
