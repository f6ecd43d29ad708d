"""How often a trend is right about athletes whose truth is known: part of `make accuracy`.

The athletes are drawn here, not by `flyzone.virtual`: a level that follows a stated course, day form with
a memory from session to session, wind that nobody measured, scatter from rep to rep, error of timing.
Each goes through `trend_of` as a history would.  An oracle that knows every variance and the memory
judges the same athletes by generalised least squares, held to 5 % false calls.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from uuid import UUID

import numpy as np
from scipy.stats import beta

from flyzone.model import Athlete, History, Rep, Session
from flyzone.training.rules import STANDARD
from flyzone.training.trend import Trend, trend_of

PAGE = Path(__file__).resolve().parents[1] / "docs" / "trend-accuracy.md"
START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
ATHLETE = Athlete(str(UUID(int=1)), "drawn")
HELD, FALSE, POWER = (0.85, 0.95), 0.05, 0.90
_CALLED_SDS = 1.6449

Course = Callable[[np.ndarray], np.ndarray]
"""Share of the whole gain that is there after a share of the time."""

COURSES: dict[str, Course] = {
    "linear": lambda share: share,
    "saturating": lambda share: -np.expm1(-3.0 * share) / -np.expm1(-3.0),
    "step": lambda share: (share > 0.5).astype(float),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A way to draw athletes; standard deviations and gains are shares of time.

    ``reps`` are drawn evenly between its two ends; ``wind_sd`` is one wind a session, ``gust_sd`` one
    a rep; ``switch`` is by how much times are longer in the second half, timed by another method;
    ``zone`` the same for another zone.
    """

    name: str
    sessions: int = 16
    weeks: float = 8.0
    reps: tuple[int, int] = (4, 4)
    form_sd: float = 0.005
    memory: float = 0.0
    rep_sd: float = 0.010
    wind_sd: float = 0.0
    gust_sd: float = 0.0
    gain: float = 0.0
    course: str = "linear"
    irregular: bool = False
    warm_up: float = 0.0
    fatigue: float = 0.0
    more_reps_later: bool = False
    switch: float | None = None
    timing_sd_s: float = 0.004

    @property
    def plain(self) -> bool:
        """Whether the oracle's model is the whole truth."""
        return self.warm_up == self.fatigue == 0.0 and self.switch is None

    @property
    def is_the_goals(self) -> bool:
        """Whether it is the one for which a power is asked: 2 % in 8 weeks, twice a week, 4 reps."""
        usual = Condition("", memory=self.memory, wind_sd=self.wind_sd, gain=0.02)
        return replace(self, name="") == usual


@dataclass(frozen=True, slots=True)
class Row:
    """What came out of one condition, athlete by athlete."""

    condition: Condition
    faster: np.ndarray
    slower: np.ndarray
    change_held: np.ndarray
    level_held: np.ndarray
    width: np.ndarray
    oracle: np.ndarray | None
    milliseconds: float


def conditions() -> Iterator[tuple[str, Condition]]:
    """Every condition, with the table in which it stands."""
    for memory in (0.0, 0.3, 0.6):
        for wind in (0.0, 0.0075):
            words = f"memory {memory:g}, wind SD {100 * wind:g} %"
            base = Condition(words, memory=memory, wind_sd=wind)
            for gain in (0.0, 0.02):
                yield "heart", replace(base, gain=gain)
    for memory, wind in ((0.0, 0.0), (0.3, 0.0075), (0.6, 0.0075)):
        words = f"memory {memory:g}, wind SD {100 * wind:g} %"
        base = Condition("", memory=memory, wind_sd=wind)
        for sessions, weeks, reps in ((6, 3.0, 3), (8, 8.0, 4), (12, 6.0, 2), (24, 8.0, 6)):
            name = f"{sessions} sessions, {reps} reps, {words}"
            some = replace(base, name=name, sessions=sessions, weeks=weeks, reps=(reps, reps))
            for gain in (0.0, 0.02):
                yield "few and many", replace(some, gain=gain)
        for gain in (0.01, 0.04, -0.02):
            yield "courses", replace(base, name=f"linear, {words}", gain=gain)
        for course in ("saturating", "step"):
            yield "courses", replace(base, name=f"{course}, {words}", gain=0.02, course=course)
    base = Condition("", memory=0.3, wind_sd=0.0075)
    calm = Condition("", memory=0.3)
    for name, other in (
        ("irregular days, 2 to 6 reps", replace(base, irregular=True, reps=(2, 6))),
        ("one wind a rep instead of one a session", replace(calm, gust_sd=0.0075)),
        ("rep-to-rep SD 2 %", replace(base, rep_sd=0.02)),
        ("rep-to-rep SD 0.7 %, day form 0.3 %", replace(base, rep_sd=0.007, form_sd=0.003)),
        ("day form 0.8 %", replace(base, form_sd=0.008)),
        ("day form 0.8 %, memory 0.6, no wind", replace(calm, form_sd=0.008, memory=0.6)),
        ("first reps 1.5 % slower, reps grow from 2 to 6",
         replace(base, warm_up=0.015, reps=(2, 6), more_reps_later=True)),
        ("each rep 0.4 % slower than the last, reps grow from 2 to 6",
         replace(base, fatigue=0.004, reps=(2, 6), more_reps_later=True)),
        ("another method in the second half, 1 % short", replace(base, switch=-0.01)),
        ("another method in the second half, 3 % short", replace(base, switch=-0.03)),
        ("timed by hand, error 50 ms", replace(base, timing_sd_s=0.05)),
    ):  # fmt: skip
        for gain in (0.0, 0.02):
            yield "trouble", replace(other, name=name, gain=gain)


