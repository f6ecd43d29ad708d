"""Whatever the bytes, a recording gives a reading or an `InputError`, quickly and in little memory."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.devices import watch_files as r

from flyzone.devices import fit, gpx, lynx_evt, lynx_lif, lynx_ppl, tcx
from flyzone.devices.opensim import read_mot, read_trc
from flyzone.errors import InputError

SPEED = "<Extensions><ns3:TPX><ns3:Speed>7.1</ns3:Speed></ns3:TPX></Extensions>"
FIT = r.fit_file(
    [
        r.fit_timer(0, "start"),
        *(r.fit_record(i, speed=5.0, distance=5.0 * i, heart_rate=90 + i) for i in range(5)),
        r.fit_lap(0, 5.0, total_distance=25.0),
    ]
)
# A developer's field: its index, its description, and a record that has it.
DEVELOPER = r.fit_body(
    b"\x40\0\0\xcf\0\x01\x03\x01\x02" + b"\0\0"
    + b"\x41\0\0\xce\0\x04\0\x01\x02\x01\x01\x02\x02\x01\x02\x03\x04\x07" + b"\x01\0\x05\x02abc\0"
    + b"\x62\0\0\x14\0\x02\xfd\x04\x86\x06\x02\x84\x01\x05\x01\0"
    + b"\x02\0\0\0\x20\x10\x10\x21\x02\x01\0\0\x20\x10\x10\x22"
)  # fmt: skip
GPX = r.gpx("".join(r.gpx_point(i, 0.0, i * 6e-5, "<ele>3</ele>") for i in range(5)))
TCX = r.tcx(
    r.tcx_lap(
        0, 5.0, "<Track>" + "".join(r.tcx_point(i, 7.0 * i, SPEED) for i in range(5)) + "</Track>"
    )
)
EVT = b'5,1,2,"100 m",,,,,,100\n,7,1,Jones,Steve,Club\n\t8,2,Smith,Al\n; remark\n6,1,1,200 m\n,9,3,A,B\n'
LIF = (
    b"11,1,1,Girls 100,1.2,m/s,,,,100,11:47:50.9\n"
    b'1,832,3,Last,First,School,12.34,,12.34,0.145,"6.2 (6.2), 12.34 (6.14)",,\n'
    b"2,,2,,,,1:43.85,,8.655,,,,,,\nDNF,5,4,A,B,C,,\n"
)
PPL = b"832,Last01,First01,School A\nB7,Last02,First02,School B\n"
TRC = (
    b"PathFileType\t4\t(X/Y/Z)\ta.trc\nDataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\n"
    b"100\t100\t2\t1\tmm\nFrame#\tTime\tA\t\t\n\t\tX1\tY1\tZ1\n\n1\t0\t1\t2\t3\n2\t0.01\t\t\t\n"
)
MOT = b"Coordinates\nversion=1\ninDegrees=yes\nendheader\ntime\ta\tb\n0\t1\t2\n0.1\tnan\t3e-5\n"


def reader(form: object) -> Callable[[bytes], object]:
    def read(data: bytes) -> object:
        form.recognise(r.source(data, "x"))  # type: ignore[attr-defined]
        return form.read(r.source(data, "x"), r.OPTIONS)  # type: ignore[attr-defined]

    return read


CASES = [
    pytest.param(reader(fit.FORMAT), FIT, id="fit"),
    pytest.param(reader(fit.FORMAT), DEVELOPER, id="fit-developer"),
    pytest.param(reader(gpx.FORMAT), GPX, id="gpx"),
    pytest.param(reader(tcx.FORMAT), TCX, id="tcx"),
    pytest.param(reader(lynx_evt.FORMAT), EVT, id="evt"),
    pytest.param(reader(lynx_lif.FORMAT), LIF, id="lif"),
    pytest.param(reader(lynx_ppl.FORMAT), PPL, id="ppl"),
    pytest.param(lambda data: read_trc(r.source(data)), TRC, id="trc"),
    pytest.param(lambda data: read_mot(r.source(data)), MOT, id="mot"),
]

edits = st.lists(
    st.tuples(
        st.sampled_from(["set", "insert", "delete", "repeat"]),
        st.integers(0, 2**20),
        st.binary(min_size=1, max_size=6)
        | st.sampled_from([b",", b"\n", b"0", b"-", b"9" * 30, b"<", b"&x;", b'"', b"\xff" * 8]),
    ),
    max_size=6,
)


def edited(data: bytes, changes: list[tuple[str, int, bytes]]) -> bytes:
    work = bytearray(data)
    for kind, place, new in changes:
        at = place % (len(work) + 1)
        if kind == "set":
            work[at : at + len(new)] = new
        elif kind == "insert":
            work[at:at] = new
        elif kind == "delete":
            del work[at : at + 3 * len(new)]
        else:
            work[at:at] = work[at : at + 20]
    return bytes(work)


@pytest.mark.parametrize(("read", "good"), CASES)
def test_the_untouched_file_is_read(read: Callable[[bytes], object], good: bytes) -> None:
    assert read(good) is not None


@pytest.mark.parametrize(("read", "good"), CASES)
@given(changes=edits, cut=st.none() | st.integers(0, 2**20))
@settings(max_examples=150)
def test_edited_and_cut_files_give_a_reading_or_an_input_error(
    read: Callable[[bytes], object],
    good: bytes,
    changes: list[tuple[str, int, bytes]],
    cut: int | None,
) -> None:
    data = edited(good, changes)
    data = data if cut is None else data[: cut % (len(data) + 1)]
    started = time.process_time()
    with contextlib.suppress(InputError):
        read(data)
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize(("read", "good"), CASES)
@given(noise=st.binary(max_size=300), kept=st.integers(0, 40))
@settings(max_examples=60)
def test_noise_gives_an_input_error_or_a_reading(
    read: Callable[[bytes], object], good: bytes, noise: bytes, kept: int
) -> None:
    with contextlib.suppress(InputError):
        read(good[:kept] + noise)


LINES = {
    "same-moment": "".join(r.gpx_point(0, 0.0, i * 1e-4) for i in range(2500)),
    "backwards": "".join(r.gpx_point(9000 - i, 0.0, 0.0) for i in range(2500)),
    "zigzag": "".join(r.gpx_point(i, float(i % 2), 0.0) for i in range(2500)),
    "stairs": "".join(r.gpx_point(i, float(i // 2 % 60), 0.0) for i in range(2500)),
    "no-place": "<trkpt/>" * 12_000,
    "attributes": "<trkpt" + "".join(f" a{i}='1'" for i in range(40_000)) + "/>",
    "text": "<trkpt><time>" + "9" * 2_000_000 + "</time></trkpt>",
    "namespaces": "<trkpt" + " xmlns" * 200_000,
}


@pytest.mark.parametrize("name", LINES)
def test_files_made_to_exhaust_a_reader_do_not(name: str) -> None:
    data = r.gpx(LINES[name])
    started = time.process_time()
    with contextlib.suppress(InputError):
        gpx.read(r.source(data), r.OPTIONS)
    assert time.process_time() - started < 2.0
    tracemalloc.start()
    with contextlib.suppress(InputError):
        gpx.read(r.source(data), r.OPTIONS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200e6


def test_readers_and_writers_load_no_library_before_they_are_used() -> None:
    program = """
import sys
from flyzone.devices import finishlynx, fit, gpx, opensim, tcx
from flyzone.devices import write_csv, write_fit_workout, write_icalendar, write_parquet
heavy = {"fitdecode", "fit_tool", "gpxpy", "defusedxml", "icalendar", "pyarrow", "pandas"}
print(sorted(heavy & set(sys.modules)))
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
