"""How fast the app answers a club: pages of a store of 1,000 athletes and 500,000 reps, 20 requests a second.

The server is a process of its own, as `flyzone serve` runs it, and so is whoever asks: requests go out at
their times whether or not the ones before have come back, so that a slow answer is not hidden by a
client that waits for it.  Athletes are drawn at random.  Writes docs/app-speed.md.

    .venv/bin/python benchmarks/app.py [--athletes 1000] [--reps 500] [--seconds 30] [--write-docs]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx2
import numpy as np
import uvicorn

from flyzone.model import Account, Athlete, Group
from flyzone.storage import open_store
from flyzone.web.app import create_app
from flyzone.web.site import Site
from flyzone.web.warming import warm_once
from store import OWNER, START, checkins_of, sessions_of

PAGES = {
    "Today": "/athletes/{athlete_id}/today",
    "Progress": "/athletes/{athlete_id}/progress",
    "Squad": "/squad",
}
WHOM = "{athlete_id}"
RATE = 20.0
GOAL_MS = 60.0
DOCS = Path(__file__).parent.parent / "docs" / "app-speed.md"


def main() -> None:
    """Fill a store, serve it, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--athletes", type=int, default=1000)
    parser.add_argument("--reps", type=int, default=500, help="of each athlete")
    parser.add_argument("--seconds", type=float, default=30.0, help="of asking for each page")
    parser.add_argument("--write-docs", action="store_true")
    parser.add_argument(
        "--serve", nargs=3, metavar=("STORE", "PORT", "WARM"), help=argparse.SUPPRESS
    )
    options = parser.parse_args()
    if options.serve:
        store, port, warm = options.serve
        serve(Path(store), int(port), options.reps, warm == "warm")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        ids, secret = fill(path, options.athletes, options.reps)
        table = ask_all(path, ids, secret, options)
    title = f"{options.athletes} athletes, {options.athletes * options.reps} reps, SQLite"
    page = document(title, table, options.seconds)
    print(page)
    if options.write_docs:
        DOCS.write_text(page)


def fill(path: Path, athletes: int, reps: int) -> tuple[list[str], str]:
    """A store of so many athletes; their ids, and the secret of their owner's login."""
    rng = np.random.default_rng(4)
    made = [Athlete(str(uuid(rng)), f"Athlete {n}") for n in range(athletes)]
    owner = Account(str(uuid(rng)), "Owner", "owner", START)
    with open_store(str(path)) as store:
        with store.writing(OWNER) as writer:
            writer.save_many(made)
            for n in range(0, athletes, 30):
                members = tuple(one.id for one in made[n : n + 30])
                writer.save(Group(str(uuid(rng)), f"Squad {n // 30}", members))
            for one in made:
                writer.save_many(sessions_of(one.id, reps, rng))
                writer.save_many(checkins_of(one.id, rng))
        with store.accounts(change=True) as accounts:
            accounts.add(owner, None)
            secret, _ = accounts.log_in(owner.id, "benchmark", moment(reps))
    return [one.id for one in made], secret


def serve(path: Path, port: int, reps: int, warm: bool) -> None:
    """The server's side."""
    with open_store(str(path)) as store:
        now = moment(reps)
        site = Site(store, path.parent / "files", str(path), lambda: now)
        # The limit of one caller's requests is off: one caller here stands for a club.
        app = create_app(site, burst=1e9, per_s=1e9)
        if warm:
            # What a thread of a running server does in its first minutes, at once.
            warm_once(site, rests=0.0)
        uvicorn.run(app, port=port, log_level="error", access_log=False)


def ask_all(
    path: Path, ids: list[str], secret: str, options: argparse.Namespace
) -> dict[str, np.ndarray]:
    """Milliseconds of each request, for each page; then of all of them mixed."""
    rng = np.random.default_rng(7)
    told = {}
    with served(path, secret, options.reps, "warm") as client:
        for name, pattern in {**PAGES, "all three": ""}.items():
            count = int(RATE * options.seconds)
            patterns = [pattern or rng.choice(list(PAGES.values())) for _ in range(count)]
            told[name] = ask(client, [one.replace(WHOM, rng.choice(ids)) for one in patterns], RATE)
    with served(path, secret, options.reps, "cold") as client:
        first = [PAGES["Progress"].replace(WHOM, one) for one in rng.permutation(ids)[:60]]
        told["Progress, never worked out, 4 a second"] = ask(client, first, 4.0)
    return told


@contextlib.contextmanager
def served(path: Path, secret: str, reps: int, warm: str) -> Iterator[httpx2.Client]:
    """A server of its own, and somebody who is logged in there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    here = [sys.executable, __file__, "--serve", str(path), str(port), warm, "--reps", str(reps)]
    with subprocess.Popen(here) as server:
        try:
            client = httpx2.Client(
                base_url=f"http://127.0.0.1:{port}",
                cookies={"flyzone": secret},
                headers={"accept": "text/html"},
                timeout=30.0,
            )
            wait_for(client)
            yield client
        finally:
            server.terminate()


def ask(client: httpx2.Client, addresses: list[str], rate: float) -> np.ndarray:
    """Milliseconds from when each request was due to its answer."""
    took = np.full(len(addresses), np.nan)
    begin = time.perf_counter() + 0.2

    def one(index: int) -> None:
        due = begin + index / rate
        answer = client.get(addresses[index])
        if answer.status_code == 200:
            took[index] = 1000.0 * (time.perf_counter() - due)

    threads = []
    for index in range(len(addresses)):
        time.sleep(max(begin + index / rate - time.perf_counter(), 0.0))
        threads.append(threading.Thread(target=one, args=(index,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    failed = int(np.isnan(took).sum())
    if failed:
        raise SystemExit(f"{failed} of {len(took)} requests failed, such as {addresses[0]}.")
    return took


def wait_for(client: httpx2.Client) -> None:
    """Until the server answers."""
    for _ in range(6000):
        try:
            client.get("/login")
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start.")


def document(title: str, told: dict[str, np.ndarray], seconds: float) -> str:
    """The page."""
    lines = [
        "# How fast the app answers",
        "",
        f"Written by `python benchmarks/app.py --write-docs` on {datetime.now(UTC):%Y-%m-%d}.",
        f"{title}; {RATE:.0f} requests a second for {seconds:.0f} s a row, athletes at random,",
        f"server and client on one machine with {os.cpu_count()} cores. Times in ms from when a",
        f"request was due to its last byte; the goal is a 95th percentile under {GOAL_MS:.0f} ms.",
        "",
        "A running server works the trends of those who trained lately out ahead, in its idle time; the",
        "first rows are of a server that has done so. The last row is of one that has not: each page is",
        "somebody's first.",
        "",
        "| page | median | 95 % | 99 % | longest | goal |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for name, took in told.items():
        median, most, rare = np.percentile(took, [50, 95, 99])
        met = "met" if most < GOAL_MS else "missed"
        lines.append(
            f"| {name} | {median:.0f} | {most:.0f} | {rare:.0f} | {took.max():.0f} | {met} |"
        )
    return "\n".join(lines) + "\n"


def moment(reps: int) -> datetime:
    """Two days after everybody's last session."""
    return START + timedelta(days=3 * (reps // 4 - 1) + 2)


def uuid(rng: np.random.Generator) -> object:
    """A random id."""
    return UUID(bytes=rng.bytes(16), version=4)


if __name__ == "__main__":
    main()
