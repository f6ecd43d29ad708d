"""The virtual athlete: training histories whose every cause is known.

>>> import numpy as np
>>> from datetime import datetime, timezone
>>> from flyzone.virtual.athlete import Programme, VirtualAthlete
>>> from flyzone.virtual.training_history import train
>>> start = datetime(2026, 3, 2, 17, 0, tzinfo=timezone.utc)
>>> trained = train(VirtualAthlete(), Programme(weeks=2), np.random.default_rng(7), start)
>>> len(trained.history.sessions)
4

It is a way to make plausible data with a known answer, not a theory of the body: where research gives a
number, the number is here, and where it gives none, a plausible one stands and says so
(docs/method-virtual-athlete.md).
"""

from flyzone.virtual.athlete.planted import CAUSES, Cause, draw_athlete, draw_programme
from flyzone.virtual.athlete.programme import METHODS, Method, Programme
from flyzone.virtual.athlete.traits import VirtualAthlete

__all__ = [
    "CAUSES",
    "METHODS",
    "Cause",
    "Method",
    "Programme",
    "VirtualAthlete",
    "draw_athlete",
    "draw_programme",
]
