"""Trends that are worked out ahead: the very ones that a page would have worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from tests.web.people import OWNER, Club, uid

from flyzone.model import Session
from flyzone.web import kept_progress
from flyzone.web.site import Site
from flyzone.web.warming import warm_once

Clients = Callable[[str | None], TestClient]


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names the athletes whose progress was worked out, in order."""
    names: list[str] = []
    real = kept_progress.progress_of

    def noted(reader: object, one: object, *more: object, **words: object) -> object:
        names.append(one.name)  # type: ignore[attr-defined]
        return real(reader, one, *more, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(kept_progress, "progress_of", noted)
    return names


def test_who_opens_his_progress_finds_it_worked_out(
    site: Site, people: Club, client_of: Clients, worked_out: list[str]
) -> None:
    assert warm_once(site, rests=0.0) == 3
    assert len(worked_out) == 3
    for role in ("athlete", "coach", "owner"):
        answer = client_of(role).get(f"/athletes/{people.mia.id}/progress")
        assert answer.status_code == 200
    assert len(worked_out) == 3
    assert warm_once(site, rests=0.0) == 3
    assert len(worked_out) == 3


def test_a_new_session_is_worked_out_in_the_next_round_and_who_is_idle_is_left_alone(
    site: Site, people: Club, worked_out: list[str]
) -> None:
    warm_once(site, rests=0.0)
    worked_out.clear()
    with site.store.writing(OWNER) as writer:
        last = writer.history(people.tom.id).sessions[-1]
        new = Session(uid("new"), people.tom.id, site.clock(), "max-velocity", ended_by="planned")
        writer.save(replace(new, duration_s=last.duration_s))
    warm_once(site, rests=0.0)
    assert worked_out == ["Tom Weber"]
    site.clock.pass_(days=60)  # type: ignore[attr-defined]
    assert warm_once(site, rests=0.0) == 0


def test_it_ends_with_its_site(site: Site) -> None:
    site.closing.set()
    assert warm_once(site) == 0
