"""The kinds of record that a store keeps, and how each lies in its tables.

Between a record's plain values and its row there are three differences: a moment is two numbers, what
is merely carried along is JSON text, and some records own rows of a second table (a session its reps,
a group its members, a plan its days).  Here each kind says so once; reading, writing, export and import
all go by it.  Here too is refused what one of the databases could not keep.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Double, Table

from flyzone.errors import InputError
from flyzone.model import (
    Athlete,
    CameraPlace,
    CheckIn,
    Clearance,
    Consent,
    Ground,
    Group,
    Jump,
    Lift,
    Plan,
    PlannedDay,
    Rep,
    RuleChange,
    Session,
    StoredClip,
    WishList,
)
from flyzone.storage import tables
from flyzone.storage.audit import AuditEntry
from flyzone.storage.plain import check_field
from flyzone.storage.results import StoredResult

Plain = dict[str, Any]
Row = dict[str, Any]
Record = (
    Athlete | Group | CheckIn | Clearance | Session | Jump | Lift | Plan | RuleChange | StoredResult
    | StoredClip | CameraPlace | Ground | WishList | Consent
)  # fmt: skip
"""What can be saved."""

LONGEST_TEXT = 10_000
"""Letters of a text; a note has its own, narrower limit."""
LONGEST_JSON = 2_000_000
"""Letters of a JSON text, such as the document of a result."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)
_CODE = "store-value"


class Form:
    """How the fields of one word lie in the columns of one table."""

    def __init__(self, word: type, table: Table, names: Iterable[str]) -> None:
        self._what = word.__name__
        self._word = word
        self._moments: list[str] = []
        self._json: list[str] = []
        self._texts: list[str] = []
        self._columns: list[tuple[str, Callable[[str, str, Any], Any]]] = []
        for name in names:
            if f"{name}_us" in table.c:
                self._moments.append(name)
            elif isinstance(table.c[name].type, tables.Json):
                self._json.append(name)
            else:
                check = _check_of(table.c[name])
                self._columns.append((name, check))
                if check is _text:
                    self._texts.append(name)

    def row(self, plain: Plain) -> Row:
        """The columns that hold these plain values."""
        row = {
            name: None if (value := plain[name]) is None else check(self._what, name, value)
            for name, check in self._columns
        }
        for name in self._texts:
            check_field(self._word, name, plain[name])
        for name in self._moments:
            row[f"{name}_us"], row[f"{name}_offset_s"] = _split(self._what, name, plain[name])
        for name in self._json:
            check_field(self._word, name, plain[name])
            row[name] = (
                None if plain[name] is None else json_text(f"{self._what}.{name}", plain[name])
            )
        return row

    def plain(self, row: Mapping[str, Any]) -> Plain:
        """The plain values that these columns hold."""
        plain: Plain = {name: row[name] for name, _ in self._columns}
        for name in self._moments:
            plain[name] = _joined(row[f"{name}_us"], row[f"{name}_offset_s"])
        for name in self._json:
            plain[name] = None if row[name] is None else json.loads(row[name])
        return plain


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a second table that belong to a record.

    Attributes
    ----------
    field : str
        Of the record: the tuple that they make.
    table : Table
    owner : str
        Column with the record's id.
    order : tuple of str
        Columns that put them in order.
    rows : callable
        From the record's plain values to its rows.
    plain : callable
        From one row to one plain entry of the field.
    """

    field: str
    table: Table
    owner: str
    order: tuple[str, ...]
    rows: Callable[[Plain], list[Row]]
    plain: Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    Attributes
    ----------
    name : str
        As the audit trail and an export call it.
    word : type
        Its dataclass.
    table : Table
    moment : str or None
        The field that it is ordered by in time.
    part : Part or None
    """

    name: str
    word: type[Any]
    table: Table
    moment: str | None = None
    part: Part | None = None
    form: Form = field(init=False)

    def __post_init__(self) -> None:
        elsewhere = None if self.part is None else self.part.field
        own = [one.name for one in fields(self.word) if one.name != elsewhere]
        object.__setattr__(self, "form", Form(self.word, self.table, own))

    def plain_of_row(self, row: Mapping[str, Any], parts: Iterable[Mapping[str, Any]]) -> Plain:
        """A record's plain values from its row and, in order, the rows of its part."""
        plain = self.form.plain(row)
        if self.part is not None:
            plain[self.part.field] = [self.part.plain(one) for one in parts]
        return plain

    def athlete_ids(self, plain: Plain) -> set[str]:
        """Whose record it is: the athletes who must be seen by whoever touches it."""
        if self.word is Athlete:
            return {plain["id"]}
        if self.word is Group:
            return set(plain["athlete_ids"])
        if self.word is Plan:
            return {day["athlete_id"] for day in plain["days"]}
        named = {plain.get("athlete_id"), *plain.get("order", ())}
        return {one for one in named if one is not None}

    def owner_of(self, plain: Plain) -> str | None:
        """The one athlete whose record it is; ``None`` where there is no single one."""
        if self.word is Athlete:
            return str(plain["id"])
        return plain.get("athlete_id")


def json_text(what: str, value: Any) -> str:
    """The one way in which a JSON value is written: equal values are equal texts.

    Raises
    ------
    InputError
        If it is too long, or a number in it is not finite.
    """
    try:
        text = json.dumps(value, allow_nan=False, sort_keys=True, separators=(",", ":"))
    except (ValueError, RecursionError) as problem:
        raise InputError(f"{what} is no JSON ({problem}). Remove that value.", code=_CODE) from None
    if len(text) > LONGEST_JSON:
        raise InputError(
            f"{what} may be {LONGEST_JSON} letters of JSON long, got {len(text)}. Keep a smaller part.",
            code=_CODE,
        )
    return text


