"""``flyzone serve`` as a person runs it: it says where it is, serves, and ends when it is told to."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flyzone.model import Athlete
from flyzone.storage import Viewer, open_store
from flyzone.workflows.demo_squad import SQUAD, SYNTHETIC

Start = Callable[..., "Running"]


class Running:
    """A server that was started, and what it printed so far."""

    def __init__(self, folder: Path, *options: str, **more: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flyzone", "serve", "--port", "0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), **more},
        )  # fmt: skip
        self.lines: list[str] = []
        self.address = self.said(r"flyzone is at (\S+)")

    def said(self, pattern: str) -> str:
        """What a line said, which may have to come first."""
        for line in self.lines:
            if found := re.search(pattern, line):
                return found[1]
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError("".join(self.lines))

    def get(self, path: str = "", context: Any = None) -> Any:
        return urllib.request.urlopen(self.address + path, timeout=20, context=context)

    def stop(self, how: int = signal.SIGTERM) -> str:
        """Its exit, and the rest of what it said."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        out, _ = self.process.communicate(timeout=30)
        return "".join(self.lines) + (out or "")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    made: list[Running] = []

    def begin(*options: str, **more: str) -> Running:
        made.append(Running(tmp_path, *options, **more))
        return made[-1]

    yield begin
    for one in made:
        if one.process.poll() is None:
            one.process.kill()
        one.process.communicate()


def test_it_serves_at_this_machine_alone_and_says_the_next_step(
    start: Start, tmp_path: Path
) -> None:
    running = start("--database", str(tmp_path / "own.db"))
    assert running.address.startswith("http://127.0.0.1:")
    assert running.said("make the account of the (owner)")
    with running.get() as answer:
        assert answer.url.endswith("/first-run")
        assert "server" not in answer.headers
    assert (tmp_path / "own.db-files").stat().st_mode & 0o777 == 0o700
    text = running.stop()
    assert running.process.returncode == 0
    assert text.rstrip().endswith("Stopped.")
    # The store was closed: its log is gone.
    assert not (tmp_path / "own.db-wal").exists()
    assert "Traceback" not in text


def test_settings_come_from_the_environment(start: Start, tmp_path: Path) -> None:
    running = start(
        FLYZONE_DATABASE_URL=f"sqlite:///{tmp_path}/env.db", FLYZONE_FILES=str(tmp_path / "films")
    )
    running.get("login").close()
    text = running.stop(signal.SIGINT)
    assert (tmp_path / "env.db").is_file()
    assert (tmp_path / "films").is_dir()
    assert running.process.returncode == 0
    assert "Traceback" not in text


def test_an_address_that_is_taken_is_said_in_words(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = subprocess.run(
            [sys.executable, "-m", "flyzone", "serve", "--port", port, "--database",
             str(tmp_path / "a.db")],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert told.returncode == 1
    assert "choose another with --port" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "a.db").exists()


def test_a_request_whose_head_never_ends_is_refused(start: Start, tmp_path: Path) -> None:
    running = start("--database", str(tmp_path / "own.db"))
    port = int(running.address.rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as caller:
        caller.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\nx-long: " + b"a" * 20_000)
        assert caller.recv(100).startswith(b"HTTP/1.1 400")
    with running.get() as answer:
        assert answer.status == 200


@pytest.mark.gate
def test_a_demo_has_twenty_made_up_athletes_and_new_passwords_at_each_start(
    start: Start, tmp_path: Path
) -> None:
    running = start("--demo")
    first = running.said(r"coach +Demo coach +(\S+)")
    database = tmp_path / "data" / "flyzone" / "demo" / "demo.db"
    assert database.is_file()
    jar = urllib.request.HTTPCookieProcessor()
    opener = urllib.request.build_opener(jar)
    form = urllib.parse.urlencode(
        {"name": "Demo coach", "password": first, "next": "/account"}
    ).encode()
    with opener.open(running.address + "login", data=form, timeout=20) as answer:
        assert answer.status == 200
    with opener.open(running.address + "account", timeout=20) as answer:
        assert "made up" in answer.read().decode()
    running.stop()
    again = start("--demo")
    assert again.said(r"coach +Demo coach +(\S+)") != first
    again.stop()
    # And without the word the banner stays: the store is what it is.
    plain = start("--database", str(database))
    with plain.get("login") as answer:
        assert "made up" in answer.read().decode()
    plain.stop()
    with open_store(str(database)) as store, store.reading(Viewer.owner("x")) as r:
        athletes = r.athletes()
        assert {one.name for one in athletes} == {one.name for one in SQUAD}
        assert {one.note for one in athletes} == {SYNTHETIC}


@pytest.mark.gate
def test_a_demo_is_never_made_among_real_people(start: Start, tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    with open_store(str(own)) as store, store.writing(Viewer.owner("x")) as w:
        w.save(Athlete("5b0f3f0e-6c0a-4a57-9d6c-2d2f5b1f6e11", "Real"))
    told = subprocess.run(
        [sys.executable, "-m", "flyzone", "serve", "--demo", "--port", "0", "--database", str(own)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert told.returncode == 1
    assert "a store of its own" in told.stderr
    assert not (tmp_path / "own.db-files" / "demo.json").exists()


@pytest.mark.gate
def test_on_a_network_it_speaks_https_and_helps_to_trust_it(start: Start, tmp_path: Path) -> None:
    running = start("--lan", "--host", "127.0.0.1", "--database", str(tmp_path / "own.db"))
    port = running.address.rstrip("/").rpartition(":")[2]
    helper = running.said(r"open (http://\S+)").rstrip("/").rpartition(":")[2]
    mark = running.said(r"trusting it: ([0-9A-F:]{95})")
    running.said("It (holds) until")
    with urllib.request.urlopen(f"http://127.0.0.1:{helper}/", timeout=20) as answer:
        assert mark in answer.read().decode()
    trusting = ssl.create_default_context(
        cafile=str(tmp_path / "own.db-files" / "tls" / "authority.crt")
    )
    # Asked for by the name that the certificate is for, wherever it listens.
    trusting.check_hostname = False
    with urllib.request.urlopen(
        f"https://127.0.0.1:{port}/", timeout=20, context=trusting
    ) as answer:
        assert answer.url.endswith("/first-run")
        assert "strict-transport-security" not in answer.headers
    text = running.stop()
    assert running.process.returncode == 0
    assert "Traceback" not in text


def test_backup_and_restore_on_the_command_line(tmp_path: Path) -> None:
    def run(*words: str) -> Any:
        return subprocess.run(
            [sys.executable, "-m", "flyzone", *words],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    own, other = f"sqlite:///{tmp_path}/own.db", f"sqlite:///{tmp_path}/other.db"
    assert run("athlete", "add", "Mia", "--database", own).returncode == 0
    made = run("backup", str(tmp_path / "b"), "--database", own, "--json")
    assert made.returncode == 0, made.stderr
    path = json.loads(made.stdout)["backup"]
    assert run("restore", path, "--database", other, "--json").returncode == 0
    listed = run("athlete", "show", "Mia", "--database", other, "--json")
    assert "Mia" in listed.stdout
    again = run("restore", path, "--database", other)
    assert again.returncode == 1
    assert "empty" in again.stderr
    nothing = run("backup", str(tmp_path / "b"), "--database", f"sqlite:///{tmp_path}/none.db")
    assert nothing.returncode == 1
    assert "no store" in nothing.stderr
    assert (
        run("backup", str(tmp_path / "b"), "--keep-days", "31", "--database", own).returncode == 2
    )
