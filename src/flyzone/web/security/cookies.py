"""The one cookie: a login's secret, out of reach of scripts and of other sites."""

from __future__ import annotations

from datetime import timedelta

from fastapi import Request, Response

NAME = "flyzone"
SECURE_NAME = "__Host-flyzone"
"""With this prefix a browser takes it over HTTPS only, from this very host."""
LASTS = timedelta(days=60)


def login_secret(request: Request) -> str | None:
    """The secret that a request brings, if any."""
    name = SECURE_NAME if request.app.state.site.secure else NAME
    return request.cookies.get(name)


def set_login(request: Request, response: Response, secret: str) -> None:
    """Hands the secret of a new login to the browser."""
    secure = request.app.state.site.secure
    response.set_cookie(
        SECURE_NAME if secure else NAME,
        secret,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=secure,
        path="/",
    )


def forget_login(request: Request, response: Response) -> None:
    """Takes it back."""
    secure = request.app.state.site.secure
    response.delete_cookie(SECURE_NAME if secure else NAME, path="/", secure=secure, httponly=True)
