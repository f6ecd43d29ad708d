"""Reading clips: every frame once, in order, upright, at its own time."""

from __future__ import annotations

import tracemalloc
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from flyzone.errors import VideoError
from flyzone.video.metadata import read_capture_tags
from flyzone.video.orientation import orientation_from_matrix
from flyzone.video.reader import open_clip
from flyzone.video.writer import VideoWriter

FOOTAGE = Path(__file__).parents[2].parent / "shared" / "footage"


def numbered(number: int, width: int = 128, height: int = 96) -> np.ndarray:
    """A picture that carries its number as eight blocks, and something that moves."""
    frame = np.full((height, width, 3), 60, np.uint8)
    for bit in range(8):
        if number >> bit & 1:
            frame[8:40, bit * 16 : (bit + 1) * 16] = 220
    frame[height // 2 :, (number * 7) % width :][:, :12] = (0, 80, 250)
    return frame


def number_of(luma: np.ndarray) -> int:
    return sum(1 << bit for bit in range(8) if luma[24, bit * 16 + 8] > 128)


def write(path, stamps, *, options=None, **more):
    with VideoWriter(path, 128, 96, options=options, **more) as writer:
        for number, stamp in enumerate(stamps):
            writer.write(numbered(number), stamp)
    return path


def write_raw(path, stamps, *, unit=Fraction(1, 15360), size=(128, 96), **options):
    """As a muxer with no care for the first timestamp writes it."""
    muxing = {"avoid_negative_ts": "disabled"}
    with av.open(str(path), "w", container_options=muxing) as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.options = {"g": "12", "preset": "veryfast"} | options
        stream.codec_context.time_base = stream.time_base = unit
        for number, stamp in enumerate(stamps):
            frame = av.VideoFrame.from_ndarray(numbered(number, *size), format="bgr24")
            frame.pts, frame.time_base = stamp, unit
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def read(path, **how):
    with open_clip(path) as clip:
        found = [(f.index, f.time_s, number_of(f.luma)) for f in clip.frames(**how)]
        return found, clip


UNEVEN = [i * 3000 + (i % 3) * 200 for i in range(50)]


@pytest.mark.parametrize(
    ("name", "codec", "more"),
    [
        ("b-frames.mp4", "libx264", {"preset": "medium", "bframes": 3}),
        ("hevc.mov", "libx265", {"pix_fmt": "yuv420p10le"}),
        ("b-frames.mkv", "libx264", {"preset": "medium", "bframes": 3}),
        ("vp9.webm", "libvpx-vp9", {}),
        ("ten-bit.mp4", "libx264", {"pix_fmt": "yuv420p10le"}),
        ("prores.mov", "prores_ks", {"pix_fmt": "yuv422p10le"}),
        ("rgb.mp4", "libx264rgb", {"pix_fmt": "bgr24"}),
        ("full.mp4", "libx264", {"pix_fmt": "yuvj420p"}),
        ("gray.mkv", "ffv1", {"pix_fmt": "gray"}),
        ("sixteen-bit.mkv", "ffv1", {"pix_fmt": "gray16le"}),
    ],
)
def test_each_codec_gives_every_frame_in_order_at_its_time(tmp_path, name, codec, more):
    path = write(tmp_path / name, UNEVEN, codec=codec, **more)
    found, clip = read(path)
    unit = 1e-3 if path.suffix in (".mkv", ".webm") else 1 / 90000
    assert [index for index, _, _ in found] == list(range(50))
    assert [number for _, _, number in found] == list(range(50))
    times = np.array([time for _, time, _ in found])
    assert np.abs(times - np.array(UNEVEN) / 90000).max() <= unit / 2 + 1e-9
    assert clip.report.notices() == ()
    assert clip.stream.time_base_s == pytest.approx(unit, rel=1e-9, abs=1e-3)


@pytest.mark.parametrize(
    ("codec", "bframes", "pix_fmt"),
    [("libx264", 2, "yuv420p"), ("mpeg4", 2, "yuv420p"), ("mjpeg", 0, "yuvj420p")],
)
def test_avi_frames_take_their_places_one_after_the_other(tmp_path, codec, bframes, pix_fmt):
    path = tmp_path / "clip.avi"
    write(path, range(40), codec=codec, bframes=bframes, pix_fmt=pix_fmt)
    found, clip = read(path)
    assert [number for _, _, number in found] == list(range(40))
    assert [time for _, time, _ in found] == pytest.approx([i / 30 for i in range(40)], abs=1e-9)
    assert clip.report.notices() == ()


def test_av1_is_read(tmp_path, capfd):
    path = write(tmp_path / "clip.mp4", UNEVEN[:20], codec="libsvtav1")
    capfd.readouterr()  # that encoder talks
    found, clip = read(path)
    assert clip.stream.codec == "av1"
    assert [number for _, _, number in found] == list(range(20))


@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
def test_edit_list_trims_the_start_within_a_group_of_pictures(tmp_path, suffix):
    # Frames before time zero are trimmed by an edit list; the first shown one is not a key frame.
    path = write_raw(tmp_path / f"trimmed{suffix}", [(i - 7) * 512 for i in range(40)])
    data = path.read_bytes()
    at = data.index(b"elst")
    assert int.from_bytes(data[at + 16 : at + 20], "big") > 0, "no media time to skip"
    found, _ = read(path)
    assert [number for _, _, number in found] == list(range(7, 40))
    assert [index for index, _, _ in found] == list(range(33))
    assert [time for _, time, _ in found] == pytest.approx([i / 30 for i in range(33)], abs=1e-9)


def test_time_starts_at_the_first_frame_shown_wherever_the_clock_starts(tmp_path):
    found, _ = read(write_raw(tmp_path / "late.mkv", [90_000 + i * 512 for i in range(10)]))
    assert found[0][1] == 0.0
    assert found[9][1] == pytest.approx(0.3, abs=1e-3)


def test_frames_without_a_time_at_the_start_are_left_out(tmp_path):
    # Matroska cannot hold times before zero: libav reads those frames back without a timestamp.
    path = write_raw(tmp_path / "negative.mkv", [(i - 5) * 512 for i in range(30)])
    found, clip = read(path)
    assert [number for _, _, number in found] == list(range(5, 30))
    assert found[0][:2] == (0, 0.0)
    assert clip.report.dropped_frames == 5
    assert [notice.code for notice in clip.report.notices()] == ["timestamps-backward"]


def test_reading_can_start_anywhere_with_the_same_index_and_time(tmp_path):
    for name, more in (
        ("a.mp4", {"preset": "medium", "bframes": 3, "options": {"g": "10"}}),
        ("a.mkv", {"options": {"g": "10"}}),
        ("a.avi", {"codec": "mpeg4", "bframes": 2, "options": {"g": "10"}}),
    ):
        stamps = range(50) if name.endswith("avi") else UNEVEN
        path = write(tmp_path / name, stamps, **more)
        everything, _ = read(path)
        for start in (0.0, 0.4, 0.83, 1.6):
            part, clip = read(path, start_s=start)
            assert part == [frame for frame in everything if frame[1] >= start]
            assert clip.report.notices() == ()
        assert read(path, start_s=9.0)[0] == []


def test_frames_can_be_read_again_and_two_readings_do_not_disturb_each_other(tmp_path):
    path = write(tmp_path / "a.mp4", UNEVEN[:12])
    with open_clip(path) as clip:
        pairs = list(zip(clip.frames(), clip.frames(), strict=True))
        assert [number_of(a.luma) for a, _ in pairs] == [number_of(b.luma) for _, b in pairs]
    with pytest.raises(VideoError, match="is closed"):
        clip.frames()


def test_luma_is_a_read_only_view_that_outlives_the_reading(tmp_path):
    path = write(tmp_path / "a.mp4", UNEVEN[:30])
    with open_clip(path) as clip:
        lumas = [frame.luma for frame in clip.frames()]
    assert lumas[0].base is not None
    assert not lumas[0].flags.writeable
    assert [number_of(luma) for luma in lumas] == list(range(30))


def test_bgr_agrees_with_luma(tmp_path):
    path = write(tmp_path / "a.mp4", UNEVEN[:3], crf=5)
    with open_clip(path) as clip:
        frame = next(clip.frames())
        colour = frame.bgr().astype(float)
    assert np.abs(colour - numbered(0)).max() < 20
    blue, green, red = np.moveaxis(colour, 2, 0)
    studio = 16 + (0.299 * red + 0.587 * green + 0.114 * blue) * 219 / 255
    assert np.abs(studio - frame.luma).max() < 3


def test_ten_bit_luma_loses_only_its_lowest_bits(tmp_path):
    eight = write(tmp_path / "8.mkv", UNEVEN[:2], codec="ffv1")
    ten = write(tmp_path / "10.mkv", UNEVEN[:2], codec="ffv1", pix_fmt="yuv420p10le")
    lumas = []
    for path in (eight, ten):
        with open_clip(path) as clip:
            lumas.append(next(clip.frames()).luma.astype(int))
            assert clip.stream.bits == (8 if path is eight else 10)
    assert np.abs(lumas[0] - lumas[1]).max() <= 1


@pytest.mark.parametrize("size", [(129, 97), (127, 95), (66, 50)])
def test_odd_sizes_keep_their_size(tmp_path, size):
    path = tmp_path / "odd.webm"
    with VideoWriter(path, *size, codec="libvpx-vp9", crf=10) as writer:
        frame = np.full((size[1], size[0]), 40, np.uint8)
        frame[:, -4:] = 200
        writer.write(frame, 0)
    with open_clip(path) as clip:
        luma = next(clip.frames()).luma
    assert luma.shape == (size[1], size[0])
    assert luma[:, -2:].min() > 150
    assert luma[:, :-12].max() < 80


def test_full_range_and_interlaced_are_noticed(tmp_path):
    with open_clip(write(tmp_path / "f.mp4", UNEVEN[:2], pix_fmt="yuvj420p")) as clip:
        assert clip.stream.full_range
        assert not clip.stream.interlaced
    path = write_raw(tmp_path / "i.mp4", range(0, 5120, 512), **{"x264-params": "tff=1"})
    with open_clip(path) as clip:
        assert clip.stream.interlaced
        assert not clip.stream.full_range


def test_the_film_is_chosen_and_not_its_cover(tmp_path):
    path = tmp_path / "cover.mp4"
    with av.open(str(path), "w") as container:
        cover = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 64, 64, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        film = container.add_stream("libx264", rate=30)
        film.width, film.height, film.pix_fmt = 128, 96, "yuv420p"
        still = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 9, np.uint8), format="bgr24")
        container.mux(cover.encode(still))
        for number in range(10):
            frame = av.VideoFrame.from_ndarray(numbered(number), format="bgr24")
            frame.pts = number
            container.mux(film.encode(frame))
        container.mux(film.encode())
    found, clip = read(path)
    assert (clip.stream.width, clip.stream.height) == (128, 96)
    assert [number for _, _, number in found] == list(range(10))


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_android_capture_rate_is_read_from_the_file(tmp_path, suffix):
    tags = {"com.android.capture.fps": "240.000000"}
    path = write(tmp_path / f"a{suffix}", UNEVEN[:3], metadata=tags)
    with open_clip(path) as clip:
        assert clip.stream.capture_fps == 240.0
    with open_clip(write(tmp_path / f"b{suffix}", UNEVEN[:3])) as clip:
        assert clip.stream.capture_fps is None


