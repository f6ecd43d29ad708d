"""One athlete out of the store: what is known of him, and the rules as they hold for him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flyzone.model import History, RuleChange
from flyzone.storage import Reader
from flyzone.training.rules import STANDARD, RuleBook


@dataclass(frozen=True, slots=True)
class OneAthlete:
    """What an answer about an athlete needs.

    Attributes
    ----------
    history : History
    changes : tuple of RuleChange
        Of anybody's rules, whenever made.
    group_ids : tuple of str
        The groups that he belongs to.
    """

    history: History
    changes: tuple[RuleChange, ...]
    group_ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """As it stands in the store."""
        return self.history.athlete.name

    def book_at(self, now: datetime) -> RuleBook:
        """The rules as they held for him at a moment: his coach's changes until then are in it."""
        made = [one for one in self.changes if one.at.timestamp() <= now.timestamp()]
        return STANDARD.changed(made, athlete_id=self.history.athlete.id, group_ids=self.group_ids)


def one_athlete(store: Reader, name: str) -> OneAthlete:
    """The athlete whom a name, its beginning or an id means.

    Raises
    ------
    InputError
        If nobody is meant, or several are.
    """
    return athlete_of(store, store.find_athlete(name).id)


def athlete_of(store: Reader, athlete_id: str) -> OneAthlete:
    """The same by his id alone: nobody else's name is looked at.

    Raises
    ------
    InputError
        If there is none of that id.
    """
    return OneAthlete(store.history(athlete_id), store.rule_changes(), store.group_ids(athlete_id))


def book_of(store: Reader, athlete_id: str) -> RuleBook:
    """The rules as they hold for one athlete now."""
    return STANDARD.changed(
        store.rule_changes(), athlete_id=athlete_id, group_ids=store.group_ids(athlete_id)
    )
