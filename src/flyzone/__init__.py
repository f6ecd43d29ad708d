"""flyzone: sprint timing and training with honest error bars.

The Python door:

    import flyzone
    timing = flyzone.time_clip("clip.mp4", "setup.json")
    timing.runs[0].time_s, timing.runs[0].time_sd_s

    splits = flyzone.Splits.of([5, 10, 20, 30], [1.2, 1.96, 3.3, 4.6], sd=0.01)
    profile = flyzone.profile_sprint(splits, flyzone.ProfileOptions("time"))
    profile.estimates["MSS"].value, profile.estimates["MSS"].se
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flyzone.model import Conditions, Measurement, SharedError, Splits, Trace
    from flyzone.science.fit_splits import fit_splits_many
    from flyzone.workflows.fit_sprint import ProfileOptions
    from flyzone.workflows.import_file import import_file, write_reading
    from flyzone.workflows.profile_file import profile_file
    from flyzone.workflows.profile_sprint import profile_sprint
    from flyzone.workflows.profiled_sprint import ProfiledSprint
    from flyzone.workflows.show_clip import draw_overlay, draw_photo_finish
    from flyzone.workflows.time_clip import time_clip
    from flyzone.workflows.timed_clip import TimedClip

__all__ = [
    "Conditions",
    "Measurement",
    "ProfileOptions",
    "ProfiledSprint",
    "SharedError",
    "Splits",
    "TimedClip",
    "Trace",
    "draw_overlay",
    "draw_photo_finish",
    "fit_splits_many",
    "import_file",
    "profile_file",
    "profile_sprint",
    "time_clip",
    "write_reading",
]

_ROOMS = {
    "Conditions": "flyzone.model",
    "Measurement": "flyzone.model",
    "ProfileOptions": "flyzone.workflows.fit_sprint",
    "ProfiledSprint": "flyzone.workflows.profiled_sprint",
    "SharedError": "flyzone.model",
    "Splits": "flyzone.model",
    "TimedClip": "flyzone.workflows.timed_clip",
    "Trace": "flyzone.model",
    "draw_overlay": "flyzone.workflows.show_clip",
    "draw_photo_finish": "flyzone.workflows.show_clip",
    "fit_splits_many": "flyzone.science.fit_splits",
    "import_file": "flyzone.workflows.import_file",
    "profile_file": "flyzone.workflows.profile_file",
    "profile_sprint": "flyzone.workflows.profile_sprint",
    "time_clip": "flyzone.workflows.time_clip",
    "write_reading": "flyzone.workflows.import_file",
}


def __getattr__(name: str) -> object:
    # Decoders load when the first clip is timed, so that `flyzone --help` is instant and
    # `flyzone doctor` runs where they are broken.
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
