"""The ``flyzone time --json`` document: one timed clip, versioned, in SI units.

The models below are the schema: ``flyzone schema time`` prints it from them, and every document
is checked against them before it leaves, so what is printed and what is promised cannot drift
apart.  Seconds and their standard deviations keep five decimals: ten microseconds, a hundredth of
the smallest error that a clip allows.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from flyzone.errors import InputError
from flyzone.model import ClipInfo, ClipTiming, ErrorSource, Notice, NotMeasured, Split, TimedRun

TIME_SCHEMA_VERSION: Final = 1

_Exact = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
_Positive = Annotated[float, Field(gt=0.0)]
_ZeroOrMore = Annotated[float, Field(ge=0.0)]


class ClipDocument(BaseModel):
    """What the clip's own timestamps say about it."""

    model_config = _Exact

    frames: int = Field(ge=0, description="frames presented")
    fps: float = Field(ge=0.0, description="mean rate of the frames as played, Hz")
    variable_frame_rate: bool
    slow_motion_factor: float = Field(gt=0.0, description="played seconds per real second")
    duration_s: float = Field(ge=0.0, description="real seconds, first to last frame")


class SplitDocument(BaseModel):
    """The time between two places on the lane."""

    model_config = _Exact

    from_m: float
    to_m: float
    time_s: _Positive
    time_sd_s: _ZeroOrMore


class ErrorSourceDocument(BaseModel):
    """One independent share of a time's standard deviation."""

    model_config = _Exact

    source: str
    sd_s: _ZeroOrMore


class RunDocument(BaseModel):
    """One runner through the zone."""

    model_config = _Exact

    athlete: str | None = Field(default=None, description="from --order; absent without one")
    direction: Literal["left-to-right", "right-to-left"]
    entry_s: float = Field(description="real seconds since the first presented frame")
    exit_s: float = Field(description="real seconds since the first presented frame")
    time_s: float = Field(gt=0.0, description="exit_s - entry_s")
    time_sd_s: float = Field(ge=0.0, description="standard deviation of time_s")
    speed_m_s: float = Field(gt=0.0, description="mean over the zone")
    speed_sd_m_s: _ZeroOrMore
    splits: list[SplitDocument]
    error_budget: list[ErrorSourceDocument] = Field(
        description="independent shares: their squares add up to that of time_sd_s"
    )
    path: list[Annotated[list[float], Field(min_length=2, max_length=2)]] = Field(
        description="[time in s, place along the lane in m] of the middle of the trunk"
    )


class NoticeDocument(BaseModel):
    """A stable code and the sentence that a person reads."""

    model_config = _Exact

    code: str
    message: str


class NotMeasuredDocument(BaseModel):
    """A quantity that this clip cannot give, and why."""

    model_config = _Exact

    quantity: str
    reason: str


class TimeDocument(BaseModel):
    """Everything that timing one clip gave."""

    model_config = _Exact

    schema_version: Literal[1] = TIME_SCHEMA_VERSION
    clip: ClipDocument
    zone_m: Annotated[list[float], Field(min_length=2, max_length=2)]
    runs: list[RunDocument]
    warnings: list[NoticeDocument]
    not_measured: list[NotMeasuredDocument]


def timing_document(timing: ClipTiming) -> dict[str, Any]:
    """Write a timed clip as the document of ``flyzone time --json``.

    Parameters
    ----------
    timing : ClipTiming

    Returns
    -------
    dict
        Ready for ``json.dump``; seconds to 1e-5, metres and m/s to 1e-4.  ``athlete`` is absent
        where no start order was given.

    Raises
    ------
    pydantic.ValidationError
        If a number is not finite or out of its range: a fault of the program, never of the clip.
    """
    document = TimeDocument.model_validate(
        {
            "schema_version": TIME_SCHEMA_VERSION,
            "clip": {
                "frames": timing.clip.frames,
                "fps": _rounded(timing.clip.fps, 3),
                "variable_frame_rate": timing.clip.variable_frame_rate,
                "slow_motion_factor": _rounded(timing.clip.slow_motion_factor, 6),
                "duration_s": _seconds(timing.clip.duration_s),
            },
            "zone_m": [_rounded(place, 4) for place in timing.zone_m],
            "runs": [_run(run) for run in timing.runs],
            "warnings": [{"code": n.code, "message": n.message} for n in timing.warnings],
            "not_measured": [
                {"quantity": n.quantity, "reason": n.reason} for n in timing.not_measured
            ],
        }
    )
    return document.model_dump(exclude_none=True)


def parse_timing(document: object) -> ClipTiming:
    """A timed clip from the document that `timing_document` wrote of it.

    Parameters
    ----------
    document : dict

    Returns
    -------
    ClipTiming
        What the document does not say (the place across the lane, the crossings' own errors) is zero.

    Raises
    ------
    InputError
        If it is no such document.
    """
    try:
        read = TimeDocument.model_validate(document)
    except ValidationError as problem:
        raise InputError(
            f"A document of `flyzone time --json`, version {TIME_SCHEMA_VERSION}, was expected; "
            f"{problem.error_count()} of its values cannot be. Time the clip again.",
            code="timing-document",
        ) from None
    return ClipTiming(
        clip=ClipInfo(**read.clip.model_dump()),
        zone_m=(read.zone_m[0], read.zone_m[1]),
        runs=tuple(
            TimedRun(
                **run.model_dump(exclude={"splits", "error_budget", "path"}),
                splits=tuple(Split(**one.model_dump()) for one in run.splits),
                error_budget=tuple(ErrorSource(**one.model_dump()) for one in run.error_budget),
                path=tuple((time, place) for time, place in run.path),
            )
            for run in read.runs
        ),
        warnings=tuple(Notice(one.code, one.message) for one in read.warnings),
        not_measured=tuple(NotMeasured(one.quantity, one.reason) for one in read.not_measured),
    )


def _run(run: TimedRun) -> dict[str, Any]:
    entry, time = _seconds(run.entry_s), _seconds(run.time_s)
    return {
        "athlete": run.athlete,
        "direction": run.direction,
        "entry_s": entry,
        # Rounded apart, exit - entry could differ from time by a last digit.
        "exit_s": _seconds(entry + time),
        "time_s": time,
        "time_sd_s": _seconds(run.time_sd_s),
        "speed_m_s": _rounded(run.speed_m_s, 4),
        "speed_sd_m_s": _rounded(run.speed_sd_m_s, 4),
        "splits": [
            {
                "from_m": _rounded(split.from_m, 4),
                "to_m": _rounded(split.to_m, 4),
                "time_s": _seconds(split.time_s),
                "time_sd_s": _seconds(split.time_sd_s),
            }
            for split in run.splits
        ],
        "error_budget": [
            {"source": share.source, "sd_s": _seconds(share.sd_s)} for share in run.error_budget
        ],
        "path": [[_seconds(time), _rounded(place, 4)] for time, place in run.path],
    }


def _seconds(value: float) -> float:
    return _rounded(value, 5)


def _rounded(value: float, decimals: int) -> float:
    # Plain float: NumPy scalars are not JSON.  Adding 0.0 turns -0.0 into 0.0.
    return round(float(value), decimals) + 0.0
