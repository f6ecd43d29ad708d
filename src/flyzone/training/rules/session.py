"""Rules of a session: when it is over, how long to rest, and what a rep was."""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

_HAUGEN = "Haugen2019, table 2"
_NOT_A_TRIAL = "A convention of best practice, not the result of a trial."


def _rest(key: str, what: str, low_min: float, high_min: float) -> Rule:
    return Rule(
        f"session-rest-{key}",
        f"Between two reps of {what}.",
        f"Rest {low_min:g} to {high_min:g} minutes.",
        "convention",
        _HAUGEN,
        _NOT_A_TRIAL,
        {
            "least": Threshold(
                60.0 * low_min, "s", 30.0, 1800.0, f"Shortest rest between reps of {what}"
            ),
            "most": Threshold(
                60.0 * high_min, "s", 60.0, 3600.0, f"Longest rest between reps of {what}"
            ),
        },
    )


SESSION_RULES: tuple[Rule, ...] = (
    Rule(
        "session-drop",
        "His times show that he is really slower than earlier in this session.",
        "Stop: what follows is conditioning. Where it is not sure yet, rest longer.",
        "simulation",
        "docs/guard-accuracy.md",
        "That a session should end when performance drops is best practice (Haugen 2019); the odds at "
        "which it does were set by simulation, so that noise ends at most one steady session in "
        "twenty. Changed, that promise does not hold any more.",
        {
            "smallest": Threshold(
                0.01, "of today's level", 0.005, 0.03, "Smallest drop that matters"
            ),
            "odds": Threshold(
                1.25, "to 1", 0.3, 20.0, "Odds of a real drop that end a session at its second time"
            ),
            "growth": Threshold(
                1.45, "times", 1.0, 2.0, "How much larger the odds must be with each further time"
            ),
            "likely": Threshold(
                0.5, "probability", 0.3, 0.9, "Probability of a drop from which to rest longer"
            ),
        },
    ),
    Rule(
        "session-short-rest",
        "The rest before a rep was much shorter than the one that was due.",
        "It was conditioning. A drop after it is first answered with a longer rest, once; a large or "
        "repeated one ends the session.",
        "convention",
        "The method's rule",
        _NOT_A_TRIAL + " Where the rest is not known, it is taken to have been long enough.",
        {
            "share": Threshold(
                0.5, "of the rest due", 0.2, 0.9, "Share of the due rest below which it was short"
            ),
            "large": Threshold(
                0.05, "of today's level", 0.02, 0.15, "Loss that ends a session after any rest"
            ),
        },
    ),
    Rule(
        "session-pain",
        "Something hurt in a rep.",
        "Stop at once: a twinge at full speed becomes a tear.",
        "convention",
        "The method's rule",
        "",
        {"severity": Threshold(0.0, "0 to 10", 0.0, 2.0, "Pain above which a session is over")},
    ),
    Rule(
        "session-form",
        "His form shows faults that his first reps of the day did not.",
        "A drop is likelier; after several such reps in a row the session is over.",
        "weak",
        "Haugen2019",
        "That technical deterioration ends a session is best practice; how much it tells was not "
        "measured.",
        {
            "reps": Threshold(2.0, "reps", 1.0, 5.0, "Reps in a row with new faults that end it"),
            "likelier": Threshold(
                3.0, "times", 1.0, 10.0, "How many times likelier a drop is at such a rep"
            ),
        },
    ),
    Rule(
        "session-timing",
        "A time is so far off that the clock is the likelier cause.",
        "Check the timing; the time does not count unless the next one repeats it.",
        "simulation",
        "docs/guard-accuracy.md",
        "",
        {
            "probability": Threshold(
                0.5, "probability", 0.3, 0.95, "Probability of a mistimed rep from which to ask"
            )
        },
    ),
    Rule(
        "session-sub-maximal",
        "A rep was slower than today's level by more than noise explains, or less than full effort "
        "was asked for.",
        "It was no speed work. Warm-up runs are of this kind; run at full effort, or rest.",
        "convention",
        "The method's rule: never run at 90 % when you can run at 100 %",
        "Best practice asks for more than 98 % of maximal velocity (Haugen 2019).",
        {
            "least": Threshold(
                0.02, "of today's level", 0.01, 0.05, "Loss up to which a rep is speed work"
            ),
            "spread": Threshold(
                2.5, "SD", 1.0, 4.0, "Loss up to which a rep is speed work, in SD of its noise"
            ),
            "day": Threshold(
                0.04,
                "of the usual level",
                0.02,
                0.08,
                "How far below his usual form can take a day",
            ),
        },
    ),
    Rule(
        "session-name",
        "The session is over.",
        "It is named for what most of its reps were.",
        "convention",
        "The method's rule: tired is not faster",
        "",
        {
            "share": Threshold(
                0.7, "of the reps", 0.5, 1.0, "Share of one kind that names the session"
            ),
            "reps": Threshold(2.0, "reps", 1.0, 5.0, "Reps that are needed to name it"),
            "last": Threshold(3.0, "reps", 1.0, 6.0, "Last reps that its name speaks of"),
        },
    ),
    _rest("acceleration", "accelerations", 2.0, 7.0),
    _rest("max-velocity", "sprinting at maximal velocity", 4.0, 15.0),
    _rest("sprint-endurance", "sprint endurance", 8.0, 30.0),
    _rest("speed-endurance", "speed endurance", 2.0, 15.0),
    _rest("resisted", "resisted sprints", 3.0, 6.0),
    _rest("assisted", "assisted sprints", 5.0, 15.0),
    _rest("tempo", "tempo runs", 1.0, 3.0),
    Rule(
        "session-rest-other",
        "Between two reps of anything else that is run at full effort, hills among them.",
        "Rest 3 to 15 minutes; on a hill walk down first.",
        "convention",
        "The method's rule",
        _NOT_A_TRIAL,
        {
            "least": Threshold(180.0, "s", 30.0, 1800.0, "Shortest rest between other reps"),
            "most": Threshold(900.0, "s", 60.0, 3600.0, "Longest rest between other reps"),
        },
    ),
    Rule(
        "session-rest-distance",
        "After a maximal sprint.",
        "Rest one minute for every ten metres, run-in and zone together.",
        "convention",
        "Coaches' convention (1 min per 10 m, or work to rest 1:20 to 1:40)",
        "Not the result of a trial.",
        {"per_metre": Threshold(6.0, "s/m", 3.0, 12.0, "Rest for a metre of maximal sprinting")},
    ),
    Rule(
        "session-rest-phosphocreatine",
        "After a maximal sprint.",
        "Rest until phosphocreatine is back to nine tenths.",
        "moderate",
        "Bogdanis1995",
        "Phosphocreatine is not the only limiter: performance takes longer. Measured after 30 s of "
        "cycling; after short sprints it comes back faster (from memory, unverified), so that this "
        "rest is rather too long. It never shortens another one.",
        {"share": Threshold(0.9, "of rest", 0.7, 0.97, "Phosphocreatine that should be back")},
    ),
    Rule(
        "session-rest-effort",
        "Less than full effort was asked for.",
        "Rest a half or a quarter as long.",
        "convention",
        _HAUGEN,
        _NOT_A_TRIAL + " Read from the rests of speed endurance (90-95 %) and tempo (60-70 %).",
        {
            "hard": Threshold(0.95, "of full effort", 0.9, 1.0, "Effort below which rest is half"),
            "easy": Threshold(
                0.70, "of full effort", 0.5, 0.85, "Effort up to which it is a quarter"
            ),
        },
    ),
    Rule(
        "session-rest-loss",
        "He has lost speed already, and the session goes on.",
        "Rest longer, by a quarter for each per cent.",
        "convention",
        "The method's rule: rest until you feel almost fully recovered",
        "A guess: how much longer was not measured.",
        {"per_percent": Threshold(0.25, "of the rest", 0.0, 1.0, "Longer rest for 1 % of loss")},
    ),
    Rule(
        "session-rest-heart-rate",
        "His heart rate has not come down.",
        "Rest longer. A low heart rate never shortens the rest.",
        "weak",
        "Coaches' practice",
        "No evidence was found that heart rate marks readiness for a maximal sprint of some seconds "
        "(from memory, unverified).",
        {
            "bpm": Threshold(120.0, "beats a minute", 90.0, 160.0, "Heart rate to wait for"),
            "longer": Threshold(60.0, "s", 15.0, 300.0, "Longer rest while it is above"),
        },
    ),
    Rule(
        "session-rest-ready",
        "He does not feel ready.",
        "Rest longer. Feeling ready never shortens the rest.",
        "convention",
        "The method's rule: rest until you feel almost fully recovered",
        "How much longer was not measured.",
        {
            "ready": Threshold(7.0, "0 to 10", 4.0, 9.0, "Readiness that is enough"),
            "longer": Threshold(
                30.0, "s", 10.0, 120.0, "Longer rest for each point that is missing"
            ),
        },
    ),
)
