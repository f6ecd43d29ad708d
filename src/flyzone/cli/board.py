"""``flyzone board``: record, rank, publish."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.reasons import show_reasons
from flyzone.cli.store_options import Database, reading
from flyzone.units import kmh

if TYPE_CHECKING:
    from flyzone.workflows.board import SquadBoard


class Order(StrEnum):
    """Which of each athlete's times."""

    BEST = "best"
    LATEST = "latest"


class Start(StrEnum):
    """How the zone was entered."""

    FLYING = "flying"
    STANDING = "standing"


@door
def board(
    distance: Annotated[float, typer.Option("--distance", help="Length of the zone, m.")] = 10.0,
    group: Annotated[str | None, typer.Option("--group", help="Only those of this group.")] = None,
    order: Annotated[Order, typer.Option("--order", help="Of each athlete.")] = Order.BEST,
    start: Annotated[Start, typer.Option("--start")] = Start.FLYING,
    public: Annotated[
        bool,
        typer.Option(
            "--public", help="For everybody's eyes: nobody unasked, minors by alias only."
        ),
    ] = False,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Rank a squad over one distance; times that noise may have put in order share a rank."""
    from flyzone.wire.board import board_document
    from flyzone.workflows.board import squad_board

    with reading(database) as store:
        found = squad_board(
            store, distance, today=datetime.now().date(), group=group, order=order.value,
            start=start.value, public=public,
        )  # fmt: skip
    if as_json:
        print_json(
            board_document(
                found.board,
                distance_m=distance,
                order=order.value,
                start=start.value,
                group=found.group,
                public=public,
                warnings=found.notices,
                standings=found.standings,
            )
        )
    else:
        _show(found, distance)


def _show(found: SquadBoard, distance: float) -> None:
    for one in found.board.ranked:
        mark = one.mark
        wind = "" if mark.wind_m_s is None else f"  wind {mark.wind_m_s:+.1f} m/s"
        equal = "=" if one.tied else " "
        show(
            f"{one.rank:>3}{equal} {mark.time_s:.3f} s +- {one.sd_s:.3f}  "
            f"{kmh(distance / mark.time_s):.1f} km/h  {mark.athlete}  {mark.at:%Y-%m-%d}{wind}"
        )
    if not found.board.ranked:
        say(f"No times over {distance:g} m yet.")
    show_reasons(found.board.reasons)
    for notice in found.notices:
        say(f"{notice.code}: {notice.message}", style="yellow")
