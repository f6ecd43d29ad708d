"""A sample squad: twenty virtual athletes with twelve weeks behind them and two weeks planned.

Everybody and everything in it is made up and says so: the records carry the source "virtual", a note on
each athlete, and the app shows a banner on every page.  What they do comes from the virtual athlete, so
that the answers have something true to find: three rest too briefly, one trains too often, one has a
pain that nobody cleared, one comes back from an injury.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np

from flyzone.errors import InputError
from flyzone.files import written_whole
from flyzone.model import (
    Account,
    Athlete,
    Body,
    CheckIn,
    Clearance,
    Ground,
    Group,
    History,
    Jump,
    Pain,
    Splits,
    StoredClip,
    WishList,
)
from flyzone.model.account import AccountRole
from flyzone.model.athlete import Level, Sex
from flyzone.storage import ClipFiles, Job, Store, StoredResult, Viewer
from flyzone.storage.kinds import Record
from flyzone.virtual import Camera, Encoding, Runner, Scenario, render
from flyzone.virtual.athlete import Cause, VirtualAthlete, draw_athlete, draw_programme
from flyzone.virtual.training_history import train
from flyzone.wire.profile import profile_document
from flyzone.wire.wishes import WishesDocument
from flyzone.workflows.accounts import hash_of
from flyzone.workflows.fit_sprint import ProfileOptions
from flyzone.workflows.plan_season import keep_plan, plan_season, read_season
from flyzone.workflows.profile_sprint import profile_sprint
from flyzone.workflows.work import TIMING, still_job

SEED = 2026
WEEKS = 12
MARKER = "demo.json"
SYNTHETIC = "Virtual athlete: a person who does not exist."
_GATES_SD_S = 0.01
_TRAINS_AT = 17


@dataclass(frozen=True, slots=True)
class Virtual:
    """Who one of them is.

    Attributes
    ----------
    name : str
    years : int
    sex : Sex
    level : Level
    group : {"Juniors", "Seniors"}
    cause : Cause
        What is planted in his training.
    story : {"", "pain", "returning"}
    """

    name: str
    years: int
    sex: Sex
    level: Level
    group: str
    cause: Cause = "none"
    story: str = ""


SQUAD: tuple[Virtual, ...] = (
    Virtual("Ada Quick", 14, "female", "beginner", "Juniors"),
    Virtual("Ben Swift", 14, "male", "beginner", "Juniors", "rest_too_short"),
    Virtual("Cleo Dash", 15, "female", "trained", "Juniors"),
    Virtual("Dan Fleet", 15, "male", "beginner", "Juniors"),
    Virtual("Edda Bolt", 16, "female", "trained", "Juniors", "rest_too_short"),
    Virtual("Finn Rush", 16, "male", "trained", "Juniors"),
    Virtual("Gia Hare", 16, "female", "trained", "Juniors", story="pain"),
    Virtual("Hal Racer", 17, "male", "trained", "Juniors"),
    Virtual("Ida Breeze", 17, "female", "advanced", "Juniors"),
    Virtual("Jon Pace", 17, "male", "trained", "Juniors", "not_maximal"),
    Virtual("Kim Arrow", 18, "female", "trained", "Seniors"),
    Virtual("Leo Sprint", 19, "male", "advanced", "Seniors"),
    Virtual("Mina Comet", 20, "female", "advanced", "Seniors", "recovery_too_short"),
    Virtual("Nils Gust", 21, "male", "trained", "Seniors"),
    Virtual("Olga Stride", 22, "female", "advanced", "Seniors"),
    Virtual("Paul Zoom", 23, "male", "advanced", "Seniors", story="returning"),
    Virtual("Rita Flash", 25, "female", "advanced", "Seniors"),
    Virtual("Sam Velo", 28, "male", "trained", "Seniors", "rest_too_short"),
    Virtual("Tess Wind", 36, "female", "trained", "Seniors"),
    Virtual("Uwe Storm", 47, "male", "trained", "Seniors"),
)
_MINE = "Cleo Dash"
"""Who has a login of her own, and a guardian."""


@dataclass(frozen=True, slots=True)
class Key:
    """How somebody of the demo logs in.

    Attributes
    ----------
    role : AccountRole
    name, password : str
    """

    role: AccountRole
    name: str
    password: str


def is_demo(folder: Path) -> bool:
    """Whether the files belong to a store in which everybody is made up."""
    return (folder / MARKER).is_file()


def demo_squad(store: Store, folder: Path, now: datetime, *, seed: int = SEED) -> None:
    """Fills an empty store.

    Parameters
    ----------
    store : Store
    folder : Path
        Of the files; marked, so that the app says what it shows.
    now : datetime
        With its offset; the history ends here.
    seed : int
        The same seed and moment give the same squad.

    Raises
    ------
    InputError
        If something is in the store already.
    """
    with store.reading(_OWNER) as reader, store.accounts() as accounts:
        if accounts.any() or any(reader.counts().values()):
            raise InputError(
                f"{store.place} holds people already, and the demo needs a store of its own. Leave out "
                "--database, or name a file that is not there yet.",
                code="demo-not-empty",
            )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with written_whole(folder / MARKER, what="mark of a demo") as temporary:
        # First: never is there a made-up squad without the banner.
        temporary.write_text(json.dumps({"demo": True, "seed": seed}))
    rng = np.random.default_rng(seed)
    histories = [_history(one, rng, now) for one in SQUAD]
    ids = _Ids(rng)
    with store.writing(_OWNER) as writer:
        for one, (history, who) in zip(SQUAD, histories, strict=True):
            writer.save_many(_records(one, history, who, rng, ids, now))
        by_group: dict[str, list[str]] = {}
        for one, (history, _) in zip(SQUAD, histories, strict=True):
            by_group.setdefault(one.group, []).append(history.athlete.id)
        groups = [Group(next(ids), name, tuple(members)) for name, members in by_group.items()]
        writer.save_many(groups)
        writer.save(Ground(next(ids), "Stadium", dict(_STADIUM)))
    wishes = _wishes(now)
    with store.reading(_OWNER) as reader:
        seasons = [read_season(reader, document) for document in wishes]
    plans = [plan_season(season, made_at=now) for season in seasons]
    with store.writing(_OWNER) as writer:
        for plan in plans:
            keep_plan(writer, replace(plan, id=next(ids)))
    people = {history.athlete.name: history.athlete for history, _ in histories}
    _film(store, folder, people, groups, rng, now)
    mine = people[_MINE]
    with store.accounts(change=True) as accounts:
        for account in (
            Account(next(ids), "Demo owner", "owner", now),
            Account(next(ids), "Demo coach", "coach", now, group_ids=tuple(g.id for g in groups)),
            Account(next(ids), "Demo athlete", "athlete", now, athlete_id=mine.id),
            Account(next(ids), "Demo guardian", "guardian", now, ward_ids=(mine.id,)),
            Account(next(ids), "Demo board", "board", now),
        ):
            accounts.add(account, None)


def new_keys(store: Store) -> tuple[Key, ...]:
    """Gives the accounts of a demo new random passwords: there is none that anybody could know."""
    keys = []
    with store.accounts() as accounts:
        people = accounts.all()
    for one in people:
        password = "-".join(secrets.choice(_WORDS.split()) for _ in range(5))
        hashed = hash_of(password, one.name)
        with store.accounts(change=True) as accounts:
            accounts.set_password(one.id, hashed)
        keys.append(Key(one.role, one.name, password))
    order = ("owner", "coach", "athlete", "guardian", "board")
    return tuple(sorted(keys, key=lambda one: order.index(one.role)))


_OWNER = Viewer.owner("Demo")
_WORDS = (
    "amber anchor apple arrow autumn basil beacon birch bison brook cedar chalk cliff clover cobalt copper "
    "coral crane daisy delta ember falcon fern field finch flint forest garnet ginger glade grove harbor "
    "hazel heron honey indigo island ivory jade jasper juniper kelp kestrel lagoon larch lemon lilac linen "
    "lotus maple marble meadow mint mosaic nectar nickel oasis olive onyx opal orchid otter pebble pepper "
    "pine plum pollen poppy prairie quartz quill raven reed ripple river robin saffron sage sable salmon "
    "shore silver slate sparrow spruce summit sunset swan tamarin thistle thyme timber topaz tulip tundra "
    "umber valley velvet violet walnut willow winter wren yarrow zephyr zinc acorn badger canyon dune eagle"
)
_STADIUM: dict[str, Any] = {
    "capacity": 30,
    "kinds": ["track", "gym"],
    "straight_m": 120.0,
    "equipment": ["anchor", "blocks", "box", "sled", "weights", "wickets"],
}


def _history(
    one: Virtual, rng: np.random.Generator, now: datetime
) -> tuple[History, VirtualAthlete]:
    drawn = draw_athlete(rng, one.cause)
    # A speed that goes with age and sex; the rest of him stays as he was drawn.
    top = (8.0 if one.sex == "female" else 8.7) + 0.14 * min(one.years - 14, 6)
    top += {"beginner": -0.4, "trained": 0.0, "advanced": 0.5}[one.level]
    top -= 0.04 * max(one.years - 30, 0)
    who = replace(drawn, name=one.name, mss_m_s=top, mac_m_s2=top / 1.2)
    start = (now - timedelta(weeks=WEEKS)).replace(
        hour=_TRAINS_AT, minute=0, second=0, microsecond=0
    )
    programme = draw_programme(rng, one.cause, weeks=float(WEEKS))
    history = train(who, programme, rng, start).history
    athlete = replace(
        history.athlete,
        born=now.date().replace(year=now.year - one.years, month=1, day=1),
        sex=one.sex,
        level=one.level,
        body=Body(
            round(48 + 1.1 * (one.years - 14) ** 0.5 * 6, 1), 1.66 if one.sex == "female" else 1.78
        ),
        injuries=("hamstring",) if one.story == "returning" else (),
        lands_well=True if one.level == "advanced" else None,
        time_zone=None,
        mas_m_s=round(float(rng.uniform(3.9, 4.9)), 2),
        note=SYNTHETIC,
    )
    done = tuple(s for s in history.sessions if s.started_at + timedelta(hours=2) < now)
    said = tuple(c for c in history.checkins if c.at < now)
    if one.story == "returning":
        # A hamstring three weeks ago; since then nothing fast.
        done = tuple(s for s in done if s.started_at < now - timedelta(days=21))
    return replace(history, athlete=athlete, sessions=done, checkins=said), who


def _records(
    one: Virtual,
    history: History,
    who: VirtualAthlete,
    rng: np.random.Generator,
    ids: Iterator[str],
    now: datetime,
) -> Iterator[Record]:
    athlete = history.athlete
    yield athlete
    yield from history.sessions
    yield from history.checkins
    yield from _jumps(one, athlete, rng, ids, now)
    yield from _profiles(one, athlete, who, rng, ids, now)
    yield from _story(one, athlete, ids, now)
    yield WishList(next(ids), athlete.id, now, _wish(one))


def _jumps(
    one: Virtual, athlete: Athlete, rng: np.random.Generator, ids: Iterator[str], now: datetime
) -> Iterator[Jump]:
    usual = 0.30 if one.sex == "female" else 0.37
    for week in range(WEEKS - 1, -1, -2):
        for number in range(3):
            at = now - timedelta(days=7 * week + 1, minutes=60 - 2 * number)
            height = usual * (1.0 + 0.002 * (WEEKS - week)) + 0.012 * float(rng.standard_normal())
            yield Jump(
                next(ids), athlete.id, at, "countermovement", height_m=round(height, 3), sd=0.008,
                method="virtual mat", readiness=True,
            )  # fmt: skip


def _profiles(
    one: Virtual,
    athlete: Athlete,
    who: VirtualAthlete,
    rng: np.random.Generator,
    ids: Iterator[str],
    now: datetime,
) -> Iterator[StoredResult]:
    """Sprints over gates, ten and one week ago: the second with what he has gained since."""
    places = (5.0, 10.0, 20.0, 30.0, 40.0)
    for weeks, faster in ((10, 1.0), (1, 1.01)):
        runner = replace(who, mss_m_s=who.mss_m_s * faster)
        times = [
            runner.run_time(place) + _GATES_SD_S * float(rng.standard_normal()) for place in places
        ]
        body = athlete.body
        options = ProfileOptions(
            mass_kg=None if body is None else body.mass_kg,
            height_m=None if body is None else body.height_m,
            mas_m_s=athlete.mas_m_s,
        )
        profile = profile_sprint(Splits.of(places, times, sd=_GATES_SD_S), options)
        yield StoredResult(
            next(ids), athlete.id, now - timedelta(weeks=weeks), "profile",
            profile_document(profile), "demo",
        )  # fmt: skip


def _story(one: Virtual, athlete: Athlete, ids: Iterator[str], now: datetime) -> Iterator[Record]:
    if one.story == "pain":
        yield CheckIn(
            next(ids), athlete.id, now - timedelta(hours=26), sleep_h=7.5, soreness=5.0, ready=4.0,
            pains=(Pain("hamstring", 5.0, "left"),),
        )  # fmt: skip
    if one.story == "returning":
        yield CheckIn(
            next(ids), athlete.id, now - timedelta(days=21), sleep_h=8.0,
            pains=(Pain("hamstring", 6.0, "right"),),
        )  # fmt: skip
        yield Clearance(
            next(ids), athlete.id, now - timedelta(days=7), "hamstring", "Virtual physiotherapist",
            "physiotherapist",
        )  # fmt: skip


def _wish(one: Virtual) -> dict[str, Any]:
    wish: dict[str, Any] = {"days_a_week": [2, 4], "target": "100-m"}
    if one.story == "returning":
        wish["returning"] = {"place": "hamstring", "step": 2}
    return wish


def _wishes(now: datetime) -> Iterator[WishesDocument]:
    """Two weeks from this Monday for those who may train; each group's plan is one plan."""
    monday = now.date() - timedelta(days=now.weekday())
    for group in dict.fromkeys(one.group for one in SQUAD):
        athletes = [
            {"athlete": one.name, **_wish(one)}
            for one in SQUAD
            if one.group == group and one.story != "pain"
        ]
        yield WishesDocument.model_validate(
            {
                "first_day": monday,
                "weeks": 2,
                "athletes": athletes,
                "facilities": [{"name": "Stadium", **_STADIUM}],
            }
        )


