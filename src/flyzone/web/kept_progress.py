"""An athlete's progress as it is kept: worked out once for each state of his records and each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flyzone.training.comparable import Series
from flyzone.web.asking import Asking
from flyzone.web.kept_answers import holds_until
from flyzone.workflows.progress_of import Progress, progress_of

SeriesAsked = Literal["fly", "start"] | None


@dataclass(frozen=True, slots=True)
class KeptProgress:
    """Progress, and the version of the records that it is of.

    Attributes
    ----------
    progress : Progress
    version : str
    """

    progress: Progress
    version: str

    @property
    def tag(self) -> str:
        """Changes whenever what is shown may change: with the records and with the day."""
        return f"{self.version}-{self.progress.now.date():%Y%m%d}-{self.progress.now:%H%M%S}"


def kept_progress(asking: Asking, athlete_id: str, series: Series | None = None) -> KeptProgress:
    """The progress of an athlete whom the asking one sees.

    Raises
    ------
    InputError
        If there is no such athlete, or none that he may see.
    """
    kept = asking.site.kept
    with asking.reading() as reader:
        version = reader.version(athlete_id)
        now = asking.now

        def work_out() -> tuple[Progress, datetime]:
            one = kept.history(reader, athlete_id, version, now)
            his = asking.now_of(one.history.athlete)
            return progress_of(reader, one, his, series=series), holds_until(one.history, his)

        key = (athlete_id, version, "progress", series)
        progress = kept.answers.answer(key, now, work_out)
    return KeptProgress(progress, version)
