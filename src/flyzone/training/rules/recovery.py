"""Rules of recovery: how long after which kind of session the next maximal one may come.

Two kinds of session.  After what is sprinted, nothing maximal for some hours.  Jumps, heavy lifts and
other running tire the legs without having been a sprint: they cost a few of the next session's reps,
and only the hard ones a day without sprinting.  What a session was is judged from what was done in
it, not from its name.
"""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

_HAUGEN = "Haugen2019, table 2"
_METHOD = "The method's rule"
_COACHES = "Coaches' practice"
_FLOOR = (
    "A convention of best practice, not the result of a trial. 48 hours are a floor: some markers of "
    "fatigue last 72 hours, and the nervous system is not the only cause."
)
_SOFT = "A convention: no trial was found that says how long this holds back a maximal sprint."


def _recovery(
    key: str, what: str, hours: float, source: str, low: float, caveat: str = _FLOOR
) -> Rule:
    return Rule(
        f"recovery-{key}",
        f"The last session was {what}.",
        f"No maximal sprinting for {hours:g} hours after it.",
        "convention",
        source,
        caveat,
        {"hours": Threshold(hours, "h", low, 168.0, f"Hours of recovery after {what}")},
    )


def _soft(key: str, what: str, no_hours: float, hours: float, source: str) -> Rule:
    fewer = f"No maximal sprinting for {no_hours:g} hours after it; fewer" if no_hours else "Fewer"
    return Rule(
        f"recovery-{key}",
        f"The last session was {what}.",
        f"{fewer} maximal reps until {hours:g} hours after it."
        if hours
        else "Maximal sprinting may follow at once.",
        "convention",
        source,
        _SOFT,
        {
            "no_hours": Threshold(
                no_hours, "h", 0.0, 96.0, f"Hours without maximal sprinting after {what}"
            ),
            "hours": Threshold(hours, "h", 0.0, 168.0, f"Hours with fewer reps after {what}"),
        },
    )


RECOVERY_RULES: tuple[Rule, ...] = (
    _recovery("acceleration", "accelerations", 48.0, _HAUGEN, 36.0),
    _recovery("max-velocity", "sprinting at maximal velocity", 48.0, _HAUGEN, 36.0),
    _recovery("sprint-endurance", "sprint endurance", 72.0, _HAUGEN, 48.0),
    _recovery("speed-endurance", "speed endurance", 72.0, _HAUGEN, 48.0),
    _recovery("resisted", "resisted sprints", 48.0, _HAUGEN, 36.0),
    _recovery("assisted", "assisted sprints", 48.0, _HAUGEN, 48.0),
    _recovery("hill", "hill sprints", 48.0, _METHOD, 36.0),
    _recovery("race", "a race", 72.0, _METHOD, 36.0),
    _recovery("match", "a match", 72.0, _METHOD, 48.0),
    _soft("plyometrics", "plyometrics", 0.0, 48.0, _COACHES),
    _soft("heavy-lift", "heavy lifting on one leg", 0.0, 48.0, _COACHES),
    _soft("tempo", "tempo running", 0.0, 24.0, _HAUGEN),
    _soft("interval-run", "hard intervals", 24.0, 48.0, _COACHES),
    _soft("long-run", "a long run", 12.0, 24.0, _COACHES),
    _soft("easy-run", "an easy run", 0.0, 0.0, _COACHES),
    _soft("skills", "drills and skills", 0.0, 0.0, _COACHES),
    Rule(
        "recovery-age",
        "The athlete is a minor, or of the masters' age.",
        "From the masters' age on, more hours of recovery after whatever is sprinted; for minors the "
        "adults' hours, which a coach may lengthen.",
        "convention",
        _COACHES,
        "A convention: no trial was found that says how many hours more, and athletes of one age "
        "differ. The 48 hours come from the practice of adults.",
        {
            "masters_years": Threshold(40.0, "years", 30.0, 70.0, "The masters' age"),
            "masters_hours": Threshold(
                24.0, "h", 0.0, 72.0, "More hours of recovery from the masters' age on"
            ),
            "minor_hours": Threshold(0.0, "h", 0.0, 72.0, "More hours of recovery for minors"),
        },
    ),
    Rule(
        "recovery-volume",
        "He sprinted much further in the last session than he usually does.",
        "More hours of recovery after it.",
        "convention",
        _METHOD,
        "A convention: that more sprinting needs longer recovery is plausible; how much longer was "
        "not found in any trial.",
        {
            "ratio": Threshold(
                2.0, "times his median", 1.2, 5.0, "From which multiple a session is a large one"
            ),
            "sessions": Threshold(
                4.0, "sessions", 2.0, 20.0, "Earlier maximal sessions needed to know his usual one"
            ),
            "hours": Threshold(24.0, "h", 0.0, 72.0, "More hours of recovery after a large session"),
        },
    ),
    Rule(
        "what-was-done",
        "A session was recorded.",
        "It counts as what was done in it, not as what it was called: full-speed reps make it a "
        "maximal session, and without any it was none.",
        "convention",
        _METHOD,
        "Speeds are compared with his usual ones over the same zone, without regard to wind.",
        {
            "full": Threshold(
                0.95, "share of full effort", 0.85, 1.0, "Effort from which a rep is a maximal one"
            ),
            "slow": Threshold(
                0.85, "share of his usual speed", 0.5, 0.95,
                "Speed below which a rep was not a maximal one, although full effort was asked for",
            ),
            "usual_reps": Threshold(
                4.0, "reps", 3.0, 50.0, "Reps over one zone needed to know his usual speed in it"
            ),
            "least_reps": Threshold(
                1.0, "reps", 1.0, 3.0, "Maximal reps from which a session is a maximal one"
            ),
            "long_m": Threshold(
                80.0, "m", 60.0, 120.0, "Distance from which maximal reps are sprint endurance"
            ),
            "hard_exertion": Threshold(
                7.0, "0 to 10", 5.0, 10.0, "Exertion from which other running counts as hard intervals"
            ),
            "heavy_share": Threshold(
                0.8, "share of his heaviest", 0.6, 1.0, "Load from which a lift is a heavy one"
            ),
            "heavy_reps": Threshold(
                8.0, "reps", 3.0, 20.0, "Most repetitions of a set that is a heavy one"
            ),
            "contacts": Threshold(
                20.0, "jumps", 5.0, 200.0, "Jumps in a day from which they are plyometrics"
            ),
        },
    ),
)  # fmt: skip
"""How long after what: the planner and `flyzone today` ask the same ones."""
