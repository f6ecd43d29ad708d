"""An athlete of the club with everything that can be measured, in a store of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.web.conftest import NOW
from tests.web.people import OWNER, Club, uid

from flyzone.model import Jump, Rep, Session
from flyzone.model.conditions import Body
from flyzone.storage import StoredResult
from flyzone.web.site import Site


@pytest.fixture
def measured(site: Site, people: Club) -> str:
    """Tom, with jumps, profiles, starts from standing, and a session 24 hours after another."""
    tom = people.tom
    with site.store.writing(OWNER) as writer:
        writer.save(replace(tom, body=Body(75.0, 1.8), mas_m_s=4.6))
        for week in range(3):
            at = NOW - timedelta(days=7 * week + 2)
            for n in range(3):
                number = f"{week}-{n}"
                writer.save(
                    Jump(
                        uid(f"cmj-{number}"), tom.id, at, "countermovement", height_m=0.4 + 0.01 * n
                    )
                )
                writer.save(
                    Jump(
                        uid(f"pogo-{number}"), tom.id, at, "pogo",
                        height_m=0.20 + 0.01 * n, contact_s=0.17,
                    )
                )  # fmt: skip
            writer.save(
                StoredResult(
                    uid(f"profile-{week}"), tom.id, at, "profile", profile(9.3 - 0.05 * week), "1"
                )
            )
        for n in range(3):
            started = NOW - timedelta(days=2 + 5 * n, hours=2)
            reps = tuple(
                Rep(uid(f"start-{n}-{k}"), k, 20.0, time_s=3.1 + 0.01 * k, run_in_m=0.0,
                    rest_before_s=240.0, method="gates")
                for k in (1, 2, 3)
            )  # fmt: skip
            writer.save(Session(uid(f"starts-{n}"), tom.id, started, "acceleration", reps))
    return tom.id


def profile(top: float) -> dict[str, Any]:
    """A document of a profile with this top speed, m/s."""

    def number(value: float, se: float, unit: str) -> dict[str, Any]:
        low, high = value - 1.645 * se, value + 1.645 * se
        return {"value": value, "se": se, "unit": unit, "low_90": low, "high_90": high}

    return {
        "origin": "gates",
        "model": {"MSS": number(top, 0.06, "m/s"), "MAC": number(7.4, 0.2, "m/s^2")},
        "force_velocity": {
            "definition": "test", "basis": "test", "F0": number(7.4, 0.2, "N/kg"),
            "V0": number(9.6, 0.1, "m/s"), "Pmax": number(17.8, 0.5, "W/kg"),
        },
    }  # fmt: skip
