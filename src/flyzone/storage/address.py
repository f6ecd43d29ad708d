"""Where a store lies: the address of a database, read once and shown without its secrets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from flyzone.errors import StoreError

_SERVERS = ("postgres", "postgresql", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store lies.

    Attributes
    ----------
    url : sqlalchemy.URL
        May hold a password: never show it.
    place : str
        The same in words that may be shown.
    file : Path or None
        Of an SQLite store.
    """

    url: URL
    place: str
    file: Path | None

    def without_secrets(self, text: str) -> str:
        """A message of a driver, with the password taken out should it be in there."""
        secrets = [
            self.url.password,
            *_values(self.url, "password"),
            *_values(self.url, "passfile"),
        ]
        for secret in secrets:
            if secret:
                text = text.replace(str(secret), "***")
        return text


def default_url() -> str:
    """The address of the store that is used where none is named: a file in the user's data folder."""
    return f"sqlite:///{platformdirs.user_data_path('flyzone') / 'flyzone.db'}"


def read_address(text: str) -> Address:
    """The address that a user wrote.

    Parameters
    ----------
    text : str
        ``sqlite:///FILE``, ``postgresql://USER:PASSWORD@HOST:PORT/DATABASE`` or a file's name.

    Raises
    ------
    StoreError
        If it is none of these.
    """
    if "\0" in text or not text.strip():
        raise _no_address()
    if "://" not in text:
        return _file(text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # Nothing of it is shown: what cannot be read may hold a password anywhere.
        raise _no_address() from None
    if url.drivername == "sqlite":
        if url.query or url.host or url.username:
            raise StoreError(
                "An SQLite store is a file and takes no host and no options. Write sqlite:/// and "
                "then the path, with a fourth slash for one that begins at the root.",
                code="store-address",
            )
        return _file(url.database or "")
    if url.drivername in _SERVERS:
        return _server(url.set(drivername="postgresql+psycopg"))
    raise StoreError(
        f"A store is an SQLite file or a PostgreSQL database, got {url.drivername}://. Write "
        "sqlite:///FILE or postgresql://USER@HOST/DATABASE.",
        code="store-address",
    )


def _file(name: str) -> Address:
    if name in ("", ":memory:") or name.startswith("file:"):
        raise StoreError(
            f"A store must be kept in a file, got {name or 'no name'!r}. Write sqlite:///FILE.",
            code="store-address",
        )
    path = Path(name).absolute()
    return Address(URL.create("sqlite", database=str(path)), str(path), path)


def _server(url: URL) -> Address:
    if "@" in (url.host or ""):
        raise StoreError(
            "The address of the store has an @ too many. In a user name or password write it as "
            "%40 (and / as %2F, : as %3A).",
            code="store-address",
        )
    who = f"{url.username}@" if url.username else ""
    port = f":{url.port}" if url.port else ""
    place = f"postgresql://{who}{url.host or ''}{port}/{url.database or ''}"
    return Address(url, place, None)


def _values(url: URL, key: str) -> tuple[str, ...]:
    given = url.query.get(key, ())
    return (given,) if isinstance(given, str) else given


def _no_address() -> StoreError:
    return StoreError(
        "The address of the store cannot be read. Write sqlite:///FILE or "
        "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with @ / : in a password as %40 %2F %3A.",
        code="store-address",
    )
