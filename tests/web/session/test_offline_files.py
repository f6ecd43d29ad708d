"""What makes the app installable, and what its worker keeps."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable

from fastapi.testclient import TestClient
from PIL import Image

from flyzone.web.icons import SIZES
from flyzone.web.pages.offline import shell_files
from flyzone.web.static_files import FOLDER

Clients = Callable[[str | None], TestClient]


def test_the_manifest_names_icons_that_are_there_in_their_size(client_of: Clients) -> None:
    client = client_of(None)
    manifest = client.get("/manifest.webmanifest")
    assert manifest.headers["content-type"].startswith("application/manifest+json")
    told = manifest.json()
    assert told["display"] == "standalone"
    sizes = {one["sizes"] for one in told["icons"]}
    assert {"192x192", "512x512"} <= sizes
    for one in told["icons"]:
        picture = Image.open(io.BytesIO(client.get(one["src"]).content))
        assert f"{picture.width}x{picture.height}" == one["sizes"]
    assert client.get("/icons/7.png").status_code == 404


def test_the_icon_has_the_colours_of_the_drawing(client_of: Clients) -> None:
    picture = Image.open(io.BytesIO(client_of(None).get(f"/icons/{SIZES[1]}.png").content))
    colours = {colour for _, colour in picture.convert("RGB").getcolors(10**6) or []}
    assert {(0, 114, 178), (255, 255, 255), (240, 228, 66)} <= colours


def test_the_worker_serves_the_whole_site_and_is_asked_for_anew(client_of: Clients) -> None:
    answer = client_of(None).get("/sw.js")
    assert answer.headers["service-worker-allowed"] == "/"
    assert answer.headers["cache-control"] == "no-cache"
    first = answer.text.split("\n", 1)[0]
    told = json.loads(first.removeprefix("const APP = ").removesuffix(";"))
    assert told["files"] == shell_files()
    assert told["offline"] == "/offline"


def test_all_that_the_session_page_loads_is_kept(client_of: Clients) -> None:
    kept = set(shell_files())
    page = client_of("coach").get("/session").text
    loaded = set(re.findall(r"/static/[\w./]+\.(?:js|css|svg)", page))
    assert loaded <= kept
    # And what these modules import in turn.
    for address in sorted(one for one in kept if one.endswith(".js")):
        source = FOLDER / address.removeprefix("/static/")
        for name in re.findall(
            r'from "(\./[\w./]+|\.\./[\w./]+)"', source.read_text(encoding="utf-8")
        ):
            there = (source.parent / name).resolve().relative_to(FOLDER.resolve())
            assert f"/static/{there.as_posix()}" in kept, f"{address} imports {name}"


def test_the_page_for_what_was_not_kept_leads_to_the_session(client_of: Clients) -> None:
    assert 'href="/session"' in client_of(None).get("/offline").text
