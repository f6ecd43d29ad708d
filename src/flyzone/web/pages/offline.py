"""What makes the app a thing on the home screen that opens without a signal."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from flyzone.web import urls
from flyzone.web.asking import Anyone
from flyzone.web.failures import Refused
from flyzone.web.icons import SIZES, icon
from flyzone.web.render import show
from flyzone.web.static_files import FOLDER

router = APIRouter()

_SHELL = (
    "css/base.css", "css/parts.css", "css/session.css", "css/today.css", "css/clip_timer.css",
    "icons/icons.svg", "icons/flyzone.svg",
    "js/page.js", "js/offline.js", "js/kept_here.js", "js/outbox.js", "js/session.js",
    "js/live_session.js", "js/session_view.js", "js/session_dialogs.js", "js/troubles.js",
    "js/say.js", "js/typed_time.js", "js/rest_clock.js", "js/wake.js", "js/best.js", "js/guard.js",
    "js/session_devices.js", "js/clip_timer.js", "js/clip_time.js", "js/heart_rate.js",
    "js/upload/kept.js", "js/today.js",
)  # fmt: skip
"""Files of the pages that open without a signal, as far as they are there; and those of the guard."""


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """What `offline.html` needs.

    Attributes
    ----------
    session : str
        Address of the page that works without a signal.
    """

    session: str


@router.get(urls.SERVICE_WORKER)
def service_worker(asking: Anyone) -> Response:
    """The worker that keeps pages on the phone, with the list of files that it keeps."""
    script = (FOLDER / "js/service_worker.js").read_text(encoding="utf-8")
    files = shell_files()
    version = hashlib.sha256(json.dumps([files, script]).encode()).hexdigest()[:12]
    told = {"version": version, "files": files, "offline": urls.OFFLINE, "session": urls.SESSION,
            "logout": urls.LOGOUT, "static": urls.STATIC}  # fmt: skip
    return Response(
        f"const APP = {json.dumps(told, sort_keys=True)};\n{script}",
        media_type="text/javascript",
        headers={"service-worker-allowed": "/", "cache-control": "no-cache"},
    )


@router.get(urls.MANIFEST)
def manifest(asking: Anyone) -> JSONResponse:
    """What a home screen wants to know."""
    told: dict[str, Any] = {
        "id": "/",
        "name": "flyzone",
        "short_name": "flyzone",
        "start_url": urls.HOME,
        "scope": "/",
        "display": "standalone",
        "lang": asking.words.language,
        "background_color": "#faf9f5",
        "theme_color": "#005a8e",
        "icons": [
            {
                "src": urls.url(urls.ICON, size=str(size)),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size in SIZES[1:]
            for purpose in ("any", "maskable")
        ],
        "shortcuts": [{"name": asking.words("session.title"), "url": urls.SESSION}],
    }
    return JSONResponse(told, media_type="application/manifest+json")


@router.get(urls.ICON)
def picture(asking: Anyone, size: str) -> Response:
    """The icon."""
    if size not in {str(one) for one in SIZES}:
        raise Refused(404, "not-found", f"There are icons of {SIZES} pixels. Take one of these.")
    kept = {"cache-control": "public, max-age=86400"}
    return Response(icon(int(size)), media_type="image/png", headers=kept)


@router.get(urls.OFFLINE)
def offline(asking: Anyone) -> Response:
    """What is shown instead of a page that was not kept."""
    page = OfflinePage(urls.SESSION)
    return show(asking, "offline.html", page, title=asking.words("offline.title"))


@cache
def shell_files() -> dict[str, str]:
    """Addresses of the files that the worker keeps, each with the hash of its content."""
    names = [*_SHELL, *(f"js/guard/{one.name}" for one in sorted(FOLDER.glob("js/guard/*.js")))]
    return {
        f"{urls.STATIC}/{name}": hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
        for name in names
        if (FOLDER / name).is_file()
    }
