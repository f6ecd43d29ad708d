"""A clip's result: times with their errors and where these come from, pictures, and whose each run is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from flyzone.model import Athlete, Notice, NotMeasured, Session, StoredClip
from flyzone.storage import Reader
from flyzone.web import urls
from flyzone.web.asking import Asking, Member
from flyzone.web.clip_jobs import draw_once, names_in_order, states_of
from flyzone.web.pages.clips import deleted_on, media, names_of, whose_is
from flyzone.web.path_chart import path_chart
from flyzone.web.render import show
from flyzone.web.words import Words
from flyzone.workflows.clip_runs import (
    ChangedRun,
    changed_runs,
    sent_reps,
    whose_runs,
)
from flyzone.workflows.clip_state import ClipState, times_of

router = APIRouter()

_SAME_TIME_S = 5e-6


@dataclass(frozen=True, slots=True)
class SplitLine:
    """One split with its mean speed."""

    from_m: float
    to_m: float
    time_s: float
    time_sd_s: float
    speed_m_s: float


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One source of error: its name, its share of the variance, its own error in words."""

    name: str
    share: float
    error: str


@dataclass(frozen=True, slots=True)
class RunCard:
    """One run.

    Attributes
    ----------
    number : int
        From 1.
    name : str
        Of the athlete; empty where nobody is named.
    athlete_id : str or None
    time_s, time_sd_s, speed_m_s, speed_sd_m_s : float
    splits : tuple of SplitLine
    budget : tuple of BudgetLine
    chart : Markup
    change : str
        How its time changed with the marks; empty where it did not.
    may : tuple of str
        Words about the order that fit this run.
    sent : tuple or None
        Day and number of the rep that it became.
    targets : tuple
        Sessions and reps that it can be sent to, with their texts.
    target : str
        The one that is chosen beforehand.
    """

    number: int
    name: str
    athlete_id: str | None
    time_s: float
    time_sd_s: float
    speed_m_s: float
    speed_sd_m_s: float
    splits: tuple[SplitLine, ...]
    budget: tuple[BudgetLine, ...]
    chart: Markup
    change: str
    may: tuple[str, ...]
    sent: tuple[date, int] | None
    targets: tuple[tuple[str, str], ...]
    target: str


@dataclass(frozen=True, slots=True)
class ClipPage:
    """What `clip_result.html` needs.

    Attributes
    ----------
    clip_id, name, whose, state, poll, about : str
    at : datetime
    busy : bool
    progress : float
    failed, trouble : str or None
    result : bool
        Whether there are times.
    runs : tuple of RunCard
    zone_m : float, m
        Its length.
    people : tuple
        Ids and names of those who may have run; empty where only one may.
    undo : str or None
        The order before the last change.
    warnings : tuple of Notice
    not_measured : tuple of NotMeasured
    earlier : tuple of str
    overlay, photo_finish, shared, shared_finish, original : str or None
        Addresses.
    overlay_state, share_state : str or None
    keep : bool
    deleted_on : date
    """

    clip_id: str
    name: str
    whose: str
    state: str
    poll: str
    about: str
    at: datetime
    busy: bool
    progress: float
    failed: str | None
    trouble: str | None
    result: bool
    runs: tuple[RunCard, ...]
    zone_m: float
    people: tuple[tuple[str, str], ...]
    undo: str | None
    warnings: tuple[Notice, ...]
    not_measured: tuple[NotMeasured, ...]
    earlier: tuple[str, ...]
    overlay: str | None
    overlay_state: str | None
    photo_finish: str | None
    shared: str | None
    shared_finish: str | None
    share_state: str | None
    original: str | None
    keep: bool
    deleted_on: date


@router.get(urls.CLIP)
def clip(asking: Member, clip_id: str, was: str | None = None) -> Response:
    """The page."""
    return clip_page(asking, clip_id, undo=was)


def on_his_clock(asking: Asking, athlete: Athlete, moment: datetime) -> datetime:
    """A moment on the clock of where an athlete lives."""
    return moment.astimezone(asking.now_of(athlete).tzinfo)


