"""A plan as one page of HTML: readable on a phone, printable, without scripts and without a network.

The page is built as a tree and never as text, so that a name or a note is always text on it and never
markup.  It computes nothing: sessions and reasons come in with the plan, words with `say` and `call`.
What speaks against a rule stands once, at the end, and every reason that follows the rule points there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from flyzone.files import check_target, written_whole
from flyzone.model import Plan, PlannedDay, PlannedSession, Reason
from flyzone.wording.english.doses import dose_in_words

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.45 system-ui, sans-serif; margin: 0 auto; padding: 0.75rem; max-width: 62rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin: 1.5rem 0 0.5rem; }
.week { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: 0.5rem; }
.day { border: 1px solid; border-radius: 0.4rem; padding: 0.5rem; break-inside: avoid; }
.high { border-left-width: 0.5rem; } .rest { opacity: 0.85; }
h3, h4 { margin: 0; font-size: 1rem; } h4 { margin-top: 0.4rem; }
ul { margin: 0.2rem 0; padding-left: 1.1rem; } .why { font-size: 0.875rem; }
summary { padding: 0.6rem 0; cursor: pointer; }
sup a { padding: 0 0.3rem; }
@media (max-width: 32rem) { .week { grid-template-columns: 1fr; } }
@media print { body { font-size: 10pt; max-width: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; } }
"""
_HIGH = frozenset(
    {"acceleration", "max-velocity", "sprint-endurance", "speed-endurance", "resisted", "assisted",
     "hill", "race", "match", "plyometrics", "heavy-lift"}
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def plan_page(
    plan: Plan,
    *,
    names: Mapping[str, str],
    say: Callable[[Reason], str],
    call: Callable[[str], str] = str,
    title: str = "Plan",
) -> str:
    """A plan as a page.

    Parameters
    ----------
    plan : Plan
    names : mapping of str to str
        Each athlete's name by his id; an id without one stands for itself.
    say : callable
        Words a reason.
    call : callable
        Names a stimulus or an exercise.
    title : str

    Returns
    -------
    str
        HTML, in UTF-8.
    """
    page = ElementTree.Element("html", lang="en")
    head = _add(page, "head")
    _add(head, "meta", charset="utf-8")
    _add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _add(head, "title", title)
    _add(head, "style", _STYLE)
    body = _add(page, "body")
    words = _Words(say, call)
    _add(body, "h1", title)
    _add(body, "p", f"Made on {plan.made_at:%Y-%m-%d %H:%M}.")
    words.reasons(body, plan.notes)
    for athlete_id in dict.fromkeys(day.athlete_id for day in plan.days):
        _add(body, "h2", names.get(athlete_id, athlete_id))
        _weeks(body, plan.of(athlete_id), words)
    words.caveats(body)
    text = ElementTree.tostring(page, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{text}\n"


def write_plan_page(
    plan: Plan,
    path: str | os.PathLike[str],
    *,
    names: Mapping[str, str],
    say: Callable[[Reason], str],
    call: Callable[[str], str] = str,
    title: str = "Plan",
) -> None:
    """Writes `plan_page` to a file that ends in ``.html``.

    Raises
    ------
    OutputError
        If the file cannot be written; an older one is untouched then.
    """
    target = Path(path)
    check_target(target, (".html",), what="plan")
    text = plan_page(plan, names=names, say=say, call=call, title=title)
    with written_whole(target, what="plan") as temporary:
        temporary.write_text(text, encoding="utf-8")


class _Words:
    """Words reasons and exercises, and remembers what speaks against the rules."""

    def __init__(self, say: Callable[[Reason], str], call: Callable[[str], str]) -> None:
        self._say = say
        self.call = call
        self._caveats: dict[str, int] = {}

    def reasons(self, parent: ElementTree.Element, reasons: Sequence[Reason]) -> None:
        """Reasons as a list, each with the number of what speaks against it."""
        if not reasons:
            return
        listed = _add(parent, "ul", **{"class": "why"})
        for reason in reasons:
            line = _add(listed, "li", self._say(reason))
            if reason.caveat:
                number = self._caveats.setdefault(reason.caveat, len(self._caveats) + 1)
                _add(_add(line, "sup"), "a", str(number), href=f"#caveat-{number}")

    def caveats(self, parent: ElementTree.Element) -> None:
        """What speaks against the rules, by its number."""
        if self._caveats:
            _add(parent, "h2", "What speaks against these rules")
            listed = _add(parent, "ol", **{"class": "why"})
            for caveat, number in self._caveats.items():
                _add(listed, "li", caveat, id=f"caveat-{number}")


def _weeks(parent: ElementTree.Element, days: Sequence[PlannedDay], words: _Words) -> None:
    first = days[0].day
    for number, own in groupby(days, key=lambda day: (day.day - first).days // 7):
        section = _add(parent, "section")
        _add(section, "h3", f"Week {number + 1}, from {first + timedelta(days=7 * number)}")
        week = _add(section, "div", **{"class": "week"})
        for day in own:
            _day(week, day, words)


def _day(parent: ElementTree.Element, day: PlannedDay, words: _Words) -> None:
    high = any(one.stimulus in _HIGH for one in day.sessions)
    kind = "high" if high else "low" if day.sessions else "rest"
    card = _add(parent, "article", **{"class": f"day {kind}"})
    _add(card, "h3", f"{_WEEKDAYS[day.day.weekday()]} {day.day} · {kind}")
    for session in day.sessions:
        _session(card, session, words)
    words.reasons(card, day.reasons)


def _session(parent: ElementTree.Element, session: PlannedSession, words: _Words) -> None:
    parts = [f"{session.starts:%H:%M}" if session.starts else "", words.call(session.stimulus)]
    parts.append("(fixed)" if session.fixed else "")
    parts.append(f"at {session.facility}" if session.facility else "")
    if session.duration_s is not None:
        parts.append(f"{session.duration_s / 60.0:.0f} min")
    _add(parent, "h4", " ".join(part for part in parts if part))
    if session.doses:
        listed = _add(parent, "ul")
        for dose in session.doses:
            _add(listed, "li", f"{words.call(dose.exercise)}: {dose_in_words(dose)}")
    if session.reasons:
        more = _add(parent, "details")
        _add(more, "summary", "Why")
        words.reasons(more, session.reasons)


def _add(
    parent: ElementTree.Element, tag: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = _printable(text) or None
    return element


def _printable(text: str) -> str:
    """Without control characters, which no page may hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
