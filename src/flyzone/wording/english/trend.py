"""What is said of the trend."""

from __future__ import annotations

from typing import Final

TREND: Final[dict[str, str]] = {
    "trend-faster": (
        "He became faster: by {faster_low:.1f} to {faster_high:.1f} % in {weeks:.1f} weeks "
        "({sessions:.0f} sessions, {reps:.0f} reps), that is {ms_per_week:+.1f} ms a week."
    ),
    "trend-slower": (
        "He became slower: by {low:.1f} to {high:.1f} % in {weeks:.1f} weeks ({sessions:.0f} "
        "sessions, {reps:.0f} reps), that is {ms_per_week:+.1f} ms a week."
    ),
    "trend-steady": (
        "No change larger than {most:.1f} % in {weeks:.1f} weeks ({sessions:.0f} sessions, "
        "{reps:.0f} reps)."
    ),
    "trend-cannot-tell": (
        "Whether he became faster cannot be told yet: his time changed by {low:+.1f} to {high:+.1f} % "
        "in {weeks:.1f} weeks ({sessions:.0f} sessions, {reps:.0f} reps), and that he became faster "
        "has a probability of {p_gain:.2f}. About {more:.0f} more {more:plural:session|sessions} "
        "should tell, if he goes on "
        "so and at this pace of sessions."
    ),
    "trend-worthwhile": "Faster by more than {swc:g} %, the smallest worthwhile change?",
    "trend-plateau": "He gained before, and in the last {weeks:g} weeks his level hardly moved.",
    "trend-forecast": (
        "If he trains on as he did, his level in {weeks:g} weeks lies between {low:.3f} and "
        "{high:.3f} s."
    ),
    "trend-elite": (
        "At {speed:.1f} m/s or as an advanced athlete, a year's progress is small beside what varies "
        "from day to day."
    ),
    "trend-old": "His last session with times was {days:.0f} {days:plural:day|days} ago: this is "
    "the level of then.",
    "trend-no-times": (
        "There is no maximal, timed sprint among his {sessions:.0f} sessions that can be compared. "
        "Time a fly 10 in each session."
    ),
    "trend-too-few": (
        "{n:.0f} sessions with times within {span:.0f} days: a change needs {needed:.0f} sessions over "
        "{days:.0f} days or more, in the last {weeks:g} weeks. Go on timing, or look further back."
    ),
    # What a trend could not use, or had to suppose.
    "left-out-not-timed": "{n:.0f} {n:plural:rep|reps} without a time {n:plural:was|were} left out.",
    "left-out-sub-maximal": "{n:.0f} {n:plural:rep|reps} below full effort {n:plural:was|were} left "
    "out.",
    "left-out-painful": "{n:.0f} {n:plural:rep|reps} with pain {n:plural:was|were} left out.",
    "left-out-standing-start": (
        "{n:.0f} {n:plural:rep|reps} from a standing start {n:plural:was|were} left out: they are "
        "no flying times."
    ),
    "left-out-flying-start": "{n:.0f} flying {n:plural:rep was|reps were} left out of the trend of "
    "starts.",
    "left-out-zone-too-long": (
        "{n:.0f} {n:plural:rep|reps} over zones too long for maximal velocity {n:plural:was|were} left "
        "out."
    ),
    "left-out-other-distance": "{n:.0f} {n:plural:start|starts} over other distances "
    "{n:plural:was|were} left out.",
    "left-out-far-off": (
        "{n:.0f} times far from all others of their kind were left out: not at full effort, or no time."
    ),
    "trend-of-starts": (
        "There are too few flying times: this is the trend of starts from standing over {distance:g} m."
    ),
    "trend-wind-unknown": (
        "The wind of {n:.0f} of {of:.0f} reps was not measured: it is part of the scatter, and the "
        "interval is wider for it. Outdoors, measure it."
    ),
    "trend-methods": (
        "The times come from {n:.0f} methods. A difference between them is estimated, so that it is "
        "not taken for progress: time the same way, or compare both on the same runs."
    ),
    "trend-zones": (
        "The times come from {n:.0f} zones, brought to one; what that misses is estimated."
    ),
    "trend-timing-supposed": (
        "The timing error of {n:.0f} of {of:.0f} reps was not stated: one typical of the method was "
        "supposed."
    ),
}
