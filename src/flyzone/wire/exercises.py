"""The documents of ``flyzone exercises`` and ``flyzone prescribe``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

from pydantic import BaseModel, Field, TypeAdapter

from flyzone.training.catalogue import Exercise
from flyzone.training.catalogue.amounts import full_dose, recovery_hours
from flyzone.training.prescription import Prescription
from flyzone.training.rules import STANDARD, RuleBook
from flyzone.wire.plan import DoseDocument, dose_document
from flyzone.wire.reason import EXACT, ReasonDocument, reason_documents
from flyzone.wording.english.doses import dose_in_words
from flyzone.wording.english.exercises import EXERCISES

EXERCISES_SCHEMA_VERSION: Final = 1


class ExerciseDocument(BaseModel):
    """One exercise."""

    model_config = EXACT

    key: str
    name: str
    purpose: str
    family: str
    stimulus: str | None = None
    big_three: str | None = None
    doses: dict[str, DoseDocument] = Field(description="by level")
    recovery_h: float | None = Field(default=None, description="until the next maximal sprints")
    steps: list[str]
    cues: list[str]
    watch: list[str]
    mends: list[str] = Field(description="codes of faults of form")
    equipment: list[str]
    places: list[str] = Field(description="any of them will do")
    not_when: str
    avoid_after: list[str] = Field(description="places of earlier injuries")
    reduce_after: list[str]
    instead: list[str]
    evidence: str
    source: str
    caveat: str | None = None
    unverified: bool = Field(description="from memory: no source was opened")


class ExercisesDocument(BaseModel):
    """Several exercises."""

    model_config = EXACT

    schema_version: Literal[1] = EXERCISES_SCHEMA_VERSION
    exercises: list[ExerciseDocument]


class PrescribedDocument(BaseModel):
    """One dose of a session, also in words."""

    model_config = EXACT

    name: str
    words: str
    dose: DoseDocument


class PrescriptionDocument(BaseModel):
    """What to do in one session, in its order."""

    model_config = EXACT

    schema_version: Literal[1] = EXERCISES_SCHEMA_VERSION
    athlete: str
    stimulus: str
    on: str
    doses: list[PrescribedDocument]
    reasons: list[ReasonDocument]


EXERCISES_DOCUMENT: TypeAdapter[ExercisesDocument | PrescriptionDocument] = TypeAdapter(
    ExercisesDocument | PrescriptionDocument
)


def exercises_document(exercises: Iterable[Exercise], book: RuleBook = STANDARD) -> dict[str, Any]:
    """The document of some exercises, with the doses that the rules give."""
    document = ExercisesDocument.model_validate(
        {"exercises": [_exercise(one, book) for one in exercises]}
    )
    return document.model_dump(exclude_none=True)


def prescription_document(
    prescription: Prescription, *, athlete: str, stimulus: str, on: str
) -> dict[str, Any]:
    """The document of a prescription."""
    document = PrescriptionDocument.model_validate(
        {
            "athlete": athlete,
            "stimulus": stimulus,
            "on": on,
            "doses": [
                {
                    "name": EXERCISES[dose.exercise].name,
                    "words": dose_in_words(dose),
                    "dose": dose_document(dose),
                }
                for dose in prescription.doses
            ],
            "reasons": reason_documents(prescription.reasons),
        }
    )
    return document.model_dump(exclude_none=True)


def _exercise(exercise: Exercise, book: RuleBook) -> dict[str, Any]:
    text = EXERCISES[exercise.key]
    return {
        "key": exercise.key,
        "name": text.name,
        "purpose": text.purpose,
        "family": exercise.family,
        "stimulus": exercise.stimulus,
        "big_three": exercise.big_three,
        "doses": {
            level: dose_document(full_dose(exercise, level, book)) for level in exercise.doses
        },
        "recovery_h": recovery_hours(exercise, book) or None,
        "steps": list(text.steps),
        "cues": list(text.cues),
        "watch": list(text.watch),
        "mends": list(exercise.mends),
        "equipment": list(exercise.equipment),
        "places": list(exercise.kinds),
        "not_when": text.not_when,
        "avoid_after": list(exercise.avoid_after),
        "reduce_after": list(exercise.reduce_after),
        "instead": list(exercise.instead),
        "evidence": exercise.evidence,
        "source": exercise.source,
        "caveat": text.caveat or None,
        "unverified": exercise.unverified,
    }
