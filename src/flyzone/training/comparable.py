"""Times made comparable: each maximal sprint as a fly 10 without wind, with what is not known of it.

A fly 20 is twice a fly 10 only at constant speed, a tailwind is no progress, and a new pair of gates
is no new athlete.  So each time becomes the logarithm of a time over 10 m:

* a known run-in: through the athlete's speed curve (`flyzone.science.flying`), as a fly 10 from the
  run-in that he mostly uses; an unknown one: by the mean speed in the zone;
* a measured wind: taken out, by the share of his effort that goes into the air;
* a zone or a method that differs from the usual one may keep an offset that no formula knows.  It is
  left in, and the columns ``kind`` and ``method`` tell for whom: a judge estimates it.

Logarithms, because everything that slows a sprint is a share of its time: a difference of 0.01 is one
per cent.

What was not run at full effort, hurt, was not timed or is no flying sprint is left out, and listed.
Starts from standing are a series of their own, of the one distance that he mostly runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from flyzone.errors import FitError, InputError
from flyzone.model import Measurement, Rep, Session, Stimulus
from flyzone.model.arrays import Floats, HoldsArrays
from flyzone.science.flying import fly_time, top_speed_of_fly
from flyzone.training.catalogue import CATALOGUE

Ints = NDArray[np.int64]
Series = Literal["fly", "start"]
_T = TypeVar("_T")

STANDARD_M = 10.0
"""Length of the zone to which every flying time is brought."""
SHORTEST_RUN_IN_M = 10.0
"""Below it a sprinter still gains so much speed that no time of his is one at full speed."""
LONGEST_ZONE_M = 60.0
"""Beyond it a maximal sprint is one of endurance."""
TYPICAL_TAU_S = 1.2
"""MSS / MAC where his own is not known; sprinters lie between 0.9 and 1.4 s."""

WIND_SHARE, WIND_SHARE_SD = 0.035, 0.010
"""Share of a sprinter's effort at top speed that goes into the air, and how well that is known.

0.030 by the formula for a whole 100 m ([Mureika2000]_, constants from memory, unverified), about
0.040 by the drag of a standing body of 75 kg and 1.80 m at a time constant of 1.2 s.
"""
GAUGE_SD_M_S = 0.5
"""How well one gauge tells the wind that the runner met, where nobody says; a guess, unverified."""

TIMING_SD_S: Mapping[str, float] = MappingProxyType(
    {
        "hand": 0.05,
        "manual": 0.05,
        "stopwatch": 0.05,
        "freelap": 0.02,
        "single-beam": 0.02,
        "app": 0.012,
        "video": 0.010,
        "gates": 0.005,
    }
)
"""Timing errors (s) taken where none is stated, by a word in the name of the method.

Video: about the 7 to 15 ms of [RomeroFranco2017]_.  The others are from memory, unverified; Freelap's
maker claims 20 ms."""
OTHER_TIMING_SD_S = 0.008
GPS_WORDS, GPS_SD = ("gps", "gnss"), 0.02
"""Of a speed by satellite, as a share: 1 to 3 % (from memory, unverified)."""

_NO_FLY: frozenset[Stimulus] = frozenset(
    {"resisted", "assisted", "hill", "plyometrics", "heavy-lift", "race", "match", "tempo",
     "sprint-endurance", "speed-endurance", "interval-run", "long-run", "easy-run", "skills"}
)  # fmt: skip
"""Stimuli whose timed runs are no flying sprints on the flat."""

WhyLeftOut = Literal[
    "not-timed", "sub-maximal", "painful", "other-training", "standing-start", "flying-start",
    "zone-too-long", "other-distance",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Zone:
    """What was timed: how long it is, and how far he ran before it (``None``: not known), m."""

    length: float
    run_in: float | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rep that cannot be compared: place of its session, its number, and why."""

    session: int
    number: int
    why: WhyLeftOut


