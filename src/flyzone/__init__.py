"""flyzone: sprint timing and training with honest error bars.

The Python door:

    import flyzone
    timing = flyzone.time_clip("clip.mp4", "setup.json")
    timing.runs[0].time_s, timing.runs[0].time_sd_s
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flyzone.workflows.show_clip import draw_overlay, draw_photo_finish
    from flyzone.workflows.time_clip import time_clip
    from flyzone.workflows.timed_clip import TimedClip

__all__ = ["TimedClip", "draw_overlay", "draw_photo_finish", "time_clip"]

_ROOMS = {
    "TimedClip": "flyzone.workflows.timed_clip",
    "draw_overlay": "flyzone.workflows.show_clip",
    "draw_photo_finish": "flyzone.workflows.show_clip",
    "time_clip": "flyzone.workflows.time_clip",
}


def __getattr__(name: str) -> object:
    # Decoders load when the first clip is timed, so that `flyzone --help` is instant and
    # `flyzone doctor` runs where they are broken.
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
