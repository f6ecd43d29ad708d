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
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise _foreign()
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
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
    if given is None or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Refused(
            403,
            "csrf",
            "This page is too old to send anything. Load it again; nothing of what you typed was "
            "taken.",
        )


def _is_form(request: Request) -> bool:
    kind = request.headers.get("content-type", "")
    return kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data"))


def _foreign() -> Refused:
    return Refused(
        403, "other-site", "Another site sent this. Open flyzone itself and do it there."
    )
