"""flyzone: sprint timing and training with honest error bars.

The Python door:

    import flyzone
    timing = flyzone.time_clip("clip.mp4", "setup.json")
    timing.runs[0].time_s, timing.runs[0].time_sd_s
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flyzone.workflows.time_clip import time_clip

__all__ = ["time_clip"]


def __getattr__(name: str) -> object:
    # Decoders load when the first clip is timed, so that `flyzone --help` is instant and
    # `flyzone doctor` runs where they are broken.
    if name == "time_clip":
        from flyzone.workflows.time_clip import time_clip  # noqa: PLC0415

        return time_clip
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
