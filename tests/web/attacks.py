"""Hostile values, and every route filled with them: a new route is attacked without being listed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

IMAGE = '"><img src=x onerror=alert(1)>'
SCRIPT = "</script><script>alert(1)</script>"
TEXTS = {
    "image": IMAGE,
    "script": SCRIPT,
    "address": "javascript:alert(1)",
    "line": "a\r\nSet-Cookie: stolen=1\r\n\r\n<html>",
    "null": "a\x00b",
    "half": "\ud800",
    "path": "../../../../etc/passwd",
    "format": "{0.__class__}%s{{7*7}}",
    "backwards": "\u202egnp.exe\u2069 😀",
    "infinite": "1e999",
    "nan": "NaN",
    "minus": "-1",
    "huge": "9" * 30,
    "empty": "",
    "long": "x" * 1_000_000,
}
FEW = ("image", "null", "path", "huge")
VALUES: dict[str, Any] = {
    "nan": float("nan"),
    "infinite": float("-inf"),
    "huge": 10**30,
    "large": 1e308,
    "minus": -1,
    "none": None,
    "yes": True,
    "list": [],
    "of-halves": ["\ud800"],
    "nested": {"a": {"b": [{}]}},
    "halves": {"\ud800": "\ud800"},
}
BODIES = (
    "", "null", "[]", '"x"', "[" * 100_000, '{"a":' * 50_000, "1" * 5_000, '{"id":1,"id":2}', "\x00",
)  # fmt: skip
INSIDE = re.compile(
    r"Traceback|sqlite|sqlalchemy|psycopg|SELECT .* FROM|INSERT INTO|site-packages|\.py\b|root:x:0"
)
"""What no answer tells: what the app is made of, and where it lies."""
NOBODY = "00000000-0000-4000-8000-000000000000"
STREAM = re.compile(r"/live$")


@dataclass(frozen=True)
class Request:
    """One request to send."""

    what: str
    method: str
    path: str
    content: bytes = b""
    kind: str = ""

    def send(self, client: Any) -> Any:
        headers = {"content-type": self.kind} if self.kind else {}
        return client.request(self.method, self.path, content=self.content, headers=headers)


def requests(app: FastAPI, ids: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Request]:
    """Every route with every text in all that can be filled: once about real ids, once with it as the id."""
    for path, method, route in _routes(app):
        names = re.findall(r"\{(\w+)", path)
        for called, text in texts.items():
            for given in [ids, dict.fromkeys(names, text)] if names else [ids]:
                if given is ids and "delete" in path:
                    continue
                there = fill(path, given)
                asked = {one.alias: text for one in _queries(route.dependant)}
                if asked and len(text) < 10_000:
                    there += "?" + urlencode(asked, errors="surrogatepass")
                if len(there) < 20_000:
                    content, kind = _body(route, text)
                    yield Request(f"{method} {path} {called}", method, there, content, kind)


def documents(app: FastAPI, ids: Mapping[str, str]) -> Iterator[Request]:
    """Every route that takes JSON, with texts that are hardly any, and with each value in each field."""
    for path, method, route in _routes(app):
        fields = _fields(route)
        if fields is None:
            continue
        there = fill(path, ids)
        for number, body in enumerate(BODIES):
            yield Request(f"{method} {path} body {number}", method, there, body.encode(), JSON)
        for called, value in VALUES.items():
            for field in (None, *fields):
                given = {
                    one: value if field in (None, one) else ids.get(one, "1")
                    for one, info in fields.items()
                    if field in (None, one) or info.is_required()
                }
                what = f"{method} {path} {called} in {field or 'all'}"
                yield Request(what, method, there, json.dumps(given).encode(), JSON)


JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


def fill(path: str, ids: Mapping[str, str]) -> str:
    """The address of a route's path."""

    def word(found: re.Match[str]) -> str:
        return quote(ids.get(found[1], NOBODY), safe="", errors="surrogatepass") or "x"

    return re.sub(r"\{(\w+)(?::\w+)?\}", word, path)


def _routes(app: FastAPI) -> Iterator[tuple[str, str, APIRoute]]:
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if not isinstance(route, APIRoute) or STREAM.search(context.path):
            continue
        for method in sorted(route.methods - {"HEAD"}):
            if context.path != "/logout":
                yield context.path, method, route


def _queries(dependant: Any) -> Iterator[Any]:
    yield from dependant.query_params
    for one in dependant.dependencies:
        yield from _queries(one)


def _body(route: APIRoute, text: str) -> tuple[bytes, str]:
    fields = _fields(route)
    if fields is not None:
        return json.dumps(dict.fromkeys(fields, text)).encode(), JSON
    given = {one.alias: text for one in route.dependant.body_params}
    return (urlencode(given, errors="surrogatepass").encode(), _FORM) if given else (b"", "")


def _fields(route: APIRoute) -> Mapping[str, Any] | None:
    for one in route.dependant.body_params:
        fields = getattr(one.field_info.annotation, "model_fields", None)
        if fields is not None:
            return dict(fields)
    return None
