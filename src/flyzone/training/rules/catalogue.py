"""Rules of the catalogue: how much of what, who may do which exercise, and what warms up.

The rows of the table of best practice become one rule each: least and most rest, least and most
metres of a session.  The rest between two reps follows from what was run, and these rows bound it.
Other rules say who has to wait with an exercise, and what a place must offer.
"""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

_HAUGEN = "Haugen2019, table 2"
_METHOD = "The method's rule"
_COACHES = "Coaches' practice"
_TABLE = "Best practice as coaches of elite sprinters describe it, not the result of a trial."
_MEMORY = "Coaches' numbers, from memory and unverified; no trial was found that sets them."


def _running(
    key: str, what: str, rest_min: tuple[float, float], volume: tuple[float, float], caveat: str
) -> Rule:
    """One row of the table: rest in minutes and volume in metres, as printed."""
    least, most = 60.0 * rest_min[0], 60.0 * rest_min[1]
    return Rule(
        f"dose-{key}",
        f"The session is {what}.",
        f"{rest_min[0]:g} to {rest_min[1]:g} minutes between reps, {volume[0]:g} to {volume[1]:g} m "
        "in all (run-in excluded); a beginner may do less.",
        "convention",
        _HAUGEN,
        caveat,
        {
            "rest_least_s": Threshold(least, "s", 30.0, 1800.0, f"Least rest between {what}"),
            "rest_most_s": Threshold(most, "s", 60.0, 3600.0, f"Longest rest between {what}"),
            "volume_least_m": Threshold(volume[0], "m", 0.0, 2000.0, f"Fewest metres of {what}"),
            "volume_most_m": Threshold(volume[1], "m", 20.0, 3000.0, f"Most metres of {what}"),
        },
    )


FLY_SET_UP = Rule(
    "fly-set-up",
    "He sprints at maximal velocity through a zone.",
    "20 m to build up speed, the zone, then 30 m kept clear to slow down smoothly. Where the straight "
    "is shorter, first the zone gives way, then the run-out down to its floor, then the run-in.",
    "convention",
    f"{_METHOD}; {_HAUGEN}",
    "20 to 40 m of build-up are practice; the fastest need 50 m and more to reach top speed, so that "
    "with 20 m they are still accelerating. The floor of the run-out is mechanics, not a trial: from "
    "9.5 m/s a stop in 20 m takes 2.3 m/s², in 30 m 1.5 m/s².",
    {
        "run_in_m": Threshold(20.0, "m", 15.0, 60.0, "Run-in before a fly zone"),
        "run_in_least_m": Threshold(
            15.0, "m", 10.0, 60.0, "Run-in below which top speed is too far away to train it"
        ),
        "run_out_m": Threshold(30.0, "m", 20.0, 100.0, "Clear run-out behind a fly zone"),
        "run_out_least_m": Threshold(
            20.0, "m", 15.0, 100.0, "Clear run-out below which nobody sprints a fly"
        ),
    },
)

