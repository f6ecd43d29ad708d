"""``flyzone doctor``: what is there, what is missing, and what to do about it.

Each check answers ok, warning or missing, with the next step.  Only a check that timing needs
can make the exit status 1; the rest is said and left to the user.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import typer
from rich.console import Console
from rich.text import Text

from flyzone.cli.door import FAILED, AsJson, door, print_json

Status = Literal["ok", "warning", "missing"]

DOCTOR_SCHEMA_VERSION = 1
MODELS_VARIABLE = "FLYZONE_MODELS"
MODEL_FILES = ("pose_detection.tflite", "pose_landmark_full.tflite")
OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 13)
# An overlay of a ten-second 1080p clip takes some 20 MB; this leaves room for several.
ROOM_BYTES = 500_000_000
_STYLES = {"ok": "green", "warning": "yellow", "missing": "red"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.

    Attributes
    ----------
    name : str
    status : {"ok", "warning", "missing"}
    detail : str
        What was found.
    next_step : str
        Empty where there is nothing to do.
    needed_for_timing : bool
    """

    name: str
    status: Status
    detail: str
    next_step: str = ""
    needed_for_timing: bool = False


@door
def doctor(as_json: AsJson = False) -> None:
    """Say what is there and what is missing. Exit status 0 if timing works, else 1."""
    checks = examine()
    ready = timing_works(checks)
    if as_json:
        print_json(
            {
                "schema_version": DOCTOR_SCHEMA_VERSION,
                "timing_works": ready,
                "checks": [asdict(check) for check in checks],
            }
        )
    else:
        _show(checks, ready)
    if not ready:
        raise typer.Exit(FAILED)


def examine() -> list[Check]:
    """Every check, in the order in which it is shown."""
    return [
        _python(),
        _flyzone(),
        *_codecs(),
        _charts(),
        *(_room(name, folder) for name, folder in _working_folders()),
        *_models(models_folder()),
        _store(),
        _lan(),
    ]


def timing_works(checks: list[Check]) -> bool:
    """True unless something that timing needs is missing."""
    return not any(check.needed_for_timing and check.status == "missing" for check in checks)


def models_folder() -> Path:
    """Where pose models are kept: ``FLYZONE_MODELS``, else the user's cache."""
    chosen = os.environ.get(MODELS_VARIABLE)
    return Path(chosen).expanduser() if chosen else cache_folder() / "models"