def run(condition: Condition, count: int, rng: np.random.Generator) -> Row:
    """So many athletes of one condition."""
    results, oracle, spent = [], [], 0.0
    for _ in range(count):
        sessions, days, level, means = _draw(condition, rng)
        history = History(ATHLETE, sessions)
        began = process_time()
        trend = trend_of(history, START + timedelta(days=400), STANDARD)
        spent += process_time() - began
        assert isinstance(trend, Trend)
        # The level is that of a rep in the middle of his sessions.
        level = level + condition.fatigue * (
            np.mean([r.number for s in sessions for r in s.reps]) - 1
        )
        true_change = 100.0 * np.expm1(level[-1] - level[0]) / trend.weeks
        change, now = trend.change_per_week.percent, trend.level_s
        results.append(
            (
                trend.call == "faster",
                trend.call == "slower",
                change.low <= true_change <= change.high,
                now.low <= np.exp(level[-1]) <= now.high,
                change.high - change.low,
            )
        )
        if condition.plain:
            oracle.append(_oracle(condition, days, *means))
    columns = np.array(results, dtype=float).T
    known = np.array(oracle) if condition.plain else None
    return Row(condition, *columns, known, 1000.0 * spent / count)


def _draw(
    c: Condition, rng: np.random.Generator
) -> tuple[tuple[Session, ...], np.ndarray, np.ndarray, tuple[np.ndarray, np.ndarray]]:
    """Sessions, their days, the true log level on each, and means and numbers of their reps."""
    n = c.sessions
    days = 7.0 * c.weeks * np.linspace(0.0, 1.0, n)
    if c.irregular:
        inner = np.sort(rng.uniform(1.0, 7.0 * c.weeks - 1.0, n - 2))
        days = np.concatenate([[0.0], inner, [7.0 * c.weeks]])
    level = np.log(1.05) - c.gain * COURSES[c.course](days / days[-1])
    form = np.empty(n)
    form[0] = c.form_sd * rng.standard_normal()
    for i in range(1, n):
        fresh = c.form_sd * np.sqrt(1.0 - c.memory**2) * rng.standard_normal()
        form[i] = c.memory * form[i - 1] + fresh
    day = level + form + c.wind_sd * rng.standard_normal(n)
    counts = rng.integers(c.reps[0], c.reps[1], n, endpoint=True)
    if c.more_reps_later:
        counts = np.linspace(c.reps[0], c.reps[1], n).round().astype(int)
    sessions, means = [], []
    for i in range(n):
        order = np.arange(counts[i])
        scatter = np.hypot(c.rep_sd, c.gust_sd) * rng.standard_normal(counts[i])
        within = c.warm_up * 0.3**order + c.fatigue * order
        times = np.exp(day[i] + scatter + within) + c.timing_sd_s * rng.standard_normal(counts[i])
        late = c.switch is not None and i >= n // 2
        if late:
            times = times * (1.0 + c.switch)
        means.append(np.log(times).mean())
        sessions.append(_session(i, days[i], times, c, "video" if late else "gates"))
    return tuple(sessions), days, level, (np.array(means), counts)


def _session(number: int, day: float, times: np.ndarray, c: Condition, method: str) -> Session:
    reps = tuple(
        Rep(
            str(UUID(int=1000 * (number + 1) + k)),
            k + 1,
            10.0,
            float(t),
            c.timing_sd_s,
            method=method,
        )
        for k, t in enumerate(times)
    )
    at = START + timedelta(days=float(day))
    return Session(str(UUID(int=number + 2)), ATHLETE.id, at, "max-velocity", reps)


def _oracle(c: Condition, days: np.ndarray, means: np.ndarray, counts: np.ndarray) -> bool:
    """Whether somebody who knows all variances calls a gain, with 5 % of false calls."""
    n = c.sessions
    apart = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    rep = c.rep_sd**2 + c.gust_sd**2 + (c.timing_sd_s / 1.05) ** 2
    spread = c.form_sd**2 * c.memory**apart + np.diag(c.wind_sd**2 + rep / counts)
    line = np.column_stack([np.ones(n), days])
    weighted = np.linalg.solve(spread, line)
    covariance = np.linalg.inv(line.T @ weighted)
    slope = (covariance @ weighted.T @ means)[1]
    return bool(-slope > _CALLED_SDS * np.sqrt(covariance[1, 1]))


