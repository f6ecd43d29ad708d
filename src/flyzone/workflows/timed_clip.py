"""What `flyzone.time_clip` gives: the result, as tables and as a notebook shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flyzone.model import ClipTiming

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class TimedClip(ClipTiming):
    """A timed clip that turns into tables and shows itself in a notebook.

    Attributes
    ----------
    clip, zone_m, runs, warnings, not_measured
        As in `flyzone.model.ClipTiming`; all times in s, places in m, standard deviations beside
        their values.
    """

    @classmethod
    def of(cls, timing: ClipTiming) -> TimedClip:
        """The same result with tables."""
        return cls(timing.clip, timing.zone_m, timing.runs, timing.warnings, timing.not_measured)

    def runs_table(self) -> pd.DataFrame:
        """One row a run: athlete, direction, entry_s, exit_s, time_s, time_sd_s, speed_m_s ..."""
        from flyzone.reports.tables import runs_table  # noqa: PLC0415

        return runs_table(self)

    def splits_table(self) -> pd.DataFrame:
        """One row a split: from_m, to_m, time_s, time_sd_s, speed_m_s."""
        from flyzone.reports.tables import splits_table  # noqa: PLC0415

        return splits_table(self)

    def budget_table(self) -> pd.DataFrame:
        """One row a source of error of a run's time: source, sd_s, variance_share."""
        from flyzone.reports.tables import budget_table  # noqa: PLC0415

        return budget_table(self)

    def path_table(self) -> pd.DataFrame:
        """One row a point of the trunk's path: time_s, place_m."""
        from flyzone.reports.tables import path_table  # noqa: PLC0415

        return path_table(self)

    def to_dict(self) -> dict[str, Any]:
        """The document of ``flyzone time --json``."""
        from flyzone.wire.timed import timing_document  # noqa: PLC0415

        return timing_document(self)

    def _repr_html_(self) -> str:
        from flyzone.reports.notebook import timing_html  # noqa: PLC0415

        return timing_html(self)
