"""Rules of trend: how far it looks back, what counts as a change, and when one is called."""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

_SIMULATED = "docs/trend-accuracy.md"
_MODEL = (
    "A probability under the model of docs/method-trend.md, judged with simulated athletes; wind that "
    "nobody measured and a change of method are allowed for, a change of effort is not."
)

TREND_RULES: tuple[Rule, ...] = (
    Rule(
        "trend-window",
        "A trend is asked for.",
        "Look at the last weeks up to his last session with flying times, or at all where there are "
        "fewer.",
        "convention",
        "The method's rule",
        "A longer window tells a steady change more surely and a recent one later.",
        {
            "weeks": Threshold(8.0, "weeks", 2.0, 104.0, "How far a trend looks back"),
            "sessions": Threshold(3.0, "sessions", 3.0, 20.0, "Sessions that a change needs"),
            "days": Threshold(7.0, "days", 4.0, 56.0, "Days from first to last session that a change needs"),
        },
    ),
    Rule(
        "trend-called",
        "His times changed over the window.",
        "Call it faster, or slower, only when that is this probable.",
        "simulation",
        _SIMULATED,
        _MODEL,
        {"probability": Threshold(0.95, "", 0.8, 0.995, "Probability from which a change is called")},
    ),
    Rule(
        "trend-worthwhile",
        "His times changed over the window.",
        "Say beside it how probable it is that he gained more than what is worth having.",
        "weak",
        "Hopkins2000",
        "A fifth of the standard deviation between athletes: about one per cent where they differ by "
        "five. Among equals less decides.",
        {"percent": Threshold(1.0, "%", 0.2, 3.0, "Smallest worthwhile change over the window")},
    ),
    Rule(
        "trend-plateau",
        "He gained, and of late his level hardly moves.",
        "Look for the cause: too little rest between reps, too little recovery between sessions, or "
        "the same training for too long.",
        "convention",
        "The method's rule",
        "Gains level off in everybody. " + _MODEL,
        {
            "weeks": Threshold(4.0, "weeks", 2.0, 12.0, "How long a plateau lasts at least"),
            "percent_per_week": Threshold(
                0.15, "% a week", 0.05, 0.5, "Change below which his level hardly moves"
            ),
            "probability": Threshold(0.5, "", 0.3, 0.95, "Probability from which it is said"),
        },
    ),
    Rule(
        "trend-forecast",
        "A look ahead is asked for.",
        "Carry the level on as it went, with all that is not known of it.",
        "weak",
        _SIMULATED,
        "It supposes that he trains on as he did. Gains level off, so that it is rather too hopeful; "
        "nothing is known of injuries, breaks and new training.",
        {"weeks": Threshold(4.0, "weeks", 1.0, 12.0, "How far a forecast looks ahead")},
    ),
    Rule(
        "trend-elite",
        "He is an advanced athlete, or about as fast.",
        "Do not expect a trend to show a year's progress.",
        "moderate",
        "Haugen2019",
        "Annual changes of elite sprinters are smaller than their typical variation and than the "
        "smallest worthwhile change.",
        {"speed_m_s": Threshold(10.5, "m/s", 8.0, 12.6, "Speed from which he counts as that fast")},
    ),
)  # fmt: skip
