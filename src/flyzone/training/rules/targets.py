"""Rules of the rest-test and of targets."""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

_MEMORY = "From memory, unverified."

TARGET_RULES: tuple[Rule, ...] = (
    Rule(
        "rest-test",
        "The same athlete sprinted after short and after long rests in an order drawn by lot.",
        "Rest as long as the longer rest where the shorter one costs more than is worth it; the "
        "shorter one will do where it surely costs less.",
        "moderate",
        "A randomised crossover within one athlete; Haugen2019, table 2, for the range of rests",
        "It holds for these two rests, this zone and as many reps in a row as were run. Power for speed "
        "needs longer rests than phosphocreatine does, and how much longer differs between people.",
        {
            "worth_percent": Threshold(
                0.5, "%", 0.1, 3.0, "Cost of the shorter rest from which it is not worth it"
            ),
            "sure": Threshold(0.80, "", 0.6, 0.99, "Probability from which the test has an answer"),
        },
    ),
    Rule(
        "fade-100m",
        "A 100 m time is asked of a speed curve, which knows no slowing.",
        "Add the loss of speed behind the place where sprinters begin to fade.",
        "weak",
        "Fading by coaches' tables",
        f"{_MEMORY} How much he fades is not known before he was timed over 100 m.",
        {
            "from_m": Threshold(60.0, "m", 40.0, 80.0, "Where fading begins"),
            "percent": Threshold(
                5.0, "%", 0.0, 15.0, "Speed lost from there to the finish, in the middle of people"
            ),
            "percent_sd": Threshold(2.5, "%", 0.5, 10.0, "By how much people differ in that"),
            "change_sd": Threshold(
                1.0, "%", 0.0, 10.0, "By how much it may be another one when he is faster"
            ),
        },
    ),
    Rule(
        "mac-of-people",
        "A fly time is known and how the athlete accelerates is not.",
        "Take the time constant of the speed curve (MSS over MAC) that sprinters share, with all of its "
        "spread.",
        "weak",
        "Fitted curves of sprinters and players",
        f"{_MEMORY} Time 10 m and 30 m from standing to know his own.",
        {
            "tau_s": Threshold(1.20, "s", 0.7, 1.7, "Time constant in the middle of people"),
            "tau_sd_s": Threshold(0.15, "s", 0.02, 0.5, "By how much people differ in it"),
        },
    ),
    Rule(
        "start-clocks",
        "A sprint time from a standing start is told or compared.",
        "Say what started the clock: the speed curve counts from first movement; a gun adds his "
        "reaction; a hand time is shorter than an automatic one.",
        "moderate",
        "Haugen2012; the championship reactions of SCIENCE, section 1",
        f"The typical reaction is a plausible value, and 0.24 s for hand times a convention. {_MEMORY} "
        "Compare only times from one clock.",
        {"reaction_s": Threshold(0.15, "s", 0.10, 0.30, "A typical reaction to the gun")},
    ),
    Rule(
        "speed-reserve",
        "Top speed changes, and a slower pace is asked about.",
        "A pace costs a smaller share of a higher top speed.",
        "weak",
        "Bundle2003, Sandford2019",
        "The share is arithmetic. That a higher top speed improves races of minutes is an association "
        "between athletes. Time limits hold for fresh, all-out efforts of 3 to 240 s and a decay "
        "constant from memory, unverified.",
    ),
    Rule(
        "kick",
        "The last lap of a race is asked about.",
        "Without his own race finishes it is a scenario, and no seconds are promised.",
        "convention",
        "The method's rule",
        "The end of a 5 km race is run tired, and the speed-reserve model holds for fresh efforts.",
        {
            "finishes": Threshold(
                6.0, "", 4.0, 50.0, "Race finishes that a fit needs, with top speed at the time"
            ),
            "spread_percent": Threshold(
                3.0, "%", 1.0, 20.0, "Range of top speed that these finishes must span"
            ),
            "sure": Threshold(0.90, "", 0.6, 0.99, "Probability from which a link is used"),
        },
    ),
)
