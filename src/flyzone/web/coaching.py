"""What the pages of a coach have in common: the account that asks, and the list of those pages."""

from __future__ import annotations

from flyzone.model import Account
from flyzone.web import urls
from flyzone.web.asking import Asking
from flyzone.web.navigation import Place

PLACES: tuple[Place, ...] = (
    Place("groups", urls.COACH),
    Place("people", urls.COACH_PEOPLE),
    Place("clearances", urls.COACH_CLEARANCES),
    Place("rules", urls.COACH_RULES),
    Place("grounds", urls.COACH_GROUNDS),
    Place("trail", urls.COACH_TRAIL),
)


def account_of(asking: Asking) -> Account:
    """Who asks, where somebody must be logged in to get here."""
    assert asking.account is not None
    return asking.account


def absolute(asking: Asking, path: str) -> str:
    """An address of this app as somebody else opens it, on another device."""
    return str(asking.request.base_url).rstrip("/") + path
