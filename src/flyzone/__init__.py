"""flyzone: sprint timing and training with honest error bars.

The Python door:

    import flyzone
    timing = flyzone.time_clip("clip.mp4", "setup.json")
    timing.runs[0].time_s, timing.runs[0].time_sd_s
"""

from flyzone.workflows.time_clip import time_clip

__all__ = ["time_clip"]
