"""GPX: tracks whose path is known, and files that are broken or hostile."""

from __future__ import annotations

import gpxpy
import pytest
from tests.devices.watch_files import OPTIONS, START, gpx, gpx_point, source

from flyzone.devices import gpx as module
from flyzone.errors import InputError
from flyzone.model import Reading

METRE_DEG = 1.0 / 111319.4908  # of longitude at the equator


def read(data: bytes) -> Reading:
    return module.read(source(data), OPTIONS)


def run(speed: float = 8.0, count: int = 12, more: str = "") -> str:
    return "".join(gpx_point(i, 0.0, speed * i * METRE_DEG, more) for i in range(count))


def test_places_become_distance_and_a_speed_that_is_said_to_be_derived() -> None:
    reading = read(gpx(run(), head="<name>Fly 30</name><type>running</type>"))
    (activity,) = reading.activities
    (trace,) = activity.traces
    assert trace.positions == pytest.approx([8.0 * i for i in range(12)], abs=1e-5)
    assert trace.velocities == pytest.approx([8.0] * 12, abs=1e-5)
    assert (activity.sport, trace.run, activity.started_at) == ("running", "Fly 30", START)
    assert [n.code for n in reading.notices] == ["speed-derived", "gps-rate"]


def test_the_length_agrees_with_gpxpy() -> None:
    # A second method (a sphere, where ours is an ellipsoid): within its half per cent.
    data = gpx("".join(gpx_point(i, 52.0 + i * 6e-5, 13.0 + i * 2e-5) for i in range(40)))
    (trace,) = read(data).activities[0].traces
    other = gpxpy.parse(data.decode()).length_2d()
    assert trace.positions[-1] == pytest.approx(other, rel=0.005)


@pytest.mark.parametrize(
    "more",
    [
        "<speed>7.5</speed>",
        "<extensions><gpxtpx:TrackPointExtension><gpxtpx:speed>7.5</gpxtpx:speed>"
        "</gpxtpx:TrackPointExtension></extensions>",
    ],
)
def test_a_speed_in_the_file_is_taken(more: str) -> None:
    reading = read(gpx(run(more=more)))
    assert reading.activities[0].traces[0].velocities.tolist() == [7.5] * 12
    assert "speed-derived" not in [n.code for n in reading.notices]


def test_heart_rate_and_others_are_channels_and_extensions_keep_their_names() -> None:
    more = (
        "<ele>34.5</ele><extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>151</gpxtpx:hr>"
        "<gpxtpx:cad>92</gpxtpx:cad></gpxtpx:TrackPointExtension><power>310</power>"
        "<note>tired</note></extensions>"
    )
    reading = read(gpx(run(more=more)))
    channels = reading.activities[0].channels
    assert channels["heart_rate"].unit == "bpm"
    assert channels["heart_rate"].values[0] == 151.0
    assert channels["altitude"].values[0] == 34.5
    assert (channels["cadence"].values[0], channels["power"].unit) == (92.0, "")
    (left_out,) = (n for n in reading.notices if n.code == "fields-left-out")
    assert "note" in left_out.message


def test_segments_are_stretches_and_tracks_are_activities() -> None:
    points = run(count=6)
    two = (
        points
        + "</trkseg><trkseg>"
        + "".join(gpx_point(i, 0.0, (900 + 8 * i) * METRE_DEG) for i in range(10, 15))
    )
    reading = read(gpx(two + "</trkseg></trk><trk><trkseg>" + points))
    assert [len(a.traces) for a in reading.activities] == [2, 1]
    # The leap between the segments is nobody's run.
    assert reading.activities[0].traces[1].positions[0] == 0.0
    assert max(reading.activities[0].traces[1].velocities) == pytest.approx(8.0, abs=1e-4)


