"""``flyzone exercises`` and ``flyzone prescribe``: what there is to do, and what to do today."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from flyzone.cli.door import AsJson, door, print_json, say, show
from flyzone.cli.moments import day
from flyzone.cli.reasons import show_reasons
from flyzone.cli.store_options import Database, Who, reading

if TYPE_CHECKING:
    from flyzone.training.catalogue import Exercise


@door
def exercises(
    key: Annotated[str | None, typer.Argument(help="Only this exercise, in full.")] = None,
    family: Annotated[
        str | None,
        typer.Option(
            "--family",
            help="sprint, hill, resisted, strength, jump, drill, warm-up, cool-down, conditioning.",
        ),
    ] = None,
    mends: Annotated[
        str | None, typer.Option("--mends", help="Those that mend this fault of form.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the exercises: dose, rest, cues, faults that they mend, evidence."""
    from flyzone.errors import InputError
    from flyzone.training.catalogue import CATALOGUE, FAULTS
    from flyzone.wire.exercises import exercises_document

    families = sorted({one.family for one in CATALOGUE.values()})
    for given, known, what in (
        (key, CATALOGUE, "exercise"), (family, families, "family"), (mends, FAULTS, "fault"),
    ):  # fmt: skip
        if given is not None and given not in known:
            raise InputError(
                f"There is no {what} called {given!r}. Expected one of {', '.join(known)}.",
                code="exercise-unknown",
            )
    chosen = [
        one
        for one in CATALOGUE.values()
        if key in (None, one.key)
        and family in (None, one.family)
        and (mends is None or mends in one.mends)
    ]
    if as_json:
        print_json(exercises_document(chosen))
    elif key is not None:
        _show_one(chosen[0])
    else:
        _show_list(chosen)


@door
def prescribe(
    name: Who,
    stimulus: Annotated[
        str,
        typer.Argument(help="What to train: max-velocity, acceleration, hill, plyometrics ..."),
    ],
    straight: Annotated[
        float | None, typer.Option("--straight", help="Clear straight metres, run-out included.")
    ] = None,
    hill: Annotated[
        float | None, typer.Option("--hill", help="Slope of the hill, degrees.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--place", help="track, straight, hill, gym or grass; again for another."),
    ] = None,
    equipment: Annotated[
        list[str] | None,
        typer.Option(
            "--equipment",
            help="anchor, blocks, box, sled, tow-line, weights or wickets; again for another.",
        ),
    ] = None,
    minutes: Annotated[float | None, typer.Option("--minutes", help="For the session.")] = None,
    share: Annotated[float, typer.Option("--share", help="Of the usual reps.")] = 1.0,
    on: Annotated[str | None, typer.Option("--on", help="The day; without it today.")] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """What to do in a session: warm-up, main part, cool-down, with doses, rests and why."""
    from flyzone.model.limits import one_of
    from flyzone.model.rep import Stimulus
    from flyzone.training.catalogue.exercise import EQUIPMENT, PLACE_KINDS
    from flyzone.training.catalogue.place import TrainingPlace
    from flyzone.training.prescription import prescribe as prescribed
    from flyzone.wire.exercises import prescription_document
    from flyzone.workflows.one_athlete import book_of

    with reading(database) as store:
        athlete = store.find_athlete(name)
        book = book_of(store, athlete.id)
    date = datetime.now().date() if on is None else day(on)
    one_of(stimulus, get_args(Stimulus), "What is to be trained", "prescription")
    if straight is None and hill is None and not equipment and not kind:
        say(
            "Nothing came about the place: all that an exercise may need is taken to be there. Say "
            "what there is with --place, --straight, --hill and --equipment.",
            style="yellow",
        )
        place = TrainingPlace(equipment=frozenset(EQUIPMENT), kinds=frozenset(PLACE_KINDS))
    else:
        place = TrainingPlace(straight, hill, frozenset(equipment or ()), frozenset(kind or ()))
    found = prescribed(
        stimulus, athlete, date, place, book, share=share, minutes=minutes,  # type: ignore[arg-type]
    )  # fmt: skip
    document = prescription_document(
        found, athlete=athlete.name, stimulus=stimulus, on=date.isoformat()
    )
    if as_json:
        print_json(document)
        return
    show(f"{athlete.name}, {date}: {stimulus}")
    for dose in document["doses"]:
        show(f"  {dose['name']}: {dose['words']}")
    show_reasons(found.reasons)


def _show_list(chosen: list[Exercise]) -> None:
    from flyzone.wording.english.exercises import EXERCISES

    width = max((len(one.key) for one in chosen), default=0)
    for one in chosen:
        show(f"{one.key:<{width}}  {EXERCISES[one.key].purpose}")


def _show_one(exercise: Exercise) -> None:
    from flyzone.training.catalogue.amounts import full_dose
    from flyzone.training.rules import STANDARD
    from flyzone.wording.english.doses import dose_in_words
    from flyzone.wording.english.exercises import EXERCISES

    text = EXERCISES[exercise.key]
    show(f"{text.name}  [{exercise.evidence}]")
    show(f"  {text.purpose}")
    for number, step in enumerate(text.steps, start=1):
        show(f"  {number}. {step}")
    for level in exercise.doses:
        show(f"  {level}: {dose_in_words(full_dose(exercise, level, STANDARD))}")
    for title, words in (
        ("think of", text.cues), ("watch for", text.watch), ("mends", exercise.mends),
        ("needs", exercise.equipment), ("not when", (text.not_when,)),
        ("left after an injury of", exercise.avoid_after),
        ("fewer reps after an injury of", exercise.reduce_after), ("instead", exercise.instead),
    ):  # fmt: skip
        if words:
            show(f"  {title}: {', '.join(words)}")
    memory = " From memory, unverified." if exercise.unverified else ""
    show(f"  source: {exercise.source}.{memory} {text.caveat}".rstrip())
