"""Rules of recovery: how long after which kind of session the next maximal one may come."""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

_HAUGEN = "Haugen2019, table 2"
_FLOOR = (
    "A convention of best practice, not the result of a trial. 48 hours are a floor: some markers of "
    "fatigue last 72 hours, and the nervous system is not the only cause."
)


def _recovery(key: str, what: str, hours: float, source: str, caveat: str, low: float) -> Rule:
    return Rule(
        f"recovery-{key}",
        f"The last session was {what}.",
        f"No maximal sprinting for {hours:g} hours after it.",
        "convention",
        source,
        caveat,
        {"hours": Threshold(hours, "h", low, 168.0, f"Hours of recovery after {what}")},
    )


RECOVERY_RULES: tuple[Rule, ...] = (
    _recovery("acceleration", "accelerations", 48.0, _HAUGEN, _FLOOR, 36.0),
    _recovery("max-velocity", "sprinting at maximal velocity", 48.0, _HAUGEN, _FLOOR, 36.0),
    _recovery("sprint-endurance", "sprint endurance", 72.0, _HAUGEN, _FLOOR, 48.0),
    _recovery("speed-endurance", "speed endurance", 72.0, _HAUGEN, _FLOOR, 48.0),
    _recovery("resisted", "resisted sprints", 48.0, _HAUGEN, _FLOOR, 36.0),
    _recovery("assisted", "assisted sprints", 48.0, _HAUGEN, _FLOOR, 48.0),
    _recovery("hill", "hill sprints", 48.0, "The method's rule", _FLOOR, 36.0),
    _recovery("race", "a sprint race", 48.0, "The method's rule", _FLOOR, 36.0),
    _recovery("match", "a match", 72.0, "The method's rule", _FLOOR, 48.0),
)