_FILMS: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = (
    ("Virtual fly 10 of one", ((_MINE, 8.3),)),
    ("Virtual fly 10 of two", (("Leo Sprint", 9.5), ("Nils Gust", 9.1))),
)
"""What clips show: who runs in which order, and how fast, m/s."""


def _film(
    store: Store,
    folder: Path,
    people: dict[str, Athlete],
    groups: list[Group],
    rng: np.random.Generator,
    now: datetime,
) -> None:
    """Two drawn clips with their marks; the app's workers time them like any other."""
    files, ids = ClipFiles(folder), _Ids(rng)
    for name, runners in _FILMS:
        clip_id = next(ids)
        scenario = Scenario(
            runners=tuple(
                Runner(speed_m_s=speed, lateral_m=0.04 * (-1) ** place, entry_delay_s=1.9 * place)
                for place, (_, speed) in enumerate(runners)
            ),
            camera=Camera(distance_m=15.0, height_m=1.6, yaw_deg=6.0, exposure_s=0.002),
            encoding=Encoding(fps=60.0, jitter=0.03, lead_in_s=0.4, lead_out_s=0.4),
            cone_sd_m=0.01,
            tap_sd_px=0.8,
            seed=int(rng.integers(2**31)),
        )
        with tempfile.TemporaryDirectory() as place_:
            made = render(scenario, place_)
            setup = json.loads(Path(made.setup).read_text(encoding="utf-8"))
            content = Path(made.clip).read_bytes()
        with files.writing(clip_id, "original") as temporary:
            temporary.write_bytes(content)
        alone = len(runners) == 1
        order = tuple(people[who].id for who, _ in runners)
        group_id = next(one.id for one in groups if order[0] in one.athlete_ids)
        at = now - timedelta(hours=1)
        clip = StoredClip(
            clip_id, at, name, len(content), hashlib.sha256(content).hexdigest(),
            athlete_id=order[0] if alone else None, group_id=None if alone else group_id,
            setup=setup, order=() if alone else order, keep=True, note="Synthetic: drawn, not filmed.",
        )  # fmt: skip
        task = {"clip_id": clip_id, "at": at.isoformat(), "setup": setup}
        with store.queueing(_OWNER) as (writer, queue):
            writer.save(clip)
            queue.put(still_job(clip_id, clip.athlete_id, clip.group_id), now)
            queue.put(Job(next(ids), TIMING, task, clip.athlete_id, clip.group_id, clip_id), now)


class _Ids:
    """UUIDs that follow from the state of a generator."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng

    def __next__(self) -> str:
        return str(UUID(bytes=self._rng.bytes(16), version=4))

    def __iter__(self) -> Iterator[str]:
        return self
