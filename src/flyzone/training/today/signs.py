"""Signs that belong to a doctor: chest pain, fainting, and others that no training plan can judge.

Time does not lift them, nor does feeling well again: only a doctor's word that came after them.
"""

from __future__ import annotations

from flyzone.model import CheckIn, History, WarningSign
from flyzone.training.today.days import hours_between
from flyzone.training.today.finding import Finding, Question

EMERGENCY: frozenset[WarningSign] = frozenset({"chest-pain", "fainting", "breathless-at-rest"})
"""Signs with which one calls for help before one thinks about training."""


def signs(asked: Question) -> list[Finding]:
    """What forbids sport until a doctor has spoken: emergencies first."""
    latest: dict[WarningSign, CheckIn] = {}
    for checkin in asked.history.checkins:
        latest.update(dict.fromkeys(checkin.signs, checkin))
    findings = []
    for sign, checkin in latest.items():
        if _cleared(asked.history, checkin):
            continue
        ago = hours_between(checkin.at, asked.now)
        urgent = sign in EMERGENCY and ago <= asked.book.value("sign-doctor", "emergency_hours")
        code = "today-emergency" if urgent else "today-sign"
        reason = asked.book.reason("sign-doctor", code, {"sign": sign, "hours": ago})
        findings.append(Finding("no", reason, person=True, effort=0.0))
    return sorted(findings, key=lambda one: one.reason.code != "today-emergency")


def _cleared(history: History, checkin: CheckIn) -> bool:
    return any(
        one.role == "doctor" and one.place is None and hours_between(checkin.at, one.at) > 0.0
        for one in history.clearances
    )