@dataclass(frozen=True, slots=True, eq=False)
class ComparableTimes(HoldsArrays):
    """Comparable times, n of them, in the order in which they were run.

    Attributes
    ----------
    series : {"fly", "start"}
    zone : Zone or None
        What all times are brought to; ``None`` where there are none.
    session : ndarray of int, shape (n,)
        Place in the sessions that were given.
    at : ndarray, shape (n,), s
        POSIX time at which the session began.
    number : ndarray of int, shape (n,)
        Of the rep within its session.
    y : ndarray, shape (n,), log s
        Of the time through ``zone`` without wind.
    sd : ndarray, shape (n,), log s
        Error of timing and of the wind gauge; typical of the method where none is stated.
    stated : ndarray of bool, shape (n,)
        Whether the error of timing was stated.
    wind_taken_out : ndarray, shape (n,), log s
        What the wind correction added; NaN where nobody measured the wind.  Its own error, of
        `WIND_SHARE_SD` in `WIND_SHARE`, is shared by all and not in ``sd``.
    kind, method : ndarray of int, shape (n,)
        Places in ``kinds`` and ``methods``.
    kinds : tuple of Zone
        The most frequent first.
    methods : tuple of str
        The most frequent first; an empty name where none was recorded.
    rest_s : ndarray, shape (n,), s
        Before the rep; NaN where it is not known.
    left_out : tuple of LeftOut
    """

    series: Series
    zone: Zone | None
    session: Ints
    at: Floats
    number: Ints
    y: Floats
    sd: Floats
    stated: NDArray[np.bool_]
    wind_taken_out: Floats
    kind: Ints
    method: Ints
    kinds: tuple[Zone, ...]
    methods: tuple[str, ...]
    rest_s: Floats
    left_out: tuple[LeftOut, ...]

    def __post_init__(self) -> None:
        for name in ("session", "at", "number", "y", "sd", "stated", "wind_taken_out", "kind",
                     "method", "rest_s"):  # fmt: skip
            getattr(self, name).setflags(write=False)

    def __len__(self) -> int:
        return len(self.y)


def comparable_times(
    sessions: Sequence[Session],
    *,
    mac: float | None = None,
    series: Series = "fly",
    biases: Mapping[str, Measurement] = MappingProxyType({}),
) -> ComparableTimes:
    """The maximal sprints of some sessions as times over one zone without wind.

    Parameters
    ----------
    sessions : sequence of Session
        Of one athlete, by time.
    mac : float or None, m/s²
        His initial acceleration; ``None``: a typical time constant of the speed curve.
    series : {"fly", "start"}
        Flying sprints, or starts from standing.
    biases : mapping of str to Measurement, s
        By how much a method's times are too long, as `flyzone compare` finds it; taken out.

    Returns
    -------
    ComparableTimes
        Empty where no rep can be compared.

    Raises
    ------
    InputError
        If a bias is as large as a time.

    Notes
    -----
    Conversion between zones supposes the speed curve without slowing; what it misses remains as the
    offset of a kind.
    """
    rows: list[tuple[int, Session, Rep]] = []
    left_out: list[LeftOut] = []
    for place, session in enumerate(sessions):
        for rep in session.reps:
            why = why_left_out(session, rep, series)
            if why is None:
                rows.append((place, session, rep))
            else:
                left_out.append(LeftOut(place, rep.number, why))
    if series == "start" and rows:
        distance = Counter(rep.distance_m for *_, rep in rows).most_common(1)[0][0]
        others = [row for row in rows if row[2].distance_m != distance]
        left_out += [LeftOut(place, rep.number, "other-distance") for place, _, rep in others]
        rows = [row for row in rows if row[2].distance_m == distance]

    reps = [rep for *_, rep in rows]
    kinds, kind = _numbered([Zone(rep.distance_m, rep.run_in_m) for rep in reps])
    names = [(rep.method or "").strip().lower() for rep in reps]
    methods, method = _numbered(names)
    length = _column([rep.distance_m for rep in reps])
    bias = np.array([biases[name].value if name in biases else 0.0 for name in methods])
    time = _column([rep.time_s for rep in reps]) - bias[method]
    if np.any(time <= 0.0):
        raise InputError(
            f"A bias is a small part of a time, got {float(bias.max()):g} s, which leaves nothing of "
            "some. Check its unit.",
            code="method-bias",
        )
    stated = np.array([rep.time_sd_s is not None for rep in reps], dtype=bool)
    own = _column([rep.time_sd_s for rep in reps])
    typical = [typical_timing_sd(name, t) for name, t in zip(names, time.tolist(), strict=True)]
    sd = np.where(stated, own, typical) / time

    if series == "start":
        zone = Zone(float(length[0]), 0.0) if rows else None
        y = np.log(time)
        taken_out = np.full(len(rows), np.nan)
    else:
        run_in = _usual_run_in(kinds, kind)
        zone = Zone(STANDARD_M, run_in) if rows else None
        y = np.log(_as_standard(time, kinds, kind, run_in, mac))
        taken_out, wind_sd = _wind(reps, length / time)
        y = y + np.nan_to_num(taken_out)
        sd = np.hypot(sd, wind_sd)
    return ComparableTimes(
        series,
        zone,
        np.array([place for place, *_ in rows], dtype=np.int64),
        np.array([session.started_at.timestamp() for _, session, _ in rows], dtype=np.float64),
        np.array([rep.number for rep in reps], dtype=np.int64),
        y,
        sd,
        stated,
        taken_out,
        kind,
        method,
        kinds,
        methods,
        _column([rep.rest_before_s for rep in reps]),
        tuple(left_out),
    )


