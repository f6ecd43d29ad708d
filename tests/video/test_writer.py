"""Writing clips: what goes in comes out, and a failure leaves nothing behind."""

from __future__ import annotations

import errno
import subprocess
import sys
from fractions import Fraction

import av
import numpy as np
import pytest

from flyzone.errors import OutputError
from flyzone.video.reader import open_clip
from flyzone.video.writer import VideoWriter


def picture(width: int = 64, height: int = 48, level: int = 90) -> np.ndarray:
    frame = np.full((height, width, 3), level, np.uint8)
    frame[:, : width // 4] = (200, 40, 30)
    return frame


def read(path):
    with open_clip(path) as clip:
        return clip.stream, [(f.time_s, f.bgr(), f.luma.copy()) for f in clip.frames()]


def test_timestamps_come_back_exactly_as_written(tmp_path):
    path = tmp_path / "clip.mp4"
    stamps = [0, 3000, 5500, 9001, 12000, 90000]
    with VideoWriter(path, 64, 48) as writer:
        for stamp in stamps:
            writer.write(picture(), stamp)
    assert writer.frames_written == 6
    _, frames = read(path)
    assert [time for time, _, _ in frames] == pytest.approx([s / 90000 for s in stamps], abs=1e-12)


@pytest.mark.parametrize(
    ("name", "codec", "pix_fmt"),
    [
        ("a.mp4", "libx264", "yuv420p"),
        ("a.mov", "libx265", "yuv420p10le"),
        ("a.webm", "libvpx-vp9", "yuv420p"),
        ("a.mkv", "ffv1", "yuv444p"),
        ("a.avi", "mjpeg", "yuvj420p"),
    ],
)
def test_colours_and_gray_survive_each_codec(tmp_path, name, codec, pix_fmt):
    path = tmp_path / name
    for frame in (picture(), np.full((48, 64), 77, np.uint8)):
        with VideoWriter(path, 64, 48, codec=codec, pix_fmt=pix_fmt, crf=8) as writer:
            for index in range(3):
                writer.write(frame, index if name.endswith("avi") else index * 3000)
        stream, frames = read(path)
        assert len(frames) == 3
        assert stream.pixel_format == pix_fmt
        expected = frame if frame.ndim == 3 else np.repeat(frame[..., None], 3, axis=2)
        # Away from the edge of the coloured part, where chroma is shared.
        assert np.abs(frames[1][1][:, 24:].astype(int) - expected[:, 24:]).max() <= 6
        assert np.abs(frames[1][1][:, :12].astype(int) - expected[:, :12]).max() <= 8


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotation_flag_is_clockwise_and_read_back(tmp_path, rotation):
    path = tmp_path / "turned.mp4"
    upright = np.full((48, 64), 60, np.uint8)
    upright[:12, :16] = 230  # bright corner at the upper left
    coded = np.rot90(upright, rotation // 90)  # counter-clockwise, to be turned back by the flag
    with VideoWriter(path, coded.shape[1], coded.shape[0], rotation_deg=rotation) as writer:
        writer.write(np.ascontiguousarray(coded), 0)
        writer.write(np.ascontiguousarray(coded), 3000)
    stream, frames = read(path)
    assert stream.rotation_deg == rotation
    assert (stream.width, stream.height) == (64, 48)
    luma = frames[0][2]
    assert luma.shape == (48, 64)
    assert luma[5, 7] > 180
    assert luma[40, 50] < 90
    assert frames[0][1].shape == (48, 64, 3)
    assert frames[0][1][5, 7, 1] > 180


def test_odd_size_is_padded_where_the_encoder_needs_it(tmp_path):
    path = tmp_path / "odd.mp4"
    frame = picture(65, 47)
    with VideoWriter(path, 65, 47) as writer:
        writer.write(frame, 0)
    stream, frames = read(path)
    assert (stream.width, stream.height) == (66, 48)
    assert np.abs(frames[0][1][:47, :65].astype(int) - frame).max() <= 12
    with VideoWriter(tmp_path / "odd.webm", 65, 47, codec="libvpx-vp9") as writer:
        writer.write(frame, 0)
    assert read(tmp_path / "odd.webm")[0].width == 65


def test_container_tags_keep_their_names(tmp_path):
    path = tmp_path / "tagged.mov"
    tags = {"com.android.capture.fps": "240.000000", "com.apple.quicktime.make": "Apple"}
    with VideoWriter(path, 64, 48, metadata=tags) as writer:
        writer.write(picture(), 0)
    with av.open(str(path)) as container:
        assert tags.items() <= container.metadata.items()


def test_coarse_time_base_is_kept(tmp_path):
    path = tmp_path / "phone.mov"
    with VideoWriter(path, 64, 48, time_base=Fraction(1, 600)) as writer:
        for stamp in (0, 20, 40, 61):
            writer.write(picture(), stamp)
    _, frames = read(path)
    times = [time for time, _, _ in frames]
    assert times == pytest.approx([0, 20 / 600, 40 / 600, 61 / 600], abs=1e-12)


def test_exception_leaves_the_old_file_and_no_temporary(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"good")

    def draw():
        raise RuntimeError("stop")

    def overlay():
        with VideoWriter(path, 64, 48) as writer:
            writer.write(picture(), 0)
            writer.write(draw(), 3000)

    with pytest.raises(RuntimeError, match="stop"):
        overlay()
    assert path.read_bytes() == b"good"
    assert [entry.name for entry in tmp_path.iterdir()] == ["clip.mp4"]


def test_clip_has_no_name_before_it_is_complete(tmp_path):
    path = tmp_path / "clip.mp4"
    with VideoWriter(path, 64, 48) as writer:
        writer.write(picture(), 0)
        assert not path.exists()
    assert path.exists()
    assert len(list(tmp_path.iterdir())) == 1


def test_file_limit_while_writing_removes_the_part_and_keeps_the_old_file(tmp_path):
    # A real failure of the file system in a process of its own: files may not exceed 20 kB there.
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"good")
    program = """
import resource, sys
import numpy as np
from flyzone.errors import OutputError
from flyzone.video.writer import VideoWriter
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
noise = np.random.default_rng(0)
try:
    with VideoWriter(sys.argv[1], 320, 240, crf=5, preset="ultrafast") as writer:
        for index in range(60):
            writer.write(noise.integers(0, 255, (240, 320, 3), dtype=np.uint8), index * 3000)
except OutputError as problem:
    print(problem.code, problem.message)
"""
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout.startswith("output-write The clip clip.mp4 could not be written")
    assert "free space" in run.stdout
    assert path.read_bytes() == b"good"
    assert [entry.name for entry in tmp_path.iterdir()] == ["clip.mp4"]


def test_full_disk_is_named(tmp_path, monkeypatch):
    path = tmp_path / "clip.mp4"
    writer = VideoWriter(path, 64, 48)

    class FullDisk:
        def mux(self, packet):
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self):
            raise OSError(errno.ENOSPC, "No space left on device")

    for index in range(3):
        writer.write(picture(), index)
    writer._container.close()
    writer._container = FullDisk()
    with pytest.raises(OutputError, match=r"disk is full.*Free some space") as caught:
        writer.close()
    assert caught.value.code == "output-disk-full"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"path": "clip.txt"}, "output-container"),
        ({"path": "no/such/clip.mp4"}, "output-folder"),
        ({"path": "folder.mp4"}, "output-not-a-file"),
        ({"codec": "no-such-codec"}, "output-codec"),
        ({"rotation_deg": 45}, "output-rotation"),
        ({"path": "clip.avi", "rotation_deg": 90}, "output-rotation"),
        ({"width": 0}, "output-size"),
        ({"pix_fmt": "no-such-format"}, "output-write"),
    ],
)
def test_unusable_targets_are_refused_at_once(tmp_path, change, code):
    (tmp_path / "folder.mp4").mkdir()
    options = {"width": 64, "height": 48} | change
    path = tmp_path / options.pop("path", "clip.mp4")
    with pytest.raises(OutputError) as caught:
        VideoWriter(path, options.pop("width"), options.pop("height"), **options)
    assert caught.value.code == code
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder.mp4"]


def test_wrong_frames_and_times_are_refused(tmp_path):
    path = tmp_path / "clip.mp4"
    for bad in (picture(60), picture().astype(float), np.zeros((48, 64, 4), np.uint8)):
        with (
            pytest.raises(OutputError, match=r"shape \(48, 64\)") as caught,
            VideoWriter(path, 64, 48) as writer,
        ):
            writer.write(bad, 0)
        assert caught.value.code == "output-frame"
    writer = VideoWriter(path, 64, 48)
    writer.write(picture(), 5)
    with pytest.raises(OutputError, match="got 5 after 5"):
        writer.write(picture(), 5)
    with pytest.raises(OutputError, match="at least one"), VideoWriter(path, 64, 48):
        pass
    assert list(tmp_path.iterdir()) == []


def test_closed_writer_refuses_frames_and_closing_twice_is_harmless(tmp_path):
    writer = VideoWriter(tmp_path / "clip.mp4", 64, 48)
    writer.write(picture(), 0)
    writer.close()
    writer.close()
    with pytest.raises(OutputError, match="already closed"):
        writer.write(picture(), 3000)
