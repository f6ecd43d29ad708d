"""From a reason to the sentence that a person reads."""

from __future__ import annotations

from flyzone.model import Notice, Reason
from flyzone.wording.english import SENTENCES

CATALOGUES: dict[str, dict[str, str]] = {"en": SENTENCES}
"""Sentences by language (BCP 47)."""


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
    text = CATALOGUES[language][reason.code].format(**reason.numbers)
    if reason.probability is None:
        return text
    # Nothing that rests on a model is surer than that.
    sure = "above 0.99" if reason.probability > 0.99 else f"{reason.probability:.2f}"
    return f"{text} Probability {sure}."


def notice(reason: Reason, language: str = "en") -> Notice:
    """A reason as a warning: its code, its sentence and, where there is one, its caveat."""
    text = sentence(reason, language)
    return Notice(reason.code, f"{text} {reason.caveat}" if reason.caveat else text)
