"""``flyzone profile``: what a sprint says, from splits, a radar or laser trace, GPS, or a timed clip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.reading_options import Dialect, Distances, SampleRate, TimesAre, read_options
from flyzone.units import kmh

if TYPE_CHECKING:
    from flyzone.model import Estimate
    from flyzone.science.in_situ import InSituSettings
    from flyzone.workflows.profile_file import ProfiledFile
    from flyzone.workflows.profiled_sprint import ProfiledSprint

_HERE = "Along the run, m/s; a tailwind is positive."


@door
def profile(
    file: Annotated[
        Path, typer.Argument(help="Split times, a trace, a device's file, or `time --json`.")
    ],
    mass: Annotated[float | None, typer.Option("--mass", help="Body mass, kg.")] = None,
    height: Annotated[float | None, typer.Option("--height", help="Body height, m.")] = None,
    correction: Annotated[
        str,
        typer.Option(
            "--correction",
            help="How clock and start are tied: none, time, distance, time-distance, flying, or "
            "flying=M with the metres between start and first beam.",
        ),
    ] = "none",
    wind: Annotated[float | None, typer.Option("--wind", help=_HERE)] = None,
    temperature: Annotated[
        float | None, typer.Option("--temperature", help="Of the air, degrees Celsius.")
    ] = None,
    pressure: Annotated[
        float | None, typer.Option("--pressure", help="Of the air at the place, hPa.")
    ] = None,
    altitude: Annotated[
        float | None, typer.Option("--altitude", help="m; for the pressure, where not given.")
    ] = None,
    distance: Annotated[
        float | None, typer.Option("--distance", help="Ask the best balance for this distance, m.")
    ] = None,
    mas: Annotated[
        float | None, typer.Option("--mas", help="Maximal aerobic speed, m/s: speed reserve.")
    ] = None,
    athlete: Annotated[
        str | None, typer.Option("--athlete", help="Only this athlete of the file.")
    ] = None,
    peers: Annotated[
        Path | None, typer.Option("--peers", help="Sprints of athletes to compare with.")
    ] = None,
    earlier: Annotated[
        Path | None, typer.Option("--earlier", help="Earlier sprints of the same athlete.")
    ] = None,
    trim: Annotated[
        str,
        typer.Option(
            "--trim", help="Leave out standing and slowing of a trace: auto, always, never."
        ),
    ] = "auto",
    top_speed: Annotated[
        str, typer.Option("--top-speed", help="MSS of a trace: fitted, or its observed largest.")
    ] = "fitted",
    over: Annotated[
        str,
        typer.Option("--over", help="Fit the speeds of a trace over time, or distance (tether)."),
    ] = "time",
    in_situ: Annotated[
        bool, typer.Option("--in-situ", help="Many sprints of training or match (GPS, LPS).")
    ] = False,
    velocity_threshold: Annotated[
        float | None,
        typer.Option(
            "--velocity-threshold", help="Of --in-situ: slower samples do not count, m/s."
        ),
    ] = None,
    distances: Distances = None,
    times_are: TimesAre = None,
    sample_rate: SampleRate = None,
    dialect: Dialect = None,
    chart: Annotated[
        Path | None, typer.Option("--chart", help="Draw the profile: .png, .svg or .html.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Profile a sprint: speed curve, force and velocity, what they mean, each with its error."""
    from flyzone.model import Conditions
    from flyzone.wire.profile import profile_document, profiles_document
    from flyzone.workflows.fit_sprint import ProfileOptions
    from flyzone.workflows.profile_file import profile_file

    if chart is not None:
        _check(file, chart)
    kind, flying = _correction(correction)
    told = any(value is not None for value in (wind, temperature, pressure, altitude))
    options = ProfileOptions(
        kind,
        flying,
        mass,
        height,
        Conditions(wind, None, temperature, pressure, altitude) if told else None,
        distance,
        mas,
        trim,  # type: ignore[arg-type]  # checked by the class itself
        top_speed,  # type: ignore[arg-type]  # so is this
        over,  # type: ignore[arg-type]  # and this
        _cloud_settings(velocity_threshold, in_situ),
    )
    found = profile_file(
        file,
        options,
        reading=read_options(distances, times_are, sample_rate=sample_rate),
        dialect=dialect,
        athlete=athlete,
        peers=peers,
        earlier=earlier,
        in_situ=in_situ,
    )
    if chart is not None:
        _draw(found, chart)
    if not as_json:
        _show(found)
    elif len(found.profiles) == 1 and not found.failed:
        print_json(profile_document(found.profiles[0], found.notices))
    else:
        print_json(profiles_document(found.profiles, found.failed, found.notices))


