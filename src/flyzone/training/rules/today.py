"""Rules of the day: sleep, readiness, other load, and what a careful session is."""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

_METHOD = "The method's rule"
_COACHES = "Coaches' practice"
_SLEEP = (
    "Craven2022: after 6 hours or less, exercise of all kinds together was 7.56 % worse (95 % interval "
    "3.13 to 11.9) with very different results (I² 98 %); a single short sprint is affected least "
    "(from memory, unverified), so that no seconds follow from it."
)
_HEART = (
    "No evidence was found that resting heart rate or its variability marks readiness for a maximal "
    "sprint (from memory, unverified): it supports other signs and decides nothing alone."
)
_RATIO = (
    "A description of the week, not a cause of injury: the ratio is disputed (Impellizzeri2020), and "
    "its usual bounds are from memory, unverified."
)


def _share(value: float, low: float, high: float, what: str) -> Threshold:
    return Threshold(value, "%", low, high, what)


_SURE = Threshold(0.9, "probability", 0.7, 0.99, "How sure it must be that he is below his usual")


TODAY_RULES: tuple[Rule, ...] = (
    Rule(
        "sleep-before",
        "The night before was short.",
        "Fewer reps after a short night, no maximal sprinting after a very short one.",
        "moderate",
        "Craven2022",
        _SLEEP,
        {
            "short_h": Threshold(6.0, "h", 4.0, 8.0, "Sleep up to which a night is short"),
            "very_short_h": Threshold(
                4.0, "h", 0.0, 6.0, "Sleep up to which a night is very short"
            ),
        },
    ),
    Rule(
        "sleep-several",
        "Several of the last nights were short.",
        "Fewer reps; after still more of them, no maximal sprinting before a whole night.",
        "weak",
        "Craven2022",
        _SLEEP,
        {
            "nights": Threshold(3.0, "nights", 2.0, 7.0, "Last nights that are looked at"),
            "change": Threshold(2.0, "nights", 1.0, 7.0, "Short nights that cost reps"),
            "no": Threshold(3.0, "nights", 2.0, 7.0, "Short nights that cost the session"),
        },
    ),
    Rule(
        "sleep-after",
        "The night after the last maximal session was short.",
        "That session may have been wasted. Its recovery is not shorter for that.",
        "weak",
        _METHOD,
        "Disputed: that one short night undoes a session of sprints was not shown by any trial found.",
        {
            "short_h": Threshold(
                5.0, "h", 3.0, 7.0, "Sleep up to which a night wastes the session before it"
            ),
        },
    ),
    Rule(
        "sleep-coming",
        "The coming night is known to be short.",
        "No maximal sprinting today: tempo or technique, and the sprints after a whole night.",
        "weak",
        _METHOD,
        "Disputed: that one short night undoes a session of sprints was not shown by any trial found.",
        {
            "short_h": Threshold(
                6.0, "h", 3.0, 8.0, "Expected sleep up to which no speed is advised"
            )
        },
    ),
    Rule(
        "ready-jump",
        "A readiness jump was done today.",
        "Fewer reps when he surely jumps below his usual, no maximal sprinting when far below.",
        "weak",
        _COACHES,
        "A jump is not a sprint: how far the one tells the other is not settled.",
        {
            "days": Threshold(
                4.0, "days", 3.0, 30.0, "Earlier days with such jumps that are needed"
            ),
            "back": Threshold(90.0, "days", 14.0, 365.0, "How far back they may lie"),
            "sure": _SURE,
            "smallest": _share(2.0, 0.5, 10.0, "Smallest drop of a jump that counts"),
            "far": _share(8.0, 3.0, 25.0, "Drop of a jump that is far below"),
        },
    ),
    Rule(
        "ready-first-rep",
        "The first maximal rep of today was timed.",
        "Fewer reps when it was surely slower than his usual first reps, the end of the session when "
        "far slower.",
        "convention",
        _METHOD,
        "Wind is not taken out of these times, and slow first reps may only be a short warm-up.",
        {
            "days": Threshold(4.0, "sessions", 3.0, 30.0, "Earlier first reps that are needed"),
            "back": Threshold(90.0, "days", 14.0, 365.0, "How far back they may lie"),
            "sure": _SURE,
            "smallest": _share(1.0, 0.5, 5.0, "Smallest loss of speed that counts"),
            "far": _share(4.0, 2.0, 10.0, "Loss of speed that is far below"),
        },
    ),
    Rule(
        "ready-feeling",
        "He is very sore, or does not feel ready.",
        "Fewer reps.",
        "convention",
        _METHOD,
        "What an athlete feels is worth asking; no trial was found that says how it bears on a sprint.",
        {
            "soreness": Threshold(7.0, "0 to 10", 3.0, 10.0, "Soreness from which reps are cut"),
            "ready": Threshold(3.0, "0 to 10", 0.0, 6.0, "Readiness up to which reps are cut"),
        },
    ),
    Rule(
        "ready-signals",
        "Soreness, stress, readiness, resting heart rate or its variability is unlike him.",
        "One such sign is noted; several together cost reps.",
        "weak",
        _COACHES,
        _HEART,
        {
            "days": Threshold(7.0, "days", 4.0, 60.0, "Earlier days that are needed"),
            "back": Threshold(60.0, "days", 14.0, 365.0, "How far back they may lie"),
            "sure": _SURE,
            "points": Threshold(1.0, "of 10", 0.5, 5.0, "Smallest change of what he feels"),
            "heart_rate": Threshold(
                5.0, "beats a minute", 1.0, 20.0, "Smallest rise of the resting heart rate"
            ),
            "hrv": _share(10.0, 5.0, 50.0, "Smallest fall of the heart rate variability"),
            "together": Threshold(2.0, "signs", 1.0, 5.0, "Signs that cost reps together"),
        },
    ),
    Rule(
        "load-week",
        "He ran much more in the last 7 days than in the 3 weeks before.",
        "Mind it: a description, no verdict.",
        "weak",
        "Gabbett2020",
        _RATIO,
        {
            "ratio": Threshold(1.5, "times a week", 1.2, 4.0, "Ratio from which it is said"),
            "days": Threshold(21.0, "days", 14.0, 21.0, "Days that must be recorded before"),
        },
    ),
    Rule(
        "load-sprint",
        "He sprinted much further in the last 7 days than in the 3 weeks before.",
        "Mind it: fewer metres at full speed this week.",
        "weak",
        "Gabbett2020",
        "Rapid rises go with injury; that they cause it was not shown. " + _RATIO,
        {"ratio": Threshold(1.5, "times a week", 1.2, 4.0, "Ratio from which it is said")},
    ),
    Rule(
        "load-exposure",
        "He reached full speed rarely in the last weeks.",
        "A reason to sprint: legs that meet full speed often enough are hurt less.",
        "weak",
        "Malone2017",
        "One team, one season; an association, not a trial.",
        {
            "days": Threshold(28.0, "days", 14.0, 56.0, "Days that are looked at"),
            "sessions": Threshold(4.0, "sessions", 1.0, 15.0, "Maximal sessions that are enough"),
        },
    ),
    Rule(
        "load-pause",
        "He has not sprinted for weeks.",
        "A careful return: few reps, each only as fast as it stays easy.",
        "convention",
        _METHOD,
        "A convention: no trial was found for the number of days.",
        {"days": Threshold(28.0, "days", 10.0, 90.0, "Days without sprinting that are a pause")},
    ),
    Rule(
        "first-session",
        "No maximal session of his is known.",
        "A careful first one: few reps, the build-up long and easy.",
        "convention",
        _METHOD,
        "Nothing is known of him: what he did elsewhere counts, and is not in here.",
    ),
    Rule(
        "dose-fewer",
        "He may sprint, but not all of it.",
        "Fewer reps at full effort, never more reps at less effort.",
        "convention",
        _METHOD,
        "A convention: no trial was found for the share.",
        {"share": Threshold(0.5, "share of his usual reps", 0.2, 0.9, "Reps that are left")},
    ),
    Rule(
        "low-day",
        "He may not sprint today.",
        "Tempo running, drills, or rest: what does not cost the next maximal session.",
        "convention",
        "Haugen2019, table 2",
        "A convention of best practice, not the result of a trial.",
        {
            "tempo": Threshold(
                0.7, "share of full effort", 0.5, 0.75, "Most effort of the running on a low day"
            ),
        },
    ),
)
"""What `flyzone today` weighs besides recovery and pain."""
