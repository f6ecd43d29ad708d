"""Sessions with the guard's verdicts, and what a phone needs to judge one without a signal."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from flyzone.errors import InputError
from flyzone.model import Rep, Session
from flyzone.storage.plain import plain_of
from flyzone.training.guard import RepVerdict
from flyzone.training.guard.series import RunKind
from flyzone.web.asking import Asking, Member
from flyzone.web.words import Words
from flyzone.wire.guard_data import GuardDataDocument
from flyzone.wire.session import SessionDocument, session_document
from flyzone.workflows.guarded_session import Guarded, guard_of, guarded_session, lane_of
from flyzone.workflows.merge_entry import SOURCE
from flyzone.workflows.one_athlete import athlete_of

router = APIRouter(tags=["session"])

MOST_SESSIONS = 100


class SessionSeen(BaseModel):
    """A session as it is in the store, and as the guard sees it."""

    session: dict[str, Any] = Field(description="its fields and reps, with their ids")
    guarded: SessionDocument


class BestSeen(BaseModel):
    """A personal best with its error."""

    distance_m: float
    run_in_m: float | None = None
    time_s: float
    sd_s: float
    stated: bool = Field(description="false: the error is typical of the method")
    method: str | None = None
    wind_m_s: float | None = None
    day: str


class TodaySaid(BaseModel):
    """Whether he may sprint, in short."""

    verdict: str
    texts: list[str]


class LaneSeen(BaseModel):
    """What a phone keeps of one athlete for a session."""

    athlete_id: str
    name: str
    now: str
    today: TodaySaid
    guard: GuardDataDocument
    bests: list[BestSeen]
    open: SessionSeen | None = None


class SessionRow(BaseModel):
    """A session in a list."""

    id: str
    started_at: str
    stimulus: str
    reps: int
    ended_by: str | None = None
    source: str


Metres = Annotated[float | None, Query(ge=0.0, le=50_000.0)]


@router.get("/athletes/{athlete_id}/sessions", response_model_exclude_none=True)
def sessions(
    asking: Member, athlete_id: str, limit: Annotated[int, Query(ge=1, le=MOST_SESSIONS)] = 20
) -> list[SessionRow]:
    """An athlete's sessions, the latest first."""
    with asking.reading() as reader:
        found = reader.sessions(athlete_id, limit=limit)
    return [
        SessionRow(
            id=one.id,
            started_at=one.started_at.isoformat(),
            stimulus=one.stimulus,
            reps=len(one.reps),
            ended_by=one.ended_by,
            source=one.source,
        )
        for one in found
    ]


@router.get("/sessions", response_model=list[SessionSeen], response_model_exclude_none=True)
def sessions_of_today(
    asking: Member,
    athletes: Annotated[str, Query(max_length=4000, description="ids, by commas")] = "",
) -> Any:
    """Today's sessions that phones made, of some athletes: what other devices typed is in them.

    An athlete who is not there, or whom he does not see, has none.
    """
    found: list[str] = []
    with asking.reading() as reader:
        for athlete_id in dict.fromkeys(one for one in athletes.split(",") if one):
            try:
                athlete = reader.athlete(athlete_id)
            except InputError:
                continue
            now = asking.now_of(athlete)
            since = now.replace(hour=0, minute=0, second=0, microsecond=0)
            found += [
                one.id for one in reader.sessions(athlete_id, since=since) if one.source == SOURCE
            ]
    return seen_of(asking, found)


@router.get("/sessions/{session_id}", response_model=SessionSeen, response_model_exclude_none=True)
def session(asking: Member, session_id: str) -> Any:
    """A session with the verdict after each rep, and what it was."""
    with asking.reading() as reader:
        return session_seen(asking.words, guarded_session(reader, reader.session(session_id)))


@router.get(
    "/athletes/{athlete_id}/guard",
    response_model=GuardDataDocument,
    response_model_exclude_none=True,
)
def guard(
    asking: Member,
    athlete_id: str,
    distance_m: Metres = None,
    run_in_m: Metres = None,
    method: Annotated[str | None, Query(max_length=60)] = None,
    session_id: str | None = None,
) -> Any:
    """Today's guard as data: for a zone, and for those that he usually times.

    `session_id` names a session that goes on: its own reps are no history.
    """
    with asking.reading() as reader:
        known = athlete_of(reader, athlete_id)
        going_on = None if session_id is None else reader.session(session_id)
    return guard_of(
        known,
        asking.now_of(known.history.athlete),
        _kinds(distance_m, run_in_m, method),
        session=going_on,
        language=asking.words.language,
    )


@router.get(
    "/athletes/{athlete_id}/lane", response_model=LaneSeen, response_model_exclude_none=True
)
def lane(
    asking: Member,
    athlete_id: str,
    distance_m: Metres = None,
    run_in_m: Metres = None,
    method: Annotated[str | None, Query(max_length=60)] = None,
    session_id: str | None = None,
) -> Any:
    """All that a phone keeps of one athlete for a session: guard, bests, today, and an open session."""
    with asking.reading() as reader:
        athlete = reader.athlete(athlete_id)
        now = asking.now_of(athlete)
        found = lane_of(
            reader,
            athlete_id,
            now,
            _kinds(distance_m, run_in_m, method),
            session_id=session_id,
            source=SOURCE,
            language=asking.words.language,
        )
    deciding = found.today.reasons[: found.today.deciding]
    said = [asking.words.sentence(one) for one in deciding]
    return {
        "athlete_id": athlete_id,
        "name": found.known.name,
        "now": now.isoformat(),
        "today": {"verdict": found.today.verdict, "texts": list(dict.fromkeys(said))},
        "guard": found.guard,
        "bests": [
            BestSeen(
                distance_m=one.distance_m,
                run_in_m=one.run_in_m,
                time_s=one.time_s,
                sd_s=one.sd_s,
                stated=one.stated,
                method=one.mark.method,
                wind_m_s=one.mark.wind_m_s,
                day=one.mark.at.date().isoformat(),
            )
            for one in found.bests
        ],
        "open": None if found.open is None else session_seen(asking.words, found.open),
    }


def session_seen(words: Words, found: Guarded) -> dict[str, Any]:
    """A session as a phone takes it: ids beside verdicts, sentences in the reader's language."""
    document = session_document(found.name, found.session, found.guarded)
    for rep, verdict in zip(document["reps"], found.guarded.reps, strict=True):
        _say(words, rep["reasons"], verdict)
    _say(words, document["session"]["reasons"], found.guarded)
    return {"session": plain_of(found.session), "guarded": document}


def seen_of(asking: Asking, session_ids: list[str]) -> list[dict[str, Any]]:
    """Several sessions, as far as they are there and he sees them; each once."""
    seen = []
    with asking.reading() as reader:
        for session_id in dict.fromkeys(session_ids):
            try:
                there: Session = reader.session(session_id)
            except InputError:
                continue
            seen.append(session_seen(asking.words, guarded_session(reader, there)))
    return seen


def _say(words: Words, reasons: list[dict[str, Any]], said: RepVerdict | Any) -> None:
    for document, reason in zip(reasons, said.reasons, strict=True):
        document["text"] = words.sentence(reason)
        if document.get("caveat"):
            document["caveat"] = words.caveat(reason)


def _kinds(
    distance_m: float | None, run_in_m: float | None, method: str | None
) -> tuple[RunKind, ...]:
    if distance_m is None:
        return ()
    # Checked, and brought into the form of a rep's own.
    rep = Rep(_ANY, 1, distance_m, run_in_m=run_in_m, method=method)
    return (RunKind.of(rep),)


_ANY = "00000000-0000-4000-8000-000000000000"
