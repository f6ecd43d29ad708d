"""What a profile means for training: where the athlete stands, and which end to work on.

Two athletes with the same power may have it at different ends: one pushes hard and runs out of
speed, the other is fast and slow to get there.  Which end lags can be said in three ways, none of
them the profile alone:

* against peers: is his MAC low for his MSS, or the other way round, compared with people like him;
* against himself: which of the two moved since his earlier profiles;
* against a distance: which balance of the two would be fastest over it, at the same power.  This last
  one is a statement of the model, and disputed.

Everything is a probability, because MAC is rarely known better than to some per cent.  Compared are
MAC and MSS of the speed curve itself, and only profiles from the same kind of input and correction:
split times without a correction give another MAC than a radar does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtr

from flyzone.model import FittedSprint, Reason
from flyzone.model.arrays import Floats

FEWEST_PEERS = 5
SURE = 0.80
"""Probability from which an end is called the lagging one."""
SMALL = 0.2
"""Smallest difference that counts, in standard deviations between peers [Hopkins2000]_."""
WORTH = 0.01
"""Smallest change over time that counts, as a share: a hundredth of MSS or MAC."""

DISPUTE = (
    "Whether training the lagging end of a profile works better than training both is disputed, and "
    "the profile of one sprint moves from day to day."
)


def against_peers(fit: FittedSprint, peers: Sequence[FittedSprint]) -> tuple[Reason, ...]:
    """Which end lags compared with people like him.

    Parameters
    ----------
    fit : FittedSprint
    peers : sequence of FittedSprint
        One for each other athlete.

    Returns
    -------
    tuple of Reason
        Codes ``force-limited``, ``velocity-limited``, ``balanced`` or ``peers-cannot-tell`` with
        the probability; ``too-few-peers`` where there are fewer than five of the same kind.
    """
    alike = [peer for peer in peers if comparable(fit, peer)]
    if len(alike) < FEWEST_PEERS:
        return (
            Reason(
                "too-few-peers",
                {"n": len(alike), "needed": FEWEST_PEERS, "other_kind": len(peers) - len(alike)},
            ),
        )
    balance, error = _balance(fit)
    theirs = np.array([_balance(peer)[0] for peer in alike])
    errors = np.array([_balance(peer)[1] for peer in alike])
    typical = float(theirs.mean())
    seen = float(theirs.std(ddof=1))
    # What peers differ by beyond their own errors; never less than a quarter of what is seen.
    spread = float(np.sqrt(max(seen**2 - float(np.mean(errors**2)), 0.0625 * seen**2)))
    width = float(np.hypot(error, seen / np.sqrt(len(alike))))
    low = _probability(typical - SMALL * spread - balance, width)
    high = _probability(balance - typical - SMALL * spread, width)
    numbers = {
        "n": len(alike),
        "mac": fit.mac,
        "mac_rank": _rank(fit.mac, [peer.mac for peer in alike]),
        "mss": fit.mss,
        "mss_rank": _rank(fit.mss, [peer.mss for peer in alike]),
        "deviation": (balance - typical) / spread if spread > 0.0 else 0.0,
    }
    code, probability = _verdict(low, high, "peers-cannot-tell")
    return (Reason(code, numbers, probability, source="Samozino2016", caveat=DISPUTE),)


def against_himself(fit: FittedSprint, earlier: Sequence[FittedSprint]) -> tuple[Reason, ...]:
    """What moved since his earlier profiles.

    Parameters
    ----------
    fit : FittedSprint
    earlier : sequence of FittedSprint
        His own, of the same kind of input; their mean is what the profile is compared with.

    Returns
    -------
    tuple of Reason
        One for MSS and one for MAC: ``rose``, ``fell``, ``unchanged`` or ``change-unclear``, with
        the change in per cent and its standard error; ``no-history`` where there is none.
    """
    alike = [one for one in earlier if comparable(fit, one)]
    if not alike:
        return (Reason("no-history", {"other_kind": len(earlier)}),)
    reasons = []
    for name in ("MSS", "MAC"):
        before = np.log([one.value(name) for one in alike])
        errors = np.array([_relative(one, name) for one in alike])
        error = _relative(fit, name)
        # From day to day he differs by more than each fit's error: the scatter of his own profiles
        # says by how much, where there are enough of them.
        daily = float(before.std(ddof=1)) if len(alike) > 2 else 0.0
        own = float(np.sqrt(max(daily**2 - float(np.mean(errors**2)), 0.0)))
        se = float(np.sqrt(error**2 + own**2 + (float(np.mean(errors**2)) + own**2) / len(alike)))
        change = float(np.log(fit.value(name)) - before.mean())
        rose, fell = _probability(change, se), _probability(-change, se)
        inside = _probability(WORTH - change, se) - _probability(-WORTH - change, se)
        if max(rose, fell) >= 0.95:
            code, sure = ("rose", rose) if rose > fell else ("fell", fell)
        elif inside >= SURE:
            code, sure = "unchanged", inside
        else:
            code, sure = "change-unclear", max(rose, fell)
        reasons.append(
            Reason(
                code,
                {
                    "name": name, "percent": 100.0 * np.expm1(change), "se": 100.0 * se,
                    "n": len(alike),
                },
                min(sure, 0.999),
                caveat="" if len(alike) > 2 else "His day-to-day variation is not known yet: "
                "three earlier profiles or more would show it.",
            )
        )  # fmt: skip
    return tuple(reasons)


def against_distance(
    distance_m: float, imbalance: float, imbalance_se: float | None, gain_s: float, caveat: str
) -> Reason:
    """Which end a distance would ask for, by the model.

    Parameters
    ----------
    distance_m : float, m
    imbalance, imbalance_se : float, per cent
        100: the balance that is fastest over the distance at the same power; above: more force than
        that; below: more speed.
    gain_s : float, s
        What the model's best balance would gain.
    caveat : str
        The dispute.

    Returns
    -------
    Reason
        ``distance-wants-speed``, ``distance-wants-force`` or ``distance-balanced``.
    """
    se = imbalance_se or 0.0
    above, below = _probability(imbalance - 110.0, se), _probability(90.0 - imbalance, se)
    code, probability = "distance-balanced", 1.0 - above - below
    if above >= SURE:
        code, probability = "distance-wants-speed", above
    elif below >= SURE:
        code, probability = "distance-wants-force", below
    return Reason(
        code,
        {"distance": distance_m, "imbalance": imbalance, "se": se, "gain": gain_s},
        None if imbalance_se is None else min(probability, 0.999),
        source="Samozino2022",
        caveat=caveat,
    )


def what_to_train(reasons: Sequence[Reason]) -> Reason:
    """What the comparison with peers says to train; both ends where it says nothing."""
    for reason in reasons:
        if reason.code == "force-limited":
            return Reason("train-force", reason.numbers, reason.probability, "Morin2016", DISPUTE)
        if reason.code == "velocity-limited":
            return Reason("train-speed", reason.numbers, reason.probability, "Morin2016", DISPUTE)
    return Reason("train-both", {}, None, "Haugen2019")


def comparable(one: FittedSprint, other: FittedSprint) -> bool:
    """Whether two fits come from the same kind of input and the same correction."""
    return (one.input, one.correction) == (other.input, other.correction)


def _balance(fit: FittedSprint) -> tuple[float, float]:
    """log(MAC / MSS) and its standard error."""
    error = 0.0
    if fit.covariance is not None:
        slope: Floats = np.array([-1.0 / fit.mss, 1.0 / fit.mac])
        error = float(np.sqrt(max(float(slope @ fit.covariance[:2, :2] @ slope), 0.0)))
    return float(np.log(fit.mac / fit.mss)), error


def _relative(fit: FittedSprint, name: str) -> float:
    se = fit.se(name)
    return 0.0 if se is None else se / fit.value(name)


def _probability(distance: float, sd: float) -> float:
    """Probability that a normal error of this size leaves the sign as it is."""
    if sd <= 0.0:
        return 1.0 if distance > 0.0 else 0.0
    return float(ndtr(distance / sd))


def _verdict(low: float, high: float, unclear: str) -> tuple[str, float]:
    if low >= SURE:
        return "force-limited", min(low, 0.999)
    if high >= SURE:
        return "velocity-limited", min(high, 0.999)
    middle = 1.0 - low - high
    if middle >= 0.5:
        return "balanced", middle
    return unclear, max(low, high)


def _rank(value: float, others: Sequence[float]) -> float:
    """Share of peers, per cent, that he is above."""
    below = sum(other < value for other in others) + 0.5 * sum(other == value for other in others)
    return 100.0 * below / len(others)
