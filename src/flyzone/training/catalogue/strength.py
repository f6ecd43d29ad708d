"""Heavy on one leg, the hinge, hamstrings and calves: force and a stiff tendon, not size.

Without weights the same movements are kept, but they are no heavy lifts and ask for no recovery.
Loads are shares of the heaviest single lift (1RM) or, where nobody tests that, reps in reserve (RIR):
how many more he could have done.
"""

from __future__ import annotations

from collections.abc import Sequence

from flyzone.model import Dose, Place, Stimulus
from flyzone.training.catalogue.exercise import BigThree, Equipment, Exercise, Fault, by_level
from flyzone.training.rules.book import Evidence

_SOURCE = "The method's rule; coaches' practice"
_HEAVY = ("3-4 RIR", "2 RIR", "1-2 RIR")
_LIGHT = ("body weight", "body weight", "body weight")


def _lift(
    key: str, beginner: tuple[int, int], trained: tuple[int, int], advanced: tuple[int, int],
    *, stimulus: Stimulus | None = "heavy-lift", load: Sequence[str] = _HEAVY,
    rest: float = 150.0, pause: float | None = None, hold: float | None = None,
    big: BigThree | None = "lift", evidence: Evidence = "weak",
    source: str = _SOURCE, equipment: tuple[Equipment, ...] = ("weights",),
    each_side: bool = True, mends: tuple[Fault, ...] = (), reduce: tuple[Place, ...] = (),
    avoid: tuple[Place, ...] = (), instead: tuple[str, ...] = (),
) -> Exercise:  # fmt: skip
    base = Dose(key, rest_s=pause, set_rest_s=rest, duration_s=hold)
    return Exercise(
        key, "strength", stimulus, by_level(base, beginner, trained, advanced, load=load),
        evidence=evidence, source=source, unverified=True, big_three=big, equipment=equipment,
        each_side=each_side, mends=mends, avoid_after=avoid, reduce_after=reduce, instead=instead,
    )  # fmt: skip


STRENGTH: tuple[Exercise, ...] = (
    _lift("weighted-step-up", (2, 8), (3, 5), (3, 4), equipment=("box", "weights"),
          mends=("low-hips", "asymmetry", "low-knees"), reduce=("knee",),
          instead=("split-squat", "split-squat-bodyweight")),
    _lift("rear-foot-elevated-split-squat", (2, 8), (3, 5), (4, 4), equipment=("box", "weights"),
          mends=("asymmetry", "low-hips"), reduce=("knee", "groin", "hip"),
          instead=("split-squat", "split-squat-bodyweight")),
    _lift("split-squat", (3, 8), (3, 6), (3, 5), mends=("asymmetry", "low-hips"), reduce=("knee",),
          instead=("split-squat-bodyweight",)),
    _lift("split-squat-bodyweight", (2, 10), (3, 12), (3, 15), stimulus=None, load=_LIGHT, rest=90.0,
          equipment=(), big=None, mends=("asymmetry",), reduce=("knee",)),
    _lift("single-leg-squat", (2, 5), (3, 5), (3, 5), equipment=("box",),
          mends=("asymmetry", "low-hips"), avoid=("knee",), instead=("split-squat-bodyweight",)),
    _lift("single-leg-romanian-deadlift", (2, 8), (3, 6), (3, 5),
          mends=("low-hips", "back-side-mechanics", "asymmetry"), reduce=("hamstring", "back"),
          instead=("single-leg-bridge",)),
    _lift("romanian-deadlift", (3, 8), (3, 6), (4, 4), each_side=False, big=None,
          mends=("low-hips", "trunk-lean"), reduce=("hamstring",), avoid=("back",),
          instead=("single-leg-bridge",)),
    _lift("hip-thrust", (3, 8), (3, 6), (4, 5), each_side=False, big=None,
          equipment=("box", "weights"), mends=("low-hips",), reduce=("back",),
          instead=("single-leg-bridge",)),
    _lift("single-leg-bridge", (2, 10), (3, 10), (3, 12), stimulus=None, load=_LIGHT, rest=60.0, equipment=(),
          big=None, mends=("low-hips",)),
    _lift("nordic-curl", (2, 3), (2, 5), (3, 5), load=_LIGHT, rest=150.0, big=None,
          equipment=("anchor",), each_side=False, evidence="moderate",
          source="Coaches' practice", reduce=("hamstring", "knee"),
          instead=("single-leg-bridge",)),
    _lift("calf-raise", (2, 10), (3, 8), (3, 6), rest=120.0, big=None,
          mends=("long-contact", "low-hips", "heel-strike"), reduce=("achilles", "calf"),
          instead=("calf-raise-bodyweight",)),
    _lift("calf-raise-bodyweight", (2, 12), (3, 15), (3, 20), stimulus=None, load=_LIGHT, rest=60.0, big=None,
          equipment=(), mends=("long-contact",)),
    _lift("calf-isometric", (2, 3), (3, 4), (3, 4), load=("70 % 1RM", "80-90 % 1RM", "90 % 1RM"),
          rest=90.0, hold=5.0, pause=5.0, big=None, evidence="moderate", source="Coaches' practice",
          mends=("long-contact", "low-hips"),
          instead=("calf-raise-bodyweight",)),
)  # fmt: skip
