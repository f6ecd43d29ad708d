"""The JSON API: everything that the pages do, for programs and for the pages' own scripts."""

from __future__ import annotations

from fastapi import APIRouter

from flyzone.web.api import (
    athlete_data,
    board,
    clips,
    consents,
    entries,
    grounds,
    jobs,
    live,
    me,
    people,
    plan,
    progress,
    rules,
    sessions,
    squad,
    today,
    uploads,
)

ROUTERS: tuple[APIRouter, ...] = (
    me.router,
    today.router,
    progress.router,
    plan.router,
    athlete_data.router,
    sessions.router,
    clips.router,
    entries.router,
    live.router,
    uploads.router,
    jobs.router,
    board.router,
    squad.router,
    rules.router,
    people.router,
    grounds.router,
    consents.router,
)
