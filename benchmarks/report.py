"""The accuracy page: tables and sentences from the results, nothing measured here.

Every condition stays in the table, whatever it shows; runs that were missed, results that belong to
no run, and clips that ended in an error are counted by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from conditions import CONDITIONS
from job import GROUPS
from lottery import CONE_SD_M, FIELD_LATERAL_SD_M, KNOWN_LATERAL_SD_M, TAP_SD_PX
from rivals import RIVALS
from scores import Score, percentile95, score

Results = list[dict[str, Any]]

WITHIN_CASES = ((60.0, 0.004), (30.0, 0.008))  # from this rate up, 95 % of errors within
COVERAGE_GOAL = (0.85, 0.95)
_TARGETED = {c.name for c in CONDITIONS if c.target}
_SAYS = {c.name: c.says for c in CONDITIONS}


READING = """\
Every clip is **synthetic**: drawn by `flyzone.virtual`, whose truth is exact. It says how far the
method can be trusted on pictures like these; it does not replace gates beside a real lane.

## How to read it

- **known**: the runner's line across the lane is known to {known_cm:.0f} cm and the cones' true
  places are told. **field**: the same clips and taps with the setup a coach would write: lateral
  place unknown (SD {field_cm:.0f} cm), cones mis-placed by SD {cone_cm:.0f} cm along and across.
  In the field group the error is what physics allows; the interval must say so.
- Marks are tapped with a normal error of SD {tap_px:g} px per axis, clipped at 1.5 px. Runner
  (6.5-11 m/s, 1.45-1.95 m, build, gait, lean, phase, looks, direction, acceleration), camera
  (10-25 m away, 1-3 m high, yaw within 20 degrees, roll within 2, principal point and lens slightly
  off, readout 4-18 ms but within a frame, exposure 1/2000-1/250 s) and light are drawn anew for
  every clip, 1280x720 and in daylight; a condition changes only what it says.
- A drawn runner whom no legs could carry is drawn again ({redrawn} times in this run).
- **timed**: runs of clips with exactly one right result per true run, of all true runs. Bias, SD
  and percentiles are over all runs that got a result; the others are listed below.
- **bias**: measured minus true. **95 % within**: 95th percentile of |error| and its bootstrap
  standard error. **stated**: mean stated SD. **50 %**, **90 %**: share of runs whose interval
  (normal quantiles of the stated SD) holds the truth; in brackets the exact 99 % binomial interval
  of that share. **score**: interval score at 90 % (Gneiting & Raftery 2007), smaller is better.
- **verdict**: *over 4 ms* (*8 ms*): the goal for known places from 60 fps up (at 30 fps) is
  missed; *coverage*: the exact 99 % interval excludes 90 %. No goal is set for 24 fps, for zones
  longer than 10 m and for two marks; their coverage is judged all the same.
"""

BUDGET_SAYS = """\
Root mean square of each share of the stated error over all timed runs. The shares of marks, cones
and lateral place are set by what the setup knows, not by the program.
"""

RIVALS_SAY = """\
A user who makes no mistake steps through the clip and stops at the first picture in which the
middle of the trunk is past a vertical line on the screen. He sees the trunk exactly, so only the
method's own error is left. *nearest-frame*: line midway between the two tapped cones of a zone end
(no parallax to first order), time from the frame's timestamp. *near-cone*: line at the near cone.
*index-over-rate*: frame index over `CAP_PROP_FPS`. *opencv-msec*: `CAP_PROP_POS_MSEC` after the
frame was read. All are told the slow-motion factor; none states an error. Over the runs that every
method timed; flyzone has the field setup, which knows no more than they do.
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """How the results were made."""

    command: str
    date: str
    seed: int
    clips: int
    code: str


def goal_s(fps: float, condition: str | None = None) -> float | None:
    """Goal for the 95th percentile of |error| with places known, s; ``None``: no goal is set."""
    if condition is not None and condition not in _TARGETED:
        return None
    return next((goal for rate, goal in WITHIN_CASES if fps >= rate), None)


def runs_of(results: Iterable[dict[str, Any]], group: str) -> list[dict[str, Any]]:
    """Every true run of these clips, as a group timed it."""
    return [run for result in results for run in result["groups"][group]["runs"]]


def score_of(results: Iterable[dict[str, Any]], group: str) -> Score | None:
    """Score of the timed runs of these clips."""
    timed = [run for run in runs_of(results, group) if run["timed"]]
    return score([r["error_s"] for r in timed], [r["sd_s"] for r in timed])


