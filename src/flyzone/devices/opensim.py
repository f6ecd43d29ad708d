"""OpenSim's text files: markers (TRC) and motions such as joint angles or ground forces (MOT).

TRC has five lines of heading, of which the third counts frames and markers and names the unit; then
each frame is its number, its time and three coordinates for each marker.  MOT has lines of heading
up to ``endheader``, then the names of the columns, of which the first is ``time``.  The count of rows
in the heading of a MOT is not trusted: real files, cut by other programs, carry the old one.

A gap is written ``nan``, which every version of OpenSim reads; an empty field of a TRC is read as a
gap, too.  Numbers are written with as many digits as bring them back.
"""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Literal

import numpy as np

from flyzone.devices.format import Source
from flyzone.devices.tables.text import clipped, text_of
from flyzone.errors import InputError
from flyzone.files import check_target, written_whole
from flyzone.model.arrays import Floats
from flyzone.model.motion import Markers, Motion

_METRES = {"m": 1.0, "cm": 0.01, "mm": 0.001}
_TRC_KEYS = (
    "DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate",
    "OrigDataStartFrame", "OrigNumFrames",
)  # fmt: skip
_TRC_HEADING = 5


def read_trc(source: Source) -> Markers:
    """The markers of a TRC file, in metres.

    Raises
    ------
    InputError
        If it is none, is cut short, or a line does not fit its heading.
    """
    lines = text_of(source.data).lines
    if len(lines) <= _TRC_HEADING or not lines[0].startswith("PathFileType"):
        raise InputError(
            "Expected a TRC file, whose first line begins with 'PathFileType', got "
            f"{clipped(lines[0], 60)!r}. Export the markers as TRC.",
            code="trc-not",
        )
    keys, values = lines[1].split("\t"), lines[2].split("\t")
    stated = dict(zip((key.strip() for key in keys), (v.strip() for v in values), strict=False))
    unit = stated.get("Units", "")
    rate, frames = _stated(stated, "DataRate"), _stated(stated, "NumFrames")
    if unit not in _METRES:
        raise InputError(
            f"The unit of a TRC is one of {', '.join(_METRES)}, got {clipped(unit, 20)!r}. Correct "
            "the third line.",
            code="trc-unit",
        )
    names = tuple(name.strip() for name in lines[3].split("\t")[2:] if name.strip())
    rows = []
    for number, line in enumerate(lines[_TRC_HEADING:], start=_TRC_HEADING + 1):
        if line.strip():
            cells = line.split("\t")
            # Some programs end each row with a tab more.
            while len(cells) > 2 + 3 * len(names) and not cells[-1].strip():
                cells.pop()
            rows.append(_numbers(cells, 2 + 3 * len(names), number))
    if len(rows) != frames:
        raise InputError(
            f"The heading of this TRC counts {frames:g} frames, and {len(rows)} stand below it. It "
            "was cut; export it again.",
            code="trc-frames",
        )
    table = np.array(rows).reshape(len(rows), 2 + 3 * len(names))
    positions = table[:, 2:].reshape(len(rows), len(names), 3)
    # Dividing by 1000 gives the nearest number, multiplying by 0.001 a neighbour of it.
    return Markers(names, table[:, 1], positions / round(1.0 / _METRES[unit]), rate)


def write_trc(
    markers: Markers, path: str | os.PathLike[str], *, unit: Literal["m", "mm"] = "m"
) -> None:
    """Writes markers for OpenSim.

    Parameters
    ----------
    markers : Markers
    path : path
        Ends in ``.trc``.
    unit : {"m", "mm"}
        Of the numbers in the file.

    Raises
    ------
    OutputError
        If the file cannot be written; an older one is untouched then.
    """
    target = Path(path)
    check_target(target, (".trc",), what="marker file")
    frames, rate = len(markers.times), repr(markers.rate_hz)
    stated = (rate, rate, frames, len(markers.names), unit, rate, 1, frames)
    axes = (f"{axis}{k}" for k in range(1, len(markers.names) + 1) for axis in "XYZ")
    lines = [
        f"PathFileType\t4\t(X/Y/Z)\t{target.name}",
        "\t".join(_TRC_KEYS),
        "\t".join(map(str, stated)),
        "Frame#\tTime\t" + "\t\t\t".join(markers.names) + "\t\t",
        "\t\t" + "\t".join(axes),
        "",
    ]
    numbers = markers.positions.reshape(frames, -1) * round(1.0 / _METRES[unit])
    for frame, (time, row) in enumerate(zip(markers.times, numbers, strict=True), start=1):
        lines.append(f"{frame}\t{_row([time, *row])}")
    _write(lines, target, "marker file")


