"""A live source: every run is announced once, within 3 s of the exit, and nothing piles up.

The streams are virtual clips, sent at the pace at which they were "filmed".
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path

import av
import numpy as np
import pytest

from flyzone.errors import SetupError, VideoError
from flyzone.model.order import order_of
from flyzone.video.live import LiveSource
from flyzone.video.live_open import source_kind
from flyzone.video.live_times import arrival_sd_s
from flyzone.virtual import Camera, Encoding, Looks, Rendered, Runner, Scenario, render
from flyzone.wire.watched import Problem, RunSeen, Stopped, Warned, WatchEvent, Watching
from flyzone.workflows.watch import ANNOUNCE_WITHIN_S, Ending, OrderDesk
from flyzone.workflows.watch_live import watch_live


@pytest.fixture(scope="module")
def virtual(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """Two runs one after the other, and time enough to announce both before the film ends."""
    return render(
        Scenario(
            runners=(
                Runner(speed_m_s=9.2),
                Runner(speed_m_s=8.4, entry_delay_s=1.6, looks=Looks(shirt=(40, 80, 190))),
            ),
            camera=Camera(distance_m=14),
            encoding=Encoding(
                fps=60, width=640, height=360, lead_in_s=0.8, lead_out_s=3.4, bframes=0
            ),
            seed=3,
        ),
        tmp_path_factory.mktemp("virtual"),
    )


class Sent:
    """Sends a clip at its own pace; remembers when its first frame left."""

    def __init__(self, clip: Path, put: Callable[[bytes], object], form: str = "mpegts") -> None:
        self.began_s = float("nan")
        self._clip, self._put, self._form = clip, put, form

    def write(self, some: bytes) -> int:
        self._put(bytes(some))
        return len(some)

    def run(self, *, paced: bool = True) -> None:
        fragments = {"movflags": "empty_moov+default_base_moof+frag_every_frame"}
        with (
            av.open(str(self._clip)) as film,
            av.open(
                self, "w", format=self._form,
                container_options=fragments if self._form == "mp4" else {"flush_packets": "1"},
            ) as out,
        ):  # fmt: skip
            stream = film.streams.video[0]
            copy = out.add_stream_from_template(stream)
            began = self.began_s = time.monotonic()
            for packet in film.demux(stream):
                if packet.pts is None:
                    continue
                if paced:
                    due = began + float(packet.pts * packet.time_base)
                    time.sleep(max(0.0, due - time.monotonic()))
                packet.stream = copy
                out.mux(packet)


def served(clip: Path, *, paced: bool = True) -> tuple[str, Sent]:
    """A server on this machine that sends the clip to whoever connects first."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with server, server.accept()[0] as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sent._put = line.sendall
            sent.run(paced=paced)

    sent = Sent(clip, len)
    threading.Thread(target=serve, daemon=True).start()
    return f"tcp://127.0.0.1:{server.getsockname()[1]}", sent


def check(events: list[WatchEvent], delays: list[float], virtual: Rendered) -> None:
    truth = json.loads(virtual.truth.read_text())["runners"]
    runs = [event for event in events if isinstance(event, RunSeen)]
    assert [seen.run.athlete for seen in runs] == ["Mia", "Lea"]
    for seen, true, delay in zip(runs, truth, delays, strict=True):
        assert abs(seen.run.time_s - true["time_s"]) < 4 * seen.run.time_sd_s
        assert abs(seen.run.entry_s - true["entry_s"]) < 0.05
        assert delay < ANNOUNCE_WITHIN_S
        assert seen.announced_after_exit_s is not None
        # What is stated agrees with what the sender's own clock says.
        assert seen.announced_after_exit_s == pytest.approx(delay, abs=0.4)
    assert isinstance(events[0], Watching)
    assert events[0].size == (640, 360)
    assert isinstance(events[-1], Stopped)
    assert (events[-1].reason, events[-1].runs) == ("ended", 2)


def watched(url: str, sent: Sent, virtual: Rendered) -> tuple[list[WatchEvent], list[float]]:
    exits = [r["exit_s"] for r in json.loads(virtual.truth.read_text())["runners"]]
    events: list[WatchEvent] = []
    delays: list[float] = []
    desk, ending = OrderDesk(order_of(["Mia", "Lea"])), Ending(for_s=30.0)
    for event in watch_live(url, virtual.setup, desk=desk, ending=ending, stall_s=1.5):
        if isinstance(event, RunSeen):
            delays.append(time.monotonic() - sent.began_s - exits[len(delays)])
        events.append(event)
    return events, delays


def test_a_paced_stream_announces_each_run_once_and_in_time(virtual: Rendered) -> None:
    url, sent = served(virtual.clip)
    check(*watched(url, sent, virtual), virtual)


def test_a_growing_file_announces_each_run_once_and_in_time(
    virtual: Rendered, tmp_path: Path
) -> None:
    growing = tmp_path / "recording.mp4"
    with growing.open("wb", buffering=0) as file:
        sent = Sent(virtual.clip, file.write, "mp4")
        writer = threading.Thread(target=sent.run, daemon=True)
        writer.start()
        check(*watched(str(growing), sent, virtual), virtual)
        writer.join()


