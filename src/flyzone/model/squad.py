"""What a coach keeps beside his athletes: grounds, wishes for a plan, and who agreed to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from flyzone.errors import InputError
from flyzone.model.limits import aware, identifier, identifier_or_none, name, one_of

Agreeing = Literal["athlete", "guardian"]


@dataclass(frozen=True, slots=True)
class Ground:
    """A facility as the coach described it.

    Attributes
    ----------
    id : str
        A UUID.
    name : str
    description : mapping
        As a facility in the wishes of `flyzone plan`, without its name.

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    id: str
    name: str
    description: Mapping[str, Any]

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A ground", "ground"))
        object.__setattr__(self, "name", name(self.name, "A ground", "ground"))


@dataclass(frozen=True, slots=True)
class WishList:
    """What one athlete asks of his plan, as `flyzone plan` reads it.

    Attributes
    ----------
    id : str
        A UUID.
    athlete_id : str
    at : datetime
        With its offset; the latest of an athlete holds.
    wishes : mapping
        As an athlete in the wishes of `flyzone plan`, without his name.

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    id: str
    athlete_id: str
    at: datetime
    wishes: Mapping[str, Any]

    def __post_init__(self) -> None:
        code = "wish-list"
        object.__setattr__(self, "id", identifier(self.id, "A list of wishes", code))
        object.__setattr__(self, "athlete_id", identifier(self.athlete_id, "An athlete", code))
        aware(self.at, "The moment of a list of wishes", code)


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody said whether an athlete's marks may be on a board that anybody sees.

    Attributes
    ----------
    id, athlete_id : str
        UUIDs.
    at : datetime
        With its offset; the latest of an athlete holds.
    by : str
        Who said it.
    role : {"athlete", "guardian"}
    given : bool
        ``False`` takes an earlier one back.
    alias : str or None
        What he is called there; ``None`` is his name.  A minor has an alias.
    account_id : str or None
        The account that said it, where one did.

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    id: str
    athlete_id: str
    at: datetime
    by: str
    role: Agreeing
    given: bool
    alias: str | None = None
    account_id: str | None = None

    def __post_init__(self) -> None:
        code = "consent"
        object.__setattr__(self, "id", identifier(self.id, "A consent", code))
        object.__setattr__(self, "athlete_id", identifier(self.athlete_id, "An athlete", code))
        aware(self.at, "The moment of a consent", code)
        object.__setattr__(self, "by", name(self.by, "Who agreed", code))
        one_of(self.role, get_args(Agreeing), "The role of who agreed", code)
        account = identifier_or_none(self.account_id, "The account that agreed", code)
        object.__setattr__(self, "account_id", account)
        if self.alias is not None:
            object.__setattr__(self, "alias", name(self.alias, "An alias", code))
        if not isinstance(self.given, bool):
            raise InputError(
                f"A consent is given or not, got {self.given!r}. Say true or false.", code=code
            )
