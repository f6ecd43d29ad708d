"""The door to files of other devices: which format is it, and what does it hold.

Every format looks at the bytes and says how sure it is that they are its own.  The surest reads.
Where two are equally sure, or none is, the user is asked: a wrong reader gives numbers, and nobody
would notice.
"""

from __future__ import annotations

import os
from pathlib import Path

from flyzone.devices import (
    brower,
    chronojump,
    dashr,
    finishlynx,
    fit,
    freelap,
    generic_splits,
    generic_trace,
    gpx,
    kinovea,
    laser,
    parquet_table,
    smartspeed,
    stalker_rad,
    stalker_rda,
    tcx,
    vald,
)
from flyzone.devices.file_bytes import bytes_of_file
from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.tables.text import clipped, head_of
from flyzone.errors import InputError
from flyzone.model import Reading

LARGEST_FILE = 32_000_000
"""Bytes; hours of a watch's recording are a tenth of it."""

_FORMATS: tuple[Format, ...] = (
    generic_splits.FORMAT,
    generic_trace.FORMAT,
    freelap.FORMAT,
    brower.FORMAT,
    dashr.FORMAT,
    smartspeed.FORMAT,
    vald.FORMAT,
    chronojump.FORMAT,
    stalker_rad.FORMAT,
    stalker_rda.FORMAT,
    laser.FORMAT,
    kinovea.FORMAT,
    *finishlynx.FORMATS,
    fit.FORMAT,
    gpx.FORMAT,
    tcx.FORMAT,
    parquet_table.FORMAT,
)
_KNOWN_STARTS = (
    (b"PK\x03\x04", "It is a zip archive or an Excel workbook (.xlsx). Save the sheet as CSV."),
    (b"\xd0\xcf\x11\xe0", "It is an old Excel workbook (.xls). Save the sheet as CSV."),
    (b"\x1f\x8b", "It is compressed (gzip). Unpack it first."),
    (b"%PDF", "It is a PDF. Export the measurement as CSV."),
)


def formats() -> tuple[Format, ...]:
    """The formats that can be read, in the order in which they are asked."""
    return _FORMATS


def read_file(
    path: str | os.PathLike[str],
    options: ReadOptions | None = None,
    dialect: str | None = None,
) -> Reading:
    """What a file holds; its format is recognised.

    Parameters
    ----------
    path : path
        Up to 32 MB.
    options : ReadOptions, optional
        What the file does not say itself.
    dialect : str, optional
        One of `formats`, for a file that is not recognised or that several claim.

    Returns
    -------
    Reading

    Raises
    ------
    InputError
        If the file cannot be opened or read.
    """
    file = Path(path)
    data = bytes_of_file(file, LARGEST_FILE)
    return read_bytes(data, file.name, options, dialect)


def read_bytes(
    data: bytes,
    name: str = "",
    options: ReadOptions | None = None,
    dialect: str | None = None,
) -> Reading:
    """What the bytes of a file hold; their format is recognised.

    Parameters
    ----------
    data : bytes
        Up to 32 MB.
    name : str
        Of the file, for messages; never a proof.
    options : ReadOptions, optional
        What the file does not say itself.
    dialect : str, optional
        One of `formats`.

    Returns
    -------
    Reading

    Raises
    ------
    InputError
        If the format is not recognised or two claim it, or what it holds cannot be read.
    """
    if not data:
        raise InputError(
            f"{name or 'The file'} is empty. Export the measurement again.", code="file-empty"
        )
    if len(data) > LARGEST_FILE:
        raise InputError(
            f"A file may have up to {LARGEST_FILE / 1e6:g} MB, got {len(data) / 1e6:.0f} MB. Export "
            "a shorter recording.",
            code="file-too-large",
        )
    source = Source(data, Path(name).name)
    chosen = _surest(source) if dialect is None else _named(dialect)
    return chosen.read(source, options or ReadOptions())


def recognise(source: Source) -> tuple[tuple[Format, Claim], ...]:
    """The formats that claim some bytes, the surest first."""
    claims = ((form, form.recognise(source)) for form in _FORMATS)
    found = [(form, claim) for form, claim in claims if claim is not None]
    return tuple(sorted(found, key=lambda pair: -pair[1].certainty))


def _surest(source: Source) -> Format:
    claims = recognise(source)
    if not claims:
        raise InputError(_unknown(source), code="format-unknown")
    best = [(form, claim) for form, claim in claims if claim.certainty == claims[0][1].certainty]
    if len(best) > 1:
        told = " or ".join(f"{form.dialect} ({claim.evidence})" for form, claim in best)
        raise InputError(
            f"{source.name or 'The file'} may be {told}. Say which: give the dialect "
            f"{' or '.join(repr(form.dialect) for form, _ in best)}.",
            code="format-ambiguous",
        )
    return best[0][0]


def _named(dialect: str) -> Format:
    for form in _FORMATS:
        if form.dialect == dialect:
            return form
    raise InputError(
        f"There is no dialect {clipped(dialect, 40)!r}. Known are "
        f"{', '.join(form.dialect for form in _FORMATS)}.",
        code="dialect-unknown",
    )


def _unknown(source: Source) -> str:
    """What was looked for, what the file looks like, and what to do."""
    titles = ", ".join(form.title for form in _FORMATS)
    start = f"{source.name or 'The file'} is in none of the formats that flyzone knows ({titles})."
    for magic, advice in _KNOWN_STARTS:
        if source.data.startswith(magic):
            return f"{start} {advice}"
    lines = [line.strip() for line in head_of(source.data) if line.strip()]
    if not lines:
        return (
            f"{start} It begins with the bytes {source.data[:12].hex(' ')}, which are no text. "
            "Export the measurement as CSV."
        )
    return (
        f"{start} It is text and begins with {clipped(lines[0], 80)!r}. Name its columns athlete, "
        "distance_m, time_s for splits, or time_s, velocity_m_s for a trace; or give the dialect."
    )
