"""Who may log in: a first owner, log in and out, change a password, invite and join.

Passwords are kept as argon2id only.  A wrong one costs time: after a few, the name and the caller wait
a while, and that is written down in the store, so that a restart forgets nothing.  A guess is counted
before it is looked at, so that many at once are no more than many one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from flyzone.errors import InputError
from flyzone.model import Account, Group, Manner
from flyzone.model.account import AccountRole
from flyzone.storage import Accounts, Invitation, Store, viewer_of
from flyzone.storage.accounts import login_name

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
INVITATION_LASTS = timedelta(days=7)
_FREE_GUESSES, _FREE_GUESSES_OF_CALLER = 5, 40
_WINDOW = timedelta(minutes=15)
_COMMON = frozenset(
    (
        "password12",
        "passwort12",
        "qwertyuiop",
        "1234567890",
        "0123456789",
        "iloveyou12",
        "flyzone123",
    )
)


class WrongPasswordError(InputError):
    """Name and password do not go together, or too many did not: ``code`` says which."""


def first_owner(
    store: Store, name: str, password: str, now: datetime, manner: Manner | None = None
) -> Account:
    """The owner of a store in which nobody has an account yet.

    Raises
    ------
    InputError
        If somebody has one, or name or password cannot be.
    """
    account = Account(str(uuid4()), name, "owner", now, manner=manner or Manner())
    hashed = hash_of(password, name)
    with store.accounts(change=True) as accounts:
        if accounts.any():
            raise InputError(
                "This store has an owner already. Log in, or ask the owner for an invitation.",
                code="account-owner-there",
            )
        accounts.add(account, hashed)
    return account


def log_in(
    store: Store, name: str, password: str, *, caller: str, device: str, now: datetime
) -> tuple[Account, str]:
    """The account of a name and a password, and the secret of a new login.

    Parameters
    ----------
    store : Store
    name, password : str
    caller : str
        From where: its guesses are counted too.
    device : str
        What the browser calls itself.
    now : datetime

    Raises
    ------
    WrongPasswordError
        If they do not go together (it does not say which is wrong), or too many did not lately.
    """
    keys = (f"name {login_name(name)}", f"caller {caller}")
    with store.accounts(change=True) as accounts:
        _not_too_many(accounts, keys, now)
        for key in keys:
            accounts.note_failure(key, now)
        found = accounts.called(name)
    hashed = None if found is None else found[1]
    # A name that nobody has takes as long as one that somebody has.
    right = _fits(hashed or _nobodys_hash(), password) and hashed is not None
    if not right or found is None or found[0].closed:
        raise WrongPasswordError(
            "Name and password do not go together. Check both; capitals count in the password only.",
            code="login-wrong",
        )
    account = found[0]
    with store.accounts(change=True) as accounts:
        accounts.forget_failures(keys[0])
        accounts.take_back_failure(keys[1])
        secret, _ = accounts.log_in(account.id, device, now)
    return account, secret


def change_password(store: Store, account: Account, old: str, new: str, now: datetime) -> None:
    """Gives somebody who knows his password another one; he is logged out everywhere.

    Raises
    ------
    InputError
        If the old one is wrong, or the new one cannot be.
    """
    key = f"name {login_name(account.name)}"
    hashed = hash_of(new, account.name)
    with store.accounts(change=True) as accounts:
        _not_too_many(accounts, (key,), now)
        accounts.note_failure(key, now)
        found = accounts.called(account.name)
    if found is None or found[1] is None or not _fits(found[1], old):
        raise WrongPasswordError("The old password is wrong. Type it again.", code="login-wrong")
    with store.accounts(change=True) as accounts:
        accounts.forget_failures(key)
        accounts.set_password(account.id, hashed)


def invite(store: Store, by: Account, offer: Mapping[str, Any], now: datetime) -> str:
    """An invitation's secret: a new account, or a new password for one.

    Parameters
    ----------
    store : Store
    by : Account
        Who invites; a coach invites athletes and guardians of his groups only.
    offer : mapping
        ``role`` with ``group_ids``, ``ward_ids`` or ``athlete_id``; or ``account_id``.

    Raises
    ------
    InputError
        If the offer makes no sense, or is not for him to make.
    """
    _may_offer(store, by, offer)
    with store.accounts(change=True) as accounts:
        return accounts.invite(by.id, offer, now, now + INVITATION_LASTS)


def invitation_of(store: Store, secret: str, now: datetime) -> Invitation:
    """The invitation of a secret; `InputError` if it does not hold any more.

    It is worth what its maker could still offer today: one of a coach who has left opens nothing.
    """
    with store.accounts() as accounts:
        found = accounts.invitation(secret, now)
    if found is None:
        raise _holds_no_more()
    try:
        with store.accounts() as accounts:
            maker = accounts.get(found.made_by)
        if maker.closed:
            raise _holds_no_more()
        _may_offer(store, maker, found.offer)
    except InputError as gone:
        raise _holds_no_more() from gone
    return found


def _holds_no_more() -> InputError:
    return InputError(
        "This invitation was used, is too old, or was never made. Ask for a new one.",
        code="unknown-invitation",
    )


def join(
    store: Store, secret: str, name: str, password: str, now: datetime, manner: Manner | None = None
) -> Account:
    """Takes an invitation: a new account, or a new password for the one that it names.

    Raises
    ------
    InputError
        If it does not hold, or name or password cannot be.
    """
    invitation = invitation_of(store, secret, now)
    offer = invitation.offer
    if "account_id" in offer:
        with store.accounts() as accounts:
            account = accounts.get(offer["account_id"])
        if account.closed:
            raise _holds_no_more()
        hashed = hash_of(password, account.name)
        with store.accounts(change=True) as accounts:
            _still_holds(accounts, secret, now)
            accounts.set_password(account.id, hashed)
            # Whoever guessed before, or forgot it, is not to stand in the way of the new one.
            accounts.forget_failures(f"name {login_name(account.name)}")
            accounts.use(invitation.id, now)
        return account
    account = _offered(offer, name, now, manner)
    hashed = hash_of(password, name)
    with store.accounts(change=True) as accounts:
        _still_holds(accounts, secret, now)
        accounts.add(account, hashed)
        accounts.use(invitation.id, now)
    return account


def _still_holds(accounts: Accounts, secret: str, now: datetime) -> None:
    """Asked where it is used up: two who take it at once do not both get it."""
    if accounts.invitation(secret, now) is None:
        raise InputError("This invitation was just used. Ask for a new one.", code="invitation")


def hash_of(password: str, name: str = "") -> str:
    """The argon2id hash of a password.

    Raises
    ------
    InputError
        If it is too short, too long, or the first that anybody would guess.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InputError(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters, got "
            f"{len(password)}. Three or four words are easy to type.",
            code="password-length",
        )
    plain = password.casefold()
    if plain in _COMMON or len(set(plain)) < 4 or (name and plain == login_name(name)):
        raise InputError(
            "This password is among the first that anybody would guess. Take three or four words.",
            code="password-common",
        )
    return PasswordHasher().hash(password)


