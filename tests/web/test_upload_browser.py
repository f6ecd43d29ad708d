"""Sending a clip from a real browser: with a line that breaks, and a page that is loaded anew."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import Served
from tests.web.people import OWNER, Club

from flyzone.storage import ClipFiles
from flyzone.storage.kinds import KINDS

pytestmark = pytest.mark.gate

FILM = bytes(range(256)) * 20_000


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_0001.MOV"
    path.write_bytes(FILM)
    return path


def _there(served: Served) -> bytes:
    """The one clip that came of it."""
    with served.site.store.reading(OWNER) as reader:
        (plain,) = reader.plains(KINDS["clip"])
    assert plain["sha256"] == hashlib.sha256(FILM).hexdigest()
    files = ClipFiles(served.site.folder)
    assert files.all_upload_ids() == ()
    return files.path(plain["id"], "original").read_bytes()


def _begin(page: Any, film: Path, people: Club) -> None:
    page.goto("/clips/new")
    page.select_option("select[name=whose]", f"athlete:{people.mia.id}")
    page.set_input_files("#file", film)
    page.click("#upload button[type=submit]")


def test_a_clip_goes_through_a_line_that_breaks(
    page_of: Callable[..., Any], served: Served, people: Club, film: Path
) -> None:
    page = page_of("coach")
    sent = [0]

    def break_some(route: Any) -> None:
        sent[0] += 1
        if sent[0] % 3 == 0:
            # The server has it, and the answer is lost.
            route.fetch()
        if sent[0] % 3 != 1:
            route.abort()
        else:
            route.continue_()

    page.route(
        "**/api/v1/uploads/*",
        lambda route: break_some(route) if route.request.method == "PATCH" else route.continue_(),
    )
    _begin(page, film, people)
    page.wait_for_url(re.compile(r"/clips/[0-9a-f-]{36}"), timeout=60_000)
    assert _there(served) == FILM
    assert sent[0] >= 4
    # The browser itself says in its console what the test broke.
    page.complaints[:] = [
        one for one in page.complaints if "ERR_FAILED" not in one and "409" not in one
    ]


def test_a_clip_goes_on_after_the_page_is_loaded_anew(
    page_of: Callable[..., Any], served: Served, people: Club, film: Path
) -> None:
    page = page_of("coach", width=1280)
    held: list[Any] = []

    def hold(route: Any) -> None:
        if route.request.method == "PATCH" and len(held) < 2:
            held.append(route)
            if len(held) == 1:
                route.continue_()
            # The second one hangs, as a dead line does.
        else:
            route.continue_()

    page.route("**/api/v1/uploads/*", hold)
    _begin(page, film, people)
    while len(held) < 2:
        page.wait_for_timeout(20)
    page.reload()
    page.wait_for_url(re.compile(r"/clips/[0-9a-f-]{36}"), timeout=60_000)
    assert _there(served) == FILM
    page.goto("/clips/new")
    page.wait_for_timeout(300)
    assert page.url.endswith("/clips/new"), "what is sent is not sent again"


def test_a_clip_that_is_stopped_leaves_nothing(
    page_of: Callable[..., Any], served: Served, people: Club, film: Path
) -> None:
    page = page_of("coach")
    page.route(
        "**/api/v1/uploads/*",
        lambda route: None if route.request.method == "PATCH" else route.continue_(),
    )
    _begin(page, film, people)
    page.click("[data-stop]")
    page.wait_for_selector("#upload button[type=submit]:not([disabled])")
    with served.site.store.uploads(people.accounts["coach"].id) as uploads:
        assert uploads.count() == 0
    with served.site.store.reading(OWNER) as reader:
        assert list(reader.plains(KINDS["clip"])) == []
