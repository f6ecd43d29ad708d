"""The door: what is recognised, what is asked, and that any bytes give a reading or `InputError`."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.devices.test_chronojump import SESSION
from tests.devices.test_gate_exports import FREELAP, VALD
from tests.devices.test_kinovea import export
from tests.devices.test_laser import columns
from tests.devices.test_stalker import RAD
from tests.devices.text_files import DATA, DEVICES, read, refused

from flyzone.devices.detect import LARGEST_FILE, formats, read_bytes, read_file, recognise
from flyzone.devices.format import ReadOptions, Source
from flyzone.devices.tables.ledger import MOST_ROWS_ASIDE
from flyzone.devices.tables.samples import MOST_TRACES
from flyzone.devices.tables.split_kind import FASTEST_RUNNER_M_S
from flyzone.devices.tables.sprints import MOST_SPRINTS
from flyzone.devices.tables.text import LARGEST_TEXT, MOST_LINES
from flyzone.devices.write_csv import write_csv
from flyzone.errors import InputError
from flyzone.model import Reading, Splits, Trace
from flyzone.model.trace import FASTEST_M_S

SPLITS = "athlete,distance_m,time_s\nA,10,1.90\nA,20,3.10\nB,10,1.80\nB,20,2.95\n"
WIDE = "Name;Fly 10 m (s);0-10 m;10-20 m;20 m\nA;0,95;1,90;1,20;3,10\nB;0,96;1,80;1,20;3,00\n"
TRACE = "time_s,velocity_m_s,distance_m\n" + "".join(
    f"{i / 50:.2f},{i / 10:.2f},{i * i / 1000:.3f}\n" for i in range(40)
)
VALID = [
    text.encode()
    for text in (SPLITS, WIDE, TRACE, RAD, SESSION, FREELAP, VALD, export(1), columns(), columns(";", True))
]  # fmt: skip
OPTIONS = [
    ReadOptions(),
    ReadOptions(distances_m=(10.0, 20.0), sample_rate_hz=50.0),
    ReadOptions(times_are="intervals", metres_per_pixel=0.01, sample_rate_hz=50.0),
    ReadOptions(distances_m=(float("nan"),), times_are="?", metres_per_pixel=float("nan"),
                sample_rate_hz=float("inf")),
]  # fmt: skip
NASTY = [
    b"nan", b"inf", b"1e400", b"\0", b'"', b"9" * 400, b"-", b"", b"\xff", b"\r", b"\n", b"\r\n", b";",
    b",", b"\t", b"1,234", b"1.234", b"0", b"x" * 6000, "é".encode(), "٣".encode(), b"1_0", b"=1+1",
]  # fmt: skip


def tried(data: bytes, options: ReadOptions, dialect: str | None) -> Reading | InputError:
    """What the door gives; any other exception fails the test."""
    start = time.process_time()
    found: Reading | InputError
    try:
        found = read_bytes(data, "file", options, dialect)
    except InputError as error:
        found = error
    # Of the processor: what others do on this machine meanwhile is no fault of the reader.
    assert time.process_time() - start < 2.0
    return found


DIALECTS = st.sampled_from([None, *(form.dialect for form in formats())])


@given(st.binary(max_size=400), st.sampled_from(OPTIONS), DIALECTS)
def test_any_bytes_give_a_reading_or_an_input_error(
    data: bytes, options: ReadOptions, dialect: str | None
) -> None:
    tried(data, options, dialect)


@given(
    st.lists(st.sampled_from(["time", "distance", "velocity", "athlete", "10 m", "Split 1", "L1", "N",
                              "ID", "zeit", "t_5m", "mass"]), min_size=1, max_size=6),
    st.lists(st.text("0123456789.,;\t|\" -:abcE\n\r", max_size=30), max_size=12),
    st.sampled_from([",", ";", "\t", "|", "  ", " "]),
    st.sampled_from(OPTIONS),
    DIALECTS,
)  # fmt: skip
def test_any_table_gives_a_reading_or_an_input_error(
    headings: list[str],
    lines: list[str],
    separator: str,
    options: ReadOptions,
    dialect: str | None,
) -> None:
    tried("\n".join([separator.join(headings), *lines]).encode(), options, dialect)


@given(st.integers(0, 2**32), st.sampled_from(VALID), st.sampled_from(OPTIONS), DIALECTS)
def test_damaged_files_give_a_reading_or_an_input_error(
    seed: int, valid: bytes, options: ReadOptions, dialect: str | None
) -> None:
    draw = random.Random(seed)
    lines = valid.splitlines(keepends=True)
    for _ in range(draw.randint(1, 6)):
        i = draw.randrange(len(lines))
        cut = draw.randrange(len(lines[i]) + 1)
        kind = draw.randrange(7)
        if kind == 0 and len(lines) > 1:
            del lines[i]
        elif kind == 1:
            lines.insert(i, draw.choice(lines))
        elif kind == 2:
            lines[i] = lines[i][:cut]
        elif kind == 3:
            lines[i] = lines[i][:cut] + draw.choice(NASTY) + lines[i][cut:]
        elif kind == 4:
            draw.shuffle(lines)
        elif kind == 5:
            lines[i] = lines[i].rstrip(b"\r\n") + draw.choice([b"\r", b"\n", b"\r\n", b""])
        else:
            lines = lines[: i + 1]
    found = tried(b"".join(lines), options, dialect)
    if isinstance(found, Reading):
        assert not found.empty or found.held


SLOW: dict[str, Callable[[], bytes]] = {
    "long line": lambda: b"time_s,velocity_m_s\n" + b"1,2," * 1_900_000,
    "long heading": lambda: b"time_s," * 1_100_000,
    "junk": lambda: b"athlete,distance_m,time_s\n" + b"a,b,c\n" * 240_000,
    "quotes": lambda: b"athlete,distance_m,time_s\n" + b'"a,b\n' * 240_000,
    "stamps": lambda: b"time_s,velocity_m_s\n" + b"0.1,1\n0.1,2\n" * 120_000,
    "names": lambda: (
        b"athlete,time_s,velocity_m_s\n" + b"".join(b"%d,0,1\n" % i for i in range(200_000))
    ),
    "runs": lambda: b"athlete,5 m,10 m\n" + b"".join(b"%d,1.0,1.8\n" % i for i in range(200_000)),
    "headings": lambda: b"\n".join(
        b";".join(b"split %d (10 m)" % (i * 200 + j) for j in range(200)) for i in range(60)
    ),
    "spaces": lambda: b"STALKER ATS\na" + b" " * 2_000_000 + b"b:" + b" " * 2_000_000 + b"c\n",
    "lines": lambda: b"\n" * 32_000_000,
    "zeros": lambda: b"\0" * 32_000_000,
}


@pytest.mark.gate
@pytest.mark.parametrize("kind", SLOW)
def test_files_made_to_be_slow_are_done_in_time(kind: str) -> None:
    data = SLOW[kind]()
    for dialect in (None, "splits-csv", "trace-csv", "stalker-ats"):
        tried(data, ReadOptions(), dialect)


MEASURED = """
import re, sys, time
from pathlib import Path
from flyzone.devices.detect import read_file
start = time.process_time()
reading = read_file(sys.argv[1])
spent = time.process_time() - start
# Of this program alone: the usage that the system reports counts what its parent had taken, too.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(sum(map(len, reading.traces)), spent, int(peak[1]) / 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured on Linux")
@pytest.mark.gate
def test_five_megabytes_take_two_seconds_and_200_mb_at_most(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    rows = "".join(
        f"A{i // 5000};{i % 5000 / 1000:.3f};{28 + i % 97 / 100:.3f};{i % 5000 / 125:.3f}\n"
        for i in range(220_000)
    )
    text = "Name;Zeit (s);Geschwindigkeit (km/h);Weg (m)\n" + rows
    path.write_text(text.replace(".", ","), encoding="utf-8")
    assert path.stat().st_size > 5_000_000
    command = [sys.executable, "-c", MEASURED, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    samples, seconds, megabytes = result.stdout.split()
    assert int(samples) == 220_000
    assert float(seconds) < 2.0
    assert float(megabytes) < 200.0


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        (SPLITS, "splits-csv"), (WIDE, "splits-csv"), (TRACE, "trace-csv"), (RAD, "stalker-ats"),
        (SESSION, "chronojump-csv"), (FREELAP, "freelap"), (VALD, "vald"), (export(1), "kinovea-csv"),
        (columns(), "laser-text"),
    ],
)  # fmt: skip
def test_each_format_is_recognised_and_by_no_other_as_surely(text: str, dialect: str) -> None:
    claims = recognise(Source(text.encode()))
    assert claims[0][0].dialect == dialect
    assert all(claim.certainty < claims[0][1].certainty for _, claim in claims[1:])


