"""What a rep was, and what the session was: speed, sub-maximal, or conditioning.

A rep is speed work if it was meant at full effort, well rested, and within the noise of today's level.
It was conditioning if the rest before it was short, or if fatigue kept him below his level.  It was
sub-maximal if he was slower than his level, rested, and nothing speaks for fatigue: a warm-up run, or
not meant.  The per cent of his best is no measure here: after forty reps the best lies well above the
mean by luck alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from flyzone.model import Reason, Rep
from flyzone.training.rules import RuleBook

RepKind = Literal["speed", "sub-maximal", "conditioning"]
SessionKind = Literal["speed", "sub-maximal", "conditioning", "mixed", "too-short"]
"""Too short: fewer reps than tell what it was."""

SECONDS, PER_CENT, NOT_KNOWN = "{value:.0f} s", "{value:.0f} %", "not known"
"""How a number is shown that may not be known."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a rep showed, as far as its kind depends on it.

    Attributes
    ----------
    rep : Rep
    rest_before_s, due_before_s : float or None, s
        The rest before it and the one that was due; ``None`` where not known, and before the first.
    below : float or None
        How far below the level that counts, as a share; ``None`` without a time.
    noise : float
        SD of that from the scatter of reps, the timing and the level.
    tired : bool
        Whether it is likelier than not that fatigue keeps him below his level.
    """

    rep: Rep
    rest_before_s: float | None = None
    due_before_s: float | None = None
    below: float | None = None
    noise: float = 0.0
    tired: bool = False

    def short_of_rest(self, book: RuleBook) -> bool:
        """Whether the rest before it is known to have been short."""
        if self.rest_before_s is None or self.due_before_s is None:
            return False
        return self.rest_before_s < book.value("session-short-rest", "share") * self.due_before_s


def kind_of_rep(shown: Shown, book: RuleBook) -> tuple[RepKind, tuple[Reason, ...]]:
    """What a rep was.

    Parameters
    ----------
    shown : Shown
    book : RuleBook

    Returns
    -------
    RepKind, tuple of Reason
        A rep without a time, rested and meant at full effort, counts as speed work: nothing speaks
        against it, and a reason says that nobody timed it.
    """
    if not shown.rep.maximal:
        numbers = {"effort": 100.0 * (shown.rep.effort or 1.0)}
        return "sub-maximal", (book.reason("session-sub-maximal", "guard-effort", numbers),)
    if shown.short_of_rest(book):
        numbers = {"rest": shown.rest_before_s or 0.0, "due": shown.due_before_s or 0.0}
        reason = book.reason("session-short-rest", "guard-short-rest", numbers)
        return "conditioning", (reason,)
    if shown.below is None:
        return "speed", (Reason("guard-untimed"),)
    rule = "session-sub-maximal"
    allowed = max(book.value(rule, "least"), book.value(rule, "spread") * shown.noise)
    numbers = {"percent": 100.0 * shown.below, "allowed": 100.0 * allowed}
    if shown.tired:
        return "conditioning", (book.reason("session-drop", "guard-tired", numbers),)
    if shown.below <= allowed:
        return "speed", ()
    return "sub-maximal", (book.reason(rule, "guard-below-level", numbers),)


def kind_of_session(
    kinds: Sequence[RepKind], shown: Sequence[Shown], book: RuleBook
) -> tuple[SessionKind, tuple[Reason, ...]]:
    """What a session was, named with its reason.

    Parameters
    ----------
    kinds : sequence of RepKind
    shown : sequence of Shown
        Of the same reps.
    book : RuleBook

    Returns
    -------
    SessionKind, tuple of Reason
    """
    numbers = _numbers(kinds, shown, book)
    rule = "session-name"
    kinds = [kind for kind, one in zip(kinds, shown, strict=True) if _is_known(kind, one)]
    if len(kinds) < book.value(rule, "reps"):
        return "too-short", (book.reason(rule, "guard-was-too-short", numbers),)
    kind, count = Counter(kinds).most_common(1)[0]
    if count < book.value(rule, "share") * len(kinds):
        return "mixed", (book.reason(rule, "guard-was-mixed", numbers),)
    code = {
        "speed": "guard-was-speed",
        "sub-maximal": "guard-was-sub-maximal",
        "conditioning": "guard-was-conditioning",
    }[kind]
    return kind, (book.reason(rule, code, numbers),)


def _is_known(kind: RepKind, shown: Shown) -> bool:
    return kind != "speed" or shown.below is not None


def _numbers(
    kinds: Sequence[RepKind], shown: Sequence[Shown], book: RuleBook
) -> dict[str, float | str]:
    """Counts, the median rest and the mean of the last reps, in words where they are not known."""
    count = Counter(kinds)
    rests = [one.rest_before_s for one in shown[1:] if one.rest_before_s is not None]
    last = [one.below for one in shown if one.below is not None]
    last = last[-int(book.value("session-name", "last")) :]
    return {
        "n": len(kinds),
        "speed": count["speed"],
        "sub_maximal": count["sub-maximal"],
        "conditioning": count["conditioning"],
        "rest": SECONDS.format(value=median(rests)) if rests else NOT_KNOWN,
        "last": len(last),
        "percent": PER_CENT.format(value=100.0 - 100.0 * sum(last) / len(last))
        if last
        else NOT_KNOWN,
    }
