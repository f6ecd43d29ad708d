"""``flyzone doctor``: what it finds here, and what it says where something is missing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from flyzone.cli import doctor as doctor_module
from flyzone.cli.app import app
from flyzone.cli.doctor import MODEL_FILES, Check, cache_folder, models_folder, timing_works
from flyzone.video import codecs
from flyzone.video.codecs import Codec
from flyzone.web.lan.authority import certificates
from flyzone.web.lan.names import Names, names_of_this_machine


def findings(*arguments: str) -> tuple[int, dict[str, dict[str, object]]]:
    result = CliRunner().invoke(app, ["doctor", "--json", *arguments])
    document = json.loads(result.stdout)
    assert document["timing_works"] is (result.exit_code == 0)
    return result.exit_code, {check["name"]: check for check in document["checks"]}


def without(name: str) -> tuple[Codec, ...]:
    return tuple(
        Codec(codec.name, codec.use, codec.available and codec.name != name)
        for codec in codecs.probe_codecs()
    )


def test_timing_works_where_the_tests_run() -> None:
    status, checks = findings()
    assert status == 0
    for name in ("Python", "PyAV", "OpenCV", "decode h264", "decode hevc", "encode libx264"):
        assert checks[name]["status"] == "ok", checks[name]


def test_h264_is_proved_by_frames_that_come_back() -> None:
    assert codecs.h264_round_trip(4) == 4


def test_an_encoder_that_fails_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise codecs.av.FFmpegError(1, "no encoder")

    monkeypatch.setattr(codecs.av, "open", broken)
    status, checks = findings()
    assert status == 0
    assert checks["H.264 there and back"]["status"] == "warning"
    assert "0 of 5" in str(checks["H.264 there and back"]["detail"])


@pytest.mark.parametrize("name", ["h264", "hevc"])
def test_a_missing_phone_codec_fails_with_the_next_step(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = without(name)
    monkeypatch.setattr(codecs, "probe_codecs", lambda: lacking)
    status, checks = findings()
    assert status == 1
    assert checks[f"decode {name}"]["status"] == "missing"
    assert "pip install" in str(checks[f"decode {name}"]["next_step"])


@pytest.mark.parametrize("name", ["libx264", "av1"])
def test_a_codec_that_timing_can_do_without_is_said_and_does_not_fail(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = without(name)
    monkeypatch.setattr(codecs, "probe_codecs", lambda: lacking)
    status, checks = findings()
    assert status == 0
    (check,) = (check for check in checks.values() if check["status"] == "missing"
                and name in str(check["name"]))  # fmt: skip
    assert check["next_step"]


def test_a_codec_that_ffmpeg_does_not_know_is_not_available() -> None:
    assert codecs._known("h264", "r")
    assert not codecs._known("no-such-codec", "r")


def test_broken_decoders_are_reported_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "flyzone.video.codecs", None)
    monkeypatch.delattr("flyzone.video.codecs")
    status, checks = findings()
    assert status == 1
    assert checks["PyAV and OpenCV"]["status"] == "missing"


def test_doctor_itself_runs_where_pyav_cannot_be_loaded() -> None:
    code = (
        "import sys\n"
        "sys.modules['av'] = None\n"
        "sys.argv = ['flyzone', 'doctor', '--json']\n"
        "from flyzone.cli import main\n"
        "main()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 1, result.stderr
    assert json.loads(result.stdout)["timing_works"] is False


def test_models_are_said_to_be_missing_without_failing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLYZONE_MODELS", str(tmp_path))
    (tmp_path / MODEL_FILES[0]).write_bytes(b"model")
    status, checks = findings()
    assert status == 0
    assert checks[f"model {MODEL_FILES[0]}"]["status"] == "ok"
    assert checks[f"model {MODEL_FILES[1]}"]["status"] == "missing"
    assert str(tmp_path) in str(checks[f"model {MODEL_FILES[1]}"]["detail"])


def test_models_lie_in_the_cache_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLYZONE_MODELS", raising=False)
    assert models_folder() == cache_folder() / "models"


def test_a_full_disk_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    status, checks = findings()
    assert status == 0
    assert checks["temporary folder"]["status"] == "warning"
    assert "space" in str(checks["temporary folder"]["next_step"])


def test_a_cache_folder_not_yet_made_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_module, "cache_folder", lambda: tmp_path / "not" / "yet")
    _, checks = findings()
    assert checks["cache folder"]["status"] == "ok"
    assert not (tmp_path / "not").exists()


def test_only_what_timing_needs_decides() -> None:
    assert timing_works([Check("a", "missing", ""), Check("b", "warning", "", "", True)])
    assert not timing_works([Check("a", "ok", "", "", True), Check("b", "missing", "", "", True)])


def test_each_line_says_ok_warning_or_missing_and_the_last_sums_up() -> None:
    result = CliRunner().invoke(app, ["doctor"])
    *lines, last = result.stdout.splitlines()
    assert last == "Timing works."
    assert all(line.split()[0] in {"ok", "warning", "missing"} for line in lines)
    assert result.stderr == ""


def test_charts_that_cannot_be_drawn_are_told_and_timing_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, checks = findings()
    assert checks["charts"]["status"] == "ok"
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    _, checks = findings()
    assert checks["charts"]["status"] == "missing"
    assert "vl-convert-python" in str(checks["charts"]["next_step"])
    assert not checks["charts"]["needed_for_timing"]


def test_the_store_and_the_certificates_are_reported_and_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.db"
    monkeypatch.setenv("FLYZONE_DATABASE_URL", f"sqlite:///{path}")
    _, checks = findings()
    assert "none yet" in str(checks["store"]["detail"])
    assert "no authority yet" in str(checks["HTTPS on the local network"]["detail"])
    assert not list(tmp_path.iterdir())
    path.write_bytes(b"")
    path.chmod(0o644)
    assert findings()[1]["store"]["status"] == "warning"
    path.chmod(0o600)
    assert findings()[1]["store"]["status"] == "ok"
    names, elsewhere = names_of_this_machine(), Names(("elsewhere.local",), ())
    folder = tmp_path / "own.db-files"
    for made_for, status in ((elsewhere, "warning"), (names, "ok")):
        certificates(folder, made_for, datetime.now(UTC))
        assert findings()[1]["HTTPS on the local network"]["status"] == status
    monkeypatch.setenv("FLYZONE_DATABASE_URL", "postgresql://nora:secret@db/squad")
    assert "secret" not in json.dumps(findings()[1])
