"""Who may log in: accounts, their logins, tokens and invitations, and passwords guessed wrong.

This is the one place that is not opened in somebody's name, because names come from here: a secret
that a browser or a program shows leads to an account, and the account to its `Viewer`.  Secrets are
random and kept as SHA-256 only; a password is kept as the hash that it is handed over as.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update

from flyzone.errors import InputError
from flyzone.model import Account, Manner
from flyzone.storage import tables as t
from flyzone.storage.kinds import can_be_kept, json_text, microseconds, moment_of
from flyzone.storage.plain import plain_of, record_of
from flyzone.storage.scope import unknown
from flyzone.storage.viewer import Viewer

SEEN_AGAIN = timedelta(minutes=5)
"""How exactly it is known when a login was last used."""


@dataclass(frozen=True, slots=True)
class Login:
    """One device on which somebody is logged in.

    Attributes
    ----------
    key : str
        What it is called in a list: part of the hash of its secret.
    account : Account
    csrf : str
        What a form of this login must bring along.
    device : str
    made_at, seen_at : datetime
    """

    key: str
    account: Account
    csrf: str
    device: str
    made_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """A key for a program or a calendar; its secret is shown once, when it is made.

    Attributes
    ----------
    id : str
    account : Account
        In whose name it opens.
    name : str
    scopes : tuple of str
        ``"read"``, ``"write"``, ``"calendar"``, ``"board"``.
    athlete_id : str or None
        Whose calendar.
    made_at : datetime
    used_at : datetime or None
    """

    id: str
    account: Account
    name: str
    scopes: tuple[str, ...]
    athlete_id: str | None
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open offer of an account, or of a new password.

    Attributes
    ----------
    id, made_by : str
        Its own id and its maker's account.
    offer : mapping
        ``role``, ``group_ids``, ``ward_ids``, ``athlete_id`` of a new account, or ``account_id`` of
        the one whose password is to be set anew.
    until : datetime
    """

    id: str
    made_by: str
    offer: Mapping[str, Any]
    until: datetime


def viewer_of(account: Account) -> Viewer | None:
    """In whose name an account opens the store; ``None`` where it opens nothing."""
    if account.closed or account.role == "board":
        return None
    if account.role == "owner":
        return Viewer.owner(account.name)
    if account.role == "coach":
        return Viewer.coach(account.name, account.group_ids)
    if account.role == "guardian":
        return Viewer.guardian(account.name, account.ward_ids)
    assert account.athlete_id is not None
    return Viewer.athlete(account.name, account.athlete_id)