def _correction(text: str) -> tuple[str, float | None]:
    """``flying=0.3`` is a flying distance that is known."""
    from flyzone.errors import InputError

    kind, given, metres = text.partition("=")
    if not given:
        return kind, None
    try:
        return kind, float(metres)
    except ValueError:
        raise InputError(
            f"--correction {text} was not understood: after flying= the metres between start and "
            "first beam were expected, such as flying=0.3.",
            code="fit-correction",
        ) from None


def _cloud_settings(velocity_threshold: float | None, in_situ: bool) -> InSituSettings | None:
    from flyzone.errors import InputError
    from flyzone.science.in_situ import InSituSettings

    if velocity_threshold is None:
        return None
    if not in_situ:
        raise InputError(
            "--velocity-threshold is for clouds of many sprints. Add --in-situ, or leave it out.",
            code="profile-in-situ",
        )
    return InSituSettings(velocity_threshold)


def _check(file: Path, chart: Path) -> None:
    """Says before any work why a chart cannot get this name."""
    from flyzone.files import check_target
    from flyzone.reports.chart_file import SUFFIXES
    from flyzone.workflows.import_file import not_over_itself

    not_over_itself(file, chart)
    check_target(chart, SUFFIXES, what="chart")


def _draw(found: ProfiledFile, path: Path) -> None:
    from flyzone.reports.chart_file import save_chart
    from flyzone.reports.charts import compare_chart, profile_chart

    only = found.profiles[0] if len(found.profiles) == 1 else None
    save_chart(compare_chart(found.profiles) if only is None else profile_chart(only), path)


def _show(found: ProfiledFile) -> None:
    for notice in found.notices:
        say(f"{notice.code}: {notice.message}", style="yellow")
    for number, one in enumerate(found.profiles):
        if number:
            show("")
        _show_profile(one)
    for failure in found.failed:
        name = failure.athlete or "no name"
        say(f"{name}: {failure.code}: {failure.message}", style="yellow")


def _show_profile(one: ProfiledSprint) -> None:
    from flyzone.wording.sentences import sentence

    title = " ".join(word for word in (one.athlete, one.run) if word)
    show(f"{title or 'Sprint'} ({one.origin}, {len(one.fit.at)} observations)")
    for name, estimate in one.estimates.items():
        extra = f"  {kmh(estimate.value):.1f} km/h" if name == "MSS" else ""
        show(f"  {_line(name, estimate)}{extra}")
    for forces in one.force_velocity:
        show(f"  {forces.definition}:")
        for name, estimate in forces.values.items():
            show(f"    {_line(name, estimate)}")
    for reason in one.reasons:
        show(f"  - {sentence(reason)}")
        if reason.caveat:
            show(f"    ({reason.caveat})")
    for missing in one.not_measured:
        say(f"not measured: {missing.quantity}: {missing.reason}", style="yellow")
    for warning in one.warnings:
        say(f"{warning.code}: {warning.message}", style="yellow")


def _line(name: str, estimate: Estimate) -> str:
    unit = "" if estimate.unit == "1" else f" {estimate.unit}"
    if estimate.low_90 is None or estimate.high_90 is None:
        known = "exact, as given" if estimate.se == 0.0 else "error not known"
    else:
        known = f"90 %: {estimate.low_90:.4g} to {estimate.high_90:.4g}"
    return f"{name:<8} {estimate.value:.4g}{unit}  ({known})"
