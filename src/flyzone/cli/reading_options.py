"""What a user says about a file that the file does not say itself, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.errors import InputError

if TYPE_CHECKING:
    from flyzone.devices.format import ReadOptions

# The names of the options are those of the fields of ReadOptions too: error messages use them.
Distances = Annotated[
    str | None,
    typer.Option("--distances", "--distances-m", help="Where the gates stood, m: 5,10,20."),
]
TimesAre = Annotated[str | None, typer.Option("--times-are", help="cumulative or intervals.")]
MetresPerPixel = Annotated[
    float | None, typer.Option("--metres-per-pixel", help="Scale of a trajectory in pixels.")
]
SampleRate = Annotated[
    float | None,
    typer.Option("--sample-rate", "--sample-rate-hz", help="Of samples that are only counted, Hz."),
]
Dialect = Annotated[
    str | None, typer.Option("--dialect", help="Format of the file, where it must be told.")
]


def read_options(
    distances: str | None = None,
    times_are: str | None = None,
    *,
    metres_per_pixel: float | None = None,
    sample_rate: float | None = None,
) -> ReadOptions:
    """The options of a reader.

    Parameters
    ----------
    distances : str or None
        Metres with commas, such as ``"5,10,20"``.
    times_are : {"cumulative", "intervals"} or None
    metres_per_pixel, sample_rate : float or None

    Raises
    ------
    InputError
        If the distances are no numbers.
    """
    from flyzone.devices.format import ReadOptions

    places = None
    if distances is not None:
        try:
            places = tuple(float(part) for part in distances.split(","))
        except ValueError:
            raise InputError(
                f"--distances {distances} was not understood. Expected metres from the start with "
                "commas between them, such as 5,10,20.",
                code="distances",
            ) from None
    return ReadOptions(places, times_are, metres_per_pixel, sample_rate)
