"""Rules of session."""

from __future__ import annotations

from flyzone.training.rules.book import Rule

SESSION_RULES: tuple[Rule, ...] = ()
