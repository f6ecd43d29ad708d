"""What is said of exercises, warm-up and prescriptions."""

from __future__ import annotations

from typing import Final

TRAINING: Final[dict[str, str]] = {
    # Who may do what, and what a place has (flyzone.training.catalogue.who_may).
    "landing-minor": (
        "{exercise} waits: he is {age:d}, and nobody competent has yet said that he lands safely from "
        "a box."
    ),
    "landing-age-unknown": (
        "{exercise} waits: his age is not known, and nobody competent has yet said that he lands "
        "safely from a box."
    ),
    "landing-seen-unsafe": (
        "{exercise} waits: somebody saw him land badly. Practise the landing first, and have it seen "
        "again."
    ),
    "exercise-level": "{exercise} asks for a {level} athlete: an easier exercise comes first.",
    "exercise-level-unknown": (
        "{exercise} asks for a {level} athlete, and his level is not known. State it on his page."
    ),
    "exercise-after-injury": "{exercise} is left after an earlier injury: {place}.",
    "dose-after-injury": (
        "{exercise} begins with {percent:.0f} % of the reps after an earlier injury: {place}."
    ),
    "equipment-missing": "{exercise} needs what is not here: {missing}.",
    "facility-missing": "{exercise} needs another place: {needed}.",
    "straight-too-short": (
        "{exercise} needs {needed_m:.0f} m of clear straight, run-out included; here are "
        "{straight_m:.0f} m."
    ),
    "hill-slope-unknown": (
        "{exercise} needs a hill of {most_deg:.0f} degrees at the most, and nobody has measured this "
        "one."
    ),
    "hill-too-flat": (
        "{exercise} needs {least_deg:.0f} degrees or more; this hill has {hill_deg:.1f}."
    ),
    "hill-too-steep": (
        "{exercise} goes up to {most_deg:.0f} degrees; this hill has {hill_deg:.1f}."
    ),
    "exercise-instead": "{instead} instead of {exercise}.",
    "exercise-left-out": "{exercise} is left out: nothing on its list can be done instead.",
    # What is prescribed (flyzone.training.prescription).
    "level-unknown": "His level is not known: the doses are a beginner's. State it on his page.",
    "session-impossible": "Nothing safe for {stimulus} can be done here. Choose another place or day.",
    "stimulus-became": "Here the session trains {became} rather than {asked}.",
    "stimulus-missed": (
        "Without what is missing here this is no {asked} session: it keeps the movement, no more."
    ),
    "race-is-main-part": "The {stimulus} is the main part: before it the warm-up, behind it a walk.",
    "fly-set-up": (
        "{run_in_m:.0f} m to build up speed, {zone_m:.0f} m zone, {run_out_m:.0f} m clear to slow down: "
        "{total_m:.0f} m in all."
    ),
    "fly-straight-unknown": (
        "{run_in_m:.0f} m to build up speed, {zone_m:.0f} m zone, {run_out_m:.0f} m clear to slow down. "
        "The straight has not been measured: make sure that {total_m:.0f} m are clear."
    ),
    "fly-run-out-shorter": (
        "The straight of {straight_m:.0f} m leaves a run-out of {run_out_m:.0f} m instead of "
        "{usual_m:.0f}: slow down from the line on, evenly, over all of it."
    ),
    "fly-run-in-shorter": (
        "The run-in is {run_in_m:.0f} m instead of {usual_m:.0f}: he enters the zone further below "
        "top speed, and the times compare only with others from this run-in."
    ),
    "sprint-volume": (
        "{metres:.0f} m in all, run-ins excluded; the practice of trained athletes is {least_m:.0f} to "
        "{most_m:.0f} m."
    ),
    "jump-contacts": "{contacts:.0f} ground contacts; his level allows {most:.0f}.",
    "lift-sets": "{sets:.0f} sets, heavy and few reps; his level allows {most:.0f}.",
    "lift-supervised": (
        "Somebody competent stands beside the lifts, and the technique goes before the load: he is "
        "under 18, or his age is not known."
    ),
    "modest-dose": "A modest dose of {stimulus} by level: his own plan goes before it.",
    "hill-protocol": (
        "Walk down after each, wait for the heart rate and for the rest, and stop when a rep is slower "
        "or the form wobbles."
    ),
    "hill-slope": "The hill has {hill_deg:.0f} degrees ({grade_percent:.0f} % grade).",
    "hill-shallow": (
        "The hill has {hill_deg:.1f} degrees ({grade_percent:.0f} % grade), less than the "
        "{least_deg:.0f} of the method: the speed is higher and the push smaller."
    ),
    "hill-slope-to-measure": (
        "The slope is not known: measure it; {least_deg:.0f} to {most_deg:.0f} degrees are meant."
    ),
    "rest-from-distance": (
        "{exercise}: {rest_min:.1f} min of rest for {run_m:.0f} m at full effort, run-in included "
        "({per_10_m_s:.0f} s for each 10 m)."
    ),
    "rest-least": (
        "{exercise}: never less than {least_min:.0f} min between reps of this kind, however short."
    ),
    "rest-from-work": "{exercise}: {rest_min:.1f} min of rest, {times:.0f} times the work.",
    "volume-share": "{percent:.0f} % of the usual reps; effort and rest stay as they are.",
    "fewer-reps-for-time": (
        "In {minutes:.0f} min there is time for {percent:.0f} % of the reps: reps are left out, rests "
        "are not shortened."
    ),
    "time-too-short": (
        "{minutes:.0f} min are too short: a warm-up and one rep with its rest need {needed_min:.0f}."
    ),
    "stretch-after": "Static stretching, if he wants it, comes now, after the session.",
    # The warm-up (flyzone.training.warm_up).
    "warm-up-order": (
        "Warm-up of about {minutes:.0f} min: what is easy first, then mobility in motion, then drills, "
        "then build-ups, as far as the session asks for them."
    ),
    "warm-up-no-static": (
        "No static stretching before: it cost 3.7 % on average, 4.6 % with holds of a minute and more, "
        "1.1 % with shorter ones, where dynamic stretching gave 1.3 %."
    ),
    "warm-up-least": (
        "{asked:.0f} min are too short for a warm-up: it takes {minutes:.0f} min at the least."
    ),
    "warm-up-no-room": "There is no room for build-ups here: begin the first reps gently.",
    "warm-up-one-more": "One build-up more at 80 % after an earlier injury: {place}.",
    "warm-up-light-sets": "One or two light sets of each lift before the heavy ones.",
    # Creatine (flyzone.training.creatine).
    "creatine-loading": (
        "Creatine: {loading_g:.0f} g a day ({mass_kg:.0f} kg body mass) in four portions for "
        "{days_least:.0f} to {days_most:.0f} days, then {daily_least_g:.0f} to {daily_most_g:.0f} g a "
        "day."
    ),
    "creatine-slow": (
        "Or without loading: {slow_g:.0f} g a day; the muscles are full after {weeks_least:.0f} to "
        "{weeks_most:.0f} weeks."
    ),
    "creatine-weight": "Expect 1 to 2 kg more body mass, most of it water.",
    "creatine-mass-unknown": (
        "The loading dose is not known: it goes by body mass. State it on his page."
    ),
    "creatine-minor": "No creatine dose: he is {age:d}. Ask a doctor, with his parents.",
    "creatine-age-unknown": "No creatine dose: his age is not known. State his date of birth.",
    "creatine-kidney-disease": "No creatine dose with a kidney disease. Ask the doctor who treats it.",
    "creatine-kidneys-unknown": (
        "No creatine dose: nobody has said whether he has a kidney disease. Ask a doctor, then state "
        "it."
    ),
}
