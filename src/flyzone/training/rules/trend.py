"""Rules of trend."""

from __future__ import annotations

from flyzone.training.rules.book import Rule

TREND_RULES: tuple[Rule, ...] = ()
