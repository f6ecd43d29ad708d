"""The last kick of a race: a scenario, unless his own race finishes tell more.

The speed-reserve model holds for fresh efforts; whoever kicks has run for a quarter of an hour.  So no
model promises seconds here.  But where he has finished several races, with his top speed of the time
known and different enough, his own finishes can say how his kick went with his top speed::

    ln(kick speed) = a + b ln(top speed) + error

b is an association: he may have become fitter in every way at once.  Errors of the top speeds make it
too small, never too large.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from flyzone.errors import InputError
from flyzone.model import Measurement, Reason
from flyzone.model.limits import within
from flyzone.science.combine import require_unit
from flyzone.training.rules.book import RuleBook

LEVEL = 0.90
_RULE = "kick"


@dataclass(frozen=True, slots=True)
class Finish:
    """How he finished a race.

    Attributes
    ----------
    distance_m, time_s : float, m and s
        Of the last stretch, such as its last 400 m.
    top_speed_m_s : float, m/s
        His top speed at that time.

    Raises
    ------
    InputError
        If a number is none that a finish can have.
    """

    distance_m: float
    time_s: float
    top_speed_m_s: float

    def __post_init__(self) -> None:
        within(self.distance_m, 50.0, 2000.0, "The last stretch of a race", "m", "kick")
        within(self.time_s, 5.0, 900.0, "The time of a last stretch", "s", "kick")
        within(self.top_speed_m_s, 2.0, 12.6, "A top speed", "m/s", "kick")
        if self.distance_m / self.time_s >= self.top_speed_m_s:
            raise InputError(
                f"Nobody kicks faster than his top speed, got {self.distance_m:g} m in "
                f"{self.time_s:g} s with a top speed of {self.top_speed_m_s:g} m/s. Check the units.",
                code="kick",
            )


@dataclass(frozen=True, slots=True)
class Kick:
    """What a higher top speed does to his kick.

    Attributes
    ----------
    change : Measurement or None, %
        Of his kick's speed; ``None`` where nothing is promised.
    low, high : float or None, %
        Interval that holds the change nine times in ten, if the link goes on.
    reasons : tuple of Reason
    """

    change: Measurement | None
    low: float | None
    high: float | None
    reasons: tuple[Reason, ...]


def what_kick_does(
    top_speed_now: Measurement,
    rise: Measurement,
    finishes: Sequence[Finish],
    book: RuleBook,
) -> Kick:
    """How his kick would change with his top speed, by his own races or not at all.

    Parameters
    ----------
    top_speed_now : Measurement, m/s
    rise : Measurement, %
        Of his top speed, as in `flyzone.training.targets.Targets`.
    finishes : sequence of Finish
        Of races of one kind, over one last stretch.
    book : RuleBook

    Returns
    -------
    Kick
        Without numbers where his finishes are too few, too alike, or show no link; the reasons say
        which.

    Raises
    ------
    InputError
        If a unit is another one, or the finishes are over different stretches.
    """
    require_unit(top_speed_now, "m/s", "The top speed")
    require_unit(rise, "%", "The rise of top speed")
    if len({finish.distance_m for finish in finishes}) > 1:
        raise InputError(
            "Finishes are compared over one last stretch, got "
            f"{', '.join(f'{d:g} m' for d in sorted({f.distance_m for f in finishes}))}. Give the same "
            "stretch of each race.",
            code="kick",
        )
    scenario = book.reason(_RULE, "kick-scenario", {"percent": rise.value})
    needed = book.value(_RULE, "finishes")
    if len(finishes) < needed:
        why = book.reason(_RULE, "kick-too-few", {"n": len(finishes), "needed": needed})
        return Kick(None, None, None, (scenario, why))
    top = np.log([finish.top_speed_m_s for finish in finishes])
    spread = 100.0 * float(np.ptp(top))
    if spread < book.value(_RULE, "spread_percent"):
        needs = {"spread": spread, "needed": book.value(_RULE, "spread_percent")}
        return Kick(None, None, None, (scenario, book.reason(_RULE, "kick-too-alike", needs)))
    kick = np.log([finish.distance_m / finish.time_s for finish in finishes])
    away = top - top.mean()
    power = float(away @ away)
    slope = float(away @ kick) / power
    residuals = kick - kick.mean() - slope * away
    freedom = len(finishes) - 2
    se = float(np.sqrt(residuals @ residuals / freedom / power))
    link = float(stdtr(freedom, slope / max(se, 1e-12)))
    if link < book.value(_RULE, "sure"):
        numbers = {"slope": slope, "se": se, "n": len(finishes)}
        return Kick(None, None, None, (scenario, book.reason(_RULE, "kick-no-link", numbers, link)))
    change = slope * rise.value
    sd = float(np.hypot(se * rise.value, slope * rise.sd))
    half = float(stdtrit(freedom, 0.5 + LEVEL / 2.0)) * sd
    numbers = {
        "n": len(finishes), "percent": change, "low": change - half, "high": change + half,
        "top_percent": rise.value, "distance": finishes[0].distance_m,
    }  # fmt: skip
    reasons = [book.reason(_RULE, "kick-fitted", numbers, link)]
    fastest = float(np.exp(top.max()))
    if top_speed_now.value * (1.0 + rise.value / 100.0) > fastest:
        reasons.append(book.reason(_RULE, "kick-beyond", {"fastest": fastest}))
    return Kick(
        Measurement(change, sd, "%", "own finishes"), change - half, change + half, tuple(reasons)
    )
