"""Scripts, styles and icons: each address carries a hash of the content, so that browsers may keep it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from flyzone.web import urls

FOLDER = Path(__file__).with_name("static")


class _Kept(StaticFiles):
    """Files that may be kept for a year where their address names their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            named = b"v=" in scope.get("query_string", b"")
            kept = "public, max-age=31536000, immutable" if named else "public, no-cache"
            response.headers["cache-control"] = kept
        return response


def mount_static(app: FastAPI) -> None:
    """Serves the folder."""
    app.mount(urls.STATIC, _Kept(directory=FOLDER), name="static")


@cache
def static_url(name: str) -> str:
    """The address of a file in the folder, such as ``css/base.css``."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"{urls.STATIC}/{name}?v={digest}"
