"""How fresh he is within a session: what each rep takes, and each rest gives back."""

from __future__ import annotations

import math
from dataclasses import dataclass

from flyzone.virtual.athlete.phosphocreatine import left_after
from flyzone.virtual.athlete.traits import VirtualAthlete


@dataclass(slots=True)
class Freshness:
    """The state of one athlete between two reps.

    Attributes
    ----------
    athlete : VirtualAthlete
    pcr : float
        Share of phosphocreatine; 1 is full.
    tired : float
        Loss beyond phosphocreatine.
    """

    athlete: VirtualAthlete
    pcr: float = 1.0
    tired: float = 0.0

    @property
    def pcr_loss(self) -> float:
        """Loss by phosphocreatine that is missing."""
        return self.athlete.pcr_cost * (1.0 - self.pcr)

    @property
    def loss(self) -> float:
        """Loss by all that the rests so far did not give back."""
        return self.pcr_loss + self.tired

    def rest(self, seconds: float) -> None:
        """Rests."""
        self.pcr = self.athlete.refill(self.pcr, seconds)
        self.tired *= math.exp(-seconds / self.athlete.rep_cost_decay_s)

    def sprint(self, seconds: float, effort: float) -> None:
        """Sprints for so long, run-in and zone, at a share of full speed."""
        self.pcr = left_after(self.pcr, seconds, effort)
        self.tired += self.athlete.rep_cost * effort**3