def _offered(offer: Mapping[str, Any], name: str, now: datetime, manner: Manner | None) -> Account:
    return Account(
        str(uuid4()),
        name,
        offer.get("role", ""),
        now,
        athlete_id=offer.get("athlete_id"),
        group_ids=tuple(offer.get("group_ids", ())),
        ward_ids=tuple(offer.get("ward_ids", ())),
        manner=manner or Manner(),
    )


_COACH_OFFERS: frozenset[AccountRole] = frozenset({"athlete", "guardian"})


def _may_offer(store: Store, by: Account, offer: Mapping[str, Any]) -> None:
    if by.role not in ("owner", "coach"):
        raise InputError(
            "Only coaches and the owner of the store invite. Ask one of them.",
            code="store-forbidden",
        )
    if "account_id" in offer:
        with store.accounts() as accounts:
            there = accounts.get(offer["account_id"])
    else:
        # What cannot be an account is refused now, and not when somebody takes it.
        there = _offered(offer, "somebody", by.made_at, None)
    viewer = viewer_of(by)
    if viewer is None or (by.role == "coach" and there.role not in _COACH_OFFERS):
        raise InputError(
            "A coach invites athletes of his groups and their guardians. Ask the owner of the store.",
            code="store-forbidden",
        )
    with store.reading(viewer) as reader:
        # Whom and what he does not see is not there for him to offer; for an owner, what is not there.
        for athlete_id in (*there.ward_ids, there.athlete_id or ""):
            if athlete_id:
                reader.athlete(athlete_id)
        if by.role == "owner":
            for group_id in there.group_ids:
                reader.get(Group, group_id)


def _not_too_many(accounts: Accounts, keys: tuple[str, ...], now: datetime) -> None:
    for key in keys:
        free = _FREE_GUESSES_OF_CALLER if key.startswith("caller ") else _FREE_GUESSES
        if accounts.failures(key, now - _WINDOW) >= free:
            raise WrongPasswordError(
                "Too many wrong passwords came lately. Wait a quarter of an hour, or ask the owner "
                "for a new password.",
                code="login-too-many",
            )


def _fits(hashed: str, password: str) -> bool:
    try:
        return PasswordHasher().verify(hashed, password[: LONGEST_PASSWORD + 1])
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    return PasswordHasher().hash(str(uuid4()))


def speak(store: Store, account: Account, manner: Manner) -> Account:
    """Keeps how somebody wants to be spoken to."""
    with store.accounts(change=True) as accounts:
        # As it is now: he may have been given other groups, or been closed, since he asked.
        changed = replace(accounts.get(account.id), manner=manner)
        accounts.change(changed)
    return changed
