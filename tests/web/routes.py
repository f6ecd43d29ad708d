"""Every route of an app, with the roles that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from flyzone.web.asking import Access


@dataclass(frozen=True)
class Walked:
    """One route and one method.

    ``roles`` is ``None`` where anybody may come, logged in or not; ``access`` tells whether the route
    names its roles at all.
    """

    method: str
    path: str
    roles: frozenset[str] | None
    access: bool

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def routes_of(app: FastAPI) -> Iterator[Walked]:
    """All of them."""
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if not isinstance(route, APIRoute):
            continue
        accesses = list(_accesses(route.dependant))
        for method in sorted(route.methods - {"HEAD"}):
            roles = accesses[0].roles if accesses else None
            yield Walked(method, context.path, roles, bool(accesses))


def _accesses(dependant: Any) -> Iterator[Access]:
    for one in dependant.dependencies:
        if isinstance(one.call, Access):
            yield one.call
        yield from _accesses(one)