def test_bad_points_are_refused_with_their_lines_and_the_rest_is_kept() -> None:
    points = run().splitlines(keepends=True)
    points[2] = '<trkpt lat="abc" lon="0.0"><time>2025-05-01T16:00:02Z</time></trkpt>\n'
    points[5] = '<trkpt lat="0.0" lon="0.0004"></trkpt>\n'
    points[7] = '<trkpt lat="95.0" lon="0.0"><time>2025-05-01T16:00:07Z</time></trkpt>\n'
    points[9] = points[9].replace("2025-05-01T16:00:09Z", "yesterday")
    reading = read(gpx("".join(points)))
    assert len(reading.activities[0].traces[0]) == 8
    # Points begin on line 4.
    assert {row.line for row in reading.rejected} == {6, 9, 11, 13}
    reasons = {row.line: row.reason for row in reading.rejected}
    assert "no time" in reasons[9]
    assert "that a device can have seen" in reasons[13]


def test_a_bad_field_costs_the_field_and_not_the_point() -> None:
    points = run().replace("</trkpt>", "<ele>high</ele></trkpt>", 1)
    reading = read(gpx(points))
    assert len(reading.activities[0].traces[0]) == 12
    assert reading.rejected[0].text == "ele: high"


def test_times_without_a_zone_order_the_samples_and_give_no_moment() -> None:
    reading = read(gpx(run().replace("Z</time>", "</time>")))
    assert reading.activities[0].started_at is None
    assert len(reading.activities[0].traces[0]) == 12
    assert "no-date" in [n.code for n in reading.notices]


def test_other_zones_are_understood() -> None:
    reading = read(gpx(run().replace("T16:", "T18:").replace("Z</time>", "+02:00</time>")))
    assert reading.activities[0].started_at == START


def test_waypoints_and_routes_are_left_out_and_told() -> None:
    data = gpx(run()).replace(b"<trk>", b'<wpt lat="0" lon="0"/><rte/><trk>')
    assert "2 waypoints or routes" in read(data).notices[0].message


def test_a_file_that_breaks_off_keeps_its_points_and_says_where() -> None:
    data = gpx(run())
    cut = data[: data.index(b"16:00:09")]
    reading = read(cut)
    assert len(reading.activities[0].traces[0]) == 9
    assert "broken-off" in [n.code for n in reading.notices]
    assert reading.rejected[0].line == 13


def test_a_route_alone_is_no_recording() -> None:
    with pytest.raises(InputError, match="timed samples") as caught:
        read(b'<gpx><rte><rtept lat="1" lon="2"/></rte></gpx>')
    assert caught.value.code == "gpx-empty"


BOMB = '<!DOCTYPE gpx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE gpx SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("before", [BOMB, OUTSIDE, "<!DOCTYPE gpx>"])
def test_a_document_type_is_refused(before: str) -> None:
    with pytest.raises(InputError) as caught:
        read(gpx(run(), before=before))
    assert caught.value.code == "xml-document-type"


def test_too_deep_and_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flyzone.devices.recordings.guarded_xml.MOST_ELEMENTS", 5_000)
    for inside in ("<a>" * 1_000, "<a/>" * 6_000):
        with pytest.raises(InputError) as caught:
            read(f"<gpx>{inside}</gpx>".encode())
        assert caught.value.code == "xml-too-large"


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (gpx(run()), True),
        (gpx(run()).decode().replace("UTF-8", "UTF-16").encode("utf-16"), True),
        (b"\xef\xbb\xbf" + gpx(run()), True),
        (b"<!-- a <tcx> --><gpx/>", True),
        (b'<g:gpx xmlns:g="x"/>', True),
        (b"<html><gpx/></html>", False),
        (b"", False),
        (b"gpx", False),
    ],
)
def test_the_outermost_element_is_what_is_recognised(data: bytes, known: bool) -> None:
    assert (module.recognise(source(data, "run.gpx")) is not None) == known


def test_utf_16_is_read() -> None:
    data = gpx(run()).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert len(read(data).activities[0].traces[0]) == 12
