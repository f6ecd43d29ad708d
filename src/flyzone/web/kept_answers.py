"""Answers that were computed once and still hold: the least recently asked for give way first.

A history takes a while to read and a trend a while to compute, and a page, its chart and the next page
ask for the same.  An answer is kept under the version of the athlete's records (`Reader.version`), so
that anything written, by this process or another one, makes it unfindable; nobody has to remember to
throw it away.  What also depends on the time says until when it holds.

    with asking.reading() as reader:
        known = asking.site.kept.athlete(reader, athlete_id, now)
    answer = asking.site.kept.answers.answer(
        (athlete_id, known.version, "trend"), now, lambda: (compute(known.one), until)
    )
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from threading import Lock
from typing import Any, TypeVar, cast

from flyzone.model import History
from flyzone.storage import Reader
from flyzone.workflows.one_athlete import OneAthlete

Answer = TypeVar("Answer")

MOST_ANSWERS = 6000
"""Answers are some kB each: trends and causes of a large club, and the charts that are looked at."""
MOST_HISTORIES = 150
"""A history of 500 reps takes about 1 MB."""


@dataclass(slots=True)
class _Entry:
    value: Any
    until: datetime | None


class KeptAnswers:
    """A store of answers of limited size, for all threads of a server.

    Parameters
    ----------
    most : int
        How many are kept.
    """

    def __init__(self, most: int = MOST_ANSWERS) -> None:
        self._most = most
        self._entries: OrderedDict[tuple[Hashable, ...], _Entry] = OrderedDict()
        self._making: dict[tuple[Hashable, ...], Lock] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def answer(
        self,
        key: tuple[Hashable, ...],
        now: datetime,
        make: Callable[[], tuple[Answer, datetime | None]],
    ) -> Answer:
        """The answer that is kept under a key, or a new one.

        Parameters
        ----------
        key : tuple
            Whose it is, the version of everything that the answer depends on, and what it is.
        now : datetime
            The moment of the question.
        make : callable
            Gives the answer and until when it holds; ``None`` is for ever.  Of several threads that
            ask for the same at once, one makes it.  What it raises is not kept.
        """
        found = self._found(key, now)
        if found is None:
            with self._lock:
                making = self._making.setdefault(key, Lock())
            try:
                with making:
                    found = self._found(key, now)
                    if found is None:
                        found = _Entry(*make())
                        self._keep(key, found)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return cast(Answer, found.value)

    def forget(self, athlete_id: str) -> None:
        """Throws away what is kept of an athlete, who was deleted."""
        with self._lock:
            for key in [one for one in self._entries if one[0] == athlete_id]:
                del self._entries[key]

    def forget_everybody(self) -> None:
        """Throws away all of it: what others keep may have named somebody who was deleted."""
        with self._lock:
            self._entries.clear()

    def _found(self, key: tuple[Hashable, ...], now: datetime) -> _Entry | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or (entry.until is not None and now >= entry.until):
                return None
            self._entries.move_to_end(key)
            return entry

    def _keep(self, key: tuple[Hashable, ...], entry: _Entry) -> None:
        with self._lock:
            self._entries[key] = entry
            self._entries.move_to_end(key)
            while len(self._entries) > self._most:
                self._entries.popitem(last=False)


@dataclass(frozen=True)
class KnownAthlete:
    """An athlete with all that is known of him, and the version of that.

    Attributes
    ----------
    one : OneAthlete
        His history, all changes of rules and his groups, as far as the viewer sees them.
    version : str
    """

    one: OneAthlete
    version: str


class Kept:
    """What a running app keeps: answers, and the histories that they are made from."""

    def __init__(self) -> None:
        self.answers = KeptAnswers()
        self.histories = KeptAnswers(MOST_HISTORIES)

    def athlete(self, reader: Reader, athlete_id: str, now: datetime) -> KnownAthlete:
        """An athlete by his id, read anew where anything of him changed.

        Raises
        ------
        InputError
            If there is no such athlete.
        """
        version = reader.version(athlete_id)
        return KnownAthlete(self.history(reader, athlete_id, version, now), version)

    def history(self, reader: Reader, athlete_id: str, version: str, now: datetime) -> OneAthlete:
        """As `athlete`, where the version was read already, from the same reader."""

        def read() -> tuple[OneAthlete, None]:
            groups, changes = reader.group_ids(athlete_id), reader.rule_changes()
            return OneAthlete(reader.history(athlete_id), changes, groups), None

        return self.histories.answer((athlete_id, version), now, read)

    def forget(self, athlete_id: str) -> None:
        """Throws away what is kept of an athlete, who was deleted."""
        self.answers.forget(athlete_id)
        self.histories.forget(athlete_id)

    def forget_everybody(self) -> None:
        """Throws away all of it: what others keep may have named somebody who was deleted."""
        self.answers.forget_everybody()
        self.histories.forget_everybody()


def end_of_day(now: datetime) -> datetime:
    """The moment at which a day ends on the clock of a moment."""
    return datetime.combine(now.date() + timedelta(days=1), time(0), tzinfo=now.tzinfo)


def holds_until(history: History, now: datetime) -> datetime:
    """Until when an answer about an athlete's day holds if nobody writes anything.

    To the end of the day, or to the first record that is dated ahead: what is later than the question
    is left out of an answer, and comes in by itself.
    """
    records: list[datetime] = [one.started_at for one in history.sessions]
    for dated in (history.checkins, history.clearances, history.jumps, history.lifts):
        records += [one.at for one in dated]
    stamp = now.timestamp()
    ahead = [one for one in records if one.timestamp() > stamp]
    return min([end_of_day(now), *ahead], key=datetime.timestamp)
