"""Clips that cannot be read, or not to their end, and what the user is told."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from flyzone.errors import VideoError
from flyzone.timing.clock import read_clock
from flyzone.video import probe
from flyzone.video.frame_times import FrameTimes
from flyzone.video.read_report import ReadReport
from flyzone.video.reader import open_clip
from flyzone.video.wholeness import check_wholeness
from flyzone.video.writer import VideoWriter


def numbered(number: int, width: int = 128, height: int = 96) -> np.ndarray:
    frame = np.full((height, width, 3), 60, np.uint8)
    for bit in range(8):
        if number >> bit & 1:
            frame[8:40, bit * 16 : (bit + 1) * 16] = 220
    return frame


def number_of(luma: np.ndarray) -> int:
    return sum(1 << bit for bit in range(8) if luma[24, bit * 16 + 8] > 128)


def write(path, frames=40, **more):
    step = 1 if path.suffix == ".avi" else 3000
    with VideoWriter(path, 128, 96, **more) as writer:
        for number in range(frames):
            writer.write(numbered(number), number * step)
    return path


def transport_stream(path, start, size=(128, 96), frames=20):
    with av.open(str(path), "w", format="mpegts") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 90000)
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(numbered(number, *size), format="bgr24")
            frame.pts, frame.time_base = start + number * 3000, Fraction(1, 90000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path.read_bytes()


def refused(path, code):
    with pytest.raises(VideoError) as caught, open_clip(path) as clip:
        list(clip.frames())
    assert caught.value.code == code
    return caught.value.message


def test_missing_file(tmp_path):
    message = refused(tmp_path / "none.mp4", "clip-missing")
    assert "none.mp4" in message
    assert "Check the name" in message
    refused("with\0zero.mp4", "clip-missing")


def test_folder(tmp_path):
    assert "is a folder" in refused(tmp_path, "clip-folder")


def test_device_and_pipe_are_not_opened(tmp_path):
    refused("/dev/zero", "clip-not-a-file")
    os.mkfifo(tmp_path / "pipe.mp4")
    refused(tmp_path / "pipe.mp4", "clip-not-a-file")  # would wait for ever


def test_empty_file(tmp_path):
    (tmp_path / "empty.mp4").touch()
    assert "0 bytes" in refused(tmp_path / "empty.mp4", "clip-empty")


def test_no_permission(tmp_path, monkeypatch):
    path = write(tmp_path / "a.mp4", 3)

    def denied(self, *arguments, **named):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", denied)
    assert "may not be read" in refused(path, "clip-permission")


@pytest.mark.skipif(os.name != "posix", reason="file permissions of POSIX")
def test_no_permission_for_a_user_who_is_not_root(tmp_path):
    path = write(tmp_path / "a.mp4", 3)
    path.chmod(0)
    program = (
        "import os, sys\n"
        "from flyzone.errors import VideoError\n"
        "from flyzone.video.reader import open_clip\n"
        "os.geteuid() or os.seteuid(65534)\n"
        "try:\n    open_clip(sys.argv[1])\n"
        "except VideoError as problem:\n    print(problem.code)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout.strip() == "clip-permission"


@pytest.mark.parametrize(
    "content",
    [
        b"hello, this is text\n" * 100,
        bytes(range(256)) * 80,
        b"\x89PNG\r\n\x1a\n" + bytes(3000),
        b"RIFF\xff\xff\x00\x00WAVEfmt " + bytes(3000),
    ],
)
def test_what_is_no_video(tmp_path, content):
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    assert "not a video that can be read" in refused(path, "clip-not-a-video")


def test_playlists_lead_nowhere(tmp_path):
    secret = write(tmp_path / "secret.mp4", 3)
    lists = {
        "a.m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\n{secret}\n#EXT-X-ENDLIST\n",
        "b.mp4": f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\n{secret}\n#EXT-X-ENDLIST\n",
        "c.ffconcat": f"ffconcat version 1.0\nfile {secret}\n",
        "d.mp4": f"ffconcat version 1.0\nfile '{secret.name}'\n",
    }
    for name, text in lists.items():
        (tmp_path / name).write_text(text)
        refused(tmp_path / name, "clip-not-a-video")


def test_names_are_never_taken_for_protocols(tmp_path, monkeypatch):
    secret = write(tmp_path / "secret.mp4", 3)
    monkeypatch.chdir(tmp_path)
    refused(f"concat:{secret}|{secret}", "clip-missing")
    refused(f"file:{secret}", "clip-missing")
    refused("pipe:0", "clip-missing")
    refused("secret%d.mp4", "clip-missing")
    assert "Download the clip" in refused("http://localhost:1/a.mp4", "clip-not-local")
    # A file that is really called like that is just a file.
    odd = Path("concat:a|b.mp4")
    odd.write_bytes(secret.read_bytes())
    with open_clip(odd) as clip:
        assert len(list(clip.frames())) == 3


def test_sound_alone(tmp_path):
    path = tmp_path / "audio.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        for number in range(20):
            samples = np.zeros((1, 1024), np.float32)
            frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 44100, number * 1024
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    assert "only audio" in refused(path, "clip-no-video")


def test_stream_without_a_frame(tmp_path):
    path = write(tmp_path / "a.mkv", 1, codec="ffv1")
    data = bytearray(path.read_bytes())
    at = data.index(b"\xa3", data.index(b"\x1f\x43\xb6\x75"))  # the cluster's only block
    data[at + 20 :] = bytes(len(data) - at - 20)
    path.write_bytes(data)
    assert "no frame in it" in refused(path, "clip-no-frames")


def test_one_frame_is_read_and_refused_by_the_clock(tmp_path):
    path = write(tmp_path / "one.mp4", 1)
    with open_clip(path) as clip:
        times = np.array([frame.time_s for frame in clip.frames()])
    assert times.size == 1
    with pytest.raises(VideoError, match="at least 2 frames"):
        read_clock(times)


def test_absurd_size_is_refused_before_it_is_decoded(tmp_path):
    path = write(tmp_path / "bomb.mov", 2, codec="qtrle", pix_fmt="rgb24")
    data = bytearray(path.read_bytes())
    at = data.index(b"stsd") + 4 + 4 + 4 + 8 + 24  # width and height in the sample description
    assert struct.unpack(">2H", data[at : at + 4]) == (128, 96)
    data[at : at + 4] = struct.pack(">2H", 12000, 12000)
    path.write_bytes(data)
    assert "at most 67 million pixels" in refused(path, "clip-size")


def test_size_limit_holds_for_what_the_decoder_finds(tmp_path, monkeypatch):
    monkeypatch.setattr(probe, "MOST_PIXELS", 128 * 96 - 1)
    assert "128 x 96 pixels" in refused(write(tmp_path / "a.mp4", 2), "clip-size")


def test_mp4_without_its_index(tmp_path):
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as container:  # index at the end, as phones write it
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 128, 96, "yuv420p"
        for number in range(20):
            frame = av.VideoFrame.from_ndarray(numbered(number), format="bgr24")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    data = path.read_bytes()
    for share in (0.1, 0.5, 0.7, 0.97):
        path.write_bytes(data[: int(len(data) * share)])
        assert "index (moov)" in refused(path, "clip-truncated")


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("a.mp4", {}),
        ("a.mov", {"bframes": 3}),
        ("a.mkv", {}),
        ("a.webm", {"codec": "libvpx-vp9"}),
        ("a.avi", {"codec": "mjpeg", "pix_fmt": "yuvj420p"}),
    ],
)
def test_clip_cut_at_the_end_is_read_up_to_there_and_says_so(tmp_path, name, more):
    path = write(tmp_path / name, 60, **more)
    assert check_wholeness(path).missing_bytes == 0
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * 0.75)])
    assert check_wholeness(path).missing_bytes == len(data) - int(len(data) * 0.75)
    with open_clip(path) as clip:
        assert clip.stream.truncated
        found = [(round(f.time_s * 30), number_of(f.luma)) for f in clip.frames()]
    assert 5 < len(found) < 60
    # The last one or two may be made up by the decoder from half a frame.
    assert all(place == number for place, number in found[:-2])
    codes = [notice.code for notice in clip.report.notices()]
    assert codes[0] == "clip-truncated"
    assert f"{clip.report.last_time_s:.2f} s" in clip.report.notices()[0].message


def test_damage_in_the_middle_is_counted_and_times_stay_right(tmp_path):
    path = write(tmp_path / "a.mp4", 60, options={"g": "10"})
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat")
    middle = start + (len(data) - start) // 2
    data[middle : middle + 120] = b"\xff" * 120
    path.write_bytes(data)
    with open_clip(path) as clip:
        found = [(round(f.time_s * 30), number_of(f.luma)) for f in clip.frames()]
    assert clip.report.damaged > 0
    assert "clip-damaged" in [notice.code for notice in clip.report.notices()]
    right = [place for place, number in found if place == number]
    assert len(right) >= 40
    assert right[0] == 0
    assert right[-1] == 59


def test_damaged_avi_is_refused_because_places_are_lost(tmp_path):
    path = write(tmp_path / "a.avi", 60, codec="mjpeg", pix_fmt="yuvj420p")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 1500] = b"\x00" * 1500
    path.write_bytes(data)
    assert "AVI keeps no timestamps" in refused(path, "clip-damaged")


def test_clips_joined_end_to_end_are_refused(tmp_path):
    first = transport_stream(tmp_path / "a.ts", 90_000)
    second = transport_stream(tmp_path / "b.ts", 0)
    path = tmp_path / "joined.ts"
    path.write_bytes(first + second)
    assert "goes back after 0.63 s" in refused(path, "clip-clock-restarts")


def test_changing_size_is_refused(tmp_path):
    first = transport_stream(tmp_path / "a.ts", 90_000)
    second = transport_stream(tmp_path / "b.ts", 200_000, (160, 96))
    path = tmp_path / "joined.ts"
    path.write_bytes(first + second)
    assert "from 128 x 96 to 160 x 96" in refused(path, "clip-size-changes")


class Stream:
    time_base = Fraction(1, 1000)
    average_rate = Fraction(25)
    base_rate = None


class Picture:
    def __init__(self, pts):
        self.pts = pts


def placed(stamps):
    report = ReadReport()
    clock = FrameTimes(Path("clip.mp4"), Stream(), report)
    return [clock.place(Picture(stamp)) for stamp in stamps], report


def test_missing_timestamp_takes_the_interval_before():
    found, report = placed([10, 50, None, None, 170])
    assert found == [(0, 0.0), (1, 0.04), (2, 0.08), (3, 0.12), (4, 0.16)]
    assert report.repaired_timestamps == 2
    assert [notice.code for notice in report.notices()] == ["timestamps-repaired"]


def test_frame_whose_time_does_not_advance_is_left_out():
    found, report = placed([0, 40, 40, 30, 80])
    assert found == [(0, 0.0), (1, 0.04), None, None, (2, 0.08)]
    assert report.dropped_frames == 2


def test_clock_that_stays_behind_is_a_restart():
    with pytest.raises(VideoError, match=r"goes back after 0\.36 s"):
        placed([*range(0, 400, 40), *range(0, 400, 40)])


def test_box_lengths_that_lie_do_not_hang_the_check(tmp_path):
    path = tmp_path / "a.mp4"
    for tail in (b"\0\0\0\0mdat", b"\0\0\0\1mdat" + b"\xff" * 8, b"\0\0\0\2moov", b"\0\0"):
        path.write_bytes(b"\0\0\0\x10ftypisom\0\0\0\0" + tail)
        assert check_wholeness(path).lacks_index
        refused(path, "clip-truncated")
