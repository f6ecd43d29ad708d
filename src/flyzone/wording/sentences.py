"""From a reason to the sentence that a person reads."""

from __future__ import annotations

from flyzone.model import Notice, Reason
from flyzone.wording import english, german
from flyzone.wording.german.caveats import CAVEATS as GERMAN_CAVEATS
from flyzone.wording.german.exercises import EXERCISE_NAMES
from flyzone.wording.german.sources import SOURCES as GERMAN_SOURCES
from flyzone.wording.german.vocabulary import VOCABULARY as GERMAN_WORDS
from flyzone.wording.rules import TRANSLATED
from flyzone.wording.telling import Teller

CATALOGUES: dict[str, dict[str, str]] = {"en": english.SENTENCES, "de": german.SENTENCES}
"""Sentences by language (BCP 47)."""
SURE: dict[str, tuple[str, str]] = {"en": english.SURE, "de": german.SURE}
"""How sure a sentence is, by language: up to `MOST_SURE`, and beyond."""
TELLERS: dict[str, Teller] = {
    "en": Teller(".", {}),
    "de": Teller(",", EXERCISE_NAMES | GERMAN_WORDS, r"\3.\2.\1"),
}
"""How each language fills the places of its sentences."""
CAVEATS: dict[str, dict[str, str]] = {"de": GERMAN_CAVEATS}
"""What speaks against reasons without a rule, by language and code; English comes with the reason."""
SOURCES: dict[str, dict[str, str]] = {"de": GERMAN_SOURCES}
"""Sources in words, by language; keys of publications are the same in all."""
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


def caveat(reason: Reason, language: str = "en") -> str:
    """What speaks against a reason; empty where nothing is known to.

    A reason that follows a rule takes the rule's own; any other the one written for its code.  Where
    nobody wrote it in that language, English is better than silence.
    """
    if not reason.caveat:
        return ""
    if reason.rule:
        rule = TRANSLATED.get(language, {}).get(reason.rule)
        return rule.caveat if rule else reason.caveat
    return CAVEATS.get(language, {}).get(reason.code, reason.caveat)


def source(text: str, language: str = "en") -> str:
    """Where a reason or a rule comes from: words in this language, publications by their key."""
    return SOURCES.get(language, {}).get(text, text)


def word(value: str, language: str = "en") -> str:
    """A word of the domain, such as a place or a stimulus, as people say it."""
    known = TELLERS[language].vocabulary.get(value)
    return value.replace("-", " ") if known is None else known


def notice(reason: Reason, language: str = "en") -> Notice:
    """A reason as a warning: its code, its sentence and, where there is one, its caveat."""
    text, doubt = sentence(reason, language), caveat(reason, language)
    return Notice(reason.code, f"{text} {doubt}" if doubt else text)
