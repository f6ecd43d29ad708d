"""A page of a squad: some athletes of many, by name and group, and today's answer for each, kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flyzone.storage import Reader
from flyzone.web.asking import Asking
from flyzone.web.kept_answers import holds_until
from flyzone.workflows.squad_today import TodayLine, today_line

PAGE = 30
"""Athletes on a page, and in one question for today's answers."""
KEPT_FOR = timedelta(minutes=10)
"""An answer may say how long ago something was, and for so long that is near enough in a list."""


@dataclass(frozen=True, slots=True)
class Some:
    """A page of a list of athletes.

    Attributes
    ----------
    athletes : tuple of (str, str)
        Id and name.
    number, pages, total : int
        Which page, from 1; of how many; and how many athletes there are on all of them.
    """

    athletes: tuple[tuple[str, str], ...]
    number: int
    pages: int
    total: int

    @property
    def ids(self) -> tuple[str, ...]:
        """Theirs."""
        return tuple(one for one, _ in self.athletes)


def some_athletes(reader: Reader, text: str, group_id: str | None, page: int) -> Some:
    """The athletes whose name has a text in it, a page of them.

    Parameters
    ----------
    reader : Reader
    text : str
        In small or large letters; empty is everybody.
    group_id : str or None
    page : int
        From 1; one beyond the last is the last.

    Raises
    ------
    InputError
        If there is no such group.
    """
    wanted = " ".join(text.split()).casefold()
    found = [one for one in reader.names(group_id) if wanted in one[1].casefold()]
    pages = max(-(-len(found) // PAGE), 1)
    number = min(max(page, 1), pages)
    return Some(tuple(found[PAGE * (number - 1) : PAGE * number]), number, pages, len(found))


def today_lines(asking: Asking, athlete_ids: Sequence[str]) -> list[TodayLine]:
    """Today's answer for each of some athletes whom he sees, in that order; computed once and kept."""
    kept, found = asking.site.kept, []
    with asking.reading() as reader:
        versions = reader.versions(athlete_ids[:PAGE])
        for athlete in reader.athletes_by_id(versions):
            now, version = asking.now_of(athlete), versions[athlete.id]

            def make(
                athlete_id: str = athlete.id, version: str = version, now: datetime = now
            ) -> tuple[TodayLine, datetime]:
                known = kept.history(reader, athlete_id, version, now)
                line = today_line(known, now)
                ends = [holds_until(known.history, now), now + KEPT_FOR]
                if line.sprint_from is not None:
                    ends.append(line.sprint_from)
                return line, min(ends, key=datetime.timestamp)

            found.append(kept.answers.answer((athlete.id, version, "line"), now, make))
    return found
