"""``flyzone demo``: the main job on a virtual sprint with known truth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json
from flyzone.cli.time import run_line


@door
def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for what the demo makes.")] = Path(
        "out/demo"
    ),
    as_json: AsJson = False,
) -> None:
    """Film a virtual sprint, time it, and show the result beside the truth (synthetic)."""
    from flyzone.wire.timed import timing_document
    from flyzone.workflows.show_demo import show_demo

    result = show_demo(out)
    if as_json:
        print_json(
            {
                "timing": timing_document(result.timing),
                "true_time_s": list(result.true_time_s),
                "files": {name: str(path) for name, path in result.files.items()},
            }
        )
        return
    typer.echo("A virtual sprint (synthetic), timed from its clip alone:")
    for number, run in enumerate(result.timing.runs, 1):
        typer.echo(run_line(number, run))
        if number <= len(result.true_time_s):
            true = result.true_time_s[number - 1]
            typer.echo(
                f"     truth {true:.4f} s; off by {(run.time_s - true) * 1e3:+.1f} ms, "
                f"stated ± {run.time_sd_s * 1e3:.1f} ms"
            )
    for name, path in result.files.items():
        typer.echo(f"{name:>13}  {path}")
