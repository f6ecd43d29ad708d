"""A real PostgreSQL server for the tests, from the programs that Debian installs."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from flyzone.storage import open_store

LOCKED_PASSWORD = "right-horse"
_HBA = """\
local all locked scram-sha-256
local all all trust
"""


def programs() -> Path | None:
    """The folder with PostgreSQL's server programs; the newest where there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def may_skip() -> bool:
    """Whether a machine without a server is an excuse."""
    return not (os.environ.get("CI") or os.environ.get("FLYZONE_REQUIRE_POSTGRES") == "1")


class Server:
    """A server of our own, in a short path (a socket's name has 107 letters at most)."""

    def __init__(self, folder: Path, bin_: Path) -> None:
        self._bin = bin_
        self.folder = folder
        self._data = folder / "data"
        self._ready: list[str] = []
        # PostgreSQL refuses to run as root.
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            entry = pwd.getpwnam("postgres")
            os.chown(folder, entry.pw_uid, entry.pw_gid)
            self._user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        self._run("initdb", "--no-sync", "--auth=trust", "--username=flyzone", "--encoding=UTF8",
                  "--locale=C.UTF-8", "-D", str(self._data))  # fmt: skip
        (self._data / "pg_hba.conf").write_text(_HBA, encoding="utf-8")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        # Asked for by name, because proofs of durability stand on it.
        options = "-c fsync=on -c synchronous_commit=on -c listen_addresses= -c max_connections=50"
        options += " -c recovery_init_sync_method=syncfs"
        self._run("pg_ctl", "start", "--wait", "-D", str(self._data), "-l",
                  str(self.folder / "log"), "-o", f"{options} -k {self.folder}")  # fmt: skip

    def stop(self) -> None:
        """Stop it as a crash would: nothing is written any more."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run(
                "pg_ctl", "stop", "--wait", "-t", "20", "-m", "immediate", "-D", str(self._data)
            )
        if (self._data / "postmaster.pid").exists():
            self.kill()

    def kill(self) -> None:
        """SIGKILL to the server and all its processes."""
        lock = self._data / "postmaster.pid"
        postmaster = int(lock.read_text(encoding="utf-8").split()[0])
        killed = (postmaster, *_children(postmaster))
        for process in killed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        # The next start refuses to run beside them.
        deadline = time.monotonic() + 30.0
        while any(Path(f"/proc/{process}").exists() for process in killed):
            assert time.monotonic() < deadline, "a killed process is still there"
            time.sleep(0.02)

    def url(self, database: str, user: str = "flyzone") -> str:
        """The address of a database."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def new_schema(self) -> str:
        """The address of an empty corner of a database: to a store it is one of its own."""
        name = f"s{uuid.uuid4().hex}"
        self.execute(f"CREATE SCHEMA {name}")
        return f"{self.url('postgres')}&options=-csearch_path%3D{name}"

    def lend_store(self) -> str:
        """The address of an empty store."""
        if not self._ready:
            url = self.new_schema()
            open_store(url).close()
            return url
        return self._ready.pop()

    def take_back(self, url: str) -> None:
        """Empty a store that was lent, for the next who needs one."""
        schema = url.rpartition("%3D")[2]
        # The rest goes with these.
        tops = (
            "athletes", "groups", "plans", "results", "rule_changes", "audit", "clips",
            "camera_places", "grounds", "accounts", "failures", "jobs",
        )  # fmt: skip
        self.execute(";".join(f"DELETE FROM {schema}.{table}" for table in tops))
        self._ready.append(url)

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"d{uuid.uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.url(name)

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """One statement of the tests' own."""
        where = {"host": str(self.folder), "user": "flyzone", "dbname": database}
        with psycopg.connect(**where, autocommit=True) as connection:  # type: ignore[arg-type]
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._bin / program, *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            timeout=120,
            **self._user,
        )


def _children(parent: int) -> list[int]:
    """The processes that one started (Linux)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # After the name in brackets: state, parent.
            if int(entry.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(entry.parent.name))
    return found


@contextlib.contextmanager
def served(bin_: Path) -> Iterator[Server]:
    """A running server; it and its files are gone in the end."""
    folder = Path(tempfile.mkdtemp(prefix="fz-", dir="/tmp"))
    try:
        server = Server(folder, bin_)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
