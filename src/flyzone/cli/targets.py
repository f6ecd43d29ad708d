"""``flyzone targets``: what a faster fly 10 does to 40 yards, 100 m, slower paces and a last kick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.door import AsJson, door, print_json, show
from flyzone.cli.reasons import show_reasons

if TYPE_CHECKING:
    from flyzone.model import Measurement
    from flyzone.training.targets import Finish


@door
def targets(
    fly: Annotated[str, typer.Argument(help="His fly time, s, with its error behind: 1.06+-0.01.")],
    gain: Annotated[str, typer.Argument(help="By how much it falls, s: 0.02, or 0.02+-0.01.")],
    zone: Annotated[float, typer.Option("--distance", help="Length of the zone, m.")] = 10.0,
    run_in: Annotated[float, typer.Option("--run-in", help="Before it, m.")] = 20.0,
    mac: Annotated[
        str | None,
        typer.Option("--mac", help="Maximal acceleration, m/s2, from a profile: 8.1+-0.3."),
    ] = None,
    mas: Annotated[
        str | None, typer.Option("--mas", help="Maximal aerobic speed, m/s: 4.6+-0.1.")
    ] = None,
    pace: Annotated[
        list[float] | None, typer.Option("--pace", help="A slower pace, m/s; again for another.")
    ] = None,
    finish: Annotated[
        list[str] | None,
        typer.Option(
            "--finish",
            help="How a race of his ended, DISTANCE,TIME,TOP-SPEED: 400,62.1,8.3; again for another.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What a faster fly time does elsewhere, with uncertainty and the limits of the model."""
    from flyzone.science.flying import FlyZone
    from flyzone.training.rules import STANDARD
    from flyzone.training.targets import what_faster_fly_does, what_kick_does, what_top_speed_does
    from flyzone.wire.targets import targets_document

    reserve = None if mas is None else _measured(mas, "m/s", "--mas")
    found = what_faster_fly_does(
        _measured(fly, "s", "The fly time"),
        _measured(gain, "s", "The gain"),
        STANDARD,
        zone=FlyZone(run_in, zone),
        mac=None if mac is None else _measured(mac, "m/s^2", "--mac"),
    )
    paces = what_top_speed_does(
        found.top_speed_now, found.top_speed_then, pace or (), STANDARD, athlete="he", mas=reserve
    )
    finishes = [_finish(one) for one in finish or ()]
    kick = what_kick_does(found.top_speed_now, found.rise, finishes, STANDARD)
    if as_json:
        print_json(targets_document(found, paces, kick))
        return
    show(
        f"Top speed {found.top_speed_now.value:.2f} m/s, then {found.top_speed_then.value:.2f} "
        f"({found.rise.value:+.1f} % +- {found.rise.sd:.1f})"
    )
    show_reasons(one.reason for one in found.sprints)
    for each in paces:
        show_reasons(each.reasons)
    show_reasons(kick.reasons)
    show("  Supposed:")
    show_reasons(found.reasons, indent="    ")


def _measured(text: str, unit: str, what: str) -> Measurement:
    """``1.06+-0.01`` as a measurement."""
    from flyzone.errors import InputError
    from flyzone.model import Measurement

    value, _, sd = text.replace("±", "+-").partition("+-")
    try:
        return Measurement(float(value), float(sd or 0.0), unit, "command line")
    except ValueError:
        raise InputError(
            f"{what} is a number with its error behind it, such as 1.06+-0.01, got {text!r}.",
            code="targets-number",
        ) from None


def _finish(text: str) -> Finish:
    from flyzone.errors import InputError
    from flyzone.training.targets import Finish

    try:
        distance, time, top_speed = (float(part) for part in text.split(","))
    except ValueError:
        raise InputError(
            f"A finish is DISTANCE,TIME,TOP-SPEED in m, s and m/s, such as 400,62.1,8.3, got {text!r}.",
            code="targets-finish",
        ) from None
    return Finish(distance, time, top_speed)
