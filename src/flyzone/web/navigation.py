"""Where somebody can go from here: four or five places at the foot of a phone."""

from __future__ import annotations

from dataclasses import dataclass

from flyzone.web import urls
from flyzone.web.asking import Asking


@dataclass(frozen=True, slots=True)
class Place:
    """One entry.

    Attributes
    ----------
    key : str
        Its text is ``nav.KEY``, its icon ``icons.svg#KEY``.
    address : str
    """

    key: str
    address: str


_OF_AN_ATHLETE = (
    ("today", urls.TODAY),
    ("progress", urls.PROGRESS),
    ("plan", urls.PLAN),
    ("profile", urls.PROFILE),
)


def places_of(asking: Asking) -> tuple[Place, ...]:
    """The places of a role, five at most: they stand side by side under a thumb."""
    account = asking.account
    if account is None:
        return ()
    if account.role == "board":
        return (Place("board", urls.BOARD),)
    if account.role in ("owner", "coach"):
        return (
            Place("squad", urls.SQUAD),
            Place("session", urls.SESSION),
            Place("clips", urls.CLIPS),
            Place("board", urls.BOARD),
            Place("coach", urls.COACH),
        )
    own = account.athlete_id or next(iter(account.ward_ids), None)
    mine = () if own is None else tabs_of(own)[:3]
    if account.role == "guardian":
        return (*mine, Place("clips", urls.CLIPS), Place("squad", urls.SQUAD))
    return (*mine[:1], Place("session", urls.SESSION), Place("clips", urls.CLIPS), *mine[1:])


def tabs_of(athlete_id: str) -> tuple[Place, ...]:
    """The pages about one athlete."""
    return tuple(
        Place(key, urls.url(pattern, athlete_id=athlete_id)) for key, pattern in _OF_AN_ATHLETE
    )
