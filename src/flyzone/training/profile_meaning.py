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
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, eq=False)
class Peers:
    """The profiles of a group, as far as comparisons need them.

    Attributes
    ----------
    mss, mac : ndarray, shape (n,), m/s and m/s²
    balance, error : ndarray, shape (n,)
        log(MAC / MSS) and its standard error.
    kinds : tuple of (str, str)
        Input and correction of each.
    athletes : tuple of str or None
    """

    mss: Floats
    mac: Floats
    balance: Floats
    error: Floats
    kinds: tuple[tuple[str, str], ...] = ()
    athletes: tuple[str | None, ...] = ()

    @classmethod
    def of(cls, fits: Sequence[FittedSprint], athletes: Sequence[str | None] = ()) -> Peers:
        """The group of these fits: one for each athlete."""
        balances = np.array([_balance(fit) for fit in fits]).reshape(-1, 2)
        return cls(
            np.array([fit.mss for fit in fits]),
            np.array([fit.mac for fit in fits]),
            balances[:, 0],
            balances[:, 1],
            tuple(_kind(fit) for fit in fits),
            tuple(athletes) or (None,) * len(fits),
        )

    def like(self, fit: FittedSprint, *, without: str | None = None) -> Peers:
        """Those from the same kind of input and correction, without one athlete."""
        keep = [
            i
            for i, kind in enumerate(self.kinds)
            if kind == _kind(fit) and (without is None or self.athletes[i] != without)
        ]
        return Peers(
            self.mss[keep], self.mac[keep], self.balance[keep], self.error[keep],
            tuple(self.kinds[i] for i in keep), tuple(self.athletes[i] for i in keep),
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.mss)


def against_peers(
    fit: FittedSprint, peers: Peers, *, athlete: str | None = None
) -> tuple[Reason, ...]:
    """Which end lags compared with people like him.

    Parameters
    ----------
    fit : FittedSprint
    peers : Peers
    athlete : str or None
        Who he is: not a peer of himself.

    Returns
    -------
    tuple of Reason
        Codes ``force-limited``, ``velocity-limited``, ``balanced`` or ``peers-cannot-tell`` with
        the probability; ``too-few-peers`` where there are fewer than five of the same kind.
    """
    alike = peers.like(fit, without=athlete)
    if len(alike) < FEWEST_PEERS:
        return (Reason("too-few-peers", {"n": len(alike), "needed": FEWEST_PEERS}),)
    balance, error = _balance(fit)
    typical, seen = float(alike.balance.mean()), float(alike.balance.std(ddof=1))
    # What peers differ by beyond their own errors; never less than a quarter of what is seen.
    own = float(np.mean(alike.error**2))
    spread = float(np.sqrt(max(seen**2 - own, 0.0625 * seen**2)))
    width = float(np.hypot(error, seen / np.sqrt(len(alike))))
    low = _probability(typical - SMALL * spread - balance, width)
    high = _probability(balance - typical - SMALL * spread, width)
    numbers = {
        "n": len(alike),
        "mac": fit.mac,
        "mac_rank": _rank(fit.mac, alike.mac),
        "mss": fit.mss,
        "mss_rank": _rank(fit.mss, alike.mss),
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
    alike = [one for one in earlier if _kind(one) == _kind(fit)]
    if not alike:
        return (Reason("no-history"),)
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


def _kind(fit: FittedSprint) -> tuple[str, str]:
    """What must be the same for two fits to be compared."""
    return fit.input, fit.correction


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


def _rank(value: float, others: Floats) -> float:
    """Share of peers, per cent, that he is above; ties count half."""
    return 100.0 * float(np.mean(others < value) + 0.5 * np.mean(others == value))
