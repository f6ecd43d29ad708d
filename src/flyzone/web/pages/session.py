"""The live session: one athlete or a squad, rep after rep, with and without a signal.

The page comes with names, words and the choices of its forms; everything that happens in a session
happens on the phone (``static/js/session.js``) and is sent as entries (`flyzone.web.api.entries`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, get_args

from fastapi import APIRouter
from fastapi.responses import Response

from flyzone.model import Athlete, Group
from flyzone.model.athlete import Place
from flyzone.model.rep import FASTEST_M_S, SLOWEST_M_S
from flyzone.training.comparable import typical_timing_sd
from flyzone.training.rules import STANDARD
from flyzone.units import METRES_PER_YARD
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.render import show

router = APIRouter()

METHODS = ("gates", "video", "hand")
STIMULI = (
    "max-velocity", "acceleration", "sprint-endurance", "speed-endurance", "resisted", "assisted",
    "hill",
)  # fmt: skip
DISTANCES_M = (5.0, 10.0, 20.0, 30.0, 40.0, 60.0)
DISTANCES_YD = (5.0, 10.0, 20.0, 30.0, 40.0, 60.0)
_SAID_BY_SCRIPT = ("session.", "verdict.", "waiting.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some athletes who are listed together.

    Attributes
    ----------
    key : str
        Id of their group; empty for those without one.
    name : str
    athletes : tuple of Athlete
    """

    key: str
    name: str
    athletes: tuple[Athlete, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """A way of timing, with the error that is typical of it.

    Attributes
    ----------
    key : str
    sd_s : float, s
        Over ten metres at sprinting speed.
    """

    key: str
    sd_s: float


@dataclass(frozen=True, slots=True)
class SessionPage:
    """What `session.html` needs.

    Attributes
    ----------
    groups : tuple of Chosen
    alone : bool
        Whether there is one athlete only, who is chosen already.
    methods : tuple of Method
    stimuli, places : tuple of str
    distances : tuple of float
        To choose from, in the reader's unit.
    script : dict
        What the script needs: words, manner, limits.
    """

    groups: tuple[Chosen, ...]
    alone: bool
    methods: tuple[Method, ...]
    stimuli: tuple[str, ...]
    places: tuple[str, ...]
    distances: tuple[float, ...]
    script: dict[str, Any]


@router.get(urls.SESSION)
def session(asking: Member) -> Response:
    """The page."""
    with asking.reading() as reader:
        athletes, groups = reader.athletes(), reader.groups()
    yards = asking.words.manner.distance == "yd"
    page = SessionPage(
        groups=_listed(asking, athletes, groups),
        alone=len(athletes) == 1,
        methods=tuple(Method(key, typical_timing_sd(key)) for key in METHODS),
        stimuli=STIMULI,
        places=get_args(Place),
        distances=DISTANCES_YD if yards else DISTANCES_M,
        script=_script(asking),
    )
    return show(asking, "session.html", page, title=asking.words("session.title"), here="session")


def _listed(
    asking: Asking, athletes: tuple[Athlete, ...], groups: tuple[Group, ...]
) -> tuple[Chosen, ...]:
    """Each athlete once, with the first of his groups."""
    left = {one.id: one for one in athletes}
    listed = []
    for group in groups:
        members = tuple(
            left.pop(one.id) for one in athletes if one.id in group.athlete_ids and one.id in left
        )
        if members:
            listed.append(Chosen(group.id, group.name, members))
    if left:
        listed.append(Chosen("", asking.words("session.no-group"), tuple(left.values())))
    return tuple(listed)


def _script(asking: Asking) -> dict[str, Any]:
    words = asking.words
    return {
        "texts": words.texts(*_SAID_BY_SCRIPT),
        "manner": {**asdict(words.manner), "language": words.language},
        "metres": METRES_PER_YARD if words.manner.distance == "yd" else 1.0,
        "typical_sd_s": {key: typical_timing_sd(key) for key in (*METHODS, "other")},
        "fastest_m_s": FASTEST_M_S,
        "slowest_m_s": SLOWEST_M_S,
        "best_probability": STANDARD.value("board-tie", "probability"),
        "api": urls.API,
    }