def clip_page(
    asking: Asking, clip_id: str, *, trouble: str | None = None, undo: str | None = None
) -> Response:
    """The page as it is now, with what could not be done and what can be taken back."""
    words = asking.words
    with asking.reading() as reader:
        clip = reader.get(StoredClip, clip_id)
    state = states_of(asking, [clip_id])[clip_id]
    if state.timing is not None and state.overlay is None and state.state == "done":
        with asking.reading() as reader:
            # The order of a squad may still change, and pictures are not drawn anew for it.
            whose = whose_runs(clip, len(times_of(state.timing))) if clip.athlete_id else ()
            called = names_in_order(reader, whose)
        draw_once(asking, clip, state.timing, called)
        state = states_of(asking, [clip_id])[clip_id]
    with asking.reading() as reader:
        names = names_of(reader, (clip,))
        people = _people(reader, clip)
        timing = state.timing
        runs = () if timing is None else _runs(asking, reader, clip, state, names, people)
    document: Mapping[str, Any] = {} if timing is None else timing.outcome["timing"]
    zone = document.get("zone_m", (0.0, 0.0))
    overlay, shared = state.overlay, state.shared
    shown_overlay = overlay is not None and overlay.state == "done"
    shown_copy = shared is not None and shared.state == "done"
    page = ClipPage(
        clip_id=clip.id,
        name=clip.name,
        whose=whose_is(asking, clip, names),
        state=state.state,
        poll=f"{urls.API}{urls.url(urls.CLIP, clip_id=clip.id)}",
        about=_about(words, clip, state),
        at=clip.at.astimezone(asking.now.tzinfo),
        busy=state.busy,
        progress=state.progress or 0.0,
        failed=state.trouble,
        trouble=trouble,
        result=timing is not None,
        runs=runs,
        zone_m=abs(zone[1] - zone[0]),
        people=people,
        undo=_undo(undo),
        warnings=tuple(Notice(**one) for one in document.get("warnings", ())),
        not_measured=tuple(NotMeasured(**one) for one in document.get("not_measured", ())),
        earlier=_earlier(words, state),
        overlay=media(clip.id, "overlay", overlay.made_at) if overlay and shown_overlay else None,
        overlay_state=_said(words, "overlay", overlay),
        photo_finish=None if timing is None else media(clip.id, "photo-finish", timing.made_at),
        shared=media(clip.id, "shared") if shown_copy else None,
        shared_finish=media(clip.id, "shared-finish") if shown_copy else None,
        share_state=_said(words, "share", shared),
        original=media(clip.id, "original"),
        keep=clip.keep,
        deleted_on=deleted_on(asking, clip),
    )
    status = 200 if trouble is None else 422
    return show(asking, "clip_result.html", page, title=clip.name, here="clips", status=status)


def _people(reader: Reader, clip: StoredClip) -> tuple[tuple[str, str], ...]:
    """Who may have run in a squad's clip; nobody to choose from where it is one athlete's."""
    if clip.group_id is None:
        return ()
    return tuple((one.id, one.name) for one in reader.athletes(clip.group_id))


def _runs(
    asking: Asking,
    reader: Reader,
    clip: StoredClip,
    state: ClipState,
    names: Mapping[str, str],
    people: tuple[tuple[str, str], ...],
) -> tuple[RunCard, ...]:
    assert state.timing is not None
    words, document = asking.words, state.timing.outcome["timing"]
    runs = document["runs"]
    whose = whose_runs(clip, len(runs))
    sent = sent_reps(reader, clip, len(runs))
    changes: dict[int, ChangedRun] = {}
    if len(state.timings) > 1:
        before = state.timings[1].outcome["timing"]
        changes = {one.number: one for one in changed_runs(before, document)}
    known = dict(people) | dict(names)
    made = []
    for i, run in enumerate(runs):
        athlete_id = whose[i]
        targets: tuple[tuple[str, str], ...] = ()
        target = "new"
        if athlete_id is not None:
            targets, target = _targets(asking, reader, clip, athlete_id, sent.get(i))
        made.append(
            RunCard(
                number=i + 1,
                name=known.get(athlete_id or "", ""),
                athlete_id=athlete_id,
                time_s=run["time_s"],
                time_sd_s=run["time_sd_s"],
                speed_m_s=run["speed_m_s"],
                speed_sd_m_s=run["speed_sd_m_s"],
                splits=tuple(
                    SplitLine(**one, speed_m_s=abs(one["to_m"] - one["from_m"]) / one["time_s"])
                    for one in run["splits"]
                ),
                budget=_budget(words, run),
                chart=path_chart(words, run, document["zone_m"]),
                change=_change(words, changes.get(i + 1)),
                may=_may(clip, i),
                sent=None if i not in sent else (sent[i][0].started_at.date(), sent[i][1].number),
                targets=targets,
                target=target,
            )
        )
    return tuple(made)


