"""The start order from where a user keeps it: a file of names, or the names themselves."""

from __future__ import annotations

import os
from pathlib import Path

from flyzone.errors import InputError
from flyzone.model.order import StartOrder, order_of, parse_order

MAX_ORDER_BYTES = 1_000_000
_TEXT_FILES = (".txt", ".csv", ".list", ".text", ".md")


def load_order(source: str | os.PathLike[str]) -> StartOrder:
    """Read a start order.

    Parameters
    ----------
    source : str or path
        A file (UTF-8, one name a line, blank lines and # comments left out), or the names
        themselves, separated by commas.

    Returns
    -------
    StartOrder

    Raises
    ------
    InputError
        If the file cannot be read, is no text, or holds no name.

    Examples
    --------
    >>> load_order("Mia, Lea, Mia").waiting
    ('Mia', 'Lea', 'Mia')
    """
    text = os.fspath(source)
    file = Path(text)
    if not _exists(file):
        named_like_a_file = os.sep in text or text.lower().endswith(_TEXT_FILES)
        if isinstance(source, os.PathLike) or (named_like_a_file and "," not in text):
            raise InputError(
                f"There is no start order at {text}. Expected a file with one name a line, or "
                "names such as A,B,C. Check the path.",
                code="order-missing",
            )
        return order_of(text.split(","))
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_ORDER_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"The start order {file} cannot be read: {error.strerror or error}. Expected a text "
            "file that you may read. Check its path and permissions.",
            code="order-unreadable",
        ) from error
    if len(raw) > MAX_ORDER_BYTES:
        raise InputError(
            f"{file} is larger than {MAX_ORDER_BYTES // 1000} kB; a start order is a short list "
            "of names. Is it the right file?",
            code="order-too-long",
        )
    try:
        return parse_order(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{file} is not text in UTF-8 (byte {error.start}). Expected one name a line. "
            "Save it again as UTF-8.",
            code="order-not-text",
        ) from None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        # A long list of names is longer than any file's name.
        return False
