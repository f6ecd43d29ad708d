"""The ``flyzone profile --json`` document: one measured sprint, versioned, in SI units.

Every number that was worked out is an object with its standard error and 90 % interval; where the
input cannot tell them they are absent, and `not_measured` says so.  Values keep ten significant
digits: what people read is rounded at the doors, and what programs compare is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from flyzone.model import (
    Estimate,
    FailedSprint,
    FittedSprint,
    ForceVelocity,
    Notice,
    SprintProfile,
)
from flyzone.wire.reason import EXACT, ReasonDocument, digits, reason_document
from flyzone.wire.timed import NoticeDocument, NotMeasuredDocument

PROFILE_SCHEMA_VERSION: Final = 1


class EstimateDocument(BaseModel):
    """A number with what is known of its error."""

    model_config = EXACT

    value: float
    unit: str
    se: float | None = Field(default=None, ge=0.0, description="standard error; absent: not known")
    low_90: float | None = Field(default=None, description="ends of the 90 % interval")
    high_90: float | None = None


class FitDocument(BaseModel):
    """How well the curve fits what was measured."""

    model_config = EXACT

    input: Literal["splits", "velocity", "velocity-distance", "position", "in-situ"]
    correction: str
    n: int = Field(ge=0, description="observations fitted")
    degrees_of_freedom: int = Field(ge=0)
    at: list[float] = Field(description="where: m for splits, s or m for traces, m/s for in-situ")
    observed: list[float]
    predicted: list[float]
    residuals: list[float] = Field(description="observed - predicted, in residual_unit")
    residual_unit: str
    RMSE: float = Field(ge=0.0, description="root of the mean squared residual")
    R2: float | None = Field(default=None, description="squared correlation; absent: no variation")
    error_known: bool = Field(description="whether the input's errors were stated")
    chi_square: float | None = Field(default=None, description="where errors were stated")
    correlation_factor: float = Field(ge=1.0, description="widening for correlated residuals")
    scatter_factor: float = Field(ge=1.0, description="widening for scatter beyond stated errors")
    left_out: dict[str, int] = Field(description="samples of a trace not used, by reason")


class ForceVelocityDocument(BaseModel):
    """A force-velocity profile in one definition; two definitions are never compared."""

    model_config = EXACT

    definition: str
    basis: str = Field(description="the definition with its settings")
    F0: EstimateDocument
    V0: EstimateDocument
    Pmax: EstimateDocument
    FV_slope: EstimateDocument
    RFmax: EstimateDocument | None = None
    DRF: EstimateDocument | None = None


class ProfileDocument(BaseModel):
    """Everything that one sprint gave."""

    model_config = EXACT

    schema_version: Literal[1] = PROFILE_SCHEMA_VERSION
    athlete: str | None = None
    run: str | None = None
    origin: str
    model: dict[str, EstimateDocument] = Field(description="MSS, MAC, TAU, PMAX, TC, DC, FD")
    force_velocity: ForceVelocityDocument | None = None
    force_velocity_analytic: ForceVelocityDocument | None = None
    fit: FitDocument
    derived: dict[str, EstimateDocument] = Field(description="what the curve says of the athlete")
    meaning: list[ReasonDocument]
    warnings: list[NoticeDocument]
    not_measured: list[NotMeasuredDocument]


class FailedProfileDocument(BaseModel):
    """A sprint of a file that could not be profiled; the others went on."""

    model_config = EXACT

    athlete: str | None = None
    run: str | None = None
    code: str
    message: str


class ProfilesDocument(BaseModel):
    """The profiles of a file with several sprints."""

    model_config = EXACT

    schema_version: Literal[1] = PROFILE_SCHEMA_VERSION
    profiles: list[ProfileDocument]
    failed: list[FailedProfileDocument]
    warnings: list[NoticeDocument] = Field(description="of the file as a whole")


_RESIDUAL_UNITS = {
    "splits": "s", "velocity": "m/s", "velocity-distance": "m/s", "position": "m",
    "in-situ": "m/s^2",
}  # fmt: skip
_ANALYTIC = "analytic-3.x"


def profile_document(profile: SprintProfile, of_file: Sequence[Notice] = ()) -> dict[str, Any]:
    """Write a profile as the document of ``flyzone profile --json``.

    Parameters
    ----------
    profile : SprintProfile
    of_file : sequence of Notice
        Warnings of the file that it came from, put before its own.

    Returns
    -------
    dict
        Ready for ``json.dump``; what is not known is absent.

    Raises
    ------
    pydantic.ValidationError
        If a number is not finite: a fault of the program, never of the input.
    """
    by_definition = {one.definition: one for one in profile.force_velocity}
    analytic = by_definition.pop(_ANALYTIC, None)
    spreadsheet = next(iter(by_definition.values()), None)
    document = ProfileDocument.model_validate(
        {
            "athlete": profile.athlete,
            "run": profile.run,
            "origin": profile.origin,
            "model": {name: _estimate(one) for name, one in profile.estimates.items()},
            "force_velocity": spreadsheet and _force_velocity(spreadsheet),
            "force_velocity_analytic": analytic and _force_velocity(analytic),
            "fit": _fit(profile.fit, dict(profile.samples_left_out)),
            "derived": {name: _estimate(one) for name, one in profile.derived.items()},
            "meaning": [reason_document(reason) for reason in profile.reasons],
            "warnings": [
                {"code": n.code, "message": n.message} for n in (*of_file, *profile.warnings)
            ],
            "not_measured": [
                {"quantity": n.quantity, "reason": n.reason} for n in profile.not_measured
            ],
        }
    )
    return document.model_dump(exclude_none=True)


def profiles_document(
    profiles: Sequence[SprintProfile],
    failed: Sequence[FailedSprint] = (),
    warnings: Sequence[Notice] = (),
) -> dict[str, Any]:
    """Write the profiles of several sprints as one document.

    Parameters
    ----------
    profiles : sequence of SprintProfile
    failed : sequence of FailedSprint
    warnings : sequence of Notice

    Returns
    -------
    dict
    """
    return {
        "schema_version": PROFILE_SCHEMA_VERSION,
        "profiles": [profile_document(profile) for profile in profiles],
        "failed": [
            FailedProfileDocument(
                athlete=one.athlete, run=one.run, code=one.code, message=one.message
            ).model_dump(exclude_none=True)
            for one in failed
        ],
        "warnings": [{"code": n.code, "message": n.message} for n in warnings],
    }


def _estimate(estimate: Estimate) -> dict[str, Any]:
    return {
        "value": digits(estimate.value),
        "unit": estimate.unit,
        "se": digits(estimate.se),
        "low_90": digits(estimate.low_90),
        "high_90": digits(estimate.high_90),
    }


def _force_velocity(profile: ForceVelocity) -> dict[str, Any]:
    values = {name: _estimate(one) for name, one in profile.values.items()}
    return {"definition": profile.definition, "basis": profile.basis, **values}


def _fit(fit: FittedSprint, left_out: dict[str, int]) -> dict[str, Any]:
    return {
        "input": fit.input,
        "correction": fit.correction,
        "n": len(fit.at),
        "degrees_of_freedom": fit.degrees_of_freedom,
        "at": [digits(x) for x in fit.at],
        "observed": [digits(x) for x in fit.observed],
        "predicted": [digits(x) for x in fit.predicted],
        "residuals": [digits(x) for x in fit.residuals],
        "residual_unit": _RESIDUAL_UNITS[fit.input],
        "RMSE": digits(fit.rmse),
        "R2": digits(fit.r_squared),
        "error_known": fit.error_known,
        "chi_square": digits(fit.chi_square),
        "correlation_factor": digits(fit.correlation_factor),
        "scatter_factor": digits(fit.scatter_factor),
        "left_out": left_out,
    }
