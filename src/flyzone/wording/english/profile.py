"""What is said of a profile: what speaks against it, what it means."""

from __future__ import annotations

from typing import Final

PROFILE: Final[dict[str, str]] = {
    # What speaks against a profile's numbers (flyzone.training.doubts).
    "no-error-known": (
        "{n:d} times determine {p:d} numbers without any left over, so that their error is not "
        "known. State the error of each time (column time_sd_s), use more gates, or a simpler "
        "correction."
    ),
    "beyond-human": (
        "MSS {mss:.2f} m/s, MAC {mac:.2f} m/s² lie beyond what the fastest humans show (about "
        "{fastest:g} m/s, {largest:g} m/s²). Check distances, units and how the clock was started."
    ),
    "at-bound": (
        "The correction {name} ended on the edge of what is possible: these times ask for none, "
        "and its own error is not known."
    ),
    "rough": (
        "{name} is known only to {percent:.0f} % (standard error). A longer run, more gates or more "
        "sprints would narrow it."
    ),
    "residuals-correlated": (
        "Neighbouring samples move together (steps, smoothing): standard errors are widened "
        "{factor:.1f} times against independent samples."
    ),
    "scatter": (
        "The times scatter more around the curve than their stated errors allow: standard errors "
        "are widened {factor:.1f} times. Check the gates, or the stated errors."
    ),
    "rounding": (
        "The times lie closer to the curve than their rounding allows, which is luck: standard "
        "errors are widened {factor:.1f} times, to those of the rounding. Export more decimals."
    ),
    "trigger-before-clock": (
        "The athlete was already moving when the clock started (about {tc:.2f} s by these times, "
        "standard error {se:.3f} s): a start behind the first beam, or a beam that an arm broke. "
        "Uncorrected that inflates MAC: it is {mac:.2f} m/s² as fitted and {mac_time:.2f} with "
        "--correction time (MSS {mss:.2f} and {mss_time:.2f} m/s)."
    ),
    "clock-before-start": (
        "The clock started before the athlete moved (about {tc:.2f} s by these times, standard "
        "error {se:.3f} s), as with a gun and its reaction time. Uncorrected that lowers MAC: it "
        "is {mac:.2f} m/s² as fitted and {mac_time:.2f} with --correction time (MSS {mss:.2f} and "
        "{mss_time:.2f} m/s)."
    ),
    "trigger-unchecked": (
        "With {n:d} gates it cannot be checked whether the clock started with the athlete. A start "
        "0.5 m behind the first beam, uncorrected, would inflate MAC by about 75 % and lower MSS by "
        "4 %. State it with --correction flying=M, or use more gates."
    ),
    "top-speed-extrapolated": (
        "The run ends at {percent:.0f} % of MSS: the top speed is extrapolated, not reached."
    ),
    "slowing": (
        "The last stretch (to {last_m:g} m) is {percent:.1f} % slower than the one that ends at "
        "{fastest_m:g} m. The curve knows no slowing: MSS is a mean of top speed and slowing. "
        "Leave out the gates after the fastest stretch."
    ),
    "edge-of-noise": (
        "The profile is the upper edge of a cloud of samples, and noise pushes an edge outward: "
        "MAC and MSS are biased upward, more so the noisier the device."
    ),
    "standing-samples": (
        "The record begins with {seconds:.1f} s of standing, which the curve does not know. Without "
        "it MSS would be {mss:.2f} m/s and MAC {mac:.2f} m/s² (--trim always)."
    ),
    "trimmed": (
        "Of {n:d} samples {left:d} were left out: {standing:d} before setting off, {slowing:d} "
        "while slowing, {false:d} false returns. --trim never uses all."
    ),
    "drag-assumed": (
        "Air drag was worked out with what was not stated at its standard value: {assumed}. State "
        "it with --temperature, --pressure or --altitude, and --wind."
    ),
    "wind-strong": (
        "A wind of {wind:+.1f} m/s blew. Force and power are corrected for it; MSS and MAC of the "
        "speed curve are not."
    ),
    # What a profile means (flyzone.training.profile_meaning).
    "force-limited": (
        "Force-limited among {n:d} peers: MAC {mac:.2f} m/s² is above {mac_rank:.0f} % of them, "
        "MSS {mss:.2f} m/s above {mss_rank:.0f} %; the balance of the two lies {deviation:.1f} of "
        "their standard deviations from the typical one."
    ),
    "velocity-limited": (
        "Velocity-limited among {n:d} peers: MSS {mss:.2f} m/s is above {mss_rank:.0f} % of them, "
        "MAC {mac:.2f} m/s² above {mac_rank:.0f} %; the balance of the two lies {deviation:.1f} of "
        "their standard deviations from the typical one."
    ),
    "balanced": (
        "Balanced among {n:d} peers: MAC {mac:.2f} m/s² is above {mac_rank:.0f} % of them, MSS "
        "{mss:.2f} m/s above {mss_rank:.0f} %."
    ),
    "peers-cannot-tell": (
        "Against {n:d} peers it cannot be told whether one end lags, and which: MAC {mac:.2f} m/s² "
        "is above {mac_rank:.0f} % of them, MSS {mss:.2f} m/s above {mss_rank:.0f} %."
    ),
    "too-few-peers": (
        "Force- or velocity-limited is said against peers: {n:d} profiles of the same kind are "
        "there, {needed:d} are needed (--peers FILE)."
    ),
    "no-history": (
        "No earlier profile of the same kind is known, so that nothing can be said about change "
        "(--earlier FILE)."
    ),
    "rose": "{name} rose by {percent:+.1f} % (standard error {se:.1f}) against {n:d} earlier.",
    "fell": "{name} fell by {percent:+.1f} % (standard error {se:.1f}) against {n:d} earlier.",
    "unchanged": (
        "{name} is within 1 % of {n:d} earlier: {percent:+.1f} % (standard error {se:.1f})."
    ),
    "change-unclear": (
        "Whether {name} changed cannot be told: {percent:+.1f} % (standard error {se:.1f}) against "
        "{n:d} earlier."
    ),
    "change-without-error": (
        "{name} is {percent:+.1f} % against {n:d} earlier. The error of these numbers is not known, "
        "so that whether it changed cannot be told."
    ),
    "distance-wants-speed": (
        "Over {distance:g} m the model's fastest balance at the same power has more speed and less "
        "force (imbalance {imbalance:.0f} %, standard error {se:.0f}; 100 is balanced); it would "
        "gain {gain:.2f} s."
    ),
    "distance-wants-force": (
        "Over {distance:g} m the model's fastest balance at the same power has more force and less "
        "speed (imbalance {imbalance:.0f} %, standard error {se:.0f}; 100 is balanced); it would "
        "gain {gain:.2f} s."
    ),
    "distance-balanced": (
        "Over {distance:g} m the balance of force and speed is near the model's fastest, or its "
        "error too large to tell (imbalance {imbalance:.0f} %, standard error {se:.0f}; 100 is "
        "balanced); the model's best would gain {gain:.2f} s."
    ),
    "distance-without-error": (
        "Over {distance:g} m the model puts the balance of force and speed at {imbalance:.0f} % of "
        "its fastest one (above 100: more force; below: more speed), which would gain {gain:.2f} s. "
        "The error of that is not known."
    ),
    "train-force": (
        "Train the force end: heavy sleds, hill sprints and short accelerations, with fly sprints "
        "kept in."
    ),
    "train-speed": (
        "Train the speed end: fly sprints with full rest, with short accelerations kept in."
    ),
    "train-both": (
        "Nothing here says that one end lags: train both, accelerations and fly sprints with full "
        "rest."
    ),
    "run-in": (
        "{percent:.0f} % of MSS is reached {distance:.1f} m after the start: a fly zone that should "
        "show top speed begins there or later."
    ),
    "speed-reserve": (
        "Speed reserve {reserve:.2f} m/s (MSS {mss:.2f}, MAS {mas:.2f}): top speed is {ratio:.2f} "
        "times the aerobic one."
    ),
}
