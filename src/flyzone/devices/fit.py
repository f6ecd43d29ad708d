"""FIT, the binary recording of sports watches.

A FIT file is a row of messages; fitdecode takes it apart.  Used are the records (speed, distance,
place, and every further number as a channel, developer fields with their own names and units), the
laps, the sport, and the timer's stops, which are the pauses.  Times are whole seconds.

A file that ends before its time is refused whole, with the number of records that could be read:
laps, summary and the checksum that vouches for them stand at its end, and the whole file is still on
the watch.  Where the checksum is there and wrong, the records are kept and the doubt is told.

Recordings that were at hand: Garmin Fenix 5, Stryd with developer fields, an older Garmin.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flyzone.devices.doubts import Doubts
from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.recordings.activity import activity_of, reading_of, sound_lap
from flyzone.devices.recordings.watch_samples import Sample
from flyzone.errors import InputError
from flyzone.model import Activity, Lap, Reading, RejectedRow

LARGEST_FIT = 2_000_000
"""Bytes; five hours of a watch that writes everything it knows every second."""

MOST_FIELDS = 360_000
"""Five hours of 16 fields a second, a message counting as four; pure Python decodes them in two seconds."""

_MAGIC = b".FIT"
_FIT_EPOCH_S = 631065600
"""1989-12-31T00:00:00Z in seconds since 1970."""

_FIRST_DATE = 0x10000000
"""Smaller timestamps count from when the device was switched on."""

_SEMICIRCLE_DEG = 180.0 / 2**31
_EVIDENCE = "The bytes 9 to 12 are '.FIT'."
_USED = ("record", "lap", "session", "sport", "event", "field_description", "developer_data_id")


def recognise(source: Source) -> Claim | None:
    """Whether the signature of FIT stands in the header."""
    return Claim(1.0, _EVIDENCE) if source.data[8:12] == _MAGIC else None


def read(source: Source, options: ReadOptions) -> Reading:
    """The activities of a FIT file; one for each file where several are chained.

    Raises
    ------
    InputError
        If the file is no FIT file, ends too early, or holds no usable record.
    """
    if recognise(source) is None:
        raise InputError(
            "Expected a FIT file, whose bytes 9 to 12 are '.FIT'; this one has others. Export the "
            "activity from the watch in its original format.",
            code="fit-not",
        )
    if len(source.data) > LARGEST_FIT:
        raise InputError(
            f"A FIT file may have up to {LARGEST_FIT // 1_000_000} MB, got "
            f"{len(source.data) / 1e6:.1f} MB. Cut it to the session that you want.",
            code="fit-too-large",
        )
    doubts = Doubts()
    files = [_File()]
    others: Counter[str] = Counter()
    for message in _messages(source.data, files, doubts):
        files[-1].take(message, doubts)
        if message.name not in _USED:
            others[str(message.name)] += 1
    if others:
        named = ", ".join(f"{name} ({count})" for name, count in others.most_common(12))
        doubts.note("messages-left-out", f"Messages that say nothing of the run: {named}.")
    return reading_of(FORMAT, _EVIDENCE, [file.activity(doubts) for file in files], doubts)


def _messages(data: bytes, files: list[_File], doubts: Doubts) -> Iterator[Any]:
    """The data messages of all chained files; each new file is added to ``files``."""
    import fitdecode  # noqa: PLC0415

    reader = fitdecode.FitReader(
        data,
        processor=None,
        check_crc=fitdecode.CrcCheck.READONLY,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    frames = iter(reader)
    count = fields = 0
    while True:
        try:
            frame = next(frames, None)
        except fitdecode.FitEOFError as problem:
            records = sum(file.records for file in files)
            raise InputError(
                f"This FIT file is truncated: it ends in the middle, after {records} records that "
                "can be read. Copy it from the watch again; if it is broken there too, let the "
                "maker's program repair it.",
                code="fit-truncated",
            ) from problem
        except Exception as problem:  # on damaged bytes the decoder raises whatever they lead it to
            doubts.rejected.append(
                RejectedRow(
                    0,
                    f"from message {count + 1} of the file to its end",
                    f"The bytes are damaged there ({type(problem).__name__}).",
                )
            )
            doubts.note(
                "damaged",
                f"The file is damaged after {count} messages; what stands before was read. Copy it "
                "from the watch again.",
            )
            return
        if frame is None:
            return
        if isinstance(frame, fitdecode.FitHeader):
            if count:
                files.append(_File())
        elif isinstance(frame, fitdecode.FitCRC):
            if not frame.matched:
                doubts.note(
                    "checksum",
                    "The file's checksum is wrong: something in it was changed or damaged, and any "
                    "of its numbers may be. Copy it from the watch again.",
                )
        elif isinstance(frame, fitdecode.FitDataMessage):
            yield frame
            fields += len(frame.fields)
        count += 1
        # A message without fields costs the decoder as much as a few fields.
        if fields + 4 * count > MOST_FIELDS:
            raise InputError(
                f"A FIT file may have up to {MOST_FIELDS} fields; this one has more. Cut it to the "
                "session that you want.",
                code="fit-too-large",
            )


@dataclass(slots=True)
class _File:
    """What has been taken from one of the chained files."""

    samples: list[Sample] = field(default_factory=list)
    laps: list[Lap] = field(default_factory=list)
    sport: str | None = None
    records: int = 0
    stretch: int = 0
    stopped: bool = False
    left_out: set[str] = field(default_factory=set)

    def take(self, message: Any, doubts: Doubts) -> None:
        """Adds one data message."""
        if message.name == "record":
            self.records += 1
            self._take_record(message, doubts)
        elif message.name == "event":
            self._take_event(message)
        elif message.name == "lap":
            self._take_lap(message, doubts)
        elif message.name in ("session", "sport") and self.sport is None:
            sport = _values(message).get("sport")
            self.sport = sport if isinstance(sport, str) else None

    def activity(self, doubts: Doubts) -> Activity | None:
        """The activity, when the file has ended."""
        if self.left_out:
            names = ", ".join(sorted(self.left_out)[:12])
            doubts.note(
                "fields-left-out",
                f"Fields that are no numbers, or that the public profile does not name: {names}.",
            )
        return activity_of(self.samples, doubts, source="FIT", sport=self.sport, laps=self.laps)

    def _take_record(self, message: Any, doubts: Doubts) -> None:
        numbers: dict[str, tuple[float, str]] = {}
        channels: dict[tuple[str, str], float] = {}
        for data in message.fields:
            value = data.value
            if value is None:
                continue
            of_developer = data.field_def is not None and data.field_def.is_dev
            name, unit = _text(data.name), _text(data.units)
            if (data.field is None and not of_developer) or not _is_number(value):
                self.left_out.add(name)
            elif of_developer:
                channels[name or f"developer field {data.def_num}", unit] = float(value)
            else:
                # The enhanced twin comes first and has more digits.
                numbers.setdefault(name.removeprefix("enhanced_"), (float(value), unit))
        where = f"record {self.records}"
        time_s = _seconds(numbers.pop("timestamp", (math.nan, ""))[0])
        if time_s is None:
            doubts.rejected.append(RejectedRow(0, where, "It has no time, or none that can be."))
            return
        speed, distance = numbers.pop("speed", None), numbers.pop("distance", None)
        place = None
        if "position_lat" in numbers and "position_long" in numbers:
            place = (
                numbers.pop("position_lat")[0] * _SEMICIRCLE_DEG,
                numbers.pop("position_long")[0] * _SEMICIRCLE_DEG,
            )
            if abs(place[0]) > 90.0:
                doubts.rejected.append(
                    RejectedRow(0, f"{where}: {place}", "This is no place on the Earth.")
                )
                place = None
        self.samples.append(
            Sample(
                where=where,
                line=0,
                time_s=time_s,
                stretch=self.stretch,
                speed_m_s=speed[0] if speed else None,
                distance_m=distance[0] if distance else None,
                place_deg=place,
                channels=channels
                | {(name, unit): value for name, (value, unit) in numbers.items()},
            )
        )

    def _take_event(self, message: Any) -> None:
        values = _values(message)
        if values.get("event") != "timer":
            return
        kind = str(values.get("event_type"))
        if kind.startswith("stop"):
            self.stopped = True
        elif kind == "start" and self.stopped:
            self.stopped = False
            self.stretch += 1

    def _take_lap(self, message: Any, doubts: Doubts) -> None:
        values = {
            name.removeprefix("enhanced_"): float(value)
            for name, value in reversed(_values(message).items())
            if _is_number(value)
        }
        where = f"lap {len(self.laps) + 1}"
        start_s = _seconds(values.get("start_time", math.nan))
        time_s = values.get("total_timer_time")
        if start_s is None or time_s is None:
            doubts.rejected.append(RejectedRow(0, where, "It has no start or no time."))
            return
        lap = Lap(
            start_s=start_s,
            time_s=time_s,
            distance_m=values.get("total_distance"),
            mean_speed_m_s=values.get("avg_speed"),
            top_speed_m_s=values.get("max_speed"),
            mean_heart_rate=values.get("avg_heart_rate"),
        )
        if (sound := sound_lap(lap, where, 0, doubts)) is not None:
            self.laps.append(sound)


def _values(message: Any) -> dict[str, Any]:
    """Name to value of the fields that have one; of twins the first."""
    values: dict[str, Any] = {}
    for data in message.fields:
        if data.value is not None:
            values.setdefault(_text(data.name), data.value)
    return values


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _text(name: Any) -> str:
    # Developer fields carry their names in the file, so they are as hostile as the rest of it.
    text = "" if name is None else str(name)
    return "".join(letter for letter in text[:64] if letter.isprintable()).strip()


def _seconds(timestamp: float) -> float | None:
    """Seconds since 1970, or since the device was switched on; ``None`` if it can be neither."""
    if not 0.0 <= timestamp < 2.0**32:
        return None
    return timestamp + _FIT_EPOCH_S if timestamp >= _FIRST_DATE else timestamp


FORMAT = Format("fit", "FIT activity", seen=True, recognise=recognise, read=read)
