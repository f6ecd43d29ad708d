"""Measure flyzone's errors and coverage over many synthetic clips: `make accuracy`.

Each clip is drawn, timed in two ways, timed by the rivals and deleted, in a worker process; its
result is one line in ``out/accuracy/results.jsonl``.  A run that is interrupted goes on where it
stopped, as long as neither the program nor the conditions have changed since.  The tables are made
from the lines.  Only a whole run (every condition, 30 clips or more) writes ``docs/accuracy.md``
and the table in the README.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from conditions import CONDITIONS
from job import leave_with_parent, run_job
from report import Facts, markdown, readme_table, summary, write_between

ROOT = Path(__file__).resolve().parents[1]
RESULT_MAKERS = ("conditions.py", "lottery.py", "job.py", "rivals.py")
NO_PART_OF_IT = {"cli", "reports"}  # packages that no result passes through
WHOLE_RUN_CLIPS = 30


def fingerprint(root: Path = ROOT) -> str:
    """A short hash of everything that a result depends on."""
    digest = hashlib.sha256()
    package = root / "src" / "flyzone"
    files = [
        file
        for file in sorted(package.rglob("*.py"))
        if file.relative_to(package).parts[0] not in NO_PART_OF_IT
    ]
    for file in [*files, *(root / "benchmarks" / name for name in RESULT_MAKERS)]:
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def read_results(path: Path, code: str, seed: int) -> list[dict[str, Any]]:
    """The lines of earlier runs of the same program with the same seed; torn lines are left out."""
    if not path.exists():
        return []
    results = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            result = json.loads(line)
        except json.JSONDecodeError:
            continue  # the run was stopped while writing it
        if result.get("code") == code and result.get("seed") == seed:
            results[result["condition"], result["index"]] = result
    return list(results.values())


def run(
    names: Sequence[str], *, clips: int, seed: int, workers: int, path: Path, code: str
) -> list[dict[str, Any]]:
    """Every clip that has no result yet, in workers; gives the results of all."""
    share = {condition.name: condition.share for condition in CONDITIONS}
    wanted = [
        (name, seed, index)
        for index in range(clips)
        for name in names
        if index < max(1, round(clips * share[name]))
    ]
    known = {(r["condition"], r["seed"], r["index"]): r for r in read_results(path, code, seed)}
    todo = [key for key in wanted if key not in known]
    path.parent.mkdir(parents=True, exist_ok=True)
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # read by the workers: one clip, one core
    started = time.monotonic()
    with (
        path.open("a", encoding="utf-8") as out,
        ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=leave_with_parent
        ) as pool,
    ):
        waiting: set[Future[dict[str, Any]]] = set()
        queue = iter(todo)
        done = 0
        while True:
            for name, own_seed, index in queue:
                waiting.add(pool.submit(run_job, name, own_seed, index))
                if len(waiting) >= 2 * workers:
                    break
            if not waiting:
                break
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                result = future.result() | {"code": code}
                known[result["condition"], result["seed"], result["index"]] = result
                out.write(json.dumps(result) + "\n")
                out.flush()
                done += 1
            left = (time.monotonic() - started) / done * (len(todo) - done)
            print(
                f"\r{done} of {len(todo)} clips, about {left / 60:.0f} min left ",
                end="", file=sys.stderr, flush=True,
            )  # fmt: skip
    if todo:
        print(file=sys.stderr)
    return [known[key] for key in wanted]


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--clips", type=int, default=WHOLE_RUN_CLIPS, help="per condition")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="this condition only"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "accuracy")
    parser.add_argument("--write-docs", action="store_true", help="even after a partial run")
    parser.add_argument("--list", action="store_true", help="name the conditions and stop")
    chosen = parser.parse_args(arguments)
    names = [c.name for c in CONDITIONS]
    for name in chosen.only:
        if name not in names:
            parser.error(f"no condition is called {name!r}. They are: {', '.join(names)}.")
    if chosen.clips < 1 or chosen.workers < 1:
        parser.error(
            f"--clips and --workers must be 1 or more, got {chosen.clips} and {chosen.workers}."
        )
    return chosen


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 when it ran, whatever it found."""
    chosen = parse(arguments)
    if chosen.list:
        for condition in CONDITIONS:
            print(f"{condition.name:15} {condition.fps:5g} fps  {condition.says}")
        return 0
    names = chosen.only or [c.name for c in CONDITIONS]
    code = fingerprint()
    try:
        results = run(
            names, clips=chosen.clips, seed=chosen.seed, workers=chosen.workers,
            path=chosen.out / "results.jsonl", code=code,
        )  # fmt: skip
    except BrokenProcessPool:
        print(
            "A worker process died (out of memory, or killed). The results so far are kept: run "
            "the same command again to go on, with fewer --workers if memory was short.",
            file=sys.stderr,
        )
        return 1
    facts = Facts(
        command="make accuracy" if not chosen.only else "python benchmarks/accuracy.py",
        date=time.strftime("%Y-%m-%d", time.gmtime()),
        seed=chosen.seed,
        clips=chosen.clips,
        code=code,
    )
    text = markdown(results, facts)
    (chosen.out / "accuracy.md").write_text(text, encoding="utf-8")
    print(summary(results))
    whole = not chosen.only and chosen.clips >= WHOLE_RUN_CLIPS
    if whole or chosen.write_docs:
        (ROOT / "docs" / "accuracy.md").write_text(text, encoding="utf-8")
        write_between(ROOT / "README.md", "accuracy", readme_table(results, facts))
        print("Written: docs/accuracy.md and the table in README.md.")
    else:
        print(f"A partial run: {chosen.out / 'accuracy.md'} is written, docs/accuracy.md is not.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
