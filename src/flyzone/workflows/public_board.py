"""The board that anybody may see, and who said that he may be on it.

This is the one place where somebody who sees nobody is shown marks: the store is opened as a whole, and
only what `training.publishing` lets through leaves it, under the names that it gives and without ids.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from flyzone.errors import InputError
from flyzone.model import Athlete, Consent
from flyzone.model.squad import Agreeing
from flyzone.storage import Reader, Store, Viewer, Writer
from flyzone.training.publishing import Publicity, check_consent, publicity
from flyzone.workflows.board import SquadBoard, squad_board

SCOPE = "board"
"""What a token opens that stands in the address of an open board."""
_EVERYBODY = Viewer.owner("the public board")


def public_board(store: Store, distance_m: float, *, today: date, **words: Any) -> SquadBoard:
    """The public board of a whole store; its words are those of `squad_board`, without a group."""
    with store.reading(_EVERYBODY) as reader:
        found = squad_board(reader, distance_m, today=today, public=True, **words)
    # How many are left off is for those who may know them.
    return SquadBoard(found.board, None, (), found.standings)


def is_open(store: Store, secret: str) -> bool:
    """Whether a secret is that of a board's address, made by an owner and not taken back."""
    with store.accounts() as accounts:
        token = accounts.token(secret)
    return token is not None and SCOPE in token.scopes and token.account.role == "owner"


def publicity_of(
    reader: Reader, athlete: Athlete, day: date
) -> tuple[Publicity, tuple[Consent, ...]]:
    """Whether an athlete is on public boards, and all that was said about it, the latest first."""
    said = reader.consents(athlete.id)
    return publicity(athlete, said, day), said[::-1]


def say(
    writer: Writer,
    athlete_id: str,
    *,
    given: bool,
    alias: str | None,
    by: str,
    now: datetime,
    role: Agreeing | None = None,
    account_id: str | None = None,
) -> Consent:
    """Keeps whether an athlete may be on public boards.

    Parameters
    ----------
    writer : Writer
    athlete_id : str
    given : bool
        ``False`` takes back; that holds at once, whoever of the two said it.
    alias : str or None
        What he is called there.
    by : str
        Who said it.
    now : datetime
        On the athlete's clock.
    role : {"athlete", "guardian"}, optional
        In which he said it; by default the viewer's own, and for an owner, who writes down what others
        told him, whoever has to agree.
    account_id : str, optional

    Raises
    ------
    InputError
        If it is not for the viewer to say, or would never hold.
    """
    athlete = writer.athlete(athlete_id)
    viewer = writer.viewer.role
    if viewer == "coach":
        raise InputError(
            "This is not yours to write: the athlete or his guardian agrees, not his coach. Ask "
            "them, or the owner of the store to write down what they said.",
            code="store-forbidden",
        )
    if viewer != "owner":
        role = viewer
    elif role is None:
        role = "athlete" if athlete.is_adult_on(now.date()) else "guardian"
    # The last word holds, also where a clock was set back since the one before.
    said = [one.at for one in writer.consents(athlete_id)]
    now = max([now, *(at + timedelta(microseconds=1) for at in said)])
    consent = Consent(str(uuid4()), athlete_id, now, by, role, given, alias or None, account_id)
    check_consent(athlete, consent, now.date())
    writer.save(consent)
    return consent
