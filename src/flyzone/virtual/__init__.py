"""The virtual track: clips of drawn sprinters whose every crossing, step and joint is known.

>>> from flyzone.virtual import Runner, Scenario, render
>>> rendered = render(Scenario(runners=(Runner(speed_m_s=9.2),), seed=7), "out")  # doctest: +SKIP
"""

from flyzone.virtual.body import JOINTS
from flyzone.virtual.render import Rendered, render
from flyzone.virtual.scenario import (
    Bystander,
    Camera,
    Encoding,
    Looks,
    Runner,
    Scenario,
    Scene,
)
from flyzone.virtual.studio import draw_frames

__all__ = [
    "JOINTS",
    "Bystander",
    "Camera",
    "Encoding",
    "Looks",
    "Rendered",
    "Runner",
    "Scenario",
    "Scene",
    "draw_frames",
    "render",
]
