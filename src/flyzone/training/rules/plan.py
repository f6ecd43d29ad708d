"""Rules of plan."""

from __future__ import annotations

from flyzone.training.rules.book import Rule

PLAN_RULES: tuple[Rule, ...] = ()
