"""One timed point of an XML recording, and what in it could not be read.

TCX and GPX name the same things differently; a reader says under which names they stand.  A field
that is no number, or a place that is none, is refused on its own, and the rest of its point is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flyzone.devices.doubts import Doubts
from flyzone.devices.recordings.guarded_xml import Record
from flyzone.devices.recordings.watch_samples import (
    EPOCH,
    FIRST_DATE_S,
    LAST_DATE_S,
    Sample,
)
from flyzone.devices.tables.numerals import number
from flyzone.model import RejectedRow

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Under which attributes and paths a format keeps what a point says.

    Attributes
    ----------
    time, latitude, longitude : str
    speeds, distances : tuple of str
        In m/s and m; the first that is there counts.
    channels : mapping of str to (str, str)
        Path to name and unit.
    ignored : tuple of str
        Known to be no quantity.
    """

    time: str
    latitude: str
    longitude: str
    speeds: tuple[str, ...] = ()
    distances: tuple[str, ...] = ()
    channels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """Every path that is used or known to be no quantity."""
        return frozenset(
            (
                self.time, self.latitude, self.longitude,
                *self.speeds, *self.distances, *self.channels, *self.ignored,
            )
        )  # fmt: skip


class Points:
    """Turns records into samples and remembers what they had in common.

    Attributes
    ----------
    zone_known : bool
        Whether every time so far named its zone.
    left_out : set of str
        Names of fields that are no numbers and that nobody knows.
    """

    def __init__(self, words: Words, doubts: Doubts) -> None:
        self.zone_known = True
        self.left_out: set[str] = set()
        self._words = words
        self._known = words.known
        self._doubts = doubts

    def sample(self, record: Record, stretch: int) -> Sample | None:
        """One sample; ``None``, and told, where its time cannot be read."""
        told = record.attributes | record.leaves
        moment = self.moment(told.get(self._words.time), record)
        if moment is None:
            return None
        channels = {}
        for path, key in self._words.channels.items():
            if (value := self.number(told, path, record)) is not None:
                channels[key] = value
        for path in told.keys() - self._known:
            # Somebody's extension: kept under its own name; its unit is not in the file.
            name = path.rpartition("/")[2]
            if (found := number(told[path], ".")) is not None:
                channels[name, ""] = found.value
            else:
                self.left_out.add(name)
        return Sample(
            where=f"line {record.line}",
            line=record.line,
            time_s=moment,
            stretch=stretch,
            speed_m_s=self._first(told, self._words.speeds, record),
            distance_m=self._first(told, self._words.distances, record),
            place_deg=self._place(told, record),
            channels=channels,
        )

    def moment(self, text: str | None, record: Record) -> float | None:
        """Seconds since 1970; ``None``, and told, where the text is no time."""
        found = _MOMENT.fullmatch(text or "")
        try:
            moment = datetime.fromisoformat(text or "") if found else None
        except ValueError:
            moment = None
        if moment is not None and found is not None:
            if found[1] is None:
                self.zone_known = False
                moment = moment.replace(tzinfo=UTC)
            seconds = (moment - EPOCH).total_seconds()
            if FIRST_DATE_S <= seconds <= LAST_DATE_S:
                return seconds
        self._refuse(
            record,
            f"{record.name} at {text}" if text else record.name,
            "It has no time." if not text else "Its time is none that a device can have seen.",
        )
        return None

    def number(self, told: Mapping[str, str], path: str, record: Record) -> float | None:
        """A number; ``None`` where it is not there, and told where it is none."""
        text = told.get(path)
        if text is None:
            return None
        found = number(text, ".")
        if found is None:
            self._refuse(record, f"{path}: {text}", "This field is no number; the rest was kept.")
            return None
        return found.value

    def say_left_out(self) -> None:
        """Notes which fields were not used."""
        if self.left_out:
            names = ", ".join(sorted(self.left_out)[:12])
            self._doubts.note("fields-left-out", f"Fields without a number were left out: {names}.")

    def _first(
        self, told: Mapping[str, str], paths: tuple[str, ...], record: Record
    ) -> float | None:
        return next((self.number(told, path, record) for path in paths if path in told), None)

    def _place(self, told: Mapping[str, str], record: Record) -> tuple[float, float] | None:
        latitude = self.number(told, self._words.latitude, record)
        longitude = self.number(told, self._words.longitude, record)
        if latitude is None or longitude is None:
            return None
        if abs(latitude) > 90.0 or abs(longitude) > 180.0:
            self._refuse(record, f"{latitude}, {longitude}", "This is no place on the Earth.")
            return None
        return latitude, longitude

    def _refuse(self, record: Record, text: str, reason: str) -> None:
        self._doubts.rejected.append(RejectedRow(record.line, text, reason))
