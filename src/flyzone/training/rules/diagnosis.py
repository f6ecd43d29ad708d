"""Rules of diagnosis: what counts as a loss, and against what rest, gaps and records are judged."""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

_POSTERIOR = (
    "What was measured together is no proof of a cause: rests and gaps were chosen, not drawn by lot. "
    "A test with drawn rests is stronger."
)

DIAGNOSIS_RULES: tuple[Rule, ...] = (
    Rule(
        "diagnosis-loss",
        "After short rests, or after short gaps, his times are slower than after full ones.",
        "A cause counts when what it costs in the reps or sessions that it touches is above this, and "
        "it touches more than the named share of them.",
        "convention",
        "The method's rule",
        "Half a hundredth is about the smallest change worth having; no trial set the number. "
        + _POSTERIOR,
        {
            "percent": Threshold(0.5, "%", 0.2, 2.0, "The loss of time that counts"),
            "slowing": Threshold(
                0.6, "%", 0.4, 3.0, "The mean slowing within a session, whatever the rest"
            ),
            "share": Threshold(0.1, "", 0.02, 0.5, "The share of reps or sessions touched"),
        },
    ),
    Rule(
        "diagnosis-rest",
        "Maximal reps are repeated within a session.",
        "Rest one minute for each ten metres sprinted, run-in and zone, and at maximal velocity never "
        "less than four minutes.",
        "convention",
        "Haugen2019, table 2",
        "One minute for ten metres is a convention of coaches, not the result of a trial. "
        "Phosphocreatine is not the only limiter. " + _POSTERIOR,
        {
            "seconds_per_10_m": Threshold(60.0, "s", 20.0, 120.0, "Rest for each ten metres"),
            "floor_s": Threshold(240.0, "s", 60.0, 900.0, "Least rest at maximal velocity"),
            "acceleration_floor_s": Threshold(
                120.0, "s", 60.0, 900.0, "Least rest between accelerations"
            ),
            "run_in_m": Threshold(20.0, "m", 0.0, 60.0, "The run-in where none is recorded"),
            "contrast": Threshold(
                1.5, "", 1.1, 4.0, "Longest over shortest fifth of rests that counts as varied"
            ),
        },
    ),
    Rule(
        "diagnosis-recovery",
        "A maximal session comes sooner than the recovery rules ask, or after a short night.",
        "Leave the hours that the recovery rules ask between maximal sessions, and sleep before them.",
        "moderate",
        "Haugen2019; Craven2022",
        "The effect of sleep differs much between studies, and a single short sprint is touched "
        "least (from memory, unverified). " + _POSTERIOR,
        {"sleep_h": Threshold(7.0, "h", 5.0, 9.0, "Sleep before a maximal session")},
    ),
    Rule(
        "diagnosis-scatter",
        "His times scatter from rep to rep far more than maximal sprints do.",
        "Run every timed rep at full effort, or do not time it.",
        "moderate",
        "The method's rule",
        "Maximal sprints over 10 to 40 m scatter by 0.7 to 1.5 %; careless timing scatters too.",
        {
            "percent": Threshold(1.9, "%", 1.5, 6.0, "Rep-to-rep SD beyond the error of timing"),
            "share": Threshold(0.34, "", 0.1, 0.9, "Share of reps asked for below full effort"),
        },
    ),
    Rule(
        "diagnosis-exposures",
        "Maximal sessions are rare.",
        "Sprint at full effort at least about once a week.",
        "convention",
        "The method's rule",
        "No trial shows the smallest number that keeps speed rising.",
        {"per_week": Threshold(1.0, "sessions", 0.3, 3.0, "Maximal sessions a week")},
    ),
    Rule(
        "diagnosis-adapting",
        "He has only begun.",
        "Judge after some weeks: the first ones move for many reasons.",
        "convention",
        "The method's rule",
        "How long it takes differs from athlete to athlete.",
        {"days": Threshold(21.0, "days", 7.0, 56.0, "Days since the first session")},
    ),
    Rule(
        "diagnosis-detraining",
        "No maximal session for a long time.",
        "Give the return some weeks before the trend is judged.",
        "weak",
        "The method's rule",
        "How fast sprint speed is lost differs between studies and athletes.",
        {"days": Threshold(14.0, "days", 7.0, 42.0, "Days without a maximal session")},
    ),
    Rule(
        "diagnosis-data",
        "A diagnosis is asked for.",
        "Look at the last weeks up to his last session; below this many sessions little can be said.",
        "simulation",
        "docs/diagnosis-accuracy.md",
        "",
        {
            "weeks": Threshold(8.0, "weeks", 4.0, 26.0, "How far a diagnosis looks back"),
            "sessions": Threshold(6.0, "sessions", 3.0, 20.0, "Sessions that a diagnosis needs"),
        },
    ),
    Rule(
        "diagnosis-advice",
        "A cause is worth a thought.",
        "Change or test what is likely enough, the likeliest first.",
        "convention",
        "The method's rule",
        "",
        {
            "probability": Threshold(
                0.2, "", 0.05, 0.9, "Probability from which a cause gets advice"
            )
        },
    ),
)
