"""Stalker ATS radar, the column of readings (``.rda``).

After the program's name come three numbers and then one speed on each line.  What is known of the
three, from comparing files with the ``.rad`` tables of the same trials: the first is the code of the
units that the table's header spells out (3: SI), the second that of the kind of data (4: raw), the
third is the number of speeds less three.  Units other than code 3 were never seen and are refused.

The sample rate is not in the file.  It is asked for: the ``.rad`` of the trial states it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.stalker_rad import is_stalker
from flyzone.devices.tables.ledger import Ledger
from flyzone.devices.tables.numerals import decimal_mark, number
from flyzone.devices.tables.samples import Samples, traces_of
from flyzone.devices.tables.sheet import Who
from flyzone.devices.tables.text import clipped, head_of, text_of
from flyzone.errors import InputError
from flyzone.model import Reading
from flyzone.model.trace import FASTEST_M_S

DIALECT = "stalker-rda"
_SI = 3.0
_HEADER_NUMBERS = 3


def recognise(source: Source) -> Claim | None:
    """Claims a file whose first line names Stalker ATS and that goes on with single numbers."""
    lines = [line.strip() for line in head_of(source.data)]
    after = [line for line in lines[1:10] if line]
    if lines and is_stalker(lines[0]) and after and all(_is_number(line) for line in after):
        return Claim(1.0, f"first line {clipped(lines[0], 60)!r}, and a column of numbers")
    return None


def read(source: Source, options: ReadOptions) -> Reading:
    """The trace of a trial; needs ``options.sample_rate_hz``, the rate of the samples.

    Raises
    ------
    InputError
        If the rate is not given, the units are not SI, or the file is none of these.
    """
    text = text_of(source.data)
    ledger = Ledger(text)
    mark = decimal_mark((line.strip(), float("inf")) for line in text.lines[1:])
    # A reading that cannot be read still took its time: it keeps its place among the samples.
    numbers: list[tuple[int, float | None]] = []
    for line, content in enumerate(text.lines[1:], start=2):
        cell = content.strip()
        found = number(cell, mark)
        if cell:
            numbers.append((line, None if found is None else found.value))
        if cell and found is None:
            ledger.reject(line, f"{clipped(cell, 40)!r} is no number")
    header, speeds = numbers[:_HEADER_NUMBERS], numbers[_HEADER_NUMBERS:]
    _check(header, speeds, ledger)
    rate = options.sample_rate_hz
    if rate is None or not 0.0 < rate <= 10_000.0:
        raise InputError(
            "How many samples a second did the radar take? An .rda does not say. Read the .rad of "
            "the same trial, which states it, or give sample_rate_hz (46.875 in the files of a "
            f"Stalker ATS II that were seen), got {rate}.",
            code="sample-rate",
        )
    samples = Samples()
    for count, (line, speed) in enumerate(speeds):
        if speed is None:
            continue
        if abs(speed) > FASTEST_M_S:
            ledger.reject(line, f"nobody runs {speed:g} m/s; a false return")
            continue
        samples.lines.append(line)
        samples.times.append(count / rate)
        samples.velocities.append(speed)
        samples.positions.append(math.nan)
    origin = f"radar Stalker ATS, {rate:g} Hz as told by the user"
    traces = traces_of({Who(None, None): samples}, ledger, origin=origin) if samples.lines else ()
    evidence = f"first line {clipped(text.lines[0].strip(), 60)!r}, and a column of numbers"
    return ledger.reading(DIALECT, evidence, traces=traces)


def _check(
    header: Sequence[tuple[int, float | None]],
    speeds: Sequence[tuple[int, float | None]],
    ledger: Ledger,
) -> None:
    units, _, count = (
        [value for _, value in header] if len(header) == _HEADER_NUMBERS else [None] * 3
    )
    if units != _SI:
        raise InputError(
            "The first number of an .rda is the code of its units, and only 3 (SI) is known; got "
            f"{'none' if units is None else f'{units:g}'}. Save the trial in SI units, or as .rad.",
            code="unit-unknown",
        )
    if count is None or count + _HEADER_NUMBERS != len(speeds):
        promised = "no number of" if count is None else f"{count + _HEADER_NUMBERS:g}"
        ledger.note(
            "samples-missing",
            f"The file promises {promised} speeds and holds {len(speeds)}. If lines are missing "
            "elsewhere than at its end, the times after them are too early.",
        )


def _is_number(cell: str) -> bool:
    return number(cell, ".") is not None or number(cell, ",") is not None


FORMAT = Format(DIALECT, "Stalker ATS radar readings (.rda)", True, recognise, read)
