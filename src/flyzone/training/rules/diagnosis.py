"""Rules of diagnosis."""

from __future__ import annotations

from flyzone.training.rules.book import Rule

DIAGNOSIS_RULES: tuple[Rule, ...] = ()