def timed_share(results: Results, group: str) -> tuple[int, int]:
    """Runs of clips with exactly one result per true run, and all true runs."""
    right = total = 0
    for result in results:
        runs = result["groups"][group]["runs"]
        total += len(runs)
        if result["groups"][group]["extra"] == 0:
            right += sum(run["timed"] for run in runs)
    return right, total


def verdict(found: Score | None, goal: float | None, share: tuple[int, int]) -> str:
    """What falls short, in a few words; "holds" where nothing does."""
    faults = []
    if share[0] < share[1]:
        faults.append(f"{share[1] - share[0]} of {share[1]} not timed rightly")
    if found is not None:
        if goal is not None and found.p95_s > goal:
            faults.append(f"over {goal * 1e3:.0f} ms")
        if found.coverage_fails:
            faults.append("coverage")
    return "; ".join(faults) or "holds"


def condition_table(results: Results, group: str) -> list[str]:
    """One row a condition."""
    rows = []
    for name in _named(results):
        own = [r for r in results if r["condition"] == name]
        fps = own[0]["fps"]
        goal = goal_s(fps, name) if group == "known" else None
        rows.append(_row([f"{name}: {_SAYS.get(name, '')}", f"{fps:g}"], own, group, goal))
    return [*_head("condition", "fps"), *rows]


def rate_table(results: Results, group: str) -> list[str]:
    """One row a frame rate (conditions with a goal), and one over everything."""
    rows = []
    for fps in sorted({r["fps"] for r in results}):
        own = [r for r in results if r["fps"] == fps and r["condition"] in _TARGETED]
        if fps == 24.0:
            own = [r for r in results if r["fps"] == fps]
        if own:
            goal = goal_s(fps) if group == "known" else None
            rows.append(_row([f"{fps:g} fps"], own, group, goal))
    rows.append(_row(["all clips"], results, group, None))
    return [*_head("frame rate"), *rows]


def budget_table(results: Results) -> list[str]:
    """Root mean square of each stated share over timed runs, largest first."""
    shares: dict[str, dict[str, float]] = {}
    for group in GROUPS:
        timed = [run["budget"] for run in runs_of(results, group) if run["timed"]]
        for source in {name for budget in timed for name in budget}:
            squares = [budget.get(source, 0.0) ** 2 for budget in timed]
            shares.setdefault(source, {})[group] = float(np.sqrt(np.mean(squares)))
    lines = [f"| source | {' | '.join(f'{g} ms' for g in GROUPS)} |", "|---|---:|---:|"]
    for source, found in sorted(shares.items(), key=lambda item: -max(item[1].values())):
        lines.append(f"| {source} | {' | '.join(_ms(found.get(g, 0.0)) for g in GROUPS)} |")
    return lines


def rival_table(results: Results) -> list[str]:
    """Errors of flyzone beside the rivals', by frame rate, on runs that all of them timed."""
    lines = [
        "| frame rate | runs | method | bias ms | SD ms | 95 % within ms |",
        "|---|---:|---|---:|---:|---:|",
    ]
    rates: list[float | None] = [*sorted({r["fps"] for r in results}), None]
    for fps in rates:
        own = [r for r in results if fps is None or r["fps"] == fps]
        table = _shared_errors(own)
        label = "all" if fps is None else f"{fps:g}"
        for method, errors in table.items():
            if errors.size:
                p95, se = percentile95(errors)
                lines.append(
                    f"| {label} | {errors.size} | {method} | {_ms(errors.mean())} | "
                    f"{_ms(errors.std())} | {_ms(p95)} ± {_ms(se)} |"
                )
    return lines


def _shared_errors(results: Results) -> dict[str, np.ndarray]:
    methods = ("flyzone (field)", *RIVALS)
    rows = []
    for result in results:
        runs = result["groups"]["field"]["runs"]
        for run, rivals in zip(runs, result["rivals"], strict=True):
            if run["timed"] and all(name in rivals for name in RIVALS):
                rows.append([run["error_s"], *(rivals[name] for name in RIVALS)])
    table = np.array(rows).reshape(-1, len(methods))
    return {name: table[:, i] for i, name in enumerate(methods)}


