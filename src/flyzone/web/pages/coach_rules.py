"""Thresholds: every rule with its evidence and what disputes it, and a coach's own numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from flyzone.errors import InputError
from flyzone.model import RuleChange
from flyzone.storage import AuditEntry, GroupLine, Reader
from flyzone.training.rules import Rule, RuleBook
from flyzone.web import urls
from flyzone.web.asking import Asking, Trainer
from flyzone.web.coaching import PLACES, account_of
from flyzone.web.navigation import Place
from flyzone.web.render import show
from flyzone.workflows.change_rule import Whom, book_for, change_rule, reset_rule

router = APIRouter()

TAKEN_BACK = 50
"""Lines of the trail that are looked through for changes that were taken back."""


@dataclass(frozen=True, slots=True)
class RulesPage:
    """What `coach_rules.html` needs.

    Attributes
    ----------
    places : tuple of Place
    here : str
    groups : tuple of GroupLine
    whom : str
        For whom the numbers are shown, as `Whom` writes it.
    whom_name : str or None
        ``None`` is everybody.
    book : RuleBook
    """

    places: tuple[Place, ...]
    here: str
    groups: tuple[GroupLine, ...]
    whom: str
    whom_name: str | None
    book: RuleBook


@dataclass(frozen=True, slots=True)
class RulePage:
    """What `coach_rule.html` needs.

    Attributes
    ----------
    places : tuple of Place
    here : str
    rule : Rule
    book : RuleBook
        As it holds for whom is chosen.
    whom : str
    whom_name : str or None
    may : bool
        Whether who asks may change it for them.
    own : tuple of RuleChange
        Made for exactly them.
    history : tuple of RuleChange
        Of this rule, for anybody who is seen; the latest first.
    taken_back : tuple of AuditEntry
        Changes of it that are gone.
    names : mapping of str to str
        Of groups and athletes, by id.
    trouble : str or None
    """

    places: tuple[Place, ...]
    here: str
    rule: Rule
    book: RuleBook
    whom: str
    whom_name: str | None
    may: bool
    own: tuple[RuleChange, ...]
    history: tuple[RuleChange, ...]
    taken_back: tuple[AuditEntry, ...]
    names: dict[str, str]
    trouble: str | None


@router.get(urls.COACH_RULES)
def rules(asking: Trainer, whom: Annotated[str, Query(max_length=80)] = "") -> Response:
    """All of them, as they hold for somebody."""
    chosen = Whom.of(whom)
    with asking.reading() as reader:
        book = book_for(reader, chosen)
        page = RulesPage(
            PLACES, "rules", reader.group_names(), str(chosen), _name(reader, chosen), book
        )
    return show(asking, "coach_rules.html", page, title=asking.words("coach.rules"), here="coach")


@router.get(urls.COACH_RULE)
def one_rule(
    asking: Trainer, rule: str, whom: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """One rule, its numbers and its history."""
    return _page(asking, rule, whom, None)


@router.post(f"{urls.COACH_RULE}/change")
def change(
    asking: Trainer,
    rule: str,
    whom: Annotated[str, Form()] = "",
    threshold: Annotated[str, Form()] = "",
    value: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
) -> Response:
    """Keeps another number, with its reason."""
    try:
        with asking.writing() as writer:
            change_rule(
                writer, rule, threshold, _number(value), Whom.of(whom),
                by=account_of(asking).name, why=why, now=asking.now,
            )  # fmt: skip
    except InputError as problem:
        if problem.code.startswith(("unknown-", "store-")):
            raise
        return _page(asking, rule, whom, problem.message)
    return _to(rule, whom)


@router.post(f"{urls.COACH_RULE}/reset")
def reset(asking: Trainer, rule: str, whom: Annotated[str, Form()] = "") -> Response:
    """Takes back what was changed for exactly these."""
    with asking.writing() as writer:
        reset_rule(writer, rule, Whom.of(whom))
    return _to(rule, whom)


def _page(asking: Asking, key: str, text: str, trouble: str | None) -> Response:
    whom = Whom.of(text)
    with asking.reading() as reader:
        book = book_for(reader, whom)
        rule = book.rules.get(key)
        if rule is None:
            raise InputError(
                f"There is no rule called {key[:60]!r}. Choose one of the list.",
                code="unknown-rule",
            )
        changes = [one for one in reader.rule_changes() if one.rule == key]
        gone = reader.audit(kind="rule-change", limit=TAKEN_BACK)
        names = {one.id: one.name for one in reader.group_names()}
        ids = {one.athlete_id for one in changes if one.athlete_id is not None}
        names |= {one.id: one.name for one in reader.athletes_by_id(sorted(ids))}
        whom_name = _name(reader, whom)
    mine = (whom.group_id, whom.athlete_id)
    page = RulePage(
        places=PLACES,
        here="rules",
        rule=rule,
        book=book,
        whom=str(whom),
        whom_name=whom_name,
        may=asking.role == "owner" or mine != (None, None),
        own=tuple(one for one in changes if (one.group_id, one.athlete_id) == mine),
        history=tuple(reversed(changes)),
        taken_back=tuple(
            one
            for one in gone
            if one.action == "deleted" and one.before is not None and one.before.get("rule") == key
        ),
        names=names,
        trouble=trouble,
    )
    status = 200 if trouble is None else 422
    return show(asking, "coach_rule.html", page, title=key, here="coach", status=status)


def _name(reader: Reader, whom: Whom) -> str | None:
    if whom.athlete_id is not None:
        return reader.athlete(whom.athlete_id).name
    return None if whom.group_id is None else reader.group(whom.group_id).name


def _number(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise InputError(
            f"A number was expected, got {text[:20]!r}. Type it again, such as 48 or 0.95.",
            code="rule-number",
        ) from None


def _to(rule: str, whom: str) -> Response:
    query = f"?{urlencode({'whom': whom})}" if whom else ""
    return RedirectResponse(urls.url(urls.COACH_RULE, rule=rule) + query, status_code=303)
