"""Taking everything away and deletion, as somebody does it on his phone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from tests.web.conftest import Served
from tests.web.people import OWNER, Club

pytestmark = pytest.mark.gate


def test_an_athlete_downloads_everything_and_then_deletes_herself(
    page_of: Callable[..., Any], people: Club, served: Served
) -> None:
    page = page_of("athlete")
    page.goto(f"/athletes/{people.mia.id}/profile")
    with page.expect_download() as awaited:
        page.get_by_role("link", name="Download everything").click()
    download = awaited.value
    assert download.suggested_filename == "flyzone-Mia-Ahrens-2026-05-12.zip"
    with zipfile.ZipFile(download.path()) as archive:
        assert "reps.csv" in archive.namelist()
    # By keyboard alone: open, type, confirm.
    page.locator("summary", has_text="Delete this athlete").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Mia Ahrens")
    page.keyboard.press("Enter")
    page.wait_for_url("**/login*")
    with served.site.store.reading(OWNER) as r:
        assert people.mia.id not in {one.id for one in r.athletes()}


def test_a_wrong_name_is_said_beside_the_field(page_of: Callable[..., Any], people: Club) -> None:
    page = page_of("owner")
    # The answer is a 422, which the browser's console calls an error.
    address = f"/athletes/{people.mia.id}/profile"
    page.goto(address)
    page.locator("summary", has_text="Delete this athlete").click()
    page.get_by_label("Type the name to confirm").fill("Mia")
    page.get_by_role("button", name="Delete for good").click()
    alert = page.get_by_role("alert")
    assert "type the name" in alert.inner_text()
    assert alert.is_visible()
    page.complaints.clear()
