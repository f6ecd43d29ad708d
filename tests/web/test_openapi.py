"""The JSON API as it describes itself: whatever is sent, no fault of the program comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from tests.web.people import Club

from flyzone.web.app import create_app
from flyzone.web.site import Site

Clients = Callable[[str | None], TestClient]


def test_the_description_names_every_answer_and_is_open_to_nobody_by_accident(
    client_of: Clients,
) -> None:
    document = client_of(None).get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.")
    for path, methods in document["paths"].items():
        assert path.startswith("/api/v1/")
        for method, operation in methods.items():
            assert operation.get("description") or operation.get("summary"), f"{method} {path}"


@pytest.mark.gate
@pytest.mark.parametrize("role", ["owner", "athlete"])
def test_no_request_that_the_description_allows_or_forbids_ends_in_a_fault(
    site: Site, people: Club, role: str
) -> None:
    with site.store.accounts(change=True) as accounts:
        account = people.accounts[role]
        secret = accounts.make_token(account.id, "fuzz", ("read", "write"), site.clock())
    app = create_app(site, burst=1e9, per_s=1e9)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    # Random ids meet nobody: every other request is about somebody who is there.
    real = {"athlete_id": people.mia.id, "group_id": people.sprinters.id}
    tried: Counter[str] = Counter()
    walked = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        # Streams never end: they have their own tests.
        if "/live" not in operation.path:
            walked += 1
            _never_a_fault(operation, secret, real, tried)
    assert len(tried) == walked
    assert sum(tried.values()) > 10 * walked


def _never_a_fault(operation: Any, secret: str, real: dict[str, str], tried: Counter[str]) -> None:
    modes = schemathesis.GenerationMode
    right = operation.as_strategy(generation_mode=modes.POSITIVE)
    wrong = operation.as_strategy(generation_mode=modes.NEGATIVE)

    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=HealthCheck)
    @given(right | wrong)
    def never(case: schemathesis.Case) -> None:
        tried[f"{case.method} {operation.path}"] += 1
        if sum(tried.values()) % 2:
            case.path_parameters |= {k: v for k, v in real.items() if k in case.path_parameters}
        response = case.call(headers={"authorization": f"Bearer {secret}"})
        assert response.status_code < 500, f"{case.method} {case.path}: {response.text[:300]}"

    never()
