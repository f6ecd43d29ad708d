"""OpenSim's files: real ones, round trips, and headings as OpenSim reads them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from tests.devices.watch_files import SHARED, source

from flyzone.devices.opensim import read_mot, read_trc, write_mot, write_trc
from flyzone.errors import InputError
from flyzone.model.motion import Markers, Motion

FOLDER = SHARED / "mocap"
real = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real recordings are not here")
TRC = ("dorn_JA1_run0350cms", "dorn_JA1_run0700cms", "hamner_s04_run200", "opencap_s4_DJ1")
MOT = ("dorn_JA1_run0700cms_ik", "hamner_s04_run400_grf", "opencap_s4_DJ2_grf")


def trc(path: Path) -> Markers:
    return read_trc(source(path.read_bytes()))


def mot(path: Path) -> Motion:
    return read_mot(source(path.read_bytes()))


@real
@pytest.mark.parametrize("name", TRC)
@pytest.mark.parametrize("unit", ["m", "mm"])
def test_real_markers_come_back(tmp_path: Path, name: str, unit: str) -> None:
    markers = trc(FOLDER / f"{name}.trc")
    write_trc(markers, tmp_path / "a.trc", unit=unit)
    again = trc(tmp_path / "a.trc")
    assert again.names == markers.names
    assert again.rate_hz == markers.rate_hz
    assert again.times.tolist() == markers.times.tolist()
    np.testing.assert_allclose(again.positions, markers.positions, rtol=0.0, atol=1e-12)


@real
def test_real_markers_are_in_metres_whatever_the_file_says() -> None:
    sprinter = trc(FOLDER / "dorn_JA1_run0700cms.trc")  # in mm
    assert sprinter.positions.shape == (413, 51, 3)
    assert sprinter.rate_hz == 250.0
    sacrum = sprinter.positions[:, sprinter.names.index("SACR")]
    # He ran at 6.97 m/s (README beside the file).
    speed = (sacrum[-1, 0] - sacrum[0, 0]) / (sprinter.times[-1] - sprinter.times[0])
    assert speed == pytest.approx(6.97, abs=0.1)
    jumper = trc(FOLDER / "opencap_s4_DJ1.trc")  # in m
    assert 1.0 < np.nanmax(jumper.positions[..., 1]) < 2.5
    assert np.isnan(jumper.positions).sum() == 12


@real
@pytest.mark.parametrize("name", MOT)
def test_real_motions_come_back(tmp_path: Path, name: str) -> None:
    motion = mot(FOLDER / f"{name}.mot")
    write_mot(motion, tmp_path / "a.mot")
    again = mot(tmp_path / "a.mot")
    assert tuple(again.columns) == tuple(motion.columns)
    assert again.in_degrees == motion.in_degrees
    assert again.times.tolist() == motion.times.tolist()
    for column in motion.columns:
        assert again.columns[column].tolist() == motion.columns[column].tolist()


@real
def test_real_motions_say_what_they_are() -> None:
    angles = mot(FOLDER / "dorn_JA1_run0700cms_ik.mot")
    assert (angles.name, angles.in_degrees, len(angles.times)) == ("Coordinates", True, 413)
    assert angles.columns["hip_flexion_r"][0] == 51.13226030
    # Its heading still counts the 11821 rows of the uncut recording.
    forces = mot(FOLDER / "hamner_s04_run400_grf.mot")
    assert (forces.in_degrees, len(forces.times)) == (None, 4182)


words = st.from_regex(r"[A-Za-z][A-Za-z0-9_.]{0,7}", fullmatch=True)
numbers = st.floats(-1e4, 1e4) | st.just(float("nan"))
times = st.lists(st.integers(0, 10**6), min_size=1, max_size=5, unique=True).map(
    lambda ticks: [tick / 1000.0 for tick in sorted(ticks)]
)


@st.composite
def markers(draw: st.DrawFn) -> Markers:
    names = draw(st.lists(words | st.just("two words"), min_size=1, max_size=4, unique=True))
    moments = draw(times)
    shape = (len(moments), len(names), 3)
    return Markers(
        tuple(names), moments, draw(arrays.arrays(float, shape, elements=numbers)),
        draw(st.floats(1.0, 1000.0)),
    )  # fmt: skip


@st.composite
def motions(draw: st.DrawFn) -> Motion:
    names = draw(st.lists(words.filter(lambda n: n != "time"), min_size=1, max_size=4, unique=True))
    moments = draw(times)
    columns = {name: draw(arrays.arrays(float, len(moments), elements=numbers)) for name in names}
    return Motion(draw(words), moments, columns, draw(st.sampled_from([True, False, None])))


@given(markers(), st.sampled_from(["m", "mm"]))
@settings(max_examples=60)
def test_markers_with_gaps_come_back(tmp_path_factory, given_: Markers, unit: str) -> None:
    path = tmp_path_factory.getbasetemp() / "a.trc"
    write_trc(given_, path, unit=unit)
    again = trc(path)
    assert (again.names, again.rate_hz) == (given_.names, given_.rate_hz)
    assert again.times.tolist() == given_.times.tolist()
    np.testing.assert_allclose(again.positions, given_.positions, rtol=1e-15, atol=0.0)


@given(motions())
@settings(max_examples=60)
def test_motions_with_gaps_come_back(tmp_path_factory, given_: Motion) -> None:
    path = tmp_path_factory.getbasetemp() / "a.mot"
    write_mot(given_, path)
    again = mot(path)
    assert (again.name, again.in_degrees) == (given_.name, given_.in_degrees)
    assert tuple(again.columns) == tuple(given_.columns)
    for name in given_.columns:
        np.testing.assert_array_equal(again.columns[name], given_.columns[name])


def test_the_heading_of_a_trc_is_what_opensim_asks_for(tmp_path: Path) -> None:
    # As TRCFileAdapter of OpenSim 4 checks it: keys, counts, labels and axes.
    positions = np.arange(12.0).reshape(2, 2, 3)
    positions[1, 1] = np.nan
    write_trc(
        Markers(("RSH", "LSH"), [0.0, 0.004], positions, 250.0), tmp_path / "run.trc", unit="mm"
    )
    lines = (tmp_path / "run.trc").read_text(encoding="utf-8").split("\n")
    assert lines[0] == "PathFileType\t4\t(X/Y/Z)\trun.trc"
    assert lines[1].split("\t") == [
        "DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate",
        "OrigDataStartFrame", "OrigNumFrames",
    ]  # fmt: skip
    assert lines[2].split("\t") == ["250.0", "250.0", "2", "2", "mm", "250.0", "1", "2"]
    assert lines[3].split("\t") == ["Frame#", "Time", "RSH", "", "", "LSH", "", ""]
    assert lines[4].split("\t") == ["", "", "X1", "Y1", "Z1", "X2", "Y2", "Z2"]
    assert lines[5] == ""
    assert lines[6].split("\t")[:5] == ["1", "0.0", "0.0", "1000.0", "2000.0"]
    assert lines[7].split("\t")[-3:] == ["nan"] * 3


def test_the_heading_of_a_mot_is_what_opensim_writes(tmp_path: Path) -> None:
    motion = Motion("Coordinates", [0.0, 0.1], {"knee_angle_r": [1.0, 2.0]}, in_degrees=True)
    write_mot(motion, tmp_path / "a.mot")
    assert (tmp_path / "a.mot").read_text(encoding="utf-8") == (
        "Coordinates\nversion=1\nnRows=2\nnColumns=2\ninDegrees=yes\nendheader\n"
        "time\tknee_angle_r\n0.0\t1.0\n0.1\t2.0\n"
    )


GOOD = (
    "PathFileType\t4\t(X/Y/Z)\ta.trc\nDataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\t"
    "OrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n100\t100\t2\t1\tm\t100\t1\t2\n"
    "Frame#\tTime\tA\t\t\n\t\tX1\tY1\tZ1\n\n1\t0\t1\t2\t3\n2\t0.01\t\t\t\t\n"
)


def test_empty_fields_are_gaps_and_a_tab_more_is_nothing() -> None:
    markers = read_trc(source(GOOD.encode()))
    assert markers.positions[0, 0].tolist() == [1.0, 2.0, 3.0]
    assert np.isnan(markers.positions[1, 0]).all()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("PathFileType", "Frames", "trc-not"),
        ("\tm\t", "\tinch\t", "trc-unit"),
        ("100\t100\t2", "0\t100\t2", "trc-heading"),
        ("100\t100\t2", "100\t100\tmany", "trc-heading"),
        ("100\t100\t2", "100\t100\t3", "trc-frames"),
        ("1\t0\t1\t2\t3", "1\t0\t1\t2", "motion-columns"),
        ("1\t0\t1\t2\t3", "1\t0\t1\t2\tx", "not-numbers"),
        ("2\t0.01", "2\t0", "not-increasing"),
        ("1\t0\t1\t2\t3", "1\t0\t1\t2\tinf", "motion-infinite"),
    ],
)
def test_a_trc_that_does_not_hold_what_it_says_is_refused(old: str, new: str, code: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        read_trc(source(GOOD.replace(old, new, 1).encode()))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("time\ta\n0\t1\n", "mot-not"),
        ("endheader\n", "mot-columns"),
        ("endheader\na\tb\n0\t1\n", "mot-columns"),
        ("endheader\ntime\ta\ta\n0\t1\t2\n", "mot-columns"),
        ("endheader\ntime\ta\n", "motion-empty"),
        ("endheader\ntime\ta\n0\t1\t2\n", "motion-columns"),
        ("endheader\ntime\n0\n", "motion-empty"),
    ],
)
def test_a_mot_that_is_none_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_mot(source(text.encode()))
    assert caught.value.code == code


@pytest.mark.parametrize("name", ["time", "two words"])
def test_a_column_that_a_mot_cannot_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        write_mot(Motion("x", [0.0], {name: [1.0]}), tmp_path / "a.mot")
    assert caught.value.code == "motion-name"


@pytest.mark.parametrize("title", ["a=b", "endheader", "two\nlines"])
def test_a_title_that_would_be_taken_for_something_else_is_refused(
    tmp_path: Path, title: str
) -> None:
    with pytest.raises(InputError) as caught:
        write_mot(Motion(title, [0.0], {"a": [1.0]}), tmp_path / "a.mot")
    assert caught.value.code == "motion-name"
