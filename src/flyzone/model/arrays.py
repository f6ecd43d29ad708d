"""Numbers that never change: how lists, arrays and columns become read-only arrays.

Only numbers are taken for numbers.  NumPy would read the text ``"1,5"`` or a duration of five
nanoseconds as a float where it can, and forget which entries of a masked array are missing; here
those are refused, by the row in which they stand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from flyzone.errors import InputError

Floats = NDArray[np.float64]


class HoldsArrays:
    """Equality, hash and pickling for a frozen dataclass, some of whose fields are arrays.

    Two are equal if all their numbers and words are.  A copy out of another process is made anew
    from its fields, so that its arrays are as read-only as those of the original.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(
            np.array_equal(mine, its)
            if isinstance(mine, np.ndarray) or isinstance(its, np.ndarray)
            else bool(mine == its)
            for mine, its in zip(self._parts(), other._parts(), strict=True)
        )

    def __hash__(self) -> int:
        return hash(tuple(_hashable(part) for part in self._parts()))

    def __reduce__(self) -> tuple[object, ...]:
        plain = (dict(p) if isinstance(p, MappingProxyType) else p for p in self._parts())
        return (type(self), tuple(plain))

    def _parts(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]


def fixed(values: ArrayLike | Any, what: str, *, dimensions: int = 1) -> Floats:
    """A read-only copy of some numbers, in float64.

    Parameters
    ----------
    values : array_like
        A list, tuple, NumPy array, pandas column, or what `numpy.asarray` takes.
    what : str
        What they are, for the message.
    dimensions : int
        Expected number of axes.

    Returns
    -------
    ndarray, float64, not writeable

    Raises
    ------
    InputError
        If they are no finite numbers, or of another shape.
    """
    array = numbers(values, what)
    if array.ndim != dimensions:
        shape = "a plain list" if dimensions == 1 else f"{dimensions} dimensions"
        raise InputError(
            f"{what} must be {shape} of numbers, got shape {array.shape}. Choose one column or "
            "reshape them.",
            code="wrong-shape",
        )
    finite = np.isfinite(array)
    if not finite.all():
        bad = np.argwhere(~finite)
        raise InputError(
            f"{what} must be finite, got {array[tuple(bad[0])]} in {_place(bad[0])}. Leave out "
            "rows that hold no measurement.",
            code="not-finite",
        )
    array.setflags(write=False)
    return array


def numbers(values: ArrayLike | Any, what: str) -> Floats:
    """A copy of some numbers, in float64; what is missing is not a number (NaN).

    Raises
    ------
    InputError
        If they are text, dates, truth values or anything else that is no number.
    """
    try:
        if isinstance(values, np.ma.MaskedArray):
            values = np.ma.filled(values.astype(np.float64), np.nan)
        array = np.asarray(values)
    except (TypeError, ValueError):
        raise _no_numbers(what, values) from None
    if array.dtype.kind in "fiu":
        return np.array(array, dtype=np.float64)
    # Python objects of several kinds: None and pandas.NA among numbers, decimals, huge integers.
    if array.dtype.kind != "O" or array.ndim == 0:
        raise _no_numbers(what, values)
    result = np.empty(array.shape)
    for place, value in np.ndenumerate(array):
        if value is None or type(value).__name__ == "NAType":
            result[place] = np.nan
            continue
        try:
            result[place] = _plain(value)
        except (TypeError, ValueError, OverflowError):
            raise _no_numbers(what, value, f" in {_place(place)}") from None
    return result


def number(value: Any, what: str, code: str) -> float:
    """A finite number, as a plain float.

    Raises
    ------
    InputError
        With this code, if it is none.
    """
    try:
        result = _plain(value)
    except (TypeError, ValueError, OverflowError):
        result = math.nan
    if not math.isfinite(result):
        raise InputError(
            f"{what} must be a finite number, got {_shown(value)}. Leave out what is not known.",
            code=code,
        )
    return result


def increasing(array: Floats, what: str) -> None:
    """Refuses numbers that do not increase strictly.

    Raises
    ------
    InputError
        Naming the first place where they do not.
    """
    falls = np.flatnonzero(array[1:] <= array[:-1])
    if falls.size:
        i = int(falls[0])
        raise InputError(
            f"{what} must increase, got {array[i]:g} and then {array[i + 1]:g} (rows {i + 1} and "
            f"{i + 2}). Sort the rows, or remove the repeated one.",
            code="not-increasing",
        )


def columns_of(table: Any, needed: str) -> dict[str, Any]:
    """The columns of a DataFrame or of a mapping, by name.

    Parameters
    ----------
    table : DataFrame or mapping of columns
    needed : str
        The columns that it should have, for the message.

    Raises
    ------
    InputError
        If it is no table, or two of its columns have one name.
    """
    if not (hasattr(table, "keys") and hasattr(table, "__getitem__")):
        raise InputError(
            f"A DataFrame or a mapping of columns with {needed} was expected, got "
            f"{type(table).__name__}. Make one, such as pandas.DataFrame(...).",
            code="not-a-table",
        )
    # A DataFrame iterates like a mapping; `keys` tells both from a list or an array.
    names = [str(name) for name in table]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            f"Each column of the table needs a name of its own, got {', '.join(twice)} more than "
            "once. Rename or drop one.",
            code="not-a-table",
        )
    return {str(name): table[name] for name in table}


def _hashable(part: Any) -> object:
    if isinstance(part, np.ndarray):
        # Adding zero makes -0.0 and 0.0, which are equal, the same bytes.
        return (part.shape, (part + 0.0).tobytes())
    return frozenset(part.items()) if isinstance(part, Mapping) else part


def _plain(value: Any) -> float:
    """A float from any kind of single number; TypeError for text, truth values and dates."""
    if type(value) is float:
        return value
    if isinstance(value, (str, bytes, bool)) or np.asarray(value).dtype.kind not in "fiuO":
        raise TypeError
    if np.ndim(value):
        raise TypeError
    return float(value)


def _place(index: Any) -> str:
    if len(index) == 1:
        return f"row {int(index[0]) + 1}"
    return f"row {int(index[0]) + 1}, column {int(index[1]) + 1}"


def _no_numbers(what: str, values: Any, where: str = "") -> InputError:
    return InputError(
        f"{what} must be numbers, got {_shown(values)}{where}. Remove or convert what is not a "
        "number.",
        code="not-numbers",
    )


def _shown(values: Any) -> str:
    text = " ".join(repr(values).split())
    return text if len(text) <= 60 else text[:57] + "..."
