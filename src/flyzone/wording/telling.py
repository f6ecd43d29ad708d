"""How one language fills the places of its sentences.

Four things differ from `str.format`: numbers carry the language's decimal mark, words such as
``hamstring`` come from its vocabulary, days such as ``2026-05-04`` are written its way, and
``{n:plural:rep|reps}`` chooses the word that fits a number.

>>> German = Teller(",", {"calf": "Wade"})
>>> where = German.told("place", "calf")
>>> German.format("{x:.1f} s, {n:d} {n:plural:Lauf|Läufe}, {place}", x=1.5, n=1, place=where)
'1,5 s, 1 Lauf, Wade'
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

_PLURAL = "plural:"
_LISTED = re.compile(r"(, | / )")
_MEASURED = re.compile(r"[-+]?\d+\.\d+(?: \S+)?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
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
    day : str
        How a day is written, as `re` writes what it puts in: its groups are year, month and day.
    """

    def __init__(self, decimal: str, vocabulary: Mapping[str, str], day: str = r"\1-\2-\3") -> None:
        self.decimal, self.vocabulary, self.day = decimal, vocabulary, day

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
        if day := _DAY.fullmatch(word):
            return day.expand(self.day)
        return self.vocabulary.get(word, word)
