"""Who sees an athlete's data: every account that does, and why; so that it can be said in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flyzone.model.account import AccountRole
from flyzone.storage import Store


@dataclass(frozen=True, slots=True)
class Seer:
    """One account that sees him.

    Attributes
    ----------
    name : str
    role : AccountRole
        An owner sees everybody, a coach his groups, an athlete himself, a guardian his wards.
    seen_at : datetime or None
        When one of its devices was last used; told of his own and his guardians' accounts only.
    devices : tuple of str
        What these call themselves; likewise.
    """

    name: str
    role: AccountRole
    seen_at: datetime | None
    devices: tuple[str, ...]


_ORDER: tuple[AccountRole, ...] = ("athlete", "guardian", "coach", "owner")


def who_sees(store: Store, athlete_id: str, group_ids: Sequence[str]) -> tuple[Seer, ...]:
    """All who see an athlete, himself first.

    Parameters
    ----------
    store : Store
    athlete_id : str
    group_ids : sequence of str
        All groups that he is in.
    """
    found = []
    with store.accounts() as accounts:
        for one in accounts.all():
            sees = (
                one.role == "owner"
                or one.athlete_id == athlete_id
                or athlete_id in one.ward_ids
                or (one.role == "coach" and set(one.group_ids) & set(group_ids))
            )
            if one.closed or not sees:
                continue
            his = one.role in ("athlete", "guardian")
            logins = accounts.logins(one.id) if his else ()
            found.append(
                Seer(
                    one.name,
                    one.role,
                    logins[0].seen_at if logins else None,
                    tuple(dict.fromkeys(login.device for login in logins)),
                )
            )
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.role), one.name.casefold())))
