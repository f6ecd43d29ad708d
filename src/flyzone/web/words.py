"""How one reader is spoken to: his language, his units, his decimal mark.

Inside everything is SI and a point; here, at the door, a number becomes what a person reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from flyzone.errors import InputError
from flyzone.model import Dose, Manner, Reason
from flyzone.training.rules import Rule
from flyzone.units import METRES_PER_YARD, kmh, mph
from flyzone.wording.app import TEXTS, day_and_month, weekday
from flyzone.wording.english.exercises.text import ExerciseText
from flyzone.wording.exercises import dose_text, exercise_text
from flyzone.wording.rule_text import RuleText
from flyzone.wording.rules import rule_text, unit_text
from flyzone.wording.sentences import caveat, sentence, source, word

LANGUAGES = tuple(sorted(TEXTS))
_DEFAULT = "en"
_SPEEDS: dict[str, Callable[[float], float]] = {"m/s": float, "km/h": kmh, "mph": mph}


@dataclass(frozen=True, slots=True)
class Words:
    """Says things as a reader wants them said."""

    manner: Manner

    @property
    def language(self) -> str:
        """A key of the catalogues that is known."""
        return self.manner.language if self.manner.language in TEXTS else _DEFAULT

    def __call__(self, key: str, **words: object) -> str:
        """A text of the app.

        Raises
        ------
        KeyError
            If nobody wrote it: a fault of the program.
        """
        text = TEXTS[self.language][key]
        return text.format(**words) if words else text

    def texts(self, *beginnings: str) -> dict[str, str]:
        """All texts whose keys begin so, for a script."""
        known = TEXTS[self.language].items()
        return {key: text for key, text in known if key.startswith(beginnings)}

    def sentence(self, reason: Reason) -> str:
        """What a reason says."""
        return sentence(reason, self.language)

    def caveat(self, reason: Reason) -> str:
        """What speaks against a reason; empty where nothing is known to."""
        return caveat(reason, self.language)

    def source(self, text: str) -> str:
        """Where a reason or a rule comes from."""
        return source(text, self.language)

    def word(self, value: str) -> str:
        """A word of the domain, such as a place or a stimulus, as people say it."""
        return word(value, self.language)

    def opening(self, value: str) -> str:
        """The same at the beginning of a line, with a capital."""
        said = self.word(value)
        return said[:1].upper() + said[1:]

    def exercise(self, key: str) -> ExerciseText:
        """What is said of an exercise."""
        return exercise_text(key, self.language)

    def dose(self, dose: Dose) -> str:
        """How much of an exercise, in words."""
        return dose_text(dose, self.language)

    def rule(self, rule: Rule) -> RuleText:
        """What a rule says: condition, advice, caveat, and what its numbers are."""
        return rule_text(rule, self.language)

    def unit(self, unit: str) -> str:
        """The unit of a rule's number."""
        return unit_text(unit, self.language)

    def number(self, value: float, digits: int) -> str:
        """A number with so many digits behind the decimal mark."""
        return f"{value:.{digits}f}".replace(".", self.manner.decimal)

    def brief(self, value: float) -> str:
        """A number without needless digits."""
        return f"{value:g}".replace(".", self.manner.decimal)

    def seconds(self, value: float, digits: int = 2) -> str:
        """A time such as ``1.05 s``; with minutes from one minute on."""
        if value < 60.0:
            return f"{self.number(value, digits)}\u202fs"
        minutes, rest = divmod(round(value, digits), 60.0)
        shown = f"{rest:0{3 + digits if digits else 2}.{digits}f}".replace(".", self.manner.decimal)
        return f"{minutes:.0f}:{shown}"

    def clock(self, seconds: float) -> str:
        """A rest such as ``4:30``."""
        whole = max(round(seconds), 0)
        return f"{whole // 60}:{whole % 60:02d}"

    def error(self, sd_s: float) -> str:
        """An error of a time, such as ``± 5 ms`` (one standard deviation)."""
        return f"±\u202f{self.number(1000.0 * sd_s, 0)}\u202fms"

    def speed(self, metres_per_second: float, digits: int = 2) -> str:
        """A speed in the reader's unit."""
        unit = self.manner.speed
        value = _SPEEDS[unit](metres_per_second)
        return f"{self.number(value, digits if unit == 'm/s' else 1)}\u202f{unit}"

    def distance(self, metres: float) -> str:
        """A distance in the reader's unit, without needless digits."""
        yards = self.manner.distance == "yd"
        value = metres / METRES_PER_YARD if yards else metres
        digits = 0 if abs(value - round(value)) < 0.005 else 1 if yards else 2
        return f"{self.number(value, digits)}\u202f{self.manner.distance}"

    def percent(self, share: float, digits: int = 0) -> str:
        """A share as per cent."""
        return f"{self.number(100.0 * share, digits)}\u202f%"

    def day(self, day: date) -> str:
        """A day such as ``Tue 24 Nov``."""
        return f"{weekday(self.language, day)} {day_and_month(self.language, day)}"

    def moment(self, moment: datetime) -> str:
        """A moment such as ``Tue 24 Nov, 17:30``."""
        return f"{self.day(moment.date())}, {moment:%H:%M}"


def typed_seconds(text: str) -> float:
    """The time that a thumb typed: ``98`` is 0.98 s, ``105`` is 1.05 s; ``1.05`` and ``1,05`` are 1.05 s.

    Digits without a mark are hundredths, as on a stopwatch; ``1:02.5`` is a minute and 2.5 s.

    Raises
    ------
    InputError
        If it is no time, or one digit alone, which could be either.
    """
    given = "".join(text.split()).replace(",", ".")
    minutes, colon, rest = given.rpartition(":")
    digits = rest.replace(".", "", 1)
    wrong = not (digits.isascii() and digits.isdigit()) or len(digits) > 7
    if wrong or (colon and not (minutes.isascii() and minutes.isdigit() and len(minutes) <= 3)):
        raise InputError(
            f"A time was expected, such as 98 for 0.98 s, 1.05 or 1:02.5, got {text[:20]!r}. Type it "
            "again.",
            code="typed-time",
        )
    if "." in rest or colon:
        return 60.0 * int(minutes or 0) + float(rest)
    if len(rest) == 1:
        raise InputError(
            f"{rest} may be {rest} s or {rest} hundredths. Type {rest}.0 or 0.0{rest}.",
            code="typed-time",
        )
    return int(rest) / 100.0
