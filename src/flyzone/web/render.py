"""From a page's context to HTML: one environment, strict about what a template asks for.

A template sees ``page`` (the typed context of its page), ``shell`` (what surrounds every page: who is
logged in, where one can go), ``t`` (the reader's words) and ``url``/``static``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from flyzone.model.account import Theme
from flyzone.web import urls
from flyzone.web.asking import Asking
from flyzone.web.navigation import Place, places_of, tabs_of
from flyzone.web.static_files import static_url


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds a page.

    Attributes
    ----------
    language, theme : str
    title : str
    name : str or None
        Of who is logged in.
    role : str or None
    csrf, account_id : str
        Empty where nobody is.
    places : tuple of Place
        Where he can go from here.
    tabs : tuple of Place
        The pages about the athlete in view.
    here : str
        The key of the place that is open.
    athlete : tuple or None
        Id and name of the athlete whom the page is about.
    demo : bool
        Whether everybody on it is made up.
    """

    language: str
    theme: Theme
    title: str
    name: str | None
    role: str | None
    csrf: str
    account_id: str
    places: tuple[Place, ...]
    tabs: tuple[Place, ...]
    here: str
    athlete: tuple[str, str] | None
    demo: bool


def show(
    asking: Asking,
    template: str,
    page: Any,
    *,
    title: str,
    here: str = "",
    athlete: tuple[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """A page as it goes to the browser.

    Parameters
    ----------
    asking : Asking
    template : str
        Its name in `templates`.
    page : dataclass
        The context that the template needs.
    title : str
        Of the window.
    here : str
        Key of the place in the navigation.
    athlete : tuple of str, optional
        Id and name of whom it is about.
    status : int
    """
    account = asking.account
    shell = Shell(
        language=asking.words.language,
        theme=asking.words.manner.theme,
        title=title,
        name=None if account is None else account.name,
        role=None if account is None else account.role,
        csrf="" if asking.login is None else asking.login.csrf,
        account_id="" if account is None else account.id,
        places=places_of(asking),
        tabs=() if athlete is None else tabs_of(athlete[0]),
        here=here,
        athlete=athlete,
        demo=asking.site.demo,
    )
    text = environment().get_template(template).render(page=page, shell=shell, t=asking.words)
    # What somebody sent may hold halves of letters, which no page can.
    return HTMLResponse(text.encode("utf-8", "replace"), status_code=status)


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=PackageLoader("flyzone.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"url": urls.url, "urls": urls, "static": static_url}
    return made
