"""Rules of the plan: what a week must hold, how it may grow, and what must lie between two days.

Hours of recovery after a session stand with the other rules of recovery; `flyzone today` asks the
same ones.
"""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

_METHOD = "The method's rule"
_COACHES = "Coaches' practice"
_MEMORY = "A number of coaches, from memory and unverified; no trial was found that sets it."


def _minutes(value: float, what: str) -> Threshold:
    return Threshold(value, "min", 5.0, 180.0, f"Fewest minutes of {what}")


def _weekly(what: str) -> Threshold:
    return Threshold(1.0, "days a week", 0.0, 3.0, f"Days a week with {what}")


PLAN_RULES: tuple[Rule, ...] = (
    Rule(
        "plan-big-three",
        "A normal week: none that unloads, tapers, returns from an injury, or has mostly days away.",
        "Sprint at maximal velocity, jump explosively, and lift heavy on one leg.",
        "convention",
        _METHOD,
        "That all three are needed in every week is the method's claim; no trial compares it with "
        "two of them. That heavy lifting on one leg serves better than on two is not shown.",
        {
            "sprint": _weekly("sprints at maximal velocity"),
            "jump": _weekly("plyometrics"),
            "lift": _weekly("heavy lifting"),
        },
    ),
    Rule(
        "plan-high-low",
        "A day is a high one (sprinting, jumping, heavy lifting) or a low one (tempo, skills, rest).",
        "Jump and lift on sprint days, so that low days are low; heavy lifts, and jumps, lie this far "
        "apart.",
        "convention",
        _COACHES,
        "High and low days are how many sprint coaches plan, not the result of a trial.",
        {"hours": Threshold(48.0, "h", 24.0, 96.0, "Hours between two heavy lifts, or two jumps")},
    ),
    Rule(
        "plan-high-days",
        "A week has several high days; his other hard training, races and matches count as such.",
        "No more of them than his level bears; who has not stated his level is a beginner.",
        "convention",
        _COACHES,
        _MEMORY,
        {
            "beginner": Threshold(2.0, "days a week", 1.0, 3.0, "High days of a beginner"),
            "trained": Threshold(3.0, "days a week", 1.0, 3.0, "High days of the trained"),
            "advanced": Threshold(3.0, "days a week", 1.0, 4.0, "High days of the advanced"),
        },
    ),
    Rule(
        "plan-before-competition",
        "A race or a match lies ahead.",
        "No sprinting, jumping or heavy lifting this long before it.",
        "convention",
        _METHOD,
        "Hours of a convention; some markers of fatigue last 72 hours.",
        {"hours": Threshold(48.0, "h", 24.0, 120.0, "Hours without maximal work before it")},
    ),
    Rule(
        "plan-increase",
        "The sprinting of a week is compared with what he really did in the two weeks before (the "
        "larger one), or is planned to do in the last two weeks of loading.",
        "Only so much more, counted in full sessions; what is always allowed is a small start.",
        "weak",
        "Gabbett2020",
        "Rapid rises go with injury; that they cause it was not shown, and the usual bounds of such "
        "ratios are from memory, unverified, and disputed.",
        {
            "percent": Threshold(20.0, "%", 5.0, 50.0, "Most increase from week to week"),
            "start": Threshold(1.0, "full sessions a week", 0.5, 2.0, "What is always allowed"),
            "least": Threshold(0.5, "of a full session", 0.3, 1.0, "The smallest sprint session"),
        },
    ),
    Rule(
        "plan-unload",
        "Some weeks of loading lie behind him.",
        "A week that unloads: fewer sprints, at full effort as ever.",
        "convention",
        _COACHES,
        _MEMORY,
        {
            "every": Threshold(4.0, "weeks", 2.0, 8.0, "Every how many weeks one unloads"),
            "share": Threshold(0.6, "of the week before", 0.3, 1.0, "What is left in such a week"),
        },
    ),
    Rule(
        "plan-taper",
        "An A race or match lies ahead.",
        "Fewer sprints, at full effort and as often; a week tapers when most of its days lie in this "
        "time.",
        "convention",
        _COACHES,
        _MEMORY,
        {
            "days": Threshold(7.0, "days", 4.0, 21.0, "Days of tapering before an A race or match"),
            "share": Threshold(0.5, "of the week before", 0.3, 1.0, "What is left in such a week"),
        },
    ),
    Rule(
        "plan-away",
        "He is away, or cannot train, on days on which he usually can.",
        "A week that has lost more than this share of its days asks for nothing.",
        "convention",
        _METHOD,
        "",
        {"share": Threshold(0.5, "of his days", 0.0, 1.0, "Days lost from which a week is free")},
    ),
    Rule(
        "plan-short-night",
        "The coming night is known to be short.",
        "No sprinting, jumping or heavy lifting before it.",
        "weak",
        _METHOD,
        "Disputed: that one short night undoes a session of sprints was not shown by any trial found.",
    ),
    Rule(
        "plan-minutes",
        "A day has only so many minutes.",
        "What does not fit is not planned. Minutes to spare go to the sprints first, then to jumps and "
        "lifts, up to their full doses; no rest is shortened.",
        "convention",
        _COACHES,
        "Rough times; a warm-up is in those of the sprint, and jumps and lifts follow it warm.",
        {
            "sprint": _minutes(30.0, "a sprint session"),
            "jump": _minutes(10.0, "plyometrics"),
            "lift": _minutes(20.0, "heavy lifting"),
            "low": _minutes(25.0, "a low day, or a step of a return"),
        },
    ),
)
"""What no plan breaks, and what shapes it."""
