"""The board: record, rank, publish; today's and all-time, and the public one for everybody else."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response

from flyzone.storage import GroupLine
from flyzone.web import urls
from flyzone.web.asking import Anyone, Asking, Known
from flyzone.web.boards import (
    AGES,
    Asked,
    Shown,
    Wanted,
    board_for,
    check_open,
    groups_of,
    sees_more,
)
from flyzone.web.render import show

router = APIRouter()


@dataclass(frozen=True, slots=True)
class BoardPage:
    """What `board.html` and `projector.html` need.

    Attributes
    ----------
    wanted : Wanted
    board : Shown
    groups : tuple of GroupLine
    ages : tuple of str
    may_choose : bool
        Whether he sees a board of his own beside the public one.
    here, projector, live : str
        Addresses: of this page, of the same board in large, of its stream.
    """

    wanted: Wanted
    board: Shown
    groups: tuple[GroupLine, ...]
    ages: tuple[str, ...]
    may_choose: bool
    here: str
    projector: str
    live: str


@router.get(urls.BOARD)
def board(asking: Known, wanted: Asked) -> Response:
    """The page."""
    return _page(asking, wanted, "board.html", urls.BOARD, urls.PROJECTOR, _live(wanted))


@router.get(urls.PROJECTOR)
def projector(asking: Known, wanted: Asked) -> Response:
    """The same board in large letters, for a wall."""
    return _page(asking, wanted, "projector.html", urls.BOARD, urls.PROJECTOR, _live(wanted))


@router.get(urls.BOARD_OPEN)
def open_board(asking: Anyone, secret: str, wanted: Asked) -> Response:
    """The public board for whoever has its address."""
    return _open(asking, secret, wanted, "board.html")


@router.get(urls.BOARD_OPEN_PROJECTOR)
def open_projector(asking: Anyone, secret: str, wanted: Asked) -> Response:
    """The public board in large letters for whoever has its address."""
    return _open(asking, secret, wanted, "projector.html")


def _open(asking: Asking, secret: str, wanted: Wanted, template: str) -> Response:
    check_open(asking, secret)
    # As a stranger sees it, whoever is logged in beside.
    stranger = Asking(asking.request, asking.site, asking.words)
    here = urls.url(urls.BOARD_OPEN, secret=secret)
    large = urls.url(urls.BOARD_OPEN_PROJECTOR, secret=secret)
    live = urls.url(f"{urls.API}/board/{{secret}}/live", secret=secret)
    return _page(stranger, wanted, template, here, large, live)


def _live(wanted: Wanted) -> str:
    return f"{urls.API}/board/live" + ("?public=true" if wanted.public else "")


def _page(
    asking: Asking, wanted: Wanted, template: str, here: str, projector: str, live: str
) -> Response:
    shown = board_for(asking, wanted)
    query = urlencode({name: value for name, value in asdict(wanted).items() if value})
    page = BoardPage(
        wanted=wanted,
        board=shown,
        groups=groups_of(asking),
        ages=AGES,
        may_choose=sees_more(asking),
        here=here,
        projector=f"{projector}?{query}" if query else projector,
        live=live,
    )
    return show(asking, template, page, title=asking.words("board.title"), here="board")
