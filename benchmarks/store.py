"""How fast a full store answers: 1,000 athletes and 500,000 reps, in SQLite and in PostgreSQL.

Builds the store through the bulk path, then times in one process what a person waits for: opening, the
history of one athlete, the board of all and of a group.  PostgreSQL is measured where a database is named:

    .venv/bin/python benchmarks/store.py [--postgres URL] [--athletes 1000] [--reps 500]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import numpy as np

from flyzone.model import Athlete, CheckIn, Group, Rep, Session
from flyzone.storage import Store, Viewer, export_all, import_all, open_store

OWNER = Viewer.owner("Benchmark")
REPS_A_SESSION = 4
START = datetime(2024, 1, 1, 17, 0, tzinfo=UTC)


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", help="an empty PostgreSQL database")
    parser.add_argument("--athletes", type=int, default=1000)
    parser.add_argument("--reps", type=int, default=500, help="of each athlete")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        urls = {"SQLite": f"sqlite:///{folder}/store.db"}
        if options.postgres:
            urls["PostgreSQL"] = options.postgres
        for name, url in urls.items():
            print(f"{name}: {options.athletes} athletes, {options.athletes * options.reps} reps")
            measure(url, Path(folder), options.athletes, options.reps)


def measure(url: str, folder: Path, athletes: int, reps: int) -> None:
    """Everything about one database."""
    rng = np.random.default_rng(4)
    ids = [str(UUID(bytes=rng.bytes(16), version=4)) for _ in range(athletes)]
    squad = Group(str(UUID(bytes=rng.bytes(16), version=4)), "Squad", tuple(ids[:30]))
    with open_store(url) as store:
        begin = time.perf_counter()
        with store.writing(OWNER) as w:
            w.save_many(Athlete(one, f"Athlete {n}") for n, one in enumerate(ids))
            w.save(squad)
            for athlete in ids:
                w.save_many(sessions_of(athlete, reps, rng))
                w.save_many(checkins_of(athlete, rng))
        print(f"  filled in {time.perf_counter() - begin:.1f} s")
        tell_files(folder)
        some = rng.permutation(ids)[:40]
        tell("open", lambda: open_store(url).close(), 20)
        with store.reading(OWNER) as r:
            histories = iter(some)
            tell("history of one athlete", lambda: r.history(next(histories)), len(some))
            since = START + timedelta(days=250)
            recent = iter(some)
            tell("the same, last part of it", lambda: r.history(next(recent), since), len(some))
            tell("personal bests of one", lambda: r.personal_bests(ids[5]), 20)
            tell("find an athlete", lambda: r.find_athlete("athlete 7"), 20)
        boards(store, squad)
        saves(store, ids[0], rng)
        backup(store, folder)


def boards(store: Store, squad: Group) -> None:
    """Boards, as owner and coach see them."""
    coach = Viewer.coach("Coach", [squad.id])
    with store.reading(OWNER) as r:
        assert len(r.board(10.0)) == len(r.athletes())
        tell("board of all, best", lambda: r.board(10.0), 20)
        tell("board of all, latest", lambda: r.board(10.0, order="latest"), 20)
        tell("board of all, nobody ran it", lambda: r.board(15.0), 20)
        tell("board of a group", lambda: r.board(10.0, group_id=squad.id), 20)
    with store.reading(coach) as r:
        assert len(r.board(10.0)) == len(squad.athlete_ids)
        tell("board of a coach", lambda: r.board(10.0), 20)
        tell("history, asked by a coach", lambda: r.history(squad.athlete_ids[3]), 20)


def saves(store: Store, athlete: str, rng: np.random.Generator) -> None:
    """One more session, acknowledged."""
    later = START + timedelta(days=2000)
    fresh = iter(list(sessions_of(athlete, 80, rng, later)))

    def save() -> None:
        with store.writing(OWNER) as w:
            w.save(next(fresh))

    tell("save a session to the disk", save, 20)


def backup(store: Store, folder: Path) -> None:
    """Everything out, and into a new store."""
    path = folder / "all.jsonl.gz"
    begin = time.perf_counter()
    with store.reading(OWNER) as r:
        count = export_all(r, path)
    size = path.stat().st_size / 1e6
    print(f"  export of {count} records: {time.perf_counter() - begin:.1f} s, {size:.0f} MB")
    begin = time.perf_counter()
    copy = folder / "copy.db"
    with open_store(f"sqlite:///{copy}") as other, other.writing(OWNER) as w:
        import_all(w, path)
    print(f"  import into a new SQLite store: {time.perf_counter() - begin:.1f} s")
    copy.unlink()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  most memory of this process so far: {most:.0f} MB")


def sessions_of(
    athlete: str, reps: int, rng: np.random.Generator, start: datetime = START
) -> Iterator[Session]:
    """Two sessions a week of four reps over 10, 20 and 30 m."""
    for n in range(reps // REPS_A_SESSION):
        yield Session(
            str(UUID(bytes=rng.bytes(16), version=4)),
            athlete,
            start + timedelta(days=3 * n),
            "max-velocity",
            tuple(
                Rep(
                    str(UUID(bytes=rng.bytes(16), version=4)),
                    number,
                    distance := float(rng.choice([10.0, 20.0, 30.0])),
                    float(rng.normal(distance / 9.5, 0.004 * distance)),
                    0.004,
                    20.0,
                    300.0,
                    method="video",
                    wind_m_s=float(rng.normal()),
                )
                for number in range(1, REPS_A_SESSION + 1)
            ),
        )


def checkins_of(athlete: str, rng: np.random.Generator) -> Iterator[CheckIn]:
    """A hundred mornings."""
    for n in range(100):
        key = str(UUID(bytes=rng.bytes(16), version=4))
        at = START + timedelta(days=n, hours=-10)
        yield CheckIn(key, athlete, at, sleep_h=7.5, soreness=2.0)


def tell_files(folder: Path) -> None:
    """How large an SQLite store is."""
    size = sum(file.stat().st_size for file in folder.glob("store.db*")) / 1e6
    if size:
        print(f"  files: {size:.0f} MB")


def tell(what: str, ask: Callable[[], object], times: int) -> None:
    """Ask so often; print median and maximum, and what of it was this process's own work."""
    took, worked = [], []
    for _ in range(times):
        begin, work = time.perf_counter(), time.process_time()
        ask()
        took.append(1000 * (time.perf_counter() - begin))
        worked.append(1000 * (time.process_time() - work))
    print(
        f"  {what:32s} median {np.median(took):7.2f} ms, max {max(took):7.2f} ms"
        f" (processor {np.median(worked):6.2f} ms)"
    )


if __name__ == "__main__":
    main()
