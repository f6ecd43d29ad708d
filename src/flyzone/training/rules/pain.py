"""Rules of pain: what blocks, who may clear, and how sprinting comes back."""

from __future__ import annotations

from flyzone.training.rules.book import Rule, Threshold

_METHOD = "The method's rule"
_CARE = "Care: what is at stake is a tear, what it costs is a session"
_NO_TRIAL = "A convention: no trial was found for these numbers."


def _blocks(place: str, severity: float, high: float) -> Threshold:
    return Threshold(
        severity, "0 to 10", 0.0, high, f"Pain ({place}) above which there is no sprinting"
    )


def _clears(role: str, who: float, low: float, high: float) -> Threshold:
    return Threshold(
        who,
        "0: nobody, 1: adults, 2: everybody",
        low,
        high,
        f"Whom a {role} may clear" if role != "athlete" else "Whom the athlete himself may clear",
    )


PAIN_RULES: tuple[Rule, ...] = (
    Rule(
        "pain-blocks",
        "Something hurts more than the threshold of its place, or hurt at all in a rep.",
        "No sprinting until somebody competent cleared it: a twinge at full speed becomes a tear.",
        "convention",
        _METHOD,
        _NO_TRIAL,
        {
            "hamstring": _blocks("hamstring", 0.0, 2.0),
            "achilles": _blocks("Achilles", 0.0, 2.0),
            "calf": _blocks("calf", 1.0, 3.0),
            "quadriceps": _blocks("quadriceps", 1.0, 3.0),
            "groin": _blocks("groin", 1.0, 3.0),
            "hip": _blocks("hip", 3.0, 5.0),
            "knee": _blocks("knee", 3.0, 5.0),
            "shin": _blocks("shin", 3.0, 5.0),
            "ankle": _blocks("ankle", 3.0, 5.0),
            "foot": _blocks("foot", 3.0, 5.0),
            "back": _blocks("back", 3.0, 5.0),
            "other": _blocks("other places", 3.0, 5.0),
            "in_rep": Threshold(
                0.0, "0 to 10", 0.0, 2.0, "Pain in a rep, anywhere, above which sprinting is over"
            ),
        },
    ),
    Rule(
        "pain-clearance",
        "A pain blocks sprinting.",
        "A doctor or a physiotherapist clears it; a coach or a parent a lesser one; an adult himself "
        "a lesser one; a minor, or who did not state his age, never himself. The clearance must be "
        "younger than the pain.",
        "convention",
        _CARE,
        "",
        {
            "doctor": _clears("doctor", 2.0, 2.0, 2.0),
            "physiotherapist": _clears("physiotherapist", 2.0, 1.0, 2.0),
            "coach": _clears("coach", 2.0, 0.0, 2.0),
            "parent": _clears("parent", 2.0, 0.0, 2.0),
            "athlete": _clears("athlete", 1.0, 0.0, 1.0),
            "medical_above": Threshold(
                6.0, "0 to 10", 2.0, 10.0,
                "Pain above which only a doctor or a physiotherapist clears it",
            ),
        },
    ),
    Rule(
        "pain-gone",
        "A pain outside the muscles and tendons that sprinting tears was later reported as none.",
        "It needs no clearance any more, if it was not a strong one.",
        "convention",
        _CARE,
        _NO_TRIAL,
        {
            "severity": Threshold(
                5.0, "0 to 10", 0.0, 6.0, "Strongest pain that goes without a clearance"
            ),
            "days": Threshold(1.0, "days", 1.0, 14.0, "Days after which 'none' counts"),
        },
    ),
    Rule(
        "pain-mild",
        "Something hurts a little, or the muscles ache after training.",
        "Fewer reps, and none through a pain that grows.",
        "convention",
        _CARE,
        _NO_TRIAL,
        {
            "days": Threshold(
                1.0, "days", 0.0, 7.0, "Days for which a mild pain counts when nobody asked again"
            ),
        },
    ),
    Rule(
        "pain-return",
        "A pain was cleared.",
        "Back in steps, each run without pain on a day of its own, before anything maximal: the one "
        "exception to never running at 90 %.",
        "convention",
        _METHOD,
        "A convention of return to sprinting; the shares and days are not the result of a trial, and "
        "who treats the injury goes before them.",
        {
            **{
                f"step_{n}": Threshold(
                    share, "share of full effort", 0.4, 0.99, f"Effort of step {n} of the return"
                )
                for n, share in enumerate((0.6, 0.7, 0.8, 0.9, 0.95), 1)
            },
            "days": Threshold(1.0, "days", 1.0, 14.0, "Days from one step to the next"),
            "fast": Threshold(
                0.9, "share of full effort", 0.7, 1.0, "Effort from which a step is a fast one"
            ),
            "fast_days": Threshold(2.0, "days", 1.0, 14.0, "Days from a fast step to the next"),
            "weeks": Threshold(
                12.0, "weeks", 4.0, 52.0,
                "Weeks without a pain after which a return that nobody recorded is over",
            ),
        },
    ),
    Rule(
        "sign-doctor",
        "Chest pain, fainting, palpitations, breathlessness at rest, or a blow to the head.",
        "No sport until a doctor said that it is safe; with chest pain, fainting or breathlessness "
        "now, call the emergency number.",
        "convention",
        _CARE,
        "",
        {
            "emergency_hours": Threshold(
                36.0, "h", 24.0, 168.0, "Hours for which such a sign is an emergency"
            ),
        },
    ),
)  # fmt: skip
"""What must be so before he sprints again."""