def test_a_stream_faster_than_its_reader_is_thinned_and_the_rest_is_counted(
    virtual: Rendered,
) -> None:
    url, _ = served(virtual.clip, paced=False)
    source = LiveSource(url)
    source.open()
    time.sleep(1.0)  # the reader sleeps while the film comes in
    times = []
    while not source.ended:
        live = source.take(0.2)
        if live is not None:
            times.append(live.frame.time_s)
    assert source.dropped > 0
    assert source.read == len(times) + source.dropped
    assert len(times) <= 61  # the queue's limit, and the one in hand
    assert (np.diff(times) > 0).all()


def test_a_camera_that_is_covered_is_told_and_the_watch_goes_on(
    virtual: Rendered, tmp_path: Path
) -> None:
    film = tmp_path / "covered.ts"
    rng = np.random.default_rng(1)

    def shown(frames: int) -> Iterator[av.VideoFrame]:
        with av.open(str(virtual.clip)) as clip:
            yield from islice(clip.decode(video=0), frames)

    def hand() -> Iterator[av.VideoFrame]:
        for _ in range(40):
            dark = rng.integers(0, 40, (360, 640), dtype=np.uint8)
            yield av.VideoFrame.from_ndarray(dark, format="gray").reformat(format="yuv420p")

    with av.open(str(film), "w", format="mpegts") as out:
        stream = out.add_stream("libx264", rate=60, options={"preset": "ultrafast", "bf": "0"})
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        # A look at the lane, a hand before the lens, the lane again, and then a run.
        for number, frame in enumerate(chain(shown(40), hand(), shown(40), shown(160))):
            frame.pts, frame.time_base = number, Fraction(1, 60)
            frame.pict_type = av.video.frame.PictureType.NONE
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    events = list(watch_live(str(film), virtual.setup, ending=Ending(for_s=30.0), stall_s=0.3))
    assert [e.code for e in events if isinstance(e, Problem)] == ["camera-moved"]
    assert sum(isinstance(e, RunSeen) for e in events) == 1


def test_a_source_that_is_none_is_refused_at_the_start(virtual: Rendered, tmp_path: Path) -> None:
    with pytest.raises(VideoError) as caught:
        next(watch_live(str(tmp_path / "none.ts"), virtual.setup))
    assert caught.value.code == "live-missing"
    text = tmp_path / "text.ts"
    text.write_text("no film\n" * 50)
    with pytest.raises(VideoError) as caught:
        next(watch_live(str(text), virtual.setup, stall_s=0.1))
    assert caught.value.code == "live-unreadable"


def test_marks_outside_the_camera_s_picture_are_refused(virtual: Rendered, tmp_path: Path) -> None:
    setup = json.loads(virtual.setup.read_text())
    setup["marks"][0]["pixel"] = [5000, 5000]
    with pytest.raises(SetupError):
        list(watch_live(str(virtual.clip), setup, stall_s=0.1))


@pytest.mark.parametrize("address", ["file:///etc/hostname", "concat://a", "ftp://host/clip.mp4"])
def test_only_addresses_of_cameras_are_opened(address: str) -> None:
    with pytest.raises(VideoError) as caught:
        source_kind(address)
    assert caught.value.code == "live-address"


def test_a_playlist_is_no_camera(virtual: Rendered, tmp_path: Path) -> None:
    playlist = tmp_path / "list.m3u8"
    playlist.write_text(f"#EXTM3U\n#EXTINF:5,\n{virtual.clip}\n#EXT-X-ENDLIST\n")
    with pytest.raises(VideoError):
        LiveSource(str(playlist), idle_s=0.1).open()


def test_without_timestamps_the_time_of_arrival_counts(virtual: Rendered, tmp_path: Path) -> None:
    bare = tmp_path / "bare.h264"
    with av.open(str(virtual.clip)) as film, av.open(str(bare), "w", format="h264") as out:
        stream = film.streams.video[0]
        copy = out.add_stream_from_template(stream)
        for packet in film.demux(stream):
            if packet.pts is not None:
                packet.stream = copy
                out.mux(packet)
    read, write = os.pipe()

    def trickle() -> None:
        with os.fdopen(write, "wb", buffering=0) as pipe:
            pipe.write(bare.read_bytes()[:400_000])

    threading.Thread(target=trickle, daemon=True).start()
    source = LiveSource(f"/dev/fd/{read}")
    source.open()
    assert source.info.by_arrival
    source.stop()
    os.close(read)


def test_the_scatter_of_arrivals_is_measured_where_frames_are_missing_too() -> None:
    rng = np.random.default_rng(5)
    kept = np.delete(np.arange(600), [50, 51, 200, 400])
    times = kept / 60 + rng.normal(0, 0.003, kept.size)
    assert arrival_sd_s(times) == pytest.approx(0.003, rel=0.15)


def test_frames_that_come_in_bursts_scatter_by_the_length_of_a_burst() -> None:
    shown = np.arange(600) / 60
    came = np.ceil(np.arange(600) / 6) * 0.1
    assert arrival_sd_s(came) == pytest.approx(float(np.std(came - shown)), rel=0.4)


def test_warnings_of_the_stream_are_told_once(virtual: Rendered) -> None:
    events = list(
        watch_live(str(virtual.clip), virtual.setup, ending=Ending(for_s=30.0), stall_s=0.3)
    )
    codes = [event.notice.code for event in events if isinstance(event, Warned)]
    assert len(codes) == len(set(codes))
    assert sum(isinstance(event, RunSeen) for event in events) == 2
