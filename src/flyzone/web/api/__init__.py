"""The JSON API: everything that the pages do, for programs and for the pages' own scripts."""

from __future__ import annotations

from fastapi import APIRouter

from flyzone.web.api import me, today

ROUTERS: tuple[APIRouter, ...] = (me.router, today.router)
