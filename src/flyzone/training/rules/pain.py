"""Rules of pain."""

from __future__ import annotations

from flyzone.training.rules.book import Rule

PAIN_RULES: tuple[Rule, ...] = ()
