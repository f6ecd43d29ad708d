"""Rows of a history as words, without asking every field again what it may be.

A word checks its fields when it is made, and a store keeps nothing that was not such a word: asking the
same questions at every reading finds nothing, and costs most of the time that a page takes.  So the five
words of a history are made here from the columns themselves.  What comes from elsewhere (an import, a
form, a file) never comes this way; a test holds this way against the one that checks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

from flyzone.model import CheckIn, Clearance, Jump, Lift, Pain, Rep, Session
from flyzone.storage.kinds import Kind, moment_of

_EPOCH_UTC = moment_of(0, 0)
_set = object.__setattr__

Row = Mapping[str, Any]


def word_of_row(kind: Kind, row: Row, parts: Iterable[Row] = ()) -> Any:
    """A record of a history from its row and, in order, the rows of its part."""
    found = _made(kind.word, row)
    if kind.part is not None:
        _set(found, kind.part.field, tuple(_made(Rep, one) for one in parts))
    return found


def is_trusted(kind: Kind) -> bool:
    """Whether records of a kind can be made this way."""
    return kind.word in _LISTS


_LISTS: dict[type, dict[str, Callable[[Any], Any]]] = {
    Session: {},
    Rep: {"form": str},
    CheckIn: {"pains": lambda one: Pain(**one), "signs": str},
    Clearance: {},
    Jump: {},
    Lift: {},
}
"""The words, and what the entries of their lists are."""
_PARTS: dict[type, str] = {Session: "reps"}
"""The field that a second table holds."""


@cache
def _plan(word: type) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, Any], ...]]:
    """The fields of a word: as they are, moments, and lists with what their entries are."""
    lists = _LISTS[word]
    names = [one.name for one in fields(word) if one.name != _PARTS.get(word)]
    moments = tuple(
        one.name for one in fields(word) if "datetime" in str(one.type) and one.name in names
    )
    plain = tuple(one for one in names if one not in moments and one not in lists)
    return plain, moments, tuple(lists.items())


def _made(word: type, row: Row) -> Any:
    plain, moments, lists = _plan(word)
    found: Any = object.__new__(word)
    for name in plain:
        _set(found, name, row[name])
    for name in moments:
        us = row[f"{name}_us"]
        _set(found, name, None if us is None else _moment(us, row[f"{name}_offset_s"]))
    for name, entry in lists:
        text = row[name]
        _set(found, name, () if text == "[]" else tuple(map(entry, json.loads(text))))
    return found


def _moment(us: int, offset_s: int) -> datetime:
    return (_EPOCH_UTC + timedelta(microseconds=us)).astimezone(_clock(offset_s))


@cache
def _clock(offset_s: int) -> timezone:
    return timezone(timedelta(seconds=offset_s))