def faults_list(results: Results) -> list[str]:
    """Every clip that did not give exactly one result per true run, by condition and code."""
    lines = []
    for name in _named(results):
        for group in GROUPS:
            codes: Counter[str] = Counter()
            where = []
            for result in (r for r in results if r["condition"] == name):
                own = result["groups"][group]
                if own["extra"] == 0 and all(run["timed"] for run in own["runs"]):
                    continue
                where.append(result["index"])
                codes.update(own["codes"] or ["no word"])
                if own["extra"]:
                    codes["extra result"] += own["extra"]
            if where:
                said = ", ".join(f"{code} ({count})" for code, count in codes.most_common())
                clips = ", ".join(str(i) for i in sorted(where))
                lines.append(f"- {name}, {group}: clips {clips}: {said}")
    return lines or ["None."]


def short_list(results: Results) -> list[str]:
    """Conditions that fall short, with the reason."""
    lines = []
    for name in _named(results):
        own = [r for r in results if r["condition"] == name]
        for group in GROUPS:
            goal = goal_s(own[0]["fps"], name) if group == "known" else None
            found = verdict(score_of(own, group), goal, timed_share(own, group))
            if found != "holds":
                lines.append(f"- {name}, {group}: {found}")
    return lines or ["None: every condition holds."]


def summary(results: Results) -> str:
    """A table for the terminal: what matters in one line a condition."""
    lines = [
        f"{'condition':14}{'fps':>4} {'group':6}{'timed':>8}{'bias':>7}{'SD':>7}{'p95':>7}"
        f"{'said':>7}{'c50':>5}{'c90':>5}  verdict"
    ]
    names: list[str | None] = [*_named(results), None]
    for name in names:
        own = [r for r in results if name is None or r["condition"] == name]
        for group in GROUPS:
            found, share = score_of(own, group), timed_share(own, group)
            fps = own[0]["fps"] if name else 0.0
            goal = goal_s(fps, name) if name and group == "known" else None
            line = f"{name or 'ALL':14}{fps:4.0f} {group:6}{f'{share[0]}/{share[1]}':>8}"
            if found is not None:
                figures = (found.bias_s, found.sd_s, found.p95_s, found.mean_sd_s)
                line += "".join(f"{1e3 * value:7.2f}" for value in figures)
                line += f"{100 * found.cover50:5.0f}{100 * found.cover90:5.0f}"
            lines.append(f"{line}  {verdict(found, goal, share)}")
    return "\n".join(lines)


def readme_table(results: Results, facts: Facts) -> str:
    """The few lines for the README."""
    fly_tens = [r for r in results if r["condition"] in _TARGETED or r["fps"] < 30]
    lines = [
        f"Fly 10, {len(fly_tens)} synthetic clips ({facts.date}); *known*: the runner's place",
        "across the lane known to 2 cm, cones exact; *field*: 10 cm, cones placed to 1 cm.",
        "",
        "| frame rate | 95 % of errors within, known | field | "
        "truth in the 90 % interval, known | field |",
        "|---|---:|---:|---:|---:|",
    ]
    bands: list[tuple[str, Callable[[float], bool]]] = [
        ("24 fps", lambda fps: fps < 30),
        ("30 fps", lambda fps: 30 <= fps < 60),
        ("60 fps", lambda fps: 60 <= fps < 120),
        ("120-240 fps", lambda fps: fps >= 120),
    ]
    for label, inside in bands:
        own = [r for r in fly_tens if inside(r["fps"])]
        scores = [score_of(own, group) for group in GROUPS]
        if all(scores):
            within = [f"{_ms(s.p95_s)} ms" for s in scores if s]
            cover = [f"{100 * s.cover90:.0f} %" for s in scores if s]
            lines.append(f"| {label} | {' | '.join([*within, *cover])} |")
    return "\n".join(lines)


def write_between(path: Path, name: str, text: str) -> None:
    """Put text between ``<!-- name:start -->`` and ``<!-- name:end -->`` of a file.

    Raises
    ------
    ValueError
        If the file has no such pair.
    """
    page = path.read_text(encoding="utf-8")
    start, end = f"<!-- {name}:start -->", f"<!-- {name}:end -->"
    if page.find(start) < 0 or page.find(end) < page.find(start):
        raise ValueError(
            f"{path.name} has no {start} followed by {end}. Put them back where the table belongs."
        )
    before, rest = page.split(start, 1)
    after = rest.split(end, 1)[1]
    path.write_text(f"{before}{start}\n{text}\n{end}{after}", encoding="utf-8")


OTHERS = (
    "This page is about times from clips. Others have their own: [profiles](profile-accuracy.md), the "
    "[session guard](guard-accuracy.md), the [trend](trend-accuracy.md), the "
    "[diagnosis](diagnosis-accuracy.md), the [rest-test](rest-test.md)."
)


