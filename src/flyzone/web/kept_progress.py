"""An athlete's progress as it is kept: worked out once for each state of his records and each day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from flyzone.storage import Reader
from flyzone.training.comparable import Series
from flyzone.web.asking import Asking, his_moment
from flyzone.web.kept_answers import holds_until
from flyzone.web.site import Site
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
    with asking.reading() as reader:
        return progress_from(reader, asking.site, athlete_id, series)


def progress_from(
    reader: Reader, site: Site, athlete_id: str, series: Series | None = None
) -> KeptProgress:
    """The same from a reader that is open.

    Raises
    ------
    InputError
        If there is no such athlete, or the reader does not see him.
    """
    version, now = reader.version(athlete_id), site.clock()

    def work_out() -> tuple[Progress, datetime]:
        one = site.kept.history(reader, athlete_id, version, now)
        his = his_moment(one.history.athlete, now)
        return progress_of(reader, one, his, series=series), holds_until(one.history, his)

    key = (athlete_id, version, "progress", series)
    return KeptProgress(site.kept.answers.answer(key, now, work_out), version)
