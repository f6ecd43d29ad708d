"""``flyzone checkin``: how the athlete is, as he says himself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from flyzone.cli.door import AsJson, door, print_json, show
from flyzone.cli.moments import moment
from flyzone.cli.store_options import Database, Who, writing

if TYPE_CHECKING:
    from flyzone.model import Pain

_Ten = {"min": 0.0, "max": 10.0}


@door
def checkin(
    name: Who,
    sleep: Annotated[
        float | None, typer.Option("--sleep", help="Hours slept in the night before.")
    ] = None,
    expected_sleep: Annotated[
        float | None,
        typer.Option("--expected-sleep", help="Hours in the coming night, if known to be few."),
    ] = None,
    soreness: Annotated[float | None, typer.Option("--soreness", help="0 to 10.", **_Ten)] = None,
    stress: Annotated[float | None, typer.Option("--stress", help="0 to 10.", **_Ten)] = None,
    ready: Annotated[
        float | None, typer.Option("--ready", help="How ready he feels, 0 to 10.", **_Ten)
    ] = None,
    pain: Annotated[
        list[str] | None,
        typer.Option(
            "--pain", help="PLACE=0-10, with :left or :right; again for another. hamstring=3:left"
        ),
    ] = None,
    sign: Annotated[
        list[str] | None,
        typer.Option(
            "--sign",
            help="chest-pain, fainting, palpitations, breathless-at-rest or head-injury.",
        ),
    ] = None,
    resting_heart_rate: Annotated[
        float | None, typer.Option("--resting-heart-rate", help="Beats a minute.")
    ] = None,
    hrv: Annotated[float | None, typer.Option("--hrv", help="RMSSD, ms.")] = None,
    creatine: Annotated[float | None, typer.Option("--creatine", help="Taken today, g.")] = None,
    note: Annotated[str, typer.Option("--note")] = "",
    at: Annotated[
        str | None, typer.Option("--at", help="When he said it; without it, now.")
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Note how an athlete is: sleep, soreness, pain ... Any part may be missing."""
    from flyzone.model import CheckIn

    with writing(database) as store:
        athlete = store.find_athlete(name)
        record = CheckIn(
            str(uuid4()),
            athlete.id,
            moment(at, athlete.time_zone),
            sleep_h=sleep,
            expected_sleep_h=expected_sleep,
            soreness=soreness,
            stress=stress,
            ready=ready,
            pains=tuple(_pain(one) for one in pain or ()),
            signs=tuple(sign or ()),  # type: ignore[arg-type]
            resting_heart_rate_bpm=resting_heart_rate,
            hrv_ms=hrv,
            creatine_g=creatine,
            note=note,
        )
        saved = store.save(record)
    if as_json:
        print_json({"id": record.id, "athlete": athlete.id, "saved": saved})
    else:
        show(f"Noted for {athlete.name}, {record.at:%Y-%m-%d %H:%M}.")


def _pain(text: str) -> Pain:
    """``hamstring=3:left`` as a pain."""
    from flyzone.errors import InputError
    from flyzone.model import Pain

    place, _, rest = text.partition("=")
    size, _, side = rest.partition(":")
    try:
        severity = float(size.replace(",", "."))
    except ValueError:
        raise InputError(
            f"A pain is written PLACE=SIZE, such as hamstring=3:left, got {text!r}.",
            code="checkin-pain",
        ) from None
    return Pain(place.strip().casefold(), severity, side.strip().casefold() or None)  # type: ignore[arg-type]
