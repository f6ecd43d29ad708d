"""Begin a live session: the athlete's history, his rules, whether he may, and a desk that keeps reps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from flyzone.model import Notice, Session, Stimulus
from flyzone.model.athlete import zone_of
from flyzone.storage import Store, Viewer
from flyzone.training.today import answer_today
from flyzone.wording.sentences import sentence
from flyzone.workflows.one_athlete import one_athlete
from flyzone.workflows.session_desk import SessionDesk, Zone


def start_session(
    store: Store,
    viewer: Viewer,
    name: str,
    zone: Zone,
    stimulus: Stimulus,
    *,
    clock: Callable[[], datetime],
) -> tuple[SessionDesk, str, tuple[Notice, ...]]:
    """A desk for a session that begins now.

    Parameters
    ----------
    store : Store
        Each rep is written into it at once, in a transaction of its own.
    viewer : Viewer
    name : str
        The athlete.
    zone : Zone
    stimulus : Stimulus
    clock : callable
        Gives the moment, with its offset.

    Returns
    -------
    desk : SessionDesk
    athlete : str
        His name as it stands in the store.
    before : tuple of Notice
        What `answer_today` has against it: it is said, and the coach decides.
    """
    with store.reading(viewer) as reader:
        known = one_athlete(reader, name)
    zone_name = known.history.athlete.time_zone
    where = None if zone_name is None else zone_of(zone_name)

    def his_clock() -> datetime:
        # The date of a session is the athlete's day, wherever the computer stands.
        return clock() if where is None else clock().astimezone(where)

    now = his_clock()
    answer = answer_today(known.history, now, known.book_at(now))
    before: tuple[Notice, ...] = ()
    if answer.verdict != "yes":
        deciding = answer.reasons[: answer.deciding]
        said = " ".join(dict.fromkeys(sentence(reason) for reason in deciding))
        before = (Notice(f"today-{answer.verdict}", f"Today: {answer.verdict}. {said}"),)
    session = Session(
        str(uuid4()), known.history.athlete.id, now, stimulus, source="flyzone session"
    )

    def keep(changed: Session) -> None:
        with store.writing(viewer) as writer:
            if changed.reps:
                writer.save(changed)
            else:
                writer.delete(Session, changed.id)

    desk = SessionDesk(
        session,
        known.history.sessions,
        known.book_at(now),
        zone,
        athlete=known.history.athlete,
        clock=his_clock,
        keep=keep,
    )
    return desk, known.name, before