REAL = [
    ("shorts_split_times.csv", "splits-csv"), ("shorts_vescovi.csv", "splits-csv"),
    ("championships_splits.csv", "splits-csv"), ("shorts_jb_morin.csv", "trace-csv"),
    ("shorts_radar_gun_data.csv", "trace-csv"), ("shorts_dynaspeed.csv", "trace-csv"),
    ("stalker_athleteA_1.rad", "stalker-ats"), ("stalker_athleteB_1.rda", "stalker-rda"),
    ("kinovea_export_example1.csv", "kinovea-csv"), ("Activity.fit", "fit"),
    ("lynx_startlist_anonymised.evt", "finishlynx-evt"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "dialect"), REAL)
def test_each_real_file_is_recognised(name: str, dialect: str) -> None:
    path = next((folder / name for folder in (DATA, DEVICES) if (folder / name).is_file()), None)
    if path is None:
        pytest.skip("the real file is not here")
    assert recognise(Source(path.read_bytes(), name))[0][0].dialect == dialect


@pytest.mark.parametrize("name", ["rugby_radar_manual_fvp.csv", "README.md"])
def test_real_files_without_a_sprint_are_not_recognised(name: str) -> None:
    path = DATA / name
    if not path.is_file():
        pytest.skip("the real file is not here")
    with pytest.raises(InputError) as caught:
        read_file(path)
    assert caught.value.code == "format-unknown"
    assert name in caught.value.message


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\x1f\x8brest of it", "Unpack it first"),
        (b"%PDF-1.7\n", "Export the measurement as CSV"),
        (b"\x00\x01\x02\x03\x04", "00 01 02 03 04"),
        (b"Dear coach,\nhere is", "'Dear coach,'"),
    ],
)
def test_what_is_not_recognised_is_described_with_the_next_step(data: bytes, advice: str) -> None:
    error = refused(data)
    assert error.code == "format-unknown"
    assert advice in error.message
    assert "Table of split times (CSV)" in error.message


