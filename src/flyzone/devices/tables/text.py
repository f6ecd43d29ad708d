"""Bytes into lines of text, whatever program wrote them.

A byte order mark says what the bytes are.  Without one, bytes that are valid UTF-8 are UTF-8, for
text in another encoding almost never is by accident; anything else is taken as Windows-1252, which
gives every byte a letter, and that is told: numbers are safe, accents in names may not be.

Lines end where an editor ends them (CRLF, LF or CR, also mixed), so that the number of a line is
the one that a person sees.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from flyzone.errors import InputError

LARGEST_TEXT = 8_000_000
"""Bytes; the largest table of a day's work is a tenth of it."""

MOST_LINES = 250_000
LONGEST_LINE = 5_000
"""Characters; no row of timings comes near."""

_HEAD = 65_536
_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1a")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a file.

    Attributes
    ----------
    lines : tuple of str
        Without their ends; line 1 is the first.
    encoding : str
    assumed : bool
        Whether nothing in the file told the encoding.
    """

    lines: tuple[str, ...]
    encoding: str
    assumed: bool = False


def text_of(data: bytes, *, largest: int = LARGEST_TEXT, most_lines: int = MOST_LINES) -> Text:
    """All lines of a file of so many bytes and lines at most.

    Raises
    ------
    InputError
        If the bytes are no text, or too many.
    """
    if len(data) > largest:
        raise InputError(
            f"A table of timings may have up to {largest / 1e6:g} MB, got "
            f"{len(data) / 1e6:.1f} MB. Split the file, for example by day.",
            code="text-too-large",
        )
    if not is_text(data):
        raise InputError(
            f"Expected text, got bytes that are none (it begins with {data[:8].hex(' ')}). Export "
            "the measurement as CSV or text.",
            code="not-text",
        )
    text, encoding, assumed = _decoded(data)
    breaks = text.count("\n") + text.count("\r")
    if breaks > most_lines:
        raise InputError(
            f"A table of timings may have up to {most_lines} lines, got about {breaks}. Split the "
            "file, for example by day.",
            code="text-too-long",
        )
    return Text(tuple(_LINE_END.split(text)), encoding, assumed)


def head_of(data: bytes) -> tuple[str, ...]:
    """The first lines of a file, enough to recognise it; none where the bytes are no text."""
    if not is_text(data):
        return ()
    text, _, _ = _decoded(data[:_HEAD])
    lines = tuple(_LINE_END.split(text))
    # The cut went through the last line; what is left of it would only mislead.
    return lines[:-1] if len(data) > _HEAD and len(lines) > 1 else lines


def is_text(data: bytes) -> bool:
    """Whether the bytes look like text: next to no control characters."""
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return True
    sample = data[:_HEAD]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls * 50 <= len(sample)


def clipped(text: str, length: int = 120) -> str:
    """Text for a message: cut where it is long."""
    return text if len(text) <= length else text[: length - 3] + "..."


def _decoded(data: bytes) -> tuple[str, str, bool]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace"), encoding, False
    try:
        # The incremental decoder takes a last letter that was cut in two for unfinished, not wrong.
        return codecs.getincrementaldecoder("utf-8")().decode(data), "utf-8", False
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252", True