def read_mot(source: Source) -> Motion:
    """The columns of a MOT (or STO) file.

    Raises
    ------
    InputError
        If it is none, or a line does not fit its heading.
    """
    lines = text_of(source.data).lines
    ends = [index for index, line in enumerate(lines) if line.strip() == "endheader"]
    if not ends or ends[0] + 1 >= len(lines):
        raise InputError(
            "Expected a MOT file, whose heading ends with the line 'endheader', got none. Export "
            "the motion as MOT.",
            code="mot-not",
        )
    heading, labels = lines[: ends[0]], lines[ends[0] + 1].split()
    if not labels or labels[0] != "time" or len(set(labels)) != len(labels):
        raise InputError(
            "The first column of a MOT is 'time', and each name stands once, got "
            f"{clipped(' '.join(labels), 60)!r}. Correct the line after 'endheader'.",
            code="mot-columns",
        )
    first = ends[0] + 2
    rows = [
        _numbers(line.split(), len(labels), number)
        for number, line in enumerate(lines[first:], start=first + 1)
        if line.strip()
    ]
    table = np.array(rows).reshape(len(rows), len(labels))
    stated = dict(line.split("=", 1) for line in heading if "=" in line)
    degrees = {"yes": True, "no": False}.get(stated.get("inDegrees", "").strip().lower())
    title = heading[0].strip() if heading and "=" not in heading[0] else ""
    columns = {name: table[:, k] for k, name in enumerate(labels) if k}
    return Motion(title, table[:, 0], columns, degrees)


def write_mot(motion: Motion, path: str | os.PathLike[str]) -> None:
    """Writes a motion for OpenSim.

    Parameters
    ----------
    motion : Motion
    path : path
        Ends in ``.mot``.

    Raises
    ------
    InputError
        If a name of a column has a blank, or is ``time``, or the title cannot stand on a line.
    OutputError
        If the file cannot be written; an older one is untouched then.
    """
    target = Path(path)
    check_target(target, (".mot",), what="motion file")
    for name in motion.columns:
        if len(name.split()) != 1 or name == "time":
            raise InputError(
                f"The name of a column of a MOT is one word and not 'time', got {name!r}. Rename "
                "it.",
                code="motion-name",
            )
    title = motion.name or target.stem
    if not title.isprintable() or "=" in title or title.strip() in ("", "endheader"):
        raise InputError(
            f"The title of a MOT is a line of text without '=', got {title!r}. Rename it.",
            code="motion-name",
        )
    lines = [
        title,
        "version=1",
        f"nRows={len(motion.times)}",
        f"nColumns={len(motion.columns) + 1}",
    ]
    if motion.in_degrees is not None:
        lines.append(f"inDegrees={'yes' if motion.in_degrees else 'no'}")
    lines += ["endheader", "\t".join(("time", *motion.columns))]
    table = np.column_stack([motion.times, *motion.columns.values()])
    lines += [_row(row) for row in table]
    _write(lines, target, "motion file")


def _stated(stated: dict[str, str], key: str) -> float:
    try:
        value = float(stated[key])
    except (KeyError, ValueError):
        value = math.nan
    if not (math.isfinite(value) and value > 0.0):
        raise InputError(
            f"The third line of a TRC states {key} above zero, got "
            f"{clipped(stated.get(key, 'nothing'), 20)!r}. Correct it.",
            code="trc-heading",
        )
    return value


def _numbers(cells: list[str], width: int, line: int) -> list[float]:
    """The numbers of a row; an empty cell is a gap."""
    if len(cells) != width:
        raise InputError(
            f"Line {line} has {len(cells)} numbers, and the heading {width} columns. The file was "
            "cut or changed; export it again.",
            code="motion-columns",
        )
    try:
        return [float(cell) if cell.strip() else math.nan for cell in cells]
    except ValueError as problem:
        raise InputError(
            f"Line {line} holds something that is no number ({clipped(str(problem))}). Correct it.",
            code="not-numbers",
        ) from problem


def _row(values: list[float] | Floats) -> str:
    return "\t".join(repr(float(value)) for value in values)


def _write(lines: list[str], target: Path, what: str) -> None:
    with written_whole(target, what=what) as temporary:
        temporary.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
