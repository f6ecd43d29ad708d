"""Records as plain values: what JSON can say, and back.

A moment becomes ISO 8601 text with its offset, a tuple a list, a word of the model a mapping of its
fields.  What is written so reads back equal.  The way back goes through the words themselves, so that
whatever a file or a database holds is checked as if it had been typed; it is as strict as JSON allows:
no unknown field, no text where a number is expected.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from flyzone.errors import InputError

Word = TypeVar("Word")
Reader = Callable[[Any], Any]

_ATOMS = frozenset({str, int, bool, type(None)})
_CODE = "record"
_NOTHING = timedelta(0)
_SECOND = timedelta(seconds=1)


def plain_of(record: Any) -> dict[str, Any]:
    """The fields of a record (a dataclass of the model) as plain values."""
    word: Any = type(record)
    return {name: plain_value(getattr(record, name)) for name in _names(word)}


def record_of(word: type[Word], plain: Mapping[str, Any]) -> Word:
    """The record that plain values describe.

    Parameters
    ----------
    word : type
        A dataclass of the model.
    plain : mapping
        Its fields; those that are absent take their default, or ``None`` where that may be.

    Raises
    ------
    InputError
        If a field is missing, unknown or of another kind, or the word itself refuses it.
    """
    kind: Any = word
    readers = _readers(kind)
    if not isinstance(plain, Mapping):
        raise _wrong(word.__name__, "a mapping of fields", plain)
    if unknown := set(plain) - set(readers):
        raise InputError(
            f"{word.__name__} has no field {', '.join(sorted(map(repr, unknown)))}. Its fields are "
            f"{', '.join(readers)}.",
            code=_CODE,
        )
    found = {name: readers[name](value) for name, value in plain.items()}
    if len(found) < len(readers):
        for name, absent in _absent(kind).items():
            if name not in found:
                found[name] = absent(name)
    return word(**found)


def plain_value(value: Any) -> Any:
    """One value as JSON can say it.

    Raises
    ------
    InputError
        If there is no plain form of it.
    """
    if type(value) in _ATOMS:
        return value
    if isinstance(value, float):
        # Adding zero: a database may forget the sign of minus zero.
        return float(value) + 0.0
    if isinstance(value, datetime) and (value.utcoffset() or _NOTHING) % _SECOND:
        raise InputError(
            f"The offset of a moment must be whole seconds, got {value.isoformat()}. Convert it to "
            "UTC.",
            code=_CODE,
        )
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain_value(one) for one in value]
    if isinstance(value, Mapping):
        return {key: plain_value(one) for key, one in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return plain_of(value)
    raise InputError(
        f"A record holds texts, numbers, moments and lists of them, got {type(value).__name__}. "
        "Convert it first.",
        code=_CODE,
    )


def check_field(word: Any, name: str, plain: Any) -> None:
    """Refuses a plain value from which the field could not be read back.

    Raises
    ------
    InputError
        If it is of another kind than the field.
    """
    _readers(word)[name](plain)


@functools.cache
def _names(word: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(word))


@functools.cache
def _readers(word: Any) -> dict[str, Reader]:
    hints = get_type_hints(word)
    return {name: _reader(hints[name], f"{word.__name__}.{name}") for name in _names(word)}


@functools.cache
def _absent(word: Any) -> dict[str, Callable[[str], Any]]:
    """What to do about each field that is not there."""
    hints = get_type_hints(word)

    def missing(name: str) -> Any:
        raise InputError(
            f"{word.__name__} lacks its field {name!r}. The record is not whole.", code=_CODE
        )

    def rule(field: dataclasses.Field[Any]) -> Callable[[str], Any]:
        if field.default is not dataclasses.MISSING:
            return lambda _: field.default
        if (made := field.default_factory) is not dataclasses.MISSING:
            return lambda _: made()
        return (lambda _: None) if type(None) in get_args(hints[field.name]) else missing

    return {field.name: rule(field) for field in dataclasses.fields(word)}


def _reader(hint: Any, what: str) -> Reader:
    """How a value of this type is read back from its plain form."""
    if hint is Any:
        return lambda value: value
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return lambda value: record_of(hint, value)
    if hint in _SIMPLE:
        return functools.partial(_SIMPLE[hint], what)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        # Which words are allowed is for the record itself to say.
        return functools.partial(_text, what)
    if origin in (Union, types.UnionType):
        readers = [_reader(part, what) for part in parts if part is not type(None)]
        return functools.partial(_either, what, readers, type(None) in parts)
    if origin is tuple and parts[1:] == (Ellipsis,):
        return functools.partial(_list, what, _reader(parts[0], what))
    if origin is not None and issubclass(origin, Mapping):
        return functools.partial(_mapping, what, _reader(parts[1], what))
    raise TypeError(f"{what}: no way to read back {hint}")


def _either(what: str, readers: list[Reader], optional: bool, value: Any) -> Any:
    if value is None and optional:
        return None
    for reader in readers[:-1]:
        try:
            return reader(value)
        except InputError:
            continue
    return readers[-1](value)


def _list(what: str, reader: Reader, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise _wrong(what, "a list", value)
    return tuple(reader(one) for one in value)


def _mapping(what: str, reader: Reader, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise _wrong(what, "a mapping", value)
    return {_text(what, key): reader(one) for key, one in value.items()}


def _text(what: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(what, "text", value)
    return value


def _flag(what: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(what, "true or false", value)
    return value


def _whole(what: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong(what, "a whole number", value)
    return value


def _number(what: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _wrong(what, "a number", value)
    try:
        finite = math.isfinite(value)
    except OverflowError:
        finite = False
    if not finite:
        raise _wrong(what, "a finite number", value)
    # A whole number stays one, so that what was written as 3 is written as 3 again.
    return value


def _moment(kind: type[datetime] | type[date] | type[time], what: str, value: Any) -> Any:
    try:
        return kind.fromisoformat(value)
    except (TypeError, ValueError):
        raise _wrong(what, f"a {kind.__name__} as ISO 8601 writes it", value) from None


_SIMPLE: dict[Any, Callable[[str, Any], Any]] = {
    str: _text,
    bool: _flag,
    int: _whole,
    float: _number,
    datetime: functools.partial(_moment, datetime),
    date: functools.partial(_moment, date),
    time: functools.partial(_moment, time),
}


def _wrong(what: str, expected: str, value: Any) -> InputError:
    try:
        shown = repr(value)
    except ValueError:
        shown = "a number with thousands of digits"
    return InputError(f"{what} must be {expected}, got {shown[:80]}.", code=_CODE)