def cache_folder() -> Path:
    """The user's cache folder for flyzone, as the operating system lays it out."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "flyzone"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "flyzone"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "flyzone"


def _python() -> Check:
    found = platform.python_version()
    if OLDEST_PYTHON <= sys.version_info[:2] <= NEWEST_PYTHON:
        return Check("Python", "ok", found, needed_for_timing=True)
    span = f"{_dotted(OLDEST_PYTHON)} to {_dotted(NEWEST_PYTHON)}"
    return Check("Python", "warning", f"{found}, tested with {span}", f"Use Python {span}.", True)


def _flyzone() -> Check:
    try:
        return Check("flyzone", "ok", version("flyzone"), needed_for_timing=True)
    except PackageNotFoundError:
        return Check(
            "flyzone", "warning", "run from source, not installed", "Run `make demo` once.", True
        )


def _codecs() -> list[Check]:
    """PyAV and OpenCV: there, and what they can read and write."""
    try:
        from flyzone.video import codecs  # here, because doctor must run where they are broken
    except (ImportError, OSError) as error:  # OSError: a system library does not load
        return [
            Check(
                "PyAV and OpenCV",
                "missing",
                f"cannot be loaded: {error}",
                "Install again with `make demo`, or `pip install --force-reinstall av "
                "opencv-python-headless`.",
                True,
            )
        ]
    checks = [
        Check(name, "ok", number, needed_for_timing=name != "libavcodec")
        for name, number in codecs.library_versions().items()
    ]
    for codec in codecs.probe_codecs():
        # Phones write H.264 or HEVC; timing works while either can be read, and both are wanted.
        common = codec.use == "decode" and codec.name in {"h264", "hevc"}
        what = f"{codec.use} {codec.name}"
        if codec.available:
            checks.append(Check(what, "ok", "there", needed_for_timing=common))
        else:
            loss = "clips in it cannot be read" if codec.use == "decode" else "no overlay videos"
            step = "Install PyAV from its own wheels: `pip install --force-reinstall av`."
            checks.append(Check(what, "missing", loss, step, common))
    written = 5
    came_back = codecs.h264_round_trip(written)
    proof = f"{came_back} of {written} frames came back"
    if came_back == written:
        checks.append(Check("H.264 there and back", "ok", proof))
    else:
        checks.append(
            Check(
                "H.264 there and back",
                "warning",
                proof,
                "Overlays may fail. Install PyAV again: `pip install --force-reinstall av`.",
            )
        )
    return checks


def _charts() -> Check:
    """Whether `flyzone profile --chart` can draw."""
    try:
        import altair
        import vl_convert  # noqa: F401  (a compiled part, which may fail to load)
    except (ImportError, OSError) as error:
        return Check(
            "charts",
            "missing",
            f"cannot be loaded: {error}",
            "Profiles work without pictures; for pictures `pip install --force-reinstall altair "
            "vl-convert-python`.",
        )
    return Check(
        "charts", "ok", f"Altair {altair.__version__}, vl-convert {version('vl-convert-python')}"
    )


def _working_folders() -> list[tuple[str, Path]]:
    return [("temporary folder", Path(tempfile.gettempdir())), ("cache folder", cache_folder())]


def _room(name: str, folder: Path) -> Check:
    # The cache folder is made when it is first needed; its nearest parent shares its disk.
    there = next((place for place in (folder, *folder.parents) if place.is_dir()), None)
    if there is None:
        return Check(name, "warning", f"{folder}: no such disk", "Check the path.")
    free = shutil.disk_usage(there).free
    detail = f"{folder}: {free / 1e9:.1f} GB free"
    if not os.access(there, os.W_OK):
        return Check(name, "warning", f"{folder}: not writable", "Check its permissions.")
    if free < ROOM_BYTES:
        return Check(name, "warning", detail, "Free some space before writing overlays.")
    return Check(name, "ok", detail)


def _models(folder: Path) -> list[Check]:
    """Pose models: form analysis will want them; timing never does."""
    checks = []
    for name in MODEL_FILES:
        file = folder / name
        if file.is_file():
            checks.append(Check(f"model {name}", "ok", str(file)))
        else:
            checks.append(
                Check(
                    f"model {name}",
                    "missing",
                    f"not in {folder}",
                    "Nothing to do: not needed yet by any command of this version.",
                )
            )
    return checks


def _store() -> Check:
    """The user's own store, or the one that the environment names; never opened, so never made."""
    from flyzone.cli.store_options import DATABASE_VARIABLE
    from flyzone.errors import StoreError
    from flyzone.storage.address import default_url, read_address

    try:
        address = read_address(os.environ.get(DATABASE_VARIABLE) or default_url())
    except StoreError as problem:
        return Check("store", "warning", problem.message, f"Correct {DATABASE_VARIABLE}.")
    if address.file is None:
        return Check("store", "ok", f"{address.place} (not asked)")
    if not address.file.exists():
        return Check(
            "store", "ok", f"{address.place}: none yet; the first command that needs it makes it"
        )
    others = address.file.stat().st_mode & 0o077
    if others:
        step = f"Take the right from others: chmod 600 {address.file}"
        return Check("store", "warning", f"{address.place}: others may read it", step)
    room = _room("store", address.file.parent)
    size = address.file.stat().st_size / 1e6
    return Check(
        "store", room.status, f"{address.place}: {size:.1f} MB; {room.detail}", room.next_step
    )


def _lan() -> Check:
    """Whether the certificates of `flyzone serve --lan` still fit this machine."""
    from flyzone.cli.backup import FILES_VARIABLE, files_folder
    from flyzone.cli.store_options import DATABASE_VARIABLE
    from flyzone.errors import StoreError
    from flyzone.storage.address import default_url

    name = "HTTPS on the local network"
    try:
        from flyzone.web.lan.authority import AUTHORITY, FOLDER, fitting_until
        from flyzone.web.lan.names import names_of_this_machine

        chosen = os.environ.get(FILES_VARIABLE)
        folder = files_folder(
            os.environ.get(DATABASE_VARIABLE) or default_url(), Path(chosen) if chosen else None
        )
    except (ImportError, OSError, StoreError) as problem:
        return Check(name, "missing", f"cannot be had: {problem}", "Install flyzone again.")
    place, names = folder / FOLDER, names_of_this_machine()
    if not (place / AUTHORITY).is_file():
        return Check(name, "ok", "no authority yet; `flyzone serve --lan` makes one")
    until = fitting_until(place, names, datetime.now(UTC))
    if until is None:
        step = "`flyzone serve --lan` makes a new authority; phones then trust it anew."
        return Check(name, "warning", "the addresses of this machine changed, or time is up", step)
    return Check(
        name,
        "ok",
        f"holds until {until:%Y-%m-%d} for {', '.join((*names.hosts, *names.addresses))}",
    )


def _show(checks: list[Check], ready: bool) -> None:
    console = Console(highlight=False, soft_wrap=True, emoji=False)
    wide = max(len(check.name) for check in checks)
    for check in checks:
        line = Text(f"{check.status:<8}", style=_STYLES[check.status])
        line.append(f"{check.name:<{wide}}  ", style="default")
        line.append(check.detail, style="default")
        if check.next_step:
            line.append(f". {check.next_step}", style="default")
        console.print(line)
    console.print(
        "Timing works." if ready else "Timing does not work yet: see the missing lines above.",
        style="bold",
    )


def _dotted(release: tuple[int, int]) -> str:
    return f"{release[0]}.{release[1]}"
