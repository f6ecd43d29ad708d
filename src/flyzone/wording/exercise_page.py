"""Write ``docs/exercises.md`` from the catalogue: ``python -m flyzone.wording.exercise_page FILE``.

A page that is generated cannot disagree with what is prescribed; a test compares it with the
catalogue of now.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from flyzone.training.catalogue import CATALOGUE, Exercise
from flyzone.training.catalogue.amounts import full_dose, recovery_hours
from flyzone.training.rules import STANDARD
from flyzone.training.rules.book import RuleBook
from flyzone.wording.english.doses import dose_in_words
from flyzone.wording.english.exercises import EXERCISES

_OPENING = """# Exercises

Written by `python -m flyzone.wording.exercise_page docs/exercises.md` from the catalogue.

What `flyzone` prescribes is made of these. A dose is for one session, before anything takes away from
it: an earlier injury, an unloading week, a short hour. Rests between maximal reps follow from what is
run (one minute for each ten metres, run-in and zone together, within the limits of best practice), and
are never cut to save time. 1RM is the heaviest single lift; RIR are reps in reserve: how many more he
could have done. The grade of the evidence says how well it is founded that the exercise serves
sprinting: *strong*, *moderate*, *weak*, or *convention* (coaches do so). **[M]** marks what is from
memory: no source was opened for it.

Slopes are degrees: 10 degrees are 18 % grade, 15 degrees are 27 %.
"""

_FAMILIES = {
    "sprint": "Sprints",
    "hill": "Hills",
    "resisted": "Against a sled",
    "strength": "Lifts",
    "jump": "Jumps",
    "drill": "Drills",
    "warm-up": "To warm up",
    "cool-down": "Afterwards, and rest",
    "conditioning": "Other running",
}
_BIG_THREE = {
    "sprint": "sprint at full speed",
    "jump": "jump explosively",
    "lift": "lift heavy on one leg",
}


def exercise_page(book: RuleBook = STANDARD) -> str:
    """The whole page, Markdown."""
    parts = [_OPENING]
    for family, title in _FAMILIES.items():
        parts.append(f"## {title}\n")
        parts += [_section(one, book) for one in CATALOGUE.values() if one.family == family]
    return "\n".join(parts)


def _section(exercise: Exercise, book: RuleBook) -> str:
    text = EXERCISES[exercise.key]
    lines = [f"### {text.name}", "", f"`{exercise.key}` {text.purpose}", ""]
    lines += [f"{i}. {step}" for i, step in enumerate(text.steps, 1)]
    lines += ["", *_doses(exercise, book)]
    hours = recovery_hours(exercise, book)
    facts = (
        ("Of the big three", _BIG_THREE.get(exercise.big_three or "", "")),
        ("Think of", "; ".join(text.cues)),
        ("Watch for", "; ".join(text.watch)),
        ("Mends", ", ".join(fault.replace("-", " ") for fault in exercise.mends)),
        ("Needs", ", ".join(exercise.equipment)),
        ("Where", ", ".join(exercise.kinds)),
        ("Recovery", f"{hours:g} h (rule `{exercise.recovery_rule}`)" if hours else ""),
        ("Not when", text.not_when),
        ("Left after an earlier injury of", ", ".join(exercise.avoid_after)),
        ("Fewer reps after an earlier injury of", ", ".join(exercise.reduce_after)),
        ("Instead", ", ".join(f"`{key}`" for key in exercise.instead)),
        ("Evidence", _evidence(exercise, text.caveat)),
    )
    lines += [f"- {name}: {value}" for name, value in facts if value]
    return "\n".join(lines) + "\n"


def _doses(exercise: Exercise, book: RuleBook) -> Sequence[str]:
    words = {level: dose_in_words(full_dose(exercise, level, book)) for level in exercise.doses}
    if len(set(words.values())) == 1 and len(words) > 1:
        return [f"- Dose: {next(iter(words.values()))}"]
    return [f"- {level.capitalize()}: {dose}" for level, dose in words.items()]


def _evidence(exercise: Exercise, caveat: str) -> str:
    memory = " **[M]**" if exercise.unverified else ""
    doubt = f" {caveat}" if caveat else ""
    return f"*{exercise.evidence}* ({exercise.source}).{memory}{doubt}"


def main() -> None:
    """Write the page to the file named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m flyzone.wording.exercise_page FILE")
    Path(sys.argv[1]).write_text(exercise_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