def test_apple_intent_is_read_from_the_file(tmp_path):
    for value, intent in (("0", False), ("1", True)):
        tags = {
            "com.apple.quicktime.full-frame-rate-playback-intent": value,
            "com.apple.quicktime.model": "iPhone 15",
        }
        with open_clip(write(tmp_path / "a.mov", UNEVEN[:3], metadata=tags)) as clip:
            assert clip.stream.tags.full_rate_intent is intent
            assert ("model", "iPhone 15") in clip.stream.tags.about


@pytest.mark.parametrize("text", ["0", "-5", "nan", "inf", "fast", "", "1e9"])
def test_senseless_rate_tags_are_no_rate(text):
    assert read_capture_tags({"COM.ANDROID.CAPTURE.FPS": text}).capture_fps is None


def test_mirrored_clips_are_shown_mirrored():
    one = 1 << 16
    picture = np.arange(6, dtype=np.uint8).reshape(2, 3)
    cases = [
        ((one, 0, 0, one), picture, 0, False),
        ((-one, 0, 0, one), picture[:, ::-1], 0, True),
        ((-one, 0, 0, -one), picture[::-1, ::-1], 180, False),
        ((0, one, -one, 0), np.rot90(picture, -1), 90, False),
        ((0, -one, one, 0), np.rot90(picture, 1), 270, False),
        ((0, one, one, 0), picture.T, 90, True),
    ]
    for (a, b, c, d), expected, rotation, mirrored in cases:
        matrix = np.array([a, b, 0, c, d, 0, 0, 0, 1 << 30], np.int32).tobytes()
        orientation = orientation_from_matrix(matrix)
        assert np.array_equal(orientation.upright(picture), expected)
        assert (orientation.rotation_deg, orientation.is_mirrored) == (rotation, mirrored)
    assert orientation_from_matrix(b"short").is_upright


