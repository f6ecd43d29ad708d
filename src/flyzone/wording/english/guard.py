"""What is said after each rep, and of the session as a whole."""

from __future__ import annotations

from typing import Final

GUARD: Final[dict[str, str]] = {
    # The verdict (flyzone.training.guard.guard).
    "guard-go": (
        "{time:.3f} s against today's level of {level:.3f} s: within its noise. That he has really "
        "dropped is not likely."
    ),
    "guard-drop": (
        "Stop, the session is over: he is {percent:.1f} % (SD {sd:.1f}) below today's level of "
        "{level:.3f} s. That he has really dropped by {smallest:.1f} % or more is surer than noise "
        "may make it."
    ),
    "guard-drop-likely": (
        "Rest longer: he may have dropped, by {percent:.1f} % (SD {sd:.1f}) below today's level of "
        "{level:.3f} s. It is not sure enough to stop."
    ),
    "guard-drop-after-short-rest": (
        "Rest longer: he is {percent:.1f} % (SD {sd:.1f}) below today's level of {level:.3f} s, after "
        "a rest of only {rest:.0f} s. If he is still below it after a full rest, the session is over."
    ),
    "guard-pain": "Stop at once: pain {pain:g} of 10 ({place}).",
    "guard-form": (
        "Stop: {n:d} reps in a row showed faults that his first reps did not ({faults})."
    ),
    "guard-over": "The session was over after rep {rep:d}.",
    "guard-check-timing": (
        "Check the timing: {time:.3f} s against a level of {level:.3f} s is more likely a fault of the "
        "clock. It does not count unless the next time repeats it."
    ),
    # What a rep was (flyzone.training.guard.kinds).
    "guard-effort": "Sub-maximal: {effort:.0f} % effort was asked for.",
    "guard-short-rest": (
        "Conditioning: {rest:.0f} s of rest before it, where {due:.0f} s were due."
    ),
    "guard-tired": (
        "Conditioning: {percent:.1f} % below his level (noise explains up to {allowed:.1f} %), and that "
        "fatigue keeps him below it is likelier than not."
    ),
    "guard-below-level": (
        "Sub-maximal: {percent:.1f} % below his level, more than noise explains ({allowed:.1f} %)."
    ),
    "guard-below-usual": (
        "The whole day is further below his usual level than form explains ({percent:.1f} %): not run "
        "at full effort, another place or wind, or not well."
    ),
    "guard-untimed": "Nobody timed this rep: it was not judged by a time.",
    # The rest (flyzone.training.guard.rest).
    "guard-rest-work": "Rest {rest:.0f} s: the least for this kind of work.",
    "guard-rest-distance": "Rest {rest:.0f} s: one minute for ten metres, over {metres:g} m.",
    "guard-rest-phosphocreatine": "Rest {rest:.0f} s: until phosphocreatine is back.",
    "guard-rest-effort": ("At {effort:.0f} % effort {percent:.0f} % of the full rest is enough."),
    "guard-rest-loss": "The rest is longer because {percent:.1f} % of speed is lost.",
    "guard-rest-heart-rate": (
        "The rest is longer because the heart rate is still {bpm:.0f} (above {limit:.0f})."
    ),
    "guard-rest-ready": (
        "The rest is longer because he feels ready {ready:g} of 10 ({enough:g} is enough)."
    ),
    # How it was judged.
    "guard-run-in-unknown": (
        "The run-in is not known: the rest by distance counts the {metres:g} m of the zone alone."
    ),
    "guard-rest-unknown": (
        "The rest before this rep is not known: it is taken to have been long enough."
    ),
    "guard-no-history": (
        "No earlier sessions over these {distance:g} m, timed this way, are known: his scatter is taken "
        "to be like other athletes', and only a large drop can be told from noise."
    ),
    "guard-other-kind": (
        "Another zone, run-in or clock than before in this session ({distance:g} m): judged among its "
        "own kind only."
    ),
    "guard-of-best": (
        "{percent:.1f} % of his best on record. That decides nothing: the best of many is partly luck."
    ),
    # What the session was.
    "guard-was-speed": (
        "This was speed work: {speed:d} of {n:d} reps at today's level and rested; median rest {rest}."
    ),
    "guard-was-conditioning": (
        "This was conditioning: median rest {rest}, last {last:d} reps at {percent} of today's level."
    ),
    "guard-was-sub-maximal": (
        "This was sub-maximal work: {sub_maximal:d} of {n:d} reps below his level without fatigue; last "
        "{last:d} reps at {percent}."
    ),
    "guard-was-mixed": (
        "This was mixed: {speed:d} reps of speed, {sub_maximal:d} sub-maximal, {conditioning:d} of "
        "conditioning; median rest {rest}, last {last:d} reps at {percent} of his level."
    ),
    "guard-was-too-short": "Too few reps to say what this was.",
}
"""Sentences in English, by the code of the reason that they word."""
