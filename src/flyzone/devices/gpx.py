"""GPX 1.0 and 1.1: tracks of places, some with a speed.

A GPX file is places with their times.  Speed stands in it only where the device wrote the speed of
GPX 1.0 or of Garmin's TrackPointExtension (both in m/s by their definition); otherwise it is taken
from the places, and said to be.  Distance is the horizontal one on the WGS84 ellipsoid; height is
left out.  Each track is an activity, each of its segments a stretch without a pause.

The definitions: topografix.com/GPX/1/1 and TrackPointExtensionv2.  No real export was at hand.
"""

from __future__ import annotations

from flyzone.devices.doubts import Doubts
from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.recordings.activity import activity_of, reading_of
from flyzone.devices.recordings.guarded_xml import Record, records_of, root_of
from flyzone.devices.recordings.xml_points import Points, Words
from flyzone.model import Activity, Reading

_EXTENSION = "extensions/TrackPointExtension"
_RECORDS = frozenset({"trk", "trkseg", "trkpt", "wpt", "rte"})
_WORDS = Words(
    time="time",
    latitude="lat",
    longitude="lon",
    speeds=(f"{_EXTENSION}/speed", "speed"),
    channels={
        "ele": ("altitude", "m"),
        f"{_EXTENSION}/hr": ("heart_rate", "bpm"),
        f"{_EXTENSION}/cad": ("cadence", "rpm"),
        f"{_EXTENSION}/atemp": ("temperature", "C"),
    },
    ignored=("cmt", "desc", "fix", "name", "src", "sym", "type"),
)
_EVIDENCE = "The outermost element of the XML is <gpx>."


def recognise(source: Source) -> Claim | None:
    """Whether the outermost element is ``gpx``."""
    return Claim(1.0, _EVIDENCE) if root_of(source.data) == "gpx" else None


def read(source: Source, options: ReadOptions) -> Reading:
    """The tracks of a GPX file.

    Raises
    ------
    InputError
        If no track can be read.
    """
    doubts = Doubts()
    tracks: list[list[Record]] = []
    others = 0
    for record in records_of(source.data, _RECORDS, doubts):
        if record.name == "trk":
            tracks.append([record])
        elif record.name in ("trkseg", "trkpt") and tracks:
            tracks[-1].append(record)
        else:
            others += 1
    if others:
        doubts.note(
            "left-out", f"{others} waypoints or routes were left out: they are plans, not runs."
        )
    activities = [_activity(track, doubts) for track in tracks]
    return reading_of(FORMAT, _EVIDENCE, activities, doubts)


def _activity(track: list[Record], doubts: Doubts) -> Activity | None:
    head, *rest = track
    points = Points(_WORDS, doubts)
    samples = []
    segment = 0
    for record in rest:
        if record.name == "trkseg":
            segment += 1
        elif record.complete and (sample := points.sample(record, segment)) is not None:
            samples.append(sample)
    points.say_left_out()
    return activity_of(
        samples,
        doubts,
        source="GPX",
        sport=head.leaves.get("type"),
        run=head.leaves.get("name"),
        zone_known=points.zone_known,
    )


FORMAT = Format("gpx", "GPX track", seen=False, recognise=recognise, read=read)