def test_memory_does_not_grow_with_the_clip(tmp_path):
    path = write(tmp_path / "a.mp4", [i * 1500 for i in range(240)], preset="ultrafast")
    tracemalloc.start()
    peaks = []
    with open_clip(path) as clip:
        for frame in clip.frames():
            if frame.index in (60, 239):
                peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    assert peaks[1] - peaks[0] < 200_000  # a hundred frames kept would be ten times that


@pytest.mark.skipif(not FOOTAGE.is_dir(), reason="the shared footage is not beside the project")
@pytest.mark.parametrize(
    ("name", "frames", "last_s", "size"),
    [
        ("start_b15.mp4", 99, 3.236667, (1280, 720)),
        ("treadmill_side.mp4", 360, 11.966667, (720, 1280)),
        ("walk_two_people.mp4", 230, 7.633333, (1768, 994)),
    ],
)
def test_real_clips_are_read_whole(name, frames, last_s, size):
    with open_clip(FOOTAGE / name) as clip:
        times = [frame.time_s for frame in clip.frames()]
        assert (clip.stream.width, clip.stream.height) == size
        assert clip.report.notices() == ()
    assert len(times) == frames
    assert times[-1] == pytest.approx(last_s, abs=1e-5)
    assert np.diff(times).min() > 0
