"""Is all of a clip there?  The container's own lengths against the length of the file.

A decoder reads a cut file without complaint until the bytes run out.  MP4/MOV, AVI and Matroska
state how long their parts are, so that a cut shows before the first frame is decoded.  Nothing here
trusts those lengths for anything but this comparison.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_MOST_BOXES = 100_000
_MP4_STARTS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"styp", b"sidx", b"moof")
_EBML = b"\x1a\x45\xdf\xa3"
_SEGMENT = b"\x18\x53\x80\x67"


@dataclass(frozen=True, slots=True)
class Wholeness:
    """What the container's lengths say.

    Attributes
    ----------
    missing_bytes : int
        How much of the file's last part is not there; 0 where all is there or nothing is stated.
    lacks_index : bool
        An MP4/MOV without its whole index (``moov``): no frame of it can be found.
    """

    missing_bytes: int = 0
    lacks_index: bool = False


def check_wholeness(path: Path) -> Wholeness:
    """Compare the lengths stated in a clip with the length of its file.

    Parameters
    ----------
    path : Path
        An existing ordinary file.

    Returns
    -------
    Wholeness
        All there, for a container that states no lengths.

    Raises
    ------
    OSError
        If the file cannot be read.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        head = file.read(12)
        if head[4:8] in _MP4_STARTS:
            return _mp4(file, size)
        if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
            return _avi(file, size)
        if head[:4] == _EBML:
            return _matroska(file, size)
    return Wholeness()


def _mp4(file: BinaryIO, size: int) -> Wholeness:
    at, index, missing = 0, False, 0
    for _ in range(_MOST_BOXES):
        if at + 8 > size:
            missing = max(missing, at + 8 - size if at < size else 0)
            break
        file.seek(at)
        head = file.read(16)
        length, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1 and len(head) == 16:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:  # to the end of the file, whatever its length
            index = index or kind == b"moov"
            break
        if length < 8:  # not a box: padding or damage, which the demuxer judges
            break
        if at + length > size:
            missing = at + length - size
            break
        index = index or kind == b"moov"  # only if all of it is there
        at += length
    return Wholeness(missing, not index)


def _avi(file: BinaryIO, size: int) -> Wholeness:
    at = 0
    for _ in range(_MOST_BOXES):
        if at + 8 > size:
            break
        file.seek(at)
        head = file.read(8)
        if head[:4] != b"RIFF":
            break
        length = int.from_bytes(head[4:8], "little")
        # Recorders that never came back to fill in the length leave 0 or all ones.
        if length in (0, 0xFFFFFFFF):
            break
        end = at + 8 + length
        if end > size:
            return Wholeness(end - size)
        at = end + length % 2
    return Wholeness()


def _matroska(file: BinaryIO, size: int) -> Wholeness:
    file.seek(4)
    header = _ebml_length(file)
    if header is None:
        return Wholeness()
    file.seek(header, os.SEEK_CUR)
    if file.read(4) != _SEGMENT:
        return Wholeness()
    length = _ebml_length(file)
    if length is None:
        return Wholeness()
    return Wholeness(max(0, file.tell() + length - size))


def _ebml_length(file: BinaryIO) -> int | None:
    """An EBML variable-length integer; ``None`` for 'unknown' or the end of the file."""
    first = file.read(1)
    if not first or first[0] == 0:
        return None
    width = 9 - first[0].bit_length()
    rest = file.read(width - 1)
    if len(rest) < width - 1:
        return None
    value = int.from_bytes(bytes([first[0] & ((1 << (8 - width)) - 1)]) + rest, "big")
    return None if value == (1 << (7 * width)) - 1 else value
