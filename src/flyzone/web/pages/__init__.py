"""Pages: one module each, with its handler, its typed context and the name of its template."""

from __future__ import annotations

from fastapi import APIRouter

from flyzone.web.pages import account, first_run, home, log_in, patterns, today

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    first_run.router,
    log_in.router,
    account.router,
    today.router,
    patterns.router,
)
