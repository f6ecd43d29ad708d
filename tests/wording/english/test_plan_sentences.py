"""Every code of the planner has a sentence, and every sentence belongs to a code."""

from __future__ import annotations

import re
from pathlib import Path

from flyzone.training.rules.plan import PLAN_RULES
from flyzone.wording.english import SENTENCES
from flyzone.wording.english.plan import PLAN

FLYZONE = Path(__file__).parents[3] / "src" / "flyzone"
PLANNING = FLYZONE / "training" / "planning"
MOVING = FLYZONE / "workflows" / "move_session.py"
"""Who moves a session against a rule is known here and not in the planner."""
MADE_UP = {
    # Put together in explain.py from the part, or from the kind of week.
    *(f"plan-big-three-{part}" for part in ("sprint", "jump", "lift")),
    *(f"plan-share-{kind}" for kind in ("increase", "unload", "taper")),
    *(f"plan-{kind}-week" for kind in ("unload", "taper")),
}
ERRORS = {"plan-clash", "plan-too-hard", "plan-unsound"}


def test_the_codes_of_the_source_and_the_sentences_are_the_same() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in PLANNING.glob("*.py"))
    rules = {rule.key for rule in PLAN_RULES}
    found = set(re.findall(r'"(plan-[a-z-]+[a-z])"', source)) - ERRORS
    found |= set(re.findall(r'Reason\("(plan-[a-z-]+[a-z])"', MOVING.read_text(encoding="utf-8")))
    spoken = {code for code in found if code in PLAN or code not in rules}
    assert spoken | MADE_UP == set(PLAN)
    assert set(PLAN) <= set(SENTENCES)
