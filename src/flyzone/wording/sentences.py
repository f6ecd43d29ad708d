"""From a reason to the sentence that a person reads."""

from __future__ import annotations

from flyzone.model import Notice, Reason
from flyzone.wording import english, german
from flyzone.wording.german.exercise_names import EXERCISE_NAMES
from flyzone.wording.german.vocabulary import VOCABULARY as GERMAN_WORDS
from flyzone.wording.telling import Teller

CATALOGUES: dict[str, dict[str, str]] = {"en": english.SENTENCES, "de": german.SENTENCES}
"""Sentences by language (BCP 47)."""
SURE: dict[str, tuple[str, str]] = {"en": english.SURE, "de": german.SURE}
"""How sure a sentence is, by language: up to `MOST_SURE`, and beyond."""
TELLERS: dict[str, Teller] = {
    "en": Teller(".", {}),
    "de": Teller(",", EXERCISE_NAMES | GERMAN_WORDS),
}
"""How each language fills the places of its sentences."""
SHOWN_DIGITS = 12
"""Digits of a number that are read; all behind them come from how it was computed."""
MOST_SURE = 0.99
"""Nothing that rests on a model is said to be surer than that."""


def sentence(reason: Reason, language: str = "en") -> str:
    """What a reason says, with how sure it is.

    Parameters
    ----------
    reason : Reason
    language : str
        A key of `CATALOGUES`.

    Returns
    -------
    str
        Without the caveat, which stands beside it.

    Raises
    ------
    KeyError
        If no sentence was written for the code: a fault of the program.
    """
    text = CATALOGUES[language][reason.code]
    tell = TELLERS[language]
    numbers = {name: tell.told(name, _told(value)) for name, value in reason.numbers.items()}
    text = tell.format(text, **numbers)
    if reason.probability is None:
        return text
    said, beyond = SURE[language]
    if reason.probability > MOST_SURE:
        return f"{text} {tell.format(beyond, value=MOST_SURE)}"
    return f"{text} {tell.format(said, value=reason.probability)}"


def _told(value: float | str) -> float | str:
    """A number without the digits that its computation left behind its last true one.

    Else 93.75 %, worked out on two machines, is read as 93.7 on one and as 93.8 on the other.
    """
    return float(f"{value:.{SHOWN_DIGITS}g}") if isinstance(value, float) else value


def notice(reason: Reason, language: str = "en") -> Notice:
    """A reason as a warning: its code, its sentence and, where there is one, its caveat."""
    text = sentence(reason, language)
    return Notice(reason.code, f"{text} {reason.caveat}" if reason.caveat else text)