def share(inside: np.ndarray) -> str:
    """Per cent with its exact 95 % interval."""
    low, high = limits(inside)
    return f"{100 * inside.mean():.1f} ({100 * low:.1f}-{100 * high:.1f})"


def limits(inside: np.ndarray) -> tuple[float, float]:
    """Exact 95 % interval of a share [ClopperPearson1934]."""
    n, k = len(inside), int(inside.sum())
    low = beta.ppf(0.025, k, n - k + 1) if k else 0.0
    high = beta.ppf(0.975, k + 1, n - k) if k < n else 1.0
    return float(low), float(high)


def page(tables: dict[str, list[Row]], seed: int, count: int) -> str:
    """The page, Markdown."""
    slow = max(row.milliseconds for rows in tables.values() for row in rows)
    lines = [
        "# How often is a trend right?",
        "",
        f"*Written by `python benchmarks/trend_accuracy.py` on {datetime.now(UTC):%Y-%m-%d}; do not "
        f"edit. Seed {seed}.*",
        "",
        "Every athlete here is **synthetic**: a level that follows a stated course, day form (SD 0.5 % "
        "where nothing else is said) with a memory from session to session, wind that nobody measured, "
        "rep-to-rep scatter (SD 1 %), timing error 4 ms. Whether athletes vary so is another question. "
        f"Each of them went through `trend_of`, which took at most {slow:.0f} ms of processor "
        "time on average.",
        "",
        "*Called* means P(faster) of 0.95 or more. *Interval* is how often the 90 % interval of the "
        "change per week held the true average change, *level* the same for the level at the last "
        "session. In brackets the exact 95 % interval of each share [ClopperPearson1934]. The oracle "
        "knows every variance and the memory and makes 5 % of false calls.",
        "",
        f"Goals: intervals hold the truth in {100 * HELD[0]:.0f} to {100 * HELD[1]:.0f} %; without a "
        f"change at most {100 * FALSE:.0f} % are called a gain; a gain of 2 % in 8 weeks is called with "
        f"{100 * POWER:.0f} % of the oracle's power or more. *yes* says that the share itself meets the "
        "goal, *within error* that only its interval reaches it.",
        "",
        "## The heart: 16 sessions of 4 reps in 8 weeks",
        "",
        f"{count} athletes in each row.",
        "",
        *_table(tables["heart"]),
        "",
        "## Few sessions and many",
        "",
        *_table(tables["few and many"]),
        "",
        "## Courses",
        "",
        "16 sessions in 8 weeks. The true change per week of a gain that levels off, or comes in a step, "
        "is the average from the first session to the last.",
        "",
        *_table(tables["courses"]),
        "",
        "## Trouble",
        "",
        "Memory 0.3 and wind SD 0.75 %, where nothing else is said.",
        "",
        *_table(tables["trouble"]),
        "",
    ]
    return "\n".join(lines)


def _table(rows: list[Row]) -> list[str]:
    lines = [
        "| condition | gain, % | called, % | oracle, % | of its power | interval, % | its width, %/week "
        "| level, % | goals |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for row in rows:
        c = row.condition
        called = row.slower if c.gain < 0.0 else row.faster
        known = row.oracle is not None and c.gain > 0.0
        power = called.mean() / row.oracle.mean() if known and row.oracle is not None else None
        lines.append(
            f"| {c.name} | {100 * c.gain:g} | {share(called)} "
            f"| {f'{100 * row.oracle.mean():.0f}' if known and row.oracle is not None else ''} "
            f"| {'' if power is None else f'{power:.2f}'} | {share(row.change_held)} "
            f"| {row.width.mean():.2f} | {share(row.level_held)} | {_verdict(row)} |"
        )
    return lines


def _verdict(row: Row) -> str:
    low, high = limits(row.change_held)
    held = row.change_held.mean()
    words = [_met(HELD[0] <= held <= HELD[1], low <= HELD[1] and high >= HELD[0], "interval")]
    c = row.condition
    if c.gain == 0.0:
        least = limits(row.faster)[0]
        words.append(_met(row.faster.mean() <= FALSE, least <= FALSE, "calls"))
    elif c.is_the_goals and row.oracle is not None:
        needed = POWER * row.oracle.mean()
        most = limits(row.faster)[1]
        words.append(_met(row.faster.mean() >= needed, most >= needed, "power"))
    return "; ".join(words)


def _met(met: bool, near: bool, what: str) -> str:
    return f"{what} {'yes' if met else 'within error' if near else '**no**'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--athletes", type=int, default=2000, help="in each row of the first table")
    parser.add_argument("--others", type=int, default=500, help="in each row of the others")
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    tables: dict[str, list[Row]] = {}
    for table, condition in conditions():
        count = options.athletes if table == "heart" else options.others
        row = run(condition, count, rng)
        tables.setdefault(table, []).append(row)
        print(f"{condition.name}, gain {100 * condition.gain:g} %: {_verdict(row)}", flush=True)
    options.out.write_text(page(tables, options.seed, options.athletes), encoding="utf-8")


if __name__ == "__main__":
    main()
