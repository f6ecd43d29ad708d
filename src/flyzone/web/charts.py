"""The program that draws charts in the browser: Vega, out of an installed package, served by ourselves.

Putting it together takes a second or two, so that is done once for each version of the package: it lies
in the site's folder, packed.  Its address names its content, so that a browser fetches it once.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from importlib.metadata import version
from threading import Lock

import vl_convert
from fastapi import APIRouter, Request
from fastapi.responses import Response

from flyzone.files import written_whole
from flyzone.web import urls
from flyzone.web.asking import Anyone
from flyzone.web.failures import Refused
from flyzone.web.site import Site

router = APIRouter()

_START = "globalThis.flyzoneEmbed = vegaEmbed;"
"""What the page's own script (charts.js) calls."""
_making = Lock()


@cache
def bundle_name() -> str:
    """The name of the bundle: what it is made of, so that another version has another name."""
    made_of = f"{version('vl-convert-python')}\n{_START}"
    return f"vega-{hashlib.sha256(made_of.encode()).hexdigest()[:16]}.js"


def bundle_url() -> str:
    """Its address."""
    return urls.url(urls.CHART_BUNDLE, name=bundle_name())


def packed_bundle(site: Site) -> bytes:
    """The bundle, packed with gzip; made where it is not there yet."""
    path = site.folder / "charts" / f"{bundle_name()}.gz"
    with _making:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            script = vl_convert.javascript_bundle(_START)
            packed = gzip.compress(script.encode(), 9, mtime=0)
            with written_whole(path, what="chart program") as temporary:
                temporary.write_bytes(packed)
    return path.read_bytes()


@router.get(urls.CHART_BUNDLE)
def bundle(asking: Anyone, request: Request, name: str) -> Response:
    """The bundle, for whoever shows a chart."""
    if name != bundle_name():
        raise Refused(404, "not-found", "There is no such program here. Load the page again.")
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "Accept-Encoding"}
    content = packed_bundle(asking.site)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
    else:
        content = gzip.decompress(content)
    return Response(content, media_type="text/javascript", headers=headers)