def markdown(results: Results, facts: Facts) -> str:
    """The whole of ``docs/accuracy.md``."""
    facts_line = (
        f"*Written by `{facts.command}` on {facts.date}; do not edit. Seed {facts.seed}, "
        f"{len(_named(results))} conditions, {facts.clips} clips each: {len(results)} clips with "
        f"{len(runs_of(results, 'field'))} runs, each timed in two ways. Program fingerprint "
        f"{facts.code}.*"
    )
    reading = READING.format(
        known_cm=100 * KNOWN_LATERAL_SD_M, field_cm=100 * FIELD_LATERAL_SD_M,
        cone_cm=100 * CONE_SD_M, tap_px=TAP_SD_PX, redrawn=sum(r["attempt"] for r in results),
    )  # fmt: skip
    parts = [
        "# How accurate is flyzone?", "", facts_line, "", OTHERS, "", reading,
        "## In short", "", *_in_short(results), "",
        "## What falls short", "", *short_list(results), "",
    ]  # fmt: skip
    for group in GROUPS:
        parts += [f"## By frame rate, {group}", "", *rate_table(results, group), ""]
    for group in GROUPS:
        parts += [f"## By condition, {group}", "", *condition_table(results, group), ""]
    parts += ["## Where the stated error comes from", "", BUDGET_SAYS, *budget_table(results), ""]
    parts += ["## Runs that were not timed rightly", "", *faults_list(results), ""]
    parts += ["## The same clips, timed as other tools do it", "", RIVALS_SAY]
    return "\n".join([*parts, *rival_table(results), ""])


def _in_short(results: Results) -> list[str]:
    lines = []
    for label, low, high, goal in (
        ("60 fps and above", 60.0, np.inf, 0.004),
        ("30 fps", 30.0, 60.0, 0.008),
    ):
        own = [r for r in results if low <= r["fps"] < high and r["condition"] in _TARGETED]
        found = score_of(own, "known")
        if found is not None:
            said = "holds" if found.p95_s <= goal else "is missed"
            lines.append(
                f"- {label}, places known: 95 % of {found.n} errors within {_ms(found.p95_s)} ± "
                f"{_ms(found.p95_se_s)} ms; the goal of {1e3 * goal:.0f} ms {said}."
            )
    for group in GROUPS:
        found = score_of(results, group)
        right, total = timed_share(results, group)
        if found is not None:
            inside = COVERAGE_GOAL[0] <= found.cover90 <= COVERAGE_GOAL[1]
            lines.append(
                f"- {group}: 90 % intervals hold the truth in {100 * found.cover90:.1f} % of "
                f"{found.n} timed runs (goal 85-95 %: {'holds' if inside else 'is missed'}); "
                f"{right} of {total} runs timed rightly."
            )
    return lines


def _named(results: Results) -> list[str]:
    present = {r["condition"] for r in results}
    return [c.name for c in CONDITIONS if c.name in present]


def _head(*labels: str) -> list[str]:
    columns = [
        *labels, "timed", "bias ms", "SD ms", "95 % within ms", "stated ms", "50 %", "90 %",
        "score ms", "verdict",
    ]  # fmt: skip
    align = ["---", *["---:"] * (len(columns) - 2), "---"]
    return [f"| {' | '.join(columns)} |", f"|{'|'.join(align)}|"]


def _row(labels: list[str], results: Results, group: str, goal: float | None) -> str:
    found, share = score_of(results, group), timed_share(results, group)
    cells = [*labels, f"{share[0]}/{share[1]}"]
    if found is None:
        cells += ["-"] * 7
    else:
        cells += [
            _ms(found.bias_s), _ms(found.sd_s), f"{_ms(found.p95_s)} ± {_ms(found.p95_se_s)}",
            _ms(found.mean_sd_s), _share(found.cover50, found.interval50),
            _share(found.cover90, found.interval90), _ms(found.interval_score_s),
        ]  # fmt: skip
    return f"| {' | '.join([*cells, verdict(found, goal, share)])} |"


def _share(share: float, interval: tuple[float, float]) -> str:
    return f"{100 * share:.0f} ({100 * interval[0]:.0f}-{100 * interval[1]:.0f})"


def _ms(seconds: float) -> str:
    text = f"{1e3 * seconds:.1f}"
    return "0.0" if text == "-0.0" else text
