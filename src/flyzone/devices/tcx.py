"""TCX, the XML of Garmin's Training Center: activities, laps and track points.

Distance is the device's own (``DistanceMeters``, from the start of the activity); speed stands in an
extension (``TPX/Speed``, m/s) where the device wrote it.  A second track within one lap begins after
a pause.  Courses and planned workouts are plans and are left out.

The definition: TrainingCenterDatabasev2 and ActivityExtensionv2.  No real export was at hand.
"""

from __future__ import annotations

from flyzone.devices.doubts import Doubts
from flyzone.devices.format import Claim, Format, ReadOptions, Source
from flyzone.devices.recordings.activity import activity_of, reading_of, sound_lap
from flyzone.devices.recordings.guarded_xml import Record, records_of, root_of
from flyzone.devices.recordings.xml_points import Points, Words
from flyzone.model import Activity, Lap, Reading

_RECORDS = frozenset({"Activity", "Lap", "Track", "Trackpoint", "Course", "Workout"})
_PLANS = ("Course", "Workout")
_WORDS = Words(
    time="Time",
    latitude="Position/LatitudeDegrees",
    longitude="Position/LongitudeDegrees",
    speeds=("Extensions/TPX/Speed",),
    distances=("DistanceMeters",),
    channels={
        "AltitudeMeters": ("altitude", "m"),
        "HeartRateBpm/Value": ("heart_rate", "bpm"),
        "Cadence": ("cadence", "rpm"),
        "Extensions/TPX/RunCadence": ("run_cadence", "strides/min"),
        "Extensions/TPX/Watts": ("power", "W"),
    },
    ignored=("SensorState",),
)
_EVIDENCE = "The outermost element of the XML is <TrainingCenterDatabase>."


def recognise(source: Source) -> Claim | None:
    """Whether the outermost element is ``TrainingCenterDatabase``."""
    return Claim(1.0, _EVIDENCE) if root_of(source.data) == "TrainingCenterDatabase" else None


def read(source: Source, options: ReadOptions) -> Reading:
    """The activities of a TCX file.

    Raises
    ------
    InputError
        If no activity can be read.
    """
    doubts = Doubts()
    activities: list[list[Record]] = []
    plans = 0
    in_plan = True
    for record in records_of(source.data, _RECORDS, doubts):
        if record.name == "Activity":
            activities.append([record])
            in_plan = False
        elif record.name in _PLANS:
            plans += 1
            in_plan = True
        elif not in_plan:
            activities[-1].append(record)
    if plans:
        doubts.note("left-out", f"{plans} courses or workouts were left out: plans, not runs.")
    return reading_of(FORMAT, _EVIDENCE, [_activity(a, doubts) for a in activities], doubts)


def _activity(records: list[Record], doubts: Doubts) -> Activity | None:
    head, *rest = records
    points = Points(_WORDS, doubts)
    samples, laps = [], []
    stretch, tracks_in_lap = 0, 0
    for record in rest:
        if record.name == "Lap":
            tracks_in_lap = 0
            if (lap := _lap(record, points, doubts)) is not None:
                laps.append(lap)
        elif record.name == "Track":
            tracks_in_lap += 1
            stretch += tracks_in_lap > 1
        elif record.complete and (sample := points.sample(record, stretch)) is not None:
            samples.append(sample)
    points.say_left_out()
    return activity_of(
        samples,
        doubts,
        source="TCX",
        sport=head.attributes.get("Sport"),
        laps=laps,
        zone_known=points.zone_known,
    )


def _lap(record: Record, points: Points, doubts: Doubts) -> Lap | None:
    start_s = points.moment(record.attributes.get("StartTime"), record)
    told = record.leaves
    time_s = points.number(told, "TotalTimeSeconds", record)
    if start_s is None or time_s is None:
        return None
    lap = Lap(
        start_s=start_s,
        time_s=time_s,
        distance_m=points.number(told, "DistanceMeters", record),
        mean_speed_m_s=points.number(told, "Extensions/LX/AvgSpeed", record),
        top_speed_m_s=points.number(told, "MaximumSpeed", record),
        mean_heart_rate=points.number(told, "AverageHeartRateBpm/Value", record),
    )
    return sound_lap(lap, "Lap", record.line, doubts)


FORMAT = Format("tcx", "Garmin TCX", seen=False, recognise=recognise, read=read)
