"""How one language fills the places of its sentences.

Three things differ from `str.format`: numbers carry the language's decimal mark, words such as
``hamstring`` come from its vocabulary, and ``{n:plural:rep|reps}`` chooses the word that fits a number.

>>> German = Teller(",", {"calf": "Wade"})
>>> German.format("{x:.1f} s, {n:d} {n:plural:Lauf|Läufe}, {place}", x=1.5, n=1, place="calf")
'1,5 s, 1 Lauf, Wade'
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

_PLURAL = "plural:"
_LISTED = re.compile(r"(, | / )")
_MEASURED = re.compile(r"[-+]?\d+\.\d+(?: \S+)?")
_UNTOUCHED = frozenset({"who", "by"})
"""Names of people stay as they are, even if one is called like a word of the vocabulary."""


class Teller(string.Formatter):
    """Fills places as one language asks.

    Parameters
    ----------
    decimal : str
        The decimal mark.
    vocabulary : mapping of str to str
        What stands for a word of the domain; others stay as they are.
    """

    def __init__(self, decimal: str, vocabulary: Mapping[str, str]) -> None:
        self.decimal, self.vocabulary = decimal, vocabulary

    def format_field(self, value: object, format_spec: str) -> str:
        """One place; the mark is changed in numbers only."""
        if format_spec.startswith(_PLURAL):
            one, _, many = format_spec.removeprefix(_PLURAL).partition("|")
            return one if isinstance(value, int | float) and round(value) == 1 else many
        text = str(super().format_field(value, format_spec))
        return text.replace(".", self.decimal) if isinstance(value, int | float) else text

    def told(self, name: str, value: float | str) -> float | str:
        """A value of a reason, its words in this language; lists word by word."""
        if not isinstance(value, str) or name in _UNTOUCHED:
            return value
        return "".join(self._word(part) for part in _LISTED.split(value))

    def _word(self, word: str) -> str:
        if _MEASURED.fullmatch(word):
            return word.replace(".", self.decimal)
        return self.vocabulary.get(word, word)
