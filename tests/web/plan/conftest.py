"""Plans in the club: Tom's and Mia's, made by the planner itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.web.conftest import NOW
from tests.web.people import OWNER, Club

from flyzone.model import Plan
from flyzone.web.site import Site
from flyzone.workflows.plan_for import plan_for

MONDAY = date(2026, 5, 11)  # the day before NOW


@pytest.fixture
def planned(site: Site, people: Club) -> dict[str, Plan]:
    """A plan of four weeks for each of the two, by the athlete's id."""
    with site.store.writing(OWNER) as writer:
        for one in (people.tom, people.mia):
            writer.save(replace(one, time_zone="Europe/Berlin"))
    return {
        one: plan_for(site.store, OWNER, [one], first_day=MONDAY, weeks=4, now=NOW)
        for one in (people.tom.id, people.mia.id)
    }


def sprint_days(plan: Plan) -> list[date]:
    """Days from today on with a sprint session."""
    return [
        day.day
        for day in plan.days
        if day.day >= NOW.date()
        and any(one.stimulus in ("acceleration", "max-velocity", "hill") for one in day.sessions)
    ]
