"""One athlete out of the store: what is known of him, and the rules as they hold for him."""

from __future__ import annotations

from dataclasses import dataclass

from flyzone.model import History
from flyzone.storage import Reader
from flyzone.training.rules import STANDARD, RuleBook


@dataclass(frozen=True, slots=True)
class OneAthlete:
    """What an answer about an athlete needs.

    Attributes
    ----------
    history : History
    book : RuleBook
    """

    history: History
    book: RuleBook

    @property
    def name(self) -> str:
        """As it stands in the store."""
        return self.history.athlete.name


def one_athlete(store: Reader, name: str) -> OneAthlete:
    """The athlete whom a name, its beginning or an id means.

    Raises
    ------
    InputError
        If nobody is meant, or several are.
    """
    athlete = store.find_athlete(name)
    return OneAthlete(store.history(athlete.id), book_of(store, athlete.id))


def book_of(store: Reader, athlete_id: str) -> RuleBook:
    """The rules as they hold for one athlete: his coach's changes are in it."""
    return STANDARD.changed(
        store.rule_changes(), athlete_id=athlete_id, group_ids=store.group_ids(athlete_id)
    )
