"""Who has an account and who is invited, as far as a coach or an owner may know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from flyzone.errors import InputError
from flyzone.model import Account
from flyzone.storage import Invitation, Store, viewer_of
from flyzone.workflows.accounts import invite


@dataclass(frozen=True, slots=True)
class Person:
    """An account, with the names of what belongs to it.

    Attributes
    ----------
    account : Account
    belongs : tuple of str
        Names of a coach's groups, a guardian's wards, or the athlete, as far as they are seen.
    """

    account: Account
    belongs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """An invitation that still holds.

    Attributes
    ----------
    invitation : Invitation
    role : str
        Empty where a password is set anew.
    belongs : tuple of str
        Names of whom and what it is for.
    """

    invitation: Invitation
    role: str
    belongs: tuple[str, ...]


def people_of(
    store: Store, asker: Account, now: datetime
) -> tuple[tuple[Person, ...], tuple[Open, ...]]:
    """Accounts and open invitations: all of them for an owner.

    A coach knows the accounts of his athletes and their guardians, and the invitations that he made.
    """
    owner = asker.role == "owner"
    viewer = viewer_of(asker)
    if viewer is None:
        return (), ()
    with store.accounts() as accounts:
        known = accounts.all()
        invitations = accounts.invitations(now, None if owner else asker.id)
    with store.reading(viewer) as reader:
        names = dict(reader.names())
        names |= {one.id: one.name for one in reader.group_names()}
    called = {one.id: one.name for one in known}
    people = [
        Person(one, tuple(names[each] for each in _theirs(one) if each in names))
        for one in known
        if owner or (one.role in ("athlete", "guardian") and any(x in names for x in _theirs(one)))
    ]
    offers = []
    for one in invitations:
        offer = one.offer
        of = [*offer.get("group_ids", ()), *offer.get("ward_ids", ()), offer.get("athlete_id")]
        told = [names[each] for each in of if each in names]
        if "account_id" in offer:
            told = [called.get(offer["account_id"], "")]
        offers.append(Open(one, str(offer.get("role", "")), tuple(told)))
    return tuple(people), tuple(offers)


def close_account(store: Store, asker: Account, account_id: str) -> Account:
    """Closes an account: who has it is logged out and may not come back.

    Raises
    ------
    InputError
        If he is no owner, it is his own, or there is none of that id.
    """
    _owner_only(asker)
    if account_id == asker.id:
        raise InputError(
            "This is your own account, and closing it would lock you out. Let another owner do it.",
            code="account-own",
        )
    with store.accounts(change=True) as accounts:
        closed = replace(accounts.get(account_id), closed=True)
        accounts.change(closed)
    return closed


def open_account(store: Store, asker: Account, account_id: str) -> Account:
    """Opens a closed account again.

    Raises
    ------
    InputError
    """
    _owner_only(asker)
    with store.accounts(change=True) as accounts:
        opened = replace(accounts.get(account_id), closed=False)
        accounts.change(opened)
    return opened


def new_password_link(store: Store, asker: Account, account_id: str, now: datetime) -> str:
    """The secret of a link with which somebody chooses a new password.

    Raises
    ------
    InputError
        If he is no owner: whoever has the link can take the account over.
    """
    _owner_only(asker)
    return invite(store, asker, {"account_id": account_id}, now)


def withdraw(store: Store, asker: Account, invitation_id: str) -> None:
    """Takes an invitation back: an owner any, a coach his own.

    Raises
    ------
    InputError
        If there is none of that id.
    """
    with store.accounts(change=True) as accounts:
        accounts.withdraw(invitation_id, None if asker.role == "owner" else asker.id)


def _theirs(account: Account) -> tuple[str, ...]:
    mine = () if account.athlete_id is None else (account.athlete_id,)
    return (*account.group_ids, *account.ward_ids, *mine)


def _owner_only(asker: Account) -> None:
    if asker.role != "owner":
        raise InputError("Only the owner of the store does that. Ask him.", code="store-forbidden")
