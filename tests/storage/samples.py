"""One squad with one of everything, and hypothesis strategies for records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, get_args
from uuid import uuid4
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from flyzone.model import (
    Athlete,
    Body,
    CameraPlace,
    CheckIn,
    Clearance,
    Consent,
    Dose,
    Ground,
    Group,
    Jump,
    Lift,
    Pain,
    Place,
    Plan,
    PlannedDay,
    PlannedSession,
    Reason,
    Rep,
    RuleChange,
    Session,
    Stimulus,
    StoredClip,
    WishList,
)
from flyzone.moments import FIRST_YEAR, LAST_YEAR
from flyzone.storage import Imported, Store, StoredResult, Viewer, export_all, import_all

OWNER = Viewer.owner("Nora")
BERLIN = ZoneInfo("Europe/Berlin")
DAY = datetime(2026, 5, 1, 17, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))


def uid() -> str:
    """A new id."""
    return str(uuid4())


def session(athlete_id: str, *times: float, at: datetime = DAY, **words: Any) -> Session:
    """A session of fly 10s."""
    reps = tuple(
        Rep(uid(), number, 10.0, time, 0.004, run_in_m=20.0, method="video")
        for number, time in enumerate(times, start=1)
    )
    return Session(**{"id": uid(), "athlete_id": athlete_id, "started_at": at,
                      "stimulus": "max-velocity", "reps": reps} | words)  # fmt: skip


def take_out(store: Store, path: Path, viewer: Viewer = OWNER) -> int:
    """Everything that a viewer sees, into a file."""
    with store.reading(viewer) as r:
        return export_all(r, path)


def bring_in(store: Store, path: Path, viewer: Viewer = OWNER) -> Imported:
    """Everything in a file, into the store."""
    with store.writing(viewer) as w:
        return import_all(w, path)


@dataclass(frozen=True)
class Squad:
    """Two athletes in two groups, with one record of each kind of the first, some of the second."""

    mia: Athlete
    tom: Athlete
    sprinters: Group
    hurdlers: Group
    records: tuple[Any, ...]

    @property
    def coach(self) -> Viewer:
        """Of the sprinters: he sees Mia and not Tom."""
        return Viewer.coach("Carl", [self.sprinters.id])

    @property
    def herself(self) -> Viewer:
        """Mia."""
        return Viewer.athlete("Mia", self.mia.id)

    def one(self, word: type, athlete: Athlete | None = None) -> Any:
        """The record of a class (and an athlete)."""
        return next(
            one
            for one in self.records
            if type(one) is word
            and (athlete is None or getattr(one, "athlete_id", None) == athlete.id)
        )


def squad() -> Squad:
    """A new one, with new ids."""
    mia = Athlete(
        uid(), "Mia Müller", born=date(2009, 2, 28), sex="female", level="trained",
        body=Body(58.5, 1.7), injuries=("hamstring", "achilles"), lands_well=True,
        time_zone="Europe/Berlin", public=True, mas_m_s=4.2, note="liest gern\n\tund läuft 🏃",
    )  # fmt: skip
    tom = Athlete(uid(), "Tom")
    sprinters, hurdlers = Group(uid(), "Sprinters", (mia.id,)), Group(uid(), "Hurdlers", (tom.id,))
    records: list[Any] = [mia, tom, sprinters, hurdlers]
    for athlete in (mia, tom):
        records += _of(athlete)
    records += [
        RuleChange(uid(), "recovery", "hours", 60.0, "Carl", DAY, group_id=hurdlers.id),
        RuleChange(uid(), "recovery", "hours", 72.0, "Nora", DAY, why="for everybody"),
        Plan(
            uid(), DAY, (_day(mia.id), _day(tom.id)), (Reason("wish-dropped", {"who": tom.name}),)
        ),
        StoredResult(uid(), None, DAY, "comparison", {"bias_s": -0.004}, "0.1.0"),
        StoredClip(uid(), DAY, "hurdles.mp4", 10, "d" * 64, group_id=hurdlers.id, order=(tom.id,)),
        CameraPlace(uid(), "Home straight", DAY, {"zone": [0, 10]}, {"points": [[1.5, 2.0]]}),
        Ground(uid(), "Stadium", {"capacity": 8, "kinds": ["track"]}),
    ]  # fmt: skip
    return Squad(mia, tom, sprinters, hurdlers, tuple(records))


def _of(athlete: Athlete) -> list[Any]:
    mine = athlete.id
    night = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    reps = (
        Rep(uid(), 1, 10.0, 1.05, 0.004, 20.0, None, DAY + timedelta(minutes=1), "video", 0.7, 0.3,
            120.0, 9.0, 0.0, "calf", 0.95, ("low-hips", "overstride"), "fly-10", uid()),
        Rep(uid(), 2, 36.576, None),
    )  # fmt: skip
    return [
        Session(uid(), mine, DAY, "max-velocity", reps, 2400.0, 460.0, 7.0, "guard", "a.csv", "gut"),
        CheckIn(uid(), mine, night, 7.5, 5.0, 2.0, 3.0, 8.0, (Pain("knee", 3.0, "left"),),
                ("fainting",), 48.0, 80.0, 3.0, "müde"),
        Clearance(uid(), mine, DAY, None, "Dr. Wu", "doctor"),
        Jump(uid(), mine, DAY, "drop", 0.31, None, 0.3, 0.18, 0.01, "mat", True),
        Lift(uid(), mine, DAY, "step-up", 60.0, 5, "left"),
        RuleChange(uid(), "recovery", "hours", 48.0, "Carl", DAY, athlete_id=mine),
        Plan(uid(), DAY - timedelta(days=9), (_day(mine),)),
        StoredResult(uid(), mine, DAY, "clip-timing", {"runs": [{"time_s": 1.0526, "n": 3}]},
                     "0.1.0", "pose-1", "a" * 64, "b" * 64, "/clips/a.mp4"),
        StoredClip(uid(), DAY, "fly 10.mov", 8 * 1024**3, "c" * 64, mine, None, uid(),
                   {"zone": [0, 10], "marks": []}, (mine, mine), True, "from the stand"),
        WishList(uid(), mine, DAY, {"days_a_week": [2, 3]}),
        Consent(uid(), mine, DAY, "Vera", "guardian", True, "The Comet", uid()),
    ]  # fmt: skip


def _day(athlete_id: str) -> PlannedDay:
    change = RuleChange(uid(), "recovery", "hours", 60.0, "Carl", DAY)
    reason = Reason(
        "recovery", {"hours": 48, "left": 3.5, "what": "hill"}, 0.9, "Haugen2018", "disputed",
        "recovery", (change,),
    )  # fmt: skip
    dose = Dose("hill-sprint", 2, 4, 40.0, 0.0, 30.0, 7.0, 180.0, 300.0, "none", 1.0)
    planned = PlannedSession(
        uid(), athlete_id, date(2026, 5, 4), "hill", (dose,), time(17, 30), 3600.0, "hill", True,
        (reason,),
    )  # fmt: skip
    return PlannedDay(athlete_id, date(2026, 5, 4), (planned,), (reason,))


_OFFSETS = st.one_of(
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
    st.integers(-3600, 3600).map(lambda seconds: timezone(timedelta(seconds=seconds))),
    st.sampled_from([UTC, BERLIN, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/New_York")]),
)
MOMENTS = st.datetimes(
    datetime(FIRST_YEAR, 1, 1), datetime(LAST_YEAR, 12, 31, 23, 59, 59, 999999), timezones=_OFFSETS
)
"""Any moment of our time, on any clock, the hour of a summer's end that comes twice among them."""

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


