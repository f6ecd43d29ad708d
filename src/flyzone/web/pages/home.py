"""The front door: everybody lands where his work is."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from flyzone.web import urls
from flyzone.web.asking import Anyone, Asking

router = APIRouter()


@router.get(urls.HOME)
def home(asking: Anyone) -> RedirectResponse:
    """Sends a reader to his first page."""
    return RedirectResponse(first_page_of(asking), status_code=303)


def first_page_of(asking: Asking) -> str:
    """The address of somebody's first page."""
    account = asking.account
    if account is None:
        with asking.site.store.accounts() as accounts:
            return urls.LOGIN if accounts.any() else urls.FIRST_RUN
    if account.role == "board":
        return urls.BOARD
    own = account.athlete_id or next(iter(account.ward_ids), None)
    return urls.SQUAD if own is None else urls.url(urls.TODAY, athlete_id=own)
