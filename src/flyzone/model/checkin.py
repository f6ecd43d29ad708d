"""How the athlete is: what he says in the morning, and who cleared him after a pain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from flyzone.errors import InputError
from flyzone.model.athlete import Place
from flyzone.model.limits import aware, identifier, name, note, one_of, within, within_or_none

Side = Literal["left", "right", "both"]

WarningSign = Literal["chest-pain", "fainting", "palpitations", "breathless-at-rest", "head-injury"]
"""Signs that belong to a doctor before any sprint."""

Role = Literal["doctor", "physiotherapist", "coach", "parent", "athlete"]

_CODE = "checkin"


@dataclass(frozen=True, slots=True)
class Pain:
    """Something hurts.

    Attributes
    ----------
    place : Place
    severity : float
        0 to 10; 0 says that it was asked about and there is none.
    side : {"left", "right", "both"} or None

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    place: Place
    severity: float
    side: Side | None = None

    def __post_init__(self) -> None:
        one_of(self.place, get_args(Place), "The place of a pain", _CODE)
        one_of(self.side, get_args(Side), "The side of a pain", _CODE)
        severity = within(self.severity, 0.0, 10.0, "The severity of a pain", "0 to 10", _CODE)
        object.__setattr__(self, "severity", severity)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What an athlete said of himself; any part may be missing.

    Attributes
    ----------
    id, athlete_id : str
        UUIDs.
    at : datetime
        When he said it, with its offset; its date there is the day that it is about.
    sleep_h : float or None, h
        In the night before.
    expected_sleep_h : float or None, h
        In the coming night, where it is known to be short (an early train, a late match).
    soreness, stress, ready : float or None
        0 to 10: none to worst; for ``ready``, not at all to fully.
    pains : tuple of Pain
    signs : tuple of WarningSign
    resting_heart_rate_bpm : float or None
    hrv_ms : float or None, ms
        RMSSD.
    creatine_g : float or None, g
        Taken that day.
    note : str

    Raises
    ------
    InputError
        If a field cannot be what it says, or nothing at all is said.
    """

    id: str
    athlete_id: str
    at: datetime
    sleep_h: float | None = None
    expected_sleep_h: float | None = None
    soreness: float | None = None
    stress: float | None = None
    ready: float | None = None
    pains: tuple[Pain, ...] = ()
    signs: tuple[WarningSign, ...] = ()
    resting_heart_rate_bpm: float | None = None
    hrv_ms: float | None = None
    creatine_g: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A check-in", _CODE))
        object.__setattr__(self, "athlete_id", identifier(self.athlete_id, "An athlete", _CODE))
        aware(self.at, "A check-in", _CODE)
        object.__setattr__(self, "pains", tuple(self.pains))
        object.__setattr__(self, "signs", tuple(self.signs))
        note(self.note, "The note of a check-in", _CODE)
        for sign in self.signs:
            one_of(sign, get_args(WarningSign), "A warning sign", _CODE)
        for field, low, high, what, unit in _LIMITS:
            value = within_or_none(getattr(self, field), low, high, what, unit, _CODE)
            object.__setattr__(self, field, value)
        said = (*(getattr(self, field) for field, *_ in _LIMITS), *self.pains, *self.signs)
        if all(one is None for one in said) and not self.note:
            raise InputError(
                "A check-in says nothing: no sleep, soreness, pain or anything else came. Give at "
                "least one, such as the hours slept.",
                code="checkin-empty",
            )

    @property
    def day(self) -> date:
        """The athlete's day that it is about."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Clearance:
    """Somebody said that the athlete may begin to run again after a pain, or a warning sign.

    Attributes
    ----------
    id, athlete_id : str
        UUIDs.
    at : datetime
        With its offset.
    place : Place or None
        What was cleared; ``None`` is a warning sign, which only a doctor clears.
    by : str
        The name of who said so.
    role : {"doctor", "physiotherapist", "coach", "parent", "athlete"}

    Raises
    ------
    InputError
        If a field cannot be what it says.
    """

    id: str
    athlete_id: str
    at: datetime
    place: Place | None
    by: str
    role: Role

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", identifier(self.id, "A clearance", _CODE))
        object.__setattr__(self, "athlete_id", identifier(self.athlete_id, "An athlete", _CODE))
        aware(self.at, "A clearance", _CODE)
        one_of(self.place, get_args(Place), "The place of a pain", _CODE)
        one_of(self.role, get_args(Role), "The role of who cleared", _CODE)
        object.__setattr__(self, "by", name(self.by, "Who cleared", _CODE))


_LIMITS = (
    ("sleep_h", 0.0, 24.0, "The sleep", "h"),
    ("expected_sleep_h", 0.0, 24.0, "The expected sleep", "h"),
    ("soreness", 0.0, 10.0, "The soreness", "0 to 10"),
    ("stress", 0.0, 10.0, "The stress", "0 to 10"),
    ("ready", 0.0, 10.0, "The readiness", "0 to 10"),
    ("resting_heart_rate_bpm", 20.0, 150.0, "The resting heart rate", "beats a minute"),
    ("hrv_ms", 1.0, 400.0, "The heart rate variability (RMSSD)", "ms"),
    ("creatine_g", 0.0, 40.0, "The creatine", "g"),
)