def test_the_user_may_name_the_dialect() -> None:
    assert read(SPLITS, "brower").dialect == "brower"
    error = refused(SPLITS, "stopwatch")
    assert error.code == "dialect-unknown"
    assert "splits-csv" in error.message


def test_what_flyzone_writes_it_reads_back(tmp_path: Path) -> None:
    splits = (
        Splits.of([5, 10, 20], [1.04, 1.82, 3.16], sd=0.01, athlete="=Zoë, or so", run="1"),
        Splits.of([10, 20], [1.9, 3.1], sd=[0.01, 0.02], athlete="Bo"),
    )
    steps = np.arange(60) / 50.0
    traces = (
        Trace(steps, 9.0 - 8.0 * np.exp(-steps), None, athlete="A", run="-1"),
        Trace(steps, None, steps**2, athlete="B"),
    )
    for sprints in (splits, traces):
        write_csv(sprints, tmp_path / "sprints.csv")
        reading = read_file(tmp_path / "sprints.csv")
        found = (*reading.splits, *reading.traces)
        # What the file adds: where it came from, and how finely its times are written.
        plain = [
            replace(one, origin="not stated", rounding_sd=0.0)
            if isinstance(one, Splits)
            else replace(one, origin="not stated")
            for one in found
        ]
        assert plain == list(sprints)
        assert (reading.rejected, reading.held) == ((), ())


def test_all_dialects_have_their_own_name() -> None:
    names = [form.dialect for form in formats()]
    assert len(set(names)) == len(names)
    assert {"fit", "gpx", "tcx", "finishlynx-evt", "finishlynx-lif", "finishlynx-ppl"} <= {*names}


def test_the_page_lists_every_dialect_and_whether_a_real_export_was_seen() -> None:
    page = (Path(__file__).parents[2] / "docs" / "devices.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([a-z-]+)` \|.*\| (yes|no) \|$", page, re.M))
    assert listed == {form.dialect: "yes" if form.seen else "no" for form in formats()}


def test_the_limits_on_the_page_are_those_of_the_readers() -> None:
    page = (Path(__file__).parents[2] / "docs" / "devices.md").read_text(encoding="utf-8")
    page = " ".join(page.split())
    for limit in (
        f"files above {LARGEST_FILE // 1_000_000} MB",
        f"tables above {LARGEST_TEXT // 1_000_000} MB",
        f"{MOST_LINES:,} lines",
        f"{MOST_SPRINTS:,} runs",
        f"{MOST_TRACES:,} recordings",
        f"more than {MOST_ROWS_ASIDE:,} rows",
        f"faster than {FASTEST_RUNNER_M_S:g} m/s",
        f"above {FASTEST_M_S:g} m/s",
    ):
        assert limit in page


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "Läufe 1.csv"
    path.write_text(SPLITS, encoding="utf-8")
    assert len(read_file(path).splits) == 2
    assert len(read_file(str(path), ReadOptions(), "splits-csv").splits) == 2


def test_files_that_cannot_be_opened_are_told(tmp_path: Path) -> None:
    empty, large, pipe = tmp_path / "empty.csv", tmp_path / "large.csv", tmp_path / "pipe"
    empty.touch()
    with large.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    os.mkfifo(pipe)
    for path, code in [
        (tmp_path / "none.csv", "file-missing"),
        (tmp_path, "file-is-folder"),
        (empty, "file-empty"),
        (large, "file-too-large"),
        (pipe, "file-is-device"),
        (Path(os.devnull), "file-is-device"),
        (empty / "below", "file-unreadable"),
        (tmp_path / ("x" * 5000), "file-unreadable"),
        (tmp_path / "a\0b", "file-unreadable"),
    ]:
        with pytest.raises(InputError) as caught:
            read_file(path)
        assert caught.value.code == code, path


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "splits.csv"
    path.write_text(SPLITS, encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError("not yours")

    # Permissions do not stop an administrator, who may be the one who runs this test.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError) as caught:
        read_file(path)
    assert caught.value.code == "file-not-permitted"


def test_more_bytes_than_allowed_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(b"a" * (LARGEST_FILE + 1))
    assert caught.value.code == "file-too-large"
