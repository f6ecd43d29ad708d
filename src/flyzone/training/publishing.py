"""Who may be on a board that anybody sees, and under which name.

An adult is on it if he said so: his own last word holds, and where he never gave one, what his coach
wrote down with him (`Athlete.public`).  A minor, and whoever's age is not known, is on it only while the
last word is a guardian's yes, and only under an alias that has nothing of his name; he himself can take
that back, and cannot give it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from flyzone.errors import InputError
from flyzone.model import Athlete, Consent
from flyzone.model.squad import Agreeing

Hidden = Literal["never-asked", "taken-back", "guardian-must", "alias-missing"]

_SHORT = 2
"""Letters of a word that other words may hold by chance."""


@dataclass(frozen=True, slots=True)
class Publicity:
    """Whether an athlete is on a public board.

    Attributes
    ----------
    name : str or None
        What he is called there; ``None`` where he is not on it.
    why_not : {"never-asked", "taken-back", "guardian-must", "alias-missing"} or None
    consent : Consent or None
        The word that decided, where there is one.
    """

    name: str | None
    why_not: Hidden | None
    consent: Consent | None


def publicity(athlete: Athlete, consents: Iterable[Consent], day: date) -> Publicity:
    """Whether an athlete is on a public board on a day, and under which name.

    Parameters
    ----------
    athlete : Athlete
    consents : iterable of Consent
        Of anybody; the others' are left out.
    day : date
    """
    mine = sorted(
        (one for one in consents if one.athlete_id == athlete.id),
        key=lambda one: (one.at.timestamp(), one.id),
    )
    if athlete.is_adult_on(day):
        return _adult(athlete, mine)
    return _minor(athlete, mine)


def _adult(athlete: Athlete, mine: list[Consent]) -> Publicity:
    # What he agreed to as a child, and what others agreed to for him then, binds no adult; a no stays.
    own = [
        one
        for one in mine
        if one.role == "athlete" and (not one.given or athlete.is_adult_on(one.at.date()))
    ]
    last = own[-1] if own else None
    if last is None:
        if athlete.public:
            return Publicity(athlete.name, None, None)
        return Publicity(None, "never-asked", None)
    if not last.given:
        return Publicity(None, "taken-back", last)
    return Publicity(last.alias or athlete.name, None, last)


def _minor(athlete: Athlete, mine: list[Consent]) -> Publicity:
    heard = [one for one in mine if one.role == "guardian" or not one.given]
    last = heard[-1] if heard else None
    if last is None:
        return Publicity(None, "guardian-must", None)
    if not last.given:
        return Publicity(None, "taken-back", last)
    if last.alias is None or not hides(last.alias, athlete.name):
        return Publicity(None, "alias-missing", last)
    return Publicity(last.alias, None, last)


def hides(alias: str, name: str) -> bool:
    """Whether an alias has no word of a name in it; short words count where they stand alone."""
    said = alias.casefold()
    alone = set(said.replace("-", " ").split())
    words = name.casefold().replace("-", " ").split()
    return not any(word in alone or (len(word) > _SHORT and word in said) for word in words)


def check_consent(athlete: Athlete, consent: Consent, day: date) -> None:
    """Refuses what would never hold.

    Raises
    ------
    InputError
        If a minor agrees for himself, a guardian agrees for an adult, or a minor's alias is missing or
        tells his name.
    """
    adult = athlete.is_adult_on(day)
    role: Agreeing = "athlete" if adult else "guardian"
    if consent.given and consent.role != role:
        raise InputError(
            f"{athlete.name} is an adult and agrees himself; his guardian no longer does."
            if adult
            else f"{athlete.name} is a minor, or his age is not known: a guardian agrees for him. Ask "
            "one, or write down his birthday.",
            code="consent-role",
        )
    if consent.given and not adult:
        if consent.alias is None:
            raise InputError(
                "A minor is on a public board under an alias only, and none came. Choose one that "
                "does not tell the name, such as Comet.",
                code="consent-alias",
            )
        if not hides(consent.alias, athlete.name):
            raise InputError(
                f"The alias {consent.alias!r} tells the name of a minor. Choose one that has nothing "
                "of it.",
                code="consent-alias",
            )
