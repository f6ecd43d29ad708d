"""The samples of a watch, and which of them can be trusted in their order.

FIT, TCX and GPX tell the same story in different words: now and then a moment with a speed, a
distance, a place, a heart rate.  Two samples of one moment that do not contradict each other are one.
If they do, nobody can tell which is right, so both are held for a person.  Where time runs
backwards, the longest series that is in order is kept, and the samples outside it are held.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from flyzone.devices.doubts import Doubts

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_DATE_S = (datetime(1980, 1, 6, tzinfo=UTC) - EPOCH).total_seconds()
"""Satellite time begins here; smaller numbers are seconds since a device was switched on."""

LAST_DATE_S = (datetime(2100, 1, 1, tzinfo=UTC) - EPOCH).total_seconds()

MEASURES = {"speed_m_s": "speed", "distance_m": "distance", "place_deg": "place"}
"""What can make a trace, the best first: attributes of a sample and their names."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What a device said of one moment; ``None`` is not in the file.

    Attributes
    ----------
    where : str
        Where it stands in the file: "line 31", "record 12".
    line : int
        0 where the file has no lines.
    time_s : float, s
        Since 1970 in UTC, or since the device was switched on.
    stretch : int
        Number of the pauses before it.
    speed_m_s : float or None, m/s
    distance_m : float or None, m
        Along the path, from where the device put zero.
    place_deg : (float, float) or None, degrees
        Latitude and longitude, WGS84.
    channels : mapping of (str, str) to float
        Further quantities by name and unit.
    """

    where: str
    line: int
    time_s: float
    stretch: int = 0
    speed_m_s: float | None = None
    distance_m: float | None = None
    place_deg: tuple[float, float] | None = None
    channels: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def __str__(self) -> str:
        said = [self.where, clock(self.time_s)]
        if self.speed_m_s is not None:
            said.append(f"{self.speed_m_s:g} m/s")
        if self.distance_m is not None:
            said.append(f"{self.distance_m:g} m")
        if self.place_deg is not None:
            said.append(f"{self.place_deg[0]:.6f}, {self.place_deg[1]:.6f}")
        return "; ".join(said)


def clock(time_s: float) -> str:
    """A moment as people write it."""
    if time_s < FIRST_DATE_S:
        return f"{time_s:g} s"
    return (EPOCH + timedelta(seconds=time_s)).isoformat().replace("+00:00", "Z")


def in_order(samples: Sequence[Sample], doubts: Doubts) -> list[Sample]:
    """The samples that follow each other in time, each moment once.

    Parameters
    ----------
    samples : sequence of Sample
        As they stand in the file.
    doubts : Doubts
        Takes the others.

    Returns
    -------
    list of Sample
        Their times increase.
    """
    return _forward(_one_for_each_moment(samples, doubts), doubts)


def _one_for_each_moment(samples: Sequence[Sample], doubts: Doubts) -> list[Sample]:
    # A dictionary keeps the order in which the moments first appear.
    moments: dict[float, list[Sample]] = {}
    for sample in samples:
        moments.setdefault(sample.time_s, []).append(sample)
    single = []
    for group in moments.values():
        one: Sample | None = group[0]
        for other in group[1:]:
            one = one and _united(one, other)
        if one is not None:
            single.append(one)
        else:
            doubts.hold(
                group,
                "They say different things about one moment. A device that measures faster than "
                "it counts time writes such samples; otherwise keep the right one.",
            )
    return single


def _united(one: Sample, other: Sample) -> Sample | None:
    """One sample from two of the same moment; ``None`` where they contradict each other."""
    known: dict[str, object] = {}
    for name in MEASURES:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is None:
            known[name] = theirs
        elif theirs is not None and theirs != mine:
            return None
    if any(one.channels.get(name, value) != value for name, value in other.channels.items()):
        return None
    return replace(one, **known, channels={**other.channels, **one.channels})  # type: ignore[arg-type]


def _forward(samples: Sequence[Sample], doubts: Doubts) -> list[Sample]:
    """The longest series whose times increase; the others are held, neighbours together."""
    # Patience: ends[k] is the earliest time at which a series of k + 1 samples can end.
    ends: list[float] = []
    last: list[int] = []
    before: list[int] = []
    for i, sample in enumerate(samples):
        k = bisect_left(ends, sample.time_s)
        ends[k : k + 1] = [sample.time_s]
        last[k : k + 1] = [i]
        before.append(last[k - 1] if k else -1)
    chosen = set()
    i = last[-1] if last else -1
    while i >= 0:
        chosen.add(i)
        i = before[i]
    for kept, run in groupby(range(len(samples)), key=chosen.__contains__):
        if not kept:
            doubts.hold(
                [samples[i] for i in run],
                "Their time runs backwards against the samples around them. Put the clock right, "
                "or leave them out.",
            )
    return [samples[i] for i in sorted(chosen)]
