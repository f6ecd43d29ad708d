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
from scipy.special import stdtr

from flyzone.model import FittedSprint, Reason
from flyzone.model.arrays import Floats

FEWEST_PEERS = 5
SURE = 0.80
"""Probability from which an end is called the lagging one.

Of athletes at the very mean of 30 peers 9 to 14 % are then called limited (five gates with errors of
10 ms); of those called so, at least as many are as the probability says.
"""
SMALL = 0.2
"""Smallest difference that counts, in standard deviations between peers [Hopkins2000]_."""
WORTH = 0.01
"""Smallest change over time that counts, as a share: a hundredth of MSS or MAC."""
CHANGED = 0.95
"""Probability from which a change is called one."""
ENOUGH_EARLIER = 3
"""Earlier profiles from which on their scatter tells the variation from day to day."""
_TINY = 1e-12

DISPUTE = (
    "Whether training the lagging end of a profile works better than training both is disputed, and "
    "the profile of one sprint moves from day to day."
)

DAILY = "His day-to-day variation is not known yet: three earlier profiles or more would show it."


@dataclass(frozen=True, slots=True, eq=False)
class Peers:
    """The profiles of a group, as far as comparisons need them.

    Attributes
    ----------
    mss, mac : ndarray, shape (n,), m/s and m/s²
    balance, error : ndarray, shape (n,)
        log(MAC / MSS) and its standard error, infinite where it is not known.
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
    known = alike.error[np.isfinite(alike.error)]
    own = float(np.mean(known**2)) if known.size else 0.0
    spread = max(float(np.sqrt(max(seen**2 - own, 0.0625 * seen**2))), _TINY)
    error = _at_least(own, error, fit)
    # He is one of them: before he ran, his balance was as theirs are.  So a large error leaves him
    # near the typical one, and an error that is not known leaves him anywhere among them.
    noise = max(float(np.hypot(error, seen / np.sqrt(len(alike)))), _TINY)
    weight = 1.0 / noise**2 / (1.0 / noise**2 + 1.0 / spread**2)
    away, width = weight * (balance - typical), float(np.sqrt(1.0 - weight)) * spread
    low = _probability(-SMALL * spread - away, width)
    high = _probability(away - SMALL * spread, width)
    numbers = {
        "n": len(alike),
        "mac": fit.mac,
        "mac_rank": _rank(fit.mac, alike.mac),
        "mss": fit.mss,
        "mss_rank": _rank(fit.mss, alike.mss),
        "deviation": (balance - typical) / spread,
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
        the change in per cent and its standard error; ``change-without-error`` where the input
        cannot tell that; ``no-history`` where there is none.
    """
    alike = [one for one in earlier if _kind(one) == _kind(fit)]
    if not alike:
        return (Reason("no-history"),)
    return tuple(_change(name, fit, alike) for name in ("MSS", "MAC"))


def _change(name: str, fit: FittedSprint, earlier: Sequence[FittedSprint]) -> Reason:
    before = np.log([one.value(name) for one in earlier])
    change, n = float(np.log(fit.value(name)) - before.mean()), len(earlier)
    numbers: dict[str, float | str] = {"name": name, "percent": 100.0 * np.expm1(change), "n": n}
    own = float(np.mean([_relative(one, name) ** 2 for one in earlier]))
    error = _at_least(own, _relative(fit, name), fit)
    known = bool(np.isfinite(own + error))
    if n >= ENOUGH_EARLIER:
        # From day to day he differs by more than each fit's error; how much, his own profiles say,
        # and a few of them say it roughly: Student's t.
        seen = float(before.var(ddof=1))
        each = max(seen, own) if known else seen
        now = each - own + error**2 if known else seen
        freedom = n - 1.0
    elif known:
        each, now, freedom = own, error**2, np.inf
    else:
        return Reason("change-without-error", numbers)
    se = float(np.sqrt(now + each / n))
    rose, fell = _probability(change, se, freedom), _probability(-change, se, freedom)
    inside = 1.0 - sum(_probability(c - WORTH, se, freedom) for c in (change, -change))
    if max(rose, fell) >= CHANGED:
        code, sure = ("rose", rose) if rose > fell else ("fell", fell)
    elif inside >= SURE:
        code, sure = "unchanged", inside
    else:
        code, sure = "change-unclear", max(rose, fell)
    numbers["se"] = 100.0 * se
    if n < ENOUGH_EARLIER:
        return Reason(code, numbers, caveat=DAILY)
    return Reason(code, numbers, min(sure, 0.999))


def against_distance(
    distance_m: float, imbalance: float, imbalance_se: float | None, gain_s: float, caveat: str
) -> Reason:
    """Which end a distance would ask for, by the model.

    Parameters
    ----------
    distance_m : float, m
    imbalance, imbalance_se : float, per cent, the error None where not known
        100: the balance that is fastest over the distance at the same power; above: more force than
        that; below: more speed.
    gain_s : float, s
        What the model's best balance would gain.
    caveat : str
        The dispute.

    Returns
    -------
    Reason
        ``distance-wants-speed``, ``distance-wants-force`` or ``distance-balanced``;
        ``distance-without-error`` where the input cannot tell how sure that is.
    """
    numbers = {"distance": distance_m, "imbalance": imbalance, "gain": gain_s}
    if imbalance_se is None:
        return Reason("distance-without-error", numbers, source="Samozino2022", caveat=caveat)
    above = _probability(imbalance - 110.0, imbalance_se)
    below = _probability(90.0 - imbalance, imbalance_se)
    code, probability = "distance-balanced", 1.0 - above - below
    if above >= SURE:
        code, probability = "distance-wants-speed", above
    elif below >= SURE:
        code, probability = "distance-wants-force", below
    return Reason(
        code, {**numbers, "se": imbalance_se}, min(probability, 0.999), "Samozino2022", caveat
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
    """What must be the same for two fits to be compared; a told correction is no fitted one."""
    return fit.input, f"{fit.correction}, told" if fit.given else fit.correction


def _balance(fit: FittedSprint) -> tuple[float, float]:
    """log(MAC / MSS) and its standard error, infinite where it is not known."""
    error = np.inf
    if fit.covariance is not None:
        slope: Floats = np.array([-1.0 / fit.mss, 1.0 / fit.mac])
        error = float(np.sqrt(max(float(slope @ fit.covariance[:2, :2] @ slope), 0.0)))
    return float(np.log(fit.mac / fit.mss)), error


def _relative(fit: FittedSprint, name: str) -> float:
    """Standard error as a share, infinite where it is not known."""
    se = fit.se(name)
    return np.inf if se is None else se / fit.value(name)


def _at_least(others: float, error: float, fit: FittedSprint) -> float:
    """An error, not below that of others of its kind (a variance) where only residuals told it.

    A few residuals tell it roughly, and where they tell too little he would look surely different.
    """
    return error if fit.error_known else max(error, float(np.sqrt(others)))


def _probability(distance: float, sd: float, freedom: float = np.inf) -> float:
    """Probability that an error of this size leaves the sign as it is."""
    if sd <= 0.0:
        return 1.0 if distance > 0.0 else 0.0
    return float(stdtr(freedom, distance / sd))


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
