"""Small recordings whose content is known: FIT made by an independent library, TCX and GPX as text."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.event_message import EventMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.lap_message import LapMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import Event, EventType, FileType, Manufacturer, Sport

from flyzone.devices.format import ReadOptions, Source

SHARED = Path(__file__).parents[3] / "shared"
START = datetime(2025, 5, 1, 16, 0, tzinfo=UTC)
OPTIONS = ReadOptions()


def milliseconds(second: float) -> int:
    return round((START + timedelta(seconds=second)).timestamp() * 1000)


def fit_record(second: float, **values: float) -> RecordMessage:
    message = RecordMessage()
    message.timestamp = milliseconds(second)
    for name, value in values.items():
        setattr(message, name, value)
    return message


def fit_timer(second: float, kind: str) -> EventMessage:
    message = EventMessage()
    message.timestamp = milliseconds(second)
    message.event = Event.TIMER
    message.event_type = EventType[kind.upper()]
    return message


def fit_lap(start: float, timer_time: float, **values: float) -> LapMessage:
    message = LapMessage()
    message.timestamp = milliseconds(start + timer_time)
    message.start_time = milliseconds(start)
    message.total_timer_time = timer_time
    for name, value in values.items():
        setattr(message, name, value)
    return message


def fit_file(messages: Iterable[object], sport: Sport = Sport.RUNNING) -> bytes:
    head = FileIdMessage()
    head.type = FileType.ACTIVITY
    head.manufacturer = Manufacturer.DEVELOPMENT.value
    head.product = 0
    head.serial_number = 1
    head.time_created = milliseconds(0)
    session = SessionMessage()
    session.timestamp = milliseconds(0)
    session.sport = sport
    builder = FitFileBuilder(auto_define=True)
    builder.add_all([head, *messages, session])
    return bytes(builder.build_bytes())


def fit_body(body: bytes) -> bytes:
    """A FIT file around bytes of one's own; its checksum is wrong."""
    return struct.pack("<2BHI4s", 12, 16, 100, len(body), b".FIT") + body + b"\0\0"


def gpx(points: str, *, head: str = "", before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<gpx version="1.1"\n'
        'xmlns="http://www.topografix.com/GPX/1/1"'
        ' xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">'
        f"<trk>{head}<trkseg>\n{points}</trkseg></trk></gpx>\n"
    ).encode()


def gpx_point(second: float, latitude: float, longitude: float, more: str = "") -> str:
    time = (START + timedelta(seconds=second)).isoformat().replace("+00:00", "Z")
    return f'<trkpt lat="{latitude!r}" lon="{longitude!r}"><time>{time}</time>{more}</trkpt>\n'


def tcx(laps: str, *, sport: str = "Running", after: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase'
        ' xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
        ' xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Activities>'
        f'<Activity Sport="{sport}"><Id>2025-05-01T16:00:00Z</Id>{laps}</Activity>'
        f"</Activities>{after}</TrainingCenterDatabase>\n"
    ).encode()


def tcx_lap(start: float, seconds: float, tracks: str, more: str = "") -> str:
    time = (START + timedelta(seconds=start)).isoformat().replace("+00:00", "Z")
    return f'<Lap StartTime="{time}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>{more}{tracks}</Lap>'


def tcx_point(second: float, distance: float | None, more: str = "") -> str:
    time = (START + timedelta(seconds=second)).isoformat().replace("+00:00", "Z")
    covered = "" if distance is None else f"<DistanceMeters>{distance}</DistanceMeters>"
    return f"<Trackpoint><Time>{time}</Time>{covered}{more}</Trackpoint>\n"


def source(data: bytes, name: str = "") -> Source:
    return Source(data, name)
