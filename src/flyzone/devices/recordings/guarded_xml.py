"""Records out of an XML file that may be broken, or hostile.

The file streams past and only the records that a reader names are kept, flat: the text of every
element inside one, by its path.  So memory grows with what is wanted and not with what is there.
Document types are refused (no recording needs one, and entity bombs do), nesting, size and number
of elements are limited, and a file that breaks off keeps the records that were complete before.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from flyzone.devices.doubts import Doubts
from flyzone.devices.tables.text import clipped
from flyzone.errors import InputError
from flyzone.model import RejectedRow

LARGEST_XML = 12_000_000
"""Bytes; ten hours of running at one sample a second have half of it."""

MOST_ELEMENTS = 300_000
DEEPEST = 64
_MOST_KEPT = 60_000_000
_COST = 100  # of a text that is kept, beside its letters
_LONGEST_TEXT = 256
_MOST_LEAVES = 64
_BEFORE_ROOT = re.compile(r"<!--.*?(?:-->|$)|<[?!][^>]*>", re.DOTALL)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")


@dataclass(slots=True)
class Record:
    """One element that a reader asked for.

    Attributes
    ----------
    name : str
        Without a name space.
    line : int
        Where it begins.
    attributes : dict of str to str
    leaves : dict of str to str
        Text of the elements inside it by path ("Position/LatitudeDegrees"), except of those inside
        a further record.
    complete : bool
        Whether its end was seen.
    """

    name: str
    line: int
    attributes: dict[str, str]
    leaves: dict[str, str] = field(default_factory=dict)
    complete: bool = False


def root_of(data: bytes) -> str:
    """Name of the outermost element, without a name space; empty where there is none at once."""
    head = data[:4096]
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace")
    found = _ELEMENT.search(_BEFORE_ROOT.sub("", text))
    return found[1] if found else ""


def records_of(data: bytes, names: frozenset[str], doubts: Doubts) -> list[Record]:
    """The records of a file, in the order in which they begin.

    Parameters
    ----------
    data : bytes
    names : frozenset of str
        Elements that are records.
    doubts : Doubts
        Told where the file breaks off.

    Returns
    -------
    list of Record
        Those that the end of a broken file left open are not ``complete``.

    Raises
    ------
    InputError
        If the file declares a document type, or is larger or deeper than any recording is.
    """
    from defusedxml import DefusedXmlException  # noqa: PLC0415
    from defusedxml.expatreader import create_parser  # noqa: PLC0415

    if len(data) > LARGEST_XML:
        raise InputError(
            f"A recording may have up to {LARGEST_XML // 1_000_000} MB, got "
            f"{len(data) / 1e6:.0f} MB. Cut it to the session that you want.",
            code="xml-too-large",
        )
    parser = create_parser(forbid_dtd=True)
    collector = _Collector(names, parser)
    parser.setContentHandler(collector)
    try:
        # At once: some versions of the parser take quadratic time for a long token in small pieces.
        parser.feed(data)
        parser.close()
    except InputError:
        raise
    except DefusedXmlException as problem:
        raise InputError(
            "This file declares a document type or entities, which no recording does; such files "
            "can be made to exhaust a computer. Export the recording again.",
            code="xml-document-type",
        ) from problem
    except Exception as problem:  # the parser and its decoders raise what they like on broken files
        line = collector.line
        doubts.rejected.append(
            RejectedRow(line, "", f"The file breaks off or is damaged here ({_reason(problem)}).")
        )
        doubts.note(
            "broken-off",
            f"The file breaks off or is damaged at line {line}; what stands before it was read. "
            "Export it again if something is missing.",
        )
    return collector.records


def _reason(problem: Exception) -> str:
    told = getattr(problem, "getMessage", None)
    return clipped(str(told() if callable(told) else problem))


class _Collector(ContentHandler):
    def __init__(self, names: frozenset[str], locator: Locator) -> None:
        super().__init__()
        self.records: list[Record] = []
        self._names = names
        self._locator = locator
        self._elements = 0
        self._kept = 0
        self._path: list[str] = []
        # Open records, each with the depth at which it began.
        self._open: list[tuple[Record, int]] = []
        self._text: list[str] = []
        self._length = 0

    @property
    def line(self) -> int:
        """Line that the parser has come to."""
        return self._locator.getLineNumber() or 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._path) >= DEEPEST or self._kept > _MOST_KEPT:
            raise InputError(
                f"A recording has up to {MOST_ELEMENTS} elements, nested up to {DEEPEST} deep; this "
                f"file has more at line {self.line}. Cut it to the session that you want.",
                code="xml-too-large",
            )
        name = name.rpartition(":")[2][:_LONGEST_TEXT]
        self._path.append(name)
        self._text.clear()
        self._length = 0
        if name in self._names:
            kept = {
                key.rpartition(":")[2]: attrs.getValue(key)[:_LONGEST_TEXT]
                for key in attrs.getNames()[:_MOST_LEAVES]
            }
            self._kept += sum(_COST + len(text) for text in ("", *kept.values())) + _COST
            record = Record(name, self.line, kept)
            self.records.append(record)
            self._open.append((record, len(self._path)))

    def characters(self, content: str) -> None:
        if self._open and self._length < _LONGEST_TEXT:
            self._text.append(content[:_LONGEST_TEXT])
            self._length += len(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        if self._open:
            record, depth = self._open[-1]
            if depth == len(self._path):
                record.complete = True
                self._open.pop()
            elif len(record.leaves) < _MOST_LEAVES and (
                text := "".join(self._text)[:_LONGEST_TEXT].strip()
            ):
                # One text for all paths that are the same: there are as many as elements.
                record.leaves.setdefault(sys.intern("/".join(self._path[depth:])), text)
                self._kept += _COST + len(text)
        self._path.pop()
        self._text.clear()
        self._length = 0