def _may(clip: StoredClip, index: int) -> tuple[str, ...]:
    """Which words about the order make sense at a run."""
    order = clip.order
    may = []
    if index < len(order):
        may.append("skip")
    if index + 1 < len(order):
        may.append("swap")
    if 0 < index <= len(order):
        may.append("repeat")
    return tuple(may)


def _budget(words: Words, run: Mapping[str, Any]) -> tuple[BudgetLine, ...]:
    whole = sum(one["sd_s"] ** 2 for one in run["error_budget"]) or 1.0
    return tuple(
        BudgetLine(
            words(f"clip.source-{one['source']}"),
            one["sd_s"] ** 2 / whole,
            # The small ones to a tenth: they are there, and not nothing.
            f"±\u202f{words.number(1000.0 * one['sd_s'], 1)}\u202fms",
        )
        for one in run["error_budget"]
    )


def _targets(
    asking: Asking,
    reader: Reader,
    clip: StoredClip,
    athlete_id: str,
    sent: tuple[Session, Any] | None,
) -> tuple[tuple[tuple[str, str], ...], str]:
    """Sessions of the clip's day with their reps, and a new one."""
    words = asking.words
    athlete = reader.athlete(athlete_id)
    at = on_his_clock(asking, athlete, clip.at)
    morning = at.replace(hour=0, minute=0, second=0, microsecond=0)
    sessions = [
        one
        for one in reader.sessions(athlete_id, since=morning)
        if one.started_at.date() == at.date()
    ]
    options: list[tuple[str, str]] = []
    for session in sessions:
        moment = words.moment(session.started_at)
        options.append((session.id, words("clip.send-rep", moment=moment)))
        for rep in session.reps:
            if rep.clip_id is not None or rep.time_s is None:
                continue
            said = words(
                "clip.send-replace", moment=moment, rep=rep.number, time=words.seconds(rep.time_s)
            )
            options.append((f"{session.id}:{rep.id}", said))
    options.append(("new", words("clip.send-new", day=words.day(at.date()))))
    wanted = sent[0].id if sent is not None else clip.session_id
    chosen = next((key for key, _ in options if key == wanted), options[0][0])
    return tuple(options), chosen


def _change(words: Words, change: ChangedRun | None) -> str:
    if change is None:
        return ""
    if change.before_s is None or change.before_sd_s is None:
        return words("clip.changed-new")
    difference = change.now_s - change.before_s
    if abs(difference) < _SAME_TIME_S:
        return ""
    key = "clip.changed-slower" if difference > 0 else "clip.changed-faster"
    return words(
        "clip.changed",
        before=words.seconds(change.before_s, 3),
        error=words.error(change.before_sd_s),
        change=words(key, difference=f"{words.number(1000 * abs(difference), 1)}\u202fms"),
    )


def _undo(given: str | None) -> str | None:
    """The order to go back to, if it is one: ids with points between; a point alone is none."""
    if given is None:
        return None
    ids = [one for one in given.split(".") if one]
    try:
        return ".".join(str(UUID(one)) for one in ids[:200])
    except ValueError:
        return None


def _earlier(words: Words, state: ClipState) -> tuple[str, ...]:
    return tuple(
        words(
            "clip.earlier-one",
            moment=words.moment(one.made_at),
            times=", ".join(
                f"{words.seconds(run['time_s'], 3)} {words.error(run['time_sd_s'])}"
                for run in times_of(one)
            )
            or "–",
        )
        for one in state.timings[1:6]
    )


def _said(words: Words, what: str, work: Any) -> str | None:
    if work is None or work.state == "done":
        return None
    if work.busy:
        return words(f"clip.{what}-waiting")
    return words(f"clip.{what}-failed", why=work.trouble or "")


def _about(words: Words, clip: StoredClip, state: ClipState) -> str:
    size = words.number(clip.size_bytes / 1e6, 1)
    still = state.still
    if still is None or still.state != "done" or "fps" not in still.outcome:
        return words("clip.about-size", size=size)
    seconds = still.outcome.get("duration_s", 0.0)
    return words(
        "clip.about",
        width=still.outcome["width"],
        height=still.outcome["height"],
        fps=words.number(still.outcome["fps"], 1),
        duration=words.seconds(seconds, 1),
        size=size,
    )