CATALOGUE_RULES: tuple[Rule, ...] = (
    _running("acceleration", "accelerations", (2, 7), (100, 300), _TABLE),
    _running("max-velocity", "sprints at maximal velocity", (4, 15), (50, 150), _TABLE),
    _running("sprint-endurance", "sprint endurance", (8, 30), (300, 900), _TABLE),
    _running(
        "speed-endurance",
        "speed endurance",
        (2, 4),
        (600, 2000),
        f"{_TABLE} The method calls this conditioning, not speed work: it is run at 90 to 95 % and "
        "tired.",
    ),
    _running("resisted", "resisted sprints", (3, 6), (50, 200), _TABLE),
    _running(
        "assisted",
        "assisted sprints",
        (5, 15),
        (20, 100),
        f"{_TABLE} The fewest metres are flyzone's; the table names only the most.",
    ),
    _running("tempo", "tempo runs", (1, 3), (1000, 2000), _TABLE),
    Rule(
        "prescription-rest",
        "A rest between reps at full effort has to be set.",
        "One minute for each ten metres run at full effort, run-in and zone together, within the "
        "table's limits; where a rep is given in seconds, 25 times as long as the rep.",
        "convention",
        f"{_COACHES}; {_HAUGEN}",
        "A convention of coaches (one minute for ten metres, or 20 to 40 times the work), not the "
        "result of a trial.",
        {
            "s_per_10_m": Threshold(60.0, "s", 30.0, 180.0, "Rest for each ten metres"),
            "times_work": Threshold(25.0, "times", 20.0, 40.0, "Rest as a multiple of the rep"),
        },
    ),
    FLY_SET_UP,
    Rule(
        "fly-reps",
        "He does fly-in sprints.",
        "Three to five, and no more; fewer in an unloading week or a short hour.",
        "convention",
        _METHOD,
        "The table's 50 to 150 m allow more short reps (five to eight of a fly 10).",
        {"most": Threshold(5.0, "reps", 1.0, 8.0, "Fly-in sprints of a session")},
    ),
    Rule(
        "dose-hill",
        "The session is hill sprints.",
        "6 to 8 seconds up 10 to 15 degrees (18 to 27 % grade). Walk down, wait for the heart rate, "
        "stop when the speed drops or the form wobbles.",
        "convention",
        _METHOD,
        "No trial was found for slopes of 10 to 15 degrees: the published ones used 3 degrees. That "
        "heart rate marks readiness for a maximal rep has no evidence (from memory, unverified).",
        {
            "slope_least_deg": Threshold(10.0, "degrees", 3.0, 15.0, "Slope that is asked for"),
            "slope_most_deg": Threshold(15.0, "degrees", 5.0, 20.0, "Steepest slope"),
            "slope_flat_deg": Threshold(3.0, "degrees", 1.0, 5.0, "Slope below which it is no hill"),
            "slope_low_deg": Threshold(
                8.0, "degrees", 3.0, 15.0,
                "Steepest slope of beginners, and after an injury of Achilles or calf",
            ),
        },
    ),
    Rule(
        "dose-plyometrics",
        "The session is jumps.",
        "Ground contacts are counted, and limited by level.",
        "convention",
        _COACHES,
        _MEMORY,
        {
            "contacts_beginner": Threshold(60.0, "contacts", 10.0, 120.0, "Contacts of a beginner"),
            "contacts_trained": Threshold(100.0, "contacts", 20.0, 160.0, "Contacts of the trained"),
            "contacts_advanced": Threshold(140.0, "contacts", 20.0, 240.0, "Contacts of the advanced"),
        },
    ),
    Rule(
        "dose-heavy-lift",
        "The session is lifting.",
        "Heavy on one leg, few reps, long rests: for force and a stiff tendon, not for size.",
        "weak",
        f"{_METHOD}; {_COACHES}",
        "That heavy loading makes tendons stiffer is supported (from memory, unverified); that one leg "
        "serves sprinting better than two is not shown.",
        {
            "sets_beginner": Threshold(12.0, "sets", 3.0, 20.0, "Sets of a beginner"),
            "sets_trained": Threshold(14.0, "sets", 3.0, 24.0, "Sets of the trained"),
            "sets_advanced": Threshold(18.0, "sets", 3.0, 30.0, "Sets of the advanced"),
        },
    ),
    Rule(
        "dose-conditioning",
        "The session is other running or drills.",
        "A modest dose by level; his own plan goes before it.",
        "convention",
        _COACHES,
        "flyzone is no plan for endurance: these doses only hold the place of a coach's.",
    ),
    Rule(
        "race-day",
        "The session is a race or a match.",
        "Warm up for it; the race itself is the main part.",
        "convention",
        _METHOD,
    ),
    Rule(
        "landing-first",
        "He is under 18, or his age is not known, or somebody saw him land badly.",
        "No depth jump and no drop jump before somebody competent saw him land safely from a box and "
        "said so. Pogos and low hops instead.",
        "convention",
        _COACHES,
        "No trial was found that sets an age; a safe landing is what counts, and it has to be seen.",
    ),
    Rule(
        "level-first",
        "An exercise asks for more training than he has.",
        "An easier one first. A level that is not known counts as a beginner's.",
        "convention",
        _COACHES,
        _MEMORY,
    ),
    Rule(
        "earlier-injury",
        "An earlier injury has to be minded.",
        "Exercises that load the place most are replaced, others begin with fewer reps, and the "
        "build-ups before a sprint become more.",
        "convention",
        _COACHES,
        "Earlier injury is the best known risk of a new one (from memory, unverified); how much less "
        "is enough is not known.",
        {"share": Threshold(0.7, "share of the reps", 0.3, 1.0, "Reps after an earlier injury")},
    ),
    Rule(
        "lifting-supervised",
        "He is under 18, or his age is not known.",
        "Lifting only with somebody competent beside him; the technique goes before the load.",
        "moderate",
        _COACHES,
        "That supervised lifting is safe for the young is widely held (from memory, unverified).",
    ),
    Rule(
        "what-the-place-has",
        "Track, hill or equipment for an exercise is missing.",
        "The nearest exercise that the place allows; none, rather than an unsafe one.",
        "convention",
        _METHOD,
    ),
    Rule(
        "volume-not-effort",
        "A session is made smaller: an unloading week, a return, a short hour.",
        "Fewer reps. Effort and rest stay as they are.",
        "convention",
        _METHOD,
        "No trial was found that compares fewer reps with slower ones in sprinters.",
    ),
    Rule(
        "warm-up",
        "A session begins.",
        "Easy running, then dynamic mobility, then drills, then build-ups at 60, 70, 80 and 90 %.",
        "moderate",
        "Behm2016",
        "Dynamic stretching changed performance by +1.3 % on average, tested minutes later; the order "
        "is coaches' practice.",
        {
            "minutes": Threshold(20.0, "min", 10.0, 30.0, "A warm-up"),
            "least_minutes": Threshold(12.0, "min", 10.0, 20.0, "The shortest warm-up"),
            "most_minutes": Threshold(30.0, "min", 20.0, 60.0, "The longest warm-up"),
        },
    ),
    Rule(
        "no-static-before",
        "Static stretching before speed work is considered.",
        "None before; after the session, if at all.",
        "moderate",
        "Behm2016; Winchester2008",
        "Disputed: no clear effect is left when dynamic activity follows the stretching, and short "
        "holds cost little.",
    ),
    Rule(
        "creatine",
        "An adult without kidney disease asks about creatine.",
        "0.3 g per kg and day for 5 to 7 days, then 3 to 5 g a day; or 3 g a day for 3 to 4 weeks. No "
        "dose for minors, where the age is not known, with kidney disease, or where nobody asked "
        "about the kidneys.",
        "strong",
        "Kreider2017",
        "The 5 to 7 days and a gain of 1 to 2 kg in body mass are quoted from a second source; the "
        "gain may cost a runner what the muscle wins. The most for one day is flyzone's limit.",
        {
            "loading_g_per_kg": Threshold(0.3, "g/kg/day", 0.1, 0.3, "Creatine in the first days"),
            "loading_most_g": Threshold(30.0, "g/day", 10.0, 30.0, "Most creatine in a day"),
            "loading_days_least": Threshold(5.0, "days", 3.0, 7.0, "Fewest days of loading"),
            "loading_days_most": Threshold(7.0, "days", 3.0, 7.0, "Most days of loading"),
            "daily_least_g": Threshold(3.0, "g/day", 1.0, 5.0, "Least creatine a day afterwards"),
            "daily_most_g": Threshold(5.0, "g/day", 1.0, 5.0, "Most creatine a day afterwards"),
            "slow_g": Threshold(3.0, "g/day", 1.0, 5.0, "Creatine a day without loading"),
            "slow_weeks_least": Threshold(3.0, "weeks", 3.0, 6.0, "Fewest weeks until it is full"),
            "slow_weeks_most": Threshold(4.0, "weeks", 3.0, 8.0, "Most weeks until it is full"),
        },
    ),
)  # fmt: skip