class Accounts:
    """The accounts of a store, in one transaction; made by `Store.accounts`."""

    def __init__(self, connection: Connection) -> None:
        self._run = connection.execute
        self._connection = connection

    # Accounts

    def all(self) -> tuple[Account, ...]:
        """Everybody who has one, sorted by name."""
        rows = self._run(select(t.accounts).order_by(t.accounts.c.login)).mappings()
        return tuple(self._account(dict(row)) for row in rows)

    def any(self) -> bool:
        """Whether there is one at all."""
        return self._run(select(t.accounts.c.id).limit(1)).first() is not None

    def get(self, account_id: str) -> Account:
        """An account; `InputError` if there is none of that id."""
        found = self._row(t.accounts.c.id == account_id) if can_be_kept(account_id) else None
        if found is None:
            raise unknown("account", account_id)
        return self._account(found)

    def called(self, name: str) -> tuple[Account, str | None] | None:
        """The account of a login name and the hash of its password; ``None`` if there is none."""
        login = login_name(name)
        found = self._row(t.accounts.c.login == login) if can_be_kept(login) else None
        return None if found is None else (self._account(found), found["password_hash"])

    def add(self, account: Account, password_hash: str | None) -> None:
        """Keeps a new account.

        Raises
        ------
        InputError
            If somebody is called so already.
        """
        self._free(account)
        self._run(insert(t.accounts).values(**_row(account), password_hash=password_hash))
        self._belong(account)

    def change(self, account: Account) -> None:
        """Keeps an account as it is now; its password stays.

        Raises
        ------
        InputError
            If somebody else is called so already.
        """
        self._free(account)
        self._run(update(t.accounts).where(t.accounts.c.id == account.id).values(**_row(account)))
        for table in (t.account_groups, t.account_wards):
            self._run(delete(table).where(table.c.account_id == account.id))
        self._belong(account)
        if account.closed:
            self._run(delete(t.logins).where(t.logins.c.account_id == account.id))

    def set_password(self, account_id: str, password_hash: str) -> None:
        """Gives an account another password, and logs it out everywhere."""
        self._run(
            update(t.accounts)
            .where(t.accounts.c.id == account_id)
            .values(password_hash=password_hash)
        )
        self._run(delete(t.logins).where(t.logins.c.account_id == account_id))

    def remove(self, account_id: str) -> None:
        """Deletes an account with its logins and tokens."""
        self._run(delete(t.accounts).where(t.accounts.c.id == account_id))

    # Logins

    def log_in(self, account_id: str, device: str, now: datetime) -> tuple[str, str]:
        """A new login: the secret for the browser's cookie, and its CSRF token."""
        secret, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
        us = microseconds(now)
        row = {
            "secret_sha256": _hash(secret), "account_id": account_id, "csrf": csrf,
            "device": _printable(device)[:200], "made_us": us, "seen_us": us,
        }  # fmt: skip
        self._run(insert(t.logins).values(**row))
        return secret, csrf

    def login(self, secret: str) -> Login | None:
        """The login of a secret; ``None`` if there is none, or its account is closed."""
        row = self._run(
            select(t.logins).where(t.logins.c.secret_sha256 == _hash(secret))
        ).mappings().first()  # fmt: skip
        if row is None:
            return None
        login = self._login(dict(row))
        return None if login.account.closed else login

    def seen(self, secret: str, now: datetime) -> None:
        """Notes that a login was used."""
        chosen = t.logins.c.secret_sha256 == _hash(secret)
        self._run(update(t.logins).where(chosen).values(seen_us=microseconds(now)))

    def log_out(self, secret: str) -> None:
        """Ends a login."""
        self._run(delete(t.logins).where(t.logins.c.secret_sha256 == _hash(secret)))

    def logins(self, account_id: str) -> tuple[Login, ...]:
        """The devices on which somebody is logged in, the latest used first."""
        rows = self._run(
            select(t.logins).where(t.logins.c.account_id == account_id)
            .order_by(t.logins.c.seen_us.desc(), t.logins.c.secret_sha256)
        ).mappings()  # fmt: skip
        return tuple(self._login(dict(row)) for row in rows)

    def end_login(self, account_id: str, key: str) -> None:
        """Logs one of somebody's devices out, by its key in the list."""
        mine = t.logins.c.account_id == account_id
        hashes = self._run(select(t.logins.c.secret_sha256).where(mine)).scalars()
        gone = [one for one in hashes if one[:16] == key]
        self._run(delete(t.logins).where(mine, t.logins.c.secret_sha256.in_(gone)))

    def forget_logins(self, unseen_since: datetime) -> None:
        """Ends the logins that nobody has used since a moment."""
        self._run(delete(t.logins).where(t.logins.c.seen_us < microseconds(unseen_since)))

    # Tokens

    def make_token(
        self,
        account_id: str,
        name: str,
        scopes: Sequence[str],
        now: datetime,
        athlete_id: str | None = None,
    ) -> str:
        """A new token; its secret, which nobody can be shown again."""
        secret = secrets.token_urlsafe(32)
        row = {
            "id": str(uuid4()), "secret_sha256": _hash(secret), "account_id": account_id,
            "name": _printable(name)[:80], "scopes": json_text("scopes", sorted(scopes)),
            "athlete_id": athlete_id, "made_us": microseconds(now),
        }  # fmt: skip
        self._run(insert(t.tokens).values(**row))
        return secret

    def token(self, secret: str) -> Token | None:
        """The token of a secret; ``None`` if there is none, or its account is closed."""
        row = self._run(
            select(t.tokens).where(t.tokens.c.secret_sha256 == _hash(secret))
        ).mappings().first()  # fmt: skip
        if row is None:
            return None
        token = self._token(dict(row))
        return None if token.account.closed else token

    def used(self, token_id: str, now: datetime) -> None:
        """Notes that a token was used."""
        chosen = t.tokens.c.id == token_id
        self._run(update(t.tokens).where(chosen).values(used_us=microseconds(now)))

    def tokens(self, account_id: str) -> tuple[Token, ...]:
        """Somebody's tokens, the latest first."""
        rows = self._run(
            select(t.tokens).where(t.tokens.c.account_id == account_id)
            .order_by(t.tokens.c.made_us.desc(), t.tokens.c.id)
        ).mappings()  # fmt: skip
        return tuple(self._token(dict(row)) for row in rows)

    def revoke(self, account_id: str, token_id: str) -> None:
        """Takes one of somebody's tokens back."""
        chosen = (t.tokens.c.account_id == account_id, t.tokens.c.id == token_id)
        self._run(delete(t.tokens).where(*chosen))

    # Invitations

    def invite(self, made_by: str, offer: Mapping[str, Any], now: datetime, until: datetime) -> str:
        """A new invitation; its secret, to be handed to whom it is for."""
        secret = secrets.token_urlsafe(24)
        row = {
            "id": str(uuid4()), "secret_sha256": _hash(secret), "made_by": made_by,
            "offer": json_text("offer", dict(offer)), "made_us": microseconds(now),
            "until_us": microseconds(until),
        }  # fmt: skip
        self._run(insert(t.invitations).values(**row))
        return secret

    def invitation(self, secret: str, now: datetime) -> Invitation | None:
        """The invitation of a secret; ``None`` if there is none that still holds."""
        c = t.invitations.c
        row = self._run(
            select(t.invitations).where(
                c.secret_sha256 == _hash(secret),
                c.used_us.is_(None),
                c.until_us > microseconds(now),
            )
        ).mappings().first()  # fmt: skip
        if row is None:
            return None
        until = moment_of(row["until_us"], 0)
        return Invitation(row["id"], row["made_by"], json.loads(row["offer"]), until)

    def invitations(self, now: datetime, made_by: str | None = None) -> tuple[Invitation, ...]:
        """Those that still hold, the first to end first: all, or those that somebody made."""
        c = t.invitations.c
        wanted = [c.used_us.is_(None), c.until_us > microseconds(now)]
        if made_by is not None:
            wanted.append(c.made_by == made_by)
        rows = self._run(
            select(t.invitations).where(*wanted).order_by(c.until_us, c.id)
        ).mappings()  # fmt: skip
        return tuple(
            Invitation(
                row["id"], row["made_by"], json.loads(row["offer"]), moment_of(row["until_us"], 0)
            )
            for row in rows
        )

    def withdraw(self, invitation_id: str, made_by: str | None = None) -> None:
        """Takes an invitation back; only one of somebody's own, where he is named.

        Raises
        ------
        InputError
            If there is none of that id.
        """
        chosen = [t.invitations.c.id == invitation_id]
        if made_by is not None:
            chosen.append(t.invitations.c.made_by == made_by)
        if (
            not can_be_kept(invitation_id)
            or not self._run(delete(t.invitations).where(*chosen)).rowcount
        ):
            raise unknown("invitation", invitation_id)

    def use(self, invitation_id: str, now: datetime) -> None:
        """Notes that an invitation was taken: it holds once."""
        chosen = t.invitations.c.id == invitation_id
        self._run(update(t.invitations).where(chosen).values(used_us=microseconds(now)))

    # Passwords guessed wrong

    def note_failure(self, key: str, now: datetime) -> None:
        """A password was wrong; what lies a day back is forgotten."""
        c = t.failures.c
        self._run(delete(t.failures).where(c.at_us < microseconds(now - timedelta(days=1))))
        self._run(insert(t.failures).values(key=_hash(key), at_us=microseconds(now)))

    def failures(self, key: str, since: datetime) -> int:
        """How often a password was wrong since a moment."""
        c = t.failures.c
        found = (c.key == _hash(key), c.at_us > microseconds(since))
        return self._connection.scalar(select(func.count()).where(*found)) or 0

    def forget_failures(self, key: str) -> None:
        """It was right at last."""
        self._run(delete(t.failures).where(t.failures.c.key == _hash(key)))

    def take_back_failure(self, key: str) -> None:
        """Forgets the latest one: it was right after all."""
        c = t.failures.c
        latest = self._connection.scalar(select(func.max(c.id)).where(c.key == _hash(key)))
        self._run(delete(t.failures).where(c.id == latest))

    def _row(self, condition: Any) -> dict[str, Any] | None:
        row = self._run(select(t.accounts).where(condition)).mappings().first()
        return None if row is None else dict(row)

    def _account(self, row: Mapping[str, Any]) -> Account:
        mine = row["id"]
        groups, wards = t.account_groups, t.account_wards
        group_ids: Sequence[str] = ()
        ward_ids: Sequence[str] = ()
        if row["role"] == "coach":
            wanted = select(groups.c.group_id).where(groups.c.account_id == mine)
            group_ids = self._run(wanted.order_by(groups.c.group_id)).scalars().all()
        if row["role"] == "guardian":
            wanted = select(wards.c.athlete_id).where(wards.c.account_id == mine)
            ward_ids = self._run(wanted.order_by(wards.c.athlete_id)).scalars().all()
        return Account(
            id=mine,
            name=row["name"],
            role=row["role"],
            made_at=moment_of(row["made_at_us"], row["made_at_offset_s"]),
            athlete_id=row["athlete_id"],
            group_ids=tuple(group_ids),
            ward_ids=tuple(ward_ids),
            manner=record_of(Manner, json.loads(row["manner"])),
            closed=row["closed"],
        )

    def _login(self, row: Mapping[str, Any]) -> Login:
        return Login(
            row["secret_sha256"][:16],
            self.get(row["account_id"]),
            row["csrf"],
            row["device"],
            moment_of(row["made_us"], 0),
            moment_of(row["seen_us"], 0),
        )

    def _token(self, row: Mapping[str, Any]) -> Token:
        used = row["used_us"]
        return Token(
            row["id"],
            self.get(row["account_id"]),
            row["name"],
            tuple(json.loads(row["scopes"])),
            row["athlete_id"],
            moment_of(row["made_us"], 0),
            None if used is None else moment_of(used, 0),
        )

    def _free(self, account: Account) -> None:
        other = self.called(account.name)
        if other is not None and other[0].id != account.id:
            raise InputError(
                f"Somebody is called {account.name!r} here already. Choose another name to log in "
                "with.",
                code="account-name-taken",
            )

    def _belong(self, account: Account) -> None:
        for table, column, ids in (
            (t.account_groups, "group_id", account.group_ids),
            (t.account_wards, "athlete_id", account.ward_ids),
        ):
            rows = [{"account_id": account.id, column: one} for one in ids]
            if rows:
                self._run(insert(table), rows)


def login_name(name: str) -> str:
    """A name as it is compared: small letters, one blank between its words."""
    return " ".join(name.split()).casefold()


def _row(account: Account) -> dict[str, Any]:
    offset = account.made_at.utcoffset() or timedelta()
    return {
        "id": account.id,
        "name": account.name,
        "login": login_name(account.name),
        "role": account.role,
        "made_at_us": microseconds(account.made_at),
        "made_at_offset_s": offset // timedelta(seconds=1),
        "athlete_id": account.athlete_id,
        "manner": json_text("manner", plain_of(account.manner)),
        "closed": account.closed,
    }


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _printable(text: str) -> str:
    return "".join(one for one in text if one.isprintable() and can_be_kept(one)).strip()