def why_left_out(session: Session, rep: Rep, series: Series = "fly") -> WhyLeftOut | None:
    """Why a rep is none of a series; ``None`` where it is one."""
    exercise = CATALOGUE.get(rep.exercise) if rep.exercise else None
    stimulus = exercise.stimulus if exercise and exercise.stimulus else session.stimulus
    if stimulus in _NO_FLY:
        return "other-training"
    if rep.time_s is None:
        return "not-timed"
    if not rep.maximal:
        return "sub-maximal"
    if rep.pain:
        return "painful"
    # What is known of the rep goes before what the session was meant to be.
    run_in = rep.run_in_m
    standing = stimulus == "acceleration" if run_in is None else run_in < SHORTEST_RUN_IN_M
    if series == "start":
        return None if standing else "flying-start"
    if standing:
        return "standing-start"
    return "zone-too-long" if rep.distance_m > LONGEST_ZONE_M else None


def typical_timing_sd(method: str | None, time: float = 1.0) -> float:
    """Timing error (s) that is typical of a method, where none is stated.

    Parameters
    ----------
    method : str or None
        As it was recorded; ``None``: not known.
    time : float, s
        What was timed: some methods err by a share of it.
    """
    name = (method or "").lower().replace(" ", "-")
    if any(word in name for word in GPS_WORDS):
        return GPS_SD * time
    return next((sd for word, sd in TIMING_SD_S.items() if word in name), OTHER_TIMING_SD_S)


def _usual_run_in(kinds: tuple[Zone, ...], kind: Ints) -> float | None:
    """The run-in before most of his zones; ``None`` where none is known.

    That of the usual zone of standard length comes first, so that those times stay as they were read.
    """
    counts = np.bincount(kind, minlength=len(kinds)).tolist()
    metres: Counter[float] = Counter()
    for zone, count in zip(kinds, counts, strict=True):
        if zone.run_in is not None:
            # Any number of standard zones goes before all others.
            metres[zone.run_in] += count * (len(kind) + 1 if zone.length == STANDARD_M else 1)
    return metres.most_common(1)[0][0] if metres else None


def _as_standard(
    time: Floats, kinds: tuple[Zone, ...], kind: Ints, run_in: float | None, mac: float | None
) -> Floats:
    """Times through the standard zone, behind the usual run-in."""
    result = np.array(time)
    for number, zone in enumerate(kinds):
        mine = kind == number
        by_speed = time[mine] * (STANDARD_M / zone.length)
        if zone.run_in is None or run_in is None or zone == Zone(STANDARD_M, run_in):
            result[mine] = by_speed
            continue
        # MAC moves the conversion so little that the typical one serves all reps of a zone.
        a = mac if mac is not None else zone.length / float(np.median(time[mine])) / TYPICAL_TAU_S
        try:
            top = top_speed_of_fly(time[mine], zone.run_in, zone.length, a)
            result[mine] = fly_time(run_in, STANDARD_M, top, a)
        except FitError:
            # No curve with this MAC is as fast; the offset of the kind takes what speed misses.
            result[mine] = by_speed
    return result


def _wind(reps: Sequence[Rep], speed: Floats) -> tuple[Floats, Floats]:
    """What wind took off each logarithm of time (NaN: not measured), and the error of that."""
    wind = _column([rep.wind_m_s for rep in reps])
    gauge = _column([rep.wind_sd_m_s for rep in reps])
    through_air = 1.0 - wind / speed
    taken = WIND_SHARE * (1.0 - through_air * np.abs(through_air))
    slope = 2.0 * WIND_SHARE * np.abs(through_air) / speed
    sd = slope * np.where(np.isnan(gauge), GAUGE_SD_M_S, gauge)
    return taken, np.nan_to_num(sd)


def _numbered(values: Sequence[_T]) -> tuple[tuple[_T, ...], Ints]:
    """The different values, the most frequent first, and the place of each among them."""
    names = tuple(name for name, _ in Counter(values).most_common())
    places = {name: place for place, name in enumerate(names)}
    return names, np.array([places[value] for value in values], dtype=np.int64)


def _column(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
