"""What a container's tags say about the rate at which a clip was filmed.

A phone that films at 240 frames a second may store the clip with real timestamps (240 in a
second) or stretched for slow play (30 in a second).  Two tags help to tell which:

- ``com.android.capture.fps``: the rate of the camera in Hz.  Many Android phones write it in every
  clip, so on its own it does not mean slow motion; only its ratio to the timestamps does.
- ``com.apple.quicktime.full-frame-rate-playback-intent``: 1 when players should show every frame
  at its real pace, 0 when they should slow the clip down.  The timestamps of such a file are real
  ones either way; a clip that was *exported* slowed carries no tag at all.

Matroska keeps tag names in capitals, so names are compared without regard to case.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

_CAPTURE_RATE = ("com.android.capture.fps",)
_FULL_RATE_INTENT = "com.apple.quicktime.full-frame-rate-playback-intent"
_KEPT = {
    "com.apple.quicktime.make": "make",
    "com.apple.quicktime.model": "model",
    "com.apple.quicktime.software": "software",
    "com.android.version": "android",
    "com.android.manufacturer": "make",
    "com.android.model": "model",
    "make": "make",
    "model": "model",
    "creation_time": "created",
    "encoder": "encoder",
}
_HIGHEST_RATE_HZ = 100_000.0
_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class CaptureTags:
    """Tags of a clip that matter for its clock.

    Attributes
    ----------
    capture_fps : float or None, Hz
        Rate of the camera as tagged; ``None`` without a tag or with one that is no rate.
    full_rate_intent : bool or None
        Whether the maker wants every frame shown at its real pace; ``None`` without a tag.
    about : tuple of (str, str)
        Maker, model, software and date where tagged, for a person to read.
    """

    capture_fps: float | None = None
    full_rate_intent: bool | None = None
    about: tuple[tuple[str, str], ...] = ()


def read_capture_tags(*metadata: Mapping[str, str]) -> CaptureTags:
    """Capture rate and origin of a clip from its container's and stream's tags.

    Parameters
    ----------
    *metadata : mapping of str to str
        Tags as libav gives them; where two hold the same tag the first one counts.

    Returns
    -------
    CaptureTags
    """
    tags: dict[str, str] = {}
    for group in metadata:
        for name, value in group.items():
            tags.setdefault(name.lower(), str(value).strip()[:_LONGEST_VALUE])
    rates = [_rate(tags[name]) for name in _CAPTURE_RATE if name in tags]
    about: dict[str, str] = {}
    for name, label in _KEPT.items():
        if tags.get(name):
            about.setdefault(label, tags[name])
    return CaptureTags(
        capture_fps=next((rate for rate in rates if rate is not None), None),
        full_rate_intent={"1": True, "0": False}.get(tags.get(_FULL_RATE_INTENT, "")),
        about=tuple(sorted(about.items())),
    )


def _rate(text: str) -> float | None:
    try:
        rate = float(text)
    except ValueError:
        return None
    # A tag comes from outside: nan, 0 and nonsense must not reach the clock as a rate.
    return rate if math.isfinite(rate) and 0 < rate <= _HIGHEST_RATE_HZ else None
