"""Addresses of stores: what they mean, and that no password is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from flyzone.errors import StoreError
from flyzone.storage import default_url
from flyzone.storage.address import read_address


def test_the_default_store_is_a_file_in_the_users_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    file = read_address(default_url()).file
    assert file is not None
    assert file.name == "flyzone.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_the_same_driver(scheme: str) -> None:
    address = read_address(f"{scheme}://nora:secret@db.example:5433/squad?sslmode=require")
    assert address.url.drivername == "postgresql+psycopg"
    assert address.url.password == "secret"
    assert address.place == "postgresql://nora@db.example:5433/squad"
    assert address.file is None


def test_a_files_name_is_an_address(tmp_path: Path) -> None:
    named = read_address(str(tmp_path / "a.db"))
    assert named == read_address(f"sqlite:///{tmp_path}/a.db")
    assert named.file == tmp_path / "a.db"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a\0b",
        "sqlite://",
        "sqlite:///:memory:",
        ":memory:",
        "file:a.db",
        "sqlite:///a.db?mode=ro",
        "sqlite://host/a.db",
        "mysql://nora:secret@host/db",
        "://",
        "postgresql://nora:secret@host:port/db",
        "postgresql://nora:se@cret@host/db",
        "postgresql+asyncpg://nora:secret@host/db",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_a_password(text: str) -> None:
    with pytest.raises(StoreError) as caught:
        read_address(text)
    assert caught.value.code == "store-address"
    assert "secret" not in caught.value.message
    assert "cret" not in caught.value.message


def test_a_drivers_message_loses_the_password_wherever_it_was_given() -> None:
    address = read_address("postgresql://nora@host/db?password=sesame")
    assert address.without_secrets("no entry for sesame") == "no entry for ***"
