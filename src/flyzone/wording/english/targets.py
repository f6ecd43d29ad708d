"""What is said of targets and of the rest-test: what faster does elsewhere, what short rest costs."""

from __future__ import annotations

from typing import Final

TARGETS: Final[dict[str, str]] = {
    # The rest-test (flyzone.training.rest_test).
    "rest-test-costs": (
        "Resting {short_min:g} instead of {long_min:g} min costs you {percent:.1f} % a rep (90 % "
        "interval {low:.1f} to {high:.1f}), with {reps_each:.0f} such reps in a row: more than the "
        "{worth:g} % that matters. Rest {long_min:g} min when you train speed."
    ),
    "rest-test-free": (
        "Resting {short_min:g} instead of {long_min:g} min costs you {percent:.1f} % a rep (90 % "
        "interval {low:.1f} to {high:.1f}), with {reps_each:.0f} such reps in a row: less than the "
        "{worth:g} % that matters. {short_min:g} min will do for so many reps."
    ),
    "rest-test-unclear": (
        "Resting {short_min:g} instead of {long_min:g} min costs you {percent:.1f} % a rep (90 % "
        "interval {low:.1f} to {high:.1f}): whether that is more than the {worth:g} % that matters "
        "cannot be told yet. Until then rest {long_min:g} min; about {sessions:.0f} sessions in all "
        "would tell."
    ),
    "rest-test-cannot-tell": (
        "These {reps:.0f} reps cannot tell what short rest costs: either there are too few, or where "
        "the rests were short they stood at the same place in every session. Run at least one session "
        "of each order, better all of the plan."
    ),
    "rest-test-rests-supposed": (
        "Before {reps:.0f} reps no rest was written down; it was taken as planned."
    ),
    "rest-test-other-zone": "{reps:.0f} reps through another zone were left out.",
    # What a faster fly time does (flyzone.training.targets).
    "target-40-yards": (
        "40 yards: {now:.2f} s now (standard error {now_sd:.2f}), {then:.2f} s then; a change of "
        "{change:+.2f} s (90 % interval {low:+.2f} to {high:+.2f}), from first movement."
    ),
    "target-distance": (
        "{distance:g} m: {now:.2f} s now (standard error {now_sd:.2f}), {then:.2f} s then; a change "
        "of {change:+.2f} s (90 % interval {low:+.2f} to {high:+.2f}), from first movement."
    ),
    "target-mac-known": "How you accelerate is taken from your own profile.",
    "target-mac-unknown": (
        "How you accelerate was not measured: people's spread stands for it (time constant {tau:.2f} "
        "s, SD {sd:.2f} s), which makes the times above uncertain and their changes less so."
    ),
    "target-acceleration-follows": (
        "Whether your acceleration rises with your top speed is not known; anything from not at all "
        "to in proportion stands in the interval."
    ),
    "target-fade": (
        "The speed curve knows no slowing: by it alone 100 m would take {bound:.2f} s, which is a "
        "lower bound. A loss of {percent:.0f} % of speed (SD {sd:.1f}) from {from:.0f} m to 100 m was "
        "added."
    ),
    "target-clocks": (
        "These times count from first movement on an automatic clock. From the gun they are about "
        "{reaction:.2f} s longer; by hand from the gun the convention is {hand:.2f} s less than that "
        "again. Changes are the same on every clock."
    ),
    "pace-share": (
        "{kmh:.1f} km/h ({mph:.1f} mph) is {now:.0f} % of your top speed now and {then:.0f} % then."
    ),
    "pace-time-limit": (
        "By the model you could hold {kmh:.1f} km/h all-out for {now:.0f} s now (standard error "
        "{now_sd:.0f}) and {then:.0f} s then ({then_sd:.0f})."
    ),
    "pace-outside-model": (
        "How long {kmh:.1f} km/h can be held is not said: it lies outside the fresh efforts of 3 to "
        "240 s for which the model was made, now or then."
    ),
    "pace-aerobic-unknown": (
        "How long {kmh:.1f} km/h can be held is not said: your maximal aerobic speed is not known."
    ),
    "kick-scenario": (
        "A scenario without seconds: with a top speed {percent:.1f} % higher, every kick costs a "
        "smaller share of it. What that gives at the end of a race is not known."
    ),
    "kick-too-few": (
        "Your own races could tell more: {n:.0f} finishes with your top speed of the time are known, "
        "{needed:.0f} are needed."
    ),
    "kick-too-alike": (
        "Your finishes cannot tell: your top speed differed by {spread:.1f} % between them, "
        "{needed:.1f} % are needed."
    ),
    "kick-no-link": (
        "In your {n:.0f} finishes the kick does not surely go with top speed (elasticity {slope:.1f}, "
        "standard error {se:.1f})."
    ),
    "kick-fitted": (
        "In your own {n:.0f} finishes the speed of the last {distance:.0f} m went with top speed: "
        "with {top_percent:.1f} % more of that, {percent:+.1f} % (90 % interval {low:+.1f} to "
        "{high:+.1f}), if the link goes on."
    ),
    "kick-beyond": (
        "That reaches beyond the top speeds of your finishes (up to {fastest:.1f} m/s): the link may "
        "not hold there."
    ),
}
