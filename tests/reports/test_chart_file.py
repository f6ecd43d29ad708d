from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import altair as alt
import pytest
from defusedxml import ElementTree
from PIL import Image
from tests.reports.chart_profiles import of_splits

from flyzone.errors import OutputError
from flyzone.reports.chart_file import save_chart
from flyzone.reports.charts import compare_chart, profile_chart, speed_chart

EVIL = "</script><script>alert(1)</script><!--"


class Page(HTMLParser):
    """The elements of a page, as a browser would find them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.inside:
            self.inside[self._open][-1] += data


@pytest.fixture(scope="module")
def evil_chart() -> alt.VConcatChart:
    return profile_chart(of_splits(athlete=EVIL))


@pytest.fixture(scope="module")
def page(evil_chart: alt.VConcatChart, tmp_path_factory: pytest.TempPathFactory) -> Page:
    path = save_chart(evil_chart, tmp_path_factory.mktemp("page") / "chart.html")
    return Page(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("width", [360, 1200])
def test_a_picture_has_two_pixels_for_one(width: int, tmp_path: Path) -> None:
    path = save_chart(profile_chart(of_splits(), width=width), tmp_path / "chart.png")
    assert path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    with Image.open(path) as picture:
        picture.load()
        # The last number of an axis may stand out by a few px.
        assert 2 * width - 4 <= picture.width <= 2 * width + 16


def test_a_comparison_is_as_wide_as_was_asked(tmp_path: Path) -> None:
    names = ("Ada", "A very long name of somebody from somewhere far away")
    chart = compare_chart([of_splits(athlete=name) for name in names], width=360)
    with Image.open(save_chart(chart, tmp_path / "chart.PNG")) as picture:
        assert 2 * 360 - 40 <= picture.width <= 2 * 360 + 16


def test_an_svg_is_sound_xml_and_holds_a_hostile_name_as_text(
    evil_chart: alt.VConcatChart, tmp_path: Path
) -> None:
    root = ElementTree.parse(save_chart(evil_chart, tmp_path / "chart.svg")).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert any(EVIL in (element.text or "") for element in root.iter())
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "image", "a", "use", "foreignObject", "style"}


def test_a_page_refers_to_nothing_outside_itself(page: Page) -> None:
    assert {tag for tag, _ in page.elements} <= {
        "html", "head", "meta", "title", "style", "body", "div", "noscript", "script",
    }  # fmt: skip
    assert not [
        (tag, name) for tag, attrs in page.elements for name in attrs
        if name in ("src", "href", "srcset", "data", "action") or name.startswith("on")
    ]  # fmt: skip


def test_a_hostile_name_opens_no_script_in_a_page(page: Page, evil_chart: alt.VConcatChart) -> None:
    scripts = [attrs for tag, attrs in page.elements if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "spec"}, {}]
    assert json.loads(page.inside["script"][0]) == evil_chart.to_dict()
    assert "alert(1)" not in page.inside["script"][1]
    assert page.inside["title"] == [EVIL]


def test_a_page_allows_its_own_script_and_no_connection(page: Page) -> None:
    policy = next(
        str(attrs["content"])
        for tag, attrs in page.elements
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    )
    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert allowed["default-src"] == "'none'"
    assert "connect-src" not in allowed
    for name, text in (("script", page.inside["script"][1]), ("style", page.inside["style"][0])):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert allowed[f"{name}-src"] == f"'sha256-{digest}'"


def test_a_page_draws_without_eval(page: Page) -> None:
    assert re.search(r"ast\s*:\s*(true|!0)", page.inside["script"][1])


def test_the_document_of_a_chart_is_written_as_it_is(tmp_path: Path) -> None:
    chart = speed_chart(of_splits(athlete="Zoë"))
    path = save_chart(chart, tmp_path / "chart.json")
    assert json.loads(path.read_text(encoding="utf-8")) == chart.to_dict()


def test_an_unknown_ending_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.png, \.svg, \.html, \.json, got 'chart\.pdf'"):
        save_chart(speed_chart(of_splits()), tmp_path / "chart.pdf")


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist") as caught:
        save_chart(speed_chart(of_splits()), tmp_path / "none" / "chart.png")
    assert caught.value.code == "output-folder"


def test_a_folder_that_may_not_be_written_to_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OutputError, match="Permission denied"):
        save_chart(speed_chart(of_splits()), tmp_path / "chart.json")


def test_a_full_disk_leaves_the_older_chart_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chart.json"
    path.write_text("older")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="the disk is full") as caught:
        save_chart(speed_chart(of_splits()), path)
    assert caught.value.code == "output-disk-full"
    assert [item.name for item in tmp_path.iterdir()] == ["chart.json"]
    assert path.read_text() == "older"


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_chart_that_would_fetch_its_data_is_refused(ending: str, tmp_path: Path) -> None:
    mark = alt.Chart("https://example.invalid/data.csv").mark_point().encode(x="a:Q")
    with pytest.raises(OutputError, match="must carry its own data") as caught:
        save_chart(alt.vconcat(mark), tmp_path / f"chart.{ending}")
    assert caught.value.code == "output-chart"
    assert not list(tmp_path.iterdir())
