"""An activity from the samples of a watch: traces between its pauses, laps and further channels.

A pause ends a trace and begins the next.  So does a gap longer than `LONGEST_GAP_S`: smart recording
leaves a few seconds out, and nothing is known of what happened in a longer silence.  An activity
begins with its first good sample.

What such a recording cannot tell is said with it: one sample a second meets an acceleration a few
times only, and below 30 m even faster receivers are of questionable reliability [Haugen2016]_.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import timedelta

import numpy as np

from flyzone.devices.doubts import Doubts
from flyzone.devices.format import Format
from flyzone.devices.recordings.along import FASTEST_HUMAN_M_S, traced
from flyzone.devices.recordings.watch_samples import (
    EPOCH,
    FIRST_DATE_S,
    MEASURES,
    Sample,
    in_order,
)
from flyzone.errors import InputError
from flyzone.model import Activity, Channel, Lap, Reading, RejectedRow, Trace

LONGEST_GAP_S = 30.0
"""Smart recording writes a sample at least this often."""

LONGEST_RUN_M = 1e7
MOST_CHANNELS = 100

_RUNNING = ("running", "run", "track_running", "generic", "other", "training")
_SLOW_HZ = 5.0


def activity_of(
    samples: Sequence[Sample],
    doubts: Doubts,
    *,
    source: str,
    sport: str | None = None,
    laps: Iterable[Lap] = (),
    run: str | None = None,
    zone_known: bool = True,
) -> Activity | None:
    """The activity that some samples tell.

    Parameters
    ----------
    samples : sequence of Sample
        As they stand in the file.
    doubts : Doubts
        Takes what was refused or held, and what the reader should know.  A sample that no trace
        can hold keeps its further channels.
    source : str
        The kind of file, for the traces' origin.
    sport, run : str or None
        As the file names them.
    laps : iterable of Lap
        ``start_s`` on the clock of the samples.
    zone_known : bool
        Whether the samples' times say their time zone.

    Returns
    -------
    Activity or None
        ``None`` where nothing is left.
    """
    dated = any(sample.time_s >= FIRST_DATE_S for sample in samples)
    good = in_order(list(_credible(samples, dated, doubts)), doubts)
    laps = list(_placed(laps, dated, doubts))
    if not good and not laps:
        return None
    begin_s = good[0].time_s if good else laps[0].start_s
    pieces = _between_pauses(good)
    traces = [
        trace
        for piece in pieces
        for trace in traced(piece, doubts, begin_s=begin_s, source=source, run=run)
    ]
    channels = _channels(good, begin_s, doubts)
    _say_what_to_know(traces, len(pieces), sport, doubts)
    dated = begin_s >= FIRST_DATE_S
    if not dated or not zone_known:
        doubts.note(
            "no-date",
            "The file counts seconds since the device was switched on; when that was is not in it."
            if not dated
            else "The times of the file name no time zone, so when it began is not known.",
        )
    return Activity(
        sport=sport,
        started_at=EPOCH + timedelta(seconds=begin_s) if dated and zone_known else None,
        traces=tuple(traces),
        laps=tuple(replace(lap, start_s=lap.start_s - begin_s) for lap in laps),
        channels=channels,
    )


def _credible(samples: Iterable[Sample], dated: bool, doubts: Doubts) -> Iterator[Sample]:
    """The samples that say something that can be of a run."""
    for sample in samples:
        speed, distance = sample.speed_m_s, sample.distance_m
        if _undated(sample.time_s, dated):
            reason = "Its time counts from when the device was switched on, unlike that of others."
        elif speed is not None and not 0.0 <= speed <= FASTEST_HUMAN_M_S:
            reason = f"A human runs at 0 to {FASTEST_HUMAN_M_S:g} m/s, got {speed:g} m/s."
        elif distance is not None and not 0.0 <= distance <= LONGEST_RUN_M:
            reason = f"A run is 0 to {LONGEST_RUN_M / 1000.0:g} km long, got {distance:g} m."
        elif not sample.channels and all(getattr(sample, m) is None for m in MEASURES):
            reason = "It holds a time and nothing else."
        else:
            yield sample
            continue
        doubts.reject(sample, reason)


def _placed(laps: Iterable[Lap], dated: bool, doubts: Doubts) -> Iterator[Lap]:
    """The laps on the clock of the samples, in order."""
    for lap in sorted(laps, key=lambda lap: lap.start_s):
        if _undated(lap.start_s, dated):
            text = f"lap of {lap.time_s:g} s from {lap.start_s:g} s"
            doubts.rejected.append(RejectedRow(0, text, "Its start is on no known clock."))
        else:
            yield lap


def _undated(time_s: float, dated: bool) -> bool:
    return dated and time_s < FIRST_DATE_S


def sound_lap(lap: Lap, where: str, line: int, doubts: Doubts) -> Lap | None:
    """A lap without the numbers that cannot be; ``None``, and told, where its time is one of them.

    Parameters
    ----------
    lap : Lap
    where, line : str and int
        Where it stands in the file.
    doubts : Doubts
    """
    wrong = {
        f.name: value
        for f in fields(lap)
        if f.name != "start_s"
        and (value := getattr(lap, f.name)) is not None
        and not 0.0 <= value <= (FASTEST_HUMAN_M_S if f.name.endswith("m_s") else math.inf)
    }
    for name, value in wrong.items():
        doubts.rejected.append(
            RejectedRow(line, f"{where}: {name} {value:g}", "No run can have this number.")
        )
    if "time_s" in wrong:
        return None
    return replace(lap, **dict.fromkeys(wrong))  # type: ignore[arg-type]


def reading_of(
    form: Format, evidence: str, activities: Iterable[Activity | None], doubts: Doubts
) -> Reading:
    """The reading of a recording, from the activities that were found in it.

    Raises
    ------
    InputError
        If none of them holds anything.
    """
    found = tuple(a for a in activities if a is not None and (a.traces or a.laps or a.channels))
    if not found:
        fault = f" The first fault: {doubts.rejected[0].reason}" if doubts.rejected else ""
        raise InputError(
            f"Expected a {form.title} file with timed samples of a run, got none that can be used "
            f"({len(doubts.rejected)} refused, {len(doubts.held)} held).{fault} Export the activity "
            "itself, whole.",
            code=f"{form.dialect}-empty",
        )
    return Reading(
        dialect=form.dialect,
        evidence=evidence,
        activities=found,
        rejected=tuple(sorted(doubts.rejected, key=lambda row: row.line)),
        held=tuple(doubts.held),
        notices=doubts.notices,
    )


def _between_pauses(samples: Sequence[Sample]) -> list[list[Sample]]:
    pieces: list[list[Sample]] = []
    for sample in samples:
        before = pieces[-1][-1] if pieces else None
        if (
            before is None
            or sample.stretch != before.stretch
            or sample.time_s - before.time_s > LONGEST_GAP_S
        ):
            pieces.append([])
        pieces[-1].append(sample)
    return pieces


def _channels(samples: Sequence[Sample], begin_s: float, doubts: Doubts) -> dict[str, Channel]:
    series: dict[tuple[str, str], list[tuple[float, float]]] = {}
    left_out = set()
    for sample in samples:
        for key, value in _further(sample).items():
            if key in series or len(series) < MOST_CHANNELS:
                series.setdefault(key, []).append((sample.time_s - begin_s, value))
            else:
                left_out.add(key[0])
    if left_out:
        doubts.note(
            "channels-left-out",
            f"The file has more than {MOST_CHANNELS} channels; {len(left_out)} were left out.",
        )
    names = [name for name, _ in series]
    channels = {}
    for (name, unit), rows in series.items():
        # One name with two units is two quantities.
        alone = names.count(name) == 1
        times, values = np.array(rows).T
        channels[name if alone else f"{name} ({unit})"] = Channel(times, values, unit)
    return channels


def _further(sample: Sample) -> Mapping[tuple[str, str], float]:
    """What a sample says beside speed and distance."""
    if sample.place_deg is None:
        return sample.channels
    latitude, longitude = sample.place_deg
    return {**sample.channels, ("latitude", "deg"): latitude, ("longitude", "deg"): longitude}


def _say_what_to_know(
    traces: Sequence[Trace], pieces: int, sport: str | None, doubts: Doubts
) -> None:
    if not traces:
        return
    if pieces > 1:
        doubts.note(
            "pauses",
            f"The recording has {pieces} stretches between pauses or gaps of more than "
            f"{LONGEST_GAP_S:g} s; nothing is joined across them.",
        )
    if sport is not None and sport.lower() not in _RUNNING:
        doubts.note("not-running", f"The file calls its sport {sport!r}, not running.")
    intervals = np.concatenate([np.diff(trace.times) for trace in traces])
    median, longest = float(np.median(intervals)), float(np.max(intervals))
    slow = (
        " At this rate an acceleration of two to five seconds is met by a few samples only: "
        "neither it nor the start can be told."
        if 1.0 / median < _SLOW_HZ
        else ""
    )
    doubts.note(
        "gps-rate",
        f"A sample every {median:.3g} s (median; the longest gap is {longest:.3g} s).{slow} How the "
        "device smooths its speed is not in the file. Peak speed of 10 Hz receivers is said to be "
        "wrong by 1 to 3 % (from memory, unverified); below 30 m the reliability of such receivers "
        "is questionable (Haugen and Buchheit 2016).",
    )
