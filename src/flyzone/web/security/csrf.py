"""Only our own pages may change something in somebody's name.

Two independent checks: the browser says from which site a request comes, and every form and script
brings the token of its login, which another site cannot read.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from fastapi import Request

from flyzone.web.failures import Refused

HEADER = "x-csrf-token"
FIELD = "csrf"


def check_origin(request: Request) -> None:
    """Refuses what another site's page sent.

    Raises
    ------
    Refused
    """
    site = request.headers.get("sec-fetch-site")
    if site not in ("same-origin", "none", None):
        raise _foreign()
    origin = request.headers.get("origin")
    # A page without an origin, such as a frame that was locked in, is ours only if the browser says so.
    if origin == "null" and site == "same-origin":
        return
    if origin and not _is_here(request, origin):
        raise _foreign()


async def check_csrf(request: Request, expected: str) -> None:
    """Refuses what does not bring the token of its login.

    Raises
    ------
    Refused
    """
    given = request.headers.get(HEADER)
    if given is None and _is_form(request):
        value = (await request.form()).get(FIELD)
        given = value if isinstance(value, str) else None
    if given is None or not hmac.compare_digest(
        given.encode("utf-8", "surrogatepass"), expected.encode()
    ):
        raise Refused(
            403,
            "csrf",
            "This page is too old to send anything. Load it again; nothing of what you typed was "
            "taken.",
        )


def _is_here(request: Request, origin: str) -> bool:
    parts = urlsplit(origin)
    # Whoever sits on the line can answer in our name without TLS, and not with it.
    if request.app.state.site.secure and parts.scheme != "https":
        return False
    return bool(parts.netloc) and parts.netloc == request.headers.get("host")


def _is_form(request: Request) -> bool:
    kind = request.headers.get("content-type", "")
    return kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data"))


def _foreign() -> Refused:
    return Refused(
        403, "other-site", "Another site sent this. Open flyzone itself and do it there."
    )