def _maybe(low: float, high: float) -> st.SearchStrategy[float | None]:
    return st.none() | st.floats(low, high)


@st.composite
def sessions_of(draw: st.DrawFn, athlete_id: str) -> Session:
    """Any session of an athlete."""
    started = draw(MOMENTS)
    count = draw(st.integers(0, 4))
    numbers = sorted(draw(st.sets(st.integers(1, 1000), min_size=count, max_size=count)))
    reps = []
    for number in numbers:
        distance = draw(st.floats(1.0, 100.0))
        time_s = draw(st.none() | st.floats(distance / 12.5, distance / 0.4))
        reps.append(
            Rep(
                uid(),
                number,
                distance,
                time_s,
                draw(_maybe(0.0, 60.0)),
                draw(_maybe(0.0, 1000.0)),
                draw(_maybe(0.0, 86_400.0)),
                None,
                draw(st.none() | TEXTS),
                draw(_maybe(-40.0, 40.0)),
                pain_place=draw(st.none() | st.sampled_from(get_args(Place))),
                effort=draw(_maybe(0.01, 1.0)),
                form=tuple(draw(st.lists(TEXTS, max_size=2))),
            )
        )
    stimulus = draw(st.sampled_from(get_args(Stimulus)))
    return Session(
        uid(),
        athlete_id,
        started,
        stimulus,
        tuple(reps),
        source=draw(TEXTS),
        note=draw(TEXTS.filter(str.isprintable)),
    )