def can_be_kept(text: str) -> bool:
    """Whether both databases can hold a text: no NUL, and no half a letter (a lone surrogate)."""
    whole = text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
    return whole and "\0" not in text


def microseconds(moment: datetime) -> int:
    """Microseconds since the beginning of 1970 in UTC: what moments are compared by."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(us: int, offset_s: int) -> datetime:
    """The moment of so many microseconds, on a clock with that offset from UTC in seconds."""
    clock = timezone(timedelta(seconds=offset_s))
    return (_EPOCH + timedelta(microseconds=us)).astimezone(clock)


def _split(what: str, name: str, plain: str | None) -> tuple[int | None, int | None]:
    if plain is None:
        return None, None
    moment = datetime.fromisoformat(plain)
    offset = moment.utcoffset()
    if offset is None:
        raise InputError(
            f"{what}.{name} needs its offset from UTC, got {plain}. Write it behind.", code=_CODE
        )
    return microseconds(moment), offset // _SECOND


def _joined(us: int | None, offset_s: int | None) -> str | None:
    return None if us is None or offset_s is None else moment_of(us, offset_s).isoformat()


def _check_of(column: Column[Any]) -> Callable[[str, str, Any], Any]:
    kind = column.type
    if isinstance(kind, Boolean):
        return _flag
    if isinstance(kind, Double):
        return _number
    if isinstance(kind, BigInteger):
        return _large
    return _whole if column.type.python_type is int else _text


def _text(what: str, name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _refused(what, name, "must be text", value)
    if not can_be_kept(value):
        raise _refused(what, name, "may hold no NUL and no half a letter (surrogate)", value)
    if len(value) > LONGEST_TEXT:
        raise _refused(what, name, f"may be {LONGEST_TEXT} letters long", f"{len(value)} letters")
    return value


def _flag(what: str, name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _refused(what, name, "must be true or false", value)
    return value


def _number(what: str, name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise _refused(what, name, "must be a finite number", value)
    return float(value)


def _whole(what: str, name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**31) <= value < 2**31:
        raise _refused(what, name, "must be a whole number of moderate size", value)
    return value


def _large(what: str, name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**62) <= value < 2**62:
        raise _refused(what, name, "must be a whole number", value)
    return value


def _refused(what: str, name: str, rule: str, value: Any) -> InputError:
    return InputError(
        f"{what}.{name} {rule}, got {ascii(value)[:60]}. Change it and save again.", code=_CODE
    )


_REP = Form(Rep, tables.reps, [one.name for one in fields(Rep)])
_DAY = Form(PlannedDay, tables.planned_days, [one.name for one in fields(PlannedDay)])


def _rep_rows(session: Plain) -> list[Row]:
    started = microseconds(datetime.fromisoformat(session["started_at"]))
    return [
        _REP.row(rep)
        | {
            "session_id": session["id"],
            "athlete_id": session["athlete_id"],
            "session_started_us": started,
            "distance_mm": round(rep["distance_m"] * 1000),
        }
        for rep in session["reps"]
    ]


def _member_rows(group: Plain) -> list[Row]:
    return [
        {"group_id": group["id"], "athlete_id": member, "place": place}
        for place, member in enumerate(group["athlete_ids"])
    ]


def _day_rows(plan: Plain) -> list[Row]:
    return [_DAY.row(day) | {"plan_id": plan["id"]} for day in plan["days"]]


REPS = Part("reps", tables.reps, "session_id", ("number",), _rep_rows, _REP.plain)
MEMBERS = Part(
    "athlete_ids",
    tables.memberships,
    "group_id",
    ("place",),
    _member_rows,
    lambda row: row["athlete_id"],
)
DAYS = Part("days", tables.planned_days, "plan_id", ("day", "athlete_id"), _day_rows, _DAY.plain)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        # In this order an import meets every record after those that it refers to.
        Kind("athlete", Athlete, tables.athletes),
        Kind("group", Group, tables.groups, part=MEMBERS),
        Kind("check-in", CheckIn, tables.checkins, "at"),
        Kind("clearance", Clearance, tables.clearances, "at"),
        Kind("session", Session, tables.sessions, "started_at", part=REPS),
        Kind("jump", Jump, tables.jumps, "at"),
        Kind("lift", Lift, tables.lifts, "at"),
        Kind("plan", Plan, tables.plans, "made_at", part=DAYS),
        Kind("rule-change", RuleChange, tables.rule_changes, "at"),
        Kind("result", StoredResult, tables.results, "at"),
        Kind("clip", StoredClip, tables.clips, "at"),
        Kind("camera-place", CameraPlace, tables.camera_places, "at"),
        Kind("ground", Ground, tables.grounds),
        Kind("wish-list", WishList, tables.wish_lists, "at"),
        Kind("consent", Consent, tables.consents, "at"),
        Kind("audit", AuditEntry, tables.audit, "at"),
    )
}

_KIND_OF: dict[type, Kind] = {kind.word: kind for kind in KINDS.values()}


def kind_of(word: type) -> Kind:
    """The kind of a class of records.

    Raises
    ------
    InputError
        If no store keeps such things.
    """
    kind = _KIND_OF.get(word)
    if kind is None:
        raise InputError(
            f"A store keeps no {word.__name__}. It keeps "
            f"{', '.join(kind.word.__name__ for kind in KINDS.values())}.",
            code=_CODE,
        )
    return kind
