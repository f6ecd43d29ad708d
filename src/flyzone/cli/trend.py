"""``flyzone trend``: is it working, and if not, why."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.moments import moment
from flyzone.cli.reasons import show_reasons
from flyzone.cli.store_options import Database, reading
from flyzone.cli.today import Now

if TYPE_CHECKING:
    from flyzone.model import Notice
    from flyzone.workflows.trends import AthleteTrend

_LEAST_SHOWN = 0.05


@door
def trend(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="The athlete; without it all of the store or table."),
    ] = None,
    history: Annotated[
        Path | None, typer.Option("--history", help="A table of reps instead of the store.")
    ] = None,
    now: Now = None,
    zone: Annotated[
        str | None, typer.Option("--zone", help="Time zone of moments without an offset.")
    ] = None,
    weeks: Annotated[
        float | None, typer.Option("--weeks", min=1.0, max=104.0, help="How far to look back.")
    ] = None,
    chart: Annotated[
        Path | None, typer.Option("--chart", help="Draw it, of one athlete: .png, .svg or .html.")
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Level and change of an athlete's flying times, with intervals; and the causes, if times are not
    falling. From the store, or from a table of reps with --history.
    """
    from flyzone.wire.trend import athlete_trend, trend_document

    if chart is not None:
        from flyzone.files import check_target
        from flyzone.reports.chart_file import SUFFIXES

        check_target(chart, SUFFIXES, what="chart")
    if history is not None:
        found, notices = _of_file(history, now, zone, name, weeks)
    else:
        found, notices = _of_store(database, now, name, weeks), ()
    for notice in notices:
        say(f"{notice.code}: {notice.message}", style="yellow")
    if chart is not None:
        found = _drawn(found, chart)
    documents: list[dict[str, Any]] = []
    for one in found:
        if as_json:
            documents.append(athlete_trend(one.name, one.now, one.trend, one.diagnosis))
        else:
            _show(one)
    if as_json:
        print_json(trend_document(documents, notices))
    if chart is not None:
        say(f"Written: {chart}")


def _of_file(
    path: Path, now: str | None, zone: str | None, name: str | None, weeks: float | None
) -> tuple[Iterable[AthleteTrend], tuple[Notice, ...]]:
    from flyzone.model.athlete import zone_of
    from flyzone.workflows.trends import trends_of_file

    return trends_of_file(
        path,
        now=None if now is None else moment(now, zone),
        zone=None if zone is None else zone_of(zone),
        only=name,
        weeks=weeks,
    )


def _of_store(
    database: str | None, now: str | None, name: str | None, weeks: float | None
) -> Iterable[AthleteTrend]:
    from flyzone.workflows.one_athlete import one_athlete
    from flyzone.workflows.trends import athlete_trend

    with reading(database) as store:
        names = [one.id for one in store.athletes()] if name is None else [name]
        for each in names:
            known = one_athlete(store, each)
            at = moment(now, known.history.athlete.time_zone)
            yield athlete_trend(known.history, at, known.book_at(at), weeks=weeks)


def _show(one: AthleteTrend) -> None:
    from flyzone.training.trend import Trend

    found = one.trend
    sessions = f"{found.sessions} session{'s' * (found.sessions != 1)}"
    reps = f"{found.reps} rep{'s' * (found.reps != 1)}"
    show(f"{one.name}, {one.now:%Y-%m-%d}: {sessions}, {reps}")
    if found.level_s is not None and found.zone is not None:
        level = found.level_s
        show(
            f"  level {level.value:.3f} s over {found.zone.length:g} m "
            f"(90 %: {level.low:.3f} to {level.high:.3f})"
        )
    if isinstance(found, Trend):
        week = found.change_per_week.percent
        show(
            f"  change {week.value:+z.2f} % of time a week (90 %: {week.low:+z.2f} to "
            f"{week.high:+z.2f}; below zero is faster)"
        )
        show(
            f"  P(faster) {found.p_gain:.2f}, P(faster by more than {found.swc_percent:g} %) "
            f"{found.p_gain_over_swc:.2f}"
        )
    told: set[str] = set()
    show_reasons(found.reasons, told=told)
    show("  Why:")
    for cause in one.diagnosis.causes:
        if cause.probability >= _LEAST_SHOWN:
            show(f"    {cause.probability:.2f}  {cause.code}")
            show_reasons(cause.evidence, indent="      ", told=told)
    if one.diagnosis.advice:
        show("  What to do:")
        show_reasons(one.diagnosis.advice, indent="    ", told=told)
    if found.not_measured:
        show("  Not known:")
        show_reasons(found.not_measured, indent="    ", told=told)


def _drawn(found: Iterable[AthleteTrend], chart: Path) -> list[AthleteTrend]:
    """The one athlete of whom a chart was asked, drawn."""
    from flyzone.errors import InputError
    from flyzone.reports.chart_file import save_chart
    from flyzone.reports.trend_chart import trend_chart
    from flyzone.training.trend import Trend

    drawn = list(islice(found, 2))
    if len(drawn) != 1:
        raise InputError(
            f"A chart shows one athlete, got {'none' if not drawn else 'several'}. Name one.",
            code="trend-chart",
        )
    (one,) = drawn
    if not isinstance(one.trend, Trend):
        raise InputError(
            f"There is no trend of {one.name} to draw yet: too few sessions. Come back later.",
            code="trend-chart",
        )
    save_chart(trend_chart(one.trend, one.name), chart)
    return drawn
