"""The word for an exercise's texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExerciseText:
    """What an athlete reads of an exercise.

    Attributes
    ----------
    name : str
        As a coach calls it.
    purpose : str
        What it is for.
    steps : tuple of str
        How it is done, in order.
    cues : tuple of str
        What to think of; one at a time.
    watch : tuple of str
        What commonly goes wrong.
    not_when : str
        When to leave it.
    caveat : str
        What speaks against it, or is not known; empty where nothing is known to.
    """

    name: str
    purpose: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    watch: tuple[str, ...]
    not_when: str
    caveat: str = ""
